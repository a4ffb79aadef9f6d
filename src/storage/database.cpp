// SPDX-License-Identifier: Apache-2.0
#include "storage/database.h"

#include <fmt/format.h>

#include <array>

#include "core/calendar.h"
#include "core/error.h"
#include "core/text.h"
#include "io/gdal_runtime.h"

namespace nearnet::storage {
namespace {

constexpr int kMostAttempts = 20;

OGRFieldType ogr_type(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
      return OFTInteger64;
    case ColumnType::kReal:
      return OFTReal;
    case ColumnType::kDate:
      return OFTDate;
    case ColumnType::kText:
      break;
  }
  return OFTString;
}

OGRwkbGeometryType ogr_shape(Shape shape) {
  switch (shape) {
    case Shape::kPoint:
      return wkbPoint;
    case Shape::kLine:
      return wkbLineString;
    case Shape::kMultiPolygon:
      return wkbMultiPolygon;
    case Shape::kAny:
      return wkbUnknown;
    case Shape::kNone:
      break;
  }
  return wkbNone;
}

std::string date_text(const OGRFeature& feature, int index) {
  std::array<int, 7> part{};
  feature.GetFieldAsDateTime(index, &part[0], &part[1], &part[2], &part[3], &part[4], &part[5],
                             &part[6]);
  return fmt::format("{:04}-{:02}-{:02}", part[0], part[1], part[2]);
}

Value read_value(const OGRFeature& feature, int index, ColumnType type) {
  if (!feature.IsFieldSetAndNotNull(index)) return {};
  switch (type) {
    case ColumnType::kInteger:
      return static_cast<std::int64_t>(feature.GetFieldAsInteger64(index));
    case ColumnType::kReal:
      return feature.GetFieldAsDouble(index);
    case ColumnType::kDate:
      return date_text(feature, index);
    case ColumnType::kText:
      break;
  }
  return std::string(feature.GetFieldAsString(index));
}

/// A pass over a layer. Ends the cursor however the pass ends: an open one would keep this process
/// at an old state of the file, from which it could not write.
class Reading {
 public:
  Reading(OGRLayer& rows, const std::string& where) : rows_(rows) {
    rows_.SetAttributeFilter(where.empty() ? nullptr : where.c_str());
    rows_.ResetReading();
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() {
    rows_.SetAttributeFilter(nullptr);
    rows_.ResetReading();
  }

 private:
  OGRLayer& rows_;
};

std::vector<std::byte> wkb_of(OGRGeometry& geometry) {
  geometry.flattenTo2D();
  std::vector<std::byte> wkb(geometry.WkbSize());
  geometry.exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()), wkbVariantIso);
  return wkb;
}

}  // namespace

Database::Database(GDALDatasetUniquePtr dataset, std::string name)
    : dataset_(std::move(dataset)), name_(std::move(name)) {}

void Database::fail(const std::string& doing) const {
  const std::string why = CPLGetLastErrorMsg();
  if (why.find("locked") != std::string::npos) {
    throw core::StorageError(
        fmt::format("{}: another program is writing to it; try again in a moment", name_));
  }
  throw core::StorageError(fmt::format("{}: cannot {}: {}", name_, doing,
                                       why.empty() ? "the database gave no reason" : why));
}

OGRLayer& Database::layer(const Table& table) const {
  OGRLayer* found = dataset_->GetLayerByName(std::string(table.name).c_str());
  if (found == nullptr) {
    throw core::StorageError(
        fmt::format("{}: layer {} is missing; the workspace is damaged", name_, table.name));
  }
  return *found;
}

void Database::create_table(const Table& table) {
  const io::GdalMessages messages;
  OGRSpatialReference wgs84;
  wgs84.SetWellKnownGeogCS("WGS84");
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer* made =
      dataset_->CreateLayer(std::string(table.name).c_str(),
                            table.shape == Shape::kNone ? nullptr : &wgs84, ogr_shape(table.shape));
  if (made == nullptr) fail(fmt::format("create layer {}", table.name));
  for (const Column& column : table.columns) {
    OGRFieldDefn field(std::string(column.name).c_str(), ogr_type(column.type));
    if (made->CreateField(&field) != OGRERR_NONE)
      fail(fmt::format("create column {}", column.name));
  }
}

void Database::complete_table(const Table& table) {
  const io::GdalMessages messages;
  indices_.erase(table.name);
  OGRLayer* found = dataset_->GetLayerByName(std::string(table.name).c_str());
  if (found == nullptr) {
    create_table(table);
    return;
  }
  if (table.shape == Shape::kAny && found->GetGeomType() != wkbUnknown) {
    // The standard's own table of layers: this GDAL has no call for it.
    execute(fmt::format(
        "UPDATE gpkg_geometry_columns SET geometry_type_name = 'GEOMETRY' WHERE table_name = {}",
        quoted(std::string(table.name))));
  }
  for (const Column& column : table.columns) {
    OGRFieldDefn field(std::string(column.name).c_str(), ogr_type(column.type));
    if (found->GetLayerDefn()->GetFieldIndex(field.GetNameRef()) >= 0) continue;
    if (found->CreateField(&field) != OGRERR_NONE) {
      fail(fmt::format("create column {}", column.name));
    }
  }
}

const std::vector<int>& Database::column_indices(const Table& table) const {
  const auto known = indices_.find(table.name);
  if (known != indices_.end()) return known->second;
  OGRFeatureDefn* definition = layer(table).GetLayerDefn();
  std::vector<int> indices;
  for (const Column& column : table.columns) {
    const int index = definition->GetFieldIndex(std::string(column.name).c_str());
    if (index < 0) {
      throw core::StorageError(fmt::format(
          "{}: layer {} has no column {}; expected the columns of schema version {}", name_,
          table.name, column.name,
          query("SELECT value FROM meta WHERE key = 'schema_version'").value_or("(unknown)")));
    }
    indices.push_back(index);
  }
  return indices_.emplace(table.name, std::move(indices)).first->second;
}

void Database::check_table(const Table& table) const {
  column_indices(table);
}

StoredRow Database::read_feature(OGRFeature& feature, const Table& table,
                                 const std::vector<int>& indices) const {
  StoredRow stored;
  stored.fid = feature.GetFID();
  stored.row.values.reserve(indices.size());
  for (std::size_t i = 0; i < indices.size(); ++i) {
    stored.row.values.push_back(read_value(feature, indices[i], table.columns[i].type));
  }
  OGRGeometry* geometry = feature.GetGeometryRef();
  if (geometry != nullptr && !geometry->IsEmpty()) stored.row.geometry = wkb_of(*geometry);
  return stored;
}

void Database::for_each(const Table& table, const std::function<void(StoredRow&&)>& visit,
                        const std::string& where) const {
  const io::GdalMessages messages;
  const std::vector<int>& indices = column_indices(table);
  OGRLayer& rows = layer(table);
  const Reading reading(rows, where);
  CPLErrorReset();
  while (const OGRFeatureUniquePtr feature{rows.GetNextFeature()}) {
    visit(read_feature(*feature, table, indices));
  }
  if (messages.failed()) fail(fmt::format("read layer {}", table.name));
}

std::vector<StoredRow> Database::read(const Table& table) const {
  std::vector<StoredRow> rows;
  for_each(table, [&](StoredRow&& row) { rows.push_back(std::move(row)); });
  return rows;
}

std::int64_t Database::count(const Table& table) const {
  // OGR remembers its own count, which other processes' commits do not reach.
  const auto rows = query(fmt::format("SELECT COUNT(*) FROM \"{}\"", table.name));
  return core::parse_integer(rows.value_or("0")).value_or(0);
}

std::optional<StoredRow> Database::read_one(const Table& table, std::int64_t fid) const {
  const io::GdalMessages messages;
  const OGRFeatureUniquePtr feature{layer(table).GetFeature(fid)};
  if (feature == nullptr) return std::nullopt;
  return read_feature(*feature, table, column_indices(table));
}

void Database::fill(OGRFeature& feature, const Table& table, const Row& row) const {
  const std::vector<int>& indices = column_indices(table);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const int index = indices[i];
    const Value& value = row.values[i];
    if (std::holds_alternative<std::monostate>(value)) {
      feature.SetFieldNull(index);
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      feature.SetField(index, static_cast<GIntBig>(*integer));
    } else if (const auto* real = std::get_if<double>(&value)) {
      feature.SetField(index, *real);
    } else if (table.columns[i].type == ColumnType::kDate) {
      const core::Date date = core::parse_date(std::get<std::string>(value));
      feature.SetField(index, static_cast<int>(date.year()),
                       static_cast<int>(static_cast<unsigned>(date.month())),
                       static_cast<int>(static_cast<unsigned>(date.day())));
    } else {
      feature.SetField(index, std::get<std::string>(value).c_str());
    }
  }
  OGRGeometry* geometry = nullptr;
  if (!row.geometry.empty() &&
      OGRGeometryFactory::createFromWkb(row.geometry.data(), nullptr, &geometry,
                                        row.geometry.size()) != OGRERR_NONE) {
    fail(fmt::format("write a geometry to layer {}", table.name));
  }
  feature.SetGeometryDirectly(geometry);
}

std::int64_t Database::insert(const Table& table, const Row& row, std::optional<std::int64_t> fid) {
  const io::GdalMessages messages;
  OGRLayer& rows = layer(table);
  OGRFeature feature(rows.GetLayerDefn());
  fill(feature, table, row);
  if (fid) feature.SetFID(*fid);
  if (rows.CreateFeature(&feature) != OGRERR_NONE) {
    fail(fmt::format("add a row to layer {}", table.name));
  }
  return feature.GetFID();
}

void Database::update(const Table& table, std::int64_t fid, const Row& row) {
  const io::GdalMessages messages;
  OGRLayer& rows = layer(table);
  const OGRFeatureUniquePtr feature{rows.GetFeature(fid)};
  if (feature == nullptr) fail(fmt::format("find row {} of layer {}", fid, table.name));
  fill(*feature, table, row);
  if (rows.SetFeature(feature.get()) != OGRERR_NONE) {
    fail(fmt::format("change row {} of layer {}", fid, table.name));
  }
}

void Database::erase(const Table& table, std::int64_t fid) {
  const io::GdalMessages messages;
  if (layer(table).DeleteFeature(fid) != OGRERR_NONE) {
    fail(fmt::format("take row {} out of layer {}", fid, table.name));
  }
}

void Database::execute(const std::string& sql) {
  const io::GdalMessages messages;
  CPLErrorReset();
  OGRLayer* result = dataset_->ExecuteSQL(sql.c_str(), nullptr, nullptr);
  if (result != nullptr) dataset_->ReleaseResultSet(result);
  if (messages.failed()) fail("write");
}

std::optional<std::string> Database::query(const std::string& sql) const {
  for (int attempt = 1;; ++attempt) {
    const io::GdalMessages messages;
    CPLErrorReset();
    OGRLayer* result = dataset_->ExecuteSQL(sql.c_str(), nullptr, nullptr);
    std::optional<std::string> text;
    if (result != nullptr) {
      const OGRFeatureUniquePtr feature{result->GetNextFeature()};
      if (feature != nullptr && feature->IsFieldSetAndNotNull(0)) {
        text = feature->GetFieldAsString(0);
      }
      dataset_->ReleaseResultSet(result);
    }
    if (!messages.failed()) return text;
    // Another writer's triggers count as a change of the schema; SQLite asks to begin anew then.
    const bool again = messages.error().find("schema has changed") != std::string::npos;
    if (!again || attempt == kMostAttempts) fail("read");
  }
}

void Database::begin() {
  const io::GdalMessages messages;
  if (dataset_->StartTransaction() != OGRERR_NONE) fail("begin writing");
}

void Database::commit() {
  const io::GdalMessages messages;
  if (dataset_->CommitTransaction() != OGRERR_NONE) fail("finish writing");
}

void Database::rollback() {
  const io::GdalMessages messages;
  dataset_->RollbackTransaction();
}

std::string quoted(const std::string& text) {
  std::string literal = "'";
  for (const char c : text) literal += c == '\'' ? std::string("''") : std::string(1, c);
  return literal + "'";
}

const Table& meta_table() {
  static const Table table{"meta",
                           Shape::kNone,
                           1,
                           "settings and version numbers",
                           {{"key", ColumnType::kText, "key"}, {"value", ColumnType::kText, ""}}};
  return table;
}

const Table& audit_table() {
  static const Table table{"audit",
                           Shape::kNone,
                           0,
                           "every command: who, when, what, how many rows",
                           {{"at", ColumnType::kText, "local time"},
                            {"who", ColumnType::kText, ""},
                            {"command", ColumnType::kText, ""},
                            {"what", ColumnType::kText, "its options in short"},
                            {"rows", ColumnType::kInteger, "rows changed"},
                            {"undone", ColumnType::kInteger, "0/1"},
                            {"version", ColumnType::kInteger, "of the workspace afterwards"}}};
  return table;
}

const Table& history_table() {
  static const Table table{"history",
                           Shape::kNone,
                           0,
                           "what recent commands overwrote, for undo",
                           {{"audit_id", ColumnType::kInteger, "fid of the command in audit"},
                            {"layer", ColumnType::kText, ""},
                            {"row_fid", ColumnType::kInteger,
                             "fid of the row in that layer; for insert, of the first of a run"},
                            {"operation", ColumnType::kText, "insert, update, delete"},
                            {"content", ColumnType::kText,
                             "JSON: the row before; for insert, the last fid of the run"}}};
  return table;
}

}  // namespace nearnet::storage
