// SPDX-License-Identifier: Apache-2.0
// When a business should be seen again: the visit rhythm, and the follow-ups that were promised.
//
//   tracking::Cadence next = tracking::cadence(parse_date("2026-03-01"), 30);
//   next.eligible_from;   // 2026-03-22: last visit + ceil(30 × 0.7) days
//   next.due_on;          // 2026-03-31
//   next.overdue_from;    // 2026-04-01
//
// Intervals are never stretched to make a plan fit: compare capacity_gap() and say what is missing.
// No clock: `today` is the caller's.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "model/activity.h"
#include "model/business.h"

namespace nearnet::tracking {

struct CadenceOptions {
  int default_interval_days = 30;  ///< for businesses without an interval of their own; 1 … 3650
  double due_after = 0.7;  ///< share of the interval after which a visit is welcome; 0 … 1
  /// A failed attempt counts as a visit: for teams that count knocks. Off: it does not reset the
  /// rhythm.
  bool attempts_count = false;
};

struct Cadence {
  core::Date eligible_from = {};  ///< last visit + ceil(interval × due_after)
  core::Date due_on = {};         ///< last visit + interval
  core::Date overdue_from = {};   ///< the day after due_on

  friend bool operator==(const Cadence&, const Cadence&) = default;
};

/// Throws ConfigError when the interval is below 1 day or due_after is outside 0 … 1.
Cadence cadence(core::Date last_visit, int interval_days, double due_after = 0.7);

/// Where a business stands in its rhythm. A failed attempt does not reset it.
enum class VisitStatus {
  kNeverVisited,
  kCovered,  ///< visited, not yet eligible again
  kDue,      ///< eligible_from … due_on
  kOverdue,  ///< overdue_from and later
};

std::string_view to_text(VisitStatus status);  ///< "never_visited", "covered", "due", "overdue"

/// The rhythm alone. `last_visit` after `today` counts as never.
VisitStatus visit_status(std::optional<core::Date> last_visit, core::Date today, int interval_days,
                         double due_after);

/// A stage of closed_lost or not_serviceable, do-not-contact and closed-down businesses have none.
bool has_rhythm(const model::Business& business);

/// The day that the rhythm counts from: last_visit, or a later attempt where those count.
std::optional<core::Date> rhythm_start(const model::Business& business,
                                       std::optional<core::Date> last_attempt,
                                       const CadenceOptions& options);

/// The last attempt of each business on or before `today`.
std::map<core::BusinessId, core::Date> last_attempts(std::span<const model::Activity> activities,
                                                     core::Date today);

/// The interval of the business, else the default. Throws ConfigError where it is below 1 day.
int interval_of(const model::Business& business, const CadenceOptions& options);

/// By last_visit and visit_interval_days of the business; without a rhythm it is covered once
/// visited.
VisitStatus visit_status(const model::Business& business, core::Date today,
                         const CadenceOptions& options = {});

/// How far through its interval a business is: 1 on the due day, above 1 when overdue; none when it
/// was never visited. The rhythm alone, then by last_visit of the business.
std::optional<double> urgency(std::optional<core::Date> last_visit, core::Date today,
                              int interval_days);
std::optional<double> urgency(const model::Business& business, core::Date today,
                              const CadenceOptions& options = {});

/// A promise to come back.
struct FollowUp {
  core::BusinessId business = {};
  core::Date date = {};
  core::RepId rep = {};            ///< who promised
  core::ActivityId activity = {};  ///< the entry it comes from

  friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

/// The open follow-up of each business that has one. The latest entry with a date wins. It is kept
/// by a later completed visit, or by a later conversation on or after its date; it is void after a
/// lost outcome. "Later" is by time, then by id; the order of `activities` does not matter. O(n log
/// n).
std::map<core::BusinessId, FollowUp> open_follow_ups(std::span<const model::Activity> activities);

/// One account's share of a year's work.
struct AccountWork {
  double visits_per_year = 0.0;
  core::Seconds travel = {};  ///< per visit
  core::Seconds visit = {};
};

/// Σ visits a year × (travel + visit), in hours: 12 × (15 + 30) min = 9.0.
double annual_hours(std::span<const AccountWork> accounts);
/// Hours a year that the cadences ask for and the reps do not have; 0 when they fit.
double capacity_gap(std::span<const AccountWork> accounts, double hours_available);

}  // namespace nearnet::tracking
