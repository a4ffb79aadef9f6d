// SPDX-License-Identifier: Apache-2.0
#include "town/geojson.h"

#include <algorithm>
#include <cmath>

namespace nearnet::town {
namespace {

using Json = nlohmann::ordered_json;

double signed_area(const geo::Ring& ring) {
  double sum = 0.0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    sum += (ring[i - 1].lon - ring[0].lon) * (ring[i].lat - ring[0].lat) -
           (ring[i].lon - ring[0].lon) * (ring[i - 1].lat - ring[0].lat);
  }
  return sum / 2.0;
}

Json positions(const std::vector<geo::LonLat>& points) {
  Json array = Json::array();
  for (const geo::LonLat point : points) {
    const geo::LonLat p = rounded(point);
    Json position = Json::array({p.lon, p.lat});
    if (array.empty() || array.back() != position) array.push_back(std::move(position));
  }
  return array;
}

Json rings(const geo::Polygon& polygon) {
  const auto turned = [](geo::Ring ring, bool counter_clockwise) {
    if ((signed_area(ring) > 0.0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
    return positions(ring);
  };
  Json array = Json::array({turned(polygon.shell, true)});
  for (const geo::Ring& hole : polygon.holes) array.push_back(turned(hole, false));
  return array;
}

}  // namespace

geo::LonLat rounded(geo::LonLat position) {
  return {std::round(position.lon * 1e7) / 1e7, std::round(position.lat * 1e7) / 1e7};
}

GeoJson::GeoJson(const std::string& name, const std::string& description) {
  head_ = "{\n\"type\": \"FeatureCollection\",\n\"name\": " + Json(name).dump() +
          ",\n\"description\": " + Json(description).dump() + ",\n\"features\": [\n";
}

void GeoJson::add(const Json& properties, const char* type, const Json& coordinates) {
  Json feature;
  feature["type"] = "Feature";
  feature["properties"] = properties;
  feature["geometry"]["type"] = type;
  feature["geometry"]["coordinates"] = coordinates;
  features_.push_back(feature.dump());
}

void GeoJson::add_line(const Json& properties, const geo::Line& line) {
  add(properties, "LineString", positions(line));
}

void GeoJson::add_area(const Json& properties, const geo::Geometry& area) {
  const std::vector<geo::Polygon> polygons = area.polygons();
  if (polygons.size() == 1) return add(properties, "Polygon", rings(polygons.front()));
  Json parts = Json::array();
  for (const geo::Polygon& polygon : polygons) parts.push_back(rings(polygon));
  add(properties, "MultiPolygon", parts);
}

std::string GeoJson::text() const {
  std::string text = head_;
  for (std::size_t i = 0; i < features_.size(); ++i) {
    text += features_[i] + (i + 1 < features_.size() ? ",\n" : "\n");
  }
  return text + "]\n}\n";
}

}  // namespace nearnet::town
