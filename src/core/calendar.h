// SPDX-License-Identifier: Apache-2.0
// Dates and times of day as a planner writes them: ISO text in, ISO text out, local to the
// workspace.
//
//   core::Date monday = core::parse_date("2026-11-23");
//   core::format_date(core::add_days(monday, 1));           // "2026-11-24"
//   core::TimeOfDay start = core::parse_time_of_day("08:30");
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "core/units.h"

namespace nearnet::core {

using Date = std::chrono::year_month_day;

/// Seconds after local midnight, 0 … 24 h.
struct TimeOfDay {
  Seconds since_midnight;
  friend auto operator<=>(const TimeOfDay&, const TimeOfDay&) = default;
};

/// A wall-clock moment in the workspace's time zone.
struct LocalTime {
  Date date;
  TimeOfDay time;
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

/// "2026-11-23". Throws ConfigError that names `text`.
Date parse_date(std::string_view text);
std::string format_date(Date date);
Date add_days(Date date, int days);
int days_between(Date from, Date to);
bool is_weekend(Date date);
/// "Mon 23 Nov 2026"
std::string format_date_long(Date date);

/// "08:30" or "08:30:15". Throws ConfigError.
TimeOfDay parse_time_of_day(std::string_view text);
/// "08:30"; seconds are cut, not rounded.
std::string format_time_of_day(TimeOfDay time);

/// "2026-11-23T08:30[:15]" or with a blank instead of the T. Throws ConfigError.
LocalTime parse_local_time(std::string_view text);
/// "2026-11-23T08:30:15"
std::string format_local_time(const LocalTime& time);

/// "2026-W48" → the Monday of that ISO week. Throws ConfigError.
Date parse_iso_week(std::string_view text);
/// The Monday of the week that `date` lies in.
Date monday_of(Date date);
/// "2026-W48", for any day of that ISO week.
std::string format_iso_week(Date date);

/// The present wall-clock time in an IANA zone such as "America/New_York".
/// Throws ConfigError for an unknown zone. The only clock of the project: commands read it, engines
/// never do.
LocalTime now_in_zone(const std::string& time_zone);
/// The zone of this machine, "UTC" when it cannot be told.
std::string system_time_zone();

}  // namespace nearnet::core
