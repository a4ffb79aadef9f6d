// SPDX-License-Identifier: Apache-2.0
#include "roads/crow_fit.h"

#include <algorithm>
#include <vector>

namespace nearnet::roads {

CrowFit crow_fit(const RoadNetwork& network, std::span<const geo::LonLat> places,
                 const core::JobContext& job) {
  constexpr std::size_t kSample = 60;
  const std::size_t count = std::min(kSample, places.size());
  std::vector<geo::LonLat> sample;
  for (std::size_t i = 0; i < count; ++i) sample.push_back(places[i * places.size() / count]);
  const auto [travel, off_road] = network.matrix(sample, job);
  std::vector<bool> on_road(count, true);
  for (const std::size_t place : off_road) on_road[place] = false;
  const auto straight = TravelMatrix::crow_flight(sample, {.detour = 1.0});
  double road_metres = 0.0;
  double straight_metres = 0.0;
  double seconds = 0.0;
  CrowFit fit;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) {
      if (i == j || !on_road[i] || !on_road[j] || straight.distance(i, j).value == 0.0) continue;
      road_metres += travel.distance(i, j).value;
      straight_metres += straight.distance(i, j).value;
      seconds += static_cast<double>(travel.time(i, j).value);
      ++fit.ways;
    }
  }
  if (fit.ways == 0 || seconds == 0.0) return {};
  fit.crow.detour = std::clamp(road_metres / straight_metres, 1.0, 10.0);
  fit.crow.speed_kmh = std::clamp(3.6 * road_metres / seconds, 1.0, 1000.0);
  return fit;
}

}  // namespace nearnet::roads
