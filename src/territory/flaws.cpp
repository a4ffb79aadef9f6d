// SPDX-License-Identifier: Apache-2.0
#include "territory/flaws.h"

#include "geo/local_frame.h"
#include "territory/area_rings.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace nearnet::territory {
namespace {

double square_metres(const geo::Geometry& geometry) {
  return geo::LocalFrame(geometry.centroid()).to_metres(geometry).area();
}

/// Puts a flaw into the report unless it is a sliver.
void add(Flaw flaw, const FlawOptions& options, FlawReport& report) {
  if (!flaw.geometry.has_area()) return;
  flaw.square_metres = square_metres(flaw.geometry);
  if (!(flaw.square_metres >= options.min_square_metres)) {
    ++report.slivers;
    return;
  }
  flaw.place = flaw.geometry.point_on_surface();
  report.flaws.push_back(std::move(flaw));
}

/// Of `rings`, the smallest that holds `ring`; none when none does.
std::optional<std::size_t> smallest_around(const std::vector<geo::Ring>& rings,
                                           const geo::Ring& ring) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (&rings[i] == &ring || !holds(rings[i], ring)) continue;
    if (!best || std::abs(turning(rings[i])) < std::abs(turning(rings[*best]))) best = i;
  }
  return best;
}

/// Each of `shells` with those of `holes` that lie directly in it.
std::vector<geo::Polygon> assembled(const std::vector<geo::Ring>& shells,
                                    const std::vector<geo::Ring>& holes) {
  std::vector<geo::Polygon> polygons;
  for (const geo::Ring& shell : shells) polygons.push_back({shell, {}});
  for (const geo::Ring& hole : holes) {
    if (const auto around = smallest_around(shells, hole)) {
      polygons[*around].holes.push_back(hole);
    }
  }
  return polygons;
}

/// Outlines of everything: clean areas as traced, united with the entangled ones.
Outlines outlines_of(std::span<const NamedArea> areas, const std::vector<BorderPiece>& pieces,
                     const std::vector<bool>& clean) {
  Outlines outlines = traced(pieces, clean);
  std::vector<geo::Geometry> parts;
  for (std::size_t area = 0; area < areas.size(); ++area) {
    if (!clean[area]) parts.push_back(areas[area].geometry);
  }
  if (parts.empty()) return outlines;
  const auto polygons = assembled(outlines.outer, outlines.holes);
  if (!polygons.empty()) {
    parts.push_back(geo::make_valid(geo::Geometry::multi_polygon(polygons)));
  }
  Outlines united;
  for (const geo::Polygon& polygon : geo::union_all(parts).polygons()) {
    united.outer.push_back(polygon.shell);
    united.holes.insert(united.holes.end(), polygon.holes.begin(), polygon.holes.end());
  }
  return united;
}

}  // namespace

FlawReport find_flaws(std::span<const NamedArea> areas, const FlawOptions& options) {
  const std::vector<BorderPiece> pieces = border_pieces(areas);
  FlawReport report;
  std::vector<bool> clean(areas.size(), true);
  for (const auto& [a, b] : entangled_pairs(areas, pieces)) {
    clean[a] = clean[b] = false;
    if (areas[a].group == areas[b].group) continue;
    geo::Geometry common = geo::intersection(areas[a].geometry, areas[b].geometry);
    const std::vector<geo::Polygon> polygons = common.polygons();
    if (!polygons.empty()) {
      add({FlawKind::kOverlap, a, b, geo::Geometry::multi_polygon(polygons), 0.0, {}}, options,
          report);
    }
  }
  const Outlines outlines = outlines_of(areas, pieces, clean);
  for (const geo::Polygon& gap : assembled(outlines.holes, outlines.outer)) {
    add({FlawKind::kGap, 0, 0, geo::make_valid(geo::Geometry::polygon(gap)), 0.0, {}}, options,
        report);
  }
  std::sort(report.flaws.begin(), report.flaws.end(), [](const Flaw& x, const Flaw& y) {
    return std::tuple(x.kind, -x.square_metres, x.a, x.b, x.place) <
           std::tuple(y.kind, -y.square_metres, y.a, y.b, y.place);
  });
  return report;
}

}  // namespace nearnet::territory
