// SPDX-License-Identifier: Apache-2.0
// The icosahedron under the H3 grid and the hexagonal lattices on its faces. For geo/h3.cpp only.
//
// Lattice points are Eisenstein integers a + bω with ω = e^(2πi/3): i is 1, j is ω, k is ω², and a
// turn by 60° is a product with 1 + ω. Going to the next finer lattice multiplies by an integer of
// norm 7: 2 − ω into class III, 3 + ω back into class II, together 7 without a turn. That keeps all
// of the grid's geometry exact until a point is projected.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "geo/lon_lat.h"

namespace nearnet::geo::h3 {

struct Hex {
  std::int64_t a = 0;
  std::int64_t b = 0;

  friend constexpr Hex operator+(Hex x, Hex y) { return {x.a + y.a, x.b + y.b}; }
  friend constexpr Hex operator-(Hex x, Hex y) { return {x.a - y.a, x.b - y.b}; }
  friend constexpr Hex operator*(Hex x, Hex y) {
    return {x.a * y.a - x.b * y.b, x.a * y.b + x.b * y.a - x.b * y.b};
  }
  friend constexpr Hex operator*(Hex x, std::int64_t n) { return {x.a * n, x.b * n}; }
  friend constexpr bool operator==(Hex, Hex) = default;
};

inline constexpr Hex kTurnLeft{1, 1};    ///< 60° counter-clockwise
inline constexpr Hex kTurnRight{0, -1};  ///< 60° clockwise
inline constexpr Hex kIntoClass3{2, -1};
inline constexpr Hex kIntoClass2{3, 1};

/// Steps from a cell to the children that its digits 0 … 6 name: centre, k, j, jk, i, ik, ij.
inline constexpr std::array<Hex, 7> kSteps = {
    {{0, 0}, {-1, -1}, {0, 1}, {-1, 0}, {1, 0}, {0, -1}, {1, 1}}};

inline constexpr std::size_t kFaces = 20;
inline constexpr std::size_t kBaseCells = 122;
/// A side of a face's triangle, named by the axes between which it lies.
enum class Side { kIJ, kJK, kKI };

/// How far `point` reaches towards a side; the side itself is at twice the lattice's unit.
constexpr std::int64_t reach(Hex point, Side side) {
  switch (side) {
    case Side::kIJ:
      return point.a + point.b;
    case Side::kJK:
      return point.b - 2 * point.a;
    case Side::kKI:
      return point.a - 2 * point.b;
  }
  return 0;
}
/// The side towards which `point` lies, seen from the middle of the face.
Side nearest_side(Hex point);

struct OnFace {
  std::size_t face = 0;
  Hex point;
};

/// The same place in the lattice of the face beyond a side; `unit` is the number of lattice steps
/// in one of resolution 0.
OnFace across(OnFace place, Side side, std::int64_t unit);
/// The side of `face` that it shares with `other`; none when they do not touch.
std::optional<Side> shared_side(std::size_t face, std::size_t other);

/// The cell of resolution 0 at a lattice point of its own resolution at most two steps from the
/// middle of a face, and how the face's axes turn into the cell's.
struct BaseCellOnFace {
  std::size_t cell = 0;
  int left_turns = 0;
  bool gap_on_the_right = false;  ///< of a pentagon: where its missing sixth is seen from the face
};
BaseCellOnFace base_cell_at(OnFace place);
/// Where a base cell has its own axes.
OnFace home_of(std::size_t base_cell);
bool is_pentagon(std::size_t base_cell);

/// A place on the plane of a face, in steps of resolution 0 along the axes of i and 90° left of it.
struct OnPlane {
  std::size_t face = 0;
  double x = 0.0;
  double y = 0.0;
};
OnPlane project(LonLat place);
LonLat unproject(const OnPlane& place);
/// The plane position of a + bω, lattice steps of which `steps` make one of resolution 0.
OnPlane on_plane(std::size_t face, double a, double b, double steps);
/// The lattice point in whose hexagon x, y lies, all in lattice steps.
Hex nearest_hex(double x, double y);

}  // namespace nearnet::geo::h3
