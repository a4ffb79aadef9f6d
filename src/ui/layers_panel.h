// SPDX-License-Identifier: Apache-2.0
// Which layers the map shows, and what their signs mean.
#pragma once

#include <cstdint>
#include <vector>

#include "map/legend.h"
#include "ui/context.h"

namespace nearnet::ui {

struct LayersState {
  std::vector<map::LegendEntry> legend;
  std::uint64_t revision = 0;  ///< of the scene the legend speaks of
};

void draw_layers_panel(const Context& context, LayersState& state);

}  // namespace nearnet::ui
