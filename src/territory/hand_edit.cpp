// SPDX-License-Identifier: Apache-2.0
#include "territory/hand_edit.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

namespace nearnet::territory {

HandEdit::HandEdit(LivePlan plan, const std::vector<bool>& touched)
    : plan_(std::move(plan)), touched_(plan_.ground().size(), 0) {
  for (std::size_t unit = 0; unit < touched.size(); ++unit) {
    touched_[unit] = touched[unit] ? 1 : 0;
    touched_count_ += touched[unit] ? 1U : 0U;
  }
}

void HandEdit::apply(const Edit& edit) {
  plan_.apply(edit);
  ++edition_;
  for (const UnitMove& move : edit.moves) changes_.push_back(move.unit);
}

void HandEdit::touch(const Step& step, int by) {
  if (step.by != MadeBy::kHand) return;
  for (const Edit& edit : step.edits) {
    for (const UnitMove& move : edit.moves) {
      const bool before = touched_[move.unit] > 0;
      touched_[move.unit] += by;
      const bool after = touched_[move.unit] > 0;
      if (after && !before) ++touched_count_;
      if (before && !after) --touched_count_;
    }
  }
}

void HandEdit::make(const Edit& edit, std::string what, MadeBy by) {
  if (edit.empty()) return;
  apply(edit);
  undone_.clear();
  const Step step{std::move(what), by, {edit}};
  touch(step, 1);
  if (stroke_open_ && !done_.back().edits.empty()) {
    done_.back().edits.push_back(edit);
  } else if (stroke_open_) {
    done_.back().edits = step.edits;
  } else {
    done_.push_back(step);
  }
}

void HandEdit::begin_stroke(std::string what) {
  end_stroke();
  stroke_open_ = true;
  done_.push_back({std::move(what), MadeBy::kHand, {}});
}

void HandEdit::end_stroke() {
  if (!std::exchange(stroke_open_, false)) return;
  if (done_.back().edits.empty()) done_.pop_back();
}

void HandEdit::undo() {
  end_stroke();
  if (done_.empty()) return;
  Step step = std::move(done_.back());
  done_.pop_back();
  for (const Edit& edit : std::views::reverse(step.edits)) apply(edit.inverse());
  touch(step, -1);
  undone_.push_back(std::move(step));
}

void HandEdit::redo() {
  end_stroke();
  if (undone_.empty()) return;
  Step step = std::move(undone_.back());
  undone_.pop_back();
  for (const Edit& edit : step.edits) apply(edit);
  touch(step, 1);
  done_.push_back(std::move(step));
}

Preview HandEdit::preview(std::span<const std::size_t> units, std::size_t to) {
  const Edit edit = moved(plan_, units, to);
  std::set<std::size_t> touched = {to};
  for (const UnitMove& move : edit.moves) touched.insert(move.from);
  touched.erase(kUnassigned);
  Preview preview;
  preview.max_deviation_before = plan_.max_deviation();
  for (const std::size_t t : touched) preview.territories.push_back({t, plan_.figures(t), {}});
  plan_.apply(edit);
  preview.max_deviation_after = plan_.max_deviation();
  for (Preview::Line& line : preview.territories) line.after = plan_.figures(line.territory);
  plan_.apply(edit.inverse());
  return preview;
}

std::vector<std::size_t> HandEdit::take_changes() {
  return std::exchange(changes_, {});
}

}  // namespace nearnet::territory
