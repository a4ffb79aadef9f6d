// SPDX-License-Identifier: Apache-2.0
// What Session does for a scenario under the hand.
#include <fmt/format.h>

#include <exception>
#include <utility>

#include "workspace/session.h"

namespace nearnet::workspace {

void Session::open_editor(const core::ScenarioId& scenario) {
  jobs_.start("Opening for editing",
              [this, scenario, now = snapshot_, opened = opened_](const core::JobContext& job) {
                auto editor = std::make_shared<TerritoryEditor>(now, scenario, job);
                return [this, opened, editor] {
                  if (opened == opened_) editor_ = editor;
                };
              });
}

namespace {

/// "Balancing the rest: 12 units moved (3.1 %, no plan moves less than 2.8 %), largest deviation …"
std::string told(const std::string& what, const territory::Finish& finish, double deviation) {
  std::string text = fmt::format("{}: {} units moved", what, finish.edit.moves.size());
  if (finish.moved_share > 0.0) {
    text += fmt::format(" ({:.1f} %, no plan within the tolerance moves less than {:.1f} %)",
                        finish.moved_share * 100.0, finish.least_share * 100.0);
  }
  text += fmt::format(", largest deviation {:.1f} %", deviation * 100.0);
  if (finish.design.stopped) text += "; stopped, this is the best found until then";
  if (!finish.design.binding.empty()) text += "; " + finish.design.binding;
  return text;
}

}  // namespace

/// The engine works on a copy; its edit becomes a step of the plan unless that has moved on.
void Session::engine_step(std::string title, EngineStep make, JobQueue::OnCancel on_cancel) {
  if (editor_ == nullptr) return;
  const std::string what = title;
  jobs_.start(
      std::move(title),
      [this, what, make = std::move(make), editor = editor_,
       copy = TerritoryEditor(*editor_)](const core::JobContext& job) {
        const territory::Finish finish = make(copy, job);
        return [this, what, finish, editor, edition = copy.edit().edition()] {
          if (editor != editor_) return;
          if (editor->edit().edition() != edition) {
            say(Message::kWarning, "The plan was changed meanwhile, so the result was not used");
            return;
          }
          editor->edit().make(finish.edit, what, territory::MadeBy::kEngine);
          say(Message::kInfo, told(what, finish, editor->plan().max_deviation()));
        };
      },
      on_cancel);
}

namespace {

/// By unit: whether it has to stay.
std::vector<bool> kept(const TerritoryEditor& editor, bool keep_touched) {
  return keep_touched ? editor.touched() : std::vector<bool>(editor.plan().ground().size());
}

}  // namespace

void Session::engine_edit(const SplitEdited& wish) {
  engine_step("Splitting", [wish](const TerritoryEditor& editor, const auto& job) {
    territory::Finish finish;
    finish.edit = territory::split(
        editor.plan(), wish.territory,
        {.into = wish.into, .home = editor.home_of(wish.territory), .goal = editor.goal()}, job);
    return finish;
  });
}

void Session::engine_edit(const FinishEdited& wish) {
  engine_step(
      "Balancing the rest",
      [wish](const TerritoryEditor& editor, const auto& job) {
        territory::Goal goal = editor.goal();
        goal.keep_best = true;
        return territory::finished(editor.plan(), kept(editor, wish.keep_touched), {.goal = goal},
                                   job);
      },
      JobQueue::OnCancel::kKeepBest);
}

void Session::engine_edit(const AddEdited& wish) {
  engine_step("Making room for one more", [wish](const TerritoryEditor& editor, const auto& job) {
    return territory::one_more(editor.plan(), editor.label_for(wish.rep),
                               {.goal = editor.goal(), .locked = kept(editor, wish.keep_touched)},
                               job);
  });
}

void Session::engine_edit(const RemoveEdited& wish) {
  engine_step("Dealing out", [wish](const TerritoryEditor& editor, const auto& job) {
    std::vector<bool> locked = kept(editor, wish.keep_touched);
    for (const std::size_t unit : territory::units_of(editor.plan(), wish.territory)) {
      locked[unit] = false;
    }
    return territory::one_less(editor.plan(), wish.territory,
                               {.goal = editor.goal(), .locked = locked}, job);
  });
}

void Session::save_editor() {
  if (editor_ == nullptr) return;
  jobs_.start("Saving", [this, now = snapshot_, editor = editor_,
                         copy = TerritoryEditor(*editor_)](const core::JobContext& job) {
    auto saved = copy.save(now, "territories edit", "by hand", job);
    return [this, editor, command = std::move(saved.command), name = copy.scenario().id.text()] {
      if (editor != editor_) return;
      try {
        apply(command, fmt::format("Scenario \"{}\" saved", name));
        editor_.reset();
      } catch (const StaleError&) {
        say(Message::kWarning, "The workspace was changed meanwhile; save once more");
      } catch (const std::exception& error) {
        say(Message::kError, error.what());
      }
    };
  });
}

}  // namespace nearnet::workspace
