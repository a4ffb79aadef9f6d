// SPDX-License-Identifier: Apache-2.0
#include "handoff/map_drawing.h"

#include "core/random.h"
#include "handoff/polyline.h"
#include "handoff/sample_day.h"
#include "handoff/svg_path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace nearnet::handoff {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Polyline, ClipsToTheBox) {
  const SheetBox box{.width = 100.0, .height = 100.0, .margin = 0.0};
  const auto parts = clipped(SheetLine{{-50, 50}, {50, 50}, {150, 50}, {150, 20}, {50, 20}}, box);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].front().x, 0.0);
  EXPECT_EQ(parts[0].back().x, 100.0);
  EXPECT_EQ(parts[1].front().x, 100.0);
  EXPECT_EQ(parts[1].back().x, 50.0);
  EXPECT_TRUE(clipped(SheetLine{{-5, -5}, {-5, 200}}, box).empty());
  EXPECT_TRUE(clipped(SheetLine{{5, 5}}, box).empty());
}

/// Length of the line inside the box by walking it in small steps.
double length_inside(const SheetLine& line, const SheetBox& box) {
  constexpr int kSteps = 20000;
  double inside = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double dx = line[i].x - line[i - 1].x;
    const double dy = line[i].y - line[i - 1].y;
    for (int step = 0; step < kSteps; ++step) {
      const double t = (step + 0.5) / kSteps;
      const double x = line[i - 1].x + t * dx;
      const double y = line[i - 1].y + t * dy;
      const bool in = x >= -box.margin && x <= box.width + box.margin && y >= -box.margin &&
                      y <= box.height + box.margin;
      if (in) inside += std::hypot(dx, dy) / kSteps;
    }
  }
  return inside;
}

TEST(Polyline, KeepsExactlyWhatLiesInside) {
  const std::uint64_t seed = 11;
  SCOPED_TRACE("seed " + std::to_string(seed));
  core::Random random(seed);
  const SheetBox box{.width = 100.0, .height = 60.0, .margin = 5.0};
  for (int round = 0; round < 40; ++round) {
    SheetLine line;
    for (int i = 0; i < 6; ++i) {
      line.push_back({random.uniform(-150.0, 250.0), random.uniform(-100.0, 160.0)});
    }
    double kept = 0.0;
    for (const SheetLine& part : clipped(line, box)) kept += length(part);
    EXPECT_NEAR(kept, length_inside(line, box), 0.2);
  }
}

TEST(Polyline, ThinsWithinTolerance) {
  SheetLine line;
  for (int i = 0; i <= 400; ++i) {
    const double x = i * 0.5;
    line.push_back({x, 20.0 * std::sin(x / 15.0)});
  }
  const SheetLine thin = thinned(line, 0.25);
  EXPECT_LT(thin.size(), line.size() / 3);
  EXPECT_EQ(thin.front().x, line.front().x);
  EXPECT_EQ(thin.back().x, line.back().x);
  for (const geo::XY& point : line) {
    double nearest = 1e9;
    for (std::size_t i = 1; i < thin.size(); ++i) {
      // Brute force along each kept piece.
      for (int step = 0; step <= 200; ++step) {
        const double t = step / 200.0;
        nearest = std::min(nearest,
                           std::hypot(thin[i - 1].x + t * (thin[i].x - thin[i - 1].x) - point.x,
                                      thin[i - 1].y + t * (thin[i].y - thin[i - 1].y) - point.y));
      }
    }
    EXPECT_LE(nearest, 0.28);
  }
}

TEST(SvgPath, IsCompactAndDropsWhatHasNoExtent) {
  std::string path;
  append_path(SheetLine{{1.0, 2.0}, {3.0, 1.5}, {2.0, 1.5}}, false, path);
  EXPECT_EQ(path, "M10 20l20-5-10 0");
  append_path(SheetLine{{1.0, 2.0}, {1.01, 2.01}}, false, path);
  EXPECT_EQ(path, "M10 20l20-5-10 0");
}

class Drawing : public ::testing::Test {
 protected:
  const testing::SampleTown town_ = testing::sample_town();
  const DaySheet sheet_ = testing::sample_day(town_);

  MapDrawing drawing() const {
    MapDrawing map{.backdrop = sheet_.backdrop, .way = sheet_.route.line, .home = sheet_.rep.home};
    for (const SheetStop& stop : sheet_.stops) {
      map.stops.push_back(
          {.label = std::to_string(stop.stop.sequence), .position = stop.stop.position});
    }
    return map;
  }
};

TEST_F(Drawing, ShowsStopsFootprintsStreetsAndScale) {
  const std::string picture = svg(drawing());
  EXPECT_THAT(picture, HasSubstr(">14</text>"));
  EXPECT_THAT(picture, HasSubstr(">Main St</text>"));
  EXPECT_THAT(picture, HasSubstr("fill=\"#dcefe6\""));
  EXPECT_THAT(picture, HasSubstr("1,000 ft"));
  EXPECT_THAT(picture, HasSubstr(">N</text>"));
  EXPECT_LT(picture.size(), 120'000U);
  EXPECT_EQ(picture, svg(drawing()));
}

TEST_F(Drawing, CablesAreLines) {
  MapDrawing map = drawing();
  model::Footprint cable;
  const geo::LonLat stop = sheet_.stops.front().stop.position;
  cable.geometry =
      geo::Geometry::line({{stop.lon - 0.001, stop.lat}, {stop.lon + 0.001, stop.lat}});
  map.backdrop.footprints = {&cable, 1};
  const std::string picture = svg(map);
  EXPECT_THAT(picture, HasSubstr("fill=\"none\" stroke=\"#8fc1ab\""));
  EXPECT_THAT(picture, Not(HasSubstr("fill=\"#dcefe6\""))) << "and have no inside";
}

TEST_F(Drawing, ShowsEverythingWithinItsBox) {
  const geo::LonLatBox box = shown_box(drawing());
  for (const SheetStop& stop : sheet_.stops) EXPECT_TRUE(box.contains(stop.stop.position));
  EXPECT_TRUE(box.contains(*sheet_.rep.home));
}

TEST_F(Drawing, LeavesOutLesserStreetsToKeepItsSize) {
  MapDrawing map = drawing();
  map.max_bytes = 2000;
  const std::string picture = svg(map);
  EXPECT_THAT(picture, HasSubstr("stroke=\"#a99468\"")) << "the motorway stays";
  EXPECT_THAT(picture, Not(HasSubstr("stroke=\"#c3c5c0\""))) << "local streets go";
}

TEST_F(Drawing, MarkersOfOneBuildingStandApart) {
  MapDrawing map;
  map.stops = {{.label = "1", .position = {-68.77, 44.80}},
               {.label = "2", .position = {-68.77, 44.80}}};
  const std::string picture = svg(map);
  EXPECT_THAT(picture, HasSubstr("r=\"3\"")) << "the second has a leader to its place";
}

TEST(DrawingAlone, NothingToShowIsNoPicture) {
  EXPECT_EQ(svg({}), "");
  EXPECT_TRUE(shown_box({}).empty());
}

TEST(DrawingAlone, OneStopIsEnough) {
  MapDrawing map;
  map.stops = {{.label = "1", .position = {-68.77, 44.80}}};
  EXPECT_THAT(svg(map), HasSubstr(">1</text>"));
}

}  // namespace
}  // namespace nearnet::handoff
