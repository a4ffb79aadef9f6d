// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/import.h"
#include "io/import_rows.h"
#include "io/osm.h"

namespace nearnet::io {
namespace {

constexpr double kKmhPerMph = 1.609344;

/// The class in OpenStreetMap's words where the source has the Census Bureau's codes.
std::string road_class_of(const Row& row) {
  std::string text = row.text("road_class");
  return is_feature_class(text) ? std::string(highway_of_feature_class(text)) : text;
}

/// A road while it is read.
struct RoadRow : model::Road {
  model::RoadLevels levels;
};

/// What centreline files call the directions of travel. Letters that mean yes and no elsewhere mean
/// from and to where a column of directions holds them.
std::optional<model::OneWay> direction_of(const std::string& text, bool of_directions) {
  using model::OneWay;
  static constexpr std::array<std::pair<std::string_view, OneWay>, 26> kWords = {
      {{"ft", OneWay::kForward},
       {"from-to", OneWay::kForward},
       {"from to", OneWay::kForward},
       {"ab", OneWay::kForward},
       {"one-way", OneWay::kForward},
       {"oneway", OneWay::kForward},
       {"one way", OneWay::kForward},
       {"forward", OneWay::kForward},
       {"with", OneWay::kForward},
       {"positive", OneWay::kForward},
       {"+", OneWay::kForward},
       {"tf", OneWay::kBackward},
       {"to-from", OneWay::kBackward},
       {"to from", OneWay::kBackward},
       {"ba", OneWay::kBackward},
       {"backward", OneWay::kBackward},
       {"against", OneWay::kBackward},
       {"negative", OneWay::kBackward},
       {"-", OneWay::kBackward},
       {"b", OneWay::kNo},
       {"bi", OneWay::kNo},
       {"both", OneWay::kNo},
       {"two-way", OneWay::kNo},
       {"two way", OneWay::kNo},
       {"twoway", OneWay::kNo},
       {"2-way", OneWay::kNo}}};
  if (of_directions && text == "f") return OneWay::kForward;
  if (of_directions && text == "t") return OneWay::kBackward;
  for (const auto& [word, one_way] : kWords) {
    if (text == word) return one_way;
  }
  return std::nullopt;
}

/// Besides OSM's words, those of county centreline files.
model::OneWay one_way_of(Row& row, bool osm) {
  const std::string text = core::lower_case(row.text("one_way"));
  if (!osm && !text.empty()) {
    const bool of_directions =
        core::lower_case(row.header("one_way")).find("dir") != std::string::npos ||
        core::lower_case(row.header("road_class")) == "fclass";
    if (const auto direction = direction_of(text, of_directions)) return *direction;
    if (!core::parse_yes_no(text) && text != "-1" && text != "reverse") {
      row.warn("BAD_ONE_WAY", "one_way", row.text("one_way"),
               "yes, no, -1, FT, TF, B or the like; taken as two-way");
    }
  }
  return osm_one_way(text, row.text("junction"), row.text("road_class"));
}

std::optional<int> level_in(const Row& row, std::string_view ours) {
  constexpr double kHighest = 99.0;
  const auto level = core::parse_number(row.text(ours));
  if (!level || std::abs(*level) > kHighest) return std::nullopt;
  return static_cast<int>(std::lround(*level));
}

bool says_yes(const Row& row, std::string_view ours) {
  const std::string text = row.text(ours);
  return !text.empty() && core::parse_yes_no(text).value_or(true);
}

/// A bridge or a tunnel where no number says which of several.
model::RoadLevels levels_of(const Row& row) {
  const auto whole = level_in(row, "level");
  model::RoadLevels levels{whole, whole};
  if (const auto from = level_in(row, "level_from")) levels.at_start = from;
  if (const auto to = level_in(row, "level_to")) levels.at_end = to;
  if (levels.at_start.value_or(0) != 0 || levels.at_end.value_or(0) != 0) return levels;
  if (says_yes(row, "bridge")) return {1, 1};
  return says_yes(row, "tunnel") ? model::RoadLevels{-1, -1} : levels;
}

bool is_open_to_cars(const Row& row) {
  return osm_is_open_to_cars([&](std::string_view tag) {
    return row.text(tag == "oneway" ? std::string_view("one_way") : tag);
  });
}

std::optional<double> max_speed(Row& row) {
  if (row.has("maxspeed")) {
    if (const auto kmh = osm_max_speed_kmh(row.text("maxspeed"))) return kmh;
  }
  if (const auto kmh = row.number("max_speed_kmh"); kmh && *kmh > 0.0) return kmh;
  if (const auto mph = row.number("max_speed_mph"); mph && *mph > 0.0) return *mph * kKmhPerMph;
  return std::nullopt;
}

/// The lines of the row; empty when it was rejected.
std::vector<geo::Line> usable_lines(Row& row) {
  const Feature& feature = row.feature();
  switch (feature.state) {
    case GeometryState::kMissing:
      row.reject("NO_GEOMETRY", "", feature.problem, "a line");
      return {};
    case GeometryState::kOutOfRange:
    case GeometryState::kBadCoordinate:
      row.reject("OUT_OF_RANGE", "", feature.problem, "longitude within ±180, latitude within ±90");
      return {};
    case GeometryState::kUnreadable:
      row.reject("INVALID_GEOMETRY", "", feature.problem, "a line");
      return {};
    case GeometryState::kGood:
      break;
  }
  std::vector<geo::Line> lines = feature.geometry.lines();
  if (lines.empty()) row.reject("WRONG_GEOMETRY", "", "a point or an area", "a line");
  return lines;
}

std::uint64_t identity(const model::Road& road) {
  std::string text = normalised(road.name) + "|" + normalised(road.road_class) + "|";
  for (const std::byte byte : geo::Geometry::line(road.line).wkb()) {
    text.push_back(static_cast<char>(byte));
  }
  return stable_hash(text);
}

/// Appends one road a line, or rejects those of no length.
void append_roads(Row& row, const std::string& road_class, const VectorReader& reader,
                  std::vector<RoadRow>& out) {
  RoadRow road;
  road.name = row.text("name");
  road.road_class = road_class;
  road.one_way = one_way_of(row, reader.is_osm());
  if (!reader.is_osm()) road.levels = levels_of(row);
  road.max_speed_kmh = max_speed(row);
  road.paved = osm_is_paved(row.text("surface"));
  if (!road.paved) row.keep_in_extra("surface");
  for (const std::string_view level : {"level", "level_from", "level_to", "bridge", "tunnel"}) {
    row.keep_in_extra(level);
  }
  road.source = reader.short_name();
  road.extra = row.extra();
  for (geo::Line& line : usable_lines(row)) {
    if (line.size() < 2 || geo::Geometry::line(line).length() <= 0.0) {
      row.reject("INVALID_GEOMETRY", "", "a line without length", "two different points");
      continue;
    }
    road.line = std::move(line);
    out.push_back(road);
  }
}

}  // namespace

ImportedRoads import_roads(const ImportOptions& options, const core::JobContext& job) {
  VectorReader reader = open_source(options, Wanted::kLines);
  SourceProfile profile = recognise_roads(reader);
  RowLoop loop(options, std::move(reader), std::move(profile), road_fields());
  if (!loop.reader().has_geometry()) {
    throw core::InputError(options.source + ": layer " + loop.reader().layer() +
                           " has no geometry; roads need lines: name a layer of centrelines");
  }
  const bool osm = loop.reader().is_osm();
  KeyOptions keys;
  keys.candidates = {{"road_id"}, {"external_id"}, {"id"}, {"osm_id"}, {"globalid"}, {"linearid"}};
  Imported<RoadRow> in = loop.run<RoadRow>(
      job, keys,
      [&](Row& row, std::vector<RoadRow>& out) {
        const std::string road_class = road_class_of(row);
        if (osm && road_class.empty()) return;  // a stream, a fence
        const bool coded = is_feature_class(row.text("road_class"));
        const bool judged = osm || coded || osm_is_highway_class(road_class);
        if (judged && !osm_is_drivable(road_class)) {
          row.reject("NOT_DRIVABLE", "road_class", row.text("road_class"),
                     "a road that cars may use");
          return;
        }
        if (!is_open_to_cars(row)) {
          row.reject("NO_ACCESS", "access", "a road that is closed to the public's cars",
                     "a road that cars may use");
          return;
        }
        if (coded) row.keep_in_extra("road_class");
        append_roads(row, road_class, loop.reader(), out);
      },
      [](const RoadRow& road, const Row&) { return KeyRow{.identity = identity(road)}; });
  ImportedRoads roads;
  for (RoadRow& row : in.records) {
    roads.levels.push_back(row.levels);
    roads.records.push_back(std::move(row));
  }
  roads.diagnostics = std::move(in.diagnostics);
  roads.rows_read = in.rows_read;
  roads.source_rows = in.source_rows;
  roads.profile = std::move(in.profile);
  roads.key = std::move(in.key);
  return roads;
}

}  // namespace nearnet::io
