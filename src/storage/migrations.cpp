// SPDX-License-Identifier: Apache-2.0
#include "storage/migrations.h"

#include <fmt/format.h>

#include <map>

#include "core/error.h"
#include "storage/tables.h"

namespace nearnet::storage {
namespace {

using Step = void (*)(Database&);

/// From each version to the next. Every released version keeps its step for ever.
const std::map<int, Step>& steps() {
  static const std::map<int, Step> known;
  return known;
}

}  // namespace

void migrate(Database& database, int from) {
  if (from == kSchemaVersion) return;
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
}

}  // namespace nearnet::storage
