// SPDX-License-Identifier: Apache-2.0
// The bundled town is what its program writes, and is a town: connected streets of the promised
// length, plant with holes and gaps, businesses in and out of reach.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "geo/geodesic.h"
#include "geo/geometry.h"
#include "geo/prepared_geometry.h"
#include "town/files.h"

namespace nearnet::town {
namespace {

using Json = nlohmann::json;

std::string committed(const std::string& name) {
  const auto path = std::filesystem::path(NEARNET_SOURCE_DIR) / "data" / name;
  std::ifstream stream(path, std::ios::binary);
  EXPECT_TRUE(stream) << path;
  return {std::istreambuf_iterator<char>(stream), {}};
}

Json features(const std::string& name) {
  return Json::parse(committed(name)).at("features");
}

geo::Line line_of(const Json& coordinates) {
  geo::Line line;
  for (const Json& p : coordinates) line.push_back({p.at(0), p.at(1)});
  return line;
}

geo::Geometry area_of(const Json& feature) {
  const Json& geometry = feature.at("geometry");
  const Json parts = geometry.at("type") == "Polygon" ? Json::array({geometry.at("coordinates")})
                                                      : geometry.at("coordinates");
  std::vector<geo::Polygon> polygons;
  for (const Json& rings : parts) {
    geo::Polygon polygon;
    for (std::size_t i = 0; i < rings.size(); ++i) {
      (i == 0 ? polygon.shell : polygon.holes.emplace_back()) = line_of(rings[i]);
    }
    polygons.push_back(std::move(polygon));
  }
  return geo::Geometry::multi_polygon(polygons);
}

std::vector<geo::Geometry> areas(const std::string& name) {
  std::vector<geo::Geometry> all;
  for (const Json& feature : features(name)) all.push_back(area_of(feature));
  return all;
}

/// Rows of a CSV file by column name. The town's files quote names, but never a line break.
std::vector<std::map<std::string, std::string>> rows(const std::string& name) {
  const auto cells = [](const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    return fields;
  };
  std::vector<std::string> lines = core::split(committed(name), '\n');
  EXPECT_EQ(lines.back(), "");
  lines.pop_back();
  const std::vector<std::string> header = cells(lines.at(0));
  std::vector<std::map<std::string, std::string>> all;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> fields = cells(lines[i]);
    EXPECT_EQ(fields.size(), header.size()) << lines[i];
    auto& row = all.emplace_back();
    for (std::size_t k = 0; k < header.size(); ++k) row[header[k]] = fields.at(k);
  }
  return all;
}

TEST(Town, IsByteForByteWhatItsProgramWrites) {
  const auto written = write_town(1);
  EXPECT_EQ(written.size(), 7U);
  for (const auto& [name, text] : written) {
    EXPECT_TRUE(committed(name) == text)
        << name << " is stale: run make_town data, and look at the difference";
  }
}

TEST(Town, DependsOnTheSeed) {
  EXPECT_NE(write_town(2).at("town_businesses.csv"), committed("town_businesses.csv"));
}

TEST(Town, SaysThatItIsMadeUp) {
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(NEARNET_SOURCE_DIR) / "data")) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("town_")) continue;
    EXPECT_THAT(committed(name), testing::ContainsRegex("made[ -]up")) << name;
  }
}

TEST(Town, HasSixtyKilometresOfStreets) {
  double metres = 0.0;
  std::set<std::string> classes;
  for (const Json& street : features("town_streets.geojson")) {
    const geo::Line line = line_of(street.at("geometry").at("coordinates"));
    metres += geo::geodesic_length(geo::Geometry::line(line)).value;
    classes.insert(street.at("properties").at("highway"));
  }
  EXPECT_NEAR(metres, 60'000.0, 6'000.0);
  EXPECT_THAT(classes,
              testing::UnorderedElementsAre("primary", "secondary", "tertiary", "residential"));
}

TEST(Town, EveryStreetCanBeReachedFromEveryOther) {
  std::map<geo::LonLat, std::vector<geo::LonLat>> ahead;
  std::map<geo::LonLat, std::vector<geo::LonLat>> back;
  std::set<geo::LonLat> ends;
  int one_way = 0;
  for (const Json& street : features("town_streets.geojson")) {
    const geo::Line line = line_of(street.at("geometry").at("coordinates"));
    const bool both = street.at("properties").at("oneway") == "no";
    one_way += both ? 0 : 1;
    ends.insert({line.front(), line.back()});
    ahead[line.front()].push_back(line.back());
    back[line.back()].push_back(line.front());
    if (both) {
      ahead[line.back()].push_back(line.front());
      back[line.front()].push_back(line.back());
    }
  }
  EXPECT_GT(one_way, 0);
  for (auto* edges : {&ahead, &back}) {
    std::set<geo::LonLat> seen{*ends.begin()};
    std::vector<geo::LonLat> open{*ends.begin()};
    while (!open.empty()) {
      const geo::LonLat at = open.back();
      open.pop_back();
      for (const geo::LonLat to : (*edges)[at]) {
        if (seen.insert(to).second) open.push_back(to);
      }
    }
    EXPECT_EQ(seen.size(), ends.size());
  }
}

TEST(Town, PlantIsValidWithHolesAndGaps) {
  for (const std::string name : {"town_footprints.geojson", "town_footprints_2.geojson"}) {
    const std::vector<geo::Geometry> nodes = areas(name);
    EXPECT_GE(nodes.size(), 20U) << name;
    std::size_t holes = 0;
    double sum = 0.0;
    for (const geo::Geometry& node : nodes) {
      EXPECT_TRUE(node.is_valid()) << name << ": " << node.invalid_reason();
      for (const geo::Polygon& part : node.polygons()) holes += part.holes.size();
      sum += geo::geodesic_area(node);
    }
    EXPECT_GE(holes, 5U) << name;
    const geo::Geometry whole = geo::union_all(nodes);
    EXPECT_NEAR(geo::geodesic_area(whole) / sum, 1.0, 0.001) << name << ": nodes overlap";
    std::size_t gaps = 0;
    for (const geo::Polygon& part : whole.polygons()) gaps += part.holes.size();
    EXPECT_GT(gaps, holes) << name << ": pockets between nodes";
  }
  EXPECT_THAT(areas("town_footprints.geojson").size(),
              testing::AllOf(testing::Ge(60U), testing::Le(120U)));
}

TEST(Town, TheTwoSystemsOverlapInPart) {
  const geo::Geometry home = geo::union_all(areas("town_footprints.geojson"));
  const geo::Geometry bought = geo::union_all(areas("town_footprints_2.geojson"));
  const double both = geo::geodesic_area(geo::intersection(home, bought));
  EXPECT_GT(both, 50'000.0);
  EXPECT_LT(both, 0.5 * geo::geodesic_area(bought));
}

TEST(Town, CompetitorsAndNoSolicitAreasAreValid) {
  EXPECT_EQ(areas("town_competitor.geojson").size(), 3U);
  EXPECT_EQ(areas("town_no_solicit.geojson").size(), 3U);
  for (const std::string name : {"town_competitor.geojson", "town_no_solicit.geojson"}) {
    for (const geo::Geometry& area : areas(name)) {
      EXPECT_TRUE(area.is_valid()) << name << ": " << area.invalid_reason();
    }
  }
}

TEST(Town, BusinessesAreOfEveryKindAndMostlyInReach) {
  std::vector<geo::Geometry> nodes = areas("town_footprints.geojson");
  for (geo::Geometry& node : areas("town_footprints_2.geojson")) nodes.push_back(std::move(node));
  const geo::Geometry whole = geo::union_all(nodes);
  const geo::PreparedGeometry served(whole);
  std::set<std::string> ids;
  std::map<std::string, int> count;
  for (auto& row : rows("town_businesses.csv")) {
    ids.insert(row["external_id"]);
    EXPECT_EQ(row["zip"], "04999");
    EXPECT_THAT(row["phone"], testing::StartsWith("207-555-"));
    ++count[row["status_class"]];
    for (const char* flag : {"do_not_contact", "closed", "residential"}) {
      count[flag] += row[flag] == "yes" ? 1 : 0;
    }
    const auto lon = core::parse_number(row["lon"]);
    const auto lat = core::parse_number(row["lat"]);
    if (!lon || !lat) {
      ++count["unplaced"];
      continue;
    }
    const bool inside = served.covers({*lon, *lat});
    count["inside"] += inside ? 1 : 0;
    EXPECT_TRUE(inside || row["status_class"] != "active") << "a customer without plant";
  }
  EXPECT_EQ(ids.size(), 4000U);
  EXPECT_EQ(count["unplaced"], 10);
  EXPECT_GT(count["active"], 300);
  EXPECT_GT(count["former"], 100);
  EXPECT_GT(count["do_not_contact"], 20);
  EXPECT_GT(count["closed"], 20);
  EXPECT_GT(count["residential"], 100);
  EXPECT_GT(count["inside"], 2800);
  EXPECT_LT(count["inside"], 3700);
}

TEST(Town, HasFourReps) {
  const auto reps = rows("town_reps.csv");
  ASSERT_EQ(reps.size(), 4U);
  for (const auto& rep : reps) EXPECT_TRUE(core::parse_number(rep.at("lon"))) << rep.at("name");
}

}  // namespace
}  // namespace nearnet::town
