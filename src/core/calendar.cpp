// SPDX-License-Identifier: Apache-2.0
#include "core/calendar.h"

#include <date/date.h>
#include <date/iso_week.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <array>
#include <optional>

#include "core/error.h"
#include "core/text.h"

namespace nearnet::core {
namespace {

using std::chrono::sys_days;

constexpr std::array kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Exactly `count` digits at the front of `text`, which is advanced past them.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> read_date(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || !text.empty()) return std::nullopt;
  const Date date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                  std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<TimeOfDay> read_time(std::string_view text) {
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  std::optional<int> second = 0;
  if (take(text, ':')) second = take_digits(text, 2);
  if (!minute || !second || !text.empty() || *minute > 59 || *second > 59) return std::nullopt;
  const Seconds time(*hour * 3600 + *minute * 60 + *second);
  return time.value <= 24 * 3600 ? std::optional(TimeOfDay{time}) : std::nullopt;
}

}  // namespace

Date parse_date(std::string_view text) {
  const std::optional<Date> date = read_date(trimmed(text));
  if (!date) {
    throw ConfigError(
        fmt::format("\"{}\" is not a date; write year-month-day, such as 2026-11-23", text));
  }
  return *date;
}

std::string format_date(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Date add_days(Date date, int days) {
  return sys_days(date) + std::chrono::days(days);
}

int days_between(Date from, Date to) {
  return static_cast<int>((sys_days(to) - sys_days(from)).count());
}

bool is_weekend(Date date) {
  const unsigned weekday = std::chrono::weekday(sys_days(date)).c_encoding();
  return weekday == 0 || weekday == 6;
}

std::string format_date_long(Date date) {
  const unsigned weekday = std::chrono::weekday(sys_days(date)).c_encoding();
  return fmt::format("{} {} {} {}", kWeekdays.at(weekday), static_cast<unsigned>(date.day()),
                     kMonths.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()));
}

TimeOfDay parse_time_of_day(std::string_view text) {
  const std::optional<TimeOfDay> time = read_time(trimmed(text));
  if (!time) {
    throw ConfigError(
        fmt::format("\"{}\" is not a time of day; write hours:minutes, such as 08:30", text));
  }
  return *time;
}

std::string format_time_of_day(TimeOfDay time) {
  const std::int64_t seconds = time.since_midnight.value;
  return fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
}

LocalTime parse_local_time(std::string_view text) {
  const std::string_view whole = trimmed(text);
  if (whole.size() > 10 && (whole[10] == 'T' || whole[10] == ' ')) {
    const std::optional<Date> date = read_date(whole.substr(0, 10));
    const std::optional<TimeOfDay> time = read_time(whole.substr(11));
    if (date && time) return {*date, *time};
  }
  throw ConfigError(fmt::format("\"{}\" is not a date and time; write 2026-11-23T08:30", text));
}

std::string format_local_time(const LocalTime& time) {
  return fmt::format("{}T{}:{:02}", format_date(time.date), format_time_of_day(time.time),
                     time.time.since_midnight.value % 60);
}

Date parse_iso_week(std::string_view text) {
  std::string_view rest = trimmed(text);
  const auto year = take_digits(rest, 4);
  if (year && take(rest, '-') && take(rest, 'W')) {
    const auto week = take_digits(rest, 2);
    if (week && rest.empty()) {
      const iso_week::year_weeknum_weekday monday{
          iso_week::year(*year), iso_week::weeknum(static_cast<unsigned>(*week)), iso_week::mon};
      if (monday.ok()) {
        return sys_days(std::chrono::days(iso_week::sys_days(monday).time_since_epoch().count()));
      }
    }
  }
  throw ConfigError(fmt::format("\"{}\" is not a week; write year-Wweek, such as 2026-W48", text));
}

Date monday_of(Date date) {
  const unsigned weekday = std::chrono::weekday(sys_days(date)).iso_encoding();
  return add_days(date, 1 - static_cast<int>(weekday));
}

std::string format_iso_week(Date date) {
  const date::sys_days day(date::days(sys_days(date).time_since_epoch().count()));
  const iso_week::year_weeknum_weekday week{iso_week::sys_days(day)};
  return fmt::format("{:04}-W{:02}", static_cast<int>(week.year()),
                     static_cast<unsigned>(week.weeknum()));
}

LocalTime now_in_zone(const std::string& time_zone) {
  try {
    const auto local = date::locate_zone(time_zone)->to_local(std::chrono::system_clock::now());
    const auto midnight = date::floor<date::days>(local);
    const auto since = std::chrono::duration_cast<std::chrono::seconds>(local - midnight);
    return {sys_days(std::chrono::days(midnight.time_since_epoch().count())),
            TimeOfDay{Seconds(since.count())}};
  } catch (const std::runtime_error&) {
    throw ConfigError(
        fmt::format("\"{}\" is not a known time zone; write an IANA name, such as America/New_York",
                    time_zone));
  }
}

std::string system_time_zone() {
  try {
    return date::current_zone()->name();
  } catch (const std::runtime_error&) {
    return "UTC";
  }
}

}  // namespace nearnet::core
