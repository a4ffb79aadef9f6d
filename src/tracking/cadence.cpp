// SPDX-License-Identifier: Apache-2.0
#include "tracking/cadence.h"

#include "core/error.h"
#include "tracking/stages.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace nearnet::tracking {
namespace {

std::vector<const model::Activity*> in_order_of_time(std::span<const model::Activity> activities) {
  std::vector<const model::Activity*> ordered;
  ordered.reserve(activities.size());
  for (const model::Activity& activity : activities) ordered.push_back(&activity);
  std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return a->at != b->at ? a->at < b->at : a->id < b->id;
  });
  return ordered;
}

void require_interval(int days) {
  if (days >= 1) return;
  throw core::ConfigError(
      fmt::format("a visit interval of {} days makes no sense; give 1 or more", days));
}

/// What was promised is done, or no longer wanted.
bool settles(const model::Activity& activity, const FollowUp& promise) {
  return is_completed_visit(activity) || is_lost(activity) ||
         (is_conversation(activity) && activity.at.date >= promise.date);
}

}  // namespace

int interval_of(const model::Business& business, const CadenceOptions& options) {
  const int days = business.visit_interval_days.value_or(options.default_interval_days);
  require_interval(days);
  return days;
}

std::optional<core::Date> rhythm_start(const model::Business& business,
                                       std::optional<core::Date> last_attempt,
                                       const CadenceOptions& options) {
  return options.attempts_count ? std::max(business.last_visit, last_attempt) : business.last_visit;
}

std::map<core::BusinessId, core::Date> last_attempts(std::span<const model::Activity> activities,
                                                     core::Date today) {
  std::map<core::BusinessId, core::Date> last;
  for (const model::Activity& activity : activities) {
    if (!is_attempt(activity) || activity.at.date > today) continue;
    core::Date& date = last.try_emplace(activity.business, activity.at.date).first->second;
    date = std::max(date, activity.at.date);
  }
  return last;
}

Cadence cadence(core::Date last_visit, int interval_days, double due_after) {
  require_interval(interval_days);
  if (!(due_after >= 0.0 && due_after <= 1.0)) {
    throw core::ConfigError(
        fmt::format("due-after is a share of the interval from 0 to 1, not {}", due_after));
  }
  // The tiny allowance keeps 0.7 × 30 at 21 although 0.7 has no exact binary form.
  const int wait = static_cast<int>(std::ceil(interval_days * due_after - 1e-9));
  return {.eligible_from = core::add_days(last_visit, wait),
          .due_on = core::add_days(last_visit, interval_days),
          .overdue_from = core::add_days(last_visit, interval_days + 1)};
}

std::string_view to_text(VisitStatus status) {
  switch (status) {
    case VisitStatus::kNeverVisited:
      return "never_visited";
    case VisitStatus::kCovered:
      return "covered";
    case VisitStatus::kDue:
      return "due";
    case VisitStatus::kOverdue:
      break;
  }
  return "overdue";
}

VisitStatus visit_status(std::optional<core::Date> last_visit, core::Date today, int interval_days,
                         double due_after) {
  if (!last_visit || *last_visit > today) return VisitStatus::kNeverVisited;
  const Cadence rhythm = cadence(*last_visit, interval_days, due_after);
  if (today >= rhythm.overdue_from) return VisitStatus::kOverdue;
  return today >= rhythm.eligible_from ? VisitStatus::kDue : VisitStatus::kCovered;
}

bool has_rhythm(const model::Business& business) {
  return !business.do_not_contact && !business.closed &&
         business.stage != model::Stage::kClosedLost &&
         business.stage != model::Stage::kNotServiceable;
}

VisitStatus visit_status(const model::Business& business, core::Date today,
                         const CadenceOptions& options) {
  const VisitStatus status =
      visit_status(business.last_visit, today, interval_of(business, options), options.due_after);
  if (status == VisitStatus::kNeverVisited || has_rhythm(business)) return status;
  return VisitStatus::kCovered;
}

std::optional<double> urgency(std::optional<core::Date> last_visit, core::Date today,
                              int interval_days) {
  require_interval(interval_days);
  if (!last_visit || *last_visit > today) return std::nullopt;
  return static_cast<double>(core::days_between(*last_visit, today)) / interval_days;
}

std::optional<double> urgency(const model::Business& business, core::Date today,
                              const CadenceOptions& options) {
  return urgency(business.last_visit, today, interval_of(business, options));
}

std::map<core::BusinessId, FollowUp> open_follow_ups(std::span<const model::Activity> activities) {
  std::map<core::BusinessId, FollowUp> open;
  for (const model::Activity* activity : in_order_of_time(activities)) {
    const auto promise = open.find(activity->business);
    if (promise != open.end() && settles(*activity, promise->second)) open.erase(promise);
    if (activity->follow_up) {
      open.insert_or_assign(activity->business, FollowUp{.business = activity->business,
                                                         .date = *activity->follow_up,
                                                         .rep = activity->rep,
                                                         .activity = activity->id});
    }
  }
  return open;
}

double annual_hours(std::span<const AccountWork> accounts) {
  double hours = 0.0;
  for (const AccountWork& account : accounts) {
    const core::Seconds each = account.travel + account.visit;
    hours += account.visits_per_year * static_cast<double>(each.value) / 3600.0;
  }
  return hours;
}

double capacity_gap(std::span<const AccountWork> accounts, double hours_available) {
  return std::max(0.0, annual_hours(accounts) - hours_available);
}

}  // namespace nearnet::tracking
