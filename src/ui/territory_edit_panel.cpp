// SPDX-License-Identifier: Apache-2.0
#include "ui/territory_edit_panel.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "ui/format.h"
#include "ui/swatch.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

void make(const Context& context, TerritoryEditState& state, const territory::Edit& edit,
          const std::string& what) {
  state.problem.clear();
  try {
    context.view.editor->edit().make(edit, what);
  } catch (const core::Error& error) {
    state.problem = error.what();
  }
}

void draw_head(const Context& context) {
  workspace::TerritoryEditor& editor = *context.view.editor;
  territory::HandEdit& edit = editor.edit();
  const bool free = !context.busy();
  heading(context, ("Editing “" + editor.scenario().id.text() + "”").c_str());
  if (button(context, "edit/save", "Save",
             {.kind = ButtonKind::kPrimary, .enabled = free && edit.is_changed()})) {
    context.actions.push_back(workspace::SaveEdited{});
  }
  tooltip("Writes the plan into the workspace. It stays a draft.");
  ImGui::SameLine();
  if (button(context, "edit/discard", edit.is_changed() ? "Discard" : "Close", {.enabled = free})) {
    context.actions.push_back(workspace::DiscardEdited{});
  }
  ImGui::SameLine();
  if (button(context, "edit/undo", "Undo", {.enabled = free && edit.can_undo()})) edit.undo();
  tooltip(edit.can_undo() ? "Take back: " + edit.undo_title() + " (Ctrl+Z)"
                          : std::string("Nothing to take back"));
  ImGui::SameLine();
  if (button(context, "edit/redo", "Redo", {.enabled = free && edit.can_redo()})) edit.redo();
  tooltip(edit.can_redo() ? "Do again: " + edit.redo_title() + " (Ctrl+Y)"
                          : std::string("Nothing to do again"));
}

struct ToolInfo {
  EditTool tool;
  const char* key;
  const char* label;
  const char* help;
};

constexpr std::array<ToolInfo, 4> kTools = {
    {{EditTool::kBrush, "edit/brush", "Brush", "Drag over units: they go to the territory chosen."},
     {EditTool::kUnit, "edit/unit", "One unit", "Click a unit: it goes to the territory chosen."},
     {EditTool::kLasso, "edit/lasso", "Lasso",
      "Drag a line around units: they go to the territory chosen."},
     {EditTool::kCut, "edit/cut", "Cut",
      "Drag a line across the territory chosen: what lies beyond it becomes a new one."}}};

void draw_tools(const Context& context, TerritoryEditState& state) {
  for (const ToolInfo& info : kTools) {
    if (radio(context, info.key, info.label, state.tool == info.tool)) state.tool = info.tool;
    tooltip(info.help);
    if (&info != &kTools.back()) ImGui::SameLine();
  }
  for (const ToolInfo& info : kTools) {
    if (info.tool == state.tool) wrapped_text(context, context.look.colours.muted, info.help);
  }
  if (state.tool == EditTool::kBrush) {
    int_slider(context, "edit/brush_size", "Brush", "{} px", state.brush, {4, 80});
  }
  muted_text(context, "Right button: move the map. Wheel: zoom.");
}

void draw_summary(const Context& context, const TerritoryEditState& state) {
  const Palette& colours = context.look.colours;
  const double tolerance = context.view.editor->scenario().tolerance;
  const bool outside = state.deviation > tolerance + 1e-9;
  gap(context, 1.0F);
  text("Largest deviation");
  ImGui::SameLine();
  coloured_text(outside ? colours.warning : colours.good, "± " + percent(state.deviation));
  ImGui::SameLine();
  muted_text(context, fmt::format("was ± {}, tolerance {}", percent(state.deviation_before),
                                  percent(tolerance)));
  if (state.strays.empty()) return;
  ImGui::AlignTextToFramePadding();
  coloured_text(colours.warning,
                fmt::format("{} unit{} apart from their territory", state.strays.size(),
                            state.strays.size() == 1 ? "" : "s"));
  ImGui::SameLine();
  if (button(context, "edit/show_breaks", "Show", {.kind = ButtonKind::kQuiet})) {
    geo::LonLatBox box;
    for (const std::size_t unit : state.strays) {
      box.grow(state.ground->units[unit].geometry.envelope());
    }
    context.selection.area = box;
  }
}

/// "12.5k", for narrow places.
std::string short_amount(double amount) {
  if (std::abs(amount) >= 1e6) return fmt::format("{:.1f}M", amount / 1e6);
  if (std::abs(amount) >= 1e4) return fmt::format("{:.1f}k", amount / 1e3);
  return amount_text(std::abs(amount) >= 1e2 ? std::round(amount) : amount);
}

/// Where the columns end, from the right edge, in design units.
constexpr float kPartsColumn = 0.0F;
constexpr float kCompactColumn = 42.0F;
constexpr float kDeviationColumn = 92.0F;

/// Text that ends so far from the right edge of the panel.
void column_text(const Context& context, float from_right, std::uint32_t rgb,
                 const std::string& said) {
  const float right = ImGui::GetWindowContentRegionMax().x - context.px(from_right);
  ImGui::SameLine(right - ImGui::CalcTextSize(said.c_str()).x);
  coloured_text(rgb, said);
}

void draw_column_heads(const Context& context) {
  const FontScope font(context.look.fonts.small);
  muted_text(context, "Territory");
  column_text(context, kDeviationColumn, context.look.colours.muted, "Deviation");
  column_text(context, kCompactColumn, context.look.colours.muted, "Comp.");
  column_text(context, kPartsColumn, context.look.colours.muted, "Parts");
}

void draw_row_figures(const Context& context, const TerritoryEditState::Row& row) {
  const Palette& colours = context.look.colours;
  const double tolerance = context.view.editor->scenario().tolerance;
  const bool outside = std::abs(row.deviation) > tolerance + 1e-9;
  column_text(context, kDeviationColumn, outside ? colours.warning : colours.good,
              signed_percent(row.deviation));
  column_text(context, kCompactColumn, colours.text,
              fmt::format("{:.2f}", row.figures.compactness));
  column_text(context, kPartsColumn, row.figures.parts == 1 ? colours.muted : colours.warning,
              std::to_string(row.figures.parts));
  const FontScope font(context.look.fonts.small);
  std::string amounts =
      count_text(row.figures.units) + (row.figures.units == 1 ? " unit" : " units");
  const auto& weights = context.view.editor->plan().ground().weights;
  for (const std::size_t i : context.view.editor->plan().balanced()) {
    amounts += fmt::format(" · {} {}", short_amount(row.figures.amounts[i]),
                           weights[i] == "mrc" ? "MRC" : weights[i]);
  }
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + context.px(24.0F));
  muted_text(context, fitted(amounts, ImGui::GetContentRegionAvail().x));
}

void choose_target(std::size_t territory, TerritoryEditState& state) {
  state.target = territory;
  if (state.other != territory) return;
  for (const TerritoryEditState::Row& each : state.rows) {
    if (each.territory != territory) state.other = each.territory;
  }
}

void draw_row(const Context& context, const TerritoryEditState::Row& row, float height,
              TerritoryEditState& state) {
  const auto& plan = context.view.editor->plan();
  ImGui::PushID(static_cast<int>(row.territory));
  const float top = ImGui::GetCursorPosY();
  if (ImGui::Selectable("##territory", state.target == row.territory,
                        ImGuiSelectableFlags_AllowItemOverlap, {0.0F, height})) {
    choose_target(row.territory, state);
  }
  record_row(context, "edit/territory", plan.labels()[row.territory]->id.text());
  const float below = ImGui::GetCursorPosY();
  ImGui::SetCursorPos({ImGui::GetCursorPosX() + context.px(4.0F), top + context.px(3.0F)});
  const map::AreaPaint& paint =
      context.view.scene.style().area(map::LayerId::kTerritories, row.territory);
  map::Colour fill = paint.outline;
  fill.a = 0.55F;
  colour_box(context, fill, paint.outline);
  ImGui::SameLine(0.0F, context.px(6.0F));
  text(fitted(row.name, ImGui::GetContentRegionAvail().x - context.px(kDeviationColumn + 60.0F)));
  draw_row_figures(context, row);
  ImGui::SetCursorPosY(below);
  ImGui::PopID();
}

void draw_table(const Context& context, TerritoryEditState& state) {
  gap(context, 1.0F);
  draw_column_heads(context);
  const float height = 2.0F * ImGui::GetTextLineHeight() + context.px(10.0F);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(state.rows.size()), height + ImGui::GetStyle().ItemSpacing.y);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_row(context, state.rows[static_cast<std::size_t>(i)], height, state);
    }
  }
}

void draw_other_choice(const Context& context, TerritoryEditState& state) {
  std::vector<std::string> names;
  std::vector<std::size_t> places;
  std::size_t chosen = 0;
  for (const TerritoryEditState::Row& row : state.rows) {
    if (row.territory == state.target) continue;
    if (row.territory == state.other) chosen = names.size();
    names.push_back(row.name);
    places.push_back(row.territory);
  }
  if (combo(context, "edit/other", names, chosen, -1.0F)) state.other = places[chosen];
}

void draw_pair(const Context& context, TerritoryEditState& state) {
  const auto& plan = context.view.editor->plan();
  const bool free = !context.busy();
  const std::string name = target_name(context, state);
  caption(context, (name + " and").c_str());
  draw_other_choice(context, state);
  const auto pair = [&](const char* what) { return fmt::format("{} with {}", what, name); };
  if (button(context, "edit/merge", "Merge", {.enabled = free})) {
    make(context, state, territory::merged(plan, state.target, state.other), pair("Merge"));
    return;
  }
  tooltip("The other territory's units come to " + name);
  ImGui::SameLine();
  if (button(context, "edit/swap_reps", "Swap reps", {.enabled = free})) {
    make(context, state, territory::swapped_reps(plan, state.target, state.other),
         pair("Swap reps"));
  }
  ImGui::SameLine();
  if (button(context, "edit/swap_units", "Swap units", {.enabled = free})) {
    make(context, state, territory::swapped_units(plan, state.target, state.other),
         pair("Swap units"));
  }
}

/// Reps without a territory in the plan, after nobody.
struct Comers {
  std::vector<std::string> names = {"Nobody yet"};
  std::vector<core::RepId> reps = {core::RepId()};
};

Comers comers(const Context& context) {
  const auto& plan = context.view.editor->plan();
  Comers found;
  for (const model::Rep& rep : context.snapshot().reps.rows()) {
    const auto& there = plan.territories();
    if (std::ranges::any_of(there, [&](std::size_t t) { return plan.labels()[t]->rep == rep.id; }))
      continue;
    found.names.push_back(rep.name.empty() ? rep.id.text() : rep.name);
    found.reps.push_back(rep.id);
  }
  return found;
}

void draw_staffing(const Context& context, TerritoryEditState& state) {
  const bool free = !context.busy();
  const Comers who = comers(context);
  if (state.comer >= who.reps.size()) state.comer = 0;
  caption(context, "One rep more: who comes");
  combo(context, "edit/comer", who.names, state.comer, -1.0F);
  if (button(context, "edit/one_more", "Make room for one more",
             {.enabled = free, .width = ImGui::GetContentRegionAvail().x})) {
    context.actions.push_back(workspace::AddEdited{who.reps[state.comer], state.keep_touched});
  }
  tooltip("A new territory, out of what the others can spare. They keep the rest.");
  const std::string name = target_name(context, state);
  if (button(
          context, "edit/one_fewer", "One rep fewer: deal out " + name,
          {.enabled = free && state.rows.size() > 1, .width = ImGui::GetContentRegionAvail().x})) {
    context.actions.push_back(workspace::RemoveEdited{state.target, state.keep_touched});
  }
  tooltip("The units of " + name + " go to the others, which stay as they are where they can.");
}

void draw_engine(const Context& context, TerritoryEditState& state) {
  const bool free = !context.busy();
  const std::size_t touched = context.view.editor->edit().touched_count();
  if (touched == 0) {
    muted_text(context, "No unit was touched yet: all may move.");
  } else {
    checkbox(
        context, "edit/keep_touched",
        fmt::format("{} touched unit{}", count_text(touched), touched == 1 ? " stays" : "s stay"),
        state.keep_touched);
    tooltip("Touched are units that a hand has moved since the design, saved edits included.");
  }
  if (button(context, "edit/finish", "Finish with the engine",
             {.enabled = free, .width = ImGui::GetContentRegionAvail().x})) {
    context.actions.push_back(workspace::FinishEdited{state.keep_touched});
  }
  tooltip("Balances the rest, starting from the plan as it stands.");
  draw_staffing(context, state);
  int_slider(context, "edit/into", "Split into", "{}", state.into, {2, 8});
  if (button(context, "edit/split", "Split " + target_name(context, state),
             {.enabled = free, .width = ImGui::GetContentRegionAvail().x})) {
    context.actions.push_back(
        workspace::SplitEdited{state.target, static_cast<std::size_t>(state.into)});
  }
}

}  // namespace

void draw_territory_edit_panel(const Context& context, TerritoryEditState& state) {
  draw_head(context);
  draw_tools(context, state);
  draw_summary(context, state);
  if (!state.problem.empty()) wrapped_text(context, context.look.colours.warning, state.problem);
  draw_table(context, state);
  if (section(context, "edit/engine", "Finish, one rep more or fewer, split", true)) {
    draw_engine(context, state);
  }
  if (state.rows.size() > 1 && section(context, "edit/pair", "Merge and swap", true)) {
    draw_pair(context, state);
  }
}

}  // namespace nearnet::ui
