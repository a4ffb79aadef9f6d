// SPDX-License-Identifier: Apache-2.0
// How one drives in an area: speeds by class of road, slower hours, what turns take, and big roads
// that nobody crosses on foot. Read from a TOML file; docs/driving.md shows one.
//
//   roads::DrivingProfile profile = roads::parse_driving(text, "driving.toml");
//   roads::DrivingSpeeds speeds = roads::speeds_between(profile, start, end);
//
// What a file does not say stays as usual. Every mistake is refused with its file, line and what
// was expected.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.h"
#include "core/units.h"
#include "roads/driving_speeds.h"

namespace nearnet::roads {

/// What it takes to drive on from one piece of street to another where streets meet.
struct TurnCosts {
  core::Seconds left{0};
  core::Seconds right{0};
  core::Seconds straight{0};  ///< over a crossing
  core::Seconds round{0};     ///< back along the street one came by

  bool any() const { return left.value + right.value + straight.value + round.value > 0; }
  friend bool operator==(const TurnCosts&, const TurnCosts&) = default;
};

/// Traffic between two times of day.
struct SlowHours {
  core::TimeOfDay from;
  core::TimeOfDay to;
  std::vector<std::string> classes;  ///< of roads; empty: all
  double factor = 1.0;               ///< share of the usual speed

  friend bool operator==(const SlowHours&, const SlowHours&) = default;
};

/// How slow hours count in a plan for a whole day: every way as in the slowest of them, which keeps
/// every time promised; or by the mean over the day.
enum class PlanBy { kSlowest, kMean };

enum class DriveOn { kRight, kLeft };

struct DrivingProfile {
  DrivingSpeeds speeds;
  TurnCosts turns;
  std::vector<SlowHours> slow;
  PlanBy plan_by = PlanBy::kSlowest;
  DriveOn drive_on = DriveOn::kRight;
  /// Roads that one crosses to a door on the other side only after `crossing`.
  std::set<std::string, std::less<>> big = {"trunk", "primary", "secondary"};
  core::Seconds crossing{60};

  friend bool operator==(const DrivingProfile&, const DrivingProfile&) = default;
};

/// Throws core::InputError "FILE, line L: WHAT".
DrivingProfile parse_driving(std::string_view text, std::string_view name);
/// A file that parses to the same profile.
std::string to_toml(const DrivingProfile& profile);

/// Speeds that hold for all driving between two times of day, as `plan_by` says; at one time of day
/// when both are equal. Constant speeds: who sets out later never arrives earlier.
DrivingSpeeds speeds_between(const DrivingProfile& profile, core::TimeOfDay from,
                             core::TimeOfDay to);

}  // namespace nearnet::roads
