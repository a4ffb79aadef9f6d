// SPDX-License-Identifier: Apache-2.0
// Editing a plan by hand: steps that can be undone and done again, a drag of the mouse as one step,
// which units were touched, and what a move would do before it is made.
//
//   territory::HandEdit editing(plan);
//   editing.begin_stroke("Move to North");
//   editing.make(territory::moved(editing.plan(), brushed, north));   // once a frame
//   editing.end_stroke();                                             // one step
//   editing.undo();
//
// Undo and redo bring back the same figures bit by bit. Cost: that of LivePlan::apply.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "territory/edits.h"
#include "territory/live_plan.h"

namespace nearnet::territory {

/// What a move would make of the territories that it touches.
struct Preview {
  struct Line {
    std::size_t territory;
    LiveFigures before;
    LiveFigures after;
  };
  std::vector<Line> territories;  ///< ascending
  double max_deviation_before = 0.0;
  double max_deviation_after = 0.0;
};

/// Who made a step: units that only the engine moved are not touched.
enum class MadeBy { kHand, kEngine };

class HandEdit {
 public:
  /// `touched`: units that were touched earlier, in the plan as it was saved; empty: none.
  explicit HandEdit(LivePlan plan, const std::vector<bool>& touched = {});

  const LivePlan& plan() const { return plan_; }

  /// Applies the edit: as a step of its own, or as more of the open stroke. Nothing for an empty
  /// one. What was undone can no longer be redone. Throws as LivePlan::apply.
  void make(const Edit& edit, std::string what = {}, MadeBy by = MadeBy::kHand);
  /// From here to end_stroke() everything is one step.
  void begin_stroke(std::string what);
  void end_stroke();
  bool in_stroke() const { return stroke_open_; }

  bool can_undo() const { return !done_.empty(); }
  bool can_redo() const { return !undone_.empty(); }
  /// What the step is called; "" when there is none.
  std::string undo_title() const { return done_.empty() ? std::string() : done_.back().what; }
  std::string redo_title() const { return undone_.empty() ? std::string() : undone_.back().what; }
  /// Ends an open stroke first. Nothing where there is nothing to undo.
  void undo();
  void redo();
  /// Something differs from the plan it started with, or may.
  bool is_changed() const { return !done_.empty(); }

  /// Grows with every change that is made, undone or redone; a preview is none.
  std::uint64_t edition() const { return edition_; }

  /// Units that some step not undone has moved by hand, and those touched earlier.
  bool is_touched(std::size_t unit) const { return touched_[unit] > 0; }
  std::size_t touched_count() const { return touched_count_; }

  /// What the move would do. The plan is as before afterwards.
  Preview preview(std::span<const std::size_t> units, std::size_t to);

  /// Units that changed hands since the last call, in any order, perhaps twice: for what shows
  /// them.
  std::vector<std::size_t> take_changes();

 private:
  struct Step {
    std::string what;
    MadeBy by = MadeBy::kHand;
    std::vector<Edit> edits;
  };
  void apply(const Edit& edit);
  void touch(const Step& step, int by);

  LivePlan plan_;
  std::vector<Step> done_;
  std::vector<Step> undone_;
  bool stroke_open_ = false;
  std::vector<std::int32_t> touched_;  ///< by unit: steps that moved it
  std::size_t touched_count_ = 0;
  std::uint64_t edition_ = 0;
  std::vector<std::size_t> changes_;
};

}  // namespace nearnet::territory
