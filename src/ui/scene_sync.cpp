// SPDX-License-Identifier: Apache-2.0
#include "ui/scene_sync.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace nearnet::ui {
namespace {

/// Notes the new version; whether it is another one.
template <typename Version>
bool moved(Version& known, Version now) {
  const bool changed = known != now;
  known = now;
  return changed;
}

std::vector<std::string> names_of(const territory::LivePlan& plan) {
  std::vector<std::string> names;
  for (const auto& label : plan.labels()) {
    names.push_back(!label ? std::string() : label->name.empty() ? label->id.text() : label->name);
  }
  return names;
}

std::vector<map::Tint> tints_of(const territory::LivePlan& plan,
                                const std::vector<std::size_t>& units,
                                const std::vector<std::size_t>& strays) {
  std::vector<map::Tint> tints;
  tints.reserve(units.size());
  for (const std::size_t unit : units) {
    const std::size_t at = plan.territory_of(unit);
    tints.push_back(
        {at == territory::kUnassigned ? map::Tint::kNone : static_cast<std::uint16_t>(at),
         std::ranges::binary_search(strays, unit)});
  }
  return tints;
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
  if (moved(v.barriers, snapshot.barriers.version())) {
    scene.set_barriers(snapshot.barriers.rows());
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
  if (moved(v.beats, snapshot.beats.version()) || rep_changed) {
    std::vector<model::Beat> beats;
    std::ranges::copy_if(
        snapshot.beats.rows(), std::back_inserter(beats),
        [&](const model::Beat& beat) { return shown_.rep.empty() || beat.rep == shown_.rep; });
    scene.set_beats(beats);
  }
}

void SceneSync::set_territories(const workspace::Snapshot& snapshot, map::Scene& scene) {
  territories_.clear();
  std::copy_if(snapshot.territories.rows().begin(), snapshot.territories.rows().end(),
               std::back_inserter(territories_), [&](const model::Territory& territory) {
                 return territory.scenario == shown_.scenario;
               });
  if (edited_ == nullptr) scene.set_territories(territories_);
}

void SceneSync::follow(workspace::TerritoryEditor* editor, map::Scene& scene) {
  if (editor == nullptr) {
    if (std::exchange(edited_, nullptr) == nullptr) return;
    scene.set_territories(territories_);
    for (const map::LayerId layer : std::exchange(put_aside_, {})) scene.set_visible(layer, true);
    return;
  }
  if (edited_ != editor->plan().shared_ground()) {
    show_edited(*editor, scene);
  } else if (edition_ != editor->edit().edition()) {
    std::vector<std::size_t> changed = editor->edit().take_changes();
    const std::vector<std::size_t> strays = editor->plan().strays();
    std::ranges::set_symmetric_difference(strays, strays_, std::back_inserter(changed));
    std::vector<std::string> names = names_of(editor->plan());
    if (names != edited_names_) scene.rename_edited(edited_names_ = std::move(names));
    scene.retint(changed, tints_of(editor->plan(), changed, strays));
    strays_ = strays;
  }
  edition_ = editor->edit().edition();
}

void SceneSync::show_edited(workspace::TerritoryEditor& editor, map::Scene& scene) {
  edited_ = editor.plan().shared_ground();
  editor.edit().take_changes();
  strays_ = editor.plan().strays();
  edited_names_ = names_of(editor.plan());
  std::vector<std::size_t> all(edited_->size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  scene.set_edited(edited_->units, tints_of(editor.plan(), all, strays_), edited_names_);
  for (const map::LayerId layer : {map::LayerId::kProspects, map::LayerId::kStops,
                                   map::LayerId::kRoutes, map::LayerId::kDayAreas}) {
    if (scene.visible(layer)) put_aside_.push_back(layer);
    scene.set_visible(layer, false);
  }
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
