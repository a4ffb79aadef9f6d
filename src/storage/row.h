// SPDX-License-Identifier: Apache-2.0
// A table row as storage sees it: plain values and WKB, whatever the database behind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace nearnet::storage {

/// NULL, whole number (also 0/1 for no/yes), real number, or text (also ISO dates and times).
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

enum class ColumnType { kText, kInteger, kReal, kDate };

struct Column {
  std::string_view name;
  ColumnType type;
  std::string_view meaning;  ///< for the documentation of the file format
};

enum class Shape { kNone, kPoint, kLine, kMultiPolygon, kAny };

struct Table {
  std::string_view name;
  Shape shape;
  std::size_t key_columns;  ///< the first so many columns identify a row
  std::string_view meaning;
  std::vector<Column> columns;
};

struct Row {
  std::vector<Value> values;        ///< one a column of the table
  std::vector<std::byte> geometry;  ///< ISO WKB, lon/lat; empty: none

  friend bool operator==(const Row&, const Row&) = default;
};

/// A row and the database's own number for it.
struct StoredRow {
  std::int64_t fid = 0;
  Row row;
};

}  // namespace nearnet::storage
