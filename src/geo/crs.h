// SPDX-License-Identifier: Apache-2.0
// Coordinate reference systems: from whatever a source uses to WGS 84 lon/lat (PROJ through OGR).
//
//   geo::ToLonLat to_lon_lat("EPSG:26919");          // or WKT, PROJ string, any GDAL user input
//   std::optional<geo::LonLat> p = to_lon_lat(431234.5, 4961234.5);
//
// Axis order is always x/lon first. Throws core::InputError for an unknown system.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::geo {

class ToLonLat {
 public:
  /// `crs`: "EPSG:N", WKT, PROJJSON or PROJ string.
  explicit ToLonLat(const std::string& crs);
  ToLonLat(ToLonLat&&) noexcept;
  ToLonLat& operator=(ToLonLat&&) noexcept;
  ~ToLonLat();

  /// True when source coordinates already are WGS 84 lon/lat and pass through bit for bit.
  bool is_identity() const;
  /// None when the point cannot be projected.
  std::optional<LonLat> operator()(double x, double y) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nearnet::geo
