// SPDX-License-Identifier: Apache-2.0
// Between OGR's objects and ours. The only header of the project that names GDAL types; for io/
// only.
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "geo/crs.h"
#include "geo/geometry.h"
#include "io/field.h"
#include "io/shape.h"
#include "io/vector_reader.h"

namespace nearnet::io {

FieldType field_type_of(const OGRFieldDefn& definition);
/// Null for unset cells; text as valid UTF-8, dates as ISO text, lists as JSON.
FieldValue value_of(OGRFeature& feature, int index);
/// "node/123" of a feature in this layer of an OSM extract.
std::string osm_key(OGRFeature& feature, std::string_view layer);
void set_value(OGRFeature& feature, int index, const FieldValue& value);

/// As the layer declares it.
Shape shape_of(OGRLayer& layer, const std::string& driver);

/// The coordinate system of a layer and what is needed to leave it.
class LayerCrs {
 public:
  /// `forced`: what the user said, "" for none. A null `system` leaves the layer's own unknown.
  LayerCrs(const OGRSpatialReference* system, const std::string& forced);

  bool known() const { return to_lon_lat_.has_value(); }
  const geo::ToLonLat* to_lon_lat() const { return to_lon_lat_ ? &*to_lon_lat_ : nullptr; }
  /// Coordinates arrive as lat/lon and must be swapped first.
  bool swapped() const { return swapped_; }

 private:
  std::optional<geo::ToLonLat> to_lon_lat_;
  bool swapped_ = false;
};

/// The geometry without curves, in two dimensions, moved to lon/lat; null, with the state and
/// problem of `out` set, where there is none or it cannot be moved.
std::unique_ptr<OGRGeometry> into_lon_lat(std::unique_ptr<OGRGeometry> geometry,
                                          const LayerCrs& crs, Feature& out);
/// Puts what into_lon_lat() gave into `out.geometry`, and sets its state and problem.
void take_geometry(const OGRGeometry& geometry, Feature& out);

/// The same for WKB that is in lon/lat. Safe from several threads.
void take_wkb(std::span<const std::byte> wkb, Feature& out);

/// The same for one point.
void take_point(double x, double y, const LayerCrs& crs, Feature& out);

/// One OGR geometry from ours.
std::unique_ptr<OGRGeometry> to_ogr(const geo::Geometry& geometry);

}  // namespace nearnet::io
