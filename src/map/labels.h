// SPDX-License-Identifier: Apache-2.0
// Texts on the map: where they stand and what they say. The panel that shows the map draws them
// with its own font over the picture.
//
//   for (const map::Label& label : map::labels(scene, camera)) draw_text(label.at, label.text);
//
// Only what is on the screen and has room comes out: a territory's name must fit its territory,
// makes way for other texts inside it and never covers another's name. Stop numbers and bubble
// counts always stand in their disc.
#pragma once

#include <string>
#include <vector>

#include "map/camera.h"
#include "map/scene.h"

namespace nearnet::map {

enum class LabelKind { kTerritory, kHome, kStop, kBubble };

struct Label {
  LabelKind kind = LabelKind::kTerritory;
  ScreenPoint at;  ///< middle of the text; for kHome the middle of its upper edge
  std::string text;
  double size = 12;  ///< height of the font, in screen units
  Colour colour;
  Colour halo;  ///< alpha 0: none
};

/// In drawing order.
std::vector<Label> labels(const Scene& scene, const Camera& camera);

}  // namespace nearnet::map
