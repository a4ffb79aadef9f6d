// SPDX-License-Identifier: Apache-2.0
#include "io/vector_writer.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "core/error.h"
#include "io/field_mapping.h"
#include "io/gdal_runtime.h"
#include "io/ogr_bridge.h"
#include "io/output_format.h"

namespace nearnet::io {
namespace {

namespace fs = std::filesystem;

/// A tenth of a millimetre, as in GeoJSON.
constexpr int kWktDecimals = 9;

OGRFieldType ogr_type(FieldType type) {
  switch (type) {
    case FieldType::kInteger:
      return OFTInteger64;
    case FieldType::kReal:
      return OFTReal;
    case FieldType::kDate:
      return OFTDate;
    case FieldType::kDateTime:
      return OFTDateTime;
    case FieldType::kText:
      break;
  }
  return OFTString;
}

/// Dates as the ISO text they travel in.
FieldType without_dates(FieldType type) {
  const bool date = type == FieldType::kDate || type == FieldType::kDateTime;
  return date ? FieldType::kText : type;
}

OGRwkbGeometryType ogr_shape(Shape shape) {
  switch (shape) {
    case Shape::kNone:
      return wkbNone;
    case Shape::kPoint:
      return wkbPoint;
    case Shape::kLine:
      return wkbLineString;
    case Shape::kPolygon:
      return wkbPolygon;
    case Shape::kMultiLine:
      return wkbMultiLineString;
    case Shape::kMultiPolygon:
      return wkbMultiPolygon;
    case Shape::kAny:
      break;
  }
  return wkbUnknown;
}

/// The beginning of a longer text, so many bytes at most and no part of a character.
std::string whole_characters(const std::string& text, std::size_t bytes) {
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

/// A folder of our own beside the target, so that renaming stays within one file system.
fs::path make_staging(const fs::path& target) {
  const fs::path folder = target.parent_path().empty() ? fs::path(".") : target.parent_path();
  std::string name = (folder / ".nearnet-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw core::StorageError(
        fmt::format("{}: cannot be written: {} ({}); check the folder and its permissions",
                    target.string(), std::strerror(errno), folder.string()));
  }
  return name;
}

/// Makes GDAL write the same bytes every day.
class FixedDate {
 public:
  FixedDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"); }
  FixedDate(const FixedDate&) = delete;
  FixedDate& operator=(const FixedDate&) = delete;
  ~FixedDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr); }
};

}  // namespace

struct VectorWriter::Impl {
  Impl(const std::string& path, const std::string& format);
  ~Impl();

  void open_layer(const LayerOptions& options);
  void add_fields(const LayerOptions& options);
  void count_row();
  void put_value(OGRFeature& feature, int column, const FieldValue& value);
  void put_geometry(OGRFeature& feature, const geo::Geometry& geometry) const;
  void fail(const std::string& what, const GdalMessages& messages) const;
  void collect(const GdalMessages& messages);
  void publish();

  fs::path target;
  bool to_stdout = false;
  OutputFormat format;
  fs::path staging;
  fs::path staged_file;
  GDALDatasetUniquePtr dataset;
  OGRLayer* layer = nullptr;
  LayerOptions layer_options;
  std::vector<int> columns;             // of the layer, for each of our fields
  bool coordinates_as_columns = false;  // CSV: lon, lat
  bool geometry_as_text = false;        // CSV: WKT
  int layers = 0;
  std::int64_t rows = 0;  ///< of the layer
  bool finished = false;
  std::int64_t without_place = 0;  ///< rows that the format cannot hold
  std::vector<std::string> warnings;
};

VectorWriter::Impl::Impl(const std::string& path, const std::string& format_name)
    : target(path), to_stdout(path == "-"), format(output_format(path, format_name)) {
  initialise_gdal();
  const GdalMessages messages;
  const FixedDate fixed;
  staging = make_staging(to_stdout ? fs::temp_directory_path() / "output" : target);
  const std::string name = to_stdout ? "output." + format.extension : target.filename().string();
  staged_file = staging / name;
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(format.driver.c_str());
  CPLStringList options;
  for (const std::string& option : format.dataset_options) options.AddString(option.c_str());
  if (driver != nullptr) {
    dataset.reset(driver->Create(staged_file.c_str(), 0, 0, 0, GDT_Unknown, options.List()));
  }
  if (dataset == nullptr) {
    fs::remove_all(staging);
    fail("cannot be created", messages);
  }
}

VectorWriter::Impl::~Impl() {
  const GdalMessages messages;
  dataset.reset();
  std::error_code ignored;
  fs::remove_all(staging, ignored);
}

void VectorWriter::Impl::fail(const std::string& what, const GdalMessages& messages) const {
  throw core::StorageError(
      fmt::format("{}: {}: {}", target.string(), what,
                  messages.error().empty() ? "no reason given" : messages.error()));
}

void VectorWriter::Impl::collect(const GdalMessages& messages) {
  for (const std::string& warning : messages.warnings()) {
    if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) {
      warnings.push_back(warning);
    }
  }
}

void VectorWriter::Impl::open_layer(const LayerOptions& options) {
  if (layers > 0 && !format.many_layers) {
    throw core::ConfigError(target.string() +
                            ": this format holds one layer only; use .gpkg for several");
  }
  format.check_shape(options.shape, target.string());
  const GdalMessages messages;
  const FixedDate fixed;
  layer_options = options;
  const bool table = format.is_table();
  const bool shapes = options.shape != Shape::kNone && options.shape != Shape::kPoint;
  geometry_as_text = shapes && format.driver == "CSV";
  if (shapes && format.is_spreadsheet()) {
    warnings.push_back("spreadsheets hold no shapes; .gpkg, .geojson and .csv do");
  }
  rows = 0;
  coordinates_as_columns = false;
  if (table && options.shape == Shape::kPoint) {
    const FieldMapping own(coordinate_fields(), options.fields);
    coordinates_as_columns = !own.column("lon") || !own.column("lat");
  }
  OGRSpatialReference wgs84;
  wgs84.SetFromUserInput("EPSG:4326");
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  CPLStringList layer_creation;
  for (const std::string& option : format.layer_creation(options)) {
    layer_creation.AddString(option.c_str());
  }
  const OGRwkbGeometryType shape = table ? wkbNone : ogr_shape(options.shape);
  layer = dataset->CreateLayer(format.layer_name(options, staged_file.stem().string()).c_str(),
                               shape == wkbNone ? nullptr : &wgs84, shape, layer_creation.List());
  if (layer == nullptr) fail("layer " + options.name + " cannot be created", messages);
  ++layers;
  add_fields(options);
  collect(messages);
  if (layers == 1) dataset->StartTransaction();
}

void VectorWriter::Impl::add_fields(const LayerOptions& options) {
  const GdalMessages messages;
  columns.clear();
  std::vector<Field> fields = options.fields;
  if (coordinates_as_columns) {
    fields.push_back({"lon", FieldType::kReal});
    fields.push_back({"lat", FieldType::kReal});
  }
  if (geometry_as_text) fields.push_back({"WKT", FieldType::kText});
  for (const Field& field : fields) {
    const FieldType type = format.keeps_dates ? field.type : without_dates(field.type);
    OGRFieldDefn definition(field.name.c_str(), ogr_type(type));
    // Some formats have columns of their own before ours, or call ours otherwise.
    const int before = layer->GetLayerDefn()->GetFieldCount();
    const bool made = layer->CreateField(&definition) == OGRERR_NONE;
    const int after = layer->GetLayerDefn()->GetFieldCount();
    columns.push_back(after > before ? after - 1
                                     : layer->GetLayerDefn()->GetFieldIndex(field.name.c_str()));
    if (!made || columns.back() < 0) {
      fail("column " + field.name + " cannot be created", messages);
    }
  }
  collect(messages);
}

void VectorWriter::Impl::count_row() {
  constexpr std::int64_t kRowsOfASheet = 1'048'576 - 1;  // below the names
  if (++rows > kRowsOfASheet && format.is_spreadsheet()) {
    throw core::ConfigError(fmt::format("{}: a sheet holds {} rows; use .csv or .gpkg for more",
                                        target.string(), kRowsOfASheet));
  }
}

void VectorWriter::Impl::put_value(OGRFeature& feature, int column, const FieldValue& value) {
  constexpr std::size_t kCell = 32'767;  // characters; bytes are no fewer
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || !format.is_spreadsheet()) return set_value(feature, column, value);
  // What begins like this GDAL makes a formula of an OpenDocument sheet, and whoever opens it runs.
  if (text->starts_with("of:=")) return set_value(feature, column, "'" + *text);
  if (text->size() <= kCell) return set_value(feature, column, value);
  set_value(feature, column, whole_characters(*text, kCell));
  const std::string name = layer->GetLayerDefn()->GetFieldDefn(column)->GetNameRef();
  const std::string warning =
      fmt::format("column {}: text is cut at {} bytes, the most a cell holds", name, kCell);
  if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) {
    warnings.push_back(warning);
  }
}

void VectorWriter::Impl::put_geometry(OGRFeature& feature, const geo::Geometry& geometry) const {
  const std::size_t extra = layer_options.fields.size();
  if (coordinates_as_columns) {
    const std::vector<geo::LonLat> points = geometry.points();
    if (points.empty()) return;
    feature.SetField(columns[extra], points.front().lon);
    feature.SetField(columns[extra + 1], points.front().lat);
  } else if (geometry_as_text) {
    feature.SetField(columns[extra], geometry.wkt(kWktDecimals).c_str());
  } else if (layer->GetGeomType() != wkbNone) {
    std::unique_ptr<OGRGeometry> made = to_ogr(geometry);
    const OGRwkbGeometryType wanted = layer->GetGeomType();
    if (wanted == wkbMultiPolygon || wanted == wkbMultiLineString) {
      made.reset(OGRGeometryFactory::forceTo(made.release(), wanted));
    }
    feature.SetGeometryDirectly(made.release());
  }
}

void VectorWriter::Impl::publish() {
  if (to_stdout) {
    std::ifstream in(staged_file, std::ios::binary);
    std::cout << in.rdbuf() << std::flush;
    if (!std::cout) throw core::StorageError("standard output: cannot be written to");
    return;
  }
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(staging)) {
    files.push_back(entry.path());
  }
  // The file that users name comes last: where it is, its companions are.
  std::sort(files.begin(), files.end(), [&](const fs::path& a, const fs::path& b) {
    return std::pair(a == staged_file, a) < std::pair(b == staged_file, b);
  });
  const fs::path folder = target.parent_path();
  for (const fs::path& file : files) {
    const fs::path place = folder / file.filename();
    std::error_code failure;
    if (chmod(file.c_str(), S_IRUSR | S_IWUSR) == 0) fs::rename(file, place, failure);
    if (failure) {
      throw core::StorageError(
          fmt::format("{}: cannot be put in place: {}", place.string(), failure.message()));
    }
  }
}

VectorWriter::VectorWriter(const std::string& path, const LayerOptions& layer,
                           const std::string& format)
    : impl_(std::make_unique<Impl>(path, format)) {
  impl_->open_layer(layer);
}

VectorWriter::VectorWriter(VectorWriter&&) noexcept = default;
VectorWriter& VectorWriter::operator=(VectorWriter&&) noexcept = default;
VectorWriter::~VectorWriter() = default;

void VectorWriter::add(std::span<const FieldValue> values, const geo::Geometry* geometry) {
  const GdalMessages messages;
  assert(values.size() == impl_->layer_options.fields.size());
  impl_->count_row();
  const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(impl_->layer->GetLayerDefn()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    impl_->put_value(*feature, impl_->columns[i], values[i]);
  }
  const bool placed = geometry != nullptr && !geometry->is_empty();
  if (placed) impl_->put_geometry(*feature, *geometry);
  if (!placed && impl_->format.driver == "FlatGeobuf") ++impl_->without_place;
  if (impl_->layer->CreateFeature(feature.get()) != OGRERR_NONE || messages.failed()) {
    impl_->fail("a row cannot be written", messages);
  }
  impl_->collect(messages);
}

void VectorWriter::add(std::initializer_list<FieldValue> values, const geo::Geometry& geometry) {
  add(std::span(values.begin(), values.size()), &geometry);
}

void VectorWriter::add(std::initializer_list<FieldValue> values) {
  add(std::span(values.begin(), values.size()), nullptr);
}

void VectorWriter::begin_layer(const LayerOptions& layer) {
  impl_->open_layer(layer);
}

void VectorWriter::finish() {
  if (impl_->finished) return;
  const GdalMessages messages;
  const FixedDate fixed;
  impl_->dataset->CommitTransaction();
  impl_->dataset.reset();
  if (messages.failed()) impl_->fail("cannot be written to the end", messages);
  impl_->collect(messages);
  if (impl_->without_place > 0) {
    impl_->warnings.push_back(
        fmt::format("{} rows without a place are left out, since FlatGeobuf cannot hold them; "
                    ".gpkg, .geojson and .csv can",
                    impl_->without_place));
  }
  impl_->publish();
  impl_->finished = true;
}

std::vector<std::string> VectorWriter::warnings() const {
  return impl_->warnings;
}

}  // namespace nearnet::io
