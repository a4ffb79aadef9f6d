// SPDX-License-Identifier: Apache-2.0
// Layers for other programs: GeoJSON, KML, GeoPackage, CSV and whatever else io::VectorWriter can
// write, by the extension of the file. Columns come in the order documented here, rows in the order
// given.
//
//   handoff::export_prospects(businesses, prospects, {.path = "prospects.geojson"});
//
// prospects:    business_id name category naics address1 address2 city state zip phone email
//               website contact_first contact_last status eligible footprint_id distance_m
//               reasons score customer_status stage owner last_visit do_not_contact est_mrc
//               route_m offer_id grade
//
// territories:  scenario territory_id name rep units compactness connected, one column a weight
//
// stops:        rep date sequence business_id name kind arrive start depart
//
// routes:       rep date start end lunch_start lunch_end drive_minutes drive_km visit_minutes value
//
// drive areas:  minutes prospects est_mrc
//
// activities:   activity_id business_id name at kind outcome rep follow_up mrc note
//
// Money is in units with two decimals, as text. In CSV, text is defused (csv_text.h). Files are
// written beside and renamed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/activity.h"
#include "model/business.h"
#include "model/day.h"
#include "model/prospect.h"
#include "model/territory.h"

namespace nearnet::handoff {

/// Where a table goes: `path` "-" is standard output, then `format` ("csv" or "geojson") is needed.
struct ExportTarget {
  std::string path = {};
  std::string format = {};  ///< "" takes it from the extension
};

/// What the format could not keep: shortened column names, rows without a place.
using Warnings = std::vector<std::string>;

/// One row a prospect. Businesses are looked up by id; a prospect without one keeps its own
/// columns.
Warnings export_prospects(std::span<const model::Business> businesses,
                          std::span<const model::Prospect> prospects, const ExportTarget& target);

Warnings export_territories(std::span<const model::Territory> territories,
                            const ExportTarget& target);

/// GeoPackage and KML get both layers in one file. Other formats get the stops; the routes go to a
/// second file NAME-routes.EXT beside it, except on standard output.
Warnings export_days(std::span<const model::DayRoute> routes, std::span<const model::Stop> stops,
                     const ExportTarget& target);

/// Everywhere within a drive of somewhere, and who is there.
struct DriveArea {
  core::Seconds within;
  geo::Geometry area;
  int prospects = 0;  ///< eligible ones inside
  core::Cents est_mrc{0};
};

/// Polygons in the order given.
Warnings export_drive_areas(std::span<const DriveArea> areas, const ExportTarget& target);

/// Placed where the activity was recorded, else at the business.
Warnings export_activities(std::span<const model::Activity> activities,
                           std::span<const model::Business> businesses, const ExportTarget& target);

}  // namespace nearnet::handoff
