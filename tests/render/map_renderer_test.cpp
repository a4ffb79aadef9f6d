// SPDX-License-Identifier: Apache-2.0
#include "render/map_renderer.h"

#include <epoxy/gl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/random.h"
#include "map/hit_test.h"
#include "map/made_up_town.h"
#include "render/gl_context.h"

namespace nearnet::render {
namespace {

using testing::GlContext;
using testing::MadeUpTown;

constexpr map::PixelSize kSize = {320, 200};

class MapRendererTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!context_.ok()) GTEST_SKIP() << context_.why_not();
    camera_.fit(geo::LonLatBox{-1.0, -0.5, 1.0, 0.5}, 0.0);
  }

  map::Scene one_square() {
    map::Scene scene;
    model::Territory territory;
    territory.id = core::TerritoryId("T1");
    territory.geometry =
        geo::Geometry::from_wkt("POLYGON ((-.5 -.25, .5 -.25, .5 .25, -.5 .25, -.5 -.25))");
    scene.set_territories({&territory, 1});
    return scene;
  }

  static map::Colour colour_at(const Image& image, int x, int y) {
    const auto at = static_cast<std::size_t>(4 * (y * image.size.width + x));
    const auto channel = [&](std::size_t i) {
      return static_cast<float>(image.rgba[at + i]) / 255.0F;
    };
    return {channel(0), channel(1), channel(2), channel(3)};
  }

  static void expect_near(const map::Colour& found, const map::Colour& expected) {
    EXPECT_NEAR(found.r, expected.r, 0.006);
    EXPECT_NEAR(found.g, expected.g, 0.006);
    EXPECT_NEAR(found.b, expected.b, 0.006);
  }

  GlContext context_;
  map::Camera camera_{{320.0, 200.0}};
};

TEST_F(MapRendererTest, UnitsOfAPlanUnderTheHandHaveTheirOwnColours) {
  MapRenderer renderer;
  map::Scene scene;
  std::vector<model::BasicUnit> units(2);
  units[0].geometry = geo::Geometry::from_wkt("POLYGON ((-1 -.5, 0 -.5, 0 .5, -1 .5, -1 -.5))");
  units[1].geometry = geo::Geometry::from_wkt("POLYGON ((0 -.5, 1 -.5, 1 .5, 0 .5, 0 -.5))");
  const auto over_ground = [&](std::uint16_t paint, bool marked) {
    const map::Colour tint =
        map::tint_colour(scene.style(), map::LayerId::kTerritories, paint, marked);
    const map::Colour ground = scene.style().background;
    const auto mix = [&](float a, float b) { return a * tint.a + b * (1.0F - tint.a); };
    return map::Colour{mix(tint.r, ground.r), mix(tint.g, ground.g), mix(tint.b, ground.b)};
  };
  scene.set_edited(units, std::vector<map::Tint>{{0}, {1}}, {"West", "East"});
  renderer.draw(scene, camera_, kSize);
  expect_near(colour_at(renderer.picture(), 80, 100), over_ground(0, false));
  expect_near(colour_at(renderer.picture(), 240, 100), over_ground(1, false));
  const map::Colour border = colour_at(renderer.picture(), 160, 100);
  EXPECT_LT(border.r, 0.4F) << "a border between the two";

  // The right one goes to the left one's territory: its colour changes and the border goes.
  scene.retint(std::vector<std::size_t>{1}, std::vector<map::Tint>{{0}});
  renderer.draw(scene, camera_, kSize);
  expect_near(colour_at(renderer.picture(), 240, 100), over_ground(0, false));
  EXPECT_GT(colour_at(renderer.picture(), 160, 100).r, border.r + 0.1F);
  scene.retint(std::vector<std::size_t>{1}, std::vector<map::Tint>{{0, true}});
  renderer.draw(scene, camera_, kSize);
  expect_near(colour_at(renderer.picture(), 240, 100), over_ground(0, true));
  scene.set_territories({});
  renderer.draw(scene, camera_, kSize);
  expect_near(colour_at(renderer.picture(), 240, 100), scene.style().background);
}

TEST_F(MapRendererTest, AnEmptySceneIsPlainBackground) {
  MapRenderer renderer;
  const map::Scene scene;
  EXPECT_TRUE(renderer.picture().empty());
  EXPECT_NE(renderer.draw(scene, camera_, kSize), 0U);
  const Image image = renderer.picture();
  ASSERT_EQ(image.size, kSize);
  expect_near(colour_at(image, 0, 0), scene.style().background);
  expect_near(colour_at(image, 319, 199), scene.style().background);
  EXPECT_EQ(renderer.pick(10.0, 10.0), std::nullopt);
}

TEST_F(MapRendererTest, FillsBlendTheStylesColourOverTheBackground) {
  MapRenderer renderer;
  const map::Scene scene = one_square();
  renderer.draw(scene, camera_, kSize);
  const Image image = renderer.picture();
  const map::Colour fill = scene.style().area(map::LayerId::kTerritories, 0).fill;
  const map::Colour ground = scene.style().background;
  const auto over = [&](float top, float below) { return top * fill.a + below * (1.0F - fill.a); };
  expect_near(colour_at(image, 160, 100),
              {over(fill.r, ground.r), over(fill.g, ground.g), over(fill.b, ground.b), 1.0F});
  expect_near(colour_at(image, 20, 100), ground);
}

TEST_F(MapRendererTest, OverlappingAreasOfOneClassTintOnce) {
  MapRenderer renderer;
  std::vector<model::Footprint> footprints(2);
  footprints[0].geometry =
      geo::Geometry::from_wkt("POLYGON ((-.8 -.4, .2 -.4, .2 .4, -.8 .4, -.8 -.4))");
  footprints[1].geometry =
      geo::Geometry::from_wkt("POLYGON ((-.2 -.4, .8 -.4, .8 .4, -.2 .4, -.2 -.4))");
  map::Scene scene;
  scene.set_footprints(footprints);
  renderer.draw(scene, camera_, kSize);
  const Image image = renderer.picture();
  expect_near(colour_at(image, 160, 100), colour_at(image, 80, 100));
  footprints[1].provider = "another class";
  scene.set_footprints(footprints);
  renderer.draw(scene, camera_, kSize);
  const Image two = renderer.picture();
  EXPECT_GT(std::abs(colour_at(two, 160, 100).r - colour_at(two, 80, 100).r), 0.02);
}

TEST_F(MapRendererTest, CablesAreSeenAboveTheStreetTheyRunAlong) {
  MapRenderer renderer;
  std::vector<model::Footprint> plant(2);
  plant[0].geometry = geo::Geometry::from_wkt("LINESTRING (-.8 0, .8 0)");
  plant[1].geometry = geo::Geometry::from_wkt("POLYGON ((-.8 .2, .8 .2, .8 .4, -.8 .4, -.8 .2))");
  model::Road street;
  street.road_class = "motorway";
  street.line = {{-0.8, 0.0}, {0.8, 0.0}};
  map::Scene scene;
  scene.set_roads({&street, 1});
  renderer.draw(scene, camera_, kSize);
  const map::Colour bare = colour_at(renderer.picture(), 160, 100);
  scene.set_footprints(plant);
  renderer.draw(scene, camera_, kSize);
  const map::Colour with_cable = colour_at(renderer.picture(), 160, 100);
  EXPECT_GT(std::abs(with_cable.r - bare.r), 0.1);
  EXPECT_EQ(renderer.pick(160.0, 100.0), (map::FeatureId{map::LayerId::kFootprints, 0}));
  scene.set_visible(map::LayerId::kRoads, false);
  renderer.draw(scene, camera_, kSize);
  EXPECT_GT(std::abs(colour_at(renderer.picture(), 160, 100).r - scene.style().background.r), 0.1);
}

TEST_F(MapRendererTest, NorthIsUpAndTheFirstRowIsTheTop) {
  MapRenderer renderer;
  model::Territory territory;
  territory.geometry = geo::Geometry::from_wkt("POLYGON ((-1 .1, 1 .1, 1 .5, -1 .5, -1 .1))");
  map::Scene scene;
  scene.set_territories({&territory, 1});
  renderer.draw(scene, camera_, kSize);
  const Image image = renderer.picture();
  EXPECT_NE(colour_at(image, 160, 50), colour_at(image, 160, 150));
  expect_near(colour_at(image, 160, 150), scene.style().background);
}

TEST_F(MapRendererTest, HiddenLayersAreNeitherDrawnNorPicked) {
  MapRenderer renderer;
  map::Scene scene = one_square();
  renderer.draw(scene, camera_, kSize);
  EXPECT_EQ(renderer.pick(160.0, 100.0), (map::FeatureId{map::LayerId::kTerritories, 0}));
  scene.set_visible(map::LayerId::kTerritories, false);
  renderer.draw(scene, camera_, kSize);
  EXPECT_EQ(renderer.pick(160.0, 100.0), std::nullopt);
  expect_near(colour_at(renderer.picture(), 160, 100), scene.style().background);
}

TEST_F(MapRendererTest, ANewSceneWithTheSameRevisionIsDrawnAfresh) {
  MapRenderer renderer;
  map::Scene scene = one_square();
  renderer.draw(scene, camera_, kSize);
  const Image square = renderer.picture();
  scene = map::Scene();
  model::Territory elsewhere;
  elsewhere.geometry = geo::Geometry::from_wkt("POLYGON ((.6 .3, .9 .3, .9 .4, .6 .4, .6 .3))");
  scene.set_territories({&elsewhere, 1});
  renderer.draw(scene, camera_, kSize);
  EXPECT_NE(renderer.picture().rgba, square.rgba);
  expect_near(colour_at(renderer.picture(), 160, 100), scene.style().background);
}

TEST_F(MapRendererTest, SelectionShows) {
  MapRenderer renderer;
  map::Scene scene = one_square();
  renderer.draw(scene, camera_, kSize);
  const Image before = renderer.picture();
  scene.select(map::FeatureId{map::LayerId::kTerritories, 0});
  renderer.draw(scene, camera_, kSize);
  EXPECT_NE(renderer.picture().rgba, before.rgba);
  scene.select(std::nullopt);
  renderer.draw(scene, camera_, kSize);
  EXPECT_EQ(renderer.picture().rgba, before.rgba);
  scene.select(map::FeatureId{map::LayerId::kTerritories, 99});  // no such feature
  renderer.draw(scene, camera_, kSize);
  EXPECT_EQ(renderer.picture().rgba, before.rgba);
}

TEST_F(MapRendererTest, PicksWhatTheHitTestPicks) {
  MapRenderer renderer;
  map::Scene scene;
  MadeUpTown(60, 3).fill(scene);
  scene.set_visible(map::LayerId::kUnits, true);
  for (const double ratio : {1.0, 2.0}) {
    map::Camera camera({640.0, 400.0});
    camera.fit(scene.bounds(), 10.0);
    renderer.draw(scene, camera, {static_cast<int>(640 * ratio), static_cast<int>(400 * ratio)});
    core::Random random(11);
    int differing = 0;
    int hits = 0;
    for (int i = 0; i < 400; ++i) {
      const map::ScreenPoint at{random.uniform(0.0, 640.0), random.uniform(0.0, 400.0)};
      const auto expected = map::hit_test(scene, camera, at);
      hits += expected ? 1 : 0;
      differing += renderer.pick(at.x, at.y) == expected ? 0 : 1;
    }
    EXPECT_GT(hits, 200);
    // A pixel is not a point: edges and overlaps may fall to the neighbour.
    EXPECT_LE(differing, 20) << "at " << ratio << " pixels a unit";
  }
}

TEST_F(MapRendererTest, TheCallersTargetIsLeftAsItWas) {
  MapRenderer renderer;
  glViewport(1, 2, 33, 44);
  renderer.draw(one_square(), camera_, kSize);
  GLint viewport[4];
  GLint bound = -1;
  glGetIntegerv(GL_VIEWPORT, viewport);
  glGetIntegerv(GL_FRAMEBUFFER_BINDING, &bound);
  EXPECT_THAT(viewport, ::testing::ElementsAre(1, 2, 33, 44));
  EXPECT_EQ(bound, 0);
  EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

TEST_F(MapRendererTest, SizesWithoutExtentAreOnePixel) {
  MapRenderer renderer;
  renderer.draw(one_square(), camera_, {0, -5});
  EXPECT_EQ(renderer.picture().size, (map::PixelSize{1, 1}));
}

}  // namespace
}  // namespace nearnet::render
