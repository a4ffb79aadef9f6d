// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/units.h"
#include "ui/format.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

constexpr double kMetresPerFoot = 0.3048;

/// Opens the dialog when it is wanted and begins its window; EndPopup is the caller's.
bool begin_dialog(const Context& context, const char* title, bool& wanted) {
  if (wanted) {
    ImGui::OpenPopup(title);
    wanted = false;
  }
  const ImVec2 middle = ImGui::GetMainViewport()->GetCenter();
  ImGui::SetNextWindowPos(middle, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize({context.px(460.0F), 0.0F}, ImGuiCond_Always);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {context.px(20.0F), context.px(16.0F)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, context.px(8.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, context.px(1.0F));
  const bool open = ImGui::BeginPopupModal(
      title, nullptr,
      ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize);
  ImGui::PopStyleVar(3);
  if (!open) return false;
  const FontScope font(context.look.fonts.title);
  text(title);
  return true;
}

/// The pair of buttons at the foot. Returns whether the dialog was confirmed; closes it either way.
bool draw_feet(const Context& context, const std::string& key, const std::string& confirm,
               bool enabled) {
  gap(context, 6.0F);
  const float width = context.px(110.0F);
  const float spacing = ImGui::GetStyle().ItemSpacing.x;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - 2.0F * width -
                       spacing);
  const bool cancelled = button(context, key + "/cancel", "Cancel", {.width = width});
  ImGui::SameLine();
  const bool confirmed = button(context, key + "/confirm", confirm,
                                {.kind = ButtonKind::kPrimary, .enabled = enabled, .width = width});
  const bool escaped = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
  if (cancelled || confirmed || escaped) ImGui::CloseCurrentPopup();
  return confirmed;
}

void draw_open(const Context& context, OpenDialog& dialog) {
  if (!begin_dialog(context, "Open a workspace", dialog.wanted)) return;
  caption(context, "Workspace file (.gpkg)");
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  text_field(context, "open/path", "town.gpkg", dialog.path, -1.0F);
  wrapped_text(context, context.look.colours.muted,
               "A new one is made with   nearnet new town.gpkg");
  if (draw_feet(context, "open", "Open", !dialog.path.empty())) {
    context.actions.push_back(workspace::OpenWorkspace{dialog.path});
  }
  ImGui::EndPopup();
}

void draw_import(const Context& context, ImportDialog& dialog) {
  if (!begin_dialog(context, "Import", dialog.wanted)) return;
  if (dialog.kind_names.empty()) {
    for (const workspace::ImportKind kind : workspace::import_kinds()) {
      dialog.kind_names.push_back(spoken(workspace::to_text(kind)));
    }
  }
  caption(context, "What it holds");
  combo(context, "import/kind", dialog.kind_names, dialog.kind, -1.0F);
  caption(context, "File");
  text_field(context, "import/source", "footprints.gpkg, shops.csv, town.osm.pbf …", dialog.source,
             -1.0F);
  caption(context, "Layer, when the file has several");
  text_field(context, "import/layer", "the first", dialog.layer, -1.0F);
  wrapped_text(context, context.look.colours.muted,
               "GeoPackage, Shapefile (zipped too), GeoJSON, CSV with coordinates, FlatGeobuf, "
               "OpenStreetMap pbf and whatever else GDAL reads. Rows that are known are updated.");
  if (draw_feet(context, "import", "Import", !dialog.source.empty())) {
    workspace::ImportRequest request;
    request.kind = workspace::import_kinds()[dialog.kind];
    request.source = dialog.source;
    request.layer = dialog.layer;
    context.actions.push_back(workspace::ImportSource{request});
  }
  ImGui::EndPopup();
}

void draw_distance(const Context& context, EligibilityDialog& dialog) {
  if (radio(context, "eligibility/metres", "Metres", !dialog.feet) && dialog.feet) {
    dialog.feet = false;
    dialog.near_net = static_cast<int>(dialog.near_net * kMetresPerFoot + 0.5);
  }
  ImGui::SameLine();
  if (radio(context, "eligibility/feet", "Feet", dialog.feet) && !dialog.feet) {
    dialog.feet = true;
    dialog.near_net = static_cast<int>(dialog.near_net / kMetresPerFoot + 0.5);
  }
  int_slider(context, "eligibility/near_net", "Near-net: a short build away, up to",
             dialog.feet ? "{} ft" : "{} m", dialog.near_net, {0, dialog.feet ? 3300 : 1000});
}

void start_from(const eligibility::Rules& rules, EligibilityDialog& dialog) {
  dialog.rules = rules;
  const double length = rules.near_net.value / (dialog.feet ? kMetresPerFoot : 1.0);
  dialog.near_net = static_cast<int>(std::lround(length));
}

void draw_eligibility(const Context& context, EligibilityDialog& dialog) {
  if (dialog.wanted) start_from(context.snapshot().rules, dialog);
  if (!begin_dialog(context, "Evaluate eligibility", dialog.wanted)) return;
  draw_distance(context, dialog);
  eligibility::Rules& rules = dialog.rules;
  struct Switch {
    const char* key;
    const char* label;
    bool& value;
  };
  const std::array<Switch, 7> switches = {
      {{"eligibility/customers", "Leave out existing customers", rules.exclude_customers},
       {"eligibility/do_not_contact", "Leave out do-not-contact", rules.exclude_do_not_contact},
       {"eligibility/no_solicit", "Leave out no-solicit areas", rules.exclude_no_solicit},
       {"eligibility/closed", "Leave out what has closed down", rules.exclude_closed},
       {"eligibility/residential", "Leave out residential addresses", rules.exclude_residential},
       {"eligibility/near", "Leave out near-net: on-net only", rules.exclude_near_net},
       {"eligibility/contract", "Leave out who is bound to a competitor",
        rules.exclude_under_contract}}};
  caption(context, "Who is not a prospect");
  for (const Switch& option : switches) checkbox(context, option.key, option.label, option.value);
  if (rules.exclude_under_contract) {
    int_slider(context, "eligibility/contract_days", "Let those in whose contract ends within",
               "{} days", rules.contract_days, {0, 365});
  }
  if (draw_feet(context, "eligibility", "Evaluate", !context.busy())) {
    context.actions.push_back(workspace::EvaluateEligibility{{rules_of(dialog)}});
  }
  ImGui::EndPopup();
}

}  // namespace

eligibility::Rules rules_of(const EligibilityDialog& dialog) {
  eligibility::Rules rules = dialog.rules;
  rules.near_net = core::Metres(dialog.near_net * (dialog.feet ? kMetresPerFoot : 1.0));
  return rules;
}

void draw_dialogs(const Context& context, DialogsState& state) {
  draw_open(context, state.open);
  draw_import(context, state.import);
  draw_eligibility(context, state.eligibility);
}

}  // namespace nearnet::ui
