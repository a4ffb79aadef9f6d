// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/error.h"
#include "core/text.h"
#include "storage/gpkg_file.h"
#include "storage/store.h"
#include "storage/store_impl.h"

namespace nearnet::storage {
namespace {

/// The key columns' values as one text; parts cannot run together.
std::string key_of(const Table& table, const Row& row) {
  std::string key;
  for (std::size_t i = 0; i < table.key_columns; ++i) {
    const Value& value = row.values[i];
    const auto* text = std::get_if<std::string>(&value);
    const auto* integer = std::get_if<std::int64_t>(&value);
    const std::string part = text != nullptr      ? *text
                             : integer != nullptr ? std::to_string(*integer)
                                                  : std::string();
    key += fmt::format("{}:{}", part.size(), part);
  }
  return key;
}

struct StoredRows {
  std::unordered_map<std::string, StoredRow> by_key;
  std::vector<StoredRow> repeats;  ///< of a key already seen: somebody else wrote them
};

StoredRows stored_rows(const Database& database, const Table& table,
                       const std::function<bool(const Row&)>& wanted) {
  StoredRows rows;
  database.for_each(table, [&](StoredRow&& stored) {
    if (wanted != nullptr && !wanted(stored.row)) return;
    const auto [place, fresh] = rows.by_key.try_emplace(key_of(table, stored.row));
    if (fresh) {
      place->second = std::move(stored);
    } else {
      rows.repeats.push_back(std::move(stored));
    }
  });
  return rows;
}

}  // namespace

Transaction::Impl::Impl(Database& target, AuditEntry entry)
    : database(target), audit(std::move(entry)) {
  database.begin();
  try {
    database.execute(
        "UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'version'");
    version = core::parse_integer(
                  database.query("SELECT value FROM meta WHERE key = 'version'").value_or(""))
                  .value_or(0);
  } catch (...) {
    database.rollback();
    throw;
  }
}

Transaction::Impl::~Impl() {
  if (open) database.rollback();
}

void Transaction::Impl::insert(const Table& table, const Row& row) {
  journal.inserted(table, database.insert(table, row));
  touched.insert(table.name);
  ++audit.rows;
}

void Transaction::Impl::update(const Table& table, const StoredRow& before, const Row& row) {
  journal.updated(table, before);
  database.update(table, before.fid, row);
  touched.insert(table.name);
  ++audit.rows;
}

void Transaction::Impl::update_in_place(const Table& table, const std::vector<Update>& updates) {
  // For a few the triggers are not worth a change of the schema, which every reader notices.
  constexpr std::size_t kMany = 500;
  std::optional<GeometryAtRest> at_rest;
  if (updates.size() >= kMany) at_rest.emplace(database, table);
  for (const Update& change : updates) update(table, change.before, *change.row);
  if (at_rest) at_rest->end();
}

void Transaction::Impl::erase(const Table& table, const StoredRow& before) {
  journal.erased(table, before);
  database.erase(table, before.fid);
  touched.insert(table.name);
  ++audit.rows;
}

void Transaction::Impl::restore(const AuditEntry& undone) {
  std::vector<const Table*> tables;
  audit.rows = Journal::restore(database, undone.id, tables);
  audit.what = undone.what.empty() ? undone.command : undone.command + ": " + undone.what;
  for (const Table* table : tables) touched.insert(table->name);
  database.execute(fmt::format("UPDATE audit SET undone = 1 WHERE fid = {}", undone.id));
}

void Transaction::Impl::commit() {
  open = false;
  if (audit.rows == 0) {
    database.rollback();
    return;
  }
  try {
    const std::int64_t id = database.insert(
        audit_table(),
        {{audit.at, audit.who, audit.command, audit.what, audit.rows, std::int64_t{0}, version},
         {}});
    journal.write(database, id);
    for (const std::string_view table : touched) {
      database.execute(
          fmt::format("UPDATE meta SET value = '{}' WHERE key = 'version:{}'", version, table));
    }
    database.commit();
  } catch (...) {
    database.rollback();
    throw;
  }
}

namespace {

/// Writes where `rows` and `stored` differ, and takes the rows found out of `stored`.
template <typename Writer>
UpsertCounts merge(Writer& writer, const Table& table, const std::vector<Row>& rows,
                   std::unordered_map<std::string, StoredRow>& stored) {
  UpsertCounts counts;
  std::vector<typename Writer::Update> in_place;
  for (const Row& row : rows) {
    const auto known = stored.find(key_of(table, row));
    if (known == stored.end()) {
      writer.insert(table, row);
      ++counts.imported;
      continue;
    }
    if (known->second.row == row) {
      ++counts.unchanged;
    } else {
      ++counts.updated;
      if (known->second.row.geometry == row.geometry) {
        in_place.push_back({std::move(known->second), &row});
      } else {
        writer.update(table, known->second, row);
      }
    }
    stored.erase(known);
  }
  writer.update_in_place(table, in_place);
  return counts;
}

}  // namespace

Transaction::Transaction(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Transaction::Transaction(Transaction&&) noexcept = default;
Transaction::~Transaction() = default;

UpsertCounts Transaction::upsert(const Table& table, const std::vector<Row>& rows) {
  StoredRows stored = stored_rows(impl_->database, table, nullptr);
  return merge(*impl_, table, rows, stored.by_key);
}

UpsertCounts Transaction::replace(const Table& table, const std::vector<Row>& rows,
                                  const std::function<bool(const Row&)>& in_scope) {
  StoredRows stored = stored_rows(impl_->database, table, in_scope);
  UpsertCounts counts = merge(*impl_, table, rows, stored.by_key);
  std::vector<StoredRow> gone = std::move(stored.repeats);
  for (auto& [key, row] : stored.by_key) gone.push_back(std::move(row));
  std::sort(gone.begin(), gone.end(),
            [](const StoredRow& a, const StoredRow& b) { return a.fid < b.fid; });
  for (const StoredRow& row : gone) impl_->erase(table, row);
  counts.erased = static_cast<std::int64_t>(gone.size());
  return counts;
}

void Transaction::set_meta(const std::string& key, const std::string& value) {
  upsert(meta_table(), {{{key, value}, {}}});
}

std::int64_t Transaction::version_before() const {
  return impl_->version - 1;
}

std::int64_t Transaction::rows_changed() const {
  return impl_->audit.rows;
}

void Transaction::commit() {
  impl_->commit();
}

}  // namespace nearnet::storage
