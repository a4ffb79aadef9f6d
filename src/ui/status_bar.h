// SPDX-License-Identifier: Apache-2.0
// One line at the foot: counts, the running job or the last message, the place under the cursor.
#pragma once

#include <optional>

#include "geo/lon_lat.h"
#include "ui/context.h"

namespace nearnet::ui {

void draw_status_bar(const Context& context, const std::optional<geo::LonLat>& cursor);

}  // namespace nearnet::ui
