// SPDX-License-Identifier: Apache-2.0
// The judge must notice every kind of corruption: each mutation of a valid plan gives a fault.
#include "routing/check.h"

#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "routing/requests.h"

namespace nearnet::routing::testing {
namespace {

struct Case {
  DayRequest request;
  DayPlan plan;
};

/// Two full days with an appointment, hours, a follow-up on the second day, and people left out for
/// every reason.
Case valid_case() {
  DayRequest request = empty_request(2);
  for (int i = 0; i < 90; ++i) {
    add_candidate(request, (i % 10) * 1.1 - 4, (i / 10) * 1.3 - 3, 5 + (i * 7) % 13);
  }
  request.candidates[1].open = TimeWindow{at("09:00"), at("12:00")};
  request.candidates[1].value = 100;
  request.candidates[2].promised = request.dates[1];
  request.candidates[2].kind = model::StopKind::kFollowUp;
  request.candidates[2].must = true;
  request.candidates[3].promised = core::parse_date("2026-12-24");
  request.candidates[4].open = TimeWindow{at("05:00"), at("06:00")};
  request.candidates[5].value = 0;
  request.candidates[6].service = core::minutes(600);
  request.candidates[7].open = TimeWindow{at("09:00"), at("09:30")};
  request.appointments = {{.candidate = 0,
                           .date = request.dates[0],
                           .start = at("10:00"),
                           .duration = core::minutes(20)}};
  Case result{request, planned(request)};
  return result;
}

std::vector<std::string> faults(const Case& subject) {
  return check_plan(subject.request, travel_of(subject.request), subject.plan);
}

model::Stop& stop_of(Case& subject, const std::string& business) {
  for (model::Stop& stop : subject.plan.stops) {
    if (stop.business.text() == business) return stop;
  }
  throw std::runtime_error("no stop at " + business);
}

void shift_by(core::TimeOfDay& time, std::int64_t seconds) {
  time.since_midnight += core::Seconds(seconds);
}

TEST(CheckPlan, FindsNoFaultInAValidPlan) {
  const Case subject = valid_case();
  EXPECT_EQ(faults(subject), std::vector<std::string>());
  EXPECT_GT(subject.plan.stops.size(), 20U);
  EXPECT_GT(subject.plan.unserved.size(), 10U);
}

struct Mutation {
  const char* name;
  std::function<void(Case&)> apply;
};

std::vector<Mutation> mutations_of_stops() {
  return {
      {"late arrival", [](Case& c) { shift_by(c.plan.stops[2].arrive, 1); }},
      {"late start", [](Case& c) { shift_by(c.plan.stops[2].start, 1); }},
      {"early start", [](Case& c) { shift_by(c.plan.stops[2].start, -1); }},
      {"late departure", [](Case& c) { shift_by(c.plan.stops[2].depart, 1); }},
      {"shorter visit", [](Case& c) { shift_by(c.plan.stops[2].depart, -60); }},
      {"other sequence", [](Case& c) { c.plan.stops[2].sequence = 9; }},
      {"other rep", [](Case& c) { c.plan.stops[2].rep = core::RepId("x"); }},
      {"other name", [](Case& c) { c.plan.stops[2].name = "x"; }},
      {"other position", [](Case& c) { c.plan.stops[2].position.lon += 0.1; }},
      {"other kind", [](Case& c) { c.plan.stops[2].kind = model::StopKind::kFollowUp; }},
      {"an appointment as a visit",
       [](Case& c) { stop_of(c, "1").kind = model::StopKind::kVisit; }},
      {"two stops swapped", [](Case& c) { std::swap(c.plan.stops[2], c.plan.stops[3]); }},
      {"two businesses swapped",
       [](Case& c) { std::swap(c.plan.stops[2].business, c.plan.stops[3].business); }},
      {"a stop dropped", [](Case& c) { c.plan.stops.pop_back(); }},
      {"a stop twice", [](Case& c) { c.plan.stops.push_back(c.plan.stops.back()); }},
      {"a stranger", [](Case& c) { c.plan.stops[2].business = core::BusinessId("x"); }},
      {"a stop on a day not planned",
       [](Case& c) { c.plan.stops.back().date = core::parse_date("2027-01-01"); }},
      {"a day's stops gone to the other",
       [](Case& c) { c.plan.stops.back().date = c.plan.days[0].date; }},
  };
}

std::vector<Mutation> mutations_of_days() {
  return {
      {"no second day", [](Case& c) { c.plan.days.pop_back(); }},
      {"days swapped", [](Case& c) { std::swap(c.plan.days[0], c.plan.days[1]); }},
      {"other date", [](Case& c) { c.plan.days[0].date = core::parse_date("2027-01-01"); }},
      {"other rep on a day", [](Case& c) { c.plan.days[0].rep = core::RepId("x"); }},
      {"early out of the door", [](Case& c) { shift_by(c.plan.days[0].start, -60); }},
      {"late home", [](Case& c) { shift_by(c.plan.days[0].end, 1); }},
      {"driving", [](Case& c) { c.plan.days[0].drive += core::Seconds(1); }},
      {"distance", [](Case& c) { c.plan.days[0].drive_distance += core::Metres(1); }},
      {"visits", [](Case& c) { c.plan.days[0].visits += core::Seconds(1); }},
      {"value of a day", [](Case& c) { c.plan.days[0].value += 1; }},
      {"line", [](Case& c) { c.plan.days[0].line.pop_back(); }},
      {"no area", [](Case& c) { c.plan.days[0].area = geo::Geometry(); }},
  };
}

std::vector<Mutation> mutations_of_plan_and_request() {
  return {
      {"rep", [](Case& c) { c.plan.rep = core::RepId("x"); }},
      {"value", [](Case& c) { c.plan.value += 1; }},
      {"cost", [](Case& c) { c.plan.cost -= 1; }},
      {"unserved dropped", [](Case& c) { c.plan.unserved.pop_back(); }},
      {"unserved twice", [](Case& c) { c.plan.unserved.push_back(c.plan.unserved.back()); }},
      {"served and unserved",
       [](Case& c) { c.plan.unserved.back().business = c.plan.stops[2].business; }},
      {"unserved of another rep", [](Case& c) { c.plan.unserved[0].rep = core::RepId("x"); }},
      {"unserved under another name", [](Case& c) { c.plan.unserved[0].name = "x"; }},
      {"no detail", [](Case& c) { c.plan.unserved[0].detail.clear(); }},
      {"unknown reason", [](Case& c) { c.plan.unserved.back().reason = "BECAUSE"; }},
      {"shift starts later", [](Case& c) { c.request.shift_start = at("08:50"); }},
      {"shift ends earlier", [](Case& c) { c.request.shift_end = at("16:00"); }},
      {"closed",
       [](Case& c) {
         c.request.candidates[1].open = TimeWindow{at("06:00"), at("07:00")};
       }},
      {"promised for the first day",
       [](Case& c) { c.request.candidates[2].promised = c.request.dates[0]; }},
      {"appointment on the second day",
       [](Case& c) { c.request.appointments[0].date = c.request.dates[1]; }},
      {"appointment half an hour later",
       [](Case& c) { c.request.appointments[0].start = at("10:30"); }},
      {"longer appointment",
       [](Case& c) { c.request.appointments[0].duration = core::minutes(25); }},
      {"one more candidate", [](Case& c) { add_candidate(c.request, 1, 1, 1); }},
      {"a longer shift, in which someone left out fits",
       [](Case& c) { c.request.shift_end = at("20:00"); }},
  };
}

void expect_all_noticed(const std::vector<Mutation>& mutations) {
  const Case original = valid_case();
  for (const Mutation& mutation : mutations) {
    Case subject = original;
    mutation.apply(subject);
    EXPECT_FALSE(faults(subject).empty()) << mutation.name;
  }
}

TEST(CheckPlan, NoticesCorruptStops) {
  expect_all_noticed(mutations_of_stops());
}
TEST(CheckPlan, NoticesCorruptDays) {
  expect_all_noticed(mutations_of_days());
}
TEST(CheckPlan, NoticesCorruptSumsReasonsAndAnotherRequest) {
  expect_all_noticed(mutations_of_plan_and_request());
}

TEST(CheckPlan, NoticesEveryWrongReason) {
  const Case original = valid_case();
  for (std::size_t k = 0; k < original.plan.unserved.size(); ++k) {
    const bool no_room = original.plan.unserved[k].reason == "NO_TIME_LEFT" ||
                         original.plan.unserved[k].reason == "LOWER_VALUE";
    for (const char* wrong : {"NOT_DUE_YET", "SHIFT_TOO_SHORT", "OUTSIDE_HOURS", "NO_VALUE"}) {
      if (original.plan.unserved[k].reason == wrong) continue;
      Case subject = original;
      subject.plan.unserved[k].reason = wrong;
      EXPECT_FALSE(faults(subject).empty()) << wrong << " for " << k;
    }
    if (no_room) continue;
    Case subject = original;
    subject.plan.unserved[k].reason = "NO_TIME_LEFT";
    EXPECT_FALSE(faults(subject).empty());
  }
}

TEST(CheckPlan, NoticesHoursThatCutAVisitShort) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 5).open = TimeWindow{at("08:30"), at("08:40")};
  Case subject{request, planned(request)};
  EXPECT_EQ(faults(subject), std::vector<std::string>());
  ASSERT_EQ(subject.plan.stops.size(), 1U);
  subject.request.hours_mode = HoursMode::kWholeVisitInside;
  EXPECT_FALSE(faults(subject).empty());
}

}  // namespace
}  // namespace nearnet::routing::testing
