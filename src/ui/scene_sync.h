// SPDX-License-Identifier: Apache-2.0
// Keeps the map's scene in step with the snapshot: a layer is set again only when its version, or
// what the panels chose to show of it, has changed.
//
//   sync.update(view.snapshot, market, {.scenario = shown, .rep = rep, .style = style},
//   view.scene);
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "map/scene.h"
#include "ui/market.h"
#include "workspace/snapshot.h"
#include "workspace/territory_editor.h"

namespace nearnet::ui {

/// What of the workspace the map shows.
struct Shown {
  core::ScenarioId scenario;  ///< empty: none
  core::RepId rep;            ///< whose days; empty: everybody's
  bool dark = true;
  friend bool operator==(const Shown&, const Shown&) = default;
};

class SceneSync {
 public:
  void update(const workspace::Snapshot& snapshot, const Market& market, const Shown& shown,
              map::Scene& scene);

  /// Shows the plan under the hand in place of the territories, and puts aside what would cover it
  /// until the user or the end of the edit brings it back; null: the territories again. Only
  /// the colours of units that changed are set anew. Takes the editor's changes.
  void follow(workspace::TerritoryEditor* editor, map::Scene& scene);

  /// What the scene's layers kRoutes and kDayAreas, and kStops, were set from.
  const std::vector<model::DayRoute>& days() const { return days_; }
  const std::vector<model::Stop>& stops() const { return stops_; }
  /// What kTerritories was set from, in the order of the colours.
  const std::vector<model::Territory>& territories() const { return territories_; }

 private:
  void set_days(const workspace::Snapshot& snapshot, map::Scene& scene);
  void set_territories(const workspace::Snapshot& snapshot, map::Scene& scene);
  void show_edited(workspace::TerritoryEditor& editor, map::Scene& scene);

  struct Versions {
    std::int64_t footprints = -1, competitors = -1, no_solicit = -1, barriers = -1, roads = -1,
                 units = -1, territories = -1, routes = -1, stops = -1, reps = -1, beats = -1;
    std::uint64_t market = 0;
  };
  Versions versions_;
  Shown shown_;
  bool styled_ = false;
  std::vector<model::DayRoute> days_;
  std::vector<model::Stop> stops_;
  std::vector<model::Territory> territories_;
  // The plan under the hand as the scene shows it.
  std::shared_ptr<const territory::LiveUnits> edited_;
  std::uint64_t edition_ = 0;
  std::vector<std::size_t> strays_;
  std::vector<std::string> edited_names_;
  std::vector<map::LayerId> put_aside_;  ///< layers hidden meanwhile, for they cover the units
};

}  // namespace nearnet::ui
