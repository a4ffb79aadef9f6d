// SPDX-License-Identifier: Apache-2.0
#include "handoff/day_sheet.h"

#include "handoff/sample_day.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

namespace nearnet::handoff {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class DaySheetTest : public ::testing::Test {
 protected:
  const testing::SampleTown town_ = testing::sample_town();
};

TEST_F(DaySheetTest, EscapesEveryTextField) {
  const std::string evil = "<script>alert('x')</script>";
  DaySheet sheet = testing::sample_day(town_, 1);
  SheetStop& stop = sheet.stops[0];
  sheet.title = sheet.rep.name = evil;
  stop.stop.name = stop.business.name = stop.business.address1 = stop.business.address2 = evil;
  stop.business.city = stop.business.state = stop.business.zip = evil;
  stop.business.phone = stop.business.email = stop.business.notes = evil;
  stop.business.contact_first = stop.business.contact_last = stop.business.provider_now = evil;
  stop.prospect.reasons = {evil};
  stop.offers = {evil};
  stop.last_activity = model::Activity();
  stop.last_activity->note = evil;
  sheet.unserved[0].name = sheet.unserved[0].detail = evil;
  std::vector<model::Road> roads = town_.roads;
  for (model::Road& road : roads) road.name = "<script>";
  sheet.backdrop.roads = roads;
  const std::string page = day_sheet_html(sheet);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
  EXPECT_THAT(page, HasSubstr(">&lt;script&gt;</text>")) << "street names too";
}

TEST_F(DaySheetTest, NeedsNothingFromOutside) {
  const std::string page = day_sheet_html(testing::sample_day(town_));
  // Everything that would make a browser fetch something by itself.
  EXPECT_FALSE(std::regex_search(
      page, std::regex("<(script|img|link|iframe|object|embed|video|audio|image|use)\\b")));
  EXPECT_THAT(page, Not(HasSubstr("@import")));
  EXPECT_FALSE(std::regex_search(page, std::regex("url\\((?!#)")));
}

TEST_F(DaySheetTest, ShowsTheDay) {
  const std::string page = day_sheet_html(testing::sample_day(town_));
  EXPECT_THAT(page, HasSubstr("<h1>Mon 23 Nov 2026</h1>"));
  EXPECT_THAT(page, HasSubstr("74 min"));
  EXPECT_THAT(page, HasSubstr("24.1 mi (38.8 km)"));
  EXPECT_THAT(page, HasSubstr("near-net, 138 ft"));
  EXPECT_THAT(page, HasSubstr("href=\"tel:+12075550101\""));
  EXPECT_THAT(page, HasSubstr("2026-11-09 visit, interested: wants voice for 3 lines"));
  EXPECT_THAT(page, HasSubstr("Not in this plan: 1"));
  EXPECT_THAT(page, HasSubstr("home → stop 4"));
  EXPECT_THAT(page, HasSubstr("stop 10 → home"));
}

TEST_F(DaySheetTest, AStopReadsLikeThis) {
  const std::string page = day_sheet_html(testing::sample_day(town_, 1));
  const std::size_t begin = page.find("<section class=\"stop\">");
  const std::size_t end = page.find("<p class=\"screen sub\">", begin);
  EXPECT_EQ(page.substr(begin, end - begin),
            "<section class=\"stop\">\n"
            "<div class=\"when\"><span class=\"no\">1</span><b>08:40</b>until 09:00</div>\n"
            "<div>\n"
            "<h3>Maple Hardware</h3>\n"
            "<p>17 Elm St, Maple, ME 04401</p>\n"
            "<p>Sam Dunn · <a href=\"tel:+12075550101\">+1 207 555 0101</a></p>\n"
            "<p class=\"tags\"><span class=\"tag on_net\">on-net</span><span "
            "class=\"tag\">contacted</span><span class=\"tag\">score 87</span></p>\n"
            "<p>5 employees</p>\n"
            "<p><b>Why:</b> contract ending</p>\n");
}

TEST_F(DaySheetTest, StaysSmallAndTheSame) {
  const std::string page = day_sheet_html(testing::sample_day(town_));
  EXPECT_LT(page.size(), 400'000U);
  EXPECT_EQ(page, day_sheet_html(testing::sample_day(town_)));
  std::ofstream(NEARNET_BINARY_DIR "/sample_day.html") << page;
}

TEST_F(DaySheetTest, MeasuresInKilometresWhereAsked) {
  DaySheet sheet = testing::sample_day(town_);
  sheet.unit = DistanceUnit::kKilometres;
  const std::string page = day_sheet_html(sheet);
  EXPECT_THAT(page, HasSubstr("38.8 km (24.1 mi)"));
  EXPECT_THAT(page, HasSubstr("near-net, 42 m"));
  EXPECT_THAT(page, HasSubstr("500 m</text>"));
}

TEST_F(DaySheetTest, ADayWithoutHomeOrStopsStillPrints) {
  DaySheet sheet = testing::sample_day(town_, 0);
  sheet.rep.home.reset();
  sheet.route.line.clear();
  const std::string page = day_sheet_html(sheet);
  EXPECT_THAT(page, Not(HasSubstr("<svg")));
  EXPECT_THAT(page, HasSubstr("<b>0</b><span>stops</span>"));
}

}  // namespace
}  // namespace nearnet::handoff
