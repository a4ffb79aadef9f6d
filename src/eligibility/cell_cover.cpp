// SPDX-License-Identifier: Apache-2.0
#include "eligibility/cell_cover.h"

namespace nearnet::eligibility {
namespace {

/// 1 north of an edge that passes the place's longitude, -1 south of it, 0 on it.
int side(geo::LonLat from, geo::LonLat to, geo::LonLat place) {
  if (from.lat < place.lat && to.lat < place.lat) return 1;
  if (from.lat > place.lat && to.lat > place.lat) return -1;
  const int left = geo::orientation(from, to, place);
  return from.lon < to.lon ? left : -left;
}

/// The way from a corner of a cell over `turn`, due south of the place, to the place.
class Way {
 public:
  Way(geo::LonLat corner, geo::LonLat place)
      : corner_(corner), turn_{place.lon, corner.lat}, place_(place) {}

  void cross(geo::LonLat from, geo::LonLat to) {
    const bool passes = (from.lat > turn_.lat) != (to.lat > turn_.lat);
    if (passes && passes_west(from, to, turn_) != passes_west(from, to, corner_)) odd_ = !odd_;
    if (!between(place_.lon, from.lon, to.lon)) return;
    const bool to_east = to.lon > place_.lon;
    if ((from.lon > place_.lon) == to_east) return touch(from, to);
    const int of_turn = side(from, to, turn_);
    const int of_place = side(from, to, place_);
    if (of_turn == 0) turn_on_edge_ = true;
    if (of_place == 0) place_on_edge_ = true;
    if (of_turn != of_place) odd_ = !odd_;
  }

  bool odd() const { return odd_; }
  bool turn_on_edge() const { return turn_on_edge_; }
  bool place_on_edge() const { return place_on_edge_; }

 private:
  /// Of an edge that ends on the way or lies along it.
  void touch(geo::LonLat from, geo::LonLat to) {
    const auto on_edge = [&](geo::LonLat at) {
      const bool along = from.lon == to.lon && between(at.lat, from.lat, to.lat);
      return at == from || at == to || along;
    };
    if (on_edge(turn_)) turn_on_edge_ = true;
    if (on_edge(place_)) place_on_edge_ = true;
  }

  geo::LonLat corner_;
  geo::LonLat turn_;
  geo::LonLat place_;
  bool odd_ = false;
  bool turn_on_edge_ = false;
  bool place_on_edge_ = false;
};

}  // namespace

bool covers_in_cell(const Outlines& outlines, std::span<const CellStretch> stretches,
                    geo::LonLat corner, geo::LonLat place) {
  Way way(corner, place);
  for (const CellStretch& stretch : stretches) {
    const bool of_ring = outlines.is_of_ring(stretch.begin());
    for (EdgeId edge = stretch.begin(); edge < stretch.end(); ++edge) {
      const geo::LonLat from = outlines.from(edge);
      const geo::LonLat to = outlines.to(edge);
      if (of_ring) {
        way.cross(from, to);
      } else if (on_edge(from, to, place)) {
        return true;
      }
    }
  }
  if (way.place_on_edge()) return true;
  const CellStretch& first = stretches.front();
  // Where the way turns on an edge, neither side of it says whether it was crossed.
  if (way.turn_on_edge()) return outlines.covers(outlines.item_of(first.begin()), place);
  return first.corner_inside() != way.odd();
}

}  // namespace nearnet::eligibility
