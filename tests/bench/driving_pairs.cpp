// SPDX-License-Identifier: Apache-2.0
// driving_pairs SOURCE.osm.pbf OUT [--turns 300] [--pairs 1000] [--kmh 36] [--seed N]
//
// For comparing drives with another router: copies the extract to OUT/town.osm.pbf with random turn
// restrictions added, drives between random places on its roads with every road at one speed, and
// writes OUT/pairs.json: from, to (longitude, latitude), seconds, metres. tests/bench/roads_peers
// runs it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/pbf_output.hpp>
#include <set>
#include <vector>

#include "core/random.h"
#include "io/import.h"
#include "io/import_turns.h"
#include "roads/road_network.h"

namespace {

using nearnet::core::JobContext;
using nearnet::core::Random;
using nlohmann::json;
namespace io = nearnet::io;
namespace geo = nearnet::geo;
namespace roads = nearnet::roads;

struct Options {
  std::string source;
  std::string out;
  std::size_t turns = 300;
  std::size_t pairs = 1'000;
  double kmh = 36.0;
  std::uint64_t seed = 1;
};

/// Ways that end at a node, by node.
using Ends = std::map<osmium::object_id_type, std::set<osmium::object_id_type>>;

std::string town(const Options& options) {
  return options.out + "/town.osm.pbf";
}

Ends ends_of_ways(const Options& options, const std::set<std::string>& roads) {
  Ends ends;
  osmium::io::Reader reader(options.source, osmium::osm_entity_bits::way);
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const auto& way : buffer.select<osmium::Way>()) {
      if (!roads.contains(fmt::format("way/{}", way.id())) || way.is_closed()) continue;
      ends[way.nodes().front().ref()].insert(way.id());
      ends[way.nodes().back().ref()].insert(way.id());
    }
  }
  reader.close();
  std::erase_if(ends, [](const auto& end) { return end.second.size() < 3; });
  return ends;
}

/// Nine in ten forbid a turn, the others all but one.
void add_restrictions(const Options& options, const Ends& ends, Random& random,
                      osmium::memory::Buffer& buffer) {
  constexpr osmium::object_id_type kFirst = 9'000'000'000;
  std::vector<Ends::value_type> crossings(ends.begin(), ends.end());
  for (std::size_t i = 0; i < options.turns && !crossings.empty(); ++i) {
    const auto& [node, ways] = crossings[random.below(crossings.size())];
    const std::vector<osmium::object_id_type> at(ways.begin(), ways.end());
    const std::size_t from = random.below(at.size());
    const std::size_t to = (from + 1 + random.below(at.size() - 1)) % at.size();
    {
      osmium::builder::RelationBuilder relation(buffer);
      relation.set_id(kFirst + static_cast<osmium::object_id_type>(i))
          .set_version(1)
          .set_visible(true);
      {
        osmium::builder::RelationMemberListBuilder members(relation);
        members.add_member(osmium::item_type::way, at[from], "from");
        members.add_member(osmium::item_type::node, node, "via");
        members.add_member(osmium::item_type::way, at[to], "to");
      }
      osmium::builder::TagListBuilder tags(relation);
      tags.add_tag("type", "restriction");
      tags.add_tag("restriction", random.chance(0.9) ? "no_left_turn" : "only_straight_on");
    }
    buffer.commit();
  }
}

void write_town(const Options& options, const Ends& ends, Random& random) {
  constexpr std::size_t kBuffer = 1'000'000;
  osmium::io::Reader reader(options.source);
  osmium::io::Writer writer(osmium::io::File(town(options)), reader.header(),
                            osmium::io::overwrite::allow);
  while (osmium::memory::Buffer buffer = reader.read()) writer(std::move(buffer));
  reader.close();
  osmium::memory::Buffer added(kBuffer, osmium::memory::Buffer::auto_grow::yes);
  add_restrictions(options, ends, random, added);
  writer(std::move(added));
  writer.close();
}

roads::RoadNetworkOptions one_speed(double kmh) {
  roads::RoadNetworkOptions options;
  for (auto& [road_class, speed] : options.speeds.by_class) speed = kmh;
  options.speeds.other_kmh = kmh;
  options.speeds.unpaved = 1.0;
  options.speeds.off_road_kmh = kmh;
  return options;
}

void run(const Options& options) {
  const JobContext job;
  std::set<std::string> names;
  for (const auto& road : io::import_roads({.source = options.source}, job).records) {
    names.insert(road.id.text());
  }
  Random random(options.seed);
  write_town(options, ends_of_ways(options, names), random);

  const io::ImportOptions source{.source = town(options)};
  auto streets = io::import_roads(source, job);
  const io::TurnsRead turns = io::import_turns(source, streets, job);
  std::vector<geo::LonLat> places;
  for (auto& road : streets.records) {
    road.max_speed_kmh.reset();
    places.insert(places.end(), road.line.begin(), road.line.end());
  }
  const roads::RoadNetwork network(streets.records, turns.records, one_speed(options.kmh), job);
  json pairs = json::array();
  while (pairs.size() < options.pairs) {
    const geo::LonLat from = places[random.below(places.size())];
    const geo::LonLat to = places[random.below(places.size())];
    const auto drive = network.drive(from, to);
    // Places that are cut off are taken to other roads, each router by its own rules.
    const auto is_road_point = [&](geo::LonLat p) {
      return std::ranges::find(places, p) != places.end();
    };
    if (!drive || drive->line.size() < 3 || !is_road_point(drive->line[1]) ||
        !is_road_point(drive->line[drive->line.size() - 2])) {
      continue;
    }
    json line = json::array();
    for (const geo::LonLat p : drive->line) line.push_back({p.lon, p.lat});
    pairs.push_back({{"from", {from.lon, from.lat}},
                     {"to", {to.lon, to.lat}},
                     {"seconds", drive->time.value},
                     {"metres", drive->distance.value},
                     {"line", line}});
  }
  std::ofstream(options.out + "/pairs.json") << json{{"kmh", options.kmh}, {"pairs", pairs}}.dump();
  fmt::print("{} roads, {} turn restrictions, {} pairs\n", streets.records.size(),
             turns.records.size(), pairs.size());
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Drives between random places, to compare with another router");
  Options options;
  app.add_option("source", options.source, "OpenStreetMap extract, PBF")->required();
  app.add_option("out", options.out, "Folder to write to")->required();
  app.add_option("--turns", options.turns, "Random turn restrictions to add");
  app.add_option("--pairs", options.pairs, "Pairs of places");
  app.add_option("--kmh", options.kmh, "Speed on every road");
  app.add_option("--seed", options.seed, "Of restrictions and places");
  CLI11_PARSE(app, argc, argv);
  try {
    run(options);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
