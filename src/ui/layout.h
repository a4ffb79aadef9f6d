// SPDX-License-Identifier: Apache-2.0
// Where the panels stand: layers on the left, the map, the table under both, one panel on the
// right. The user moves the borders; the map gets what is left.
#pragma once

#include <imgui.h>

#include "ui/context.h"
#include "ui/layout_state.h"

namespace nearnet::ui {

struct Area {
  ImVec2 low;
  ImVec2 high;
  ImVec2 size() const { return {high.x - low.x, high.y - low.y}; }
  bool empty() const { return high.x - low.x < 1.0F || high.y - low.y < 1.0F; }
};

struct Layout {
  Area layers, map, table, side, status;
};

/// Draws the borders that can be dragged, in the current window.
Layout arrange(const Context& context, const Area& window, LayoutState& state);

/// A child window over an area for the length of a scope; check `visible()` before drawing. kLine
/// holds one line of text and, like kNone, does not scroll.
class Pane {
 public:
  enum class Padding { kNormal, kLine, kNone };
  Pane(const Context& context, const char* id, const Area& area, Padding padding);
  ~Pane();
  Pane(const Pane&) = delete;
  Pane& operator=(const Pane&) = delete;
  bool visible() const { return visible_; }

 private:
  bool drawn_ = false;
  bool visible_ = false;
};

}  // namespace nearnet::ui
