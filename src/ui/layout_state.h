// SPDX-License-Identifier: Apache-2.0
// How the user has divided the window among the panels.
#pragma once

namespace nearnet::ui {

struct LayoutState {
  float left = 226.0F;  ///< widths and height in design units
  float right = 372.0F;
  float bottom = 250.0F;
  bool layers_open = true;
  bool side_open = true;
  bool table_open = true;
};

}  // namespace nearnet::ui
