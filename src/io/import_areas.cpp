// SPDX-License-Identifier: Apache-2.0
// Everything whose geometry is an area: footprints (ours and competitors'), which may be lines of
// cable too, basic units, no-solicit areas.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/error.h"
#include "io/antimeridian.h"
#include "io/availability.h"
#include "io/import.h"
#include "io/import_rows.h"

namespace nearnet::io {
namespace {

/// Identifiers and measures of the shape: numbers that are no weights.
constexpr std::array<std::string_view, 24> kNoWeights = {
    "id",      "fid",  "objectid", "gid",      "ogcfid",   "osmid",     "geoid",       "geoid10",
    "geoid20", "fips", "statefp",  "countyfp", "tractce",  "blockce",   "zip",         "zipcode",
    "zcta",    "lon",  "lat",      "intptlat", "intptlon", "shapearea", "shapelength", "shapeleng"};

const std::vector<KeyCandidate>& footprint_key_candidates() {
  static const std::vector<KeyCandidate> candidates = {
      {"footprint_id"},
      {"external_id"},
      {"id"},
      {"gid"},
      {"node_id"},
      {"node"},
      {"globalid"},
      {"geoid20"},
      {"geoid10"},
      {"geoid"},
      {"h3_res8_id"},
      {"h3_res8_id", "provider_id"},
      {"h3_res8_id", "provider_id", "brand_name"},
      {"h3_res8_id", "provider_id", "brand_name", "technology"},
      {"h3"},
      {"h3_index"},
      {"h3_cell"},
      {"block_geoid"},
      {"block_geoid", "provider_id", "brand_name", "technology"}};
  return candidates;
}

const std::vector<KeyCandidate>& plain_key_candidates() {
  static const std::vector<KeyCandidate> candidates = {{"footprint_id"}, {"id"},      {"gid"},
                                                       {"node_id"},      {"node"},    {"globalid"},
                                                       {"fid"},          {"objectid"}};
  return candidates;
}

/// Areas need shapes: a table without any is a mistake in the command, not bad rows.
void require_geometry(const RowLoop& loop, std::string_view kind, std::string_view shapes) {
  if (loop.reader().has_geometry()) return;
  throw core::InputError(
      fmt::format("{}: layer {} has no geometry; {} need {}: join the table to its areas first, or "
                  "name a layer of {}",
                  loop.reader().source(), loop.reader().layer(), kind, shapes, shapes));
}

std::uint64_t area_identity(const geo::Geometry& geometry, const std::string& text) {
  const std::vector<std::byte> wkb = geometry.wkb();
  std::string bytes = text;
  bytes.reserve(bytes.size() + wkb.size());
  for (const std::byte byte : wkb) bytes.push_back(static_cast<char>(byte));
  return stable_hash(bytes);
}

/// Columns in which FCC BDC hexagons count their locations by kind of offer.
struct OfferCounts {
  std::size_t residential;
  std::size_t business;
  std::size_t both;
};

std::optional<OfferCounts> offer_counts(const VectorReader& reader) {
  const auto residential = reader.field("n_residential_only");
  const auto business = reader.field("n_business_only");
  const auto both = reader.field("n_both");
  if (!residential || !business || !both) return std::nullopt;
  return OfferCounts{*residential, *business, *both};
}

model::Segment segment_from(const OfferCounts& counts, const Row& row) {
  const auto any = [&](std::size_t column) {
    return to_number(row.feature().values[column]).value_or(0.0) > 0.0;
  };
  if (any(counts.both) || (any(counts.residential) && any(counts.business))) {
    return model::Segment::kBoth;
  }
  if (any(counts.business)) return model::Segment::kBusiness;
  return any(counts.residential) ? model::Segment::kResidential : model::Segment::kUnknown;
}

model::Segment segment_of(Row& row, const std::optional<OfferCounts>& counts) {
  const std::string text = header_key(row.text("segment"));
  if (text == "r" || text == "residential") return model::Segment::kResidential;
  if (text == "b" || text == "business" || text == "commercial") return model::Segment::kBusiness;
  if (text == "x" || text == "both") return model::Segment::kBoth;
  if (!text.empty()) {
    row.warn("UNKNOWN_VALUE", "segment", "\"" + row.text("segment") + "\"",
             "residential, business or both");
  }
  return counts ? segment_from(*counts, row) : model::Segment::kUnknown;
}

bool is_line(const Feature& feature) {
  return feature.state == GeometryState::kGood && !feature.geometry.has_area() &&
         !feature.geometry.lines().empty();
}

struct DropColumn {
  const char* name;
  double metres;  ///< in its unit
};

constexpr std::array<DropColumn, 2> kDropColumns = {{{"drop_m", 1.0}, {"drop_ft", 0.3048}}};

/// How far a drop from this cable may reach.
std::optional<core::Metres> drop_of(Row& row) {
  constexpr double kLongest = 50'000.0;
  for (const DropColumn& column : kDropColumns) {
    const std::optional<double> number = row.number(column.name);
    if (!number) continue;
    const core::Metres drop(*number * column.metres);
    if (drop.value >= 0.0 && drop.value <= kLongest) return drop;
    row.warn("BAD_NUMBER", column.name, fmt::format("{}", *number), "a distance of 0 to 50 km");
  }
  return std::nullopt;
}

/// Lines of cable, as they are; areas as Row::area() has them. None when the row was rejected.
std::optional<geo::Geometry> plant_of(Row& row, bool is_cable) {
  if (!is_cable) {
    // A drop belongs to a cable; what else such a column means, its source knows.
    for (const DropColumn& column : kDropColumns) row.keep_in_extra(column.name);
    return row.area();
  }
  try {
    const geo::Geometry& lines = row.feature().geometry;
    std::optional<geo::Geometry> parts = split_lines(lines);
    if (parts) row.warn("SPLIT_AT_ANTIMERIDIAN", "", "a cable across 180° of longitude", "");
    geo::Geometry cable = parts ? std::move(*parts) : lines;
    if (cable.length() > 0.0) return cable;
    row.reject("INVALID_GEOMETRY", "", "a line without length", "two different points");
  } catch (const core::InputError& error) {
    row.reject("INVALID_GEOMETRY", "", error.what(), "a line");
  }
  return std::nullopt;
}

/// Tells once how many cables cover only what lies on them.
void warn_of_missing_drops(const RowLoop& loop, Imported<model::Footprint>& in) {
  const auto is_cable = [](const model::Footprint& plant) { return !plant.geometry.has_area(); };
  const auto without =
      std::count_if(in.records.begin(), in.records.end(),
                    [&](const model::Footprint& plant) { return !plant.drop && is_cable(plant); });
  if (without == 0) return;
  const auto cables = std::count_if(in.records.begin(), in.records.end(), is_cable);
  in.diagnostics.warn(
      "NO_DROP", {.source = loop.reader().source(), .layer = loop.reader().layer()},
      fmt::format("{} of {} cables have no drop distance and cover only what lies on them", without,
                  cables),
      "a column drop_m or drop_ft that says how far a drop reaches (--field drop_m=COLUMN)");
}

struct WeightColumn {
  std::string name;
  std::size_t column;
};

/// Takes the weight.NAME entries out of `fields`.
std::map<std::string, std::string> take_weight_fields(std::map<std::string, std::string>& fields) {
  constexpr std::string_view kPrefix = "weight.";
  std::map<std::string, std::string> weights;
  for (auto it = fields.begin(); it != fields.end();) {
    if (!it->first.starts_with(kPrefix)) {
      ++it;
      continue;
    }
    weights.emplace(it->first.substr(kPrefix.size()), it->second);
    it = fields.erase(it);
  }
  return weights;
}

std::vector<WeightColumn> weight_columns(const RowLoop& loop,
                                         const std::map<std::string, std::string>& named) {
  const std::vector<Field>& fields = loop.reader().fields();
  std::vector<WeightColumn> columns;
  for (const auto& [name, theirs] : named) {
    const std::optional<std::size_t> column = loop.reader().field(theirs);
    if (!column) {
      std::string names;
      for (const Field& field : fields) names += (names.empty() ? "" : ", ") + field.name;
      throw core::ConfigError(
          fmt::format("--field weight.{}={}: the source has no such column; "
                      "it has {}",
                      name, theirs, names));
    }
    columns.push_back({name, *column});
  }
  if (!named.empty()) return columns;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string key = header_key(fields[i].name);
    const bool number = fields[i].type == FieldType::kInteger || fields[i].type == FieldType::kReal;
    const bool identifier =
        std::find(kNoWeights.begin(), kNoWeights.end(), key) != kNoWeights.end();
    if (number && !identifier && !loop.mapping().used(i)) columns.push_back({fields[i].name, i});
  }
  return columns;
}

model::Weights weights_of(Row& row, const std::vector<WeightColumn>& columns) {
  model::Weights weights;
  for (const auto& [name, column] : columns) {
    const FieldValue& value = row.feature().values[column];
    if (is_blank(value)) continue;
    if (const std::optional<double> number = to_number(value)) {
      weights[name] = *number;
    } else {
      row.warn("BAD_NUMBER", "", name + " is \"" + to_text(value) + "\"", "a number");
    }
  }
  return weights;
}

}  // namespace

Imported<model::Footprint> import_footprints(const ImportOptions& options,
                                             const core::JobContext& job) {
  VectorReader reader = open_source(options, Wanted::kAreas);
  SourceProfile profile = recognise_footprints(reader);
  if (profile.form == RowForm::kAvailability) {
    return import_availability(options, std::move(reader), profile, job);
  }
  if (!options.join.empty()) {
    throw core::ConfigError("--join is for tables of FCC availability; " + options.source +
                            " is none");
  }
  RowLoop loop(options, std::move(reader), std::move(profile), footprint_fields());
  require_geometry(loop, "footprints", "polygons or lines");
  KeyOptions keys;
  keys.candidates = options.plain ? plain_key_candidates() : footprint_key_candidates();
  const std::optional<OfferCounts> counts = offer_counts(loop.reader());
  auto in = loop.run<model::Footprint>(
      job, keys,
      [&](Row& row, std::vector<model::Footprint>& out) {
        const bool cable = is_line(row.feature());
        std::optional<geo::Geometry> shape = plant_of(row, cable);
        if (!shape) return;
        model::Footprint footprint;
        if (cable) footprint.drop = drop_of(row);
        footprint.name = row.text("name");
        footprint.provider = row.text("provider");
        footprint.technology = row.text("technology");
        footprint.node = row.text("node");
        footprint.segment = segment_of(row, counts);
        footprint.max_down_mbps = row.number("max_down_mbps");
        footprint.max_up_mbps = row.number("max_up_mbps");
        footprint.as_of = row.date("as_of");
        footprint.geometry = std::move(*shape);
        footprint.source = loop.reader().short_name();
        if (!options.plain) footprint.extra = row.extra();
        out.push_back(std::move(footprint));
      },
      [&](const model::Footprint& footprint, const Row&) {
        if (options.plain) return KeyRow{};  // which are never hashes
        return KeyRow{.identity = area_identity(footprint.geometry,
                                                footprint.provider + "|" + footprint.technology)};
      });
  warn_of_missing_drops(loop, in);
  return in;
}

Imported<model::BasicUnit> import_units(const ImportOptions& options, const core::JobContext& job) {
  ImportOptions without_weights = options;
  const std::map<std::string, std::string> named = take_weight_fields(without_weights.fields);
  RowLoop loop(without_weights, Wanted::kAreas, unit_fields());
  require_geometry(loop, "units", "polygons");
  const std::vector<WeightColumn> columns = weight_columns(loop, named);
  std::vector<std::size_t> weight_indexes;
  for (const WeightColumn& column : columns) weight_indexes.push_back(column.column);
  KeyOptions keys;
  keys.candidates = {{"unit_id"},    {"external_id"}, {"id"},       {"geoid20"},
                     {"geoid10"},    {"geoid"},       {"zip"},      {"zipcode"},
                     {"zcta5ce20"},  {"zcta5ce10"},   {"district"}, {"globalid"},
                     {"h3_res8_id"}, {"h3"},          {"h3_index"}, {"h3_cell"}};
  return loop.run<model::BasicUnit>(
      job, keys,
      [&](Row& row, std::vector<model::BasicUnit>& out) {
        std::optional<geo::Geometry> area = row.area();
        if (!area) return;
        model::BasicUnit unit;
        unit.name = row.text("name");
        unit.weights = weights_of(row, columns);
        unit.geometry = std::move(*area);
        unit.source = loop.reader().short_name();
        unit.extra = row.extra(weight_indexes);
        out.push_back(std::move(unit));
      },
      [](const model::BasicUnit& unit, const Row&) {
        return KeyRow{.identity = area_identity(unit.geometry, unit.name)};
      });
}

Imported<model::NoSolicitArea> import_no_solicit(const ImportOptions& options,
                                                 const core::JobContext& job) {
  RowLoop loop(options, Wanted::kAreas, no_solicit_fields());
  require_geometry(loop, "no-solicit areas", "polygons");
  KeyOptions keys;
  keys.candidates = {{"area_id"}, {"external_id"}, {"id"}, {"gid"}, {"globalid"}};
  return loop.run<model::NoSolicitArea>(
      job, keys,
      [&](Row& row, std::vector<model::NoSolicitArea>& out) {
        std::optional<geo::Geometry> area = row.area();
        if (!area) return;
        model::NoSolicitArea no_solicit;
        no_solicit.name = row.text("name");
        no_solicit.rule = row.text("rule");
        no_solicit.geometry = std::move(*area);
        no_solicit.source = loop.reader().short_name();
        no_solicit.extra = row.extra();
        out.push_back(std::move(no_solicit));
      },
      [](const model::NoSolicitArea& area, const Row&) {
        return KeyRow{.identity = area_identity(area.geometry, area.name)};
      });
}

}  // namespace nearnet::io
