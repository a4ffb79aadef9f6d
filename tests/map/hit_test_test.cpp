// SPDX-License-Identifier: Apache-2.0
#include "map/hit_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/random.h"
#include "map/made_up_town.h"

namespace nearnet::map {
namespace {

class HitTest : public ::testing::Test {
 protected:
  void show_only(std::initializer_list<LayerId> layers) {
    for (const LayerId id : kLayers) {
      scene_.set_visible(id, std::find(layers.begin(), layers.end(), id) != layers.end());
    }
  }
  ScreenPoint random_point() { return {random_.uniform(0.0, 1000.0), random_.uniform(0.0, 700.0)}; }
  void look(std::size_t businesses) {
    town_ = testing::MadeUpTown(businesses);
    town_.fill(scene_);
    camera_.fit(scene_.bounds(), 10.0);
  }

  Scene scene_;
  Camera camera_{{1000.0, 700.0}};
  testing::MadeUpTown town_{1};
  core::Random random_{13};
};

TEST_F(HitTest, NearestProspectAgreesWithLookingAtAll) {
  look(800);
  show_only({LayerId::kProspects});
  const double scale = point_scale(LayerId::kProspects, camera_.metres_per_pixel());
  int hits = 0;
  for (int i = 0; i < 1000; ++i) {
    const ScreenPoint at = random_point();
    double best = kPickTolerance;
    // Made-up prospects all have a position, so the shapes are in the order of the records.
    const auto& shapes = scene_.layer(LayerId::kProspects).points;
    for (std::size_t j = 0; j < town_.prospects.size(); ++j) {
      const ScreenPoint p = camera_.to_screen(*town_.prospects[j].position);
      const double radius =
          scene_.style().point(LayerId::kProspects, shapes[j].paint).radius * scale;
      best = std::min(best, std::hypot(p.x - at.x, p.y - at.y) - radius);
    }
    const auto hit = hit_test(scene_, camera_, at);
    EXPECT_EQ(hit.has_value(), best < kPickTolerance);
    if (!hit) continue;
    ++hits;
    const PointShape& shape = scene_.layer(LayerId::kProspects).points[hit->index];
    const ScreenPoint p = camera_.to_screen(shape.position);
    const double radius = scene_.style().point(LayerId::kProspects, shape.paint).radius * scale;
    EXPECT_NEAR(std::max(0.0, std::hypot(p.x - at.x, p.y - at.y) - radius), std::max(0.0, best),
                1e-6);
  }
  EXPECT_GT(hits, 20);
}

TEST_F(HitTest, AreasAgreeWithGeos) {
  look(1);
  show_only({LayerId::kFootprints});
  int hits = 0;
  for (int i = 0; i < 2000; ++i) {
    const ScreenPoint at = random_point();
    const geo::LonLat place = camera_.to_lon_lat(at);
    const auto hit = hit_test(scene_, camera_, at);
    bool any = false;
    for (const model::Footprint& footprint : town_.footprints) {
      any = any || footprint.geometry.covers(place);
    }
    // Edges are straight in lon/lat there and in the plane here: at this size the same to a hair.
    ASSERT_EQ(hit.has_value(), any);
    if (hit) {
      EXPECT_TRUE(town_.footprints[hit->index].geometry.covers(place));
    }
    hits += any ? 1 : 0;
  }
  EXPECT_GT(hits, 300);
}

TEST_F(HitTest, SymbolsWinOverRoutesAndRoutesOverAreas) {
  look(1);
  show_only({LayerId::kStops, LayerId::kRoutes, LayerId::kTerritories, LayerId::kDayAreas});
  const ScreenPoint stop = camera_.to_screen(town_.stops[3].position);
  EXPECT_EQ(hit_test(scene_, camera_, stop)->layer, LayerId::kStops);
  scene_.set_visible(LayerId::kStops, false);
  EXPECT_EQ(hit_test(scene_, camera_, stop)->layer, LayerId::kRoutes);
  scene_.set_visible(LayerId::kRoutes, false);
  const ScreenPoint inside = camera_.to_screen(town_.days[0].area.point_on_surface());
  EXPECT_EQ(hit_test(scene_, camera_, inside)->layer, LayerId::kDayAreas);
  scene_.set_visible(LayerId::kDayAreas, false);
  EXPECT_EQ(hit_test(scene_, camera_, inside)->layer, LayerId::kTerritories);
  scene_.set_visible(LayerId::kTerritories, false);
  EXPECT_EQ(hit_test(scene_, camera_, inside), std::nullopt);
}

TEST_F(HitTest, RoadsAreGroundNotFeatures) {
  look(1);
  show_only({LayerId::kRoads});
  EXPECT_EQ(hit_test(scene_, camera_, camera_.to_screen(town_.roads[0].line[0])), std::nullopt);
}

TEST_F(HitTest, AHoleIsNotPartOfItsArea) {
  model::Territory territory;
  territory.geometry =
      geo::Geometry::from_wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1))");
  scene_.set_territories({&territory, 1});
  camera_.fit({0.0, 0.0, 4.0, 4.0});
  EXPECT_EQ(hit_test(scene_, camera_, camera_.to_screen(geo::LonLat{2.0, 2.0})), std::nullopt);
  EXPECT_TRUE(hit_test(scene_, camera_, camera_.to_screen(geo::LonLat{0.5, 2.0})).has_value());
}

TEST_F(HitTest, BundledPointsAreReachedThroughTheirBubble) {
  look(30000);
  show_only({LayerId::kProspects});
  const PointLevel& level = scene_.prospects_at(camera_.units_per_pixel());
  ASSERT_FALSE(level.bubbles.empty());
  const ScreenPoint at = camera_.to_screen(level.bubbles[0].position);
  const std::optional<Bubble> bubble = bubble_at(scene_, camera_, at);
  ASSERT_TRUE(bubble.has_value());
  EXPECT_EQ(bubble->count, level.bubbles[0].count);
  EXPECT_EQ(bubble_at(scene_, camera_, {-500.0, -500.0}), std::nullopt);
  scene_.set_visible(LayerId::kProspects, false);
  EXPECT_EQ(bubble_at(scene_, camera_, at), std::nullopt);
}

}  // namespace
}  // namespace nearnet::map
