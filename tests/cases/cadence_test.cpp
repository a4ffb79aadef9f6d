// SPDX-License-Identifier: Apache-2.0
// Story: a follow-up cadence that does not slip. 30 days and 70 %: welcome from day 21, due on day
// 30; what does not fit is said in hours.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_json;

enum class Place { kSample, kBangor };

class Cadence : public ::testing::TestWithParam<Place> {
 protected:
  void SetUp() override {
    if (GetParam() == Place::kSample) {
      market_.evaluate();
      import_json({market_.path(), "businesses", market_.write("monthly.csv", monthly())});
      run_json({"eligibility", market_.path(), "--today", "2026-11-20"});
    } else if (!market_.evaluate_bangor()) {
      GTEST_SKIP() << "shared/data/maine is not beside this project";
    }
  }

  /// The town's businesses, each to be seen every 30 days; on the map of Bangor nobody says how
  /// often, so that the usual 30 days hold.
  static std::string monthly() {
    std::ifstream file(sample_file("town_businesses.csv"));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return std::regex_replace(text, std::regex(",(60|90|180),made-up sample"),
                              ",30,made-up sample");
  }

  Json plan(const std::string& from, const std::string& days,
            std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"days",       market_.path(), "plan",   "--rep", "R1",
                                   "--from",     from,           "--days", days,    "--today",
                                   "2026-03-20", "--iterations", "500"};
    words.insert(words.end(), more.begin(), more.end());
    return run_json(words);
  }

  void log(const std::string& business, const std::string& day, const std::string& outcome) const {
    run_json({"log", market_.path(), business, "--kind", "visit", "--outcome", outcome, "--rep",
              "R1", "--at", day + "T10:00"});
  }

  /// Prospects whom a week has room for.
  std::vector<std::string> prospects(std::size_t count) const {
    std::vector<std::string> ids;
    const Json week = plan("2026-03-02", "5");
    for (const Json& day : week["days"]) {
      for (const Json& stop : day["stops"]) {
        if (ids.size() < count) ids.push_back(stop["business"]);
      }
    }
    EXPECT_EQ(ids.size(), count);
    return ids;
  }

  Market market_;
};

/// The date on which the plan visits the business; "" when it does not.
std::string date_of(const Json& plan, const std::string& business) {
  for (const Json& day : plan["days"]) {
    for (const Json& stop : day["stops"]) {
      if (stop["business"] == business) return day["date"];
    }
  }
  return "";
}

TEST_P(Cadence, TheNextVisitIsWelcomeFromDayTwentyOne) {
  const std::vector<std::string> shops = prospects(3);
  for (const std::string& shop : shops) log(shop, "2026-03-03", "conversation");
  // Tuesday, 3 March and 21 days: Tuesday, 24 March.
  const Json day_before = plan("2026-03-23", "1");
  const Json day_itself = plan("2026-03-24", "1");
  // Last, as who is planned on another day of it is no candidate for one day.
  const Json week = plan("2026-03-23", "5");
  for (const std::string& shop : shops) {
    EXPECT_GE(date_of(week, shop), "2026-03-24");
    EXPECT_EQ(date_of(day_before, shop), "");
    EXPECT_EQ(date_of(day_itself, shop), "2026-03-24") << "who is due goes before everyone else";
  }
}

TEST_P(Cadence, IsDueOnDayThirtyAndOverdueAfter) {
  const std::string shop = prospects(1).front();
  log(shop, "2026-03-01", "conversation");
  const auto count = [&](const char* today, const char* what) {
    return run_json({"coverage", market_.path(), "--today", today})[what].get<int>();
  };
  EXPECT_EQ(count("2026-03-21", "due"), 0);
  EXPECT_EQ(count("2026-03-22", "due"), 1);
  EXPECT_EQ(count("2026-03-31", "due"), 1);
  EXPECT_EQ(count("2026-03-31", "overdue"), 0);
  EXPECT_EQ(count("2026-04-01", "overdue"), 1);
  EXPECT_EQ(count("2026-04-01", "due"), 0);
}

TEST_P(Cadence, AMissedAttemptDoesNotResetTheClockUnlessConfigured) {
  const std::string shop = prospects(1).front();
  log(shop, "2026-03-03", "conversation");
  log(shop, "2026-03-19", "not-in");
  EXPECT_EQ(date_of(plan("2026-03-24", "1"), shop), "2026-03-24");
  EXPECT_EQ(date_of(plan("2026-03-24", "1", {"--attempts-count"}), shop), "");
}

TEST_P(Cadence, WhatDoesNotFitIsSaidInHours) {
  const std::vector<std::string> shops = prospects(60);
  std::string visits = "activity_id,business_id,kind,outcome,at,rep\n";
  for (const std::string& shop : shops) {
    visits += shop + "-1," + shop + ",visit,conversation,2026-02-02T10:00,R1\n";
  }
  import_json({market_.path(), "activities", market_.write("visits.csv", visits)});
  const Json day = plan("2026-03-23", "1");
  const Json& load = day["cadence"];
  EXPECT_EQ(load["due"], 60);
  EXPECT_EQ(load["planned"], day["visited"]) << "nobody else while they are overdue";
  ASSERT_LT(load["planned"], 60);
  EXPECT_GT(load["short_hours"], 1.0);
  std::string notes;
  for (const Json& note : day["notes"]) notes += note.get<std::string>() + "\n";
  EXPECT_THAT(notes, HasSubstr("whose cadence asks for a visit do not fit into 1 day"));
  EXPECT_THAT(notes, HasSubstr("hours short"));
  EXPECT_EQ(plan("2026-03-23", "5")["cadence"]["short_hours"], 0.0) << "a week is enough";
}

INSTANTIATE_TEST_SUITE_P(OnSampleAndBangor, Cadence,
                         ::testing::Values(Place::kSample, Place::kBangor), [](const auto& place) {
                           return place.param == Place::kSample ? "sample" : "bangor";
                         });

}  // namespace
}  // namespace nearnet::cases
