// SPDX-License-Identifier: Apache-2.0
#include "tracking/performance.h"

#include "core/error.h"
#include "tracking/stages.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace nearnet::tracking {
namespace {

using model::Activity;

/// A funnel being counted.
struct Tally {
  Funnel funnel;
  std::set<core::BusinessId> reached;

  void count(const Activity& activity) {
    if (is_attempt(activity)) {
      ++(activity.kind == model::ActivityKind::kCall ? funnel.dials : funnel.knocks);
    }
    if (is_contact(activity)) {
      ++funnel.contacts;
      reached.insert(activity.business);
    }
    funnel.conversations += is_conversation(activity) ? 1 : 0;
    funnel.appointments += activity.outcome == model::Outcome::kAppointmentSet ? 1 : 0;
    funnel.presentations += is_presentation(activity) ? 1 : 0;
    funnel.proposals += is_proposal(activity) ? 1 : 0;
    funnel.lost += is_lost(activity) ? 1 : 0;
    if (is_sale(activity)) {
      ++funnel.sales;
      funnel.mrc_sold += activity.mrc.value_or(core::Cents(0));
    }
  }

  Funnel counted() const {
    Funnel result = funnel;
    result.reach = static_cast<int>(reached.size());
    return result;
  }
};

bool in_period(const Activity& activity, const PerformanceOptions& options) {
  return activity.at.date >= options.from && activity.at.date < options.to;
}

using RepAndBusiness = std::pair<core::RepId, core::BusinessId>;

/// The businesses that each rep first attempted in the period.
std::set<RepAndBusiness> cohort(std::span<const Activity> activities,
                                const PerformanceOptions& options) {
  std::map<RepAndBusiness, core::LocalTime> first;
  for (const Activity& activity : activities) {
    if (!is_attempt(activity)) continue;
    const auto [entry, is_new] =
        first.emplace(RepAndBusiness(activity.rep, activity.business), activity.at);
    if (!is_new) entry->second = std::min(entry->second, activity.at);
  }
  std::set<RepAndBusiness> members;
  for (const auto& [pair, at] : first) {
    if (at.date >= options.from && at.date < options.to) members.insert(pair);
  }
  return members;
}

std::string basis_text(const PerformanceOptions& options) {
  const std::string last_day = core::format_date(core::add_days(options.to, -1));
  const std::string first_day = core::format_date(options.from);
  if (options.basis == Basis::kEvent) {
    return fmt::format("event: what happened from {} to {}", first_day, last_day);
  }
  return fmt::format("cohort: all that ever happened at businesses first attempted from {} to {}",
                     first_day, last_day);
}

/// Weekdays in [from, to); all days where there is no weekday.
std::int64_t selling_days(core::Date from, core::Date to) {
  std::int64_t weekdays = 0;
  for (core::Date day = from; day < to; day = core::add_days(day, 1)) {
    weekdays += core::is_weekend(day) ? 0 : 1;
  }
  return weekdays;
}

std::int64_t share_half_up(std::int64_t amount, std::int64_t part, std::int64_t whole) {
  return (2 * amount * part + whole) / (2 * whole);
}

core::Cents share_of(const model::Quota& quota, core::Date from, core::Date to) {
  std::int64_t part = selling_days(from, to);
  std::int64_t whole = selling_days(quota.from, quota.to);
  if (whole == 0) {
    part = core::days_between(from, to);
    whole = core::days_between(quota.from, quota.to);
  }
  return core::Cents(share_half_up(quota.mrc.value, part, whole));
}

}  // namespace

std::optional<core::Cents> quota_in(std::span<const model::Quota> quotas, const core::RepId& rep,
                                    core::Date from, core::Date to) {
  std::optional<core::Cents> sum;
  for (const model::Quota& quota : quotas) {
    const core::Date begin = std::max(from, quota.from);
    const core::Date end = std::min(to, quota.to);
    if (quota.rep != rep || begin >= end) continue;
    sum = sum.value_or(core::Cents(0)) + share_of(quota, begin, end);
  }
  return sum;
}

Performance performance(const PerformanceInputs& inputs, const PerformanceOptions& options) {
  if (!(options.from < options.to)) {
    throw core::ConfigError("the period is empty; its end must lie after its start");
  }
  const bool by_cohort = options.basis == Basis::kCohort;
  const std::set<RepAndBusiness> members =
      by_cohort ? cohort(inputs.activities, options) : std::set<RepAndBusiness>();
  const auto wanted = [&](const core::RepId& rep) { return !options.rep || rep == *options.rep; };

  std::map<core::RepId, Tally> tallies;
  Tally all;
  for (const Activity& activity : inputs.activities) {
    const bool counts = by_cohort ? members.contains({activity.rep, activity.business})
                                  : in_period(activity, options);
    if (!counts || !wanted(activity.rep)) continue;
    tallies[activity.rep].count(activity);
    all.count(activity);
  }
  for (const auto& [rep, accounts] : inputs.accounts) {
    if (wanted(rep)) tallies.try_emplace(rep);
  }
  for (const model::Quota& quota : inputs.quotas) {
    const bool overlaps = quota.from < options.to && options.from < quota.to;
    if (overlaps && wanted(quota.rep)) tallies.try_emplace(quota.rep);
  }

  Performance result{.from = options.from, .to = options.to, .basis = basis_text(options)};
  result.total.funnel = all.counted();
  for (const auto& [rep, tally] : tallies) {
    RepPerformance line{.rep = rep, .funnel = tally.counted()};
    line.quota = quota_in(inputs.quotas, rep, options.from, options.to);
    if (const auto found = inputs.accounts.find(rep); found != inputs.accounts.end()) {
      line.accounts = found->second;
    }
    result.total.accounts += line.accounts;
    if (line.quota) {
      result.total.quota = result.total.quota.value_or(core::Cents(0)) + *line.quota;
    }
    result.reps.push_back(std::move(line));
  }
  return result;
}

}  // namespace nearnet::tracking
