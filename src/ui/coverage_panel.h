// SPDX-License-Identifier: Apache-2.0
// How much of the serviceable market has been called on, and where the gaps are.
#pragma once

#include <cstdint>
#include <string>

#include "ui/context.h"
#include "workspace/steps.h"

namespace nearnet::ui {

struct CoverageState {
  std::size_t window = 2;  ///< index into the windows: 90 days
  std::size_t by = 1;      ///< index into the groupings: by rep

  // The report of the fields below, made again when one of them changes.
  std::int64_t version = -1;
  std::size_t reported_window = 0;
  std::size_t reported_by = 0;
  tracking::CoverageReport report;
  std::string problem;
};

/// Makes the report when it is not of this version and these choices.
void update_coverage(const workspace::Snapshot& snapshot, CoverageState& state);
void draw_coverage_panel(const Context& context, CoverageState& state);

}  // namespace nearnet::ui
