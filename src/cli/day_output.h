// SPDX-License-Identifier: Apache-2.0
// Planned days as JSON and as tables.
//
//   context.print(to_json(day, stops), to_text({day}, stops));
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "model/day.h"

namespace nearnet::cli {

/// The day with its own of the stops, in their order.
Json to_json(const model::DayRoute& day, const std::vector<model::Stop>& stops);

/// A table a day, lunch where it falls.
std::string to_text(const std::vector<model::DayRoute>& days,
                    const std::vector<model::Stop>& stops);

}  // namespace nearnet::cli
