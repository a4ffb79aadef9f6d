// SPDX-License-Identifier: Apache-2.0
#include "io/import_rows.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/text.h"
#include "io/area_repair.h"
#include "io/place.h"

namespace nearnet::io {
namespace {

const FieldValue kNull;

template <typename Parse>
auto parsed_or_none(const std::string& text, Parse&& parse)
    -> std::optional<decltype(parse(text))> {
  try {
    return parse(text);
  } catch (const core::ConfigError&) {
    return std::nullopt;
  }
}

/// What stands at a place ("/0/freeform") within JSON; with an empty way, text that is no JSON, or
/// the first of a list that a database wrote without quotes ("[Café, Bar]").
std::optional<std::string> value_within(const std::string& text, const std::string& way) {
  if (text.empty()) return std::nullopt;
  const bool structured = text.front() == '{' || text.front() == '[';
  if (way.empty()) {
    if (!structured) return text;
    if (text.front() == '{' || nlohmann::json::accept(text)) return std::nullopt;
    const std::string list = text.substr(1, text.find_last_of(']') - 1);
    const std::string first(core::trimmed(list.substr(0, list.find(", "))));
    return first.empty() ? std::nullopt : std::optional(first);
  }
  if (!structured) return std::nullopt;
  const nlohmann::json value = nlohmann::json::parse(text, nullptr, false);
  const nlohmann::json::json_pointer pointer(way);
  if (value.is_discarded() || !value.contains(pointer)) return std::nullopt;
  const nlohmann::json& found = value.at(pointer);
  if (found.is_string() && !found.get_ref<const std::string&>().empty()) return found;
  return std::nullopt;
}

SourceOptions source_options(const ImportOptions& options, Wanted wanted) {
  SourceOptions source{.source = options.source,
                       .layer = options.layer,
                       .where = options.where,
                       .crs = options.crs,
                       .wanted = wanted};
  if (const auto lon = options.fields.find("lon"); lon != options.fields.end()) {
    source.lon_column = lon->second;
  }
  if (const auto lat = options.fields.find("lat"); lat != options.fields.end()) {
    source.lat_column = lat->second;
  }
  return source;
}

}  // namespace

const FieldValue& Row::value(std::string_view ours) const {
  if (!unpacked_.empty()) {
    const auto found = unpacked_.find(ours);
    if (found != unpacked_.end()) return found->second;
  }
  const std::optional<std::size_t> column = mapping_.column(ours);
  return column ? feature_.values[*column] : kNull;
}

std::string Row::header(std::string_view ours) const {
  const std::optional<std::size_t> column = mapping_.column(ours);
  return column ? reader_.fields()[*column].name : std::string();
}

void Row::unpack(const SourceProfile& profile) {
  for (const auto& [ours, ways] : profile.nested) {
    for (const auto& [column, way] : ways) {
      std::optional<std::string> found = value_within(column_text(*reader_.field(column)), way);
      if (!found) continue;
      unpacked_[ours] = std::move(*found);
      break;
    }
  }
}

void Row::keep_in_extra(std::string_view ours) {
  if (const std::optional<std::size_t> column = mapping_.column(ours)) kept_.push_back(*column);
}

std::string Row::text(std::string_view ours) const {
  const FieldValue& found = value(ours);
  return is_blank(found) ? std::string() : std::string(core::trimmed(to_text(found)));
}

std::string Row::column_text(std::size_t column) const {
  const FieldValue& found = feature_.values[column];
  return is_blank(found) ? std::string() : std::string(core::trimmed(to_text(found)));
}

std::optional<double> Row::number(std::string_view ours) {
  const FieldValue& found = value(ours);
  if (is_blank(found)) return std::nullopt;
  const std::optional<double> number = to_number(found);
  if (!number) warn("BAD_NUMBER", ours, "\"" + to_text(found) + "\"", "a number");
  return number;
}

std::optional<int> Row::integer(std::string_view ours) {
  constexpr double kMost = 1e9;
  const std::optional<double> found = number(ours);
  if (!found) return std::nullopt;
  if (std::abs(*found) > kMost || std::floor(*found) != *found) {
    warn("BAD_NUMBER", ours, "\"" + to_text(value(ours)) + "\"", "a whole number");
    return std::nullopt;
  }
  return static_cast<int>(*found);
}

std::optional<core::Date> Row::date(std::string_view ours) {
  const FieldValue& found = value(ours);
  if (is_blank(found)) return std::nullopt;
  const std::optional<core::Date> date = to_date(found);
  if (!date) warn("BAD_DATE", ours, "\"" + to_text(found) + "\"", "a date such as 2026-11-23");
  return date;
}

std::optional<core::TimeOfDay> Row::time(std::string_view ours) {
  const std::string found = text(ours);
  if (found.empty()) return std::nullopt;
  auto time = parsed_or_none(found, core::parse_time_of_day);
  if (!time) warn("BAD_TIME", ours, "\"" + found + "\"", "a time such as 08:30");
  return time;
}

std::optional<core::Cents> Row::money(std::string_view ours) {
  const std::string found = text(ours);
  if (found.empty()) return std::nullopt;
  auto amount = parsed_or_none(found, core::parse_money);
  if (!amount) warn("BAD_NUMBER", ours, "\"" + found + "\"", "an amount such as 129.95");
  return amount;
}

std::optional<bool> Row::yes_no(std::string_view ours) {
  const std::string found = text(ours);
  if (found.empty()) return std::nullopt;
  const std::optional<bool> answer = core::parse_yes_no(found);
  if (!answer) warn("UNKNOWN_VALUE", ours, "\"" + found + "\"", "yes or no");
  return answer;
}

std::string Row::extra(const std::vector<std::size_t>& leave_out) const {
  nlohmann::json object = nlohmann::json::object();
  const std::vector<Field>& fields = reader_.fields();
  const std::vector<std::size_t>& coordinates = reader_.coordinate_columns();
  const auto listed = [](const std::vector<std::size_t>& list, std::size_t column) {
    return std::find(list.begin(), list.end(), column) != list.end();
  };
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool osm_key = reader_.is_osm() && i == 0;
    const bool serves = mapping_.used(i) && !listed(kept_, i);
    if (osm_key || serves || listed(coordinates, i) || listed(leave_out, i)) continue;
    const FieldValue& value = feature_.values[i];
    if (const auto* text = std::get_if<std::string>(&value); text != nullptr && !text->empty()) {
      object[fields[i].name] = *text;
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      object[fields[i].name] = *integer;
    } else if (const auto* real = std::get_if<double>(&value)) {
      object[fields[i].name] = *real;
    }
  }
  return object.empty() ? std::string() : object.dump();
}

core::SourcePlace Row::place(std::string_view ours) const {
  const std::optional<std::size_t> column = mapping_.column(ours);
  return {.source = reader_.source(),
          .layer = reader_.layer(),
          .row = feature_.row,
          .column = column ? reader_.fields()[*column].name : std::string()};
}

void Row::warn(std::string code, std::string_view ours, std::string found, std::string expected) {
  diagnostics_.warn(std::move(code), place(ours), std::move(found), std::move(expected));
}

void Row::reject(std::string code, std::string_view ours, std::string found, std::string expected) {
  diagnostics_.reject(std::move(code), place(ours), std::move(found), std::move(expected));
}

std::optional<geo::LonLat> Row::position() {
  switch (feature_.state) {
    case GeometryState::kMissing:
      // Said once for the whole source where it has no coordinates at all.
      if (reader_.has_geometry()) warn("NO_POSITION", "", feature_.problem, "a position");
      return std::nullopt;
    case GeometryState::kBadCoordinate:
      warn("BAD_COORDINATE", "lat", feature_.problem, "decimal degrees");
      return std::nullopt;
    case GeometryState::kOutOfRange:
      warn("OUT_OF_RANGE", "lat", feature_.problem, "longitude within ±180, latitude within ±90");
      return std::nullopt;
    case GeometryState::kUnreadable:
      warn("INVALID_GEOMETRY", "", feature_.problem, "a readable geometry");
      return std::nullopt;
    case GeometryState::kGood:
      break;
  }
  const std::optional<geo::LonLat> place = place_of(feature_.geometry);
  if (!place) {
    warn("WRONG_GEOMETRY", "", "a line", "a point or an area");
    return std::nullopt;
  }
  if (is_null_island(*place)) {
    warn("NULL_ISLAND", "lat", "longitude 0, latitude 0", "a place on land");
    return std::nullopt;
  }
  return place;
}

std::optional<geo::Geometry> Row::area() {
  AreaRepair repair = repair_area(feature_);
  if (!repair.area) {
    reject(repair.rejection, "", repair.found, "polygons");
    return std::nullopt;
  }
  if (repair.split) {
    warn("SPLIT_AT_ANTIMERIDIAN", "", "an area across 180° of longitude", "");
  }
  if (repair.repaired) warn("REPAIRED_GEOMETRY", "", repair.found, "valid polygons");
  return std::move(repair.area);
}

VectorReader open_source(const ImportOptions& options, Wanted wanted) {
  return VectorReader(source_options(options, wanted));
}

RowLoop::RowLoop(const ImportOptions& options, Wanted wanted,
                 const std::vector<CanonicalField>& catalogue)
    : RowLoop(options, open_source(options, wanted), {}, catalogue) {}

RowLoop::RowLoop(const ImportOptions& options, VectorReader reader, SourceProfile profile,
                 const std::vector<CanonicalField>& catalogue)
    : options_(options), reader_(std::move(reader)), profile_(std::move(profile)) {
  std::map<std::string, std::string> fields = options.fields;
  for (const auto& [ours, theirs] : profile_.fields) fields.emplace(ours, theirs);
  mapping_.emplace(catalogue, reader_.fields(), fields);
}

/// The next rows; false when there are none.
bool RowLoop::read(std::vector<Feature>& rows) {
  constexpr std::size_t kRows = 256;
  rows.resize(kRows);
  std::size_t count = 0;
  while (count < kRows && reader_.next_raw(rows[count])) ++count;
  rows.resize(count);
  return count > 0;
}

KeyOptions RowLoop::with_user_keys(KeyOptions options) const {
  options.named = options_.key;
  const auto id = options_.fields.find("id");
  if (options.named.empty() && id != options_.fields.end()) options.named = {id->second};
  if (!profile_.key.empty()) options.candidates.insert(options.candidates.begin(), profile_.key);
  options.fall_back_to_fid = options_.plain;
  if (reader_.is_osm()) options.candidates.insert(options.candidates.begin(), {"osm_key"});
  return options;
}

void note_source(const VectorReader& reader, const SourceProfile& profile,
                 const FieldMapping& mapping, const std::string& key,
                 core::Diagnostics& diagnostics) {
  const core::SourcePlace place{.source = reader.source(), .layer = reader.layer()};
  for (const std::string& note : reader.notes()) diagnostics.note("SOURCE", place, note);
  if (!profile.name.empty()) diagnostics.note("PROFILE", place, "recognised: " + profile.name);
  diagnostics.note("COLUMNS", place, mapping.summary());
  diagnostics.note("KEY", place, "keyed by " + key);
}

}  // namespace nearnet::io
