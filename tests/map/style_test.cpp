// SPDX-License-Identifier: Apache-2.0
#include "map/style.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace nearnet::map {
namespace {

/// CIE lightness 0 … 100 of a display colour.
double lightness(const Colour& c) {
  const auto linear = [](float v) {
    return v <= 0.04045F ? double{v} / 12.92 : std::pow((double{v} + 0.055) / 1.055, 2.4);
  };
  const double y = 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
  return y <= 0.008856 ? 903.3 * y : 116.0 * std::cbrt(y) - 16.0;
}

class StyleTest : public ::testing::TestWithParam<bool> {
 protected:
  const Style style_ = GetParam() ? dark_style() : light_style();
};

TEST_P(StyleTest, EveryLayerHasAPaint) {
  for (const LayerId id : kLayers) {
    const std::size_t i = index_of(id);
    const bool cables = std::ranges::find(kLinedLayers, id) != kLinedLayers.end();
    EXPECT_EQ(cables ? 2 : 1, int{!style_.areas[i].empty()} + int{!style_.lines[i].empty()} +
                                  int{!style_.points[i].empty()})
        << title(id);
    if (cables) {
      EXPECT_EQ(style_.lines[i].size(), style_.areas[i].size()) << title(id);
    }
  }
  EXPECT_EQ(style_.points[index_of(LayerId::kProspects)].size(), kProspectClasses);
  EXPECT_EQ(style_.lines[index_of(LayerId::kRoads)].size(), kRoadClasses);
  EXPECT_EQ(style_.dark, GetParam());
}

TEST_P(StyleTest, PaintsStartAgainFromTheFront) {
  const auto& territories = style_.areas[index_of(LayerId::kTerritories)];
  EXPECT_EQ(style_.area(LayerId::kTerritories, territories.size()), territories[0]);
}

TEST_P(StyleTest, ProspectClassesDifferInShapeSoThatTheyReadWithoutColour) {
  const auto& paints = style_.points[index_of(LayerId::kProspects)];
  for (std::size_t i = 0; i < paints.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(paints[i].symbol, paints[j].symbol);
  }
}

TEST_P(StyleTest, WhatMattersStandsOutFromTheGround) {
  const double ground = lightness(style_.background);
  for (const ProspectClass c :
       {ProspectClass::kOnNet, ProspectClass::kNearNet, ProspectClass::kCustomer}) {
    const PointPaint& paint = style_.point(LayerId::kProspects, static_cast<std::size_t>(c));
    EXPECT_GT(std::abs(lightness(paint.fill) - ground), 30.0);
  }
  for (const LinePaint& paint : style_.lines[index_of(LayerId::kRoutes)]) {
    EXPECT_GT(std::abs(lightness(paint.colour) - ground), 40.0);
  }
  for (const PointPaint& paint : style_.points[index_of(LayerId::kStops)]) {
    EXPECT_GT(std::abs(lightness(paint.fill) - lightness(style_.stop_text)), 40.0);
  }
}

INSTANTIATE_TEST_SUITE_P(Themes, StyleTest, ::testing::Bool(), [](const auto& theme) {
  return std::string(theme.param ? "Dark" : "Light");
});

TEST(LineWidthTest, GrowsWithTheZoomBetweenItsBoundsAndVanishesFarOut) {
  LinePaint paint;
  paint.width = 1.0;
  paint.ground_width = 10.0;
  paint.max_width = 8.0;
  paint.max_metres_per_pixel = 50.0;
  EXPECT_EQ(line_width(paint, 0.5), 8.0);
  EXPECT_EQ(line_width(paint, 2.0), 5.0);
  EXPECT_EQ(line_width(paint, 40.0), 1.0);
  EXPECT_EQ(line_width(paint, 60.0), 0.0);
}

TEST(PointScaleTest, ShrinksFromAfarOnly) {
  EXPECT_EQ(point_scale(LayerId::kProspects, 0.3), 1.0);
  EXPECT_EQ(point_scale(LayerId::kProspects, 1000.0), 0.5);
  EXPECT_GT(point_scale(LayerId::kProspects, 5.0), point_scale(LayerId::kProspects, 20.0));
  EXPECT_GT(point_scale(LayerId::kStops, 1000.0), 0.5);
}

}  // namespace
}  // namespace nearnet::map
