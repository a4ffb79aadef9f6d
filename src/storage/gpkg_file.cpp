// SPDX-License-Identifier: Apache-2.0
#include "storage/gpkg_file.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "core/error.h"
#include "io/gdal_runtime.h"

namespace nearnet::storage {
namespace {

namespace fs = std::filesystem;

GDALDatasetUniquePtr open_dataset(const std::string& path, unsigned mode) {
  const std::array<const char*, 2> drivers = {"GPKG", nullptr};
  return GDALDatasetUniquePtr(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | mode, drivers.data(), nullptr, nullptr));
}

bool looks_like_sqlite(const std::string& path) {
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (file == nullptr) return false;
  std::array<char, 15> start{};
  const bool read = VSIFReadL(start.data(), 1, start.size(), file) == start.size();
  VSIFCloseL(file);
  return read && std::string_view(start.data(), start.size()) == "SQLite format 3";
}

}  // namespace

Database create_gpkg(const std::string& path) {
  io::initialise_gdal();
  const io::GdalMessages messages;
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (driver == nullptr) throw core::StorageError("this GDAL cannot write GeoPackage files");
  GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (dataset == nullptr) {
    throw core::StorageError(fmt::format("cannot create {}: {}", path, messages.error()));
  }
  std::error_code ignored;
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, ignored);
  Database database(std::move(dataset), path);
  // Readers and one writer at a time do not wait for each other.
  database.query("PRAGMA journal_mode = WAL");
  return database;
}

Database open_gpkg(const std::string& path, std::chrono::milliseconds patience) {
  io::initialise_gdal();
  const io::GdalMessages messages;
  std::error_code error;
  if (!fs::exists(path, error)) {
    throw core::StorageError(
        fmt::format("{}: there is no such workspace; make one with: nearnet new {}", path, path));
  }
  if (fs::is_directory(path, error) || !looks_like_sqlite(path)) {
    throw core::StorageError(
        fmt::format("{} is not a workspace; expected a .gpkg file made by nearnet new", path));
  }
  GDALDatasetUniquePtr dataset = open_dataset(path, GDAL_OF_UPDATE);
  if (dataset == nullptr) dataset = open_dataset(path, GDAL_OF_READONLY);
  if (dataset == nullptr) {
    throw core::StorageError(fmt::format("cannot open {}: {}", path, messages.error()));
  }
  Database database(std::move(dataset), path);
  database.query(fmt::format("PRAGMA busy_timeout = {}", patience.count()));
  return database;
}

GeometryAtRest::GeometryAtRest(Database& database, const Table& table) : database_(database) {
  const std::string name(table.name);
  const std::string which = fmt::format(
      " FROM sqlite_master WHERE type = 'trigger' AND tbl_name = {} AND name GLOB {} AND sql GLOB "
      "'*AFTER UPDATE OF*' ORDER BY name LIMIT 1",
      quoted(name), quoted("rtree_" + name + "_*"));
  while (const std::optional<std::string> trigger = database_.query("SELECT name" + which)) {
    triggers_.push_back(database_.query("SELECT sql" + which).value());
    database_.execute(fmt::format("DROP TRIGGER \"{}\"", *trigger));
  }
}

void GeometryAtRest::end() {
  for (const std::string& trigger : triggers_) database_.execute(trigger);
  triggers_.clear();
}

}  // namespace nearnet::storage
