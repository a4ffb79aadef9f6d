// SPDX-License-Identifier: Apache-2.0
// All about the chosen business: facts, the verdict and its reasons, the score, what happened so
// far, and the form that logs what happens next.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "ui/context.h"
#include "ui/log_form.h"
#include "ui/override_form.h"
#include "workspace/steps.h"

namespace nearnet::ui {

struct InspectorState {
  core::BusinessId business;  ///< what the fields below speak of
  std::int64_t version = -1;
  std::optional<eligibility::Explanation> explanation;
  std::string problem;               ///< why there is no explanation
  std::vector<std::size_t> history;  ///< indices into the activities, newest first
  LogForm form;
  OverrideForm override;
};

/// Explains the chosen business when the choice or the workspace has changed.
void update_inspector(const workspace::Snapshot& snapshot, const core::BusinessId& chosen,
                      InspectorState& state);
void draw_inspector(const Context& context, InspectorState& state);

}  // namespace nearnet::ui
