// SPDX-License-Identifier: Apache-2.0
#include "io/output_format.h"

#include <fmt/format.h>

#include "core/error.h"
#include "core/text.h"
#include "io/source_file.h"

namespace nearnet::io {
namespace {

const std::vector<OutputFormat>& formats() {
  static const std::vector<OutputFormat> known = {
      {"gpkg", "GPKG", true, true, {}},
      {"geojson", "GeoJSON", false, true, {}},
      {"json", "GeoJSON", false, true, {}},
      {"csv", "CSV", false, true, {}},
      {"kml", "KML", true, false, {}},
      {"gpx", "GPX", true, false, {"GPX_USE_EXTENSIONS=YES"}},
      {"shp", "ESRI Shapefile", false, true, {}},
      {"fgb", "FlatGeobuf", false, true, {}},
      {"xlsx", "XLSX", true, true, {}},
      {"ods", "ODS", true, true, {}},
  };
  return known;
}

/// `name`, or with underscores in front when a column has it already.
std::string free_name(std::string name, const std::vector<Field>& fields) {
  const auto taken = [&] {
    for (const Field& field : fields) {
      if (core::lower_case(field.name) == name) return true;
    }
    return false;
  };
  while (taken()) name.insert(0, "_");
  return name;
}

}  // namespace

bool OutputFormat::is_table() const {
  return driver == "CSV" || is_spreadsheet();
}

bool OutputFormat::is_spreadsheet() const {
  return driver == "XLSX" || driver == "ODS";
}

std::vector<std::string> OutputFormat::layer_creation(const LayerOptions& layer) const {
  if (driver == "GPKG") {
    return {"FID=" + free_name("fid", layer.fields),
            "GEOMETRY_NAME=" + free_name("geom", layer.fields)};
  }
  if (driver == "GeoJSON") {
    // Nine decimals: a tenth of a millimetre, so that distances do not change on the way.
    return {"RFC7946=YES", "COORDINATE_PRECISION=9", "WRITE_NAME=NO"};
  }
  if (driver == "ESRI Shapefile") return {"ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=2000-01-01"};
  // An index would reorder the rows and refuse those without geometry.
  if (driver == "FlatGeobuf") return {"SPATIAL_INDEX=NO"};
  if (driver == "GPX" && layer.shape == Shape::kMultiLine) return {"FORCE_GPX_TRACK=YES"};
  return {};
}

std::string OutputFormat::layer_name(const LayerOptions& layer,
                                     const std::string& file_stem) const {
  if (driver == "GPX") {
    if (layer.shape == Shape::kPoint) return "waypoints";
    return layer.shape == Shape::kLine ? "routes" : "tracks";
  }
  if (driver == "ESRI Shapefile" || layer.name.empty()) return file_stem;
  return layer.name;
}

void OutputFormat::check_shape(Shape shape, const std::string& path) const {
  const bool area = shape == Shape::kPolygon || shape == Shape::kMultiPolygon;
  if (driver == "GPX" && (area || shape == Shape::kNone || shape == Shape::kAny)) {
    throw core::ConfigError(path + ": GPX holds points and lines only; use .gpkg or .geojson");
  }
  if (driver == "ESRI Shapefile" && shape == Shape::kNone) {
    throw core::ConfigError(path + ": a shapefile needs shapes; use .csv for a table");
  }
}

OutputFormat output_format(const std::string& path, const std::string& format) {
  const std::string by_name = path == "-" ? "csv" : extension_of(path);
  const std::string wanted = format.empty() ? by_name : core::lower_case(format);
  std::string all;
  for (const OutputFormat& known : formats()) {
    if (known.extension == wanted) {
      if (path == "-" && known.driver != "CSV" && known.driver != "GeoJSON") {
        throw core::ConfigError("standard output takes csv or geojson only");
      }
      return known;
    }
    all += fmt::format(" .{}", known.extension);
  }
  throw core::ConfigError(
      fmt::format("{}: no format is known for \"{}\"; use one of{}", path, wanted, all));
}

}  // namespace nearnet::io
