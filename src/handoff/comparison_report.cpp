// SPDX-License-Identifier: Apache-2.0
// What a plan changes, on paper.
#include <fmt/format.h>

#include "handoff/report_parts.h"
#include "handoff/territory_report.h"

namespace nearnet::handoff {
namespace {

constexpr double kTop = kReportMargin + 42.0;
constexpr double kBottom = PdfPaper::kHeight - kReportMargin - 14.0;

std::string foot_of(const ComparisonReport& report) {
  return fmt::format("Confidential, names customers · {} · from {} to {} · {}", report.title,
                     report.from, report.to, core::format_date(report.date));
}

ReportMap map_of(const ComparisonReport& report) {
  ReportMap map{.backdrop = report.backdrop};
  for (std::size_t i = 0; i < report.after.size(); ++i) {
    map.areas.push_back({.shape = &report.after[i],
                         .fill = territory_ink(i, 0.18),
                         .border = territory_ink(i, 1.0),
                         .label = report.after_names[i]});
  }
  for (const geo::Geometry& outline : report.before) {
    map.areas.push_back({.shape = &outline,
                         .fill = ink("#ffffff", 0.0),
                         .border = ink("#1f2328"),
                         .border_width = 0.9,
                         .dash = 3.0});
  }
  for (const ReportMove& move : report.moves) {
    if (move.position) map.dots.push_back({*move.position, ink("#b3261e", 0.85)});
  }
  return map;
}

/// A table that goes on over as many pages as it needs; returns where it ended.
double flow_table(PdfPaper& paper, const ComparisonReport& report, double y,
                  const std::string& heading, const std::vector<ReportColumn>& columns,
                  const std::vector<std::vector<std::string>>& rows) {
  constexpr double kFewest = 60.0;
  std::size_t row = 0;
  do {
    if (kBottom - y < kFewest) {
      draw_foot(paper, foot_of(report));
      paper.next_page();
      draw_head(paper, fmt::format("{} → {}", report.from, report.to), report.title,
                core::format_date(report.date));
      y = kTop;
    }
    draw_heading(paper, {kReportMargin, y + 9.0}, row == 0 ? heading : heading + ", continued");
    const std::size_t begin = row;
    row = draw_table(paper, {kReportMargin, y + 16.0}, kBottom, columns, rows, begin);
    y += 16.0 + table_height(row - begin) + 12.0;
  } while (row < rows.size());
  return y;
}

}  // namespace

std::string comparison_report_pdf(const ComparisonReport& report) {
  PdfPaper paper({.title = fmt::format("{}: {} to {}", report.title, report.from, report.to),
                  .date = report.date});
  draw_head(paper, fmt::format("{} → {}", report.from, report.to),
            report.title + " · what changes hands", core::format_date(report.date));
  double y = kTop;
  y += draw_figures(paper, {kReportMargin, y}, report.figures, 6) + 8.0;
  constexpr double kMapHeight = 250.0;
  draw_map(paper, {kReportMargin, y, kReportWidth, kMapHeight}, map_of(report));
  y += kMapHeight + 10.0;
  paper.text(
      {kReportMargin, y},
      "Coloured: " + report.to + ". Dashed: " + report.from + ". Dots: accounts that change hands.",
      {.size = 7.2, .colour = muted_ink(), .width = kReportWidth});
  y += 6.0;
  y = flow_table(paper, report, y, "By rep", report_columns(report.rep_header, 1), report.reps);
  if (!report.flows.empty()) {
    y = flow_table(paper, report, y, "Who gives to whom", report_columns(report.flow_header, 2),
                   report.flows);
  }
  for (const std::string& note : report.notes) {
    if (kBottom - y < 16.0) break;
    paper.text({kReportMargin, y + 4.0}, note,
               {.size = 7.5, .colour = muted_ink(), .width = kReportWidth});
    y += 11.0;
  }
  std::vector<std::vector<std::string>> rows;
  for (const ReportMove& move : report.moves) rows.push_back(move.cells);
  if (!rows.empty()) {
    std::vector<ReportColumn> columns;
    const std::vector<double> widths = {1.1, 2.3, 0.9, 0.9, 1.3, 1.3, 0.8, 1.25, 1.05, 0.9};
    for (std::size_t i = 0; i < report.move_header.size(); ++i) {
      columns.push_back({report.move_header[i], i < widths.size() ? widths[i] : 1.0, i < 6});
    }
    flow_table(paper, report, y + 6.0, "Accounts that change hands", columns, rows);
  }
  draw_foot(paper, foot_of(report));
  return paper.finished();
}

}  // namespace nearnet::handoff
