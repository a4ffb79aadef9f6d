// SPDX-License-Identifier: Apache-2.0
// What is peculiar to a workspace in a GeoPackage file: making it, opening it so that several
// processes can share it, and telling it from other GeoPackages.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "storage/database.h"

namespace nearnet::storage {

/// An empty GeoPackage at `path`, which must not exist yet; owner-only permissions, write-ahead
/// log.
Database create_gpkg(const std::string& path);
/// For reading and writing; for reading only where the file does not allow more.
/// `patience`: how long a writer waits for another one.
Database open_gpkg(const std::string& path, std::chrono::milliseconds patience);

/// While many rows change but not their geometry: OGR writes that with them, and the spatial index
/// would take every one of them in again, which costs more than all else about a row.
///
///   GeometryAtRest at_rest(database, table);
///   database.update(…);
///   at_rest.end();                            // before the transaction ends
///
/// The triggers that keep the index are taken out and put back within the transaction. Without
/// end(), as after a failure, the transaction must be rolled back.
class GeometryAtRest {
 public:
  GeometryAtRest(Database& database, const Table& table);
  void end();

 private:
  Database& database_;
  std::vector<std::string> triggers_;  ///< the statements that make them
};

}  // namespace nearnet::storage
