// SPDX-License-Identifier: Apache-2.0
#include "ui/territory_list.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/plan_review.h"
#include "ui/swatch.h"
#include "ui/widgets.h"
#include "workspace/steps.h"

namespace nearnet::ui {
namespace {

void read_figures(const Context& context, const SceneSync& sync, const core::ScenarioId& shown,
                  TerritoriesState& state) {
  const workspace::Snapshot& snapshot = context.snapshot();
  if (state.reps_version != snapshot.reps.version()) {
    state.reps_version = snapshot.reps.version();
    state.rep_names = {"Vacant"};
    for (const model::Rep& rep : snapshot.reps.rows()) {
      state.rep_names.push_back(rep.name.empty() ? rep.id.text() : rep.name);
    }
  }
  if (state.listed == shown && state.territories_version == snapshot.territories.version()) return;
  state.listed = shown;
  state.territories_version = snapshot.territories.version();
  state.means.clear();
  for (const model::Territory& territory : sync.territories()) {
    for (const auto& [name, amount] : territory.weights) state.means[name] += amount;
  }
  state.measures.clear();
  for (auto& [name, amount] : state.means) {
    amount /= static_cast<double>(sync.territories().size());
  }
  if (const model::Scenario* scenario = snapshot.scenarios.find(shown)) {
    for (const std::string& name : territory::balanced_names(scenario->balance)) {
      if (state.means.contains(name)) state.measures.push_back(name);
    }
  }
  state.balanced = state.measures.size();
  for (const auto& [name, amount] : state.means) {
    if (std::ranges::find(state.measures, name) == state.measures.end()) {
      state.measures.push_back(name);
    }
  }
}

void draw_scenario_rows(const Context& context, const core::ScenarioId& shown,
                        TerritoriesState& state) {
  for (const model::Scenario& scenario : context.snapshot().scenarios.rows()) {
    ImGui::PushID(scenario.id.text().c_str());
    const float top = ImGui::GetCursorPosY();
    const float height = ImGui::GetTextLineHeight() + context.px(8.0F);
    if (ImGui::Selectable("##scenario", scenario.id == shown, ImGuiSelectableFlags_AllowItemOverlap,
                          {0.0F, height})) {
      state.shown = scenario.id;
    }
    record_row(context, "territories/scenario", scenario.id.text());
    const float below = ImGui::GetCursorPosY();
    ImGui::SetCursorPos({ImGui::GetCursorPosX() + context.px(6.0F), top + context.px(4.0F)});
    text(fitted(scenario.id.text(), ImGui::GetContentRegionAvail().x - context.px(170.0F)));
    ImGui::SameLine(ImGui::GetContentRegionAvail().x - context.px(160.0F));
    badge(context, spoken(model::to_text(scenario.state)),
          state_colour(context.look.colours, scenario.state));
    ImGui::SameLine();
    right_aligned(fmt::format("± {}", percent(scenario.max_deviation)), context.look.colours.muted);
    ImGui::SetCursorPosY(below);
    ImGui::PopID();
  }
}

void draw_rep_choice(const Context& context, const model::Territory& territory,
                     const TerritoriesState& state) {
  const auto& reps = context.snapshot().reps;
  const auto index = reps.index_of(territory.rep);
  std::size_t chosen = index ? *index + 1 : 0;
  const std::string key = "territories/rep/" + territory.id.text();
  if (!combo(context, key, state.rep_names, chosen, -1.0F)) return;
  context.actions.push_back(workspace::AssignTerritory{
      territory.scenario, territory.id, chosen == 0 ? core::RepId() : reps.rows()[chosen - 1].id});
}

void draw_measures(const Context& context, const model::Territory& territory, double tolerance,
                   const TerritoriesState& state) {
  const Palette& colours = context.look.colours;
  const float width = context.px(70.0F);
  for (std::size_t i = 0; i < state.measures.size(); ++i) {
    const std::string& measure = state.measures[i];
    const auto found = territory.weights.find(measure);
    const double amount = found == territory.weights.end() ? 0.0 : found->second;
    const double mean = state.means.at(measure);
    const double deviation = mean > 0.0 ? amount / mean - 1.0 : 0.0;
    const bool balanced = i < state.balanced;
    const bool outside = balanced && std::abs(deviation) > tolerance + 1e-9;
    muted_text(context, measure == "mrc" ? "MRC" : spoken(measure));
    ImGui::SameLine(context.px(84.0F));
    coloured_text(balanced ? colours.text : colours.muted, amount_text(amount));
    ImGui::SameLine(context.px(156.0F));
    const double reach = std::max(tolerance * 2.0, 0.1);
    if (balanced) {
      deviation_bar(context, static_cast<float>(deviation / reach),
                    outside ? colours.warning : colours.good, width);
      ImGui::SameLine();
    }
    right_aligned(signed_percent(deviation), outside ? colours.warning : colours.muted);
  }
}

void draw_territory(const Context& context, std::size_t place, const model::Territory& territory,
                    double tolerance, const TerritoriesState& state) {
  ImGui::PushID(territory.id.text().c_str());
  const map::AreaPaint& paint = context.view.scene.style().area(map::LayerId::kTerritories, place);
  map::Colour fill = paint.outline;
  fill.a = 0.45F;
  gap(context, 1.0F);
  colour_box(context, fill, paint.outline);
  ImGui::SameLine();
  {
    const FontScope font(context.look.fonts.semibold);
    text(territory.name.empty() ? territory.id.text() : territory.name);
  }
  record_row(context, "territories/name", territory.id.text());
  tooltip("Click to see it on the map");
  if (ImGui::IsItemClicked()) {
    context.selection.area = context.view.scene.bounds_of(
        {map::LayerId::kTerritories, static_cast<std::uint32_t>(place)});
  }
  ImGui::SameLine();
  const FontScope small(context.look.fonts.small);
  right_aligned(
      fmt::format("{} unit{} · compact {:.2f}{}", territory.units, territory.units == 1 ? "" : "s",
                  territory.compactness, territory.connected ? "" : " · in parts"),
      territory.connected ? context.look.colours.muted : context.look.colours.warning);
  ImGui::PushFont(context.look.fonts.regular);
  draw_rep_choice(context, territory, state);
  ImGui::PopFont();
  draw_measures(context, territory, tolerance, state);
  ImGui::Separator();
  ImGui::PopID();
}

}  // namespace

void draw_scenarios(const Context& context, const SceneSync& sync, TerritoriesState& state) {
  const core::ScenarioId shown =
      sync.territories().empty() ? state.shown : sync.territories().front().scenario;
  read_figures(context, sync, shown, state);
  heading(context, "Scenarios");
  draw_scenario_rows(context, shown, state);
  const model::Scenario* scenario = context.snapshot().scenarios.find(shown);
  if (scenario == nullptr) return;
  draw_decisions(context, *scenario);
  draw_plan_review(context, *scenario, state.review);
  gap(context, 2.0F);
  heading(context, "Territories");
  for (std::size_t i = 0; i < sync.territories().size(); ++i) {
    draw_territory(context, i, sync.territories()[i], scenario->tolerance, state);
  }
}

}  // namespace nearnet::ui
