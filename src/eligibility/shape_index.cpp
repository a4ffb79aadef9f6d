// SPDX-License-Identifier: Apache-2.0
#include "eligibility/shape_index.h"

#include "geo/geodesic.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace nearnet::eligibility {
namespace {

// Never more than what a degree measures on the WGS 84 ellipsoid: the meridian is shortest at the
// equator, and a parallel is longer than that of the sphere of the equatorial radius.
constexpr double kLeastMetresPerDegreeLat = 110'574.0;
constexpr double kMetresPerDegreeOfEquator = 111'319.49;

// Shapes may be written past ±180, and the search may reach past it from either side.
constexpr std::array kTurns{0.0, 360.0, -360.0};

// Most places are near plant, so look close by first and widen only when nothing is there.
constexpr double kFirstReach = 200.0;
constexpr double kWiden = 4.0;

double least_metres_per_degree_lon(double latitude) {
  const double radians = std::min(std::abs(latitude), 90.0) * std::numbers::pi / 180.0;
  return kMetresPerDegreeOfEquator * std::max(0.0, std::cos(radians));
}

double gap(double value, double low, double high) {
  return std::max({0.0, low - value, value - high});
}

std::vector<geo::LonLatBox> boxes_of(const std::vector<const geo::Geometry*>& shapes) {
  std::vector<geo::LonLatBox> boxes;
  boxes.reserve(shapes.size());
  for (const geo::Geometry* shape : shapes) boxes.push_back(shape->envelope());
  return boxes;
}

bool nearer(const ShapeIndex::Near& a, const ShapeIndex::Near& b) {
  return a.millimetres != b.millimetres ? a.millimetres < b.millimetres : a.item < b.item;
}

}  // namespace

std::int64_t to_millimetres(core::Metres distance) {
  return std::llround(distance.value * 1000.0);
}

core::Metres from_millimetres(std::int64_t millimetres) {
  return core::Metres(static_cast<double>(millimetres) / 1000.0);
}

ShapeIndex::ShapeIndex(std::vector<const geo::Geometry*> shapes)
    : shapes_(std::move(shapes)), boxes_(boxes_of(shapes_)), tree_(boxes_) {
  for (const geo::LonLatBox& box : boxes_) {
    if (!box.empty()) extent_.grow(box);
  }
}

std::vector<ShapeIndex::Candidate> ShapeIndex::candidates(geo::LonLat position,
                                                          double radius) const {
  const double reach_lat = radius / kLeastMetresPerDegreeLat;
  const double per_degree_lon = least_metres_per_degree_lon(std::abs(position.lat) + reach_lat);
  const double reach_lon = radius < 180.0 * per_degree_lon ? radius / per_degree_lon : 180.0;

  std::vector<Candidate> found;
  for (const double turn : kTurns) {
    const double lon = position.lon + turn;
    const geo::LonLatBox around{lon - reach_lon, position.lat - reach_lat, lon + reach_lon,
                                position.lat + reach_lat};
    if (!around.intersects(extent_)) continue;
    tree_.query(around, [&](std::size_t item) {
      const geo::LonLatBox& box = boxes_[item];
      const double east = gap(lon, box.min_lon, box.max_lon) * per_degree_lon;
      const double north = gap(position.lat, box.min_lat, box.max_lat) * kLeastMetresPerDegreeLat;
      found.push_back({std::hypot(east, north), item});
    });
  }
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return a.bound != b.bound ? a.bound < b.bound : a.item < b.item;
  });
  return found;
}

ShapeIndex::Lookup::Lookup(const ShapeIndex& index)
    : index_(&index), prepared_(index.shapes_.size()) {}

bool ShapeIndex::Lookup::covers(std::size_t item, geo::LonLat position) {
  for (const double turn : kTurns) {
    const geo::LonLat place{position.lon + turn, position.lat};
    if (!index_->boxes_[item].contains(place)) continue;
    std::optional<geo::PreparedGeometry>& prepared = prepared_[item];
    if (!prepared) prepared.emplace(*index_->shapes_[item]);
    if (prepared->covers(place)) return true;
  }
  return false;
}

std::vector<std::size_t> ShapeIndex::Lookup::boxes_around(geo::LonLat position) const {
  std::vector<std::size_t> items;
  for (const double turn : kTurns) {
    const geo::LonLat place{position.lon + turn, position.lat};
    if (!index_->extent_.contains(place)) continue;
    index_->tree_.query({place.lon, place.lat, place.lon, place.lat},
                        [&](std::size_t item) { items.push_back(item); });
  }
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return items;
}

std::optional<std::size_t> ShapeIndex::Lookup::first_covering(geo::LonLat position) {
  for (const std::size_t item : boxes_around(position)) {
    if (covers(item, position)) return item;
  }
  return std::nullopt;
}

std::vector<std::size_t> ShapeIndex::Lookup::covering(geo::LonLat position) {
  std::vector<std::size_t> items = boxes_around(position);
  std::erase_if(items, [&](std::size_t item) { return !covers(item, position); });
  return items;
}

std::int64_t ShapeIndex::Lookup::distance(std::size_t item, geo::LonLat position) {
  if (covers(item, position)) return 0;
  return to_millimetres(geo::nearest_on(*index_->shapes_[item], position).distance);
}

std::optional<ShapeIndex::Near> ShapeIndex::Lookup::nearest_within(geo::LonLat position,
                                                                   double radius) {
  const std::int64_t limit = to_millimetres(core::Metres(radius));
  std::optional<Near> best;
  // One millimetre more, so that what rounds to the limit, or to a tie with the best, is not
  // missed.
  for (const Candidate& candidate : index_->candidates(position, radius + 0.001)) {
    if (best && candidate.bound > static_cast<double>(best->millimetres + 1) / 1000.0) break;
    const Near near{candidate.item, distance(candidate.item, position)};
    if (near.millimetres <= limit && (!best || nearer(near, *best))) best = near;
  }
  return best;
}

std::optional<ShapeIndex::Near> ShapeIndex::Lookup::nearest(geo::LonLat position,
                                                            core::Metres radius) {
  double reach = std::min(kFirstReach, radius.value);
  std::optional<Near> found = nearest_within(position, reach);
  while (!found && reach < radius.value) {
    reach = std::min(reach * kWiden, radius.value);
    found = nearest_within(position, reach);
  }
  return found;
}

std::vector<ShapeIndex::Near> ShapeIndex::Lookup::within(geo::LonLat position,
                                                         core::Metres radius) {
  const std::int64_t limit = to_millimetres(radius);
  std::vector<Near> found;
  for (const Candidate& candidate : index_->candidates(position, radius.value + 0.001)) {
    const Near near{candidate.item, distance(candidate.item, position)};
    if (near.millimetres <= limit) found.push_back(near);
  }
  std::sort(found.begin(), found.end(), nearer);
  // A shape wider than the world less the reach is met once a turn.
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace nearnet::eligibility
