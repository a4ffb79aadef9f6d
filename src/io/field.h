// SPDX-License-Identifier: Apache-2.0
// Columns and cells of a table, whatever file format they came from or go to.
//
//   io::FieldValue zip = std::string("04401");
//   io::to_text(zip);                       // "04401"
//   io::to_number(io::FieldValue(2.5));     // 2.5
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/calendar.h"

namespace nearnet::io {

/// Dates and times travel as ISO text ("2026-11-23", "2026-11-23T08:30:00") in a typed column.
enum class FieldType { kText, kInteger, kReal, kDate, kDateTime };

struct Field {
  std::string name = {};
  FieldType type = FieldType::kText;

  friend bool operator==(const Field&, const Field&) = default;
};

/// monostate: the cell is null.
using FieldValue = std::variant<std::monostate, std::int64_t, double, std::string>;
/// The same without a copy of its text.
using FieldView = std::variant<std::monostate, std::int64_t, double, std::string_view>;
FieldView view_of(const FieldValue& value);

/// "" for null; numbers in the shortest form that reads back the same.
std::string to_text(const FieldValue& value);
/// A number, or text that is one; none otherwise.
std::optional<double> to_number(const FieldValue& value);
/// "2026-11-23", "2026/11/23", "11/23/2026" (month first), each with or without a time behind it.
std::optional<core::Date> to_date(const FieldValue& value);
/// As to_date, with the time of day; midnight when the text has none.
std::optional<core::LocalTime> to_local_time(const FieldValue& value);
/// Null, blank, or one of the words that exports write for nothing: NA, N/A, NULL, <Null>, None,
/// NaN.
bool is_blank(const FieldValue& value);

}  // namespace nearnet::io
