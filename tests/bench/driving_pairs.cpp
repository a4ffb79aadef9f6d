// SPDX-License-Identifier: Apache-2.0
// driving_pairs SOURCE.osm.pbf OUT [--turns 300] [--pairs 1000] [--kmh 36 | --by-class] [--seed N]
//
// For comparing drives with another router: copies the extract to OUT/town.osm.pbf with random turn
// restrictions added, drives between random places on its roads with every road at one speed, or
// each at that of its class and with that as its limit in the copy, and writes OUT/pairs.json:
// from, to (longitude, latitude), seconds, metres. tests/bench/roads_peers runs it.
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
  bool by_class = false;
  std::uint64_t seed = 1;
};

using Id = osmium::object_id_type;
/// Roads that end at a node: the ways that lead to it and those that lead away.
struct Crossing {
  std::set<Id> in;
  std::set<Id> out;
};
using Crossings = std::map<Id, Crossing>;

std::string town(const Options& options) {
  return options.out + "/town.osm.pbf";
}

Crossings crossings_of(const Options& options, const std::vector<nearnet::model::Road>& roads) {
  std::map<std::string, nearnet::model::OneWay> one_ways;
  for (const auto& road : roads) one_ways[road.id.text()] = road.one_way;
  Crossings crossings;
  osmium::io::Reader reader(options.source, osmium::osm_entity_bits::way);
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const auto& way : buffer.select<osmium::Way>()) {
      const auto road = one_ways.find(fmt::format("way/{}", way.id()));
      if (road == one_ways.end() || way.is_closed()) continue;
      Crossing& first = crossings[way.nodes().front().ref()];
      Crossing& last = crossings[way.nodes().back().ref()];
      if (road->second != nearnet::model::OneWay::kBackward) {
        first.out.insert(way.id());
        last.in.insert(way.id());
      }
      if (road->second != nearnet::model::OneWay::kForward) {
        first.in.insert(way.id());
        last.out.insert(way.id());
      }
    }
  }
  reader.close();
  std::erase_if(crossings, [](const auto& crossing) {
    return crossing.second.in.empty() || crossing.second.out.size() < 3;
  });
  return crossings;
}

Id any_of(const std::set<Id>& ids, Random& random) {
  return *std::next(ids.begin(), static_cast<std::ptrdiff_t>(random.below(ids.size())));
}

/// Nine in ten forbid a turn, the others all but one.
void add_restrictions(const Options& options, const Crossings& crossings, Random& random,
                      osmium::memory::Buffer& buffer) {
  constexpr Id kFirst = 9'000'000'000;
  const std::vector<Crossings::value_type> all(crossings.begin(), crossings.end());
  for (std::size_t added = 0; added < options.turns;) {
    const auto& [node, ways] = all.at(random.below(all.size()));
    const Id from = any_of(ways.in, random);
    const Id to = any_of(ways.out, random);
    if (from == to) continue;
    {
      osmium::builder::RelationBuilder relation(buffer);
      relation.set_id(kFirst + static_cast<Id>(added)).set_version(1).set_visible(true);
      {
        osmium::builder::RelationMemberListBuilder members(relation);
        members.add_member(osmium::item_type::way, from, "from");
        members.add_member(osmium::item_type::node, node, "via");
        members.add_member(osmium::item_type::way, to, "to");
      }
      osmium::builder::TagListBuilder tags(relation);
      tags.add_tag("type", "restriction");
      tags.add_tag("restriction", random.chance(0.9) ? "no_left_turn" : "only_straight_on");
    }
    buffer.commit();
    ++added;
  }
}

/// The same way with a limit that is what its class is driven at; nothing for ways of no class.
bool limit_by_class(const osmium::Way& way, osmium::memory::Buffer& buffer) {
  const auto speeds = roads::DrivingSpeeds().by_class;
  const auto speed = speeds.find(way.tags().get_value_by_key("highway", ""));
  if (speed == speeds.end()) return false;
  {
    osmium::builder::WayBuilder copy(buffer);
    copy.set_id(way.id()).set_version(1).set_visible(true);
    copy.add_item(way.nodes());
    osmium::builder::TagListBuilder tags(copy);
    for (const osmium::Tag& tag : way.tags()) {
      if (std::string_view(tag.key()).starts_with("maxspeed")) continue;
      tags.add_tag(tag.key(), tag.value());
    }
    tags.add_tag("maxspeed", fmt::format("{}", speed->second));
  }
  buffer.commit();
  return true;
}

osmium::memory::Buffer limited(const osmium::memory::Buffer& given) {
  osmium::memory::Buffer buffer(given.committed(), osmium::memory::Buffer::auto_grow::yes);
  for (const osmium::OSMObject& object : given.select<osmium::OSMObject>()) {
    const bool is_way = object.type() == osmium::item_type::way;
    if (is_way && limit_by_class(static_cast<const osmium::Way&>(object), buffer)) continue;
    buffer.add_item(object);
    buffer.commit();
  }
  return buffer;
}

void write_town(const Options& options, const Crossings& crossings, Random& random) {
  constexpr std::size_t kBuffer = 1'000'000;
  osmium::io::Reader reader(options.source);
  osmium::io::Writer writer(osmium::io::File(town(options)), reader.header(),
                            osmium::io::overwrite::allow);
  while (osmium::memory::Buffer buffer = reader.read()) {
    writer(options.by_class ? limited(buffer) : std::move(buffer));
  }
  reader.close();
  osmium::memory::Buffer added(kBuffer, osmium::memory::Buffer::auto_grow::yes);
  add_restrictions(options, crossings, random, added);
  writer(std::move(added));
  writer.close();
}

roads::RoadNetworkOptions speeds_of(const Options& wanted) {
  roads::RoadNetworkOptions options;
  options.speeds.unpaved = 1.0;
  if (wanted.by_class) return options;
  for (auto& [road_class, speed] : options.speeds.by_class) speed = wanted.kmh;
  options.speeds.other_kmh = wanted.kmh;
  options.speeds.off_road_kmh = wanted.kmh;
  return options;
}

void run(const Options& options) {
  const JobContext job;
  Random random(options.seed);
  const auto all = io::import_roads({.source = options.source}, job).records;
  write_town(options, crossings_of(options, all), random);

  const io::ImportOptions source{.source = town(options)};
  auto streets = io::import_roads(source, job);
  const io::TurnsRead turns = io::import_turns(source, streets, job);
  std::vector<geo::LonLat> places;
  std::set<std::pair<geo::LonLat, geo::LonLat>> pieces;
  for (auto& road : streets.records) {
    road.max_speed_kmh.reset();
    places.insert(places.end(), road.line.begin(), road.line.end());
    for (std::size_t i = 1; i < road.line.size(); ++i) {
      pieces.insert({road.line[i - 1], road.line[i]});
      pieces.insert({road.line[i], road.line[i - 1]});
    }
  }
  const roads::RoadNetwork network(streets.records, turns.records, speeds_of(options), job);
  json pairs = json::array();
  while (pairs.size() < options.pairs) {
    const geo::LonLat from = places[random.below(places.size())];
    const geo::LonLat to = places[random.below(places.size())];
    const auto drive = network.drive(from, to);
    // Places that are cut off are taken to other roads, by each router's own rules.
    if (!drive || drive->line.size() < 3 || !pieces.contains({from, drive->line[1]}) ||
        !pieces.contains({drive->line[drive->line.size() - 2], to})) {
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
  std::ofstream(options.out + "/pairs.json")
      << json{{"kmh", options.by_class ? 0.0 : options.kmh}, {"pairs", pairs}}.dump();
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
  app.add_flag("--by-class", options.by_class, "Each road at the speed of its class instead");
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
