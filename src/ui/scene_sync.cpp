// SPDX-License-Identifier: Apache-2.0
#include "ui/scene_sync.h"

#include <algorithm>
#include <iterator>

namespace nearnet::ui {
namespace {

/// Notes the new version; whether it is another one.
template <typename Version>
bool moved(Version& known, Version now) {
  const bool changed = known != now;
  known = now;
  return changed;
}

}  // namespace

void SceneSync::update(const workspace::Snapshot& snapshot, const Market& market,
                       const Shown& shown, map::Scene& scene) {
  if (!styled_ || shown.dark != shown_.dark) {
    scene.set_style(shown.dark ? map::dark_style() : map::light_style());
    styled_ = true;
  }
  const bool scenario_changed = shown.scenario != shown_.scenario;
  const bool rep_changed = shown.rep != shown_.rep;
  shown_ = shown;

  Versions& v = versions_;
  if (moved(v.footprints, snapshot.footprints.version())) {
    scene.set_footprints(snapshot.footprints.rows());
  }
  if (moved(v.competitors, snapshot.competitors.version())) {
    scene.set_competitors(snapshot.competitors.rows());
  }
  if (moved(v.no_solicit, snapshot.no_solicit.version())) {
    scene.set_no_solicit(snapshot.no_solicit.rows());
  }
  if (moved(v.roads, snapshot.roads.version())) scene.set_roads(snapshot.roads.rows());
  if (moved(v.units, snapshot.units.version())) scene.set_units(snapshot.units.rows());
  if (moved(v.reps, snapshot.reps.version())) scene.set_reps(snapshot.reps.rows());
  if (moved(v.market, market.revision())) scene.set_prospects(market.prospects().rows());
  if (moved(v.territories, snapshot.territories.version()) || scenario_changed) {
    set_territories(snapshot, scene);
  }
  const bool routes_moved = moved(v.routes, snapshot.routes.version());
  const bool stops_moved = moved(v.stops, snapshot.stops.version());
  if (routes_moved || stops_moved || rep_changed) set_days(snapshot, scene);
}

void SceneSync::set_territories(const workspace::Snapshot& snapshot, map::Scene& scene) {
  territories_.clear();
  std::copy_if(snapshot.territories.rows().begin(), snapshot.territories.rows().end(),
               std::back_inserter(territories_), [&](const model::Territory& territory) {
                 return territory.scenario == shown_.scenario;
               });
  scene.set_territories(territories_);
}

void SceneSync::set_days(const workspace::Snapshot& snapshot, map::Scene& scene) {
  days_.clear();
  stops_.clear();
  const auto of_rep = [&](const auto& record) {
    return shown_.rep.empty() || record.rep == shown_.rep;
  };
  std::copy_if(snapshot.routes.rows().begin(), snapshot.routes.rows().end(),
               std::back_inserter(days_), of_rep);
  std::copy_if(snapshot.stops.rows().begin(), snapshot.stops.rows().end(),
               std::back_inserter(stops_), of_rep);
  scene.set_days(days_, stops_);
}

}  // namespace nearnet::ui
