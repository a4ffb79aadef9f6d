// SPDX-License-Identifier: Apache-2.0
#include "io/import_addresses.h"

#include <fmt/format.h>

#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/import_rows.h"
#include "io/place.h"

namespace nearnet::io {
namespace {

using Fields = std::vector<CanonicalField>;

/// "East Bridge Street" from one column, or from those of its parts.
std::string street_of(const Row& row) {
  std::string street = row.text("street");
  if (!street.empty() || row.text("street_name").empty()) return street;
  for (const std::string_view part :
       {"predirectional", "street_name", "street_suffix", "postdirectional"}) {
    const std::string text = row.text(part);
    if (!text.empty()) street += (street.empty() ? "" : " ") + text;
  }
  return street;
}

/// The address as far as the row gives one; false where it was rejected or is not one of ours.
bool take_address(Row& row, bool osm, model::AddressPoint& point) {
  point.number = row.text("number");
  const std::string suffix = row.text("number_suffix");
  if (!point.number.empty() && !suffix.empty()) point.number += " " + suffix;
  point.street = street_of(row);
  if (osm) return !point.number.empty() && !point.street.empty();
  if (point.number.empty() || point.street.empty()) {
    // The engine takes the number off the front of a whole address.
    const std::string whole = row.text("address");
    if (!whole.empty()) {
      point.number.clear();
      point.street = whole;
    }
  }
  if (!point.street.empty()) return true;
  row.reject("NO_ADDRESS", "street", "no house number and street", "an address");
  return false;
}

bool take_place(Row& row, model::AddressPoint& point) {
  const Feature& feature = row.feature();
  const bool good = feature.state == GeometryState::kGood;
  const std::optional<geo::LonLat> place = good ? place_of(feature.geometry) : std::nullopt;
  if (!place || is_null_island(*place)) {
    row.reject("NO_POSITION", "", good ? "no point on land" : feature.problem, "a point");
    return false;
  }
  point.position = *place;
  return true;
}

std::uint64_t identity(const model::AddressPoint& point) {
  return stable_hash(fmt::format("{}|{}|{}|{}|{}|{:.6f},{:.6f}", normalised(point.number),
                                 normalised(point.street), normalised(point.unit),
                                 normalised(point.city), normalised(point.zip), point.position.lon,
                                 point.position.lat));
}

std::uint64_t identity(const model::AddressRange& range) {
  const auto text = [](const std::optional<int>& number) {
    return number ? std::to_string(*number) : std::string();
  };
  std::string key = normalised(range.street);
  for (const auto& number : {range.left_from, range.left_to, range.right_from, range.right_to}) {
    key += "|" + text(number);
  }
  for (const std::byte byte : geo::Geometry::line(range.line).wkb()) {
    key.push_back(static_cast<char>(byte));
  }
  return stable_hash(key);
}

std::optional<int> house_number(Row& row, std::string_view ours) {
  constexpr double kLargest = 10'000'000.0;
  const std::string text = row.text(ours);
  if (text.empty()) return std::nullopt;
  const std::optional<double> number = core::parse_number(text);
  if (number && *number >= 0.0 && *number < kLargest) {
    const auto whole = static_cast<int>(*number);
    if (static_cast<double>(whole) == *number) return whole;
  }
  row.warn("BAD_NUMBER", ours, "\"" + text + "\"", "a whole house number");
  return std::nullopt;
}

model::Parity parity(const Row& row, std::string_view ours) {
  const std::string text = core::lower_case(row.text(ours));
  if (text == "e" || text == "even") return model::Parity::kEven;
  if (text == "o" || text == "odd") return model::Parity::kOdd;
  return model::Parity::kBoth;
}

/// A side needs both its ends.
void take_side(Row& row, std::string_view from_field, std::string_view to_field,
               std::optional<int>& from, std::optional<int>& to) {
  from = house_number(row, from_field);
  to = house_number(row, to_field);
  // Centreline files write 0 to 0 for a side without houses.
  if (!from || !to || (*from == 0 && *to == 0)) from = to = std::nullopt;
}

bool take_line(Row& row, model::AddressRange& range) {
  const Feature& feature = row.feature();
  if (feature.state != GeometryState::kGood) {
    row.reject("NO_GEOMETRY", "", feature.problem, "a line");
    return false;
  }
  std::vector<geo::Line> lines = feature.geometry.lines();
  if (lines.size() != 1) {
    row.reject("WRONG_GEOMETRY", "", lines.empty() ? "no line" : "a line in several parts",
               "a line");
    return false;
  }
  if (lines[0].size() < 2 || geo::Geometry::line(lines[0]).length() <= 0.0) {
    row.reject("INVALID_GEOMETRY", "", "a line without length", "two different points");
    return false;
  }
  range.line = std::move(lines[0]);
  return true;
}

void append_range(Row& row, const std::string& source, std::vector<model::AddressRange>& out) {
  model::AddressRange range;
  range.street = row.text("street");
  take_side(row, "left_from", "left_to", range.left_from, range.left_to);
  take_side(row, "right_from", "right_to", range.right_from, range.right_to);
  if (range.street.empty()) {
    row.reject("NO_ADDRESS", "street", "no street name", "a street name");
    return;
  }
  if (!range.left_from && !range.right_from) {
    row.reject("NO_RANGE", "left_from", "no numbers on either side",
               "first and last number of a side");
    return;
  }
  if (!take_line(row, range)) return;
  range.left_parity = parity(row, "left_parity");
  range.right_parity = parity(row, "right_parity");
  range.left_zip = row.text("left_zip");
  range.right_zip = row.text("right_zip");
  range.city = row.text("city");
  range.state = row.text("state");
  range.source = source;
  out.push_back(std::move(range));
}

/// Columns for both numbers of a side.
bool has_ranges(const VectorReader& reader, const ImportOptions& options) {
  std::map<std::string, std::string> named;
  for (const CanonicalField& field : address_range_fields()) {
    const auto found = options.fields.find(field.name);
    if (found != options.fields.end()) named.insert(*found);
  }
  const FieldMapping mapping(address_range_fields(), reader.fields(), named);
  return (mapping.column("left_from") && mapping.column("left_to")) ||
         (mapping.column("right_from") && mapping.column("right_to"));
}

ImportedAddresses import_points(const ImportOptions& options, VectorReader source,
                                const core::JobContext& job) {
  RowLoop loop(options, std::move(source), {.name = "address points"}, address_point_fields());
  if (!loop.reader().has_geometry()) {
    throw core::InputError(fmt::format(
        "{}: layer {} has no coordinates; address points need them: name the columns with --field "
        "lon=COLUMN --field lat=COLUMN",
        options.source, loop.reader().layer()));
  }
  const bool osm = loop.reader().is_osm();
  KeyOptions keys;
  keys.candidates = {{"address_id"}, {"external_id"}, {"site_nguid"}, {"nguid"},
                     {"id"},         {"hash"},        {"globalid"},   {"addr_id"}};
  return loop.run<model::AddressPoint>(
      job, keys,
      [&](Row& row, std::vector<model::AddressPoint>& out) {
        model::AddressPoint point;
        if (!take_address(row, osm, point) || !take_place(row, point)) return;
        point.unit = row.text("unit");
        point.city = row.text("city");
        point.state = row.text("state");
        point.zip = row.text("zip");
        point.source = loop.reader().short_name();
        out.push_back(std::move(point));
      },
      [](const model::AddressPoint& point, const Row&) {
        return KeyRow{.identity = identity(point)};
      });
}

ImportedAddresses import_ranges(const ImportOptions& options, VectorReader source,
                                const core::JobContext& job) {
  RowLoop loop(options, std::move(source), {.name = "address ranges"}, address_range_fields());
  KeyOptions keys;
  keys.candidates = {{"address_id"}, {"external_id"}, {"id"}, {"globalid"}};
  return loop.run<model::AddressRange>(
      job, keys,
      [&](Row& row, std::vector<model::AddressRange>& out) {
        append_range(row, loop.reader().short_name(), out);
      },
      [](const model::AddressRange& range, const Row&) {
        return KeyRow{.identity = identity(range)};
      });
}

}  // namespace

const Fields& address_point_fields() {
  static const Fields fields = [] {
    Fields all = {
        {"id", {}},
        {"number",
         {"addr:housenumber", "house number", "housenumber", "add number", "address number",
          "addr num", "street number", "street no", "house no", "number", "hse num", "st num"}},
        {"number_suffix", {"addnum suf", "add num suf", "number suffix", "unit number suffix"}},
        {"street",
         {"addr:street", "full street name", "street full", "full name", "st fullname", "road name",
          "strt name full"}},
        {"predirectional", {"st predir", "predir", "pre dir", "pre direction", "prefix dir"}},
        {"street_name", {"st name", "strname", "stname", "street nam", "name of street"}},
        {"street_suffix",
         {"st postyp", "st posttyp", "st type", "street type", "sttype", "post type", "suffix",
          "street name post type"}},
        {"postdirectional", {"st posdir", "postdir", "post dir", "suf dir", "post direction"}},
        {"unit", {"addr:unit", "suite", "apartment", "apt", "unit number"}},
        {"address", {"full address", "fulladdr", "site address", "address full", "addr full"}},
        {"city",
         {"addr:city", "post comm", "postal community", "postal city", "municipality", "inc muni",
          "town", "city name"}},
        {"state", {"addr:state", "region", "state code", "state abbr"}},
        {"zip", {"addr:postcode", "post code", "postcode", "zip code", "zipcode", "postal code"}},
    };
    all.insert(all.end(), coordinate_fields().begin(), coordinate_fields().end());
    return all;
  }();
  return fields;
}

const Fields& address_range_fields() {
  static const Fields fields = {
      {"id", {}},
      {"street", {"fullname", "full name", "full street name", "street name", "st name", "name"}},
      {"left_from",
       {"lfromhn", "lfromadd", "l f add", "from addr l", "fromaddr l", "l from", "from left",
        "add l fr"}},
      {"left_to",
       {"ltohn", "ltoadd", "l t add", "to addr l", "toaddr l", "l to", "to left", "add l to"}},
      {"left_parity", {"parityl", "parity l"}},
      {"left_zip", {"zipl", "zip l", "l zip", "zip left", "postcode l", "postal l"}},
      {"right_from",
       {"rfromhn", "rfromadd", "r f add", "from addr r", "fromaddr r", "r from", "from right",
        "add r fr"}},
      {"right_to",
       {"rtohn", "rtoadd", "r t add", "to addr r", "toaddr r", "r to", "to right", "add r to"}},
      {"right_parity", {"parityr", "parity r"}},
      {"right_zip", {"zipr", "zip r", "r zip", "zip right", "postcode r", "postal r"}},
      {"city", {"municipality", "town", "post comm l", "inc muni l"}},
      {"state", {"state l", "state abbr"}},
  };
  return fields;
}

ImportedAddresses import_addresses(const ImportOptions& options, const core::JobContext& job) {
  VectorReader reader = open_source(options, Wanted::kPointsAndAreas);
  if (has_ranges(reader, options)) return import_ranges(options, std::move(reader), job);
  return import_points(options, std::move(reader), job);
}

}  // namespace nearnet::io
