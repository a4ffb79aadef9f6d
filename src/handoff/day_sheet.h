// SPDX-License-Identifier: Apache-2.0
// A rep's day on paper: one self-contained HTML page with a map, the stops in order, room to write,
// and links for the phone. No script, no font, no picture from outside; prints on A4 and US Letter.
//
//   handoff::DaySheet sheet{.rep = rep, .route = route, .stops = stops,
//                           .backdrop = {footprints, roads}};
//   std::string page = handoff::day_sheet_html(sheet);
//
// All text is escaped for HTML. The same sheet gives the same bytes. A page with 60 km of streets
// stays below 400 kB.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/units.h"
#include "handoff/map_drawing.h"
#include "model/activity.h"
#include "model/business.h"
#include "model/day.h"
#include "model/prospect.h"
#include "model/rep.h"

namespace nearnet::handoff {

/// A stop with all that the rep wants to know at the door.
struct SheetStop {
  model::Stop stop = {};
  model::Business business = {};
  model::Prospect prospect = {};  ///< status, distance, reasons, score
  std::optional<model::Activity> last_activity = {};
  std::vector<std::string> offers = {};  ///< what to offer, one line each; may be empty
};

struct DaySheet {
  std::string title = {};  ///< of the workspace
  model::Rep rep = {};
  model::DayRoute route = {};
  std::vector<SheetStop> stops = {};  ///< in order
  /// Left out of this plan, most valuable first; the sheet names the first dozen and counts the
  /// rest.
  std::vector<model::Unserved> unserved = {};
  MapBackdrop backdrop = {};
  DistanceUnit unit = DistanceUnit::kMiles;
};

/// Home, the stops in order, home again: the points that links and the GPX route go through.
std::vector<geo::LonLat> way_points(const DaySheet& sheet);

std::string day_sheet_html(const DaySheet& sheet);

}  // namespace nearnet::handoff
