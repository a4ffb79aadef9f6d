// SPDX-License-Identifier: Apache-2.0
// Story: a morning plan in under a minute, with fixed appointments, lunch and opening hours kept
// and a reason for everyone left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using testing::run_json;

struct Hours {
  std::string from;
  std::string to;
};

/// Opening hours of the businesses that state them.
std::map<std::string, Hours> opening_hours(const Market& market) {
  std::map<std::string, Hours> hours;
  io::VectorReader reader({.source = market.path(), .layer = "businesses"});
  const auto id = *reader.field("business_id");
  const auto from = *reader.field("open_from");
  const auto to = *reader.field("open_to");
  io::Feature feature;
  while (reader.next(feature)) {
    const Hours found{io::to_text(feature.values.at(from)), io::to_text(feature.values.at(to))};
    if (!found.from.empty()) hours[io::to_text(feature.values.at(id))] = found;
  }
  return hours;
}

enum class Place { kSample, kBangor };

class MorningPlan : public ::testing::TestWithParam<Place> {
 protected:
  void SetUp() override {
    if (GetParam() == Place::kSample) {
      market_.publish();
    } else if (!market_.evaluate_bangor()) {
      GTEST_SKIP() << "shared/data/maine is not beside this project";
    }
  }

  Json plan(std::vector<std::string> more) const {
    std::vector<std::string> words{
        "days",       market_.path(),      "plan",         "--rep", "R1",
        "--from",     "2026-11-23",        "--days",       "1",     "--today",
        "2026-11-20", "--start",           "08:30",        "--end", "17:00",
        "--lunch",    "30min@11:30-13:30", "--iterations", "500"};
    words.insert(words.end(), more.begin(), more.end());
    return run_json(words);
  }

  /// Of the first plan's stops, so that they are prospects of the rep.
  std::map<std::string, std::string> three_appointments() const {
    const Json stops = plan({})["days"][0]["stops"];
    return {{stops.at(1)["business"], "15:10"},
            {stops.at(7)["business"], "09:20"},
            {stops.at(12)["business"], "13:05"}};
  }

  std::vector<std::string> words_for(const std::map<std::string, std::string>& appointments) const {
    std::vector<std::string> words;
    for (const auto& [business, time] : appointments) {
      words.push_back("--appointment");
      words.push_back(business + "@2026-11-23," + time + "+25min");
    }
    return words;
  }

  Market market_;
};

TEST_P(MorningPlan, KeepsWhatWasPromised) {
  const auto appointments = three_appointments();
  const Json answer = plan(words_for(appointments));
  const Json& day = answer["days"][0];
  std::set<std::string> kept;
  for (const Json& stop : day["stops"]) {
    const auto promised = appointments.find(stop["business"]);
    if (promised == appointments.end()) continue;
    EXPECT_EQ(stop["start"], promised->second);
    EXPECT_EQ(stop["kind"], "appointment");
    kept.insert(stop["business"]);
  }
  EXPECT_EQ(kept.size(), 3U);
  EXPECT_LE(day["end"].get<std::string>(), "17:00");
  EXPECT_GE(day["lunch"]["start"].get<std::string>(), "11:30");
  EXPECT_LE(day["lunch"]["start"].get<std::string>(), "13:30");
}

TEST_P(MorningPlan, KeepsOpeningHoursAndLunch) {
  const auto appointments = three_appointments();
  const Json day = plan(words_for(appointments))["days"][0];
  const auto hours = opening_hours(market_);
  int with_hours = 0;
  for (const Json& stop : day["stops"]) {
    const std::string start = stop["start"];
    const bool before_lunch = stop["depart"].get<std::string>() <= day["lunch"]["start"];
    EXPECT_TRUE(before_lunch || stop["arrive"].get<std::string>() >= day["lunch"]["end"]) << stop;
    const auto open = hours.find(stop["business"]);
    if (open == hours.end() || appointments.count(stop["business"]) > 0) continue;
    ++with_hours;
    EXPECT_GE(start, open->second.from.substr(0, 5)) << stop;
    EXPECT_LE(start, open->second.to.substr(0, 5)) << stop;
  }
  EXPECT_TRUE(with_hours > 0 || GetParam() == Place::kBangor) << "its map tells no hours";
}

TEST_P(MorningPlan, SaysWhyEveryoneElseIsLeftOut) {
  const Json answer = plan(words_for(three_appointments()));
  const Json left_out = run_json({"days", market_.path(), "unserved", "--rep", "R1"})["unserved"];
  EXPECT_GE(left_out.size() + answer["visited"].get<std::size_t>(), 140U);
  std::set<std::string> named;
  for (const Json& row : left_out) {
    EXPECT_FALSE(row["reason"].get<std::string>().empty()) << row;
    EXPECT_TRUE(named.insert(row["business"]).second) << row;
  }
  for (const Json& stop : answer["days"][0]["stops"]) {
    EXPECT_TRUE(named.insert(stop["business"]).second) << stop;
  }
}

TEST_P(MorningPlan, IsTheSameForTheSameMorning) {
  const auto words = words_for(three_appointments());
  Json first = plan(words);
  Json second = plan(words);
  first.erase("seconds");
  second.erase("seconds");
  EXPECT_EQ(first, second);
}

TEST_P(MorningPlan, TakesWhomItMustBeforeWhomItShould) {
  plan({});
  const Json left_out = run_json({"days", market_.path(), "unserved", "--rep", "R1"})["unserved"];
  const std::string least = left_out.back()["business"];
  const Json day = plan({"--include", least})["days"][0];
  int visits = 0;
  for (const Json& stop : day["stops"]) visits += stop["business"] == least ? 1 : 0;
  EXPECT_EQ(visits, 1) << least;
}

INSTANTIATE_TEST_SUITE_P(OnSampleAndBangor, MorningPlan,
                         ::testing::Values(Place::kSample, Place::kBangor), [](const auto& place) {
                           return place.param == Place::kSample ? "sample" : "bangor";
                         });

}  // namespace
}  // namespace nearnet::cases
