// SPDX-License-Identifier: Apache-2.0
// A day as it passes: its stops in order, with lunch where it falls between them.
//
//   model::walk_day(
//       day, stops, [&](const model::Stop& stop) { list(stop.name); }, [&] { list("Lunch"); });
#pragma once

#include <vector>

#include "model/day.h"

namespace nearnet::model {

/// Calls `visit(stop)` for each of `stops` that is of this rep and date, in their order, and
/// `lunch()` once before the first stop reached after the day's break began, or at the end when it
/// is on the way home; never when the day has no break on the way. Cost: one pass.
template <typename Visit, typename Lunch>
void walk_day(const DayRoute& day, const std::vector<Stop>& stops, Visit&& visit, Lunch&& lunch) {
  bool lunch_ahead = day.lunch_start.has_value();
  for (const Stop& stop : stops) {
    if (stop.rep != day.rep || stop.date != day.date) continue;
    if (lunch_ahead && *day.lunch_start < stop.arrive) {
      lunch();
      lunch_ahead = false;
    }
    visit(stop);
  }
  if (lunch_ahead) lunch();
}

}  // namespace nearnet::model
