// SPDX-License-Identifier: Apache-2.0
// What a rep's days are planned from: who could be visited, when they are open, what was promised.
//
//   routing::DayRequest request;
//   request.rep = core::RepId("ae-1");
//   request.home = {-68.77, 44.80};
//   request.dates = {core::parse_date("2026-11-23"), core::parse_date("2026-11-24")};
//   request.shift_start = core::parse_time_of_day("08:30");
//   request.shift_end = core::parse_time_of_day("17:00");
//   request.candidates = {{.business = core::BusinessId("417"),
//                          .name = "Maple Bakery",
//                          .position = {-68.76, 44.81},
//                          .value = 120,
//                          .service = core::minutes(15)}};
//   request.appointments = {{.candidate = 0,
//                            .date = request.dates[1],
//                            .start = core::parse_time_of_day("10:00"),
//                            .duration = core::minutes(20)}};
//
// In the travel matrix that goes with a request, index 0 is home, i + 1 is candidates[i], and the
// homes of colleagues come last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "geo/lon_lat.h"
#include "model/day.h"

namespace nearnet::routing {

/// Both ends belong to it.
struct TimeWindow {
  core::TimeOfDay from;
  core::TimeOfDay to;
};

/// What opening hours bound.
enum class HoursMode {
  kStartInside,       ///< the visit starts while the business is open
  kWholeVisitInside,  ///< and is over before it closes
};

struct Candidate {
  core::BusinessId business;
  std::string name;
  geo::LonLat position;
  /// What a visit is worth, in any unit common to all. Visits of value ≤ 0 are planned only if
  /// `must`.
  double value = 0.0;
  core::Seconds service{0};        ///< how long the visit takes
  std::optional<TimeWindow> open;  ///< opening hours of every day; none = always open
  bool must = false;               ///< goes before everyone who is not, whatever the values
  model::StopKind kind = model::StopKind::kVisit;
  /// The date of a promised follow-up: the visit is planned on that date, or on the first planned
  /// date after it if that date is not planned. A date before the plan is overdue: any day will do.
  std::optional<core::Date> promised;
  /// Too early for a visit before this date, as a visit cadence has it.
  std::optional<core::Date> not_before;
  std::vector<std::string> skills;  ///< a rep needs all of them for the visit
  std::vector<core::RepId> reps;    ///< who may make the visit; empty: any rep of the request
};

/// Another rep whose days are planned along with the first one's: same dates, limits and lunch.
struct Colleague {
  core::RepId rep;
  geo::LonLat home;
  core::TimeOfDay shift_start;
  core::TimeOfDay shift_end;
  std::vector<std::string> skills;
};

/// Candidates that are visited in this order on that date, as far as they are visited.
struct PinnedOrder {
  core::Date date;
  std::vector<std::size_t> candidates;
};

/// A time agreed with the business. It is kept, or the request has no answer; it overrides the
/// candidate's opening hours, service time and follow-up date, never the shift.
struct Appointment {
  std::size_t candidate = 0;  ///< index into DayRequest::candidates
  core::Date date;
  core::TimeOfDay start;
  core::Seconds duration{0};
  core::Seconds leeway{0};  ///< may start this much earlier or later
};

/// A break a day that begins within the window, somewhere on the way from one place to the next. A
/// day that begins after lunch at home, or is over while the window is open, has none.
struct Lunch {
  TimeWindow begin;
  core::Seconds duration{0};
};

struct DayRequest {
  core::RepId rep;
  geo::LonLat home;  ///< every day starts here
  /// Where every day ends: an office, where one lives. None: home. The way to it is the matrix's
  /// way to index 0, so that the matrix is asymmetric where this is another place.
  std::optional<geo::LonLat> finish;
  /// Days end at their last stop, wherever that is; the matrix's ways to index 0 must be 0.
  bool ends_at_last_stop = false;
  std::vector<core::Date> dates;      ///< ascending; weekends are the caller's matter
  core::TimeOfDay shift_start;        ///< not out of the door before
  core::TimeOfDay shift_end;          ///< back home by then
  std::vector<std::string> skills;    ///< of the rep
  std::vector<Colleague> colleagues;  ///< each visit is made by one rep or by nobody
  std::optional<Lunch> lunch;
  std::optional<core::Seconds>
      most_drive;                 ///< driving a day at most, the way to the finish included
  std::optional<int> most_stops;  ///< visits a day at most, appointments included
  HoursMode hours_mode = HoursMode::kStartInside;
  std::vector<Candidate> candidates;
  std::vector<Appointment> appointments;
  std::vector<PinnedOrder> orders;  ///< one a date; only for a rep without colleagues
  /// A plan to start from: indices of candidates in their order, a list a date, or empty; those of
  /// the rep first, then each colleague's. What of it is still feasible next to the appointments is
  /// the first plan, and the answer is no worse.
  std::vector<std::vector<std::size_t>> present;
  std::uint64_t seed = 1;
  /// Rounds of improvement, of each of two searches, after the first plan; 0 keeps the first plan.
  std::int64_t iterations = 50'000;
  /// Plan for so long instead of counted rounds; what the plan is then depends on the machine.
  std::optional<double> seconds;
};

/// Everyone whose days are planned, the rep of the request first.
std::vector<Colleague> team_of(const DayRequest& request);

/// Has the rep what the visit asks for, and is it one of those who may make it?
bool may_serve(const Colleague& rep, const Candidate& candidate);

/// Throws core::ConfigError when the request contradicts itself: no dates or dates not ascending, a
/// shift that ends before it starts, a negative budget, durations outside 0 to 24 h, an appointment
/// for nobody or two for one business, a present plan of
/// other days or with someone twice, a rep twice or more than kMostReps, an order with someone
/// twice, of another date or for several reps; core::InputError for a bad candidate (business
/// listed twice, value not finite, invalid position, hours that close before they open, a visit of
/// more than a day).
void validate(const DayRequest& request);

/// Reps that can be planned together.
inline constexpr std::size_t kMostReps = 64;

}  // namespace nearnet::routing
