// SPDX-License-Identifier: Apache-2.0
// Roads cut into straight segments between numbered places, and found by where they are. Internal
// to roads.
//
//   RoadSegments segments(roads);
//   for (std::size_t s : segments.around(box)) …
//   Foot foot = foot_on(segments.from(s), segments.to(s), place);     // nearest position on it
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/units.h"
#include "geo/lon_lat.h"
#include "geo/str_tree.h"
#include "model/road.h"

namespace nearnet::roads {

/// Metres along a short line, from the plane tangent at its start; geodesic beyond a kilometre.
double short_length(geo::LonLat from, geo::LonLat to);

/// The position of a segment that is nearest to a place.
struct Foot {
  double at = 0.0;  ///< 0 … 1 along the segment
  geo::LonLat place;
  double metres = 0.0;  ///< between the two
};
Foot foot_on(geo::LonLat from, geo::LonLat to, geo::LonLat place);

/// A box that holds everything within `metres` of `box`.
geo::LonLatBox widened(const geo::LonLatBox& box, double metres);

class RoadSegments {
 public:
  explicit RoadSegments(std::span<const model::Road> roads);

  struct Segment {
    std::uint32_t from = 0;  ///< numbers of places
    std::uint32_t to = 0;
    std::uint32_t road = 0;  ///< its index in the roads given
  };

  std::size_t size() const { return segments_.size(); }
  const Segment& operator[](std::size_t segment) const { return segments_[segment]; }
  const std::vector<geo::LonLat>& places() const { return places_; }
  geo::LonLat from(std::size_t segment) const { return places_[segments_[segment].from]; }
  geo::LonLat to(std::size_t segment) const { return places_[segments_[segment].to]; }
  /// Those whose boxes meet this one, ascending.
  std::vector<std::size_t> around(const geo::LonLatBox& box) const;

  struct Nearest {
    std::size_t segment = 0;
    Foot foot;
  };
  /// Of those that count, of equally near ones the first; none within `farthest` metres.
  std::optional<Nearest> nearest(geo::LonLat place, double farthest,
                                 const std::function<bool(std::size_t segment)>& counts) const;

 private:
  std::optional<Nearest> nearest_within(
      geo::LonLat place, double radius,
      const std::function<bool(std::size_t segment)>& counts) const;

  std::vector<geo::LonLat> places_;
  std::vector<Segment> segments_;
  std::optional<geo::StrTree> tree_;
};

}  // namespace nearnet::roads
