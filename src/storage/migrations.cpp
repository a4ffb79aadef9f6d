// SPDX-License-Identifier: Apache-2.0
#include "storage/migrations.h"

#include <fmt/format.h>

#include <map>

#include "core/error.h"
#include "storage/tables.h"

namespace nearnet::storage {
namespace {

using Step = void (*)(Database&);

/// Adds the layers and columns that today's tables have and the file lacks; new columns are null.
/// Layers of shapes of one kind that may hold others today are opened to them.
void complete(Database& database) {
  for (const Table* table : all_tables()) {
    database.complete_table(*table);
    const std::string key = quoted(fmt::format("version:{}", table->name));
    if (!database.query(fmt::format("SELECT value FROM meta WHERE key = {}", key))) {
      database.execute(fmt::format("INSERT INTO meta (key, value) VALUES ({}, '0')", key));
    }
  }
}

/// Version 2 adds layers and columns, lets plant be lines, and takes nothing away. Rows written
/// down for undo have the columns of version 1, so commands from before the change can no longer be
/// undone.
void from_1_to_2(Database& database) {
  complete(database);
  database.execute("UPDATE businesses SET geocode_quality = 'given'");
  database.execute("DELETE FROM history");
}

/// Version 3 adds whether roads are paved, turn restrictions and lunch. Rows written down for undo
/// lack their columns, as those of version 1 did.
void from_2_to_3(Database& database) {
  complete(database);
  database.execute("DELETE FROM history");
}

/// Version 4 adds beats, districts and regions, who proposed and published a plan, and who had an
/// account from when to when. Accounts given out before have no history; their owner stays.
void from_3_to_4(Database& database) {
  complete(database);
  database.execute("DELETE FROM history");
}

/// Version 5 adds which units were moved by hand; of those moved before nobody knows.
void from_4_to_5(Database& database) {
  complete(database);
  database.execute("DELETE FROM history");
}

/// From each version to the next. Every released version keeps its step for ever.
const std::map<int, Step>& steps() {
  static const std::map<int, Step> known = {
      {1, &from_1_to_2}, {2, &from_2_to_3}, {3, &from_3_to_4}, {4, &from_4_to_5}};
  return known;
}

}  // namespace

bool migrate(Database& database, int from) {
  if (from == kSchemaVersion) return false;
  if (from > kSchemaVersion || from < 1) {
    throw core::StorageError(
        fmt::format("{} has schema version {}, this program knows up to {}; use a newer nearnet",
                    database.name(), from, kSchemaVersion));
  }
  database.begin();
  try {
    for (int version = from; version < kSchemaVersion; ++version) steps().at(version)(database);
    database.execute(
        fmt::format("UPDATE meta SET value = '{}' WHERE key = 'schema_version'", kSchemaVersion));
    database.commit();
  } catch (...) {
    database.rollback();
    throw;
  }
  return true;
}

}  // namespace nearnet::storage
