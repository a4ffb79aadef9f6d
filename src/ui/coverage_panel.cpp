// SPDX-License-Identifier: Apache-2.0
#include "ui/coverage_panel.h"

#include <fmt/format.h>
#include <imgui.h>

#include <array>

#include "core/error.h"
#include "ui/format.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

using tracking::CoverageBy;

constexpr std::array kWindows = {0, 30, 90, 180, 365};
constexpr std::array kGroupings = {CoverageBy::kNone, CoverageBy::kRep, CoverageBy::kTerritory,
                                   CoverageBy::kNaics, CoverageBy::kNode};

std::string key_text(const Context& context, std::size_t grouping, const std::string& key) {
  if (kGroupings[grouping] != CoverageBy::kRep) return key;
  const model::Rep* rep = context.snapshot().reps.find(core::RepId(key));
  return rep != nullptr && !rep->name.empty() ? rep->name : key;
}

std::string amount(int count) {
  return count_text(std::int64_t{count});
}

void draw_choices(const Context& context, CoverageState& state) {
  const std::array<std::string, kWindows.size()> windows = {"Ever", "Last 30 days", "Last 90 days",
                                                            "Last 180 days", "Last 365 days"};
  const std::array<std::string, kGroupings.size()> groupings = {
      "In total", "By rep", "By territory", "By industry (NAICS)", "By plant node"};
  const float half = (ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ItemSpacing.x) / 2.0F;
  combo(context, "coverage/window", windows, state.window, half);
  ImGui::SameLine();
  combo(context, "coverage/by", groupings, state.by, half);
}

void draw_line(const Context& context, const std::string& title,
               const tracking::CoverageLine& line) {
  const Palette& colours = context.look.colours;
  gap(context, 2.0F);
  const float start = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  text(fitted(title, width * 0.6F));
  ImGui::SameLine(start + width * 0.6F);
  right_aligned(line.rate().percent(), colours.text);
  bar(context, static_cast<float>(line.rate().share().value_or(0.0)), colours.good, width);
  const FontScope font(context.look.fonts.small);
  wrapped_text(context, colours.muted,
               fmt::format("{} · {} planned · {} due · {} overdue · {} never visited",
                           part_text(static_cast<std::size_t>(line.visited),
                                     static_cast<std::size_t>(line.universe)),
                           amount(line.planned), amount(line.due), amount(line.overdue),
                           amount(line.never_visited)));
}

void draw_gaps(const Context& context, const CoverageState& state) {
  const auto& gaps = state.report.gaps;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(gaps.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const core::BusinessId& id = gaps[static_cast<std::size_t>(i)];
      const model::Business* business = context.snapshot().businesses.find(id);
      const std::string& name =
          business != nullptr && !business->name.empty() ? business->name : id.text();
      const bool chosen = id == context.selection.business;
      if (list_row(context, "coverage/gap", id.text(), name, chosen)) {
        context.selection.choose(id, Origin::kPanel);
      }
    }
  }
}

}  // namespace

void update_coverage(const workspace::Snapshot& snapshot, CoverageState& state) {
  const bool known = state.version == snapshot.version && state.reported_window == state.window &&
                     state.reported_by == state.by;
  if (known) return;
  state.version = snapshot.version;
  state.reported_window = state.window;
  state.reported_by = state.by;
  state.problem.clear();
  try {
    state.report = workspace::coverage(snapshot, kWindows[state.window], kGroupings[state.by]);
  } catch (const core::Error& error) {
    state.report = {};
    state.problem = error.what();
  }
}

void draw_coverage_panel(const Context& context, CoverageState& state) {
  draw_choices(context, state);
  if (!state.problem.empty()) wrapped_text(context, context.look.colours.bad, state.problem);
  if (state.report.total.universe == 0) {
    gap(context, 6.0F);
    wrapped_text(context, context.look.colours.muted,
                 "No eligible prospects yet: run Plan › Evaluate eligibility.");
    return;
  }
  {
    const FontScope font(context.look.fonts.small);
    wrapped_text(context, context.look.colours.muted, state.report.definition);
  }
  draw_line(context, "All", state.report.total);
  if (!state.report.by.empty()) ImGui::Separator();
  for (const tracking::CoverageLine& line : state.report.by) {
    draw_line(context, key_text(context, state.reported_by, line.key), line);
  }
  const std::string title =
      fmt::format("Not visited ({})###gaps", count_text(state.report.gaps.size()));
  if (section(context, "coverage/gaps", title.c_str(), false)) draw_gaps(context, state);
}

}  // namespace nearnet::ui
