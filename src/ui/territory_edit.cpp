// SPDX-License-Identifier: Apache-2.0
#include "ui/territory_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "geo/local_frame.h"
#include "ui/format.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

using territory::LivePlan;

/// Points of a line that lie nearer than this are one, in design units.
constexpr double kPathStep = 3.0;
/// More broken-off units than this are not ringed one by one: their colour says enough.
constexpr std::size_t kMostRings = 12;

std::string name_of(const LivePlan& plan, std::size_t territory) {
  const auto& label = plan.labels()[territory];
  if (!label) return {};
  return label->name.empty() ? label->id.text() : label->name;
}

double worst_deviation(const LivePlan& plan, const territory::LiveFigures& figures) {
  double worst = 0.0;
  for (const std::size_t weight : plan.balanced()) {
    const double mean = plan.mean(weight);
    if (!(mean > 0.0)) continue;
    const double deviation = figures.amounts[weight] / mean - 1.0;
    if (std::abs(deviation) > std::abs(worst)) worst = deviation;
  }
  return worst;
}

bool there(const LivePlan& plan, std::size_t territory) {
  return territory < plan.labels().size() && plan.labels()[territory].has_value();
}

/// The chosen territories are there, and two.
void keep_choice(const LivePlan& plan, TerritoryEditState& state) {
  const std::vector<std::size_t> known = plan.territories();
  if (known.empty()) return;
  if (!there(plan, state.target)) state.target = known.front();
  if (there(plan, state.other) && state.other != state.target) return;
  const auto other = std::ranges::find_if(known, [&](auto t) { return t != state.target; });
  state.other = other == known.end() ? state.target : *other;
}

std::vector<std::size_t> under(const workspace::TerritoryEditor& editor, const MapGesture& gesture,
                               const TerritoryEditState& state) {
  if (state.tool == EditTool::kBrush) {
    return editor.finder().brushed(state.last.value_or(gesture.at), gesture.at,
                                   core::Metres(state.brush * gesture.metres_per_unit));
  }
  const auto unit = editor.finder().at(gesture.at);
  return unit ? std::vector<std::size_t>{*unit} : std::vector<std::size_t>{};
}

void paint(const Context& context, const MapGesture& gesture, TerritoryEditState& state) {
  workspace::TerritoryEditor& editor = *context.view.editor;
  if (gesture.pressed) {
    editor.edit().begin_stroke("Move to " + target_name(context, state));
    state.last = gesture.at;
  }
  const bool paints = gesture.pressed || (gesture.held && state.tool == EditTool::kBrush);
  if (paints && editor.edit().in_stroke()) {
    editor.edit().make(
        territory::moved(editor.plan(), under(editor, gesture, state), state.target));
    state.last = gesture.at;
  }
  if (gesture.released) {
    editor.edit().end_stroke();
    state.last.reset();
  }
}

void finish_path(const Context& context, TerritoryEditState& state) {
  workspace::TerritoryEditor& editor = *context.view.editor;
  const std::string name = target_name(context, state);
  if (state.tool == EditTool::kLasso) {
    editor.edit().make(
        territory::moved(editor.plan(), editor.finder().inside(state.path), state.target),
        "Lasso to " + name);
  } else if (state.path.size() >= 2) {
    editor.edit().make(
        territory::cut(editor.plan(), state.target, state.path, editor.home_of(state.target)),
        "Cut " + name);
  }
}

void draw_path(const Context& context, const MapGesture& gesture, TerritoryEditState& state) {
  if (gesture.pressed) state.path = {gesture.at};
  if (gesture.held && !state.path.empty()) {
    const geo::XY step = geo::LocalFrame(state.path.back()).to_metres(gesture.at);
    if (std::hypot(step.x, step.y) > kPathStep * gesture.metres_per_unit) {
      state.path.push_back(gesture.at);
    }
  }
  if (!gesture.released) return;
  finish_path(context, state);
  state.path.clear();
}

void update_preview(const Context& context, const MapGesture& gesture, TerritoryEditState& state) {
  const bool paints = state.tool == EditTool::kBrush || state.tool == EditTool::kUnit;
  if (!gesture.hovered || gesture.held || !paints) {
    state.preview.reset();
    state.previewed_at.reset();
    return;
  }
  if (state.previewed_at == gesture.at) return;
  state.previewed_at = gesture.at;
  workspace::TerritoryEditor& editor = *context.view.editor;
  const std::vector<std::size_t> units = under(editor, gesture, state);
  state.preview.reset();
  const bool moves = std::ranges::any_of(
      units, [&](std::size_t unit) { return editor.plan().territory_of(unit) != state.target; });
  if (moves) state.preview = editor.edit().preview(units, state.target);
}

void draw_preview(const Context& context, const TerritoryEditState& state) {
  const LivePlan& plan = context.view.editor->plan();
  ImGui::BeginTooltip();
  for (const territory::Preview::Line& line : state.preview->territories) {
    const auto change =
        static_cast<std::int64_t>(line.after.units) - static_cast<std::int64_t>(line.before.units);
    std::string said = fmt::format("{}  {:+} unit{}", name_of(plan, line.territory), change,
                                   std::abs(change) == 1 ? "" : "s");
    if (line.after.parts > 1) said += fmt::format(", in {} parts", line.after.parts);
    const bool breaks = line.after.parts > line.before.parts;
    coloured_text(breaks ? context.look.colours.warning : context.look.colours.text, said);
  }
  muted_text(context, fmt::format("± {} → ± {}", percent(state.preview->max_deviation_before),
                                  percent(state.preview->max_deviation_after)));
  ImGui::EndTooltip();
}

/// The mean of each territory's centroids.
std::vector<geo::LonLat> middles_of(const LivePlan& plan) {
  std::vector<geo::LonLat> sums(plan.labels().size());
  std::vector<double> counts(sums.size(), 0.0);
  for (std::size_t unit = 0; unit < plan.territory_of_unit().size(); ++unit) {
    const std::size_t t = plan.territory_of(unit);
    if (t == territory::kUnassigned) continue;
    sums[t].lon += plan.ground().centroids[unit].lon;
    sums[t].lat += plan.ground().centroids[unit].lat;
    counts[t] += 1.0;
  }
  for (std::size_t t = 0; t < sums.size(); ++t) {
    if (counts[t] > 0.0) sums[t] = {sums[t].lon / counts[t], sums[t].lat / counts[t]};
  }
  return sums;
}

/// Where the names stand: at the unit of each territory that is nearest to its middle, for the
/// middle itself may lie in the territory that it surrounds.
std::vector<geo::LonLat> name_places(const LivePlan& plan) {
  const std::vector<geo::LonLat> middles = middles_of(plan);
  std::vector<geo::LonLat> places = middles;
  std::vector<double> nearest(middles.size(), std::numeric_limits<double>::infinity());
  for (std::size_t unit = 0; unit < plan.territory_of_unit().size(); ++unit) {
    const std::size_t t = plan.territory_of(unit);
    if (t == territory::kUnassigned) continue;
    const geo::LonLat at = plan.ground().centroids[unit];
    const double lon = at.lon - middles[t].lon;
    const double lat = at.lat - middles[t].lat;
    const double squared = lon * lon + lat * lat;
    if (squared >= nearest[t]) continue;
    nearest[t] = squared;
    places[t] = at;
  }
  return places;
}

void draw_name(const Context& context, const std::string& name, ImVec2 at) {
  const map::Style& style = context.view.scene.style();
  const FontScope font(context.look.fonts.semibold);
  const ImVec2 size = ImGui::CalcTextSize(name.c_str());
  at = {at.x - size.x / 2.0F, at.y - size.y / 2.0F};
  const auto ink = [](const map::Colour& c) { return ImGui::GetColorU32({c.r, c.g, c.b, c.a}); };
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float halo = context.px(1.2F);
  for (const ImVec2 step : {ImVec2{-halo, 0.0F}, {halo, 0.0F}, {0.0F, -halo}, {0.0F, halo}}) {
    list->AddText({at.x + step.x, at.y + step.y}, ink(style.label_halo), name.c_str());
  }
  list->AddText(at, ink(style.label), name.c_str());
}

}  // namespace

std::string target_name(const Context& context, const TerritoryEditState& state) {
  const LivePlan& plan = context.view.editor->plan();
  return there(plan, state.target) ? name_of(plan, state.target) : std::string();
}

void update_territory_edit(const View& view, TerritoryEditState& state) {
  if (view.editor == nullptr) {
    if (state.ground != nullptr) state = {};
    return;
  }
  const LivePlan& plan = view.editor->plan();
  const std::uint64_t edition = view.editor->edit().edition();
  if (state.ground == plan.shared_ground() && state.edition == edition) return;
  if (state.ground != plan.shared_ground()) {
    state = {};
    state.ground = plan.shared_ground();
    state.deviation_before = plan.max_deviation();
  }
  state.edition = edition;
  keep_choice(plan, state);
  state.rows.clear();
  const std::vector<geo::LonLat> places = name_places(plan);
  for (const std::size_t t : plan.territories()) {
    territory::LiveFigures figures = plan.figures(t);
    const double deviation = worst_deviation(plan, figures);
    state.rows.push_back({t, name_of(plan, t), std::move(figures), deviation, places[t]});
  }
  state.deviation = plan.max_deviation();
  state.strays = plan.strays();
}

void edit_on_map(const Context& context, const MapGesture& gesture, TerritoryEditState& state) {
  if (context.busy()) return;
  if (gesture.pressed) state.problem.clear();
  try {
    if (state.tool == EditTool::kBrush || state.tool == EditTool::kUnit) {
      paint(context, gesture, state);
    } else {
      draw_path(context, gesture, state);
    }
  } catch (const core::Error& error) {
    state.problem = error.what();
    state.path.clear();
  }
  update_preview(context, gesture, state);
}

void draw_edit_overlay(const Context& context, const map::Camera& camera, ImVec2 origin,
                       TerritoryEditState& state) {
  const auto at = [&](geo::LonLat place) {
    const map::ScreenPoint point = camera.to_screen(place);
    return ImVec2{origin.x + context.px(static_cast<float>(point.x)),
                  origin.y + context.px(static_cast<float>(point.y))};
  };
  ImDrawList* list = ImGui::GetWindowDrawList();
  const map::Style& style = context.view.scene.style();
  const std::uint32_t ink =
      ImGui::GetColorU32({style.highlight.r, style.highlight.g, style.highlight.b, 0.95F});
  const std::uint32_t casing = ImGui::GetColorU32(
      {style.highlight_casing.r, style.highlight_casing.g, style.highlight_casing.b, 0.8F});
  const std::uint32_t mark = ImGui::GetColorU32({style.mark.r, style.mark.g, style.mark.b, 1.0F});
  for (const TerritoryEditState::Row& row : state.rows) {
    if (row.figures.units > 0) draw_name(context, row.name, at(row.name_place));
  }
  if (state.strays.size() <= kMostRings) {
    for (const std::size_t unit : state.strays) {
      const ImVec2 place = at(state.ground->centroids[unit]);
      list->AddCircle(place, context.px(11.0F), casing, 0, context.px(4.0F));
      list->AddCircle(place, context.px(11.0F), mark, 0, context.px(2.0F));
    }
  }
  std::vector<ImVec2> line;
  for (const geo::LonLat& point : state.path) line.push_back(at(point));
  if (line.size() > 1) {
    const auto flags = state.tool == EditTool::kLasso ? ImDrawFlags_Closed : ImDrawFlags_None;
    const int points = static_cast<int>(line.size());
    list->AddPolyline(line.data(), points, casing, flags, context.px(4.5F));
    list->AddPolyline(line.data(), points, ink, flags, context.px(2.0F));
  }
  const std::optional<geo::LonLat>& brush = state.last ? state.last : state.previewed_at;
  if (brush && state.tool == EditTool::kBrush) {
    const float radius = context.px(static_cast<float>(state.brush));
    list->AddCircle(at(*brush), radius, casing, 0, context.px(3.5F));
    list->AddCircle(at(*brush), radius, ink, 0, context.px(1.5F));
  }
  if (state.preview) draw_preview(context, state);
}

}  // namespace nearnet::ui
