// SPDX-License-Identifier: Apache-2.0
#include "ui/inspector.h"

#include <imgui.h>

#include <algorithm>

#include "core/error.h"
#include "ui/format.h"
#include "ui/inspector_parts.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

void explain(const workspace::Snapshot& snapshot, InspectorState& state) {
  state.explanation.reset();
  state.problem.clear();
  try {
    state.explanation = workspace::explain(snapshot, state.business, snapshot.rules);
  } catch (const core::Error& error) {
    state.problem = error.what();
  }
}

void read_history(const workspace::Snapshot& snapshot, InspectorState& state) {
  const auto& activities = snapshot.activities.rows();
  state.history.clear();
  for (std::size_t i = 0; i < activities.size(); ++i) {
    if (activities[i].business == state.business) state.history.push_back(i);
  }
  std::stable_sort(state.history.begin(), state.history.end(), [&](std::size_t a, std::size_t b) {
    return activities[a].at > activities[b].at;
  });
}

void draw_nothing_chosen(const Context& context) {
  gap(context, 8.0F);
  heading(context, "No business chosen");
  wrapped_text(context, context.look.colours.muted,
               "Click a prospect on the map or a row of the table to see whether it can be served, "
               "why, and what has been done so far.");
}

}  // namespace

void update_inspector(const workspace::Snapshot& snapshot, const core::BusinessId& chosen,
                      InspectorState& state) {
  const bool other = state.business != chosen;
  if (!other && state.version == snapshot.version) return;
  state.business = chosen;
  state.version = snapshot.version;
  const model::Business* business = snapshot.businesses.find(chosen);
  if (business == nullptr) return;
  explain(snapshot, state);
  read_history(snapshot, state);
  if (!other) return;
  reset(state.form, snapshot, *business);
  reset(state.override, state.explanation && state.explanation->prospect.eligible);
}

void draw_inspector(const Context& context, InspectorState& state) {
  const model::Business* business = context.snapshot().businesses.find(state.business);
  if (business == nullptr) {
    draw_nothing_chosen(context);
    return;
  }
  draw_title(context, *business);
  draw_verdict(context, state);
  if (section(context, "inspector/log", "Log an activity", true)) {
    draw_log_form(context, *business, state.form);
  }
  if (section(context, "inspector/override", "Override the rules", false)) {
    draw_override_form(context, *business, state.override);
  }
  if (section(context, "inspector/score", "Score", true)) draw_score(context, state);
  if (section(context, "inspector/rules", "Rules checked", true)) draw_rules(context, state);
  if (section(context, "inspector/facts", "Business", true)) draw_facts(context, *business);
  if (section(context, "inspector/changes", "What changed", false)) draw_changes(context, state);
  if (section(context, "inspector/history", "Activities", true)) draw_history(context, state);
}

}  // namespace nearnet::ui
