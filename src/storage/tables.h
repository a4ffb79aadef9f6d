// SPDX-License-Identifier: Apache-2.0
// The tables of a workspace and the model types they hold. Each column is described once, with its
// name, meaning and the member it carries; schema, reading, writing and docs all follow from that.
//
//   std::vector<model::Business> all = read(store, businesses());
//   UpsertCounts counts = upsert(transaction, businesses(), changed);
#pragma once

#include <functional>
#include <vector>

#include "model/activity.h"
#include "model/address.h"
#include "model/barrier.h"
#include "model/beat.h"
#include "model/business.h"
#include "model/day.h"
#include "model/footprint.h"
#include "model/override.h"
#include "model/prospect.h"
#include "model/prospect_change.h"
#include "model/rep.h"
#include "model/road.h"
#include "model/territory.h"
#include "model/turn_restriction.h"
#include "storage/row.h"
#include "storage/store.h"

namespace nearnet::storage {

inline constexpr int kSchemaVersion = 5;

template <typename Record>
struct Field {
  Column column;
  Value (*get)(const Record&);
  void (*set)(Record&, const Value&);
};

template <typename Record>
struct GeometryField {
  std::vector<std::byte> (*get)(const Record&) = nullptr;
  void (*set)(Record&, const std::vector<std::byte>& wkb) = nullptr;
};

template <typename Record>
struct TableOf {
  Table table;
  std::vector<Field<Record>> fields;
  GeometryField<Record> geometry;

  Row encode(const Record& record) const {
    Row row;
    row.values.reserve(fields.size());
    for (const Field<Record>& field : fields) row.values.push_back(field.get(record));
    if (geometry.get != nullptr) row.geometry = geometry.get(record);
    return row;
  }

  Record decode(const Row& row) const {
    Record record;
    for (std::size_t i = 0; i < fields.size(); ++i) fields[i].set(record, row.values[i]);
    if (geometry.set != nullptr && !row.geometry.empty()) geometry.set(record, row.geometry);
    return record;
  }

  std::vector<Row> encode(const std::vector<Record>& records) const {
    std::vector<Row> rows;
    rows.reserve(records.size());
    for (const Record& record : records) rows.push_back(encode(record));
    return rows;
  }
};

const TableOf<model::Footprint>& footprints();
const TableOf<model::Footprint>& competitors();
const TableOf<model::NoSolicitArea>& no_solicit();
const TableOf<model::Business>& businesses();
const TableOf<model::Road>& roads();
const TableOf<model::TurnRestriction>& turn_restrictions();
const TableOf<model::BasicUnit>& units();
const TableOf<model::Rep>& reps();
const TableOf<model::Quota>& quotas();
const TableOf<model::Prospect>& prospects();
const TableOf<model::Barrier>& barriers();
const TableOf<model::Override>& overrides();
const TableOf<model::ProspectChange>& prospect_changes();
const TableOf<model::Scenario>& scenarios();
const TableOf<model::Territory>& territories();
const TableOf<model::ScenarioUnit>& scenario_units();
/// Stored as `assignments`.
const TableOf<model::AccountPeriod>& account_periods();
const TableOf<model::DayRoute>& routes();
/// The outlines of the routes' day clusters: a layer of their own, since a layer has one geometry.
const TableOf<model::DayRoute>& day_areas();
const TableOf<model::Stop>& stops();
const TableOf<model::Unserved>& unserved();
const TableOf<model::Beat>& beats();
const TableOf<model::BeatMember>& beat_members();
const TableOf<model::Activity>& activities();
const TableOf<model::AddressPoint>& address_points();
const TableOf<model::AddressRange>& address_ranges();
const TableOf<model::DistinctPair>& not_duplicates();
const TableOf<model::BusinessAlias>& business_aliases();

/// Every table above, in the order a workspace lists them.
std::vector<const Table*> all_tables();

template <typename Record>
std::vector<Record> read(const Store& store, const TableOf<Record>& table) {
  std::vector<Record> records;
  for (const StoredRow& stored : store.read(table.table)) {
    records.push_back(table.decode(stored.row));
  }
  return records;
}

template <typename Record>
UpsertCounts upsert(Transaction& transaction, const TableOf<Record>& table,
                    const std::vector<Record>& records) {
  return transaction.upsert(table.table, table.encode(records));
}

/// Makes the table's records that satisfy `in_scope` exactly `records`.
template <typename Record>
UpsertCounts replace(Transaction& transaction, const TableOf<Record>& table,
                     const std::vector<Record>& records,
                     const std::function<bool(const Record&)>& in_scope) {
  return transaction.replace(table.table, table.encode(records), [&](const Row& row) {
    return in_scope == nullptr || in_scope(table.decode(row));
  });
}

}  // namespace nearnet::storage
