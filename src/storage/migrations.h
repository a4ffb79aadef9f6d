// SPDX-License-Identifier: Apache-2.0
// Brings a workspace of an earlier schema version up to today's, step by step, in one transaction.
#pragma once

#include "storage/database.h"

namespace nearnet::storage {

/// Whether there was anything to do: not when `from` is today's version. Throws StorageError for a
/// later one.
bool migrate(Database& database, int from);

}  // namespace nearnet::storage
