// SPDX-License-Identifier: Apache-2.0
// Days driven on roads: in the bundled town by the command line, and on the real streets of Bangor.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <set>

#include "cases/market.h"
#include "core/random.h"
#include "geo/geodesic.h"
#include "io/import.h"
#include "roads/road_network.h"

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

TEST(Driving, SaysWhatItCannotDriveOn) {
  Market market;
  market.publish();
  const auto unknown = run_cli(plan_words(market, "osrm:http://localhost"));
  EXPECT_NE(unknown.code, 0);
  EXPECT_THAT(unknown.err, HasSubstr("roads (the imported ones) and crow"));
}

/// Streets as a map of places, with nothing of the engine but its speeds.
class StreetMap {
 public:
  explicit StreetMap(const std::vector<model::Road>& roads) {
    const roads::DrivingSpeeds speeds;
    for (const model::Road& road : roads) {
      for (std::size_t i = 1; i < road.line.size(); ++i) {
        const geo::LonLat a = road.line[i - 1];
        const geo::LonLat b = road.line[i];
        const double seconds = geo::geodesic_distance(a, b).value * 3.6 / speeds.kmh(road);
        if (road.one_way != model::OneWay::kBackward) out_[a].emplace_back(b, seconds);
        if (road.one_way != model::OneWay::kForward) out_[b].emplace_back(a, seconds);
        places_.insert({a, b});
      }
    }
  }

  std::vector<geo::LonLat> places() const { return {places_.begin(), places_.end()}; }

  std::map<geo::LonLat, double> seconds_from(geo::LonLat start) const {
    std::map<geo::LonLat, double> seconds{{start, 0.0}};
    using Open = std::pair<double, geo::LonLat>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    open.emplace(0.0, start);
    while (!open.empty()) {
      const auto [so_far, place] = open.top();
      open.pop();
      const auto links = out_.find(place);
      if (so_far > seconds.at(place) || links == out_.end()) continue;
      for (const auto& [to, more] : links->second) {
        const auto [known, is_new] = seconds.try_emplace(to, so_far + more);
        if (!is_new && known->second <= so_far + more) continue;
        known->second = so_far + more;
        open.emplace(known->second, to);
      }
    }
    return seconds;
  }

 private:
  std::map<geo::LonLat, std::vector<std::pair<geo::LonLat, double>>> out_;
  std::set<geo::LonLat> places_;
};

TEST(Driving, OnTheStreetsOfBangorItTakesWhatTheQuickestWayTakes) {
  const std::string maine = shared_file("maine");
  if (maine.empty()) GTEST_SKIP() << "shared/data/maine is not beside this project";
  io::ImportOptions options;
  options.source = maine + "/osm/bangor_maine.osm.pbf";
  const core::JobContext job({.threads = 2});
  const std::vector<model::Road> roads = io::import_roads(options, job).records;
  const roads::RoadNetwork network(roads, {}, {}, job);
  EXPECT_LT(network.cut_off_km(), 0.15 * network.total_km());

  const StreetMap streets(roads);
  core::Random random(41);
  SCOPED_TRACE("seed 41");
  std::vector<geo::LonLat> places = streets.places();
  random.shuffle(places);
  // Places on streets of the main part, which are those from where most others can be reached.
  std::vector<geo::LonLat> chosen;
  for (const geo::LonLat place : places) {
    if (chosen.size() == 100) break;
    const auto drive = network.drive(place, place);
    const bool of_main_part = streets.seconds_from(place).size() > places.size() / 2;
    if (drive && of_main_part) chosen.push_back(place);
  }
  ASSERT_EQ(chosen.size(), 100U);
  const roads::RoadNetwork::Matrix matrix = network.matrix(chosen, job);
  std::size_t compared = 0;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::map<geo::LonLat, double> seconds = streets.seconds_from(chosen[i]);
    for (std::size_t j = 0; j < chosen.size(); ++j) {
      const auto expected = seconds.find(chosen[j]);
      if (expected == seconds.end()) continue;  // an end from which one can only leave
      // Rounded up, and each piece of road to its millisecond.
      EXPECT_NEAR(static_cast<double>(matrix.travel.time(i, j).value), expected->second + 0.5, 0.8);
      ++compared;
    }
  }
  EXPECT_GT(compared, 9'000U);
  RecordProperty("pairs", static_cast<int>(compared));
}

}  // namespace
}  // namespace nearnet::cases
