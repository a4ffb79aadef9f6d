// SPDX-License-Identifier: Apache-2.0
// nearnet territories on plain files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_failing;
using testing::run_json;

/// A grid of cells that share edges; POP and JOBS grow to the east and to the north.
std::string grid(int columns, int rows) {
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      text += fmt::format(
          R"({}{{"type":"Feature","properties":{{"GEOID":"0{}{}","POP":{},"JOBS":{}}},"geometry":)"
          R"({{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
          x + y == 0 ? "" : ",", y, x, 10 + x, 10 + y, x, y, x + 1, y, x + 1, y + 1, x, y + 1, x,
          y);
    }
  }
  return text + "]}";
}

class PlainTerritories : public ::testing::Test {
 protected:
  testing::TempDir dir_;
  const std::string units_ = dir_.write("units.geojson", grid(8, 6));
};

TEST_F(PlainTerritories, EveryUnitGetsATerritoryAndTheFiguresAgree) {
  for (const char* extension : {"gpkg", "geojson", "csv"}) {
    SCOPED_TRACE(extension);
    const std::string out = dir_.file(std::string("out.") + extension);
    const Json json = run_json({"territories", "--units", units_, "--weight", "POP", "--weight",
                                "JOBS", "--count", "3", "--output", out, "--seed", "7"});
    ASSERT_EQ(json["territories"].size(), 3U);
    EXPECT_TRUE(json["connected"].get<bool>());
    const auto rows = read_rows(out, {"GEOID", "POP", "JOBS", "territory"});
    ASSERT_EQ(rows.size(), 48U);
    std::map<std::string, std::pair<double, double>> sums;
    for (const auto& row : rows) {
      sums[row[3]].first += std::stod(row[1]);
      sums[row[3]].second += std::stod(row[2]);
    }
    ASSERT_EQ(sums.size(), 3U);
    double total_pop = 0.0;
    double total_jobs = 0.0;
    for (const auto& [territory, sum] : sums) {
      total_pop += sum.first;
      total_jobs += sum.second;
    }
    double largest = 0.0;
    for (const auto& [territory, sum] : sums) {
      largest = std::max({largest, std::abs(sum.first * 3.0 / total_pop - 1.0),
                          std::abs(sum.second * 3.0 / total_jobs - 1.0)});
    }
    EXPECT_NEAR(json["max_deviation"].get<double>(), largest, 1e-9);
    EXPECT_TRUE(largest <= 0.05 || !json["notes"].empty()) << json.dump();
  }
}

TEST_F(PlainTerritories, SeveralWeightsCanFollowOneOption) {
  const auto design = [&](std::vector<std::string> weights) {
    std::vector<std::string> words = {"territories", "--units", units_, "--count", "2"};
    words.insert(words.end(), weights.begin(), weights.end());
    words.insert(words.end(), {"--output", dir_.file("out.csv")});
    run_json(words);
    return testing::read_file(dir_.file("out.csv"));
  };
  const std::string twice = design({"--weight", "POP", "--weight", "JOBS"});
  EXPECT_EQ(design({"--weight", "POP", "JOBS"}), twice);
  EXPECT_EQ(design({"--weight", "POP,JOBS"}), twice);
}

TEST_F(PlainTerritories, Mistakes) {
  const auto fails = [&](int code, std::vector<std::string> words) {
    words.insert(words.begin(), "territories");
    words.insert(words.end(), {"--output", dir_.file("out.csv")});
    return run_failing(code, words);
  };
  EXPECT_THAT(fails(2, {"--units", units_, "--weight", "POPS", "--count", "2"}),
              HasSubstr("it has GEOID, POP, JOBS"));
  EXPECT_THAT(fails(2, {"--units", units_, "--count", "2"}), HasSubstr("--weight"));
  EXPECT_THAT(fails(2, {"--units", units_, "--weight", "POP"}), HasSubstr("--count"));
  EXPECT_THAT(fails(5, {"--units", units_, "--weight", "POP", "--count", "49"}),
              HasSubstr("fewer territories"));
  EXPECT_THAT(fails(3, {"--units", dir_.file("no.gpkg"), "--weight", "POP", "--count", "2"}),
              HasSubstr("no such file"));
  EXPECT_FALSE(std::filesystem::exists(dir_.file("out.csv")));
}

}  // namespace
}  // namespace nearnet::cases
