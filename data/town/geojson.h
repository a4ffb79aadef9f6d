// SPDX-License-Identifier: Apache-2.0
// GeoJSON (RFC 7946) with one feature a line, so that two versions of a file can be compared by
// eye.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "geo/geometry.h"

namespace nearnet::town {

/// Degrees to seven decimals.
geo::LonLat rounded(geo::LonLat position);

class GeoJson {
 public:
  /// `description` stands in the head of the file.
  GeoJson(const std::string& name, const std::string& description);

  void add_line(const nlohmann::ordered_json& properties, const geo::Line& line);
  /// Written as Polygon or MultiPolygon, shells counter-clockwise.
  void add_area(const nlohmann::ordered_json& properties, const geo::Geometry& area);

  std::string text() const;

 private:
  void add(const nlohmann::ordered_json& properties, const char* type,
           const nlohmann::ordered_json& coordinates);

  std::string head_;
  std::vector<std::string> features_;
};

}  // namespace nearnet::town
