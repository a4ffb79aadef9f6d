// SPDX-License-Identifier: Apache-2.0
// One workspace database, reached through OGR alone, so that any database OGR can write (GeoPackage
// today) can hold a workspace. Callers speak in tables and rows; typed access is in tables.h.
//
//   Store::create("market.gpkg", {{"title", "Bangor"}});
//   Store store = Store::open("market.gpkg");
//   Transaction transaction = store.begin("import businesses", "shops.csv", "ada");
//   UpsertCounts counts = transaction.upsert(businesses().table, rows);
//   transaction.commit();                       // one audit row; undo() takes it back
//
// Guarantees: a transaction is written whole or not at all, also when the process dies; what it
// changed is journalled row by row, so that undo restores it exactly. Other processes may read
// meanwhile, and a second writer waits up to some seconds, then gets StorageError. Not thread-safe:
// one Store a thread. Cost: reading is one pass over a table; upsert and replace read the table
// once and write differences.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/row.h"

namespace nearnet::storage {

using Meta = std::map<std::string, std::string>;

struct UpsertCounts {
  std::int64_t imported = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t erased = 0;

  std::int64_t changed() const { return imported + updated + erased; }
};

/// A command that was carried out.
struct AuditEntry {
  std::int64_t id = 0;
  std::string at;  ///< local time of the workspace
  std::string who;
  std::string command;
  std::string what;
  std::int64_t rows = 0;
  bool undone = false;
  std::int64_t version = 0;  ///< of the workspace afterwards; of each table changed as well
};

struct OpenOptions {
  /// How long a writer waits for another one.
  std::chrono::milliseconds patience = std::chrono::seconds(10);
};

class Transaction;

class Store {
 public:
  /// Makes an empty workspace with every table. Refuses to overwrite. The file appears whole or not
  /// at all.
  static void create(const std::string& path, const Meta& meta);
  /// Throws StorageError when there is no such workspace, it is not ours, or it is of a later
  /// version.
  static Store open(const std::string& path, const OpenOptions& options = {});

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  std::vector<StoredRow> read(const Table& table) const;
  std::int64_t count(const Table& table) const;
  Meta meta() const;
  /// Grows with every commit of any process; the value after the last change of each table as well.
  std::int64_t version() const;
  std::int64_t version(const Table& table) const;

  /// Layers and columns that a workspace has and this one has lost, one sentence each.
  std::vector<std::string> damage() const;

  /// Newest first.
  std::vector<AuditEntry> audit() const;

  /// Opens the one write transaction. `at` is the local time the audit row shows.
  Transaction begin(std::string command, std::string what, std::string who, std::string at);

  /// The newest command not yet undone, if its journal is still kept; what undo() would take back.
  std::optional<AuditEntry> undoable() const;
  /// Takes that command back; none when there is nothing to undo.
  std::optional<AuditEntry> undo(const std::string& who, const std::string& at);

 private:
  friend class Transaction;
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class Transaction {
 public:
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  /// Rolls back unless committed.
  ~Transaction();

  /// Adds rows of unknown key, overwrites rows whose content differs, leaves equal ones alone.
  /// Keys must not repeat within `rows`.
  UpsertCounts upsert(const Table& table, const std::vector<Row>& rows);
  /// Makes the rows that satisfy `in_scope` exactly `rows`; rows outside the scope stay.
  UpsertCounts replace(const Table& table, const std::vector<Row>& rows,
                       const std::function<bool(const Row&)>& in_scope);
  void set_meta(const std::string& key, const std::string& value);

  /// The version of the workspace before this transaction.
  std::int64_t version_before() const;
  /// Rows changed so far.
  std::int64_t rows_changed() const;

  /// Writes the audit row and makes everything durable. A transaction that changed nothing leaves
  /// no trace.
  void commit();

 private:
  friend class Store;
  struct Impl;
  explicit Transaction(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace nearnet::storage
