// SPDX-License-Identifier: Apache-2.0
#include "town/files.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "core/random.h"
#include "geo/local_frame.h"
#include "town/businesses.h"
#include "town/geojson.h"
#include "town/network.h"
#include "town/plant.h"

namespace nearnet::town {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kMadeUp =
    "Maple Harbor is made up: no such town, company, street or business exists. "
    "Written by data/town (make_town), do not edit.";

struct SpeedTier {
  int down_mbps;
  int up_mbps;
};

std::string plant_file(const char* name, const std::string& prefix, const std::string& provider,
                       const char* as_of, const std::vector<SpeedTier>& tiers,
                       const std::vector<geo::Geometry>& nodes, const geo::LocalFrame& frame) {
  GeoJson file(name, kMadeUp);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const SpeedTier tier = tiers[(i * 7) % tiers.size()];
    Json properties;
    properties["footprint_id"] = fmt::format("{}-{:03}", prefix, i + 1);
    properties["node"] = fmt::format("{}{:03}", prefix, 100 + i + 1);
    properties["provider"] = provider;
    properties["technology"] = "coax";
    properties["max_down_mbps"] = tier.down_mbps;
    properties["max_up_mbps"] = tier.up_mbps;
    properties["as_of"] = as_of;
    file.add_area(properties, frame.to_lon_lat(nodes[i]));
  }
  return file.text();
}

std::string competitor_file(const std::vector<Block>& blocks, const geo::LocalFrame& frame) {
  GeoJson file("town_competitor", kMadeUp);
  const auto add = [&](const char* id, const char* provider, const char* technology, int down,
                       int up, double reach, const auto& is_served) {
    Json properties;
    properties["footprint_id"] = id;
    properties["provider"] = provider;
    properties["technology"] = technology;
    properties["max_down_mbps"] = down;
    properties["max_up_mbps"] = up;
    properties["as_of"] = "2026-06-30";
    file.add_area(properties, frame.to_lon_lat(service_area(blocks, reach, is_served)));
  };
  add("BT-1", "Bayline Telephone", "dsl", 100, 10, 90.0,
      [](XY p) { return p.x > -1300.0 && p.x < 1600.0 && p.y < 700.0; });
  add("NF-1", "North Fiber", "fiber", 2000, 2000, 50.0, [](XY p) {
    return distance(p, {-190, -350}) < 480.0 || distance(p, {1000, -60}) < 420.0;
  });
  add("NF-2", "North Fiber", "fiber", 1000, 1000, 50.0,
      [](XY p) { return p.x < -1220.0 && p.x > -2000.0 && p.y < 60.0; });
  return file.text();
}

std::string no_solicit_file(const geo::LocalFrame& frame) {
  GeoJson file("town_no_solicit", kMadeUp);
  const auto add = [&](const char* id, const char* name, const char* rule,
                       const Polyline& corners) {
    geo::Polygon polygon;
    for (const XY p : corners) polygon.shell.push_back({p.x, p.y});
    polygon.shell.push_back(polygon.shell.front());
    Json properties;
    properties["area_id"] = id;
    properties["name"] = name;
    properties["rule"] = rule;
    file.add_area(properties, frame.to_lon_lat(geo::Geometry::polygon(polygon)));
  };
  add("NS-1", "Old Wharf district", "Town code 14-3: no door-to-door selling on the wharves",
      {{-20, -800}, {190, -700}, {290, -560}, {262, -430}, {150, -470}, {40, -560}, {-60, -600}});
  add("NS-2", "Hilltop Medical Park", "Posted: visits by appointment only",
      {{-1010, 120}, {-850, 90}, {-790, 200}, {-840, 300}, {-990, 310}});
  add("NS-3", "Eastgate Business Campus", "Right of entry refused by the owner",
      {{1560, 60}, {1800, 130}, {1840, 300}, {1700, 360}, {1560, 280}});
  return file.text();
}

std::string streets_file(const std::vector<Block>& blocks, const geo::LocalFrame& frame) {
  GeoJson file("town_streets", kMadeUp);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    Json properties;
    properties["road_id"] = fmt::format("R{:04}", i + 1);
    properties["name"] = block.name;
    properties["highway"] = block.highway;
    properties["oneway"] = block.one_way ? "yes" : "no";
    properties["maxspeed"] = block.max_speed_kmh;
    geo::Line line;
    for (const XY p : block.line) line.push_back(frame.to_lon_lat(p));
    file.add_line(properties, line);
  }
  return file.text();
}

std::string reps_file(const geo::LocalFrame& frame) {
  struct Home {
    const char* id;
    const char* name;
    XY place;
    const char* start;
    const char* end;
  };
  constexpr std::array<Home, 4> kHomes = {{{"R1", "Alice Marden", {-240, -300}, "08:30", "17:00"},
                                           {"R2", "Ben Okafor", {-1690, 230}, "08:00", "16:30"},
                                           {"R3", "Carla Rossi", {1130, -210}, "08:30", "17:00"},
                                           {"R4", "Dev Banerjee", {-520, 700}, "09:00", "17:30"}}};
  std::string text = csv_line(
      {"rep_id", "name", "email", "phone", "lat", "lon", "shift_start", "shift_end", "notes"});
  int number = 0;
  for (const Home& home : kHomes) {
    ++number;
    const geo::LonLat position = rounded(frame.to_lon_lat(home.place));
    text += csv_line({home.id, home.name, fmt::format("rep{}@example.com", number),
                      fmt::format("207-555-01{:02}", number), fmt::format("{:.7f}", position.lat),
                      fmt::format("{:.7f}", position.lon), home.start, home.end, "made-up sample"});
  }
  return text;
}

}  // namespace

std::map<std::string, std::string> write_town(std::uint64_t seed) {
  core::Random random(seed);
  const geo::LocalFrame frame(kTownSquare);
  const std::vector<Block> blocks = cut_at_crossings(lay_out_streets(random));
  const std::vector<geo::Geometry> home = lay_plant(home_system(), blocks, random);
  const std::vector<geo::Geometry> acquired = lay_plant(acquired_system(), blocks, random);
  std::vector<geo::Geometry> all = home;
  all.insert(all.end(), acquired.begin(), acquired.end());
  const geo::Geometry served = frame.to_lon_lat(geo::union_all(all));

  std::map<std::string, std::string> files;
  files["town_streets.geojson"] = streets_file(blocks, frame);
  files["town_footprints.geojson"] =
      plant_file("town_footprints", "MHC", "Maple Harbor Cable", "2026-06-30",
                 {{1200, 50}, {1000, 35}, {1000, 35}, {500, 20}}, home, frame);
  files["town_footprints_2.geojson"] =
      plant_file("town_footprints_2", "EBC", "Eastbank Cablevision", "2025-12-31",
                 {{600, 20}, {300, 10}}, acquired, frame);
  files["town_competitor.geojson"] = competitor_file(blocks, frame);
  files["town_no_solicit.geojson"] = no_solicit_file(frame);
  files["town_businesses.csv"] = businesses_csv(blocks, served, random);
  files["town_reps.csv"] = reps_file(frame);
  return files;
}

}  // namespace nearnet::town
