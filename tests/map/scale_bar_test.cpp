// SPDX-License-Identifier: Apache-2.0
#include "map/scale_bar.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nearnet::map {
namespace {

Camera at_scale(double metres_per_pixel) {
  Camera camera({1280.0, 800.0});
  camera.look_at({-68.77, 44.80}, metres_per_pixel);
  return camera;
}

TEST(ScaleBarTest, MetricExamples) {
  EXPECT_EQ(scale_bar(at_scale(1.0), LengthUnits::kMetric, 120.0).label, "100 m");
  EXPECT_EQ(scale_bar(at_scale(2.0), LengthUnits::kMetric, 120.0).label, "200 m");
  EXPECT_EQ(scale_bar(at_scale(5.0), LengthUnits::kMetric, 120.0).label, "500 m");
  EXPECT_EQ(scale_bar(at_scale(10.0), LengthUnits::kMetric, 120.0).label, "1 km");
  EXPECT_EQ(scale_bar(at_scale(70.0), LengthUnits::kMetric, 120.0).label, "5 km");
  EXPECT_EQ(scale_bar(at_scale(10.0), LengthUnits::kMetric, 100.0).label, "1 km");
}

TEST(ScaleBarTest, ImperialExamples) {
  EXPECT_EQ(scale_bar(at_scale(1.0), LengthUnits::kImperial, 120.0).label, "200 ft");
  EXPECT_EQ(scale_bar(at_scale(5.0), LengthUnits::kImperial, 120.0).label, "1000 ft");
  EXPECT_EQ(scale_bar(at_scale(30.0), LengthUnits::kImperial, 120.0).label, "2 mi");
}

TEST(ScaleBarTest, AlwaysFitsAndIsNeverShorterThanTwoFifths) {
  for (const LengthUnits units : {LengthUnits::kMetric, LengthUnits::kImperial}) {
    for (double scale = 0.05; scale < 20000.0; scale *= 1.07) {
      const Camera camera = at_scale(scale);
      const ScaleBar bar = scale_bar(camera, units, 120.0);
      EXPECT_LE(bar.pixels, 120.0 * (1.0 + 1e-6)) << scale;
      // Below a mile in feet a bar may stop at 5000 ft of 5280.
      EXPECT_GE(bar.pixels, 120.0 * 0.37) << scale;
      EXPECT_NEAR(bar.metres, bar.pixels * camera.metres_per_pixel(), 1e-6 * bar.metres);
      const double number = std::stod(bar.label);
      const double lead = number / std::pow(10.0, std::floor(std::log10(number) + 1e-9));
      EXPECT_TRUE(lead == 1.0 || lead == 2.0 || lead == 5.0) << bar.label;
    }
  }
}

}  // namespace
}  // namespace nearnet::map
