// SPDX-License-Identifier: Apache-2.0
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

/// Besides OSM's words, those of county centreline files.
model::OneWay one_way_of(const Row& row) {
  const std::string text = core::lower_case(row.text("one_way"));
  for (const std::string_view with : {"ft", "one-way", "oneway", "forward"}) {
    if (text == with) return model::OneWay::kForward;
  }
  if (text == "tf" || text == "backward") return model::OneWay::kBackward;
  if (text == "b" || text == "two-way" || text == "both") return model::OneWay::kNo;
  return osm_one_way(text, row.text("junction"), row.text("road_class"));
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
void append_roads(Row& row, const std::string& road_class, const std::string& source,
                  std::vector<model::Road>& out) {
  model::Road road;
  road.name = row.text("name");
  road.road_class = road_class;
  road.one_way = one_way_of(row);
  road.max_speed_kmh = max_speed(row);
  road.paved = osm_is_paved(row.text("surface"));
  if (!road.paved) row.keep_in_extra("surface");
  road.source = source;
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

Imported<model::Road> import_roads(const ImportOptions& options, const core::JobContext& job) {
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
  return loop.run<model::Road>(
      job, keys,
      [&](Row& row, std::vector<model::Road>& out) {
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
        append_roads(row, road_class, loop.reader().short_name(), out);
      },
      [](const model::Road& road, const Row&) { return KeyRow{.identity = identity(road)}; });
}

}  // namespace nearnet::io
