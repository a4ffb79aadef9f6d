// SPDX-License-Identifier: Apache-2.0
// An account executive and what is expected of one.
#pragma once

#include <optional>
#include <string>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "geo/lon_lat.h"

namespace nearnet::model {

struct Rep {
  core::RepId id;
  std::string name;
  std::string email;
  std::string phone;
  std::optional<geo::LonLat> home;  ///< where the day starts and ends
  std::optional<core::TimeOfDay> shift_start;
  std::optional<core::TimeOfDay> shift_end;
  std::string source;
  std::string extra;
  std::string district;  ///< what the rep's territory is part of
  std::string region;    ///< what the district is part of

  friend bool operator==(const Rep&, const Rep&) = default;
};

/// What a rep must sell in a period, closed-open.
struct Quota {
  core::RepId rep;
  core::Date from;
  core::Date to;
  core::Cents mrc;

  friend bool operator==(const Quota&, const Quota&) = default;
};

}  // namespace nearnet::model
