// SPDX-License-Identifier: Apache-2.0
// Plans a rep's days: whom to visit, on which day, in which order, and why everyone else stays out.
//
//   auto travel = roads::TravelMatrix::crow_flight(places, {});       // home, then the candidates
//   routing::DayPlan plan = routing::plan_days(request, travel, job);
//   for (const model::Stop& stop : plan.stops) show(stop.date, stop.arrive, stop.name);
//
// Guarantees: appointments are kept within their leeway; every other visit is inside opening hours;
// every day starts and ends at the rep's home within the shift; every candidate is in `stops` or in
// `unserved` exactly once, whoever's days they are; the same request gives the same plan on any
// number of threads. The plan maximises, in this order, the number of must-visits kept, the total
// value, and then the least driving; a good answer, not a proven best one. No candidate left out
// could be added, nor swapped for one stop of less value unless its reason is NOT_TRIED.
//
// Method: cheapest insertion by value per added minute (appointments, then must-visits, then the
// rest), then ruin and recreate by string removals under simulated annealing, two searches side by
// side (Christiaens & Vanden Berghe 2020, "Slack induction by string removals", with an unassigned
// bank). Cost: request.iterations rounds of some five microseconds; 8,000 candidates over 5 days
// stay within seconds because the rounds work on the most promising candidates, while the first
// plan, the last insertions and swaps and the reasons look at all of them.
#pragma once

#include <vector>

#include "core/ids.h"
#include "core/job_context.h"
#include "model/day.h"
#include "roads/travel_matrix.h"
#include "routing/problem.h"

namespace nearnet::routing {

struct DayPlan {
  core::RepId rep;
  /// One per requested date, in order; the rep's first, then each colleague's. A day without stops
  /// has no drive, line or area and ends when the shift starts.
  std::vector<model::DayRoute> days;
  std::vector<model::Stop> stops;         ///< in the order of the days, then by sequence
  std::vector<model::Unserved> unserved;  ///< in the order of the candidates
  double value = 0.0;                     ///< sum of the stops' values
  double cost = 0.0;                      ///< minutes of driving
};

/// `travel` must have a place for home, every candidate and every colleague, in this order. The
/// seed is the request's. Throws what validate() throws; core::InfeasibleError when appointments
/// cannot be kept, naming them and the constraint that binds; core::ConfigError when the matrix has
/// another size; core::Cancelled.
DayPlan plan_days(const DayRequest& request, const roads::TravelMatrix& travel,
                  const core::JobContext& job);

}  // namespace nearnet::routing
