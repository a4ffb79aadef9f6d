// SPDX-License-Identifier: Apache-2.0
// What a rep did in a period and what came of it: attempts → conversations → presentations →
// proposals → sales, MRC sold, quota attainment.
//
//   tracking::Performance week = tracking::performance(
//       {.activities = activities, .quotas = quotas},
//       {.from = parse_iso_week("2026-W48"), .to = add_days(from, 7)});
//   week.reps[0].funnel.connect_rate().text();   // "12 of 60 = 20.0 %"
//   week.basis;                                  // "event: …" — print it above the figures
//
// Activities count for the rep who did them, whoever owns the business by now. Service matters
// ("handed-to-care") are left out of every figure. Periods are closed-open. Nothing here reads a
// clock.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "model/activity.h"
#include "model/rep.h"
#include "tracking/rate.h"

namespace nearnet::tracking {

/// event: what happened in the period. cohort: everything that ever happened at the businesses a
/// rep first attempted in the period.
enum class Basis { kEvent, kCohort };

struct Funnel {
  int dials = 0;          ///< calls
  int knocks = 0;         ///< visits
  int contacts = 0;       ///< attempts that someone answered
  int conversations = 0;  ///< contacts with a decision-maker
  int appointments = 0;   ///< appointments set
  int presentations = 0;
  int proposals = 0;
  int sales = 0;
  int lost = 0;
  int reach = 0;  ///< different businesses contacted
  core::Cents mrc_sold = {};

  int attempts() const { return dials + knocks; }
  Rate contact_rate() const { return {contacts, attempts()}; }
  Rate connect_rate() const { return {conversations, attempts()}; }
  Rate presentation_rate() const { return {presentations, conversations}; }
  Rate proposal_rate() const { return {proposals, presentations}; }
  Rate proposal_win_rate() const { return {sales, proposals}; }
  Rate closing_ratio() const { return {sales, presentations}; }
  Rate conversation_to_sale() const { return {sales, conversations}; }
  Rate win_rate() const { return {sales, sales + lost}; }
  /// Contacts a business reached, "2.5".
  std::string frequency() const { return ratio_text(contacts, reach); }

  friend bool operator==(const Funnel&, const Funnel&) = default;
};

struct RepPerformance {
  core::RepId rep = {};  ///< empty: activities nobody signed
  Funnel funnel = {};
  std::optional<core::Cents> quota = {};  ///< the quota of this period; none when none is set
  int accounts = 0;                       ///< assigned to the rep, as given

  Rate attainment() const { return {funnel.mrc_sold.value, quota ? quota->value : 0}; }
  Rate reach_rate() const { return {funnel.reach, accounts}; }
};

struct PerformanceInputs {
  std::span<const model::Activity> activities = {};
  std::span<const model::Quota> quotas = {};
  std::map<core::RepId, int> accounts = {};  ///< businesses assigned to each rep; may be empty
};

struct PerformanceOptions {
  core::Date from = {};
  core::Date to = {};                   ///< exclusive
  std::optional<core::RepId> rep = {};  ///< only this one
  Basis basis = Basis::kEvent;
};

struct Performance {
  core::Date from = {};
  core::Date to = {};
  std::string basis = {};                 ///< the counting rule in words
  std::vector<RepPerformance> reps = {};  ///< sorted by id: who acted, has a quota or has accounts
  RepPerformance total = {};              ///< rep is empty; reach counts a business once
};

/// Throws ConfigError unless from < to.
Performance performance(const PerformanceInputs& inputs, const PerformanceOptions& options);

/// A rep's quota for a period: overlapping quotas, each by its share of weekdays (Monday to Friday,
/// or of all days when a quota has no weekday), half-up to the cent; none when none overlaps.
std::optional<core::Cents> quota_in(std::span<const model::Quota> quotas, const core::RepId& rep,
                                    core::Date from, core::Date to);

}  // namespace nearnet::tracking
