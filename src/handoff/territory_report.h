// SPDX-License-Identifier: Apache-2.0
// Territories on paper, for the meeting where they are signed: an overview, then one page a
// territory with its map, totals, mix, best prospects and drive profile; and what a plan changes.
//
//   handoff::TerritoryReport report{.title = "Maple Harbor", .scenario = "autumn", …};
//   handoff::write_private_file("report.pdf", handoff::territory_report_pdf(report));
//
// Pages are US Letter and print on A4. The same report gives the same bytes. Cost: one pass over
// roads and footprints a page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/calendar.h"
#include "geo/geometry.h"
#include "handoff/map_drawing.h"

namespace nearnet::handoff {

/// A number that stands out: "Potential MRC", "18,240", "+2.1 % of the mean".
struct ReportFigure {
  std::string label = {};
  std::string value = {};
  std::string note = {};
};

struct ReportBar {
  std::string label = {};
  std::int64_t count = 0;
};

struct ReportProspect {
  std::string name = {};
  std::string address = {};
  std::string stage = {};
  std::string score = {};
  std::string mrc = {};
  std::string minutes = {};  ///< from the rep's home
};

struct TerritorySheet {
  std::string id = {};
  std::string name = {};
  std::string rep = {};      ///< "vacant"
  std::string parents = {};  ///< "Harbor district, Coast region"
  std::vector<ReportFigure> figures = {};
  std::vector<ReportBar> stages = {};
  std::vector<ReportBar> industries = {};
  std::vector<ReportBar> statuses = {};
  std::vector<ReportBar> drive = {};  ///< prospects by minutes from home
  std::string drive_note = {};
  std::vector<ReportProspect> top = {};
  geo::Geometry shape = {};
  std::optional<geo::LonLat> home = {};
  std::vector<geo::LonLat> prospects = {};
};

struct TerritoryReport {
  std::string title = {};
  std::string scenario = {};
  std::string state = {};  ///< "published, in force from 2026-12-01"
  core::Date date = {};
  std::vector<std::string> overview_header = {};  ///< the first two columns are text
  std::vector<std::vector<std::string>> overview = {};
  std::vector<TerritorySheet> sheets = {};
  MapBackdrop backdrop = {};
};

std::string territory_report_pdf(const TerritoryReport& report);

/// An account that changes hands, as a row.
struct ReportMove {
  std::vector<std::string> cells = {};
  std::optional<geo::LonLat> position = {};
};

struct ComparisonReport {
  std::string title = {};
  std::string from = {};
  std::string to = {};
  core::Date date = {};
  std::vector<ReportFigure> figures = {};
  std::vector<std::string> rep_header = {};  ///< the first column is text
  std::vector<std::vector<std::string>> reps = {};
  std::vector<std::string> flow_header = {};  ///< the first two columns are text
  std::vector<std::vector<std::string>> flows = {};
  std::vector<std::string> move_header = {};
  std::vector<ReportMove> moves = {};
  std::vector<geo::Geometry> before = {};  ///< outlines
  std::vector<geo::Geometry> after = {};
  std::vector<std::string> after_names = {};
  std::vector<std::string> notes = {};
  MapBackdrop backdrop = {};
};

std::string comparison_report_pdf(const ComparisonReport& report);

}  // namespace nearnet::handoff
