// SPDX-License-Identifier: Apache-2.0
// What a transaction overwrote, written down so that it can be put back. Private to storage.
#pragma once

#include <cstdint>
#include <string>
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
    std::int64_t fid;  ///< for inserts the first of a run of consecutive ones
    std::string_view operation;
    std::string content;        ///< the row before; for inserts empty
    std::int64_t last_fid = 0;  ///< for inserts
  };
  /// In the order of the changes: a row may be inserted and then changed again.
  std::vector<Entry> entries_;
};

/// The table of that name, those storage keeps for itself included; null when there is none.
const Table* table_by_name(std::string_view name);

}  // namespace nearnet::storage
