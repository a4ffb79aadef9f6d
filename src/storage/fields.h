// SPDX-License-Identifier: Apache-2.0
// How a member of a model type becomes a column: the conversions between member types and Values,
// and the field<&Record::member>() maker that the tables use. Private to storage.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <type_traits>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "geo/geometry.h"
#include "storage/tables.h"

namespace nearnet::storage {

// Each member type has a codec: its column type, and both directions.
template <typename Member>
struct Codec;

template <typename Member>
struct Codec<std::optional<Member>> {
  static constexpr ColumnType kType = Codec<Member>::kType;
  static Value encode(const std::optional<Member>& member) {
    return member ? Codec<Member>::encode(*member) : Value();
  }
  static std::optional<Member> decode(const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
    return Codec<Member>::decode(value);
  }
};

inline std::string text_of(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : std::string();
}
inline std::int64_t integer_of(const Value& value) {
  const auto* integer = std::get_if<std::int64_t>(&value);
  return integer != nullptr ? *integer : 0;
}
inline double real_of(const Value& value) {
  const auto* real = std::get_if<double>(&value);
  return real != nullptr ? *real : 0.0;
}

template <>
struct Codec<std::string> {
  static constexpr ColumnType kType = ColumnType::kText;
  static Value encode(const std::string& text) { return text.empty() ? Value() : Value(text); }
  static std::string decode(const Value& value) { return text_of(value); }
};

template <typename Tag>
struct Codec<core::Id<Tag>> {
  static constexpr ColumnType kType = ColumnType::kText;
  static Value encode(const core::Id<Tag>& id) { return Codec<std::string>::encode(id.text()); }
  static core::Id<Tag> decode(const Value& value) { return core::Id<Tag>(text_of(value)); }
};

template <typename Integer>
requires std::is_integral_v<Integer>
struct Codec<Integer> {
  static constexpr ColumnType kType = ColumnType::kInteger;
  static Value encode(Integer number) { return static_cast<std::int64_t>(number); }
  static Integer decode(const Value& value) { return static_cast<Integer>(integer_of(value)); }
};

template <>
struct Codec<double> {
  static constexpr ColumnType kType = ColumnType::kReal;
  static Value encode(double number) { return number; }
  static double decode(const Value& value) { return real_of(value); }
};

template <typename Tag, typename Number>
struct Codec<core::Quantity<Tag, Number>> {
  static constexpr ColumnType kType = Codec<Number>::kType;
  static Value encode(core::Quantity<Tag, Number> amount) {
    return Codec<Number>::encode(amount.value);
  }
  static core::Quantity<Tag, Number> decode(const Value& value) {
    return core::Quantity<Tag, Number>(Codec<Number>::decode(value));
  }
};

template <>
struct Codec<core::Date> {
  static constexpr ColumnType kType = ColumnType::kDate;
  static Value encode(core::Date date) { return core::format_date(date); }
  static core::Date decode(const Value& value) { return core::parse_date(text_of(value)); }
};

template <>
struct Codec<core::TimeOfDay> {
  static constexpr ColumnType kType = ColumnType::kText;
  static Value encode(core::TimeOfDay time);
  static core::TimeOfDay decode(const Value& value) {
    return core::parse_time_of_day(text_of(value));
  }
};

template <>
struct Codec<core::LocalTime> {
  static constexpr ColumnType kType = ColumnType::kText;
  static Value encode(const core::LocalTime& time) { return core::format_local_time(time); }
  static core::LocalTime decode(const Value& value) {
    return core::parse_local_time(text_of(value));
  }
};

template <>
struct Codec<model::Weights> {
  static constexpr ColumnType kType = ColumnType::kText;
  static Value encode(const model::Weights& weights);
  static model::Weights decode(const Value& value);
};

template <>
struct Codec<std::vector<std::string>> {
  static constexpr ColumnType kType = ColumnType::kText;
  static Value encode(const std::vector<std::string>& codes);
  static std::vector<std::string> decode(const Value& value);
};

template <typename Enum>
std::optional<Enum> enum_value(std::string_view text);
template <>
std::optional<model::CustomerStatus> enum_value(std::string_view text);
template <>
std::optional<model::GeocodeQuality> enum_value(std::string_view text);
template <>
std::optional<model::Parity> enum_value(std::string_view text);
template <>
std::optional<model::Segment> enum_value(std::string_view text);
template <>
std::optional<model::OneWay> enum_value(std::string_view text);
template <>
std::optional<model::Stage> enum_value(std::string_view text);
template <>
std::optional<model::NetStatus> enum_value(std::string_view text);
template <>
std::optional<model::Grade> enum_value(std::string_view text);
template <>
std::optional<model::ChangeKind> enum_value(std::string_view text);
template <>
std::optional<model::ScenarioState> enum_value(std::string_view text);
template <>
std::optional<model::StopKind> enum_value(std::string_view text);
template <>
std::optional<model::ActivityKind> enum_value(std::string_view text);
template <>
std::optional<model::Outcome> enum_value(std::string_view text);

[[noreturn]] void throw_unknown_text(const std::string& text);

/// Enumerations are stored by the text that files and the command line use.
template <typename Enum>
requires std::is_enum_v<Enum>
struct Codec<Enum> {
  static constexpr ColumnType kType = ColumnType::kText;
  static Value encode(Enum value) { return std::string(model::to_text(value)); }
  static Enum decode(const Value& value) {
    const std::string text = text_of(value);
    const std::optional<Enum> known = enum_value<Enum>(text);
    if (!known) throw_unknown_text(text);
    return *known;
  }
};

// Geometry members, by type.
std::vector<std::byte> to_wkb(const geo::LonLat& position);
std::vector<std::byte> to_wkb(const std::optional<geo::LonLat>& position);
std::vector<std::byte> to_wkb(const geo::Line& line);
/// Always a multi-polygon, as the layer is declared; empty for an empty geometry.
std::vector<std::byte> to_wkb(const geo::Geometry& polygons);
/// As to_wkb() when there are polygons in it, else as it is.
std::vector<std::byte> plant_wkb(const geo::Geometry& plant);
void from_wkb(std::span<const std::byte> wkb, geo::LonLat& position);
void from_wkb(std::span<const std::byte> wkb, std::optional<geo::LonLat>& position);
void from_wkb(std::span<const std::byte> wkb, geo::Line& line);
void from_wkb(std::span<const std::byte> wkb, geo::Geometry& polygons);

template <typename>
struct MemberPointer;
template <typename Record, typename Member>
struct MemberPointer<Member Record::*> {
  using RecordType = Record;
  using MemberType = Member;
};

/// The column for one member of a record.
template <auto kMember>
auto field(std::string_view name, std::string_view meaning) {
  using Record = typename MemberPointer<decltype(kMember)>::RecordType;
  using Member = typename MemberPointer<decltype(kMember)>::MemberType;
  return Field<Record>{
      {name, Codec<Member>::kType, meaning},
      [](const Record& record) { return Codec<Member>::encode(record.*kMember); },
      [](Record& record, const Value& value) { record.*kMember = Codec<Member>::decode(value); }};
}

/// For layers of shapes of several kinds, kept as they are.
template <auto kMember>
auto any_geometry() {
  using Record = typename MemberPointer<decltype(kMember)>::RecordType;
  return GeometryField<Record>{[](const Record& record) { return (record.*kMember).wkb(); },
                               [](Record& record, const std::vector<std::byte>& wkb) {
                                 record.*kMember = geo::Geometry::from_wkb(wkb);
                               }};
}

/// For plant: polygons as the one multi-polygon that they make, lines as they are.
template <auto kMember>
auto plant_geometry() {
  using Record = typename MemberPointer<decltype(kMember)>::RecordType;
  return GeometryField<Record>{
      [](const Record& record) { return plant_wkb(record.*kMember); },
      [](Record& record, const std::vector<std::byte>& wkb) { from_wkb(wkb, record.*kMember); }};
}

template <auto kMember>
auto geometry() {
  using Record = typename MemberPointer<decltype(kMember)>::RecordType;
  return GeometryField<Record>{
      [](const Record& record) { return to_wkb(record.*kMember); },
      [](Record& record, const std::vector<std::byte>& wkb) { from_wkb(wkb, record.*kMember); }};
}

/// Columns follow from the fields, so that a table cannot disagree with its records.
template <typename Record>
TableOf<Record> make_table(std::string_view name, Shape shape, std::size_t key_columns,
                           std::string_view meaning, std::vector<Field<Record>> fields,
                           GeometryField<Record> geometry_field = {}) {
  TableOf<Record> table{{name, shape, key_columns, meaning, {}}, std::move(fields), geometry_field};
  for (const Field<Record>& field : table.fields) table.table.columns.push_back(field.column);
  return table;
}

}  // namespace nearnet::storage
