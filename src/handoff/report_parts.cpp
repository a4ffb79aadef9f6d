// SPDX-License-Identifier: Apache-2.0
#include "handoff/report_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace nearnet::handoff {
namespace {

constexpr double kRow = 13.0;
constexpr double kTile = 44.0;
constexpr double kGap = 6.0;

void draw_rule(PdfPaper& paper, double x, double y, double width) {
  const std::array rule = {geo::XY{x, y}, geo::XY{x + width, y}};
  paper.line(rule, {.width = 0.5, .colour = ink("#d5d2ca")});
}

}  // namespace

const Ink& muted_ink() {
  static const Ink muted = ink("#6a6f76");
  return muted;
}

void draw_head(PdfPaper& paper, const std::string& title, const std::string& below,
               const std::string& right) {
  const double width = kReportWidth - paper.text_width(right, {.size = 9.0}) - 12.0;
  paper.text({kReportMargin, kReportMargin + 16.0}, title,
             {.size = 18.0, .bold = true, .width = width});
  paper.text({kReportMargin, kReportMargin + 31.0}, below,
             {.size = 9.5, .colour = muted_ink(), .width = kReportWidth});
  paper.text({kReportMargin + kReportWidth, kReportMargin + 16.0}, right,
             {.size = 9.0, .colour = muted_ink(), .align = TextAlign::kRight});
}

void draw_foot(PdfPaper& paper, const std::string& text) {
  const double y = PdfPaper::kHeight - kReportMargin + 4.0;
  draw_rule(paper, kReportMargin, y - 11.0, kReportWidth);
  paper.text({kReportMargin, y}, text,
             {.size = 7.0, .colour = muted_ink(), .width = kReportWidth - 60.0});
  paper.text({kReportMargin + kReportWidth, y}, fmt::format("Page {}", paper.page()),
             {.size = 7.0, .colour = muted_ink(), .align = TextAlign::kRight});
}

void draw_heading(PdfPaper& paper, geo::XY at, const std::string& text) {
  paper.text(at, text, {.size = 9.5, .bold = true});
}

double draw_figures(PdfPaper& paper, geo::XY at, const std::vector<ReportFigure>& figures,
                    std::size_t columns) {
  const auto count = static_cast<double>(columns);
  const double width = (kReportWidth - kGap * (count - 1.0)) / count;
  double bottom = 0.0;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const double x = at.x + static_cast<double>(i % columns) * (width + kGap);
    const double y = at.y + static_cast<double>(i / columns) * (kTile + kGap);
    paper.fill({x, y, width, kTile}, ink("#f3f2ee"), 4.0);
    paper.text({x + 7.0, y + 11.5}, figures[i].label,
               {.size = 7.0, .colour = muted_ink(), .width = width - 14.0});
    paper.text({x + 7.0, y + 27.0}, figures[i].value,
               {.size = 13.0, .bold = true, .width = width - 14.0});
    paper.text({x + 7.0, y + 38.0}, figures[i].note,
               {.size = 6.8, .colour = muted_ink(), .width = width - 14.0});
    bottom = y + kTile - at.y;
  }
  return bottom;
}

double draw_bars(PdfPaper& paper, geo::XY at, double width, const std::vector<ReportBar>& bars) {
  std::int64_t most = 1;
  std::int64_t total = 0;
  for (const ReportBar& bar : bars) {
    most = std::max(most, bar.count);
    total += bar.count;
  }
  const double label = width * 0.54;
  const double room = width - label - 50.0;
  double y = at.y;
  for (const ReportBar& bar : bars) {
    paper.text({at.x, y + 8.0}, bar.label, {.size = 7.5, .width = label - 5.0});
    const double length = room * static_cast<double>(bar.count) / static_cast<double>(most);
    if (bar.count > 0) {
      paper.fill({at.x + label, y + 2.0, std::max(length, 0.8), 6.5}, ink("#4477aa", 0.75), 0.0);
    }
    const double share =
        total > 0 ? 100.0 * static_cast<double>(bar.count) / static_cast<double>(total) : 0.0;
    paper.text({at.x + label + room + 22.0, y + 8.0}, std::to_string(bar.count),
               {.size = 7.5, .align = TextAlign::kRight});
    paper.text({at.x + width, y + 8.0}, fmt::format("{:.0f} %", share),
               {.size = 7.5, .colour = muted_ink(), .align = TextAlign::kRight});
    y += 11.0;
  }
  return y - at.y;
}

double table_height(std::size_t rows) {
  return (static_cast<double>(rows) + 1.0) * kRow + 4.0;
}

std::vector<ReportColumn> report_columns(const std::vector<std::string>& titles,
                                         std::size_t text_columns) {
  std::vector<ReportColumn> columns;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    columns.push_back({titles[i], i < text_columns ? 1.7 : 1.0, i < text_columns});
  }
  return columns;
}

std::size_t draw_table(PdfPaper& paper, geo::XY at, double bottom,
                       const std::vector<ReportColumn>& columns,
                       const std::vector<std::vector<std::string>>& rows, std::size_t first) {
  const double shares =
      std::accumulate(columns.begin(), columns.end(), 0.0,
                      [](double sum, const ReportColumn& column) { return sum + column.width; });
  const auto draw_row = [&](double y, const std::vector<std::string>& cells, bool head) {
    double x = at.x;
    for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
      const double width = kReportWidth * columns[i].width / shares;
      TextStyle style{.size = head ? 7.0 : 7.8, .width = width - 6.0};
      if (head) style.colour = muted_ink();
      if (columns[i].text) {
        paper.text({x, y}, cells[i], style);
      } else {
        style.align = TextAlign::kRight;
        paper.text({x + width - 2.0, y}, cells[i], style);
      }
      x += width;
    }
  };
  std::vector<std::string> titles;
  for (const ReportColumn& column : columns) titles.push_back(column.title);
  double y = at.y + 8.0;
  draw_row(y, titles, true);
  draw_rule(paper, at.x, y + 4.0, kReportWidth);
  std::size_t row = first;
  for (; row < rows.size() && y + kRow + 4.0 <= bottom; ++row) {
    y += kRow;
    draw_row(y + 2.0, rows[row], false);
  }
  return row;
}

}  // namespace nearnet::handoff
