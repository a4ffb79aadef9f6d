// SPDX-License-Identifier: Apache-2.0
#include "ui/top_bar.h"

#include <imgui.h>

#include <array>
#include <initializer_list>
#include <string>

#include "ui/commands.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

struct Menu {
  const char* key;
  const char* label;
  std::initializer_list<CommandId> items;
};

void draw_menu(const Context& context, const Menu& menu, UiState& state) {
  const bool open = ImGui::BeginMenu(menu.label);
  record_row(context, "menu", menu.key);
  if (!open) return;
  for (const CommandId id : menu.items) {
    const CommandInfo& command = info(id);
    const bool available = enabled(id, context);
    const char* shortcut = command.shortcut[0] != '\0' ? command.shortcut : nullptr;
    if (ImGui::MenuItem(command.label, shortcut, checked(id, state), available)) {
      perform(id, context, state);
    }
    if (context.log != nullptr) record(context, std::string("menu/") + command.key, available);
  }
  ImGui::EndMenu();
}

std::string title_of(const View& view) {
  if (!view.open) return "nearnet";
  if (!view.snapshot.settings.title.empty()) return view.snapshot.settings.title;
  return view.path.substr(view.path.find_last_of('/') + 1);
}

/// A moon on the dark theme, a sun on the light one.
void draw_theme_icon(const Context& context, bool dark) {
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  const ImVec2 at{(low.x + high.x) / 2.0F, (low.y + high.y) / 2.0F};
  const float r = context.px(5.0F);
  const std::uint32_t ink = packed(context.look.colours.text);
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (dark) {
    list->AddCircleFilled(at, r + context.px(1.0F), ink);
    list->AddCircleFilled(
        {at.x + r * 0.6F, at.y - r * 0.5F}, r,
        packed(ImGui::IsItemHovered() ? context.look.colours.hovered : context.look.colours.panel));
    return;
  }
  list->AddCircleFilled(at, r * 0.7F, ink);
  const std::array<ImVec2, 8> rays = {{{1, 0},
                                       {-1, 0},
                                       {0, 1},
                                       {0, -1},
                                       {0.71F, 0.71F},
                                       {-0.71F, 0.71F},
                                       {0.71F, -0.71F},
                                       {-0.71F, -0.71F}}};
  for (const ImVec2& ray : rays) {
    list->AddLine({at.x + ray.x * r * 1.1F, at.y + ray.y * r * 1.1F},
                  {at.x + ray.x * r * 1.6F, at.y + ray.y * r * 1.6F}, ink, context.px(1.4F));
  }
}

void draw_right_end(const Context& context, UiState& state) {
  const float icon = context.px(34.0F);
  const bool can_undo = enabled(CommandId::kUndo, context);
  const std::string undo = undo_title(context).empty()
                               ? "Undo"
                               : fitted("Undo: " + undo_title(context), context.px(340.0F));
  const ImGuiStyle& style = ImGui::GetStyle();
  const float width =
      ImGui::CalcTextSize(undo.c_str()).x + 2.0F * style.FramePadding.x + icon + context.px(8.0F);
  ImGui::SameLine(ImGui::GetWindowWidth() - width - context.px(10.0F));
  if (button(context, "top/undo", undo, {.kind = ButtonKind::kQuiet, .enabled = can_undo})) {
    perform(CommandId::kUndo, context, state);
  }
  tooltip(can_undo ? "Take back the last command (Ctrl+Z)" : "Nothing to take back");
  if (button(context, "top/theme", " ", {.kind = ButtonKind::kQuiet, .width = icon})) {
    perform(CommandId::kToggleTheme, context, state);
  }
  const bool dark = state.look.theme == ThemeKind::kDark;
  draw_theme_icon(context, dark);
  tooltip(dark ? "Light theme" : "Dark theme");
}

}  // namespace

void draw_top_bar(const Context& context, UiState& state) {
  if (!ImGui::BeginMenuBar()) return;
  {
    const FontScope font(context.look.fonts.semibold);
    const bool named = context.view.open;
    coloured_text(named ? context.look.colours.text : context.look.colours.accent,
                  fitted(title_of(context.view), context.px(320.0F)));
  }
  if (context.view.open) tooltip(context.view.path);
  ImGui::Dummy({context.px(10.0F), 0.0F});
  const std::array<Menu, 3> menus = {
      {{"workspace",
        "Workspace",
        {CommandId::kOpen, CommandId::kImport, CommandId::kUndo, CommandId::kRedo}},
       {"plan",
        "Plan",
        {CommandId::kEvaluate, CommandId::kTerritories, CommandId::kDays, CommandId::kCoverage,
         CommandId::kAddresses}},
       {"view",
        "View",
        {CommandId::kFind, CommandId::kClearSelection, CommandId::kInspector, CommandId::kZoomIn,
         CommandId::kZoomOut, CommandId::kFit, CommandId::kToggleLayers, CommandId::kToggleTable,
         CommandId::kToggleSide, CommandId::kToggleTheme}}}};
  for (const Menu& menu : menus) draw_menu(context, menu, state);
  draw_right_end(context, state);
  ImGui::EndMenuBar();
}

}  // namespace nearnet::ui
