// SPDX-License-Identifier: Apache-2.0
// An open workspace database as OGR shows it, and the rows in its layers. Private to storage: the
// only place that touches OGR features. Everything here is plain OGR and standard SQL; what is
// peculiar to GeoPackage is in gpkg_file.cpp.
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/row.h"

namespace nearnet::storage {

class Database {
 public:
  Database(GDALDatasetUniquePtr dataset, std::string name);

  const std::string& name() const { return name_; }

  /// Adds an empty layer for the table.
  void create_table(const Table& table);
  /// Adds the layer, or the columns it lacks, and opens it to every shape where the table is,
  /// without touching what is there. For migrations; a database opened afresh knows the new kind of
  /// shape.
  void complete_table(const Table& table);
  /// Throws StorageError when the layer or one of its columns is missing.
  void check_table(const Table& table) const;

  /// `where`: standard SQL on the table's columns; empty: every row.
  void for_each(const Table& table, const std::function<void(StoredRow&&)>& visit,
                const std::string& where = {}) const;
  std::vector<StoredRow> read(const Table& table) const;
  std::int64_t count(const Table& table) const;
  std::optional<StoredRow> read_one(const Table& table, std::int64_t fid) const;

  /// `fid`: the number to give it; none lets the database choose. Returns the number.
  std::int64_t insert(const Table& table, const Row& row, std::optional<std::int64_t> fid = {});
  /// Columns that users added to the layer keep their values.
  void update(const Table& table, std::int64_t fid, const Row& row);
  void erase(const Table& table, std::int64_t fid);

  /// A statement without a result.
  void execute(const std::string& sql);
  /// The first column of the first row, as text; none without a row.
  std::optional<std::string> query(const std::string& sql) const;

  void begin();
  void commit();
  void rollback();

 private:
  OGRLayer& layer(const Table& table) const;
  /// Of the table's columns among the layer's, in the order of the table. Looked up once: there may
  /// be a million rows to write.
  const std::vector<int>& column_indices(const Table& table) const;
  void fill(OGRFeature& feature, const Table& table, const Row& row) const;
  StoredRow read_feature(OGRFeature& feature, const Table& table,
                         const std::vector<int>& indices) const;
  [[noreturn]] void fail(const std::string& doing) const;

  GDALDatasetUniquePtr dataset_;
  std::string name_;
  mutable std::map<std::string_view, std::vector<int>> indices_;  ///< by table
};

/// Text as an SQL literal.
std::string quoted(const std::string& text);

/// The tables that storage keeps for itself.
const Table& meta_table();
const Table& audit_table();
const Table& history_table();

}  // namespace nearnet::storage
