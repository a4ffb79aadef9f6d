// SPDX-License-Identifier: Apache-2.0
// H3, the hexagonal grid of the whole earth by whose cells the FCC publishes broadband coverage.
//
//   std::optional<geo::H3Cell> cell = geo::H3Cell::from_text("882b0426a9fffff");
//   geo::Geometry area = geo::h3_area(*cell);             // a polygon, lon/lat
//   geo::h3_cell_at({-68.77, 44.80}, 8) == *cell;
//
// The grid: an icosahedron around the earth, each face a gnomonic projection with hexagons of its
// own; every cell has seven children, turned by ±19.1° in turn (odd resolutions are "class III").
// Twelve cells of each resolution sit on the icosahedron's corners and are pentagons. Cells that
// reach over an edge of the icosahedron in class III have a further vertex there. Published as
// https://h3geo.org by Uber; indexes are those of its version 3 and 4. The earth is a sphere here,
// as in the original: latitudes are used as they are.
//
// Cost: about a microsecond a call, no memory beyond the result. Thread-safe.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::geo {

inline constexpr int kFinestH3Resolution = 15;

/// A cell that exists. Its text form is hexadecimal, 15 digits, lower case.
class H3Cell {
 public:
  /// None unless the bits are those of a cell (not of an edge or vertex, no deleted pentagon
  /// child).
  static std::optional<H3Cell> from_index(std::uint64_t index);
  /// 15 or 16 hexadecimal digits in either case, blanks around them allowed; none otherwise.
  static std::optional<H3Cell> from_text(std::string_view text);

  std::uint64_t index() const { return index_; }
  std::string text() const;
  /// 0 (about 4.4 million km² a cell) … 15 (about 0.9 m²); each step divides by seven.
  int resolution() const;
  bool is_pentagon() const;

  friend auto operator<=>(const H3Cell&, const H3Cell&) = default;

 private:
  explicit H3Cell(std::uint64_t index) : index_(index) {}
  std::uint64_t index_;
};

/// Longitude within ±180°.
LonLat h3_centre(H3Cell cell);

/// The vertices counter-clockwise, not closed: six, or five of a pentagon, and those on edges of
/// the icosahedron, at most ten. The first longitude lies within ±180°; the others go on from it
/// without a jump, so that a cell across the antimeridian goes beyond ±180°.
std::vector<LonLat> h3_boundary(H3Cell cell);

/// The boundary as a polygon with edges straight in lon/lat. A cell around a pole goes from −180°
/// to 180° and is closed along ±90° of latitude.
Geometry h3_area(H3Cell cell);

/// The cell whose hexagon on the icosahedron holds the place. Needs a valid position and
/// 0 ≤ resolution ≤ 15.
H3Cell h3_cell_at(LonLat place, int resolution);

}  // namespace nearnet::geo
