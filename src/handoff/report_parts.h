// SPDX-License-Identifier: Apache-2.0
// The parts of report pages: map, tiles, bars, tables, running heads. For territory_report.cpp and
// comparison_report.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "handoff/pdf_paper.h"
#include "handoff/territory_report.h"

namespace nearnet::handoff {

inline constexpr double kReportMargin = 40.0;
inline constexpr double kReportWidth = PdfPaper::kWidth - 2.0 * kReportMargin;

const Ink& muted_ink();
/// A colour for the n-th territory: told apart in print, also in grey.
Ink territory_ink(std::size_t index, double opacity);

struct ReportArea {
  const geo::Geometry* shape = nullptr;
  Ink fill = {};
  Ink border = {};
  double border_width = 1.2;
  double dash = 0.0;
  std::string label = {};
};

struct ReportDot {
  geo::LonLat position;
  Ink colour;
};

struct ReportMap {
  MapBackdrop backdrop = {};
  std::vector<ReportArea> areas = {};  ///< they decide what is shown
  std::vector<ReportDot> dots = {};
  std::vector<geo::LonLat> homes = {};
};

void draw_map(PdfPaper& paper, const Box& box, const ReportMap& map);
/// How high a map of that width is that shows the areas and little else.
double fitting_height(const ReportMap& map, double width);

/// Title and what it belongs to at the top, source and page number at the bottom.
void draw_head(PdfPaper& paper, const std::string& title, const std::string& below,
               const std::string& right);
void draw_foot(PdfPaper& paper, const std::string& text);
void draw_heading(PdfPaper& paper, geo::XY at, const std::string& text);

/// Tiles side by side, in rows of `columns`; returns the height used.
double draw_figures(PdfPaper& paper, geo::XY at, const std::vector<ReportFigure>& figures,
                    std::size_t columns);

/// Bars with counts and shares; returns the height used.
double draw_bars(PdfPaper& paper, geo::XY at, double width, const std::vector<ReportBar>& bars);

struct ReportColumn {
  std::string title;
  double width = 0.0;  ///< share of the table
  bool text = false;   ///< to the left; numbers stand to the right
};

/// Rows from `first` on until `bottom`; returns the first row that did not fit.
std::size_t draw_table(PdfPaper& paper, geo::XY at, double bottom,
                       const std::vector<ReportColumn>& columns,
                       const std::vector<std::vector<std::string>>& rows, std::size_t first = 0);
double table_height(std::size_t rows);

/// Columns of equal width for numbers, wider ones for the first `text_columns`.
std::vector<ReportColumn> report_columns(const std::vector<std::string>& titles,
                                         std::size_t text_columns);

}  // namespace nearnet::handoff
