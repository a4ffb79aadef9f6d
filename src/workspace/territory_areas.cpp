// SPDX-License-Identifier: Apache-2.0
#include "workspace/territory_areas.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/error.h"
#include "core/text.h"
#include "geo/prepared_geometry.h"
#include "geo/str_tree.h"
#include "io/vector_reader.h"
#include "io/vector_writer.h"
#include "territory/adjacency.h"
#include "territory/boundary.h"
#include "territory/objective.h"
#include "workspace/scenario.h"
#include "workspace/unit_source.h"

namespace nearnet::workspace {
namespace {

/// A polygon of a source, and what its row says.
struct DrawnArea {
  std::string name;
  std::string rep;
  std::string district;
  std::string region;
  geo::Geometry geometry;
};

std::optional<std::size_t> column(const io::VectorReader& reader, const std::string& name) {
  if (name.empty()) return std::nullopt;
  if (const auto field = reader.field(name)) return field;
  std::vector<std::string> known;
  for (const io::Field& field : reader.fields()) known.push_back(field.name);
  throw core::ConfigError(fmt::format("{} has no column \"{}\"; it has {}", reader.source(), name,
                                      core::join(known, ", ")));
}

std::vector<DrawnArea> read_areas(const AreaSource& source, const std::string& rep_column) {
  io::VectorReader reader({.source = source.source,
                           .layer = source.layer,
                           .where = source.where,
                           .crs = source.crs,
                           .wanted = io::Wanted::kAreas});
  const auto name = source.name.empty() ? reader.field("name") : column(reader, source.name);
  const auto rep = column(reader, rep_column);
  const auto district = reader.field("district");
  const auto region = reader.field("region");
  std::vector<DrawnArea> areas;
  io::Feature feature;
  while (reader.next(feature)) {
    if (feature.state != io::GeometryState::kGood || !feature.geometry.has_area()) continue;
    const auto text = [&](const std::optional<std::size_t>& field) {
      return field ? io::to_text(feature.values[*field]) : std::string();
    };
    DrawnArea& area = areas.emplace_back();
    area.name = text(name).empty() ? std::to_string(feature.row) : text(name);
    area.rep = text(rep);
    area.district = text(district);
    area.region = text(region);
    area.geometry =
        feature.geometry.is_valid() ? feature.geometry : geo::make_valid(feature.geometry);
  }
  if (areas.empty()) {
    throw core::InputError(fmt::format(
        "{} has no polygons; territories are drawn as polygons, one or more each", source.source));
  }
  return areas;
}

/// Finds the areas that cover a place.
class AreaFinder {
 public:
  template <typename Area>
  explicit AreaFinder(const std::vector<Area>& areas) : tree_(boxes_of(areas)) {
    prepared_.reserve(areas.size());
    for (const Area& area : areas) prepared_.emplace_back(area.geometry);
  }

  std::vector<std::size_t> at(geo::LonLat place) const {
    std::vector<std::size_t> found = tree_.query({place.lon, place.lat, place.lon, place.lat});
    std::erase_if(found, [&](std::size_t area) { return !prepared_[area].covers(place); });
    return found;
  }

 private:
  template <typename Area>
  static std::vector<geo::LonLatBox> boxes_of(const std::vector<Area>& areas) {
    std::vector<geo::LonLatBox> boxes;
    for (const Area& area : areas) boxes.push_back(area.geometry.envelope());
    return boxes;
  }

  geo::StrTree tree_;
  std::vector<geo::PreparedGeometry> prepared_;
};

std::vector<core::BusinessId> outside(const Snapshot& snapshot,
                                      const std::vector<territory::NamedArea>& areas) {
  const AreaFinder finder(areas);
  std::vector<core::BusinessId> uncovered;
  for (const model::Prospect& prospect : snapshot.prospects.rows()) {
    if (prospect.eligible && prospect.position && finder.at(*prospect.position).empty()) {
      uncovered.push_back(prospect.business);
    }
  }
  std::sort(uncovered.begin(), uncovered.end());
  return uncovered;
}

std::vector<territory::NamedArea> areas_of(const Snapshot& snapshot, const FlawRequest& request,
                                           TerritoryFlaws& result) {
  std::vector<territory::NamedArea> areas;
  if (!request.scenario) {
    std::map<std::string, std::size_t> groups;
    for (DrawnArea& area : read_areas(request.areas, {})) {
      const std::size_t group = groups.emplace(area.name, groups.size()).first->second;
      areas.push_back({std::move(area.name), group, std::move(area.geometry)});
    }
    return areas;
  }
  std::map<core::TerritoryId, std::size_t> groups;
  for (model::ScenarioUnit& unit : units_of(snapshot, *request.scenario)) {
    if (unit.territory.empty()) {
      ++result.unassigned_units;
      continue;
    }
    const std::size_t group = groups.emplace(unit.territory, groups.size()).first->second;
    areas.push_back({fmt::format("{} (territory {})", unit.unit.text(), unit.territory.text()),
                     group, std::move(unit.geometry)});
  }
  return areas;
}

const model::Rep* rep_called(const Snapshot& snapshot, const std::string& text) {
  if (const model::Rep* known = snapshot.reps.find(core::RepId(text))) return known;
  const std::string wanted = core::lower_case(core::trimmed(text));
  for (const model::Rep& rep : snapshot.reps.rows()) {
    if (core::lower_case(rep.name) == wanted || core::lower_case(rep.email) == wanted) return &rep;
  }
  return nullptr;
}

/// Territories in the order of the file, and which one each row belongs to.
struct DrawnTerritories {
  std::vector<territory::TerritoryLabel> labels;
  std::vector<model::Territory> parents;  ///< district and region by id
  std::vector<std::size_t> territory_of_area;
};

DrawnTerritories territories_in(const Snapshot& snapshot, const std::vector<DrawnArea>& areas,
                                std::vector<std::string>& notes) {
  DrawnTerritories drawn;
  std::map<std::string, std::size_t> known;
  for (const DrawnArea& area : areas) {
    const auto [entry, is_new] = known.emplace(area.name, drawn.labels.size());
    drawn.territory_of_area.push_back(entry->second);
    if (!is_new) continue;
    const core::TerritoryId id(std::to_string(drawn.labels.size() + 1));
    const model::Rep* rep = area.rep.empty() ? nullptr : rep_called(snapshot, area.rep);
    if (rep == nullptr && !area.rep.empty()) {
      notes.push_back(
          fmt::format("territory \"{}\" is vacant: there is no rep \"{}\"", area.name, area.rep));
    }
    drawn.labels.push_back({id, area.name, rep == nullptr ? core::RepId() : rep->id});
    model::Territory parent;
    parent.id = id;
    parent.district = area.district;
    parent.region = area.region;
    drawn.parents.push_back(std::move(parent));
  }
  return drawn;
}

/// The drawn territory of each unit.
std::vector<std::size_t> follow(const std::vector<model::BasicUnit>& units,
                                const std::vector<DrawnArea>& areas, const DrawnTerritories& drawn,
                                std::vector<std::string>& notes) {
  const AreaFinder finder(areas);
  std::vector<std::size_t> territory_of_unit;
  std::size_t none = 0;
  std::size_t several = 0;
  for (const model::BasicUnit& unit : units) {
    const std::vector<std::size_t> at = finder.at(unit.geometry.point_on_surface());
    none += at.empty() ? 1U : 0U;
    several += at.size() > 1 ? 1U : 0U;
    territory_of_unit.push_back(at.empty() ? territory::kUnassigned
                                           : drawn.territory_of_area[at.front()]);
  }
  if (none > 0) {
    notes.push_back(
        fmt::format("{} of {} units lie in none of the polygons: unassigned", none, units.size()));
  }
  if (several > 0) {
    notes.push_back(
        fmt::format("{} units lie in several polygons and go to the first; nearnet "
                    "territories WORKSPACE gaps FILE shows where they overlap",
                    several));
  }
  return territory_of_unit;
}

core::ScenarioId free_name(const Snapshot& snapshot) {
  core::ScenarioId name("drawn");
  for (int i = 2; snapshot.scenarios.find(name) != nullptr; ++i) {
    name = core::ScenarioId(fmt::format("drawn-{}", i));
  }
  return name;
}

}  // namespace

TerritoryFlaws territory_flaws(const Snapshot& snapshot, const FlawRequest& request,
                               const core::JobContext& job) {
  TerritoryFlaws result;
  const std::vector<territory::NamedArea> areas = areas_of(snapshot, request, result);
  job.report(0.3);
  territory::FlawReport report =
      territory::find_flaws(areas, {.min_square_metres = request.min_square_metres});
  result.areas = areas.size();
  result.slivers = report.slivers;
  for (territory::Flaw& flaw : report.flaws) {
    const bool overlap = flaw.kind == territory::FlawKind::kOverlap;
    std::string a = overlap ? areas[flaw.a].name : std::string();
    std::string b = overlap ? areas[flaw.b].name : std::string();
    result.flaws.push_back({std::move(flaw), std::move(a), std::move(b)});
  }
  result.uncovered = outside(snapshot, areas);
  return result;
}

void write_flaws(const TerritoryFlaws& flaws, const std::string& path) {
  io::VectorWriter out(path,
                       {.name = "flaws",
                        .shape = io::Shape::kMultiPolygon,
                        .fields = {{"kind", io::FieldType::kText},
                                   {"a", io::FieldType::kText},
                                   {"b", io::FieldType::kText},
                                   {"square_metres", io::FieldType::kReal}}},
                       path == "-" ? "csv" : "");
  for (const NamedFlaw& each : flaws.flaws) {
    const bool overlap = each.flaw.kind == territory::FlawKind::kOverlap;
    out.add({std::string(overlap ? "overlap" : "gap"), each.a, each.b, each.flaw.square_metres},
            each.flaw.geometry);
  }
  out.finish();
}

ImportTerritoriesRun import_territories(const Snapshot& snapshot,
                                        const ImportTerritoriesRequest& request,
                                        const core::JobContext& job) {
  ImportTerritoriesRun run;
  run.scenario.id = request.scenario.empty() ? free_name(snapshot) : request.scenario;
  if (const model::Scenario* known = snapshot.scenarios.find(run.scenario.id)) {
    if (known->state != model::ScenarioState::kDraft) {
      throw core::ConfigError(
          fmt::format("scenario \"{}\" is {} and no longer a draft; choose another name with "
                      "--scenario",
                      known->id.text(), model::to_text(known->state)));
    }
  }
  const std::vector<DrawnArea> areas = read_areas(request.areas, request.rep);
  WeightedUnits made = weighted_units(snapshot, request.units);
  run.notes = std::move(made.notes);
  const DrawnTerritories drawn = territories_in(snapshot, areas, run.notes);
  const std::vector<std::size_t> territory_of_unit = follow(made.units, areas, drawn, run.notes);
  const territory::Adjacency graph = territory::adjacency(made.units);
  run.territories =
      territory::dissolve({run.scenario.id, made.units, graph, territory_of_unit, drawn.labels},
                          job.part(0.5, 1.0, "drawing boundaries"));
  keep_parents(drawn.parents, run.territories);
  std::vector<model::Weights> totals;
  for (const model::Territory& territory : run.territories) totals.push_back(territory.weights);
  run.scenario.units = request.units;
  run.scenario.balance = request.balance;
  run.scenario.max_deviation =
      territory::max_deviation(totals, territory::balanced_names(request.balance));
  std::vector<model::ScenarioUnit> rows;
  for (std::size_t i = 0; i < made.units.size(); ++i) {
    const std::size_t at = territory_of_unit[i];
    rows.push_back({run.scenario.id, made.units[i].id,
                    at == territory::kUnassigned ? core::TerritoryId() : drawn.labels[at].id,
                    made.units[i].weights, made.units[i].geometry});
  }
  run.command =
      save_scenario(snapshot, run.scenario, run.territories, std::move(rows), "territories import");
  return run;
}

}  // namespace nearnet::workspace
