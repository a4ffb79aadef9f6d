// SPDX-License-Identifier: Apache-2.0
#include "territory/unit_finder.h"

#include "geo/local_frame.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace nearnet::territory {
namespace {

geo::StrTree index_of(const LiveUnits& ground) {
  std::vector<geo::LonLatBox> boxes;
  boxes.reserve(ground.size());
  for (const model::BasicUnit& unit : ground.units) boxes.push_back(unit.geometry.envelope());
  return geo::StrTree(boxes);
}

double distance_to_way(geo::XY at, geo::XY from, geo::XY to) {
  const double dx = to.x - from.x;
  const double dy = to.y - from.y;
  const double squared = dx * dx + dy * dy;
  const double along =
      squared > 0.0 ? std::clamp(((at.x - from.x) * dx + (at.y - from.y) * dy) / squared, 0.0, 1.0)
                    : 0.0;
  return std::hypot(from.x + along * dx - at.x, from.y + along * dy - at.y);
}

/// Even-odd (Franklin's crossing test).
bool encloses(const std::vector<geo::XY>& ring, geo::XY at) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const geo::XY a = ring[i];
    const geo::XY b = ring[j];
    if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x) {
      inside = !inside;
    }
  }
  return inside;
}

}  // namespace

UnitFinder::UnitFinder(std::shared_ptr<const LiveUnits> ground)
    : ground_(std::move(ground)), tree_(index_of(*ground_)) {}

bool UnitFinder::covers(std::size_t unit, geo::LonLat place) const {
  auto known = prepared_.find(unit);
  if (known == prepared_.end()) {
    known = prepared_.try_emplace(unit, ground_->units[unit].geometry).first;
  }
  return known->second.covers(place);
}

std::optional<std::size_t> UnitFinder::at(geo::LonLat place) const {
  std::optional<std::size_t> found;
  tree_.query({place.lon, place.lat, place.lon, place.lat}, [&](std::size_t unit) {
    if ((!found || unit < *found) && covers(unit, place)) found = unit;
  });
  return found;
}

std::vector<std::size_t> UnitFinder::brushed(geo::LonLat from, geo::LonLat to,
                                             core::Metres radius) const {
  const geo::LocalFrame frame(to);
  const geo::XY a = frame.to_metres(from);
  const geo::XY b = frame.to_metres(to);
  geo::LonLatBox box;
  for (const geo::XY end : {a, b}) {
    box.grow(frame.to_lon_lat({end.x - radius.value, end.y - radius.value}));
    box.grow(frame.to_lon_lat({end.x + radius.value, end.y + radius.value}));
  }
  std::vector<std::size_t> found;
  tree_.query(box, [&](std::size_t unit) {
    const geo::XY at = frame.to_metres(ground_->centroids[unit]);
    if (distance_to_way(at, a, b) <= radius.value) found.push_back(unit);
  });
  // Units wider than the brush: those that its middle passes, looked at in steps of a quarter of
  // its radius, and no more than a few hundred.
  constexpr double kMostSteps = 256.0;
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const double wanted = std::ceil(length / std::max(radius.value / 4.0, 1.0));
  const auto steps = static_cast<int>(std::clamp(wanted, 1.0, kMostSteps));
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    const auto under = at(frame.to_lon_lat({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}));
    if (under) found.push_back(*under);
  }
  std::ranges::sort(found);
  const auto twice = std::ranges::unique(found);
  found.erase(twice.begin(), twice.end());
  return found;
}

std::vector<std::size_t> UnitFinder::inside(const geo::Line& outline) const {
  std::vector<std::size_t> found;
  if (outline.size() < 3) return found;
  geo::LonLatBox box;
  for (const geo::LonLat& point : outline) box.grow(point);
  const geo::LocalFrame frame(box.centre());
  std::vector<geo::XY> ring;
  for (const geo::LonLat& point : outline) ring.push_back(frame.to_metres(point));
  tree_.query(box, [&](std::size_t unit) {
    if (encloses(ring, frame.to_metres(ground_->centroids[unit]))) found.push_back(unit);
  });
  std::ranges::sort(found);
  return found;
}

}  // namespace nearnet::territory
