// SPDX-License-Identifier: Apache-2.0
#include "handoff/territory_report.h"

#include <gtest/gtest.h>

#include <string>

#include "handoff/pdf_paper.h"

namespace nearnet::handoff {
namespace {

std::size_t count(const std::string& bytes, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = bytes.find(what); at != std::string::npos; at = bytes.find(what, at + 1)) {
    ++found;
  }
  return found;
}

std::size_t pages(const std::string& pdf) {
  return count(pdf, "/Type /Page\n") + count(pdf, "/Type /Page ");
}

geo::Geometry square(double west) {
  return geo::Geometry::polygon(
      {.shell = {{west, 44.0}, {west + 0.1, 44.0}, {west + 0.1, 44.1}, {west, 44.1}, {west, 44.0}},
       .holes = {}});
}

TerritoryReport sample(std::size_t territories) {
  TerritoryReport report;
  report.title = "Maple Harbor";
  report.scenario = "autumn";
  report.state = "draft";
  report.date = core::parse_date("2026-11-20");
  report.overview_header = {"territory", "rep", "prospects"};
  for (std::size_t i = 0; i < territories; ++i) {
    TerritorySheet sheet;
    sheet.id = std::to_string(i + 1);
    sheet.name = "Territory " + sheet.id;
    sheet.rep = "Ada Reed";
    sheet.figures = {{"Prospects", "120", "+2.1 % of the mean"}};
    sheet.stages = {{"New", 100}, {"Contacted", 20}};
    sheet.top = {{"Ada's Café “№ 1”", "1 Main St", "New", "87", "1,240", "12"}};
    sheet.shape = square(-68.0 + 0.1 * static_cast<double>(i));
    sheet.home = geo::LonLat{-67.95, 44.05};
    sheet.prospects = {{-67.96, 44.03}};
    report.overview.push_back({sheet.name, sheet.rep, "120"});
    report.sheets.push_back(std::move(sheet));
  }
  return report;
}

TEST(TerritoryReport, HasAnOverviewAndAPageForEachTerritory) {
  EXPECT_EQ(pages(territory_report_pdf(sample(3))), 4U);
  EXPECT_EQ(pages(territory_report_pdf(sample(1))), 1U) << "one territory needs no overview";
}

TEST(TerritoryReport, RepeatsItselfAndEmbedsItsTextAsText) {
  const std::string pdf = territory_report_pdf(sample(2));
  EXPECT_EQ(pdf, territory_report_pdf(sample(2)));
  EXPECT_NE(pdf.find("/ToUnicode"), std::string::npos) << "text can be copied";
  EXPECT_NE(pdf.find("/FontFile"), std::string::npos) << "fonts are inside";
  EXPECT_NE(pdf.find("20261120"), std::string::npos) << "made on the report's day, not today";
}

TEST(TerritoryReport, TextOfAnyKindIsDrawn) {
  TerritoryReport report = sample(1);
  report.sheets[0].name = std::string("broken \xFF\xFE utf-8 \x01\x02");
  report.sheets[0].rep = std::string(500, 'W');
  report.sheets[0].top[0].name = "(brackets) \\ and % <</Type /Page>>";
  report.sheets[0].shape = geo::Geometry();
  EXPECT_EQ(pages(territory_report_pdf(report)), 1U);
}

TEST(ComparisonReport, GoesOnOverAsManyPagesAsItsAccountsNeed) {
  ComparisonReport report;
  report.title = "Maple Harbor";
  report.from = "autumn";
  report.to = "winter";
  report.date = core::parse_date("2026-11-20");
  report.figures = {{"Accounts", "400", ""}};
  report.rep_header = {"rep", "before", "after"};
  report.reps = {{"Ada Reed", "10", "12"}};
  report.move_header = {"account", "name", "from"};
  report.before = {square(-68.0)};
  report.after = {square(-67.9)};
  report.after_names = {"East"};
  EXPECT_EQ(pages(comparison_report_pdf(report)), 1U);
  for (int i = 0; i < 400; ++i) {
    report.moves.push_back({{std::to_string(i), "Shop", "R1"}, geo::LonLat{-67.95, 44.05}});
  }
  const std::string pdf = comparison_report_pdf(report);
  EXPECT_GT(pages(pdf), 7U);
  EXPECT_LT(pages(pdf), 12U);
  EXPECT_EQ(pdf, comparison_report_pdf(report));
}

TEST(PdfPaper, CutsTextToItsWidth) {
  const PdfPaper paper({.title = "x", .date = core::parse_date("2026-11-20")});
  EXPECT_GT(paper.text_width("wide wide wide", {.size = 9.0}),
            paper.text_width("wide", {.size = 9.0}));
  EXPECT_GT(paper.text_width("wide", {.size = 18.0}), paper.text_width("wide", {.size = 9.0}));
}

}  // namespace
}  // namespace nearnet::handoff
