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

/// The engine works on a copy; its edit becomes a step of the plan unless that has moved on.
void Session::engine_step(
    std::string title,
    std::function<territory::Edit(const TerritoryEditor&, const core::JobContext&)> make) {
  if (editor_ == nullptr) return;
  const std::string what = title;
  jobs_.start(std::move(title), [this, what, make = std::move(make), editor = editor_,
                                 copy = TerritoryEditor(*editor_)](const core::JobContext& job) {
    const territory::Edit edit = make(copy, job);
    return [this, what, edit, editor, edition = copy.edit().edition()] {
      if (editor != editor_) return;
      if (editor->edit().edition() != edition) {
        say(Message::kWarning, "The plan was changed meanwhile, so the result was not used");
        return;
      }
      editor->edit().make(edit, what, territory::MadeBy::kEngine);
      say(Message::kInfo, fmt::format("{}: {} units moved, largest deviation {:.1f} %", what,
                                      edit.moves.size(), editor->plan().max_deviation() * 100.0));
    };
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
