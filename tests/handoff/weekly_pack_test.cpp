// SPDX-License-Identifier: Apache-2.0
#include "handoff/weekly_pack.h"

#include "core/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::handoff {
namespace {

using ::testing::HasSubstr;

WeeklyPack sample() {
  WeeklyPack pack{.title = "Maple <test>", .week = "2026-W48"};
  pack.performance.from = core::parse_iso_week(pack.week);
  pack.performance.to = core::add_days(pack.performance.from, 7);
  pack.performance.basis = "event: what happened from 2026-11-23 to 2026-11-29";
  tracking::RepPerformance rep{.rep = core::RepId("R1"), .quota = core::Cents(500000)};
  rep.funnel.dials = 60;
  rep.funnel.conversations = 12;
  rep.funnel.mrc_sold = core::Cents(415000);
  pack.performance.reps = {rep};
  pack.performance.total = rep;
  pack.coverage.definition = "Universe: eligible prospects.";
  pack.coverage.total = {.key = "total", .universe = 400, .visited = 320};
  pack.coverage.by = {{.key = "R1", .universe = 400, .visited = 320}};
  pack.rep_names[core::RepId("R1")] = "Ada Reyes";
  return pack;
}

TEST(WeeklyPackPage, ShowsFunnelQuotaAndCoverage) {
  const std::string page = weekly_pack_html(sample());
  EXPECT_THAT(page, HasSubstr("<h1>Week 2026-W48</h1>"));
  EXPECT_THAT(page, HasSubstr("Mon 23 Nov 2026 to Sun 29 Nov 2026"));
  EXPECT_THAT(page, HasSubstr("Maple &lt;test&gt;"));
  EXPECT_THAT(page, HasSubstr("Basis: event"));
  EXPECT_THAT(page, HasSubstr("<td>Ada Reyes</td><td class=\"num\">60</td>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"num\">20.0 %</td>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"num\">83.0 %</td>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"num\">80.0 %</td>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"num\">n/a</td>")) << "no proposals, no rate";
}

TEST(WeeklyPackPage, CsvShowsTheSameFigures) {
  const std::string page = weekly_pack_html(sample());
  const std::string csv = weekly_pack_csv(sample());
  EXPECT_THAT(csv, HasSubstr("Ada Reyes,60,0,60,0,12,0,0,0,20.0 %,0.0 %,n/a,n/a,4150.00,5000.00,"
                             "83.0 %\r\n"));
  int figures = 0;
  for (const std::string& line : core::split(csv, '\n')) {
    for (const std::string& cell : core::split(core::trimmed(line), ',')) {
      if (cell.empty()) continue;
      EXPECT_THAT(page, HasSubstr(">" + cell + "<"));
      ++figures;
    }
  }
  EXPECT_GT(figures, 60);
}

}  // namespace
}  // namespace nearnet::handoff
