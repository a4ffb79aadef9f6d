// SPDX-License-Identifier: Apache-2.0
// Where areas that should tile a country do not: ground that two of them claim, and ground that
// they surround and none has.
//
//   std::vector<territory::NamedArea> areas = {{"East", 0, east}, {"West", 1, west}};
//   territory::FlawReport report = territory::find_flaws(areas, {.min_square_metres = 10});
//   report.flaws[0].square_metres;      // 12'400, at report.flaws[0].place
//
// An overlap is the common area of two areas of different groups. A gap is a part of the plane that
// areas enclose; ground outside of them all is none. Where borders are drawn with the same
// vertices, segments that have a neighbour on both sides cancel, and what is left is traced into
// rings; only areas whose borders cross, touch between vertices or cover each other are overlaid
// (GEOS). So clean layers cost O(segments · log segments), and each flaw its overlay.
// Deterministic: largest first.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry.h"

namespace nearnet::territory {

struct NamedArea {
  std::string name;
  std::size_t group = 0;   ///< areas of one group may overlap: units of one territory
  geo::Geometry geometry;  ///< valid polygons in lon/lat
};

enum class FlawKind { kOverlap, kGap };

struct Flaw {
  FlawKind kind = FlawKind::kGap;
  std::size_t a = 0;  ///< overlaps: the two areas, a < b
  std::size_t b = 0;
  geo::Geometry geometry;
  double square_metres = 0.0;
  geo::LonLat place;  ///< inside
};

struct FlawOptions {
  /// Smaller ones are slivers of digitising, counted and not listed.
  double min_square_metres = 10.0;
};

struct FlawReport {
  std::vector<Flaw> flaws;  ///< overlaps, then gaps
  std::size_t slivers = 0;  ///< left out as too small
};

FlawReport find_flaws(std::span<const NamedArea> areas, const FlawOptions& options);

}  // namespace nearnet::territory
