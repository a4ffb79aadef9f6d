// SPDX-License-Identifier: Apache-2.0
// A card in the map's top left corner, as large as what is drawn in its scope.
//
//   const MapCard card(context, map_low);
//   text("Draw a loop around the prospects of a day.");
#pragma once

#include <imgui.h>

#include "ui/context.h"

namespace nearnet::ui {

class MapCard {
 public:
  MapCard(const Context& context, ImVec2 map_low);
  ~MapCard();
  MapCard(const MapCard&) = delete;
  MapCard& operator=(const MapCard&) = delete;

 private:
  const Context& context_;
};

}  // namespace nearnet::ui
