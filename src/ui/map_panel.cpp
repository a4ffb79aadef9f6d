// SPDX-License-Identifier: Apache-2.0
#include "ui/map_panel.h"

#include <imgui.h>

#include <cmath>
#include <utility>

#include "map/hit_test.h"
#include "ui/map_overlay.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

constexpr double kFitPadding = 48.0;
constexpr double kWheelStep = 1.2;
/// How far the mouse may move between press and release of a click, in design units.
constexpr float kClickSlack = 4.0F;
/// From farther out than this, a business that is brought into view is also come closer to.
constexpr double kStreetMetresPerPixel = 2.0;

struct Canvas {
  ImVec2 low;
  ImVec2 size;
  ImVec2 high() const { return {low.x + size.x, low.y + size.y}; }
};

/// Areas lie under nearly every place of the map: lighting them up would flicker along.
bool is_area(map::LayerId layer) {
  switch (layer) {
    case map::LayerId::kRoads:
    case map::LayerId::kRoutes:
    case map::LayerId::kProspects:
    case map::LayerId::kStops:
    case map::LayerId::kHomes:
      return false;
    default:
      return true;
  }
}

/// Layers that say something under the cursor; the others are labelled on the map itself.
bool speaks(map::LayerId layer) {
  return layer != map::LayerId::kTerritories && layer != map::LayerId::kUnits &&
         layer != map::LayerId::kDayAreas && layer != map::LayerId::kBeats;
}

map::ScreenPoint mouse_on(const Context& context, const Canvas& canvas) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float scale = context.look.scale;
  return {static_cast<double>((mouse.x - canvas.low.x) / scale),
          static_cast<double>((mouse.y - canvas.low.y) / scale)};
}

/// Around whom one sells to, where that is known: plant may reach across a whole state.
geo::LonLatBox market_of(const map::Scene& scene) {
  if (scene.layer(map::LayerId::kProspects).box.empty()) return scene.bounds();
  map::WorldBox market;
  for (const map::LayerId layer : {map::LayerId::kProspects, map::LayerId::kTerritories,
                                   map::LayerId::kStops, map::LayerId::kHomes}) {
    if (!scene.layer(layer).box.empty()) market.grow(scene.layer(layer).box);
  }
  geo::LonLatBox bounds;
  bounds.grow(map::to_lon_lat({market.min_x, market.min_y}));
  bounds.grow(map::to_lon_lat({market.max_x, market.max_y}));
  return bounds;
}

void size_camera(const Context& context, const Canvas& canvas, MapState& state) {
  const double scale = static_cast<double>(context.look.scale);
  state.camera.resize(
      {static_cast<double>(canvas.size.x) / scale, static_cast<double>(canvas.size.y) / scale});
  if (state.fit_pending && !context.view.scene.bounds().empty()) {
    state.camera.fit(market_of(context.view.scene), kFitPadding);
    state.fit_pending = false;
  }
}

void draw_picture(const Context& context, const Canvas& canvas, const MapState& state) {
  const ImVec2 density = ImGui::GetIO().DisplayFramebufferScale;
  const map::PixelSize pixels{static_cast<int>(std::lround(canvas.size.x * density.x)),
                              static_cast<int>(std::lround(canvas.size.y * density.y))};
  const map::TextureId texture =
      context.view.surface.draw(context.view.scene, state.camera, pixels);
  ImGui::GetWindowDrawList()->AddImage(reinterpret_cast<ImTextureID>(texture), canvas.low,
                                       canvas.high());
}

/// The map moves only when the business is out of sight, unless it was asked to.
void follow_selection(const Context& context, MapState& state) {
  const Selection& selection = context.selection;
  if (state.seen_selection == selection.serial) return;
  state.seen_selection = selection.serial;
  const auto index = context.market.prospects().index_of(selection.business);
  if (!index) {
    context.view.scene.select(std::nullopt);
    return;
  }
  context.view.scene.select(
      map::FeatureId{map::LayerId::kProspects, static_cast<std::uint32_t>(*index)});
  const auto& position = context.market.prospects().rows()[*index].position;
  if (!position || selection.origin == Origin::kMap) return;
  const map::ScreenPoint at = state.camera.to_screen(*position);
  const map::ScreenSize size = state.camera.viewport();
  constexpr double kMargin = 24.0;
  const bool in_sight = at.x > kMargin && at.y > kMargin && at.x < size.width - kMargin &&
                        at.y < size.height - kMargin;
  if (!in_sight || selection.centre) {
    state.camera.look_at(*position,
                         std::min(state.camera.metres_per_pixel(), kStreetMetresPerPixel));
  }
}

void choose(const Context& context, const SceneSync& sync,
            const std::optional<map::FeatureId>& feature) {
  const auto& prospects = context.market.prospects().rows();
  if (feature && feature->layer == map::LayerId::kProspects && feature->index < prospects.size()) {
    context.selection.choose(prospects[feature->index].business, Origin::kMap);
  } else if (feature && feature->layer == map::LayerId::kStops &&
             feature->index < sync.stops().size()) {
    context.selection.choose(sync.stops()[feature->index].business, Origin::kMap);
  } else {
    context.selection.clear();
  }
}

/// The business that waits for its place gets the one clicked on.
void place_chosen(const Context& context, geo::LonLat place) {
  if (context.busy() || !geo::is_valid(place)) return;
  context.actions.push_back(workspace::PlaceBusiness{context.selection.business, place});
  context.selection.placing = false;
}

void click(const Context& context, const SceneSync& sync, MapState& state, map::ScreenPoint at) {
  if (context.selection.placing) {
    place_chosen(context, state.camera.to_lon_lat(at));
    return;
  }
  if (const auto bubble = map::bubble_at(context.view.scene, state.camera, at)) {
    geo::LonLatBox box;
    box.grow(map::to_lon_lat({bubble->box.min_x, bubble->box.min_y}));
    box.grow(map::to_lon_lat({bubble->box.max_x, bubble->box.max_y}));
    state.camera.fit(box, kFitPadding);
    return;
  }
  choose(context, sync, context.view.surface.pick(at.x, at.y));
}

/// The left button edits; the others move the map.
void edit_with_mouse(const Context& context, const Canvas& canvas, MapState& state,
                     TerritoryEditState& edit) {
  const ImGuiIO& io = ImGui::GetIO();
  const map::ScreenPoint mouse = mouse_on(context, canvas);
  const bool hovered = ImGui::IsItemHovered();
  state.hovered.reset();
  state.cursor.reset();
  if (hovered) {
    state.cursor = state.camera.to_lon_lat(mouse);
    if (io.MouseDown[ImGuiMouseButton_Right] || io.MouseDown[ImGuiMouseButton_Middle]) {
      const double scale = static_cast<double>(context.look.scale);
      state.camera.pan(static_cast<double>(io.MouseDelta.x) / scale,
                       static_cast<double>(io.MouseDelta.y) / scale);
    }
    if (io.MouseWheel != 0.0F) {
      state.camera.zoom_about(mouse, std::pow(kWheelStep, static_cast<double>(io.MouseWheel)));
    }
  }
  edit_on_map(context,
              {.at = state.camera.to_lon_lat(mouse),
               .metres_per_unit = state.camera.metres_per_pixel(),
               .hovered = hovered,
               .pressed = ImGui::IsItemActivated(),
               .held = ImGui::IsItemActive(),
               .released = ImGui::IsItemDeactivated()},
              edit);
}

/// The mouse over the map; `hovered` and `held` are those of the map's own item.
void handle_mouse(const Context& context, const SceneSync& sync, const Canvas& canvas,
                  MapState& state) {
  const ImGuiIO& io = ImGui::GetIO();
  const map::ScreenPoint mouse = mouse_on(context, canvas);
  const float slack = context.px(kClickSlack);
  const bool dragged = io.MouseDragMaxDistanceSqr[0] > slack * slack;
  const bool hovered = ImGui::IsItemHovered();
  if (state.lasso.tool) {
    follow_lasso(context, state.camera, mouse, state.lasso);
    state.hovered.reset();
    return;
  }
  if (ImGui::IsItemActive() && dragged) {
    const double scale = static_cast<double>(context.look.scale);
    state.camera.pan(static_cast<double>(io.MouseDelta.x) / scale,
                     static_cast<double>(io.MouseDelta.y) / scale);
  }
  if (ImGui::IsItemDeactivated() && !dragged && hovered) click(context, sync, state, mouse);
  state.cursor.reset();
  if (!hovered) {
    state.hovered.reset();
    return;
  }
  state.cursor = state.camera.to_lon_lat(mouse);
  if (context.selection.placing) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (io.MouseWheel != 0.0F) {
    state.camera.zoom_about(mouse, std::pow(kWheelStep, static_cast<double>(io.MouseWheel)));
  }
  if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    state.camera.zoom_about(mouse, kZoomStep);
  }
  const bool moved = io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F;
  if (moved && !ImGui::IsAnyMouseDown())
    state.hovered = context.view.surface.pick(mouse.x, mouse.y);
  if (ImGui::IsAnyMouseDown()) state.hovered.reset();
}

void draw_zoom_buttons(const Context& context, const Canvas& canvas, MapState& state) {
  const float side = context.px(32.0F);
  const float margin = context.px(12.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0.0F, context.px(6.0F)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0.0F, context.px(4.0F)});
  ImGui::SetCursorScreenPos({canvas.high().x - side - margin, canvas.low.y + margin});
  ImGui::BeginGroup();
  if (button(context, "map/zoom_in", "+", {.width = side})) zoom(state, kZoomStep);
  tooltip("Closer (+)");
  if (button(context, "map/zoom_out", "−", {.width = side})) zoom(state, 1.0 / kZoomStep);
  tooltip("Farther (−)");
  if (button(context, "map/fit", "Fit", {.width = side})) fit(state, context.view.scene);
  tooltip("Show everything (0)");
  const ButtonKind kind = state.lasso.tool ? ButtonKind::kPrimary : ButtonKind::kNormal;
  const bool free = context.view.editor == nullptr;  // else the button of the mouse edits
  if (button(context, "map/lasso", "Loop", {.kind = kind, .enabled = free, .width = side})) {
    const bool on = !state.lasso.tool;
    state.lasso = {};
    state.lasso.tool = on;
    context.selection.placing = false;
  }
  tooltip("Draw a loop and plan a day of what it holds");
  ImGui::EndGroup();
  ImGui::PopStyleVar(2);
}

}  // namespace

void fit(MapState& state, const map::Scene& scene) {
  state.camera.fit(scene.bounds(), kFitPadding);
}

void zoom(MapState& state, double factor) {
  const map::ScreenSize size = state.camera.viewport();
  state.camera.zoom_about({size.width / 2.0, size.height / 2.0}, factor);
}

void draw_map_panel(const Context& context, const SceneSync& sync, const DaysState& days,
                    MapState& state, TerritoryEditState& edit) {
  const Canvas canvas{ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail()};
  if (canvas.size.x < 1.0F || canvas.size.y < 1.0F) return;
  size_camera(context, canvas, state);
  follow_selection(context, state);
  if (const auto area = std::exchange(context.selection.area, std::nullopt)) {
    state.camera.fit(*area, kFitPadding);
  }
  draw_picture(context, canvas, state);
  ImGui::SetItemAllowOverlap();
  ImGui::InvisibleButton("map", canvas.size);
  ImGui::SetItemAllowOverlap();
  record(context, "map/canvas");
  const bool editing = context.view.editor != nullptr;
  if (editing) {
    state.lasso = {};
    context.selection.placing = false;
    edit_with_mouse(context, canvas, state, edit);
  } else {
    if (context.selection.placing) state.lasso = {};
    handle_mouse(context, sync, canvas, state);
  }
  const bool lit = state.hovered && !is_area(state.hovered->layer);
  context.view.scene.hover(lit ? state.hovered : std::nullopt);

  draw_labels(context, state, canvas.low);
  if (editing) draw_edit_overlay(context, state.camera, canvas.low, edit);
  draw_lasso(context, state.camera, canvas.low, state.lasso);
  draw_empty_state(context, canvas.low, canvas.high());
  if (!context.view.scene.bounds().empty()) {
    const float margin = context.px(12.0F);
    draw_scale_bar(context, state.camera, {canvas.low.x + margin, canvas.high().y - margin});
    draw_zoom_buttons(context, canvas, state);
    draw_lasso_card(context, canvas.low, state.lasso, days);
    draw_placing_card(context, canvas.low);
  }
  if (state.hovered && speaks(state.hovered->layer)) {
    draw_feature_tooltip(context, sync, *state.hovered);
  }
}

}  // namespace nearnet::ui
