// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "addresses/merge.h"
#include "core/error.h"
#include "storage/tables.h"
#include "workspace/address_steps.h"

namespace nearnet::workspace {
namespace {

using core::BusinessId;
using model::Business;

/// Everything that a merge writes. Computed before anything is written.
class Merge {
 public:
  Merge(const Snapshot& snapshot, const BusinessId& keep, const std::vector<BusinessId>& drop)
      : kept_(require(snapshot, keep)) {
    for (const BusinessId& id : drop) {
      if (id == keep || !dropped_.insert(id).second) {
        throw core::ConfigError(fmt::format(
            "business \"{}\" is named twice; name the one to keep, then the others", id.text()));
      }
      kept_ = addresses::merged(kept_, require(snapshot, id));
    }
    if (dropped_.empty()) throw core::ConfigError("name the business to keep, then the others");
    collect_work(snapshot);
    collect_memory(snapshot);
  }

  void write(storage::Transaction& transaction) const {
    const auto is_dropped = [&](const BusinessId& id) { return dropped_.contains(id); };
    storage::replace<Business>(transaction, storage::businesses(), {},
                               [&](const Business& row) { return is_dropped(row.id); });
    storage::upsert(transaction, storage::businesses(), {kept_});
    storage::upsert(transaction, storage::activities(), activities_);
    storage::upsert(transaction, storage::stops(), stops_);
    storage::replace<model::Unserved>(
        transaction, storage::unserved(), {}, [&](const model::Unserved& row) {
          return is_dropped(row.business) ||
                 (row.business == kept_.id && visitors_.contains(row.rep));
        });
    storage::upsert(transaction, storage::unserved(), unserved_);
    storage::replace<model::Prospect>(
        transaction, storage::prospects(), {},
        [&](const model::Prospect& row) { return is_dropped(row.business); });
    storage::replace<model::Override>(
        transaction, storage::overrides(), {},
        [&](const model::Override& row) { return is_dropped(row.business); });
    storage::upsert(transaction, storage::overrides(), overrides_);
    storage::replace<model::DistinctPair>(transaction, storage::not_duplicates(), {},
                                          [&](const model::DistinctPair& row) {
                                            return is_dropped(row.first) || is_dropped(row.second);
                                          });
    storage::upsert(transaction, storage::not_duplicates(), distinct_);
    storage::upsert(transaction, storage::business_aliases(), aliases_);
  }

 private:
  static const Business& require(const Snapshot& snapshot, const BusinessId& id) {
    const Business* business = snapshot.businesses.find(id);
    if (business != nullptr) return *business;
    throw core::ConfigError(fmt::format(
        "there is no business \"{}\" in the workspace; nearnet addresses WORKSPACE duplicates "
        "shows the ids",
        id.text()));
  }

  /// What was done and planned at the dropped ones.
  void collect_work(const Snapshot& snapshot) {
    for (model::Activity row : snapshot.activities.rows()) {
      if (!dropped_.contains(row.business)) continue;
      row.business = kept_.id;
      activities_.push_back(std::move(row));
    }
    for (model::Stop row : snapshot.stops.rows()) {
      if (!dropped_.contains(row.business)) continue;
      row.business = kept_.id;
      row.name = kept_.name;
      stops_.push_back(std::move(row));
    }
    for (const model::Stop& row : snapshot.stops.rows()) {
      if (row.business == kept_.id) visitors_.insert(row.rep);
    }
    for (const model::Stop& row : stops_) visitors_.insert(row.rep);
    // Who is visited is not left out.
    std::set<core::RepId> listed = visitors_;
    for (const model::Unserved& row : snapshot.unserved.rows()) {
      if (row.business == kept_.id) listed.insert(row.rep);
    }
    for (model::Unserved row : snapshot.unserved.rows()) {
      if (!dropped_.contains(row.business) || !listed.insert(row.rep).second) continue;
      row.business = kept_.id;
      row.name = kept_.name;
      unserved_.push_back(std::move(row));
    }
    bool spoken = snapshot.overrides.find(kept_.id) != nullptr;
    for (model::Override row : snapshot.overrides.rows()) {
      if (!dropped_.contains(row.business) || std::exchange(spoken, true)) continue;
      row.business = kept_.id;
      overrides_.push_back(std::move(row));
    }
  }

  /// What is known about keys: they now mean the kept one.
  void collect_memory(const Snapshot& snapshot) {
    const auto now = [&](const BusinessId& id) { return dropped_.contains(id) ? kept_.id : id; };
    std::set<std::pair<BusinessId, BusinessId>> pairs;
    for (const model::DistinctPair& row : snapshot.not_duplicates.rows()) {
      if (!dropped_.contains(row.first) && !dropped_.contains(row.second)) continue;
      const auto [first, second] = std::minmax({now(row.first), now(row.second)});
      if (first != second) pairs.emplace(first, second);
    }
    for (const auto& [first, second] : pairs) distinct_.push_back({first, second});
    for (const BusinessId& id : dropped_) aliases_.push_back({id, kept_.id});
    for (const model::BusinessAlias& row : snapshot.business_aliases.rows()) {
      if (dropped_.contains(row.business)) aliases_.push_back({row.alias, kept_.id});
    }
  }

  Business kept_;
  std::set<BusinessId> dropped_;
  std::set<core::RepId> visitors_;  ///< reps who have the kept one in their plan
  std::vector<model::Activity> activities_;
  std::vector<model::Stop> stops_;
  std::vector<model::Unserved> unserved_;
  std::vector<model::Override> overrides_;
  std::vector<model::DistinctPair> distinct_;
  std::vector<model::BusinessAlias> aliases_;
};

}  // namespace

Command merge_businesses(const Snapshot& snapshot, const BusinessId& keep,
                         const std::vector<BusinessId>& drop) {
  std::string names;
  for (const BusinessId& id : drop) names += (names.empty() ? "" : ", ") + id.text();
  const Merge merge(snapshot, keep, drop);
  return {"addresses merge", fmt::format("{} into {}", names, keep.text()), snapshot.version,
          [merge](storage::Transaction& transaction) { merge.write(transaction); }};
}

std::int64_t fold_aliases(const Snapshot& snapshot, std::vector<Business>& records) {
  if (snapshot.business_aliases.empty()) return 0;
  std::map<BusinessId, BusinessId> owner;
  for (const model::BusinessAlias& row : snapshot.business_aliases.rows()) {
    owner.emplace(row.alias, row.business);
  }
  std::map<BusinessId, std::size_t> place;
  std::vector<Business> own;
  std::vector<Business> merged_away;
  for (Business& record : records) {
    const bool alias = owner.contains(record.id) && snapshot.businesses.find(record.id) == nullptr;
    if (alias && snapshot.businesses.find(owner.at(record.id)) != nullptr) {
      merged_away.push_back(std::move(record));
    } else {
      place.emplace(record.id, own.size());
      own.push_back(std::move(record));
    }
  }
  std::int64_t folded = 0;
  // What was taken over from a merged key stays, also where the source leaves it blank.
  for (const auto& [alias, id] : owner) {
    const auto entry = place.find(id);
    const Business* known = snapshot.businesses.find(id);
    if (entry == place.end() || known == nullptr) continue;
    own[entry->second] = addresses::merged(own[entry->second], *known);
  }
  for (const Business& record : merged_away) {
    const BusinessId& id = owner.at(record.id);
    const auto [entry, fresh] = place.try_emplace(id, own.size());
    // A row of its own counts as that business's; the further ones have gone into another row.
    if (fresh) {
      own.push_back(addresses::merged(*snapshot.businesses.find(id), record));
    } else {
      own[entry->second] = addresses::merged(own[entry->second], record);
      ++folded;
    }
  }
  records = std::move(own);
  return folded;
}

}  // namespace nearnet::workspace
