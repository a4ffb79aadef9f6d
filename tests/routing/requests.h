// SPDX-License-Identifier: Apache-2.0
// Requests to plan from, made by hand or by lot, and a plain simulation of a day that shares
// nothing with the planner.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/job_context.h"
#include "core/random.h"
#include "roads/travel_matrix.h"
#include "routing/day_planner.h"
#include "routing/problem.h"

namespace nearnet::routing::testing {

/// A shift from 08:30 to 17:00 at home in Bangor, on the given number of days from Monday
/// 2026-11-23.
DayRequest empty_request(int days = 1);

/// Someone `east` and `north` kilometres of home, worth `value`, visited for 15 minutes. Ids count
/// from 1.
Candidate& add_candidate(DayRequest& request, double east, double north, double value);

core::TimeOfDay at(const char* text);

/// Another rep `east` and `north` kilometres of home, with the same shift. Ids count from "ae-2".
Colleague& add_colleague(DayRequest& request, double east, double north);

/// Homes and candidates by crow flight.
roads::TravelMatrix travel_of(const DayRequest& request);

DayPlan planned(const DayRequest& request);

struct RandomOptions {
  std::size_t min_candidates = 1;
  std::size_t max_candidates = 40;
  int max_days = 3;
  bool tight = false;  ///< a short shift and long ways, so that little fits
  std::size_t max_colleagues = 0;
  bool orders = false;  ///< for a rep alone
};

struct RandomRequest {
  DayRequest request;
  roads::TravelMatrix travel;
};

/// Hours, musts, follow-ups, cadences, appointments, leeways, lunches, limits to driving and stops,
/// other places to end, plans to start from, asymmetric tables, colleagues with shifts and skills
/// of their own, orders: everything a request may hold.
RandomRequest random_request(std::uint64_t seed, const RandomOptions& options);

/// A day of a rep of the request; 0 is the first rep.
struct RepDay {
  std::size_t rep = 0;
  core::Date date;
};
std::vector<RepDay> rep_days(const DayRequest& request);

/// Driving of a day that visits these candidates in this order; none when it breaks a rule.
std::optional<core::Seconds> simulate(const DayRequest& request, const roads::TravelMatrix& travel,
                                      const RepDay& day, const std::vector<std::size_t>& order);

/// The candidates a plan visits on a day, in order.
std::vector<std::size_t> order_of(const DayRequest& request, const DayPlan& plan,
                                  const RepDay& day);
/// The same of the first rep.
std::vector<std::size_t> order_of(const DayRequest& request, const DayPlan& plan, core::Date date);

}  // namespace nearnet::routing::testing
