// SPDX-License-Identifier: Apache-2.0
// What is peculiar to a workspace in a GeoPackage file: making it, opening it so that several
// processes can share it, and telling it from other GeoPackages.
#pragma once

#include <chrono>
#include <string>

#include "storage/database.h"

namespace nearnet::storage {

/// An empty GeoPackage at `path`, which must not exist yet; owner-only permissions, write-ahead
/// log.
Database create_gpkg(const std::string& path);
/// For reading and writing; for reading only where the file does not allow more.
/// `patience`: how long a writer waits for another one.
Database open_gpkg(const std::string& path, std::chrono::milliseconds patience);

}  // namespace nearnet::storage
