// SPDX-License-Identifier: Apache-2.0
// A scenario opened for editing by hand: its units and borders, live figures, undo and redo. It
// lives in memory; nothing of the workspace changes until what save() returns is applied.
//
//   workspace::TerritoryEditor editor(snapshot, scenario, job);
//   editor.edit().make(territory::moved(editor.plan(), brushed, target), "Move 12 units");
//   editor.plan().figures(target);
//   workspace.apply(editor.save(workspace.snapshot(), "territories edit", "12 units", job));
//
// Opening costs some microseconds a unit. A copy is cheap enough for a job (units and borders are
// shared), so that long work goes on while the hand does. Belongs to one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/job_context.h"
#include "territory/engine_edits.h"
#include "territory/hand_edit.h"
#include "territory/unit_finder.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

class TerritoryEditor {
 public:
  /// Throws ConfigError for a scenario that is not there or no longer open to changes, InputError
  /// for one without units.
  TerritoryEditor(const Snapshot& snapshot, const core::ScenarioId& scenario,
                  const core::JobContext& job);

  const model::Scenario& scenario() const { return scenario_; }
  territory::HandEdit& edit() { return edit_; }
  const territory::HandEdit& edit() const { return edit_; }
  const territory::LivePlan& plan() const { return edit_.plan(); }
  const territory::UnitFinder& finder() const { return *finder_; }

  /// What the scenario was balanced by, for the engine.
  territory::Goal goal() const;
  /// Where the rep of a territory lives; none: vacant, or nobody knows.
  std::optional<geo::LonLat> home_of(std::size_t territory) const;
  /// By unit: those that a hand has moved, now or before the scenario was last saved.
  std::vector<bool> touched() const;
  /// Of a territory to come: the rep's, or vacant for an empty id. Throws ConfigError for a rep
  /// that is not there or has a territory already.
  territory::TerritoryLabel label_for(const core::RepId& rep) const;
  /// Throws ConfigError that lists the territories.
  std::size_t territory(const core::TerritoryId& id) const;
  /// Throws ConfigError.
  std::size_t unit(const core::UnitId& id) const;

  /// The scenario as it would be saved: outlines of territories that changed are drawn anew.
  struct Saved {
    model::Scenario scenario;
    std::vector<model::Territory> territories;
    Command command;
  };
  /// `now`: the workspace to save into. Throws ConfigError when the scenario there is another than
  /// the one that was opened.
  Saved save(const Snapshot& now, std::string command, const std::string& what,
             const core::JobContext& job) const;

 private:
  TerritoryEditor(const Snapshot& snapshot, const model::Scenario& scenario,
                  const core::JobContext& job);
  std::vector<model::ScenarioUnit> unit_rows() const;
  std::vector<model::Territory> drawn(const core::JobContext& job) const;
  std::vector<bool> redrawn() const;

  model::Scenario scenario_;
  std::shared_ptr<const std::vector<model::Territory>> territories_;  ///< as opened, by index
  std::shared_ptr<const std::vector<model::ScenarioUnit>> units_;     ///< as opened, by index
  std::vector<std::size_t> opened_;                                   ///< territory by unit
  std::shared_ptr<const KeyedLayer<model::Rep, &model::Rep::id>> reps_;
  territory::HandEdit edit_;
  std::shared_ptr<const territory::UnitFinder> finder_;
};

}  // namespace nearnet::workspace
