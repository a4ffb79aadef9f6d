// SPDX-License-Identifier: Apache-2.0
#include "workspace/territory_edits.h"

#include <fmt/format.h>

#include <utility>

#include "core/error.h"
#include "workspace/moving_costs.h"
#include "workspace/steps.h"
#include "workspace/territory_editor.h"

namespace nearnet::workspace {
namespace {

struct Title {
  std::string command;
  std::string what;
  territory::MadeBy by = territory::MadeBy::kHand;
};

/// Makes the edit and saves it, with a note for every territory that is in parts.
TerritoryEdit finished(TerritoryEditor& editor, const Snapshot& snapshot,
                       const territory::Edit& edit, const Title& title,
                       const core::JobContext& job) {
  editor.edit().make(edit, title.what, title.by);
  TerritoryEdit run;
  run.moved = edit.moves.size();
  for (const std::size_t t : editor.plan().territories()) {
    const std::size_t parts = editor.plan().figures(t).parts;
    const std::string& id = editor.plan().labels()[t]->id.text();
    if (parts > 1) run.notes.push_back(fmt::format("territory {} is in {} parts", id, parts));
    if (parts == 0) run.notes.push_back(fmt::format("territory {} has no units", id));
  }
  TerritoryEditor::Saved saved = editor.save(snapshot, title.command, title.what, job);
  run.scenario = std::move(saved.scenario);
  run.territories = std::move(saved.territories);
  run.command = std::move(saved.command);
  return run;
}

}  // namespace

TerritoryEdit split_territory(const Snapshot& snapshot, const core::ScenarioId& scenario,
                              const core::TerritoryId& territory, std::size_t into,
                              const core::JobContext& job) {
  TerritoryEditor editor(snapshot, scenario, job);
  const std::size_t t = editor.territory(territory);
  const territory::Edit edit = territory::split(
      editor.plan(), t, {.into = into, .home = editor.home_of(t), .goal = editor.goal()},
      job.part(0.1, 0.9, "splitting"));
  return finished(editor, snapshot, edit,
                  {"territories split", fmt::format("territory {} into {}", territory.text(), into),
                   territory::MadeBy::kEngine},
                  job.part(0.9, 1.0, "drawing boundaries"));
}

TerritoryEdit merge_territories(const Snapshot& snapshot, const core::ScenarioId& scenario,
                                const core::TerritoryId& keep, const core::TerritoryId& gone,
                                const core::JobContext& job) {
  TerritoryEditor editor(snapshot, scenario, job);
  const territory::Edit edit =
      territory::merged(editor.plan(), editor.territory(keep), editor.territory(gone));
  return finished(
      editor, snapshot, edit,
      {"territories merge", fmt::format("territory {} into {}", gone.text(), keep.text())}, job);
}

TerritoryEdit swap_territories(const Snapshot& snapshot, const core::ScenarioId& scenario,
                               const core::TerritoryId& a, const core::TerritoryId& b, Swap what,
                               const core::JobContext& job) {
  TerritoryEditor editor(snapshot, scenario, job);
  const std::size_t first = editor.territory(a);
  const std::size_t second = editor.territory(b);
  const bool reps = what == Swap::kReps;
  const territory::Edit edit = reps ? territory::swapped_reps(editor.plan(), first, second)
                                    : territory::swapped_units(editor.plan(), first, second);
  return finished(editor, snapshot, edit,
                  {"territories swap",
                   fmt::format("{} of {} and {}", reps ? "reps" : "units", a.text(), b.text())},
                  job);
}

TerritoryEdit cut_territory(const Snapshot& snapshot, const core::ScenarioId& scenario,
                            const core::TerritoryId& territory, const geo::Line& line,
                            const core::JobContext& job) {
  TerritoryEditor editor(snapshot, scenario, job);
  const std::size_t t = editor.territory(territory);
  const territory::Edit edit = territory::cut(editor.plan(), t, line, editor.home_of(t));
  return finished(editor, snapshot, edit,
                  {"territories cut", fmt::format("territory {}", territory.text())}, job);
}

namespace {

/// By unit of the editor.
template <typename Request>
std::vector<bool> locked_units(const TerritoryEditor& editor, const Request& request) {
  std::vector<bool> locked = request.lock_touched
                                 ? editor.touched()
                                 : std::vector<bool>(editor.plan().ground().size(), false);
  for (const core::UnitId& id : request.locks) locked[editor.unit(id)] = true;
  return locked;
}

/// Saves what the engine has worked out, and says how much moved.
TerritoryEdit saved(TerritoryEditor& editor, const Snapshot& snapshot,
                    const territory::Finish& finish, Title title, const core::JobContext& job) {
  title.by = territory::MadeBy::kEngine;
  TerritoryEdit run =
      finished(editor, snapshot, finish.edit, title, job.part(0.9, 1.0, "drawing boundaries"));
  run.moved_share = finish.moved_share;
  run.least_share = finish.least_share;
  if (!finish.design.binding.empty()) run.notes.push_back(finish.design.binding);
  return run;
}

territory::StaffOptions staff_options(const Snapshot& snapshot, const TerritoryEditor& editor,
                                      const StaffRequest& request) {
  return {.goal = editor.goal(),
          .locked = locked_units(editor, request),
          .disruption = moving_costs(snapshot, editor.plan().ground().units, request.moved_by)};
}

}  // namespace

TerritoryEdit finish_territories(const Snapshot& snapshot, const FinishRequest& request,
                                 const core::JobContext& job) {
  TerritoryEditor editor(snapshot, request.scenario, job);
  const territory::Finish finish = territory::finished(
      editor.plan(), locked_units(editor, request),
      {.goal = editor.goal(),
       .max_moved = request.max_moved,
       .disruption = moving_costs(snapshot, editor.plan().ground().units, request.moved_by)},
      job.part(0.1, 0.9, "balancing"));
  return saved(editor, snapshot, finish,
               {"territories finish", fmt::format("{} units moved", finish.edit.moves.size())},
               job);
}

TerritoryEdit add_territory(const Snapshot& snapshot, const StaffRequest& request,
                            const core::JobContext& job) {
  TerritoryEditor editor(snapshot, request.scenario, job);
  territory::StaffOptions options = staff_options(snapshot, editor, request);
  const model::Rep* rep = request.rep.empty() ? nullptr : &rep_or_only(snapshot, request.rep);
  const territory::TerritoryLabel label = editor.label_for(rep ? rep->id : core::RepId());
  if (rep != nullptr && request.near_home) options.near = rep->home;
  if (request.near_home && !options.near) {
    throw core::ConfigError("--near-home needs a rep whose home is known");
  }
  const territory::Finish change =
      territory::one_more(editor.plan(), label, options, job.part(0.1, 0.9, "making room"));
  return saved(editor, snapshot, change,
               {"territories add", fmt::format("territory {}", label.id.text())}, job);
}

TerritoryEdit remove_territory(const Snapshot& snapshot, const StaffRequest& request,
                               const core::TerritoryId& territory, const core::JobContext& job) {
  TerritoryEditor editor(snapshot, request.scenario, job);
  const territory::Finish change = territory::one_less(editor.plan(), editor.territory(territory),
                                                       staff_options(snapshot, editor, request),
                                                       job.part(0.1, 0.9, "dealing out"));
  return saved(editor, snapshot, change,
               {"territories remove", fmt::format("territory {}", territory.text())}, job);
}

}  // namespace nearnet::workspace
