// SPDX-License-Identifier: Apache-2.0
// The borders of areas as directed segments, and what is left of them where neighbours cancel. For
// flaws.cpp.
#pragma once

#include <compare>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "geo/geometry.h"
#include "territory/flaws.h"

namespace nearnet::territory {

/// A piece of a border, its area on the left.
struct BorderPiece {
  geo::LonLat from;
  geo::LonLat to;
  std::size_t area = 0;
};

/// All borders, shells counter-clockwise and holes clockwise.
std::vector<BorderPiece> border_pieces(std::span<const NamedArea> areas);

/// Pairs a < b of areas whose borders meet in any way but along whole segments with one on each
/// side: crossing, touching between vertices, or both on one side. Areas inside others that they do
/// not touch are among them. No pair twice, ascending.
std::vector<std::pair<std::size_t, std::size_t>> entangled_pairs(
    std::span<const NamedArea> areas, const std::vector<BorderPiece>& pieces);

/// Outlines of the union of areas that are not entangled with each other.
struct Outlines {
  std::vector<geo::Ring> outer;  ///< counter-clockwise
  std::vector<geo::Ring> holes;  ///< clockwise
};

Outlines traced(const std::vector<BorderPiece>& pieces, const std::vector<bool>& wanted);

/// Twice the area in square degrees, positive counter-clockwise.
double turning(const geo::Ring& ring);

/// `ring` holds the middle of the other ring's first side.
bool holds(const geo::Ring& ring, const geo::Ring& other);

}  // namespace nearnet::territory
