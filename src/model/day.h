// SPDX-License-Identifier: Apache-2.0
// A rep's planned day: the stops, the way between them, and who was left out and why.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "geo/geometry.h"

namespace nearnet::model {

enum class StopKind { kVisit, kAppointment, kFollowUp };

std::string_view to_text(StopKind kind);  ///< "visit", "appointment", "follow_up"
std::optional<StopKind> stop_kind_from_text(std::string_view text);

/// One call on one business. arrive ≤ start ≤ depart; start − arrive is waiting.
struct Stop {
  core::RepId rep;
  core::Date date;
  int sequence = 0;  ///< 1, 2, … within the day
  core::BusinessId business;
  std::string name;  ///< repeated from the business so that the layer reads alone
  StopKind kind = StopKind::kVisit;
  geo::LonLat position;
  core::TimeOfDay arrive;
  core::TimeOfDay start;
  core::TimeOfDay depart;

  friend bool operator==(const Stop&, const Stop&) = default;
};

struct DayRoute {
  core::RepId rep;
  core::Date date;
  core::TimeOfDay start;  ///< leaves home
  core::TimeOfDay end;    ///< back home
  /// A break on the way to a stop, which arrives that much later, or home; both or none.
  std::optional<core::TimeOfDay> lunch_start;
  std::optional<core::TimeOfDay> lunch_end;
  core::Seconds drive;
  core::Metres drive_distance;
  core::Seconds visits;  ///< service time at the stops
  double value = 0.0;    ///< sum of the stops' values
  geo::Line line;  ///< from home through the stops and back, along the roads if those were driven
  geo::Geometry area;  ///< outline of the day's cluster (concave hull); may be empty

  friend bool operator==(const DayRoute&, const DayRoute&) = default;
};

/// Someone who was a candidate and is not in the plan.
struct Unserved {
  core::RepId rep;
  core::BusinessId business;
  std::string name;
  geo::LonLat position;
  std::string reason;  ///< code, such as "NO_TIME_LEFT"
  std::string detail;  ///< one sentence for a reader

  friend bool operator==(const Unserved&, const Unserved&) = default;
};

}  // namespace nearnet::model
