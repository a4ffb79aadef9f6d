// SPDX-License-Identifier: Apache-2.0
// Speeds, slow hours and turns as a file says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/random.h"
#include "roads/driving_profile.h"

namespace nearnet::roads {
namespace {

using ::testing::HasSubstr;

core::TimeOfDay at(const char* time) {
  return core::parse_time_of_day(time);
}

std::string refusal(const std::string& text) {
  try {
    parse_driving(text, "d.toml");
  } catch (const core::InputError& error) {
    return error.what();
  }
  return "";
}

double kmh(const DrivingSpeeds& speeds, const std::string& road_class) {
  model::Road road;
  road.road_class = road_class;
  return speeds.kmh(road);
}

TEST(DrivingProfile, IsReadFromAFile) {
  const DrivingProfile profile = parse_driving(R"(
    [speed]
    primary = 55
    "County Road" = "30 mph"
    other = 28.5
    off_road = 12
    [share]
    limit = 0.9
    unpaved = 0.5
    [[slow]]
    from = "07:00"
    to = "09:00"
    classes = ["primary", "Secondary"]
    factor = 0.7
    [[slow]]
    from = "16:00"
    to = "18:00"
    factor = 0.8
    [plan]
    by = "mean"
    [turn]
    left = "5s"
    round = "20s"
    [street]
    drive_on = "left"
    big = ["primary"]
    crossing = "45s"
  )",
                                               "d.toml");
  EXPECT_EQ(kmh(profile.speeds, "Primary "), 55.0);
  EXPECT_NEAR(kmh(profile.speeds, "county road"), 48.28, 0.01);
  EXPECT_EQ(kmh(profile.speeds, "secondary"), 50.0) << "as usual";
  EXPECT_EQ(kmh(profile.speeds, "lane"), 28.5);
  EXPECT_EQ(profile.speeds.off_road_kmh, 12.0);
  ASSERT_EQ(profile.slow.size(), 2U);
  EXPECT_EQ(profile.slow[0].classes.back(), "secondary");
  EXPECT_EQ(profile.turns.left.value, 5);
  EXPECT_EQ(profile.turns.right.value, 0);
  EXPECT_EQ(profile.plan_by, PlanBy::kMean);
  EXPECT_EQ(profile.drive_on, DriveOn::kLeft);
  EXPECT_EQ(profile.big.size(), 1U);
  EXPECT_EQ(parse_driving(to_toml(profile), "again"), profile);
  EXPECT_EQ(parse_driving("", "empty"), DrivingProfile{});
  EXPECT_EQ(parse_driving(to_toml({}), "usual"), DrivingProfile{});
}

TEST(DrivingProfile, ClassesMayBeCalledAnything) {
  DrivingProfile profile;
  for (const char* name : {"county \"a\" road", "back\\slash", "two\nlines",
                           "stra\xC3\x9F"
                           "e"}) {
    profile.speeds.by_class[name] = 44.5;
    profile.big.insert(name);
  }
  EXPECT_EQ(parse_driving(to_toml(profile), "again"), profile);
}

TEST(DrivingProfile, MistakesAreRefusedWithTheirLine) {
  EXPECT_THAT(refusal("[speed]\nprimary = -3"),
              HasSubstr("d.toml, line 2: found -3; expected 1 to 200 km/h"));
  EXPECT_THAT(refusal("[speed]\nprimary = \"fast\""), HasSubstr("line 2"));
  EXPECT_THAT(refusal("\n[sped]\nprimary = 3"), HasSubstr("line 2: sped is nothing known"));
  EXPECT_THAT(refusal("[turn]\nleft = 5"), HasSubstr("line 2: found 5; expected a time, such as"));
  EXPECT_THAT(refusal("[turn]\nleft = \"5 parsecs\""), HasSubstr("line 2"));
  EXPECT_THAT(refusal("[turn]\nup = \"5s\""),
              HasSubstr("up in [turn]; there is left, right, straight, round"));
  EXPECT_THAT(refusal("[share]\nlimit = 0"), HasSubstr("between 0.05 and 1.5"));
  EXPECT_THAT(refusal("[[slow]]\nfrom = \"07:00\"\nto = \"25:00\"\nfactor = 1"),
              HasSubstr("line 3"));
  EXPECT_THAT(refusal("[[slow]]\nfrom = \"09:00\"\nto = \"07:00\"\nfactor = 1"),
              HasSubstr("ends before it begins"));
  EXPECT_THAT(refusal("[[slow]]\nfrom = \"09:00\""), HasSubstr("needs from, to and factor"));
  EXPECT_THAT(refusal("[slow]\nfrom = \"09:00\""), HasSubstr("each as a table [[slow]]"));
  EXPECT_THAT(refusal("[plan]\nby = \"luck\""), HasSubstr("\"slowest\" or \"mean\""));
  EXPECT_THAT(refusal("[street]\nbig = \"primary\""), HasSubstr("classes of road"));
  EXPECT_THAT(refusal("[speed"), HasSubstr("line 1"));
}

DrivingProfile rush_hours() {
  DrivingProfile profile;
  profile.slow = {{at("07:00"), at("09:00"), {"primary"}, 0.5},
                  {at("16:00"), at("18:00"), {}, 0.8},
                  {at("17:00"), at("17:30"), {"secondary"}, 0.6}};
  return profile;
}

TEST(DrivingProfile, SlowHoursCountWhenTheyMeetTheDay) {
  const DrivingProfile profile = rush_hours();
  const auto primary = [&](const char* from, const char* to) {
    return kmh(speeds_between(profile, at(from), at(to)), "primary");
  };
  EXPECT_EQ(primary("08:59", "12:00"), 30.0);
  EXPECT_EQ(primary("09:00", "16:00"), 60.0) << "hours end when they end";
  EXPECT_EQ(primary("09:00", "16:01"), 48.0);
  EXPECT_EQ(primary("07:00", "07:00"), 30.0) << "at that moment";
  EXPECT_EQ(primary("09:00", "09:00"), 60.0);
  EXPECT_EQ(kmh(speeds_between(profile, at("08:30"), at("17:15")), "secondary"), 30.0);
  EXPECT_EQ(kmh(speeds_between(profile, at("08:30"), at("17:15")), "residential"), 20.0);
}

TEST(DrivingProfile, TheMeanIsOfTheTimeThatAWayTakes) {
  DrivingProfile profile = rush_hours();
  profile.plan_by = PlanBy::kMean;
  const DrivingSpeeds speeds = speeds_between(profile, at("08:00"), at("10:00"));
  EXPECT_NEAR(kmh(speeds, "primary"), 40.0, 1e-9) << "a kilometre takes 2 and 1 min";
  EXPECT_EQ(kmh(speeds, "residential"), 25.0);
}

TEST(DrivingProfile, PlannedBySlowestNoDriveTakesLonger) {
  core::Random random(7);
  const std::vector<std::string> classes = {"primary", "secondary", "residential", "lane"};
  const auto any_time = [&] {
    return core::TimeOfDay{core::minutes(static_cast<std::int64_t>(1 + random.below(1'438)))};
  };
  for (int round = 0; round < 200; ++round) {
    DrivingProfile profile;
    for (std::uint64_t i = random.below(5); i > 0; --i) {
      SlowHours slow{any_time(), any_time(), {}, random.uniform(0.1, 1.0)};
      if (slow.from > slow.to) std::swap(slow.from, slow.to);
      if (slow.from == slow.to) continue;
      if (random.chance(0.7)) slow.classes.push_back(classes[random.below(classes.size())]);
      profile.slow.push_back(slow);
    }
    core::TimeOfDay start = any_time();
    core::TimeOfDay end = any_time();
    if (start > end) std::swap(start, end);
    const DrivingSpeeds planned = speeds_between(profile, start, end);
    profile.plan_by = PlanBy::kMean;
    const DrivingSpeeds mean = speeds_between(profile, start, end);
    for (const std::string& name : classes) {
      double slowest = 1e9;
      for (core::TimeOfDay now = start; now < end; now.since_midnight += core::minutes(1)) {
        slowest = std::min(slowest, kmh(speeds_between(profile, now, now), name));
      }
      if (start == end) continue;
      EXPECT_EQ(kmh(planned, name), slowest);
      EXPECT_GE(kmh(mean, name), slowest * (1.0 - 1e-12));
    }
  }
}

}  // namespace
}  // namespace nearnet::roads
