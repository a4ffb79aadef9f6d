// SPDX-License-Identifier: Apache-2.0
#include "geo/delaunay.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/error.h"
#include "geo/geometry.h"
#include "geo/geos_context.h"
#include "geo/str_tree.h"

namespace nearnet::geo {
namespace {

/// Points without those whose place an earlier one has.
struct Sites {
  std::vector<LonLat> places;
  std::map<LonLat, std::size_t> index_of;  ///< of a place, among the points
};

Sites sites_of(std::span<const XY> points) {
  Sites sites;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const LonLat site{points[i].x, points[i].y};
    if (!std::isfinite(site.lon) || !std::isfinite(site.lat)) {
      throw core::InputError("geometry: a point to triangulate has no finite coordinates");
    }
    if (sites.index_of.emplace(site, i).second) sites.places.push_back(site);
  }
  return sites;
}

constexpr double kNoSnapping = 0.0;

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> delaunay_edges(std::span<const XY> points) {
  const Sites sites = sites_of(points);
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  if (sites.places.size() < 2) return edges;

  constexpr int kOnlyEdges = 1;
  const Geometry all = Geometry::multi_point(sites.places);
  const Geometry lines = Geometry::adopt(
      checked(GEOSDelaunayTriangulation_r(geos(), all.raw(), kNoSnapping, kOnlyEdges),
              "triangulating points"));
  for (const Line& line : lines.lines()) {
    edges.push_back(std::minmax({sites.index_of.at(line.front()), sites.index_of.at(line.back())}));
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

std::vector<Geometry> voronoi_cells(std::span<const XY> points) {
  std::vector<Geometry> cells(points.size());
  const Sites sites = sites_of(points);
  if (sites.places.size() < 2) return cells;
  constexpr int kCells = 0;
  const Geometry all = Geometry::multi_point(sites.places);
  const Geometry diagram =
      Geometry::adopt(checked(GEOSVoronoiDiagram_r(geos(), all.raw(), nullptr, kNoSnapping, kCells),
                              "cutting the plane into cells"));
  std::vector<Geometry> found;
  std::vector<LonLatBox> boxes;
  for (const Polygon& polygon : diagram.polygons()) {
    found.push_back(Geometry::polygon(polygon));
    boxes.push_back(found.back().envelope());
  }
  // GEOS gives them in an order of its own.
  const StrTree tree(boxes);
  for (const LonLat& site : sites.places) {
    for (const std::size_t cell : tree.query({site.lon, site.lat, site.lon, site.lat})) {
      if (!found[cell].covers(site)) continue;
      cells[sites.index_of.at(site)] = std::move(found[cell]);
      found[cell] = Geometry();
      break;
    }
  }
  return cells;
}

}  // namespace nearnet::geo
