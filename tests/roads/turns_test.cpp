// SPDX-License-Identifier: Apache-2.0
// Turn restrictions: towns drawn in ASCII, and random ones against a search that remembers the way.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/random.h"
#include "geo/geodesic.h"
#include "roads/ascii_town.h"
#include "roads/careful_driver.h"

namespace nearnet::roads {
namespace {

const core::JobContext kJob({.threads = 2});

std::string way(const Town& town, char from, char to) {
  const auto drive = town.network().drive(town[from], town[to]);
  return drive ? town.letters(drive->line) : "";
}

TEST(Turns, WithoutALeftTurnOneGoesRoundTheBlock) {
  Town town({"  B-C",  //
             "  | |",  //
             "D-E-F"});
  EXPECT_EQ(way(town, 'D', 'B'), "DEB");
  town.forbid("DEB");
  EXPECT_EQ(way(town, 'D', 'B'), "DEFCB");
  EXPECT_EQ(way(town, 'F', 'D'), "FED");
  EXPECT_EQ(way(town, 'E', 'B'), "EB") << "who sets out there may";
  EXPECT_EQ(way(town, 'B', 'D'), "BED");
}

TEST(Turns, NobodyTurnsRoundBehindTheCrossingToEvadeASign) {
  const std::vector<std::string> map = {"    B      ",  //
                                        "    |      ",  //
                                        "A-G-X-H-C-I",  //
                                        "        |  ",  //
                                        "        J  "};
  Town town(map);
  town.forbid("GXB");
  EXPECT_EQ(way(town, 'A', 'B'), "AGXHCJCHXB") << "not at H or C, where one could go on";
  Town blind({"    B    ",  //
              "    |    ",  //
              "A-G-X-H-C"});
  blind.forbid("GXB");
  EXPECT_EQ(way(blind, 'A', 'B'), "AGXHCHXB") << "at a dead end";
}

const std::vector<std::string> kNineCrossings = {"A-B-C",  //
                                                 "| | |",  //
                                                 "D-E-F",  //
                                                 "| | |",  //
                                                 "G-H-I"};

TEST(Turns, OnlyStraightOnForbidsAllElse) {
  Town town(kNineCrossings);
  EXPECT_EQ(way(town, 'D', 'B').size(), 3U);
  town.require("DEF");
  EXPECT_EQ(way(town, 'D', 'F'), "DEF");
  EXPECT_EQ(way(town, 'D', 'B'), "DAB");
  EXPECT_EQ(way(town, 'D', 'H'), "DGH");
  EXPECT_EQ(way(town, 'B', 'D'), "BED") << "for who comes along D-E only";
}

TEST(Turns, TwoOnlyWaysOnAreBothOpen) {
  Town town(kNineCrossings);
  town.require("DEF");
  town.require("DEH");
  EXPECT_EQ(way(town, 'D', 'F'), "DEF");
  const geo::LonLat before_e{0.9 * kBlock, -kBlock};
  const RoadNetwork network = town.network();
  EXPECT_EQ(town.letters(network.drive(before_e, town['H'])->line), "EH");
  EXPECT_NE(town.letters(network.drive(before_e, town['B'])->line), "EB");
}

TEST(Turns, NoUTurnAtACrossing) {
  // C-B has to be left again by its west end; the sign at A sends drivers round by D.
  Town town({"E-A>B",  //
             "  | v",  //
             "  D<C"});
  EXPECT_EQ(way(town, 'D', 'E'), "DAE");
  EXPECT_EQ(way(town, 'A', 'A'), "AA");
  town.forbid("EAD");
  EXPECT_EQ(way(town, 'E', 'D'), "EABCD");
  town.forbid("EAE");
  EXPECT_EQ(way(town, 'E', 'D'), "EABCD");
  Town street({"A-B-C"});
  street.forbid("ABA");
  const geo::LonLat before_b{0.5 * kBlock, 0.0};
  EXPECT_EQ(street.letters(street.network().drive(street['B'], before_b)->line), "B");
  EXPECT_EQ(street.letters(street.network().drive(before_b, street['A'])->line), "A")
      << "one sets out either way";
}

TEST(Turns, WhereSignsLeaveNothingElseOneTurnsRound) {
  Town town({"A-B-C",  //
             "|   |",  //
             "D-E-F"});
  town.forbid("ABC");
  EXPECT_EQ(way(town, 'A', 'C'), "ADEFC");
  EXPECT_EQ(town.network().cut_off_km(), 0.0) << "who is in A-B gets out again";
  const geo::LonLat before_b{0.9 * kBlock, 0.0};
  EXPECT_EQ(town.letters(town.network().drive(before_b, town['D'])->line), "AD");
}

TEST(Turns, APlaceInTheStreetIsReachedAndLeftByTheSigns) {
  Town town({"A-B-C",  //
             "| | |",  //
             "D-E-F"});
  town.forbid("DEB");
  const RoadNetwork network = town.network();
  const geo::LonLat before{0.5 * kBlock, -kBlock};  // in D-E
  const geo::LonLat behind{kBlock, -0.5 * kBlock};  // in E-B
  const auto there = network.drive(before, behind);
  EXPECT_EQ(town.letters(there->line), "DAB") << "not even half of E-B";
  EXPECT_EQ(there->time.value, 30);
  EXPECT_EQ(town.letters(network.drive(behind, before)->line), "E");
  EXPECT_EQ(town.letters(network.drive(before, town['E'])->line), "E");
  EXPECT_EQ(town.letters(network.drive(town['E'], behind)->line), "E")
      << "who stops at the crossing leaves by any street";
}

TEST(Turns, SignsOfAOneWayStreet) {
  Town town({"A>B>C",  //
             "^ v v",  //
             "D<E<F"});
  EXPECT_EQ(way(town, 'A', 'E'), "ABE");
  town.forbid("ABE");
  EXPECT_EQ(way(town, 'A', 'E'), "ABCFE");
  EXPECT_NEAR(town.network().cut_off_km(), 0.1, 0.001) << "nobody gets from B to E";
}

TEST(Turns, SeveralSignsAtOneCrossing) {
  Town town(kNineCrossings);
  town.forbid("DEB");
  town.forbid("DEF");
  town.require("HEF");
  town.forbid("FEH");
  EXPECT_EQ(way(town, 'D', 'H').size(), 3U);
  EXPECT_EQ(way(town, 'D', 'F').size(), 5U);
  EXPECT_NE(way(town, 'D', 'F'), "DEF");
  EXPECT_EQ(way(town, 'H', 'F'), "HEF");
  EXPECT_EQ(way(town, 'H', 'B').size(), 5U) << "neither straight on";
  EXPECT_EQ(way(town, 'F', 'H'), "FIH");
  EXPECT_EQ(way(town, 'F', 'D'), "FED");
}

TEST(Turns, AWayOverAThirdStreet) {
  // A divided road: no turning back over the link X-Y, but crossing it from elsewhere is fine.
  Town town({"A<X<B",  //
             "v | ^",  //
             "C>Y>D"});
  EXPECT_EQ(way(town, 'C', 'A'), "CYXA");
  town.forbid("CYXA");
  EXPECT_EQ(way(town, 'C', 'A'), "CYDBXA");
  EXPECT_EQ(way(town, 'C', 'X'), "CYX") << "the link itself is open";
  const geo::LonLat in_link{kBlock, -0.5 * kBlock};
  EXPECT_EQ(town.letters(town.network().drive(in_link, town['A'])->line), "XA");
}

TEST(Turns, SignsThatFitNoRoadMeanNothing) {
  Town town({"A-B-C",  //
             "| | |",  //
             "D-E-F"});
  town.forbid("DEC");
  town.forbid("DE");
  town.require("ABF");
  EXPECT_EQ(way(town, 'D', 'B').size(), 3U);
  EXPECT_EQ(town.network().cut_off_km(), 0.0);
}

TEST(Turns, CostWhatTheProfileSays) {
  const Town town({"A-B-C",  //
                   "| | |",  //
                   "D-E-F"});
  RoadNetworkOptions options;
  options.speeds.other_kmh = 36.0;
  options.turns = {.left = core::Seconds(5),
                   .right = core::Seconds(2),
                   .straight = core::Seconds(1),
                   .round = core::Seconds(30)};
  const RoadNetwork network(town.roads(), {}, options, kJob);
  const auto seconds = [&](geo::LonLat from, geo::LonLat to) {
    const auto drive = network.drive(from, to);
    const std::vector<geo::LonLat> both = {from, to};
    EXPECT_EQ(network.matrix(both, kJob).travel.time(0, 1), drive->time);
    return drive->time.value;
  };
  EXPECT_EQ(seconds(town['D'], town['B']), 20) << "round the corner at A, where no other road is";
  EXPECT_EQ(seconds(town['D'], town['E']), 10) << "who stops at a crossing turns there at will";
  const geo::LonLat in_be{kBlock, -0.5 * kBlock};
  EXPECT_EQ(seconds(town['D'], in_be), 20) << "left at E";
  EXPECT_EQ(seconds(town['F'], in_be), 17) << "right at E";
  const geo::LonLat in_ef{1.5 * kBlock, -kBlock};
  EXPECT_EQ(seconds(town['D'], in_ef), 16) << "straight on";
  EXPECT_EQ(seconds(in_be, in_be), 0);
}

/// Some of the streets of a grid, each of one to three pieces, a fifth of them one-way.
std::vector<model::Road> random_streets(core::Random& random) {
  constexpr int kSide = 4;
  std::vector<model::Road> roads;
  const auto corner = [](int col, int row) { return geo::LonLat{col * kBlock, row * kBlock}; };
  const auto add = [&](geo::LonLat a, geo::LonLat b) {
    if (random.chance(0.12)) return;
    model::Road& road = roads.emplace_back();
    road.line = {a};
    const auto pieces = static_cast<int>(1 + random.below(3));
    for (int i = 1; i < pieces; ++i) {
      const double at = static_cast<double>(i) / pieces;
      road.line.push_back({a.lon + at * (b.lon - a.lon), a.lat + at * (b.lat - a.lat)});
    }
    road.line.push_back(b);
    if (random.chance(0.2)) {
      road.one_way = random.chance(0.5) ? model::OneWay::kForward : model::OneWay::kBackward;
    }
  };
  for (int row = 0; row < kSide; ++row) {
    for (int col = 0; col < kSide; ++col) {
      if (col + 1 < kSide) add(corner(col, row), corner(col + 1, row));
      if (row + 1 < kSide) add(corner(col, row), corner(col, row + 1));
    }
  }
  return roads;
}

/// Over two to four places that streets join, one after the other.
std::vector<model::TurnRestriction> random_turns(const CarefulDriver& streets,
                                                 core::Random& random) {
  std::vector<model::TurnRestriction> turns;
  for (std::uint64_t i = random.below(12); i > 0; --i) {
    model::TurnRestriction turn;
    turn.only = random.chance(0.3);
    const auto& first = streets.pieces()[random.below(streets.pieces().size())];
    turn.line = {first.from, first.to};
    if (random.chance(0.5)) std::swap(turn.line[0], turn.line[1]);
    const std::size_t points = random.chance(0.25) ? 4 : 3;
    while (turn.line.size() < points) {
      std::vector<geo::LonLat> on;
      for (const auto& piece : streets.pieces()) {
        if (piece.from == turn.line.back()) on.push_back(piece.to);
        if (piece.to == turn.line.back()) on.push_back(piece.from);
      }
      turn.line.push_back(on[random.below(on.size())]);
    }
    turns.push_back(std::move(turn));
  }
  return turns;
}

TEST(Turns, AreAsASearchThatRemembersTheWayFinds) {
  std::size_t compared = 0;
  std::size_t longer_by_signs = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    const std::vector<model::Road> roads = random_streets(random);
    RoadNetworkOptions options;
    if (random.chance(0.5)) {
      options.turns = {core::Seconds(4), core::Seconds(2), core::Seconds(1), core::Seconds(9)};
    }
    const CarefulDriver free_driver(roads, {}, options.turns);
    const auto turns = random_turns(free_driver, random);
    const CarefulDriver driver(roads, turns, options.turns);
    options.speeds.other_kmh = 36.0;
    const RoadNetwork network(roads, turns, options, kJob);
    std::vector<CarefulDriver::Spot> spots;
    std::vector<geo::LonLat> places;
    for (int i = 0; i < 12; ++i) {
      const CarefulDriver::Spot spot{random.below(driver.pieces().size()),
                                     random.chance(0.4) ? 0.0 : random.uniform(0.1, 0.9)};
      const geo::LonLat place = driver.place(spot);
      // Those on streets that are cut off are taken to others.
      const auto drive = network.drive(place, {place.lon, place.lat + 0.001 * kBlock});
      if (!drive || geo::geodesic_distance(drive->line[1], place).value > 0.5) continue;
      spots.push_back(spot);
      places.push_back(place);
    }
    const RoadNetwork::Matrix matrix = network.matrix(places, kJob);
    for (std::size_t i = 0; i < spots.size(); ++i) {
      for (std::size_t j = 0; j < spots.size(); ++j) {
        if (places[i] == places[j]) continue;
        const double expected = driver.seconds(spots[i], spots[j]);
        EXPECT_NEAR(static_cast<double>(matrix.travel.time(i, j).value), expected + 0.5, 0.6);
        EXPECT_EQ(network.drive(places[i], places[j])->time, matrix.travel.time(i, j));
        ++compared;
        if (expected > free_driver.seconds(spots[i], spots[j]) + 1.0) ++longer_by_signs;
      }
    }
  }
  EXPECT_GT(compared, 10'000U);
  EXPECT_GT(longer_by_signs, 500U);
}

}  // namespace
}  // namespace nearnet::roads
