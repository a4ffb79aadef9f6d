// SPDX-License-Identifier: Apache-2.0
// Turn restrictions: towns drawn in ASCII, and random ones against a search that remembers the way.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <queue>
#include <string>
#include <tuple>
#include <vector>

#include "core/random.h"
#include "geo/geodesic.h"
#include "roads/ascii_town.h"

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

TEST(Turns, OnlyStraightOnForbidsAllElse) {
  Town town({"A-B-C",  //
             "| | |",  //
             "D-E-F",  //
             "| | |",  //
             "G-H-I"});
  EXPECT_EQ(way(town, 'D', 'B').size(), 3U);
  town.require("DEF");
  EXPECT_EQ(way(town, 'D', 'F'), "DEF");
  EXPECT_EQ(way(town, 'D', 'B'), "DAB");
  EXPECT_EQ(way(town, 'D', 'H'), "DGH");
  EXPECT_EQ(way(town, 'B', 'D'), "BED") << "for who comes along D-E only";
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
  Town town({"A-B-C",  //
             "| | |",  //
             "D-E-F",  //
             "| | |",  //
             "G-H-I"});
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

/// The quickest way by its definition: a search over all that matters of how one has come.
class Driver {
 public:
  struct Piece {
    geo::LonLat from, to;
    bool forward = true, backward = true;
    double seconds = 0.0;
  };
  struct Step {
    std::size_t piece = 0;
    bool back = false;
    friend auto operator<=>(const Step&, const Step&) = default;
  };
  struct Spot {
    std::size_t piece = 0;
    double at = 0.0;  ///< 0 … 1 along it
  };

  Driver(const std::vector<model::Road>& roads, const std::vector<model::TurnRestriction>& turns) {
    for (const model::Road& road : roads) {
      for (std::size_t i = 1; i < road.line.size(); ++i) {
        const geo::LonLat a = road.line[i - 1];
        const geo::LonLat b = road.line[i];
        pieces_.push_back({a, b, road.one_way != model::OneWay::kBackward,
                           road.one_way != model::OneWay::kForward,
                           geo::geodesic_distance(a, b).value / 10.0});
      }
    }
    std::ranges::copy_if(turns, std::back_inserter(turns_),
                         [&](const model::TurnRestriction& turn) { return fits(turn.line); });
  }

  const std::vector<Piece>& pieces() const { return pieces_; }
  geo::LonLat place(const Spot& spot) const {
    const Piece& piece = pieces_[spot.piece];
    return {piece.from.lon + spot.at * (piece.to.lon - piece.from.lon),
            piece.from.lat + spot.at * (piece.to.lat - piece.from.lat)};
  }

  /// Seconds at 36 km/h; infinite where there is no way.
  double seconds(const Spot& start, const Spot& end) const {
    best_ = std::numeric_limits<double>::infinity();
    open_ = {};
    known_.clear();
    const geo::LonLat from = place(start);
    const bool in_street = start.at > 0.0 && start.at < 1.0;
    for (const Step step :
         steps_from(from, in_street ? std::optional(start.piece) : std::nullopt)) {
      const double begun = in_street ? (step.back ? 1.0 - start.at : start.at) : 0.0;
      drive({}, step, begun, 0.0, end);
    }
    if (place(end) == from) best_ = 0.0;
    while (!open_.empty()) {
      const auto [so_far, state] = open_.top();
      open_.pop();
      if (so_far >= best_) break;
      if (so_far > known_.at(state)) continue;
      const std::vector<Step> on = steps_from(head(state.driven.back()), std::nullopt);
      for (const Step step : on) {
        if (may(state, step, on.size())) drive(state, step, 0.0, so_far, end);
      }
    }
    return best_;
  }

 private:
  enum class Turning { kFree, kAtTheCrossing, kInTheStreet };
  struct State {
    std::vector<Step> driven;  ///< the last three
    Turning turning = Turning::kFree;
    friend auto operator<=>(const State&, const State&) = default;
  };

  geo::LonLat head(Step step) const {
    return step.back ? pieces_[step.piece].from : pieces_[step.piece].to;
  }
  bool open(Step step) const {
    return step.back ? pieces_[step.piece].backward : pieces_[step.piece].forward;
  }
  std::vector<Step> steps_from(geo::LonLat from, std::optional<std::size_t> within) const {
    std::vector<Step> steps;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (within && i != *within) continue;
      for (const bool back : {false, true}) {
        const geo::LonLat tail = back ? pieces_[i].to : pieces_[i].from;
        if (open({i, back}) && (within || tail == from)) steps.push_back({i, back});
      }
    }
    return steps;
  }
  std::size_t streets_at(geo::LonLat at) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        pieces_, [&](const Piece& piece) { return piece.from == at || piece.to == at; }));
  }
  geo::LonLat tail(Step step) const { return head({step.piece, !step.back}); }
  /// The way driven ends with the first `moves` moves of the restriction.
  bool ends_with(const std::vector<Step>& driven, const geo::Line& line, std::size_t moves) const {
    if (driven.size() < moves) return false;
    for (std::size_t i = 0; i < moves; ++i) {
      const Step step = driven[driven.size() - moves + i];
      if (tail(step) != line[i] || head(step) != line[i + 1]) return false;
    }
    return true;
  }
  /// Its line can be driven at all.
  bool fits(const geo::Line& line) const {
    for (std::size_t i = 1; i < line.size(); ++i) {
      const auto steps = steps_from(line[i - 1], std::nullopt);
      if (std::ranges::none_of(steps, [&](Step step) { return head(step) == line[i]; })) {
        return false;
      }
    }
    return true;
  }

  bool may(const State& state, Step next, std::size_t ways_on) const {
    const Step back{state.driven.back().piece, !state.driven.back().back};
    if (next == back && state.turning != Turning::kFree && ways_on > 1) return false;
    std::vector<Step> driven = state.driven;
    driven.push_back(next);
    for (const model::TurnRestriction& turn : turns_) {
      const std::size_t moves = turn.line.size() - 1;
      if (!turn.only && ends_with(driven, turn.line, moves)) return false;
      for (std::size_t i = 1; turn.only && i < moves; ++i) {
        if (ends_with(state.driven, turn.line, i) && !ends_with(driven, turn.line, i + 1)) {
          return false;
        }
      }
    }
    return true;
  }

  Turning turning_after(const State& state, const std::vector<Step>& driven) const {
    for (const model::TurnRestriction& turn : turns_) {
      if (ends_with(driven, turn.line, turn.line.size() - 2)) {
        return Turning::kAtTheCrossing;
      }
    }
    const Step last = driven.back();
    if (!open({last.piece, !last.back})) return Turning::kFree;
    if (state.turning == Turning::kAtTheCrossing) return Turning::kInTheStreet;
    const bool goes_on = state.turning == Turning::kInTheStreet && streets_at(tail(last)) == 2;
    return goes_on ? Turning::kInTheStreet : Turning::kFree;
  }

  void drive(const State& state, Step step, double begun, double so_far, const Spot& end) const {
    const Piece& piece = pieces_[step.piece];
    const double end_at = step.back ? 1.0 - end.at : end.at;
    if (step.piece == end.piece && end_at >= begun) {
      best_ = std::min(best_, so_far + (end_at - begun) * piece.seconds);
    }
    State there;
    there.driven = state.driven;
    there.driven.push_back(step);
    there.turning = turning_after(state, there.driven);
    if (there.driven.size() > 3) there.driven.erase(there.driven.begin());
    const double seconds = so_far + (1.0 - begun) * piece.seconds;
    if (head(step) == place(end)) best_ = std::min(best_, seconds);
    const auto [known, is_new] = known_.try_emplace(there, seconds);
    if (!is_new && known->second <= seconds) return;
    known->second = seconds;
    open_.emplace(seconds, there);
  }

  std::vector<Piece> pieces_;
  std::vector<model::TurnRestriction> turns_;
  using Open = std::pair<double, State>;
  mutable std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
  mutable std::map<State, double> known_;
  mutable double best_ = 0.0;
};

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
std::vector<model::TurnRestriction> random_turns(const Driver& streets, core::Random& random) {
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
    const Driver free_driver(roads, {});
    const auto turns = random_turns(free_driver, random);
    const Driver driver(roads, turns);
    RoadNetworkOptions options;
    options.speeds.other_kmh = 36.0;
    const RoadNetwork network(roads, turns, options, kJob);
    std::vector<Driver::Spot> spots;
    std::vector<geo::LonLat> places;
    for (int i = 0; i < 12; ++i) {
      const Driver::Spot spot{random.below(driver.pieces().size()),
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
