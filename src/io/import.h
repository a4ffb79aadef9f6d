// SPDX-License-Identifier: Apache-2.0
// From any OGR source to records of the model, with a counted reason for every row left out.
//
//   io::Imported<model::Business> in = io::import_businesses({.source = "licences.csv"}, job);
//   in.records.size() + in.diagnostics.rejected() == in.rows_read      // always
//
// Keys: --key columns (joined by "|"), else the first well-known key column or set of columns that
// is filled and unique, else 16 hex digits of a stable hash of what identifies the record, with
// "#2", "#3" behind exact repeats: the same file gives the same keys again. A note (KEY) says which
// was used. Records come in source order. Throws InputError for sources that cannot be used at all
// and ConfigError for unknown --field and --key names. Memory: all records of the source.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/diagnostics.h"
#include "core/job_context.h"
#include "model/activity.h"
#include "model/barrier.h"
#include "model/business.h"
#include "model/footprint.h"
#include "model/rep.h"
#include "model/road.h"
#include "model/road_levels.h"
#include "model/territory.h"

namespace nearnet::io {

struct ImportOptions {
  std::string source = {};
  std::string layer = {};
  std::string where = {};
  std::map<std::string, std::string> fields = {};  ///< ours → theirs
  std::vector<std::string> key = {};               ///< columns of the source; empty: choose
  std::string crs = {};
  /// Polygons by census id, for tables that name blocks in place of a shape.
  std::string join = {};
  std::string join_layer = {};
  /// For footprints that are asked once and not kept: keys as a GIS shows them, which is one unique
  /// id column, else the feature id, never hashed; and no `extra`.
  bool plain = false;
};

template <typename T>
struct Imported {
  std::vector<T> records;
  core::Diagnostics diagnostics;
  std::int64_t rows_read = 0;
  /// Rows of the source where many of them make one record (FCC availability), else 0: rows_read
  /// then counts the records and the rows rejected.
  std::int64_t source_rows = 0;
  std::string profile;  ///< "FCC BDC availability" when a known schema was recognised, else ""
  std::string key;      ///< "external_id", "h3_res8_id|provider_id", "hash"
};

/// Businesses are kept without a position (warning NO_POSITION and the like) rather than rejected:
/// unknown is not "no". Polygons give a point inside them. OSM extracts give their shops, offices
/// and amenities that mean a business, and rows_read counts those alone.
Imported<model::Business> import_businesses(const ImportOptions& options,
                                            const core::JobContext& job);
/// Businesses that are customers: customer_status is active where the source does not say
/// otherwise.
Imported<model::Business> import_customers(const ImportOptions& options,
                                           const core::JobContext& job);
/// Our own plant, and in the same form the competitors': polygons, or lines of cable with their
/// drop distance where a column gives it (warning NO_DROP where it does not). Broken polygons are
/// repaired (warning REPAIRED_GEOMETRY); rows without either are rejected. FCC availability lists,
/// which name a location, cell or block a row, give one footprint for each cell, brand and
/// technology, with the best offer, and count their rows; one pass, memory by footprints.
Imported<model::Footprint> import_footprints(const ImportOptions& options,
                                             const core::JobContext& job);
/// With the levels of each road, as columns for levels, bridges and tunnels give them.
/// OpenStreetMap gives none: its roads meet where they have a point in common, and nowhere else.
struct ImportedRoads : Imported<model::Road> {
  std::vector<model::RoadLevels> levels;
};
/// Each part of a multi-part line is a row of its own. OSM: rows_read counts ways with a highway
/// tag; those that are not for cars are rejected as NOT_DRIVABLE, those closed to the public's cars
/// as NO_ACCESS. import_turns.h reads the turn restrictions.
ImportedRoads import_roads(const ImportOptions& options, const core::JobContext& job);
Imported<model::Rep> import_reps(const ImportOptions& options, const core::JobContext& job);
/// Weights: every numeric column that is no identifier or measure of the shape, or exactly those
/// named by fields such as {"weight.homes", "POP_2020"}.
Imported<model::BasicUnit> import_units(const ImportOptions& options, const core::JobContext& job);
Imported<model::NoSolicitArea> import_no_solicit(const ImportOptions& options,
                                                 const core::JobContext& job);
/// Railways, water, limited-access roads: lines or areas with a kind. Rows without a kind are
/// rejected (NO_KIND).
Imported<model::Barrier> import_barriers(const ImportOptions& options, const core::JobContext& job);
/// Activities, and the outcomes that come back from the field (kind "visit" where none is given).
Imported<model::Activity> import_activities(const ImportOptions& options,
                                            const core::JobContext& job);

}  // namespace nearnet::io
