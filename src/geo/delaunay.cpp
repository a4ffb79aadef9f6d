// SPDX-License-Identifier: Apache-2.0
#include "geo/delaunay.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/error.h"
#include "geo/geometry.h"
#include "geo/geos_context.h"

namespace nearnet::geo {

std::vector<std::pair<std::size_t, std::size_t>> delaunay_edges(std::span<const XY> points) {
  std::map<LonLat, std::size_t> index_of;
  std::vector<LonLat> sites;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const LonLat site{points[i].x, points[i].y};
    if (!std::isfinite(site.lon) || !std::isfinite(site.lat)) {
      throw core::InputError("geometry: a point to triangulate has no finite coordinates");
    }
    if (index_of.emplace(site, i).second) sites.push_back(site);
  }
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  if (sites.size() < 2) return edges;

  constexpr double kNoSnapping = 0.0;
  constexpr int kOnlyEdges = 1;
  const Geometry all = Geometry::multi_point(sites);
  const Geometry lines = Geometry::adopt(
      checked(GEOSDelaunayTriangulation_r(geos(), all.raw(), kNoSnapping, kOnlyEdges),
              "triangulating points"));
  for (const Line& line : lines.lines()) {
    edges.push_back(std::minmax({index_of.at(line.front()), index_of.at(line.back())}));
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

}  // namespace nearnet::geo
