// SPDX-License-Identifier: Apache-2.0
// What a transaction overwrote, written down so that it can be put back. Private to storage.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "storage/database.h"

namespace nearnet::storage {

class Journal {
 public:
  void inserted(const Table& table, std::int64_t fid);
  void updated(const Table& table, const StoredRow& before);
  void erased(const Table& table, const StoredRow& before);

  /// Writes everything under the command's audit row, and forgets what old commands overwrote.
  void write(Database& database, std::int64_t audit_id) const;

  /// Puts back what the command overwrote, newest change first; returns the number of rows and adds
  /// the tables touched. The command's journal is used up.
  static std::int64_t restore(Database& database, std::int64_t audit_id,
                              std::vector<const Table*>& touched);

 private:
  struct Entry {
    std::string_view table;
    std::int64_t fid;
    const char* operation;
    std::string content;
  };
  std::vector<Entry> entries_;
  /// Runs of consecutive fids, [first, last], by table name.
  std::map<std::string_view, std::vector<std::pair<std::int64_t, std::int64_t>>> inserted_;
};

/// The table of that name, those storage keeps for itself included; null when there is none.
const Table* table_by_name(std::string_view name);

}  // namespace nearnet::storage
