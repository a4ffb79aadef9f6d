// SPDX-License-Identifier: Apache-2.0
#include "workspace/way_to_plant.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/parallel.h"
#include "core/text.h"
#include "roads/road_distance.h"

namespace nearnet::workspace {
namespace {

constexpr std::array<std::string_view, 3> kLimitedAccess = {"motorway", "motorway_link", "s1100"};

bool is_limited_access(const model::Road& road) {
  return std::ranges::find(kLimitedAccess, core::lower_case(core::trimmed(road.road_class))) !=
         kLimitedAccess.end();
}

}  // namespace

std::optional<eligibility::AlongRoad> measure_roads(const Snapshot& snapshot,
                                                    const eligibility::Rules& rules,
                                                    const core::JobContext& job) {
  if (snapshot.roads.empty()) return std::nullopt;
  std::vector<const geo::Geometry*> plant;
  for (const model::Footprint& footprint : snapshot.footprints.rows()) {
    if (eligibility::counts(footprint, rules)) plant.push_back(&footprint.geometry);
  }
  const roads::RoadDistance distance(snapshot.roads.rows(), plant,
                                     {.longest = rules.search_radius()},
                                     job.part(0.0, 0.7, "measuring along the roads"));
  const std::vector<model::Business>& businesses = snapshot.businesses.rows();
  std::vector<std::optional<core::Metres>> found(businesses.size());
  constexpr std::size_t kGrain = 1024;
  core::parallel_ranges(businesses.size(), kGrain, job.part(0.7, 1.0, "measuring along the roads"),
                        [&](std::size_t begin, std::size_t end) {
                          for (std::size_t i = begin; i < end; ++i) {
                            const auto& position = businesses[i].position;
                            if (position && geo::is_valid(*position))
                              found[i] = distance.to_plant(*position);
                          }
                        });
  eligibility::AlongRoad along;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) along.emplace(businesses[i].id, *found[i]);
  }
  return along;
}

std::vector<model::Barrier> all_barriers(const Snapshot& snapshot) {
  std::vector<model::Barrier> barriers = snapshot.barriers.rows();
  for (const model::Road& road : snapshot.roads.rows()) {
    if (!is_limited_access(road) || road.line.size() < 2) continue;
    model::Barrier& barrier = barriers.emplace_back();
    barrier.id = core::BarrierId(road.id.text());
    barrier.name = road.name;
    barrier.kind = "limited_access";
    barrier.geometry = geo::Geometry::line(road.line);
    barrier.source = road.source;
  }
  return barriers;
}

}  // namespace nearnet::workspace
