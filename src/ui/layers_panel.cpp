// SPDX-License-Identifier: Apache-2.0
#include "ui/layers_panel.h"

#include <imgui.h>

#include <string>

#include "core/calendar.h"
#include "core/error.h"
#include "ui/format.h"
#include "ui/swatch.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

const char* key_of(map::LayerId layer) {
  switch (layer) {
    case map::LayerId::kCompetitors:
      return "layers/competitors";
    case map::LayerId::kFootprints:
      return "layers/footprints";
    case map::LayerId::kNoSolicit:
      return "layers/no_solicit";
    case map::LayerId::kBarriers:
      return "layers/barriers";
    case map::LayerId::kUnits:
      return "layers/units";
    case map::LayerId::kRoads:
      return "layers/roads";
    case map::LayerId::kTerritories:
      return "layers/territories";
    case map::LayerId::kBeats:
      return "layers/beats";
    case map::LayerId::kDayAreas:
      return "layers/day_areas";
    case map::LayerId::kRoutes:
      return "layers/routes";
    case map::LayerId::kProspects:
      return "layers/prospects";
    case map::LayerId::kStops:
      return "layers/stops";
    case map::LayerId::kHomes:
      return "layers/homes";
  }
  return "layers";
}

/// Roads speak for themselves, beats are named on the map; routes and day areas repeat the days
/// that the stops name.
bool needs_legend(map::LayerId layer) {
  return layer != map::LayerId::kRoads && layer != map::LayerId::kRoutes &&
         layer != map::LayerId::kDayAreas && layer != map::LayerId::kBeats &&
         layer != map::LayerId::kHomes;
}

/// "ae-1, 2026-11-24" → "Tue 24 Nov 2026": the days on the map are those of one rep.
void name_days(std::vector<map::LegendEntry>& legend) {
  for (map::LegendEntry& entry : legend) {
    if (entry.layer != map::LayerId::kStops) continue;
    try {
      const std::size_t date = entry.label.rfind(' ') + 1;
      entry.label = core::format_date_long(core::parse_date(entry.label.substr(date)));
    } catch (const core::ConfigError&) {
      continue;  // no date in it: as it is
    }
  }
}

void draw_entry(const Context& context, const map::LegendEntry& entry) {
  ImGui::Dummy({context.px(16.0F), 0.0F});
  ImGui::SameLine(0.0F, 0.0F);
  swatch(context, entry);
  ImGui::SameLine(0.0F, context.px(6.0F));
  const std::string count = count_text(entry.count);
  const float room = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(count.c_str()).x;
  const std::string label = fitted(entry.label, room - context.px(10.0F));
  text(label);
  if (label != entry.label) tooltip(entry.label);
  ImGui::SameLine();
  right_aligned(count, context.look.colours.muted);
}

void draw_layer(const Context& context, map::LayerId layer, const LayersState& state) {
  map::Scene& scene = context.view.scene;
  bool visible = scene.visible(layer);
  if (checkbox(context, key_of(layer), std::string(map::title(layer)), visible)) {
    scene.set_visible(layer, visible);
  }
  if (!needs_legend(layer)) return;
  const FontScope font(context.look.fonts.small);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing,
                      {ImGui::GetStyle().ItemSpacing.x, context.px(3.0F)});
  for (const map::LegendEntry& entry : state.legend) {
    if (entry.layer == layer) draw_entry(context, entry);
  }
  ImGui::PopStyleVar();
  gap(context, 2.0F);
}

}  // namespace

void draw_layers_panel(const Context& context, LayersState& state) {
  const map::Scene& scene = context.view.scene;
  if (state.revision != scene.revision()) {
    state.legend = map::legend(scene);
    name_days(state.legend);
    state.revision = scene.revision();
  }
  heading(context, "Layers");
  bool any = false;
  for (auto layer = map::kLayers.rbegin(); layer != map::kLayers.rend(); ++layer) {
    if (scene.layer(*layer).empty()) continue;
    any = true;
    draw_layer(context, *layer, state);
  }
  if (!any) muted_text(context, "Nothing to show yet.");
}

}  // namespace nearnet::ui
