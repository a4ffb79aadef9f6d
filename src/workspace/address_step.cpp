// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "handoff/csv_text.h"
#include "handoff/private_file.h"
#include "storage/tables.h"
#include "workspace/address_steps.h"

namespace nearnet::workspace {
namespace {

using model::Business;
using model::GeocodeQuality;

/// Throws ConfigError when there is no such business.
const Business& business_named(const Snapshot& snapshot, const core::BusinessId& id) {
  const Business* business = snapshot.businesses.find(id);
  if (business != nullptr) return *business;
  throw core::ConfigError(
      fmt::format("there is no business \"{}\" in the workspace; nearnet addresses WORKSPACE check "
                  "shows the ids of doubtful ones",
                  id.text()));
}

/// What the answer makes of the business; the same business when it changes nothing.
Business with_answer(const Business& business, const addresses::Geocode& found, bool used) {
  Business after = business;
  if (used) {
    after.position = found.position;
    after.geocode_quality = found.quality;
    after.geocode_source = found.source;
  } else if (!business.position) {
    after.geocode_quality = GeocodeQuality::kNone;
    after.geocode_source = std::string(to_text(found.problem));
  }
  return after;
}

}  // namespace

std::vector<addresses::WorkItem> check_addresses(const Snapshot& snapshot) {
  std::vector<geo::LonLatBox> plant;
  plant.reserve(snapshot.footprints.size());
  for (const model::Footprint& footprint : snapshot.footprints.rows()) {
    if (!footprint.geometry.is_empty()) plant.push_back(footprint.geometry.envelope());
  }
  return addresses::doubtful_positions(snapshot.businesses.rows(), plant);
}

std::string address_line(const Business& business) {
  const auto joined = [](std::initializer_list<const std::string*> parts) {
    std::string text;
    for (const std::string* part : parts) {
      if (!part->empty()) text += (text.empty() ? "" : " ") + *part;
    }
    return text;
  };
  const std::string street = joined({&business.address1, &business.address2});
  const std::string place = joined({&business.city, &business.state, &business.zip});
  return street.empty() || place.empty() ? street + place : street + ", " + place;
}

void write_work_list(const Snapshot& snapshot, const std::vector<addresses::WorkItem>& items,
                     const std::string& out) {
  const auto row = [](const std::vector<std::string>& fields) { return handoff::csv_row(fields); };
  std::string text =
      row({"business_id", "name", "address", "lon", "lat", "doubts", "reason", "fix"});
  for (const addresses::WorkItem& item : items) {
    const Business& business = snapshot.businesses.rows()[item.index];
    std::vector<std::string> doubts;
    for (const addresses::Doubt doubt : item.doubts) doubts.emplace_back(to_text(doubt));
    text += row({business.id.text(), business.name, address_line(business),
                 business.position ? fmt::format("{:.6f}", business.position->lon) : std::string(),
                 business.position ? fmt::format("{:.6f}", business.position->lat) : std::string(),
                 core::join(doubts, ","), item.reason, item.fix});
  }
  if (out != "-") {
    handoff::write_private_file(out, text);
  } else if (std::fputs(text.c_str(), stdout) == EOF || std::fflush(stdout) != 0) {
    throw core::StorageError("standard output cannot be written");
  }
}

GeocodeRun geocode_addresses(const Snapshot& snapshot, const GeocodeRequest& request,
                             const core::JobContext& job) {
  if (snapshot.address_points.empty() && snapshot.address_ranges.empty()) {
    throw core::ConfigError(
        "the workspace has no address layer to look addresses up in; bring one with: nearnet "
        "import WORKSPACE addresses SOURCE");
  }
  const std::vector<Business>& businesses = snapshot.businesses.rows();
  GeocodeRun run;
  std::vector<addresses::Address> wanted;
  for (const addresses::WorkItem& item : check_addresses(snapshot)) {
    run.businesses.push_back({.index = item.index, .found = {}, .used = false});
    wanted.push_back(addresses::address_of(businesses[item.index]));
  }
  const addresses::Geocoder geocoder(snapshot.address_points.rows(),
                                     snapshot.address_ranges.rows());
  std::vector<addresses::Geocode> found = geocoder.find_all(wanted, job);
  std::vector<Business> changed;
  for (std::size_t i = 0; i < found.size(); ++i) {
    GeocodedBusiness& entry = run.businesses[i];
    entry.found = std::move(found[i]);
    entry.used = entry.found.position && entry.found.quality <= request.minimum;
    run.used += entry.used ? 1 : 0;
    ++run.by_quality[std::string(model::to_text(entry.found.quality))];
    Business after = with_answer(businesses[entry.index], entry.found, entry.used);
    if (after != businesses[entry.index]) changed.push_back(std::move(after));
  }
  run.command = {"addresses geocode",
                 fmt::format("{} of {} found", run.used, run.businesses.size()), snapshot.version,
                 [changed = std::move(changed)](storage::Transaction& transaction) {
                   storage::upsert(transaction, storage::businesses(), changed);
                 }};
  return run;
}

Command place_business(const Snapshot& snapshot, const core::BusinessId& id, geo::LonLat place) {
  Business business = business_named(snapshot, id);
  if (!geo::is_valid(place)) {
    throw core::ConfigError(fmt::format(
        "{},{} is no place; give longitude and latitude in degrees, such as -70.36,43.68",
        place.lon, place.lat));
  }
  business.position = place;
  business.geocode_quality = GeocodeQuality::kPlaced;
  business.geocode_source.clear();
  return {"addresses place", fmt::format("{} at {:.6f},{:.6f}", id.text(), place.lon, place.lat),
          snapshot.version, [business](storage::Transaction& transaction) {
            storage::upsert(transaction, storage::businesses(), {business});
          }};
}

std::vector<addresses::DuplicateGroup> find_duplicates(const Snapshot& snapshot) {
  return addresses::find_duplicates(snapshot.businesses.rows(), snapshot.not_duplicates.rows());
}

Command mark_distinct(const Snapshot& snapshot, const std::vector<core::BusinessId>& businesses) {
  std::vector<core::BusinessId> ids = businesses;
  std::sort(ids.begin(), ids.end());
  const bool repeated = std::adjacent_find(ids.begin(), ids.end()) != ids.end();
  if (ids.size() < 2 || repeated) throw core::ConfigError("name different businesses, two or more");
  std::vector<model::DistinctPair> pairs;
  std::string names;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    business_named(snapshot, ids[i]);
    names += (i == 0 ? "" : ", ") + ids[i].text();
    for (std::size_t j = i + 1; j < ids.size(); ++j) pairs.push_back({ids[i], ids[j]});
  }
  return {"addresses distinct", names, snapshot.version,
          [pairs = std::move(pairs)](storage::Transaction& transaction) {
            storage::upsert(transaction, storage::not_duplicates(), pairs);
          }};
}

}  // namespace nearnet::workspace
