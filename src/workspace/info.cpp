// SPDX-License-Identifier: Apache-2.0
#include "workspace/info.h"

#include <algorithm>

#include "core/text.h"
#include "storage/tables.h"

namespace nearnet::workspace {

std::string_view shape_text(storage::Shape shape) {
  switch (shape) {
    case storage::Shape::kPoint:
      return "point";
    case storage::Shape::kLine:
      return "line";
    case storage::Shape::kMultiPolygon:
      return "multipolygon";
    case storage::Shape::kAny:
      return "any";
    case storage::Shape::kNone:
      break;
  }
  return "none";
}

namespace {

void grow(geo::LonLatBox& box, const geo::LonLat& position) {
  box.grow(position);
}
void grow(geo::LonLatBox& box, const std::optional<geo::LonLat>& position) {
  if (position) box.grow(*position);
}
void grow(geo::LonLatBox& box, const geo::Line& line) {
  for (const geo::LonLat& point : line) box.grow(point);
}
void grow(geo::LonLatBox& box, const geo::Geometry& geometry) {
  if (!geometry.is_empty()) box.grow(geometry.envelope());
}

/// Fills the layers of an Info one by one.
class LayerList {
 public:
  LayerList(const storage::Store& store, std::vector<LayerInfo>& layers)
      : store_(store), audit_(store.audit()), layers_(layers) {}

  template <typename Record>
  void add(const storage::TableOf<Record>& table, const std::vector<Record>& rows) {
    describe(table.table, rows.size());
  }
  template <typename Record, typename Member>
  void add(const storage::TableOf<Record>& table, const std::vector<Record>& rows,
           Member Record::*place) {
    LayerInfo& layer = describe(table.table, rows.size());
    for (const Record& row : rows) grow(layer.extent, row.*place);
  }

 private:
  LayerInfo& describe(const storage::Table& table, std::size_t rows) {
    LayerInfo layer;
    layer.name = table.name;
    layer.rows = static_cast<std::int64_t>(rows);
    layer.geometry = shape_text(table.shape);
    const std::int64_t version = store_.version(table);
    const auto change =
        std::find_if(audit_.begin(), audit_.end(),
                     [&](const storage::AuditEntry& entry) { return entry.version == version; });
    if (version > 0 && change != audit_.end()) {
      layer.last_changed_at = change->at;
      layer.last_changed_by_command = change->command;
    }
    layers_.push_back(std::move(layer));
    return layers_.back();
  }

  const storage::Store& store_;
  std::vector<storage::AuditEntry> audit_;
  std::vector<LayerInfo>& layers_;
};

}  // namespace

Info info(const Snapshot& now, const storage::Store& store) {
  Info info;
  info.title = now.settings.title;
  info.time_zone = now.settings.time_zone;
  info.crs = "EPSG:4326";
  const storage::Meta meta = store.meta();
  const auto schema = meta.find("schema_version");
  if (schema != meta.end()) {
    info.schema_version = static_cast<int>(core::parse_integer(schema->second).value_or(0));
  }
  info.version = now.version;
  LayerList list(store, info.layers);
  list.add(storage::footprints(), now.footprints.rows(), &model::Footprint::geometry);
  list.add(storage::businesses(), now.businesses.rows(), &model::Business::position);
  list.add(storage::roads(), now.roads.rows(), &model::Road::line);
  list.add(storage::turn_restrictions(), now.turn_restrictions.rows(),
           &model::TurnRestriction::line);
  list.add(storage::units(), now.units.rows(), &model::BasicUnit::geometry);
  list.add(storage::competitors(), now.competitors.rows(), &model::Footprint::geometry);
  list.add(storage::no_solicit(), now.no_solicit.rows(), &model::NoSolicitArea::geometry);
  list.add(storage::prospects(), now.prospects.rows(), &model::Prospect::position);
  list.add(storage::territories(), now.territories.rows(), &model::Territory::geometry);
  list.add(storage::scenarios(), now.scenarios.rows());
  list.add(storage::scenario_units(), now.scenario_units.rows(), &model::ScenarioUnit::geometry);
  list.add(storage::reps(), now.reps.rows(), &model::Rep::home);
  list.add(storage::routes(), now.routes.rows(), &model::DayRoute::line);
  list.add(storage::day_areas(), now.routes.rows(), &model::DayRoute::area);
  list.add(storage::stops(), now.stops.rows(), &model::Stop::position);
  list.add(storage::unserved(), now.unserved.rows(), &model::Unserved::position);
  list.add(storage::activities(), now.activities.rows(), &model::Activity::position);
  list.add(storage::quotas(), now.quotas.rows());
  list.add(storage::address_points(), now.address_points.rows(), &model::AddressPoint::position);
  list.add(storage::address_ranges(), now.address_ranges.rows(), &model::AddressRange::line);
  list.add(storage::not_duplicates(), now.not_duplicates.rows());
  list.add(storage::business_aliases(), now.business_aliases.rows());
  list.add(storage::barriers(), now.barriers.rows(), &model::Barrier::geometry);
  list.add(storage::overrides(), now.overrides.rows());
  list.add(storage::prospect_changes(), now.prospect_changes.rows(),
           &model::ProspectChange::position);
  list.add(storage::account_periods(), now.account_periods.rows());
  list.add(storage::beats(), now.beats.rows(), &model::Beat::area);
  list.add(storage::beat_members(), now.beat_members.rows(), &model::BeatMember::position);
  return info;
}

}  // namespace nearnet::workspace
