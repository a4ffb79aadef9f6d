// SPDX-License-Identifier: Apache-2.0
#include "territory/street_units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/error.h"
#include "geo/delaunay.h"
#include "geo/local_frame.h"

namespace nearnet::territory {
namespace {

/// A stretch without a junction on its way.
struct Stretch {
  const model::Road* road = nullptr;
  std::size_t number = 0;  ///< of its road, from 1
  geo::Line line;
};

double distance(geo::LonLat a, geo::LonLat b) {
  return std::hypot(b.lon - a.lon, b.lat - a.lat);
}

bool has_doors(const model::Road& road) {
  return !road.road_class.starts_with("motorway") && road.line.size() >= 2;
}

/// How many pieces of road begin or end at a vertex: two in the middle of a street.
std::map<geo::LonLat, int> pieces_at(std::span<const model::Road> roads) {
  std::map<geo::LonLat, int> pieces;
  for (const model::Road& road : roads) {
    if (!has_doors(road)) continue;
    for (std::size_t i = 1; i < road.line.size(); ++i) {
      ++pieces[road.line[i - 1]];
      ++pieces[road.line[i]];
    }
  }
  return pieces;
}

std::vector<Stretch> stretches_of(std::span<const model::Road> roads) {
  const std::map<geo::LonLat, int> pieces = pieces_at(roads);
  std::vector<Stretch> stretches;
  for (const model::Road& road : roads) {
    if (!has_doors(road)) continue;
    std::size_t number = 0;
    geo::Line line = {road.line.front()};
    for (std::size_t i = 1; i < road.line.size(); ++i) {
      line.push_back(road.line[i]);
      if (pieces.at(road.line[i]) == 2 && i + 1 < road.line.size()) continue;
      stretches.push_back({&road, ++number, std::move(line)});
      line = {road.line[i]};
    }
  }
  return stretches;
}

/// Places along a line at equal steps of at most `longest`, half a step from its ends, so that
/// stretches that meet share the ground at their junction evenly.
void sample(const geo::Line& line, double longest, std::vector<geo::XY>& samples) {
  double length = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distance(line[i - 1], line[i]);
  const double step = length / std::max(1.0, std::ceil(length / longest));
  double next = step / 2.0;
  double behind = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double piece = distance(line[i - 1], line[i]);
    for (; piece > 0.0 && next <= behind + piece; next += step) {
      const double share = (next - behind) / piece;
      samples.push_back({std::lerp(line[i - 1].lon, line[i].lon, share),
                         std::lerp(line[i - 1].lat, line[i].lat, share)});
    }
    behind += piece;
  }
}

geo::LocalFrame frame_of(const std::vector<Stretch>& stretches) {
  geo::LonLatBox extent;
  for (const Stretch& stretch : stretches) {
    for (const geo::LonLat& vertex : stretch.line) extent.grow(vertex);
  }
  return geo::LocalFrame(extent.centre());
}

/// In metres, as everything below.
geo::Line metres_of(const geo::Line& line, const geo::LocalFrame& frame) {
  geo::Line metres;
  for (const geo::LonLat& vertex : line) {
    const geo::XY place = frame.to_metres(vertex);
    metres.push_back({place.x, place.y});
  }
  return metres;
}

/// Places twice the reach away from all streets: the ground in between is shared with them, so that
/// streets get what is within their reach, and neighbours end at the very same points.
void sample_fence(const std::vector<geo::Line>& lines, double reach,
                  std::vector<geo::XY>& samples) {
  std::vector<geo::Geometry> around;
  around.reserve(lines.size());
  for (const geo::Line& line : lines) {
    around.push_back(geo::buffer(geo::Geometry::line(line), 2.0 * reach));
  }
  for (const geo::Polygon& polygon : geo::union_all(around).polygons()) {
    sample(polygon.shell, reach / 4.0, samples);
    for (const geo::Ring& hole : polygon.holes) sample(hole, reach / 4.0, samples);
  }
}

std::string id_of(const Stretch& stretch, bool only_one) {
  const std::string id = "street:" + stretch.road->id.text();
  return only_one ? id : fmt::format("{}:{}", id, stretch.number);
}

}  // namespace

std::vector<model::BasicUnit> street_units(std::span<const model::Road> roads, core::Metres reach) {
  if (!(reach.value > 0.0) || !std::isfinite(reach.value)) {
    throw core::ConfigError("the reach of street units must be a distance above 0, such as 200m");
  }
  const std::vector<Stretch> stretches = stretches_of(roads);
  if (stretches.empty()) return {};
  constexpr double kStep = 20.0;
  const geo::LocalFrame frame = frame_of(stretches);
  std::vector<geo::Line> lines;
  std::vector<geo::XY> samples;
  std::vector<std::size_t> first_sample = {0};
  std::map<const model::Road*, std::size_t> stretches_of_road;
  for (const Stretch& stretch : stretches) {
    ++stretches_of_road[stretch.road];
    lines.push_back(metres_of(stretch.line, frame));
    sample(lines.back(), kStep, samples);
    first_sample.push_back(samples.size());
  }
  sample_fence(lines, reach.value, samples);
  const std::vector<geo::Geometry> cells = geo::voronoi_cells(samples);
  std::vector<model::BasicUnit> units;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    std::vector<geo::Geometry> parts;
    for (std::size_t s = first_sample[i]; s < first_sample[i + 1]; ++s) {
      if (!cells[s].is_empty()) parts.push_back(cells[s]);
    }
    if (parts.empty()) continue;
    const Stretch& stretch = stretches[i];
    model::BasicUnit& unit = units.emplace_back();
    unit.id = core::UnitId(id_of(stretch, stretches_of_road.at(stretch.road) == 1));
    unit.name = stretch.road->name.empty() ? unit.id.text() : stretch.road->name;
    unit.geometry = frame.to_lon_lat(geo::union_all(parts));
    unit.source = "streets";
  }
  return units;
}

}  // namespace nearnet::territory
