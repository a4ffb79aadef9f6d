// SPDX-License-Identifier: Apache-2.0
#include "storage/journal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

#include "core/error.h"
#include "storage/tables.h"

namespace nearnet::storage {
namespace {

using nlohmann::json;

/// Commands further back than this cannot be undone; their journal is dropped.
constexpr std::int64_t kUndoDepth = 50;

enum HistoryColumn : std::size_t { kLayer = 1, kRowFid, kOperation, kContent };

constexpr std::string_view kInsert = "insert";
constexpr std::string_view kUpdate = "update";
constexpr std::string_view kDelete = "delete";

std::string hex(const std::vector<std::byte>& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) {
    text += kDigits[std::to_integer<std::size_t>(byte >> 4)];
    text += kDigits[std::to_integer<std::size_t>(byte & std::byte{15})];
  }
  return text;
}

std::vector<std::byte> bytes_of(const std::string& hex_text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::vector<std::byte> bytes(hex_text.size() / 2);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::byte>(digit(hex_text[2 * i]) * 16 + digit(hex_text[2 * i + 1]));
  }
  return bytes;
}

std::string row_text(const Row& row) {
  json values = json::array();
  for (const Value& value : row.values) {
    std::visit(
        [&](const auto& held) {
          if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
            values.push_back(nullptr);
          } else {
            values.push_back(held);
          }
        },
        value);
  }
  // Text of unknown encoding must not make a command fail; it is restored with replacement marks.
  return json{{"values", values}, {"geometry", hex(row.geometry)}}.dump(
      -1, ' ', false, json::error_handler_t::replace);
}

Value value_of(const json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) return value.get<std::string>();
  return {};
}

Row row_of(const std::string& text) {
  const json parsed = json::parse(text);
  Row row;
  for (const json& value : parsed.at("values")) row.values.push_back(value_of(value));
  row.geometry = bytes_of(parsed.at("geometry").get<std::string>());
  return row;
}

/// One entry put back; returns the number of rows.
std::int64_t put_back(Database& database, const Table& table, const std::vector<Value>& entry) {
  const auto first = std::get<std::int64_t>(entry[kRowFid]);
  const auto& operation = std::get<std::string>(entry[kOperation]);
  const auto& content = std::get<std::string>(entry[kContent]);
  if (operation == kInsert) {
    const auto last = json::parse(content).get<std::int64_t>();
    for (std::int64_t fid = first; fid <= last; ++fid) database.erase(table, fid);
    return last - first + 1;
  }
  if (operation == kUpdate) {
    database.update(table, first, row_of(content));
  } else {
    database.insert(table, row_of(content), first);
  }
  return 1;
}

}  // namespace

void Journal::inserted(const Table& table, std::int64_t fid) {
  const bool continues = !entries_.empty() && entries_.back().operation == kInsert &&
                         entries_.back().table == table.name && entries_.back().last_fid + 1 == fid;
  if (continues) {
    entries_.back().last_fid = fid;
  } else {
    entries_.push_back({table.name, fid, kInsert, {}, fid});
  }
}

void Journal::updated(const Table& table, const StoredRow& before) {
  entries_.push_back({table.name, before.fid, kUpdate, row_text(before.row), 0});
}

void Journal::erased(const Table& table, const StoredRow& before) {
  entries_.push_back({table.name, before.fid, kDelete, row_text(before.row), 0});
}

void Journal::write(Database& database, std::int64_t audit_id) const {
  for (const Entry& entry : entries_) {
    const bool insert = entry.operation == kInsert;
    database.insert(history_table(),
                    {{audit_id, std::string(entry.table), entry.fid, std::string(entry.operation),
                      insert ? std::to_string(entry.last_fid) : entry.content},
                     {}});
  }
  database.execute(fmt::format("DELETE FROM history WHERE audit_id <= {}", audit_id - kUndoDepth));
}

std::int64_t Journal::restore(Database& database, std::int64_t audit_id,
                              std::vector<const Table*>& touched) {
  std::vector<StoredRow> entries;
  database.for_each(
      history_table(), [&](StoredRow&& entry) { entries.push_back(std::move(entry)); },
      fmt::format("audit_id = {}", audit_id));
  std::int64_t rows = 0;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    const auto& values = entry->row.values;
    const Table* table = table_by_name(std::get<std::string>(values[kLayer]));
    if (table == nullptr) throw core::StorageError("the undo journal names an unknown layer");
    if (std::find(touched.begin(), touched.end(), table) == touched.end()) touched.push_back(table);
    rows += put_back(database, *table, values);
  }
  database.execute(fmt::format("DELETE FROM history WHERE audit_id = {}", audit_id));
  return rows;
}

const Table* table_by_name(std::string_view name) {
  for (const Table* table : all_tables()) {
    if (table->name == name) return table;
  }
  return name == meta_table().name ? &meta_table() : nullptr;
}

}  // namespace nearnet::storage
