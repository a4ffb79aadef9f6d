// SPDX-License-Identifier: Apache-2.0
#include "ui/day_list.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "core/calendar.h"
#include "core/units.h"
#include "model/day_walk.h"
#include "ui/format.h"
#include "ui/swatch.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

/// The colour the map gives a day: the class its line or stops were drawn in.
std::size_t paint_of_day(const map::Scene& scene, std::size_t day) {
  for (const map::LineShape& line : scene.layer(map::LayerId::kRoutes).lines) {
    if (line.feature == day) return line.paint;
  }
  return day;
}

std::size_t count_stops(const SceneSync& sync, core::Date date) {
  return static_cast<std::size_t>(
      std::count_if(sync.stops().begin(), sync.stops().end(),
                    [&](const model::Stop& stop) { return stop.date == date; }));
}

void draw_stop(const Context& context, const model::Stop& stop) {
  ImGui::PushID(stop.business.text().c_str());
  const bool selected = stop.business == context.selection.business;
  if (ImGui::Selectable("##stop", selected)) {
    context.selection.choose(stop.business, Origin::kPanel);
  }
  record_row(context, "days/stop", stop.business.text());
  ImGui::SameLine(context.px(8.0F));
  muted_text(context, fmt::format("{}", stop.sequence));
  ImGui::SameLine(context.px(34.0F));
  text(core::format_time_of_day(stop.start));
  ImGui::SameLine(context.px(82.0F));
  const bool fixed = stop.kind == model::StopKind::kAppointment;
  const float room = ImGui::GetContentRegionAvail().x;
  const std::string& name = stop.name.empty() ? stop.business.text() : stop.name;
  coloured_text(fixed ? context.look.colours.accent : context.look.colours.text,
                fitted(fixed ? name + "  (appointment)" : name, room));
  ImGui::PopID();
}

void draw_lunch(const Context& context, const model::DayRoute& day) {
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + context.px(34.0F));
  muted_text(context, core::format_time_of_day(*day.lunch_start));
  ImGui::SameLine(context.px(82.0F));
  muted_text(context, fmt::format("Lunch until {}", core::format_time_of_day(*day.lunch_end)));
}

void draw_totals(const Context& context, const model::DayRoute& day) {
  const FontScope font(context.look.fonts.small);
  wrapped_text(
      context, context.look.colours.muted,
      fmt::format("{} – {} · drive {} ({}) · visits {}", core::format_time_of_day(day.start),
                  core::format_time_of_day(day.end), core::format_duration(day.drive),
                  core::format_distance(day.drive_distance), core::format_duration(day.visits)));
}

/// The day to read first: today's, else the next one, else the last there was.
std::size_t current_day(const std::vector<model::DayRoute>& days, core::Date today) {
  std::size_t index = 0;
  while (index + 1 < days.size() && days[index].date < today) ++index;
  return index;
}

void draw_day(const Context& context, const SceneSync& sync, std::size_t index) {
  const model::DayRoute& day = sync.days()[index];
  const bool is_current = index == current_day(sync.days(), context.snapshot().today);
  const std::string date = core::format_date(day.date);
  const map::Style& style = context.view.scene.style();
  const map::Colour colour =
      style.line(map::LayerId::kRoutes, paint_of_day(context.view.scene, index)).colour;
  ImGui::PushID(date.c_str());
  ImGui::AlignTextToFramePadding();
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const std::string label = fmt::format("     {}###day", core::format_date_long(day.date));
  ImGui::PushStyleColor(ImGuiCol_Header, packed(context.look.colours.raised));
  const bool open = ImGui::CollapsingHeader(
      label.c_str(), is_current ? ImGuiTreeNodeFlags_DefaultOpen : ImGuiTreeNodeFlags_None);
  ImGui::PopStyleColor();
  record_row(context, "days/day", date);
  if (ImGui::IsItemClicked()) {
    context.selection.area =
        context.view.scene.bounds_of({map::LayerId::kRoutes, static_cast<std::uint32_t>(index)});
  }
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  const std::string stops = fmt::format("{} stops", count_stops(sync, day.date));
  const ImVec2 extent = ImGui::CalcTextSize(stops.c_str());
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float middle = (low.y + high.y) / 2.0F;
  list->AddCircleFilled({start.x + context.px(32.0F), middle}, context.px(5.0F), packed(colour));
  list->AddText({high.x - extent.x - context.px(10.0F), middle - extent.y / 2.0F},
                packed(context.look.colours.muted), stops.c_str());
  if (open) {
    draw_totals(context, day);
    model::walk_day(
        day, sync.stops(), [&](const model::Stop& stop) { draw_stop(context, stop); },
        [&] { draw_lunch(context, day); });
  }
  ImGui::PopID();
}

void read_unserved(const workspace::Snapshot& snapshot, const core::RepId& rep, DaysState& state) {
  if (state.listed == rep && state.unserved_version == snapshot.unserved.version()) return;
  state.listed = rep;
  state.unserved_version = snapshot.unserved.version();
  state.unserved.clear();
  const auto& rows = snapshot.unserved.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].rep == rep) state.unserved[rows[i].reason].push_back(i);
  }
}

void draw_unserved_rows(const Context& context, const std::vector<std::size_t>& indices) {
  const auto& rows = context.snapshot().unserved.rows();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(indices.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const model::Unserved& row = rows[indices[static_cast<std::size_t>(i)]];
      const std::string& id = row.business.text();
      const bool chosen = row.business == context.selection.business;
      if (list_row(context, "days/unserved", id, row.name.empty() ? id : row.name, chosen)) {
        context.selection.choose(row.business, Origin::kPanel);
      }
      tooltip(row.detail);
    }
  }
}

}  // namespace

void draw_days(const Context& context, const SceneSync& sync) {
  for (std::size_t i = 0; i < sync.days().size(); ++i) draw_day(context, sync, i);
}

void draw_unserved(const Context& context, const core::RepId& rep, DaysState& state) {
  read_unserved(context.snapshot(), rep, state);
  if (state.unserved.empty()) return;
  std::size_t total = 0;
  for (const auto& [reason, rows] : state.unserved) total += rows.size();
  gap(context, 4.0F);
  heading(context, fmt::format("Not in the plan: {}", count_text(total)).c_str());
  for (const auto& [reason, rows] : state.unserved) {
    const std::string label =
        fmt::format("{}  ({})###{}", spoken_reason(reason), count_text(rows.size()), reason);
    const bool open = ImGui::TreeNodeEx(label.c_str(), ImGuiTreeNodeFlags_SpanAvailWidth);
    record_row(context, "days/reason", reason);
    if (!open) continue;
    draw_unserved_rows(context, rows);
    ImGui::TreePop();
  }
}

}  // namespace nearnet::ui
