// SPDX-License-Identifier: Apache-2.0
#include "roads/road_segments.h"

#include <algorithm>
#include <cmath>

#include "geo/geodesic.h"
#include "geo/local_frame.h"

namespace nearnet::roads {
namespace {

constexpr double kShort = 1'000.0;

/// Equal coordinates become one place: sorting is quicker than a map of millions.
std::vector<geo::LonLat> distinct_places(std::span<const model::Road> roads) {
  std::vector<geo::LonLat> places;
  for (const model::Road& road : roads)
    places.insert(places.end(), road.line.begin(), road.line.end());
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

}  // namespace

double short_length(geo::LonLat from, geo::LonLat to) {
  if (from == to) return 0.0;
  const geo::XY metres = geo::LocalFrame(from).to_metres(to);
  const double length = std::hypot(metres.x, metres.y);
  return length <= kShort ? length : geo::geodesic_distance(from, to).value;
}

Foot foot_on(geo::LonLat from, geo::LonLat to, geo::LonLat place) {
  const geo::LocalFrame frame(place);
  const geo::XY a = frame.to_metres(from);
  const geo::XY b = frame.to_metres(to);
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  const double at = squared > 0.0 ? std::clamp(-(a.x * dx + a.y * dy) / squared, 0.0, 1.0) : 0.0;
  return {at,
          {from.lon + at * (to.lon - from.lon), from.lat + at * (to.lat - from.lat)},
          std::hypot(a.x + at * dx, a.y + at * dy)};
}

geo::LonLatBox widened(const geo::LonLatBox& box, double metres) {
  constexpr double kSteepest = 89.0;
  const double lat = std::min(kSteepest, std::max(std::abs(box.min_lat), std::abs(box.max_lat)));
  const geo::LocalFrame frame({box.centre().lon, lat});
  // A little more than asked: the frame is exact at its own latitude only.
  const double lon_margin = 1.01 * metres / frame.metres_per_degree_lon();
  const double lat_margin = 1.01 * metres / frame.metres_per_degree_lat();
  return {box.min_lon - lon_margin, box.min_lat - lat_margin, box.max_lon + lon_margin,
          box.max_lat + lat_margin};
}

RoadSegments::RoadSegments(std::span<const model::Road> roads) : places_(distinct_places(roads)) {
  const auto number = [&](geo::LonLat place) {
    const auto found = std::ranges::lower_bound(places_, place);
    return static_cast<std::uint32_t>(found - places_.begin());
  };
  std::vector<geo::LonLatBox> boxes;
  for (std::uint32_t r = 0; r < roads.size(); ++r) {
    const model::Road& road = roads[r];
    for (std::size_t i = 1; i < road.line.size(); ++i) {
      if (road.line[i - 1] == road.line[i]) continue;
      segments_.push_back({number(road.line[i - 1]), number(road.line[i]), r});
      geo::LonLatBox& box = boxes.emplace_back();
      box.grow(road.line[i - 1]);
      box.grow(road.line[i]);
    }
  }
  if (!boxes.empty()) tree_.emplace(boxes);
}

std::vector<std::size_t> RoadSegments::around(const geo::LonLatBox& box) const {
  return tree_ ? tree_->query(box) : std::vector<std::size_t>();
}

/// Circles widen until one holds a segment.
std::optional<RoadSegments::Nearest> RoadSegments::nearest(
    geo::LonLat place, double farthest,
    const std::function<bool(std::size_t segment)>& counts) const {
  constexpr double kFirst = 60.0;
  constexpr double kWider = 4.0;
  for (double radius = std::min(kFirst, farthest);; radius = std::min(radius * kWider, farthest)) {
    if (auto found = nearest_within(place, radius, counts)) return found;
    if (radius >= farthest) return std::nullopt;
  }
}

std::optional<RoadSegments::Nearest> RoadSegments::nearest_within(
    geo::LonLat place, double radius,
    const std::function<bool(std::size_t segment)>& counts) const {
  geo::LonLatBox box;
  box.grow(place);
  std::optional<Nearest> found;
  for (const std::size_t s : around(widened(box, radius))) {
    if (!counts(s)) continue;
    const Foot foot = foot_on(from(s), to(s), place);
    if (foot.metres > radius || (found && foot.metres >= found->foot.metres)) continue;
    found = {s, foot};
  }
  return found;
}

}  // namespace nearnet::roads
