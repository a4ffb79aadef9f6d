// SPDX-License-Identifier: Apache-2.0
// A made-up market drawn in feet, east and north of one corner of its plant, as GeoJSON.
//
//   market.write("plant.geojson", collection({plant("P1", -500, -100, 0, 100)}));
//   market.write("roads.geojson", collection({street({{-50, 0}, {150, 0}})}));
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace nearnet::cases {

/// "LON,LAT" so many feet east and north of the corner.
std::string at_feet(double east, double north);

/// One feature of a GeoJSON file, from the texts of its properties and its geometry.
std::string feature(const std::string& properties, const std::string& geometry);
std::string collection(const std::vector<std::string>& features);

/// A rectangle of plant of Example Cable, recorded on 2026-06-30.
std::string plant(const std::string& id, double west, double south, double east, double north);
/// A residential street.
std::string street(const std::vector<std::pair<double, double>>& points);

}  // namespace nearnet::cases
