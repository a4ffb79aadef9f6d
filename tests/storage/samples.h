// SPDX-License-Identifier: Apache-2.0
// Records with every column set, and helpers to look at a whole workspace file.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "storage/store.h"
#include "storage/tables.h"

namespace nearnet::storage {

inline constexpr const char* kAt = "2026-11-23T09:00:00";

/// No member has its default value. `key` makes records of one type differ.
model::Footprint full_footprint(const std::string& key);
model::NoSolicitArea full_no_solicit(const std::string& key);
model::Business full_business(const std::string& key);
model::Road full_road(const std::string& key);
model::TurnRestriction full_turn_restriction(const std::string& key);
model::BasicUnit full_unit(const std::string& key);
model::Rep full_rep(const std::string& key);
model::Quota full_quota(const std::string& key);
model::Prospect full_prospect(const std::string& key);
model::Scenario full_scenario(const std::string& key);
model::Territory full_territory(const std::string& key);
model::ScenarioUnit full_scenario_unit(const std::string& key);
model::DayRoute full_route(const std::string& key);
model::Stop full_stop(const std::string& key);
model::Unserved full_unserved(const std::string& key);
model::Beat full_beat(const std::string& key);
model::BeatMember full_beat_member(const std::string& key);
model::Activity full_activity(const std::string& key);
model::AddressPoint full_address_point(const std::string& key);
model::AddressRange full_address_range(const std::string& key);

using Numbered = std::pair<std::int64_t, Row>;
/// Every row of every table that users have, with its fid.
std::map<std::string, std::vector<Numbered>> content(const Store& store);

/// Begins a command of that name, signed and dated.
Transaction begin(Store& store, const std::string& command);

/// Upserts in a transaction of its own.
template <typename Record>
UpsertCounts save(Store& store, const TableOf<Record>& table, const std::vector<Record>& records) {
  Transaction transaction = begin(store, "save");
  const UpsertCounts counts = upsert(transaction, table, records);
  transaction.commit();
  return counts;
}

}  // namespace nearnet::storage
