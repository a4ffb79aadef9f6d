// SPDX-License-Identifier: Apache-2.0
// A person's word against the rules: lets the chosen business in or leaves it out, with a reason,
// and takes an override back.
#pragma once

#include <string>

#include "model/business.h"
#include "ui/context.h"

namespace nearnet::ui {

struct OverrideForm {
  bool eligible = true;  ///< let in; else left out
  std::string reason;
  std::string until;  ///< ISO date, the last day it counts; empty: until taken back
};

/// An empty form for a business that is eligible now or is not: it proposes the opposite.
void reset(OverrideForm& form, bool eligible_now);
void draw_override_form(const Context& context, const model::Business& business,
                        OverrideForm& form);

}  // namespace nearnet::ui
