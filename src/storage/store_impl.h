// SPDX-License-Identifier: Apache-2.0
// The insides of Store and Transaction. Private to storage.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "storage/database.h"
#include "storage/journal.h"
#include "storage/store.h"

namespace nearnet::storage {

struct Store::Impl {
  Database database;
};

struct Transaction::Impl {
  /// Takes the write lock before anything is read, so that what is read stays true.
  Impl(Database& database, AuditEntry audit);
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl();

  void insert(const Table& table, const Row& row);
  void update(const Table& table, const StoredRow& before, const Row& row);
  struct Update {
    StoredRow before;
    const Row* row;
  };
  /// Of rows that stay where they are.
  void update_in_place(const Table& table, const std::vector<Update>& updates);
  void erase(const Table& table, const StoredRow& before);
  void restore(const AuditEntry& undone);
  void commit();

  Database& database;
  Journal journal;
  AuditEntry audit;
  std::int64_t version = 0;  ///< of the workspace once this is committed
  std::set<std::string_view> touched;
  bool open = true;
};

}  // namespace nearnet::storage
