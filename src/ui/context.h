// SPDX-License-Identifier: Apache-2.0
// What every panel is given for one frame, beside its own state.
#pragma once

#include <vector>

#include "ui/item_log.h"
#include "ui/look.h"
#include "ui/market.h"
#include "ui/selection.h"
#include "ui/view.h"
#include "workspace/action.h"

namespace nearnet::ui {

struct Context {
  const View& view;
  const Look& look;
  const Market& market;
  Selection& selection;
  std::vector<workspace::Action>& actions;
  ItemLog* log = nullptr;

  const workspace::Snapshot& snapshot() const { return view.snapshot; }
  float px(float design_units) const { return look.px(design_units); }
  /// A job is running: what would start another one waits.
  bool busy() const { return view.job.has_value(); }
};

}  // namespace nearnet::ui
