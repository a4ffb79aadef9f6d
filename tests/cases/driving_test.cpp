// SPDX-License-Identifier: Apache-2.0
// Days driven on roads: in the bundled town by the command line, and on the real streets of Bangor.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <map>
#include <queue>
#include <set>

#include "cases/market.h"
#include "core/random.h"
#include "geo/geodesic.h"
#include "io/import.h"
#include "roads/road_network.h"
#include "testing/fake_osrm.h"
#include "testing/http_server.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_cli;
using testing::run_json;

std::vector<std::string> plan_words(const Market& market, const std::string& travel) {
  return {"days",       market.path(),  "plan",   "--rep",    "R1",
          "--from",     "2026-11-23",   "--days", "2",        "--today",
          "2026-11-20", "--iterations", "300",    "--travel", travel};
}

TEST(Driving, DaysFollowTheStreetsOfTheTown) {
  Market market;
  market.publish();
  const Json plan = run_json(plan_words(market, "roads"));
  EXPECT_GT(plan["visited"], 10);
  std::map<std::string, geo::Line> lines;
  io::VectorReader routes({.source = market.path(), .layer = "routes"});
  io::Feature feature;
  while (routes.next(feature)) {
    lines[io::to_text(feature.values.at(*routes.field("date")))] = feature.geometry.lines().front();
  }
  ASSERT_EQ(lines.size(), 2U);
  for (const Json& day : plan["days"]) {
    const geo::Line& line = lines.at(day["date"]);
    EXPECT_GT(line.size(), 2 * day["stops"].size()) << "corners lie between the stops";
    const double km = geo::geodesic_length(geo::Geometry::line(line)).value / 1'000.0;
    EXPECT_NEAR(km, day["drive_km"].get<double>(), 0.05 + 0.001 * km);
  }
  market.expect_sound();
}

TEST(Driving, TakesTheRoadsWhereThereAreAny) {
  Market market;
  market.publish();
  const std::string roads = run_json(plan_words(market, "roads"))["days"].dump();
  auto words = plan_words(market, "crow");
  EXPECT_NE(run_json(words)["days"].dump(), roads);
  words.resize(words.size() - 2);
  EXPECT_EQ(run_json(words)["days"].dump(), roads);
}

TEST(Driving, AsksTheServerThatTheUserNames) {
  Market market;
  market.publish();
  const testing::HttpServer server(testing::fake_osrm);
  auto words = plan_words(market, "osrm:" + server.url());
  words.insert(words.end(), {"--parking", "0min"});
  const Json plan = run_json(words);
  EXPECT_GT(plan["visited"], 10);
  std::map<std::string, geo::LonLat> positions;
  io::VectorReader stops({.source = market.path(), .layer = "stops"});
  io::Feature feature;
  while (stops.next(feature)) {
    positions[io::to_text(feature.values.at(*stops.field("business_id")))] =
        feature.geometry.centroid();
  }
  const auto minutes = [](const std::string& clock) {
    return 60 * std::stoi(clock.substr(0, 2)) + std::stoi(clock.substr(3));
  };
  for (const Json& day : plan["days"]) {
    for (std::size_t i = 1; i < day["stops"].size(); ++i) {
      const Json& before = day["stops"][i - 1];
      const Json& stop = day["stops"][i];
      const double way = testing::fake_osrm_seconds(positions.at(before["business"]),
                                                    positions.at(stop["business"])) /
                         60.0;
      const int gone = minutes(stop["arrive"]) - minutes(before["depart"]);
      if (day["lunch"]["start"] >= before["depart"] && day["lunch"]["end"] <= stop["arrive"]) {
        continue;
      }
      EXPECT_NEAR(gone, way, 1.1) << before << stop;
    }
  }
  market.expect_sound();
  words.back() = "-1min";
  EXPECT_NE(run_cli(words).code, 0);
}

TEST(Driving, DriveAreasSayWhoIsNear) {
  Market market;
  market.publish();
  const std::string file = market.file("around.geojson");
  const Json json = run_json({"drive-area", market.path(), file, "--at", "-68.2030,44.8973",
                              "--within", "1min,2min,60min"});
  ASSERT_EQ(json["areas"].size(), 3U);
  EXPECT_GT(json["areas"][0]["prospects"], 0);
  EXPECT_LT(json["areas"][0]["prospects"], json["areas"][1]["prospects"]);
  EXPECT_LT(json["areas"][1]["prospects"], json["areas"][2]["prospects"]);
  const Json all = run_json({"eligibility", market.path(), "--today", "2026-11-20"});
  EXPECT_GE(json["areas"][2]["prospects"], all["eligible"].get<int>() * 95 / 100)
      << "an hour leads to nearly everybody in town";
  io::VectorReader reader({.source = file});
  io::Feature feature;
  std::vector<double> areas;
  while (reader.next(feature)) {
    EXPECT_TRUE(feature.geometry.is_valid());
    areas.push_back(feature.geometry.area());
  }
  ASSERT_EQ(areas.size(), 3U);
  EXPECT_TRUE(std::is_sorted(areas.begin(), areas.end()));
  const auto fails = [&](const std::string& at, const std::string& within) {
    return run_cli({"drive-area", market.path(), "--at", at, "--within", within});
  };
  EXPECT_THAT(fails("10,10", "5min").err, HasSubstr("not near a road"));
  EXPECT_THAT(fails("-68.2030,44.8973", "5h").err, HasSubstr("3 hours"));
  EXPECT_THAT(fails("-68.2030,44.8973", "five").err, HasSubstr("not a duration"));
}

TEST(Driving, SaysThatTheServerIsNone) {
  Market market;
  market.publish();
  const auto gone = run_cli(plan_words(market, "osrm:http://127.0.0.1:1"));
  EXPECT_NE(gone.code, 0);
  EXPECT_THAT(gone.err, HasSubstr("http://127.0.0.1:1: expected the answer of an OSRM server"));
}

TEST(Driving, SaysWhatItCannotDriveOn) {
  Market market;
  market.publish();
  const auto unknown = run_cli(plan_words(market, "horse"));
  EXPECT_NE(unknown.code, 0);
  EXPECT_THAT(unknown.err, HasSubstr("roads (the imported ones), crow"));
}

/// Streets as pieces between two places, with nothing of the engine but its speeds. Turns: three
/// places each.
class StreetMap {
 public:
  StreetMap(const std::vector<model::Road>& roads,
            const std::vector<model::TurnRestriction>& turns) {
    const roads::DrivingSpeeds speeds;
    for (const model::Road& road : roads) {
      for (std::size_t i = 1; i < road.line.size(); ++i) {
        const geo::LonLat a = road.line[i - 1];
        const geo::LonLat b = road.line[i];
        const double seconds = geo::geodesic_distance(a, b).value * 3.6 / speeds.kmh(road);
        if (road.one_way != model::OneWay::kBackward) add({a, b, seconds});
        if (road.one_way != model::OneWay::kForward) add({b, a, seconds});
        beside_[a].insert(b);
        beside_[b].insert(a);
      }
    }
    for (const model::TurnRestriction& turn : turns) {
      if (joined(turn.line[0], turn.line[1]) && joined(turn.line[1], turn.line[2])) {
        turns_[{turn.line[0], turn.line[1]}].push_back(turn);
      }
    }
  }

  std::vector<geo::LonLat> places() const {
    std::vector<geo::LonLat> all;
    for (const auto& [place, others] : beside_) all.push_back(place);
    return all;
  }
  const std::set<geo::LonLat>& beside(geo::LonLat place) const { return beside_.at(place); }
  /// One may drive straight from one place to the other.
  bool joined(geo::LonLat from, geo::LonLat to) const {
    const auto leaving = leaving_.find(from);
    return leaving != leaving_.end() &&
           std::ranges::any_of(leaving->second, [&](std::size_t i) { return pieces_[i].to == to; });
  }

  /// A search over pieces, and whether one may turn round at their ends.
  std::map<geo::LonLat, double> seconds_from(geo::LonLat start) const {
    std::map<geo::LonLat, double> seconds{{start, 0.0}};
    std::map<State, double> known;
    using Open = std::pair<double, State>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    const auto reach = [&](State state, double at) {
      const auto [best, is_new] = known.try_emplace(state, at);
      if (!is_new && best->second <= at) return;
      best->second = at;
      open.emplace(at, state);
      const auto [place, first] = seconds.try_emplace(pieces_[state.first].to, at);
      if (!first) place->second = std::min(place->second, at);
    };
    for (const std::size_t piece : leaving_.at(start)) {
      reach({piece, turning_on(piece, Turning::kFree)}, pieces_[piece].seconds);
    }
    while (!open.empty()) {
      const auto [so_far, state] = open.top();
      open.pop();
      if (so_far > known.at(state)) continue;
      const auto on = leaving_.find(pieces_[state.first].to);
      if (on == leaving_.end()) continue;
      for (const std::size_t next : on->second) {
        if (!may(state, next, on->second)) continue;
        reach({next, turning_on(next, state.second)}, so_far + pieces_[next].seconds);
      }
    }
    return seconds;
  }

 private:
  struct Piece {
    geo::LonLat from, to;
    double seconds = 0.0;
  };
  enum class Turning { kFree, kAtTheCrossing, kInTheStreet };
  using State = std::pair<std::size_t, Turning>;

  void add(const Piece& piece) {
    leaving_[piece.from].push_back(pieces_.size());
    pieces_.push_back(piece);
  }
  bool may(const State& state, std::size_t next, const std::vector<std::size_t>& ways_on) const {
    const geo::LonLat back = pieces_[state.first].from;
    const bool evades = pieces_[next].to == back && state.second != Turning::kFree &&
                        std::ranges::any_of(ways_on, [&](std::size_t other) {
                          return pieces_[other].to != back && signs_allow(state.first, other);
                        });
    return !evades && signs_allow(state.first, next);
  }
  bool signs_allow(std::size_t before, std::size_t next) const {
    const Piece& piece = pieces_[before];
    const auto here = turns_.find({piece.from, piece.to});
    if (here == turns_.end()) return true;
    bool ordered = false;
    bool as_ordered = false;
    for (const model::TurnRestriction& turn : here->second) {
      const bool this_turn = pieces_[next].to == turn.line[2];
      if (!turn.only && this_turn) return false;
      ordered = ordered || turn.only;
      as_ordered = as_ordered || (turn.only && this_turn);
    }
    return !ordered || as_ordered;
  }
  Turning turning_on(std::size_t next, Turning before) const {
    const Piece& piece = pieces_[next];
    if (turns_.contains({piece.from, piece.to})) return Turning::kAtTheCrossing;
    if (!joined(piece.to, piece.from)) return Turning::kFree;
    const bool goes_on = before == Turning::kAtTheCrossing ||
                         (before == Turning::kInTheStreet && beside(piece.from).size() == 2);
    return goes_on ? Turning::kInTheStreet : Turning::kFree;
  }

  std::vector<Piece> pieces_;
  std::map<geo::LonLat, std::vector<std::size_t>> leaving_;
  std::map<geo::LonLat, std::set<geo::LonLat>> beside_;
  std::map<std::pair<geo::LonLat, geo::LonLat>, std::vector<model::TurnRestriction>> turns_;
};

/// At crossings of the streets, a fifth of them the only way on.
std::vector<model::TurnRestriction> random_turns(const StreetMap& streets, std::size_t count,
                                                 core::Random& random) {
  const std::vector<geo::LonLat> places = streets.places();
  const auto any_of = [&](const std::set<geo::LonLat>& some) {
    return *std::next(some.begin(), static_cast<std::ptrdiff_t>(random.below(some.size())));
  };
  std::vector<model::TurnRestriction> turns;
  while (turns.size() < count) {
    const geo::LonLat crossing = places[random.below(places.size())];
    const std::set<geo::LonLat>& others = streets.beside(crossing);
    if (others.size() < 3) continue;
    model::TurnRestriction& turn = turns.emplace_back();
    turn.only = random.chance(0.2);
    turn.line = {any_of(others), crossing, any_of(others)};
  }
  return turns;
}

class Bangor : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string maine = shared_file("maine");
    if (maine.empty()) GTEST_SKIP() << "shared/data/maine is not beside this project";
    io::ImportOptions options;
    options.source = maine + "/osm/bangor_maine.osm.pbf";
    roads_ = io::import_roads(options, job_).records;
  }

  /// Drives between a hundred places take what the map says.
  void compare(const std::vector<model::TurnRestriction>& turns, core::Random& random) {
    const StreetMap streets(roads_, turns);
    const roads::RoadNetwork network(roads_, turns, {}, job_);
    EXPECT_LT(network.cut_off_km(), 0.15 * network.total_km());
    std::vector<geo::LonLat> places = streets.places();
    random.shuffle(places);
    // Places of the main part: that most others can be reached from, and that can be reached.
    std::vector<std::pair<geo::LonLat, std::map<geo::LonLat, double>>> chosen;
    for (const geo::LonLat place : places) {
      if (chosen.size() == 110) break;
      auto seconds = streets.seconds_from(place);
      if (seconds.size() > places.size() / 2) chosen.emplace_back(place, std::move(seconds));
    }
    const auto most = chosen;
    std::erase_if(chosen, [&](const auto& one) {
      const auto reached_from = [&](const auto& other) { return other.second.contains(one.first); };
      return 2 * std::ranges::count_if(most, reached_from) < std::ssize(most);
    });
    ASSERT_GT(chosen.size(), 100U);
    std::vector<geo::LonLat> ends;
    for (const auto& [place, seconds] : chosen) ends.push_back(place);
    const roads::RoadNetwork::Matrix matrix = network.matrix(ends, job_);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      for (std::size_t j = 0; j < ends.size(); ++j) {
        // Rounded up, and each piece of road to its millisecond.
        EXPECT_NEAR(static_cast<double>(matrix.travel.time(i, j).value),
                    chosen[i].second.at(ends[j]) + 0.5, 0.8);
      }
    }
  }

  const core::JobContext job_{{.threads = 2}};
  std::vector<model::Road> roads_;
};

TEST_F(Bangor, DrivesTakeWhatTheQuickestWayTakes) {
  core::Random random(41);
  SCOPED_TRACE("seed 41");
  compare({}, random);
}

TEST_F(Bangor, DrivesTakeWhatTheQuickestWayTakesThatSignsAllow) {
  core::Random random(43);
  SCOPED_TRACE("seed 43");
  compare(random_turns(StreetMap(roads_, {}), 400, random), random);
}

}  // namespace
}  // namespace nearnet::cases
