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

enum HistoryColumn : std::size_t { kAuditId, kLayer, kRowFid, kOperation, kContent };

constexpr const char* kInsert = "insert";
constexpr const char* kUpdate = "update";
constexpr const char* kDelete = "delete";

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

std::int64_t erase_ranges(Database& database, const Table& table, const std::string& content) {
  std::int64_t rows = 0;
  for (const json& range : json::parse(content)) {
    for (auto fid = range.at(0).get<std::int64_t>(); fid <= range.at(1).get<std::int64_t>();
         ++fid) {
      database.erase(table, fid);
      ++rows;
    }
  }
  return rows;
}

}  // namespace

void Journal::inserted(const Table& table, std::int64_t fid) {
  auto& runs = inserted_[table.name];
  if (!runs.empty() && runs.back().second + 1 == fid) {
    runs.back().second = fid;
  } else {
    runs.emplace_back(fid, fid);
  }
}

void Journal::updated(const Table& table, const StoredRow& before) {
  entries_.push_back({table.name, before.fid, kUpdate, row_text(before.row)});
}

void Journal::erased(const Table& table, const StoredRow& before) {
  entries_.push_back({table.name, before.fid, kDelete, row_text(before.row)});
}

void Journal::write(Database& database, std::int64_t audit_id) const {
  const auto add = [&](const Entry& entry) {
    database.insert(history_table(), {{audit_id, std::string(entry.table), entry.fid,
                                       std::string(entry.operation), entry.content},
                                      {}});
  };
  for (const Entry& entry : entries_) add(entry);
  for (const auto& [table, runs] : inserted_) add({table, 0, kInsert, json(runs).dump()});
  database.execute(fmt::format("DELETE FROM history WHERE audit_id <= {}", audit_id - kUndoDepth));
}

std::int64_t Journal::restore(Database& database, std::int64_t audit_id,
                              std::vector<const Table*>& touched) {
  std::vector<StoredRow> entries;
  database.for_each(history_table(), [&](StoredRow&& entry) {
    if (entry.row.values[kAuditId] == Value(audit_id)) entries.push_back(std::move(entry));
  });
  std::int64_t rows = 0;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    const auto& values = entry->row.values;
    const Table* table = table_by_name(std::get<std::string>(values[kLayer]));
    if (table == nullptr) throw core::StorageError("the undo journal names an unknown layer");
    if (std::find(touched.begin(), touched.end(), table) == touched.end()) touched.push_back(table);
    const auto fid = std::get<std::int64_t>(values[kRowFid]);
    const auto& operation = std::get<std::string>(values[kOperation]);
    const auto& content = std::get<std::string>(values[kContent]);
    if (operation == kInsert) {
      rows += erase_ranges(database, *table, content);
      continue;
    }
    if (operation == kUpdate) {
      database.update(*table, fid, row_of(content));
    } else {
      database.insert(*table, row_of(content), fid);
    }
    ++rows;
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
