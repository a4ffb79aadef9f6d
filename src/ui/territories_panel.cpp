// SPDX-License-Identifier: Apache-2.0
#include "ui/territories_panel.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ui/territory_edit_panel.h"
#include "ui/territory_list.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

void draw_count(const Context& context, TerritoryForm& form) {
  const std::size_t reps = context.snapshot().reps.size();
  if (reps == 0) form.one_per_rep = false;
  if (radio(context, "territories/one_per_rep",
            fmt::format("One for each of {} rep{}", reps, reps == 1 ? "" : "s"),
            form.one_per_rep)) {
    form.one_per_rep = true;
  }
  if (radio(context, "territories/by_count", "A number of territories", !form.one_per_rep)) {
    form.one_per_rep = false;
  }
  if (!form.one_per_rep) {
    int_slider(context, "territories/count", "Territories", "{}", form.count, {1, 40});
  }
}

struct UnitChoice {
  UnitKind kind;
  const char* key;
  const char* label;
};

constexpr std::array<UnitChoice, 4> kUnitChoices = {
    {{UnitKind::kHexagons, "territories/hexagons", "Hexagons"},
     {UnitKind::kStreets, "territories/streets", "Streets"},
     {UnitKind::kNodes, "territories/nodes", "Plant nodes"},
     {UnitKind::kImported, "territories/imported", "Imported units"}}};

/// The workspace has what such units are made of.
bool can_use(UnitKind kind, const workspace::Snapshot& snapshot) {
  switch (kind) {
    case UnitKind::kStreets:
      return !snapshot.roads.empty();
    case UnitKind::kNodes:
      return std::ranges::any_of(snapshot.footprints.rows(),
                                 [](const auto& plant) { return !plant.node.empty(); });
    case UnitKind::kImported:
      return !snapshot.units.empty();
    case UnitKind::kHexagons:
      break;
  }
  return true;
}

void draw_units(const Context& context, TerritoryForm& form) {
  caption(context, "Smallest area a territory takes whole");
  if (!can_use(form.units, context.snapshot())) form.units = UnitKind::kHexagons;
  int shown = 0;
  for (const UnitChoice& choice : kUnitChoices) {
    if (!can_use(choice.kind, context.snapshot())) continue;
    if (shown++ % 2 == 1) ImGui::SameLine(ImGui::GetContentRegionAvail().x / 2.0F);
    if (radio(context, choice.key, choice.label, form.units == choice.kind)) {
      form.units = choice.kind;
    }
  }
  if (form.units == UnitKind::kHexagons) {
    checkbox(context, "territories/suited_hex", "Hexagons sized to the market", form.suited_hex);
    if (!form.suited_hex) {
      int_slider(context, "territories/hex", "Side of a hexagon", "{} m", form.hex_metres,
                 {50, 5000});
    }
  }
}

void draw_balance(const Context& context, TerritoryForm& form) {
  gap(context, 1.0F);
  text("Balance");
  int_slider(context, "territories/balance_prospects", "Prospects", "{}", form.prospects, {});
  int_slider(context, "territories/balance_hours", "Work hours", "{}", form.hours, {});
  int_slider(context, "territories/balance_mrc", "Potential MRC", "{}", form.mrc, {});
  int_slider(context, "territories/balance_customers", "Customers", "{}", form.customers, {});
  int_slider(context, "territories/tolerance", "Tolerance about the mean", "± {} %",
             form.tolerance_percent, {1, 30});
}

void draw_keep(const Context& context, TerritoryForm& form, const core::ScenarioId& shown) {
  if (shown.empty()) return;
  checkbox(context, "territories/keep", "Start from “" + shown.text() + "”", form.keep_shown);
  if (form.keep_shown) {
    int_slider(context, "territories/max_moved", "Move at most", "{} %", form.max_moved_percent,
               {});
  }
}

void draw_form(const Context& context, const core::ScenarioId& shown, TerritoryForm& form) {
  caption(context, "Scenario");
  text_field(context, "territories/name", "draft", form.scenario, -1.0F);
  draw_count(context, form);
  // What goes on from a scenario has its units.
  if (shown.empty() || !form.keep_shown) draw_units(context, form);
  draw_balance(context, form);
  draw_keep(context, form, shown);
  const std::string problem = problem_of(form, context.snapshot());
  gap(context, 1.0F);
  if (button(context, "territories/run", "Design territories",
             {.kind = ButtonKind::kPrimary,
              .enabled = problem.empty() && !context.busy(),
              .width = ImGui::GetContentRegionAvail().x})) {
    context.actions.push_back(workspace::DesignTerritories{request_of(form, shown)});
  }
  if (!problem.empty()) wrapped_text(context, context.look.colours.warning, problem);
}

std::string units_of(const TerritoryForm& form) {
  switch (form.units) {
    case UnitKind::kStreets:
      return "streets";
    case UnitKind::kNodes:
      return "node";
    case UnitKind::kImported:
      return "units";
    case UnitKind::kHexagons:
      break;
  }
  return form.suited_hex ? std::string("hex") : fmt::format("hex:{}m", form.hex_metres);
}

/// Weights that count for something.
std::string balance_of(const TerritoryForm& form) {
  std::string balance;
  for (const auto& [name, share] : {std::pair("prospects", form.prospects),
                                    {"hours", form.hours},
                                    {"mrc", form.mrc},
                                    {"customers", form.customers}}) {
    if (share > 0) balance += fmt::format("{}{}={}", balance.empty() ? "" : ",", name, share);
  }
  return balance;
}

}  // namespace

workspace::TerritoryRequest request_of(const TerritoryForm& form, const core::ScenarioId& shown) {
  workspace::TerritoryRequest request;
  request.scenario = core::ScenarioId(form.scenario);
  request.count = form.one_per_rep ? 0 : static_cast<std::size_t>(form.count);
  request.units = units_of(form);
  request.balance = balance_of(form);
  request.tolerance = form.tolerance_percent / 100.0;
  if (form.keep_shown && !shown.empty()) {
    request.keep = shown;
    request.units.clear();
    request.max_moved = form.max_moved_percent / 100.0;
  }
  return request;
}

std::string problem_of(const TerritoryForm& form, const workspace::Snapshot& snapshot) {
  if (snapshot.prospects.empty()) {
    return "Territories are made of prospects: run Plan › Evaluate eligibility first.";
  }
  if (form.one_per_rep && snapshot.reps.empty()) {
    return "There are no reps yet: import them, or choose a number of territories.";
  }
  if (balance_of(form).empty()) {
    return "Give at least one of the balance sliders some weight.";
  }
  return {};
}

void draw_territories_panel(const Context& context, const SceneSync& sync,
                            TerritoriesState& state) {
  if (context.view.editor != nullptr) {
    draw_territory_edit_panel(context, state.edit);
    return;
  }
  const core::ScenarioId shown =
      sync.territories().empty() ? core::ScenarioId() : sync.territories().front().scenario;
  const bool none_yet = context.snapshot().scenarios.empty();
  if (!none_yet) draw_scenarios(context, sync, state);
  if (section(context, "territories/form",
              none_yet ? "Design territories" : "Design a new scenario", none_yet)) {
    draw_form(context, shown, state.form);
  }
}

}  // namespace nearnet::ui
