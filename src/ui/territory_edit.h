// SPDX-License-Identifier: Apache-2.0
// Editing a plan by hand on the map: what each tool does with the mouse, and what it shows there.
//
// While a draft is under the hand the left button belongs to the tool; the middle and the right one
// move the map. One drag is one step of undo. Units are found and moved by the workspace's editor;
// nothing is saved before Save.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/geometry.h"
#include "map/camera.h"
#include "ui/context.h"
#include "workspace/territory_editor.h"

namespace nearnet::ui {

enum class EditTool { kBrush, kUnit, kLasso, kCut };

struct TerritoryEditState {
  EditTool tool = EditTool::kBrush;
  std::size_t target = 0;  ///< the territory that units go to, or that is cut or split
  std::size_t other = 1;   ///< for merging and swapping
  int brush = 16;          ///< radius in design units
  int into = 2;
  std::size_t comer = 0;     ///< who gets one territory more: 0 nobody yet, then reps without one
  bool keep_touched = true;  ///< the engine leaves touched units where they are
  std::string problem;       ///< why the last edit could not be made

  // The stroke under way.
  geo::Line path;                   ///< of a lasso or a cut
  std::optional<geo::LonLat> last;  ///< where the brush was in the last frame

  // What pressing the button here would do; worked out when the mouse or the plan has moved.
  std::optional<geo::LonLat> previewed_at;
  std::optional<territory::Preview> preview;

  // Figures of the plan, worked out when it has changed.
  struct Row {
    std::size_t territory = 0;
    std::string name;
    territory::LiveFigures figures;
    double deviation = 0.0;  ///< of the balanced weight farthest from its mean
    geo::LonLat name_place;  ///< the centroid of a unit of its own
  };
  std::shared_ptr<const territory::LiveUnits> ground;
  std::uint64_t edition = 0;
  std::vector<Row> rows;
  double deviation = 0.0;
  double deviation_before = 0.0;  ///< when the plan was opened
  std::vector<std::size_t> strays;
};

/// Brings the figures up to date. Nothing when no plan is under the hand.
void update_territory_edit(const View& view, TerritoryEditState& state);

/// The left button over the map in this frame.
struct MapGesture {
  geo::LonLat at;
  double metres_per_unit = 0.0;  ///< ground metres to a design unit
  bool hovered = false;
  bool pressed = false;   ///< went down in this frame
  bool held = false;      ///< is down since it was pressed on the map
  bool released = false;  ///< went up in this frame
};

void edit_on_map(const Context& context, const MapGesture& gesture, TerritoryEditState& state);

/// The brush, the line being drawn, where territories are broken, and what a press would do.
void draw_edit_overlay(const Context& context, const map::Camera& camera, ImVec2 origin,
                       TerritoryEditState& state);

/// "Move to West": what a step is called.
std::string target_name(const Context& context, const TerritoryEditState& state);

}  // namespace nearnet::ui
