// SPDX-License-Identifier: Apache-2.0
#include "cases/feet_map.h"

#include <fmt/format.h>

#include "geo/local_frame.h"

namespace nearnet::cases {
namespace {

constexpr geo::LonLat kCorner{-68.77, 44.80};
constexpr double kFoot = 0.3048;

}  // namespace

std::string at_feet(double east, double north) {
  const geo::LonLat p = geo::LocalFrame(kCorner).to_lon_lat({east * kFoot, north * kFoot});
  return fmt::format("{:.9f},{:.9f}", p.lon, p.lat);
}

std::string feature(const std::string& properties, const std::string& geometry) {
  return fmt::format(R"({{"type": "Feature", "properties": {}, "geometry": {}}})", properties,
                     geometry);
}

std::string collection(const std::vector<std::string>& features) {
  std::string all;
  for (const std::string& one : features) all += (all.empty() ? "" : ",") + one;
  return R"({"type": "FeatureCollection", "features": [)" + all + "]}";
}

std::string plant(const std::string& id, double west, double south, double east, double north) {
  std::string ring;
  for (const auto& [x, y] : std::vector<std::pair<double, double>>{
           {west, south}, {east, south}, {east, north}, {west, north}, {west, south}}) {
    ring += (ring.empty() ? "[" : ",[") + at_feet(x, y) + "]";
  }
  return feature(
      fmt::format(R"({{"id": "{}", "provider": "Example Cable", "as_of": "2026-06-30"}})", id),
      R"({"type": "Polygon", "coordinates": [[)" + ring + "]]}");
}

std::string street(const std::vector<std::pair<double, double>>& points) {
  std::string line;
  for (const auto& [x, y] : points) line += (line.empty() ? "[" : ",[") + at_feet(x, y) + "]";
  return feature(R"({"name": "Elm Street", "highway": "residential"})",
                 R"({"type": "LineString", "coordinates": [)" + line + "]}");
}

}  // namespace nearnet::cases
