// SPDX-License-Identifier: Apache-2.0
// Cleaning the list of businesses: doubtful positions, places for addresses, duplicates. Each
// change is one command, reviewed before it is applied and undone like any other.
//
//   for (const auto& item : workspace::check_addresses(snapshot)) show(item.reason, item.fix);
//   auto run = workspace::geocode_addresses(snapshot, {}, job);
//   workspace.apply(run.command);
//
// Steps read no clock and no file but the workspace's own reference layers, and change nothing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "addresses/duplicates.h"
#include "addresses/geocoder.h"
#include "addresses/hygiene.h"
#include "core/ids.h"
#include "core/job_context.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// The work list; indices are those of snapshot.businesses.rows().
std::vector<addresses::WorkItem> check_addresses(const Snapshot& snapshot);

/// The work list as CSV to a file, or to standard output for "-": business_id, name, address, lon,
/// lat, doubts, reason, fix.
void write_work_list(const Snapshot& snapshot, const std::vector<addresses::WorkItem>& items,
                     const std::string& out);

/// "12 Main St Ste 4, Westbrook ME 04092", as the list has it.
std::string address_line(const model::Business& business);

struct GeocodeRequest {
  /// Worse answers are shown and not used: a street or a ZIP code is no place to judge service at.
  model::GeocodeQuality minimum = model::GeocodeQuality::kInterpolated;
};

struct GeocodedBusiness {
  std::size_t index = 0;  ///< in snapshot.businesses.rows()
  addresses::Geocode found;
  bool used = false;  ///< it is good enough, and the command gives it to the business
};

struct GeocodeRun {
  std::vector<GeocodedBusiness> businesses;  ///< those of the work list, in its order
  std::map<std::string, std::int64_t> by_quality;
  std::int64_t used = 0;
  Command command;
};

/// Looks up the address of every business of the work list. Positions that are there and for which
/// nothing good enough is found stay. Throws ConfigError when there is no reference.
GeocodeRun geocode_addresses(const Snapshot& snapshot, const GeocodeRequest& request,
                             const core::JobContext& job);

/// Puts a business somewhere by hand. Throws ConfigError for an unknown one and for no place.
Command place_business(const Snapshot& snapshot, const core::BusinessId& business,
                       geo::LonLat place);

/// Indices are those of snapshot.businesses.rows().
std::vector<addresses::DuplicateGroup> find_duplicates(const Snapshot& snapshot);

/// One business out of several: the kept one, its blanks filled from the others in their order.
/// Their activities, stops and the like become its own, and their keys are remembered, so that a
/// source that still has them updates it. Throws ConfigError for unknown ones and repeats.
Command merge_businesses(const Snapshot& snapshot, const core::BusinessId& keep,
                         const std::vector<core::BusinessId>& drop);

/// Remembers that they are different businesses, each from each, however alike. At least two.
Command mark_distinct(const Snapshot& snapshot, const std::vector<core::BusinessId>& businesses);

/// For imports: rows whose key was merged into another business fill the blanks of that one.
/// Returns how many rows went into another.
std::int64_t fold_aliases(const Snapshot& snapshot, std::vector<model::Business>& records);

}  // namespace nearnet::workspace
