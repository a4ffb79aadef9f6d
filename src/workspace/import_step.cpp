// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "io/import.h"
#include "io/import_addresses.h"
#include "io/import_turns.h"
#include "storage/tables.h"
#include "workspace/address_steps.h"
#include "workspace/road_joins.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

constexpr std::array kKindTexts = {
    std::pair{ImportKind::kFootprints, std::string_view("footprints")},
    std::pair{ImportKind::kBusinesses, std::string_view("businesses")},
    std::pair{ImportKind::kRoads, std::string_view("roads")},
    std::pair{ImportKind::kReps, std::string_view("reps")},
    std::pair{ImportKind::kUnits, std::string_view("units")},
    std::pair{ImportKind::kCompetitors, std::string_view("competitors")},
    std::pair{ImportKind::kNoSolicit, std::string_view("no-solicit")},
    std::pair{ImportKind::kBarriers, std::string_view("barriers")},
    std::pair{ImportKind::kCustomers, std::string_view("customers")},
    std::pair{ImportKind::kActivities, std::string_view("activities")},
    std::pair{ImportKind::kOutcomes, std::string_view("outcomes")},
    std::pair{ImportKind::kAddresses, std::string_view("addresses")}};

io::ImportOptions options_of(const ImportRequest& request) {
  io::ImportOptions options;
  options.source = request.source;
  options.layer = request.layer;
  options.where = request.where;
  options.fields = request.fields;
  options.key = request.key;
  options.crs = request.crs;
  options.join = request.join;
  options.join_layer = request.join_layer;
  return options;
}

/// A position that was found or placed here stays, unless the source has another address by now.
void keep_found_position(const model::Business& known, model::Business& read) {
  const bool same_address =
      known.address1 == read.address1 && known.city == read.city && known.zip == read.zip;
  const bool found = known.geocode_quality != model::GeocodeQuality::kGiven;
  if (read.position && !(found && known.position && same_address)) return;
  read.position = known.position;
  read.geocode_quality = known.geocode_quality;
  read.geocode_source = known.geocode_source;
}

/// What a source says again about a business, with what the workspace has learned since kept: the
/// stage, the owner, visits made, that it is a customer, and a wish not to be contacted, which no
/// list may lift.
model::Business merged(const model::Business& known, model::Business read) {
  if (known.stage != model::Stage::kNew) read.stage = known.stage;
  if (!known.owner.empty()) read.owner = known.owner;
  if (read.customer_status == model::CustomerStatus::kNever) {
    read.customer_status = known.customer_status;
  }
  if (read.provider_now.empty()) read.provider_now = known.provider_now;
  if (!read.contract_end) read.contract_end = known.contract_end;
  if (known.last_visit && (!read.last_visit || *read.last_visit < *known.last_visit)) {
    read.last_visit = known.last_visit;
  }
  read.do_not_contact = read.do_not_contact || known.do_not_contact;
  if (known.stage == model::Stage::kClosedLost) read.closed = read.closed || known.closed;
  keep_found_position(known, read);
  return read;
}

/// Ids of two lists that mean different businesses: told once, with an example.
class ClashingIds {
 public:
  void compare(const model::Business& known, const model::Business& read) {
    const auto differ = [](const std::string& a, const std::string& b) {
      return !a.empty() && !b.empty() && a != b;
    };
    const bool other = known.source != read.source && differ(known.name, read.name) &&
                       differ(known.address1, read.address1);
    if (!other) return;
    if (++count_ > 1) return;
    example_ = fmt::format("{} was \"{}\" in {} and is \"{}\" now", read.id.text(), known.name,
                           known.source, read.name);
  }
  void add_to(core::Diagnostics& diagnostics, const ImportRequest& request) const {
    if (count_ == 0) return;
    diagnostics.warn("CLASHING_IDS", {.source = request.source},
                     fmt::format("{} businesses of other lists are replaced by others under the "
                                 "same id: {}",
                                 count_, example_),
                     "ids that mean the same business in every list; name other columns with "
                     "--key, or undo");
  }

 private:
  std::int64_t count_ = 0;
  std::string example_;
};

/// A customer list marks a known business; everything else about the business stays.
model::Business marked_as_customer(const model::Business& known, const model::Business& read) {
  model::Business marked = known;
  marked.customer_status = read.customer_status;
  if (!read.provider_now.empty()) marked.provider_now = read.provider_now;
  if (read.contract_end) marked.contract_end = read.contract_end;
  return marked;
}

/// What storing the records will do to those known.
template <typename Record, auto kId>
storage::UpsertCounts difference(const std::vector<Record>& known,
                                 const std::vector<Record>& records,
                                 const storage::TableOf<Record>& table) {
  std::unordered_map<std::string, const Record*> by_id;
  for (const Record& record : known) by_id.emplace((record.*kId).text(), &record);
  storage::UpsertCounts counts;
  for (const Record& record : records) {
    const auto found = by_id.find((record.*kId).text());
    if (found == by_id.end()) {
      ++counts.imported;
    } else if (table.encode(*found->second) == table.encode(record)) {
      ++counts.unchanged;
    } else {
      ++counts.updated;
    }
  }
  return counts;
}

/// The part of an import that is the same for every kind.
template <auto kId, typename Record>
ImportRun finish(io::Imported<Record> read, const std::vector<Record>& known,
                 const storage::TableOf<Record>& table, const Snapshot& snapshot,
                 const ImportRequest& request) {
  ImportRun run;
  run.rows_read = read.rows_read;
  run.source_rows = read.source_rows;
  run.counts = difference<Record, kId>(known, read.records, table);
  run.diagnostics = std::move(read.diagnostics);
  run.profile = std::move(read.profile);
  run.key = std::move(read.key);
  run.command = {fmt::format("import {}", to_text(request.kind)), request.source, snapshot.version,
                 [&table, records = std::move(read.records)](storage::Transaction& transaction) {
                   storage::upsert(transaction, table, records);
                 }};
  return run;
}

ImportRun import_businesses(const Snapshot& snapshot, const ImportRequest& request,
                            const core::JobContext& job) {
  const bool customers = request.kind == ImportKind::kCustomers;
  auto read = customers ? io::import_customers(options_of(request), job)
                        : io::import_businesses(options_of(request), job);
  const std::int64_t folded = fold_aliases(snapshot, read.records);
  ClashingIds clashes;
  for (model::Business& business : read.records) {
    const model::Business* known = snapshot.businesses.find(business.id);
    if (known == nullptr) continue;
    if (!customers) clashes.compare(*known, business);
    business = customers ? marked_as_customer(*known, business) : merged(*known, business);
  }
  clashes.add_to(read.diagnostics, request);
  ImportRun run = finish<&model::Business::id>(std::move(read), snapshot.businesses.rows(),
                                               storage::businesses(), snapshot, request);
  run.counts.unchanged += folded;
  return run;
}

/// With the turn restrictions of the same source, which take the place of those read from it
/// before.
ImportRun import_roads(const Snapshot& snapshot, const ImportRequest& request,
                       const core::JobContext& job) {
  const io::ImportOptions options = options_of(request);
  auto read = io::import_roads(options, job.part(0.0, 0.6, "reading roads"));
  io::TurnsRead turns =
      io::import_turns(options, read, job.part(0.6, 0.8, "reading turn restrictions"));
  read.diagnostics.add(turns.diagnostics);
  RoadJoins joins = join_roads(snapshot, request, read, job.part(0.8, 1.0, "joining roads"));
  // Some of the roads have some of the restrictions; the others' stay.
  const bool all = request.where.empty() && !read.records.empty();
  const std::string source = all ? read.records.front().source : std::string();
  ImportRun run =
      finish<&model::Road::id>(static_cast<io::Imported<model::Road>&&>(read),
                               snapshot.roads.rows(), storage::roads(), snapshot, request);
  run.road_parts = std::move(joins.parts);
  run.command.apply = [keep = run.command.apply, turns = std::move(turns.records), all, source,
                       changed = std::move(joins.changed)](storage::Transaction& transaction) {
    keep(transaction);
    storage::upsert(transaction, storage::roads(), changed);
    std::unordered_set<core::RestrictionId> ids;
    for (const model::TurnRestriction& turn : turns) ids.insert(turn.id);
    storage::replace<model::TurnRestriction>(
        transaction, storage::turn_restrictions(), turns, [&](const model::TurnRestriction& known) {
          return ids.contains(known.id) || (all && known.source == source);
        });
  };
  return run;
}

ImportRun import_addresses(const Snapshot& snapshot, const ImportRequest& request,
                           const core::JobContext& job) {
  io::ImportedAddresses read = io::import_addresses(options_of(request), job);
  if (auto* ranges = std::get_if<io::Imported<model::AddressRange>>(&read)) {
    return finish<&model::AddressRange::id>(std::move(*ranges), snapshot.address_ranges.rows(),
                                            storage::address_ranges(), snapshot, request);
  }
  return finish<&model::AddressPoint::id>(
      std::move(std::get<io::Imported<model::AddressPoint>>(read)), snapshot.address_points.rows(),
      storage::address_points(), snapshot, request);
}

/// Activities that come in move the stages of the businesses they belong to, in order of time.
ImportRun import_activities(const Snapshot& snapshot, const ImportRequest& request,
                            const core::JobContext& job) {
  auto read = io::import_activities(options_of(request), job);
  std::vector<const model::Activity*> fresh;
  std::unordered_map<std::string, bool> known;
  for (const model::Activity& activity : snapshot.activities.rows()) {
    known[activity.id.text()] = true;
  }
  for (const model::Activity& activity : read.records) {
    if (!known.contains(activity.id.text())) fresh.push_back(&activity);
  }
  std::stable_sort(fresh.begin(), fresh.end(),
                   [](const auto* a, const auto* b) { return a->at < b->at; });
  std::unordered_map<core::BusinessId, model::Business> moved;
  for (const model::Activity* activity : fresh) {
    const model::Business* business = snapshot.businesses.find(activity->business);
    if (business == nullptr) {
      read.diagnostics.warn("UNKNOWN_BUSINESS", {.source = request.source},
                            fmt::format("activity {} is about business {}", activity->id.text(),
                                        activity->business.text()),
                            "a business of this workspace");
      continue;
    }
    model::Business& after = moved.try_emplace(activity->business, *business).first->second;
    after = tracking::applied(after, *activity);
  }
  std::vector<model::Business> changed;
  for (auto& [id, business] : moved) changed.push_back(std::move(business));
  std::sort(changed.begin(), changed.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });

  ImportRun run = finish<&model::Activity::id>(std::move(read), snapshot.activities.rows(),
                                               storage::activities(), snapshot, request);
  run.command.apply = [keep = run.command.apply, changed](storage::Transaction& transaction) {
    keep(transaction);
    storage::upsert(transaction, storage::businesses(), changed);
  };
  return run;
}

}  // namespace

std::string_view to_text(ImportKind kind) {
  for (const auto& [known, text] : kKindTexts) {
    if (known == kind) return text;
  }
  return {};
}

std::optional<ImportKind> import_kind_from_text(std::string_view text) {
  for (const auto& [kind, known] : kKindTexts) {
    if (known == text) return kind;
  }
  return std::nullopt;
}

const std::vector<ImportKind>& import_kinds() {
  static const std::vector<ImportKind> kinds = [] {
    std::vector<ImportKind> all;
    for (const auto& [kind, text] : kKindTexts) all.push_back(kind);
    return all;
  }();
  return kinds;
}

ImportRun run_import(const Snapshot& snapshot, const ImportRequest& request,
                     const core::JobContext& job) {
  const io::ImportOptions options = options_of(request);
  switch (request.kind) {
    case ImportKind::kFootprints:
      return finish<&model::Footprint::id>(io::import_footprints(options, job),
                                           snapshot.footprints.rows(), storage::footprints(),
                                           snapshot, request);
    case ImportKind::kCompetitors:
      return finish<&model::Footprint::id>(io::import_footprints(options, job),
                                           snapshot.competitors.rows(), storage::competitors(),
                                           snapshot, request);
    case ImportKind::kNoSolicit:
      return finish<&model::NoSolicitArea::id>(io::import_no_solicit(options, job),
                                               snapshot.no_solicit.rows(), storage::no_solicit(),
                                               snapshot, request);
    case ImportKind::kBarriers:
      return finish<&model::Barrier::id>(io::import_barriers(options, job),
                                         snapshot.barriers.rows(), storage::barriers(), snapshot,
                                         request);
    case ImportKind::kRoads:
      return import_roads(snapshot, request, job);
    case ImportKind::kReps:
      return finish<&model::Rep::id>(io::import_reps(options, job), snapshot.reps.rows(),
                                     storage::reps(), snapshot, request);
    case ImportKind::kUnits:
      return finish<&model::BasicUnit::id>(io::import_units(options, job), snapshot.units.rows(),
                                           storage::units(), snapshot, request);
    case ImportKind::kBusinesses:
    case ImportKind::kCustomers:
      return import_businesses(snapshot, request, job);
    case ImportKind::kActivities:
    case ImportKind::kOutcomes:
      return import_activities(snapshot, request, job);
    case ImportKind::kAddresses:
      return import_addresses(snapshot, request, job);
  }
  return {};
}

}  // namespace nearnet::workspace
