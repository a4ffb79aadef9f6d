// SPDX-License-Identifier: Apache-2.0
// The sections of the inspector, one function each.
#pragma once

#include "model/business.h"
#include "ui/context.h"
#include "ui/inspector.h"

namespace nearnet::ui {

void draw_title(const Context& context, const model::Business& business);
void draw_verdict(const Context& context, const InspectorState& state);
void draw_score(const Context& context, const InspectorState& state);
void draw_rules(const Context& context, const InspectorState& state);
void draw_facts(const Context& context, const model::Business& business);
/// What evaluations changed about it, newest first.
void draw_changes(const Context& context, const InspectorState& state);
void draw_history(const Context& context, const InspectorState& state);

}  // namespace nearnet::ui
