// SPDX-License-Identifier: Apache-2.0
#include "ui/table_filters.h"

#include <imgui.h>

#include <algorithm>
#include <array>

#include "ui/format.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

constexpr std::array kStatuses = {model::NetStatus::kOnNet, model::NetStatus::kNearNet,
                                  model::NetStatus::kOffNet, model::NetStatus::kUnknown};

/// A drop-down whose first entry switches the filter off. `values[i]` stands for `labels[i + 1]`.
template <typename Value, typename Values>
void filter_combo(const Context& context, const std::string& key,
                  const std::vector<std::string>& labels, const Values& values,
                  std::optional<Value>& filter, float width) {
  std::size_t chosen = 0;
  if (filter) {
    const auto found = std::find(values.begin(), values.end(), *filter);
    if (found != values.end()) chosen = static_cast<std::size_t>(found - values.begin()) + 1;
  }
  if (combo(context, key, labels, chosen, context.px(width))) {
    filter = chosen == 0 ? std::nullopt : std::optional<Value>(values[chosen - 1]);
  }
  ImGui::SameLine();
}

void read_lists(const workspace::Snapshot& snapshot, TableState& state) {
  if (state.reps_version == snapshot.reps.version()) return;
  state.reps_version = snapshot.reps.version();
  state.status_names = {"Any status"};
  for (const model::NetStatus status : kStatuses) {
    state.status_names.emplace_back(status_title(status));
  }
  state.eligible_names = {"Eligible or not", "Eligible", "Not eligible"};
  state.stage_names = {"Any stage"};
  for (const model::Stage stage : model::kStages) {
    state.stage_names.push_back(spoken(model::to_text(stage)));
  }
  state.rep_names = {"Any owner", "Nobody's"};
  state.rep_ids = {core::RepId()};
  for (const model::Rep& rep : snapshot.reps.rows()) {
    state.rep_names.push_back(rep.name.empty() ? rep.id.text() : rep.name);
    state.rep_ids.push_back(rep.id);
  }
}

void draw_search(const Context& context, TableState& state) {
  if (state.focus_filter) {
    ImGui::SetKeyboardFocusHere();
    state.focus_filter = false;
  }
  const float width = std::min(context.px(260.0F), ImGui::GetContentRegionAvail().x * 0.26F);
  text_field(context, "table/filter", "Find name, address, category …", state.filter.text, width);
  ImGui::SameLine();
}

}  // namespace

void draw_table_filters(const Context& context, TableState& state) {
  read_lists(context.snapshot(), state);
  draw_search(context, state);
  constexpr std::array kYesNo = {true, false};
  RowFilter& filter = state.filter;
  // Room for the count and the button; on narrow windows the lists give way.
  const float room = ImGui::GetContentRegionAvail().x / context.look.scale - 190.0F;
  const float width = std::clamp(room / 4.0F, 84.0F, 136.0F);
  filter_combo(context, "table/status", state.status_names, kStatuses, filter.status, width);
  filter_combo(context, "table/eligible", state.eligible_names, kYesNo, filter.eligible, width);
  filter_combo(context, "table/stage", state.stage_names, model::kStages, filter.stage, width);
  filter_combo(context, "table/owner", state.rep_names, state.rep_ids, filter.owner, width);
  if (state.filter != RowFilter{}) {
    if (button(context, "table/clear", "Clear", {.kind = ButtonKind::kQuiet})) state.filter = {};
    ImGui::SameLine();
  }
  ImGui::AlignTextToFramePadding();
  if (context.market.prospects().empty()) {
    ImGui::NewLine();
    return;
  }
  right_aligned(part_text(state.rows.shown().size(), context.market.prospects().size()),
                context.look.colours.muted);
}

}  // namespace nearnet::ui
