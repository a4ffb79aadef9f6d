// SPDX-License-Identifier: Apache-2.0
#include "handoff/territory_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "handoff/report_parts.h"

namespace nearnet::handoff {
namespace {

constexpr double kTop = kReportMargin + 42.0;
constexpr double kBottom = PdfPaper::kHeight - kReportMargin - 14.0;

std::string foot_of(const TerritoryReport& report) {
  return fmt::format("Confidential, names customers · {} · {} ({}) · {}", report.title,
                     report.scenario, report.state, core::format_date(report.date));
}

ReportMap overview_map(const TerritoryReport& report) {
  ReportMap map{.backdrop = report.backdrop};
  for (std::size_t i = 0; i < report.sheets.size(); ++i) {
    const TerritorySheet& sheet = report.sheets[i];
    map.areas.push_back({.shape = &sheet.shape,
                         .fill = territory_ink(i, 0.22),
                         .border = territory_ink(i, 1.0),
                         .label = sheet.name});
    if (sheet.home) map.homes.push_back(*sheet.home);
  }
  return map;
}

void draw_overview(PdfPaper& paper, const TerritoryReport& report) {
  draw_head(paper, "Territories: " + report.scenario, report.title + " · " + report.state,
            core::format_date(report.date));
  const ReportMap map = overview_map(report);
  const double space = kBottom - kTop - 26.0 - table_height(report.overview.size());
  const double map_height = std::max(220.0, std::min(space, fitting_height(map, kReportWidth)));
  draw_map(paper, {kReportMargin, kTop, kReportWidth, map_height}, map);
  const auto columns = report_columns(report.overview_header, 2);
  std::size_t row = draw_table(paper, {kReportMargin, kTop + map_height + 16.0}, kBottom, columns,
                               report.overview);
  draw_foot(paper, foot_of(report));
  while (row < report.overview.size()) {
    paper.next_page();
    draw_head(paper, "Territories: " + report.scenario, report.title + " · continued",
              core::format_date(report.date));
    row = draw_table(paper, {kReportMargin, kTop}, kBottom, columns, report.overview, row);
    draw_foot(paper, foot_of(report));
  }
  paper.next_page();
}

ReportMap sheet_map(const TerritoryReport& report, std::size_t index) {
  const TerritorySheet& sheet = report.sheets[index];
  ReportMap map{.backdrop = report.backdrop};
  map.areas.push_back({.shape = &sheet.shape,
                       .fill = territory_ink(index, 0.12),
                       .border = territory_ink(index, 1.0),
                       .border_width = 1.6});
  for (const geo::LonLat& place : sheet.prospects) {
    map.dots.push_back({place, ink("#1f2328", 0.55)});
  }
  if (sheet.home) map.homes.push_back(*sheet.home);
  return map;
}

/// Stage, industry and status side by side; returns the height used.
double draw_mix(PdfPaper& paper, double y, const TerritorySheet& sheet) {
  constexpr double kGap = 18.0;
  constexpr double kWidth = (kReportWidth - 2.0 * kGap) / 3.0;
  struct Part {
    const char* title;
    const std::vector<ReportBar>& bars;
  };
  const Part parts[] = {{"Prospects by stage", sheet.stages},
                        {"By industry", sheet.industries},
                        {"By net status", sheet.statuses}};
  double height = 0.0;
  double x = kReportMargin;
  for (const Part& part : parts) {
    draw_heading(paper, {x, y + 8.0}, part.title);
    double used = draw_bars(paper, {x, y + 14.0}, kWidth, part.bars);
    // Few statuses: the drive profile stands below them.
    if (&part.bars == &sheet.statuses) {
      draw_heading(paper, {x, y + used + 30.0}, "By drive from home");
      used += 36.0;
      used += draw_bars(paper, {x, y + used}, kWidth, sheet.drive) - 14.0;
    }
    height = std::max(height, used + 14.0);
    x += kWidth + kGap;
  }
  return height;
}

void draw_sheet(PdfPaper& paper, const TerritoryReport& report, std::size_t index) {
  const TerritorySheet& sheet = report.sheets[index];
  std::string below = sheet.rep;
  if (!sheet.parents.empty()) below += " · " + sheet.parents;
  below += " · scenario " + report.scenario;
  const std::string title = sheet.name.empty() ? "Territory " + sheet.id : sheet.name;
  draw_head(paper, title, below, "territory " + sheet.id);
  constexpr double kMapHeight = 208.0;
  draw_map(paper, {kReportMargin, kTop, kReportWidth, kMapHeight}, sheet_map(report, index));
  double y = kTop + kMapHeight + 8.0;
  y += draw_figures(paper, {kReportMargin, y}, sheet.figures, 5) + 10.0;
  y += draw_mix(paper, y, sheet) + 8.0;
  if (!sheet.drive_note.empty()) {
    paper.text({kReportMargin, y + 6.0}, sheet.drive_note,
               {.size = 7.2, .colour = muted_ink(), .width = kReportWidth});
    y += 14.0;
  }
  draw_heading(paper, {kReportMargin, y + 9.0}, "Best prospects");
  std::vector<std::vector<std::string>> rows;
  for (const ReportProspect& each : sheet.top) {
    rows.push_back({each.name, each.address, each.stage, each.score, each.mrc, each.minutes});
  }
  draw_table(paper, {kReportMargin, y + 16.0}, kBottom,
             {{"name", 2.4, true},
              {"address", 2.8, true},
              {"stage", 1.1, true},
              {"score", 0.6, false},
              {"MRC", 0.8, false},
              {"minutes", 0.8, false}},
             rows);
  draw_foot(paper, foot_of(report));
}

}  // namespace

std::string territory_report_pdf(const TerritoryReport& report) {
  PdfPaper paper(
      {.title = report.title + ": territories of " + report.scenario, .date = report.date});
  if (report.sheets.size() > 1) draw_overview(paper, report);
  for (std::size_t i = 0; i < report.sheets.size(); ++i) {
    if (i > 0) paper.next_page();
    draw_sheet(paper, report, i);
  }
  return paper.finished();
}

}  // namespace nearnet::handoff
