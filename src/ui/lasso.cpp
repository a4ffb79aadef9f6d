// SPDX-License-Identifier: Apache-2.0
#include "ui/lasso.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "core/calendar.h"
#include "core/error.h"
#include "ui/days_panel.h"
#include "ui/format.h"
#include "ui/map_card.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

/// Points nearer to each other than this add nothing to a loop.
constexpr double kStep = 3.0;
constexpr std::size_t kFewestPoints = 3;

void count(const Context& context, LassoState& state) {
  const auto& prospects = context.snapshot().prospects;
  if (state.counted_for == prospects.version()) return;
  state.counted_for = prospects.version();
  const geo::Geometry area = area_of(state);
  const geo::LonLatBox box = area.envelope();
  state.prospects = static_cast<std::size_t>(
      std::ranges::count_if(prospects.rows(), [&](const model::Prospect& prospect) {
        return prospect.eligible && prospect.position && box.contains(*prospect.position) &&
               area.covers(*prospect.position);
      }));
}

/// The day that the form of the days panel begins with, planned from the loop alone.
workspace::DayPlanRequest day_of(const Context& context, const LassoState& state,
                                 const DaysState& days) {
  workspace::DayPlanRequest request =
      request_of(days.form, shown_rep(context.snapshot(), days), context.snapshot().today);
  request.days = 1;
  request.area = area_of(state);
  return request;
}

void draw_offer(const Context& context, LassoState& state, const DaysState& days) {
  std::string problem;
  std::string label = "Plan a day";
  std::optional<workspace::DayPlanRequest> request;
  try {
    request = day_of(context, state, days);
    label = "Plan " + core::format_date_long(request->from);
  } catch (const core::Error& error) {
    problem = error.what();
  }
  if (context.snapshot().reps.empty()) problem = "Days belong to a rep: import the reps first.";
  const bool possible = problem.empty() && state.prospects > 0 && !context.busy();
  if (button(context, "lasso/plan", label, {.kind = ButtonKind::kPrimary, .enabled = possible})) {
    context.actions.push_back(workspace::PlanDays{*request});
    state = {};
    return;
  }
  ImGui::SameLine();
  if (button(context, "lasso/clear", "Clear")) state = {};
  if (!problem.empty()) coloured_text(context.look.colours.warning, problem);
}

}  // namespace

geo::Geometry area_of(const LassoState& state) {
  if (state.line.size() < kFewestPoints) return {};
  geo::Ring ring(state.line.begin(), state.line.end());
  ring.push_back(ring.front());
  return geo::make_valid(geo::Geometry::polygon({ring, {}}));
}

void follow_lasso(const Context& context, const map::Camera& camera, map::ScreenPoint mouse,
                  LassoState& state) {
  if (ImGui::IsItemActivated()) {
    state.line.clear();
    state.closed = false;
  }
  if (ImGui::IsItemActive()) {
    const bool moved = state.line.empty() || [&] {
      const map::ScreenPoint last = camera.to_screen(state.line.back());
      return std::max(std::abs(last.x - mouse.x), std::abs(last.y - mouse.y)) >= kStep;
    }();
    if (moved) state.line.push_back(camera.to_lon_lat(mouse));
  }
  if (!ImGui::IsItemDeactivated()) return;
  state.tool = false;
  state.closed = area_of(state).has_area();
  state.counted_for = -1;
  if (!state.closed) state.line.clear();
  if (state.closed) count(context, state);
}

void draw_lasso(const Context& context, const map::Camera& camera, ImVec2 origin,
                const LassoState& state) {
  if (state.line.size() < 2) return;
  std::vector<ImVec2> points;
  points.reserve(state.line.size());
  for (const geo::LonLat& place : state.line) {
    const map::ScreenPoint at = camera.to_screen(place);
    points.push_back({origin.x + context.px(static_cast<float>(at.x)),
                      origin.y + context.px(static_cast<float>(at.y))});
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::uint32_t ink = packed(context.look.colours.accent);
  const ImDrawFlags closed = state.closed ? ImDrawFlags_Closed : ImDrawFlags_None;
  list->AddPolyline(points.data(), static_cast<int>(points.size()),
                    packed(context.look.colours.panel, 0.7F), closed, context.px(5.0F));
  list->AddPolyline(points.data(), static_cast<int>(points.size()), ink, closed, context.px(2.5F));
}

void draw_lasso_card(const Context& context, ImVec2 map_low, LassoState& state,
                     const DaysState& days) {
  const bool asks = state.tool && state.line.empty();
  if (!state.closed && !asks) return;
  if (state.closed) count(context, state);
  const MapCard card(context, map_low);
  if (asks) {
    text("Draw a loop around the prospects of a day.");
    return;
  }
  text(fmt::format("{} eligible prospect{} in the loop", count_text(state.prospects),
                   state.prospects == 1 ? "" : "s"));
  draw_offer(context, state, days);
}

}  // namespace nearnet::ui
