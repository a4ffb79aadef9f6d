// SPDX-License-Identifier: Apache-2.0
#include "workspace/road_joins.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_set>
#include <utility>

#include "core/text.h"
#include "io/source_profiles.h"
#include "roads/noding.h"

namespace nearnet::workspace {
namespace {

constexpr core::Metres kOffRoad{1'000.0};

bool is_osm(const model::Road& road) {
  return road.id.text().starts_with("way/");
}

/// Those that the import leaves as they are.
std::vector<model::Road> others(const Snapshot& snapshot, const io::ImportedRoads& read) {
  std::unordered_set<core::RoadId> fresh;
  for (const model::Road& road : read.records) fresh.insert(road.id);
  std::vector<model::Road> roads;
  std::ranges::copy_if(snapshot.roads.rows(), std::back_inserter(roads),
                       [&](const model::Road& road) { return !fresh.contains(road.id); });
  return roads;
}

void note_joins(const ImportRequest& request, const roads::NodedRoads& noded,
                std::size_t known_changed, core::Diagnostics& diagnostics) {
  std::vector<std::string> said;
  if (noded.joined > 0) {
    said.push_back(fmt::format("{} ends joined to roads within {} of them", noded.joined,
                               core::format_distance(request.noding.tolerance)));
  }
  if (noded.crossings > 0) {
    said.push_back(
        fmt::format("roads cross without a point in common at {} places: {}", noded.crossings,
                    request.noding.at_crossings
                        ? "joined where they are of one level"
                        : "not joined; --join-crossings takes them for crossroads, not bridges"));
  }
  if (noded.apart > 0) {
    said.push_back(fmt::format("kept apart by level at {} places", noded.apart));
  }
  if (known_changed > 0) {
    said.push_back(
        fmt::format("{} roads imported before got points in common with these", known_changed));
  }
  if (!said.empty()) {
    diagnostics.note("JOINED", {.source = request.source}, core::join(said, "; "));
  }
}

void note_parts(const ImportRequest& request, const std::vector<roads::RoadPart>& parts,
                core::Diagnostics& diagnostics) {
  if (parts.size() < 2) return;
  constexpr std::size_t kShown = 3;
  double km = 0.0;
  std::size_t elsewhere = 0;
  for (const roads::RoadPart& part : parts) {
    km += part.km;
    if (&part != &parts.front()) elsewhere += part.places;
  }
  std::vector<std::string> largest;
  for (std::size_t i = 1; i < std::min(parts.size(), kShown + 1); ++i) {
    largest.push_back(fmt::format("{:.1f} km with {} prospects", parts[i].km, parts[i].places));
  }
  diagnostics.note(
      "ROAD_PARTS", {.source = request.source},
      fmt::format(
          "the workspace's roads are in {} parts that do not meet: {:.1f} of {:.1f} km with "
          "{} eligible prospects, and then {}{}; {} prospects lie on the smaller ones",
          parts.size(), parts.front().km, km, parts.front().places, core::join(largest, ", "),
          parts.size() > kShown + 1 ? " …" : "", elsewhere));
}

std::vector<geo::LonLat> eligible_places(const Snapshot& snapshot) {
  std::vector<geo::LonLat> places;
  for (const model::Prospect& prospect : snapshot.prospects.rows()) {
    if (prospect.eligible && prospect.position) places.push_back(*prospect.position);
  }
  return places;
}

}  // namespace

RoadJoins join_roads(const Snapshot& snapshot, const ImportRequest& request,
                     io::ImportedRoads& read, const core::JobContext& job) {
  RoadJoins joins;
  if (read.rows_read == 0) {
    read.diagnostics.warn("NO_ROADS", {.source = request.source}, "nothing that is a road",
                          "lines; in OpenStreetMap files ways with a highway tag, and the nodes "
                          "that they go over");
  }
  std::vector<model::Road> known = others(snapshot, read);
  const auto foreign = std::stable_partition(known.begin(), known.end(),
                                             [](const auto& road) { return !is_osm(road); });
  std::vector<model::Road> apart(std::make_move_iterator(foreign),
                                 std::make_move_iterator(known.end()));
  known.erase(foreign, known.end());
  std::vector<model::Road> all = read.records;
  all.insert(all.end(), std::make_move_iterator(known.begin()),
             std::make_move_iterator(known.end()));
  if (read.profile != io::kOsmProfile) {
    const std::size_t fresh = read.records.size();
    roads::NodedRoads noded =
        roads::node_roads(std::move(all), fresh, read.levels, request.noding, job);
    all = std::move(noded.roads);
    std::copy_n(all.begin(), fresh, read.records.begin());
    for (const std::size_t index : noded.changed) {
      if (index >= fresh) joins.changed.push_back(all[index]);
    }
    note_joins(request, noded, joins.changed.size(), read.diagnostics);
  }
  all.insert(all.end(), std::make_move_iterator(apart.begin()),
             std::make_move_iterator(apart.end()));
  joins.parts = roads::road_parts(all, eligible_places(snapshot), kOffRoad);
  note_parts(request, joins.parts, read.diagnostics);
  return joins;
}

}  // namespace nearnet::workspace
