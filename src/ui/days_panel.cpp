// SPDX-License-Identifier: Apache-2.0
#include "ui/days_panel.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "core/calendar.h"
#include "core/error.h"
#include "ui/day_list.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

void read_reps(const workspace::Snapshot& snapshot, DaysState& state) {
  if (state.reps_version == snapshot.reps.version()) return;
  state.reps_version = snapshot.reps.version();
  state.rep_names.clear();
  for (const model::Rep& rep : snapshot.reps.rows()) {
    state.rep_names.push_back(rep.name.empty() ? rep.id.text() : rep.name);
  }
}

std::string shift_hint(const std::optional<core::TimeOfDay>& of_rep, const char* otherwise) {
  return of_rep ? core::format_time_of_day(*of_rep) : otherwise;
}

/// Why the form cannot be run; empty when it can.
std::string problem_of(const Context& context, const DaysForm& form, const core::RepId& rep) {
  if (context.snapshot().prospects.empty()) {
    return "Days are planned from prospects: run Plan › Evaluate eligibility first.";
  }
  try {
    const workspace::DayPlanRequest request = request_of(form, rep, context.snapshot().today);
    if (request.start && request.end && !(*request.start < *request.end)) {
      return "The day must end after it starts.";
    }
    return {};
  } catch (const core::Error& error) {
    return error.what();
  }
}

void draw_times(const Context& context, const model::Rep& rep, DaysForm& form) {
  const float spacing = ImGui::GetStyle().ItemSpacing.x;
  const float half = (ImGui::GetContentRegionAvail().x - spacing) / 2.0F;
  const float left = ImGui::GetCursorPosX();
  caption(context, "Day starts");
  ImGui::SameLine(left + half + spacing);
  caption(context, "and ends");
  text_field(context, "days/start", shift_hint(rep.shift_start, "08:30"), form.start, half);
  ImGui::SameLine();
  text_field(context, "days/end", shift_hint(rep.shift_end, "17:00"), form.end, half);
}

/// What driving on the workspace's roads allows to ask for.
void draw_road_wishes(const Context& context, DaysForm& form) {
  if (context.snapshot().roads.empty()) return;
  checkbox(context, "days/curb", "Arrive on the door's side of big roads", form.curb);
  caption(context, "Leave out who is farther from every road than");
  text_field(context, "days/road_limit", "no limit, or such as 300m", form.road_limit, -1.0F);
}

void ask_of_roads(const DaysForm& form, workspace::DayPlanRequest& request) {
  request.curb = form.curb;
  if (!form.road_limit.empty()) request.farthest_road = core::parse_distance(form.road_limit);
}

void draw_form(const Context& context, const model::Rep& rep, DaysForm& form) {
  if (form.from.empty()) {
    form.from = core::format_date(next_working_day(context.snapshot().today));
  }
  caption(context, "From");
  date_field(context, "days/from", form.from, ImGui::GetContentRegionAvail().x);
  int_slider(context, "days/count", "Working days", "{}", form.days, {1, 20});
  draw_times(context, rep, form);
  int_slider(context, "days/visit", "A visit takes", "{} min", form.visit_minutes, {5, 120});
  draw_road_wishes(context, form);
  const std::string problem = problem_of(context, form, rep.id);
  gap(context, 1.0F);
  if (button(context, "days/plan", "Plan days",
             {.kind = ButtonKind::kPrimary,
              .enabled = problem.empty() && !context.busy(),
              .width = ImGui::GetContentRegionAvail().x})) {
    context.actions.push_back(
        workspace::PlanDays{request_of(form, rep.id, context.snapshot().today)});
  }
  if (!problem.empty()) wrapped_text(context, context.look.colours.warning, problem);
}

void draw_day_pack(const Context& context, const core::RepId& rep, DaysState& state) {
  caption(context, "Folder for day sheets, GPX and calendar");
  text_field(context, "days/folder", "day-pack", state.folder, -1.0F);
  if (button(context, "days/write_pack", "Write day pack",
             {.enabled = !state.folder.empty() && !context.busy()})) {
    context.actions.push_back(workspace::ExportDayPack{rep, state.folder});
  }
}

/// What to do when the day does not go as planned.
void draw_under_way(const Context& context, const core::RepId& rep, DaysState& state) {
  const core::BusinessId& chosen = context.selection.business;
  const model::Business* place = context.snapshot().businesses.find(chosen);
  caption(context, "It is now");
  text_field(context, "days/now", "by the clock", state.now, -1.0F);
  std::optional<workspace::ReplanDay> action;
  std::string problem;
  try {
    action = replan_action(context.snapshot(), rep, chosen, state);
    if (!action) problem = "Choose the business you are at, on the map or in the list.";
  } catch (const core::Error& error) {
    problem = error.what();
  }
  if (action) {
    caption(context, "You are at");
    text(fitted(place->name.empty() ? chosen.text() : place->name,
                ImGui::GetContentRegionAvail().x));
  }
  gap(context, 1.0F);
  if (button(context, "days/replan", "Plan the rest of today",
             {.kind = ButtonKind::kPrimary,
              .enabled = action && !context.busy(),
              .width = ImGui::GetContentRegionAvail().x})) {
    context.actions.push_back(*action);
  }
  wrapped_text(
      context, problem.empty() ? context.look.colours.muted : context.look.colours.warning,
      problem.empty() ? "Stops with an outcome today are behind; appointments are kept." : problem);
  gap(context, 2.0F);
}

bool has_today(const SceneSync& sync, core::Date today) {
  return std::any_of(sync.days().begin(), sync.days().end(),
                     [&](const model::DayRoute& day) { return day.date == today; });
}

}  // namespace

core::Date next_working_day(core::Date today) {
  core::Date day = core::add_days(today, 1);
  while (core::is_weekend(day)) day = core::add_days(day, 1);
  return day;
}

core::RepId shown_rep(const workspace::Snapshot& snapshot, const DaysState& state) {
  if (snapshot.reps.empty()) return {};
  return snapshot.reps.rows()[std::min(state.rep, snapshot.reps.size() - 1)].id;
}

workspace::DayPlanRequest request_of(const DaysForm& form, const core::RepId& rep,
                                     core::Date today) {
  workspace::DayPlanRequest request;
  request.rep = rep;
  request.from = form.from.empty() ? next_working_day(today) : core::parse_date(form.from);
  request.days = form.days;
  if (!form.start.empty()) request.start = core::parse_time_of_day(form.start);
  if (!form.end.empty()) request.end = core::parse_time_of_day(form.end);
  request.visit = core::minutes(form.visit_minutes);
  ask_of_roads(form, request);
  return request;
}

std::optional<workspace::ReplanDay> replan_action(const workspace::Snapshot& snapshot,
                                                  const core::RepId& rep,
                                                  const core::BusinessId& chosen,
                                                  const DaysState& state) {
  workspace::ReplanDay action;
  action.now_given = !state.now.empty();
  if (action.now_given) action.request.now = core::parse_time_of_day(state.now);
  ask_of_roads(state.form, action.request.day);
  const model::Prospect* prospect = snapshot.prospects.find(chosen);
  if (prospect == nullptr || !prospect->position) return std::nullopt;
  action.request.day.rep = rep;
  action.request.day.from = snapshot.today;
  action.request.day.iterations = workspace::ReplanRequest::kRounds;
  action.request.at = *prospect->position;
  return action;
}

void draw_days_panel(const Context& context, const SceneSync& sync, DaysState& state) {
  read_reps(context.snapshot(), state);
  const model::Rep* rep = context.snapshot().reps.find(shown_rep(context.snapshot(), state));
  if (rep == nullptr) {
    gap(context, 8.0F);
    heading(context, "No reps yet");
    wrapped_text(context, context.look.colours.muted,
                 "Days belong to a rep. Import them with name and home: Workspace › Import, kind "
                 "reps.");
    return;
  }
  caption(context, "Rep");
  combo(context, "days/rep", state.rep_names, state.rep, -1.0F);
  const bool planned = !sync.days().empty();
  if (section(context, "days/form", planned ? "Plan again" : "Plan days", !planned)) {
    draw_form(context, *rep, state.form);
  }
  if (!planned) return;
  if (has_today(sync, context.snapshot().today) &&
      section(context, "days/under_way", "Under way", false)) {
    draw_under_way(context, rep->id, state);
  }
  draw_days(context, sync);
  draw_unserved(context, rep->id, state);
  if (section(context, "days/pack", "Day pack", false)) draw_day_pack(context, rep->id, state);
}

}  // namespace nearnet::ui
