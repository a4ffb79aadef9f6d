// SPDX-License-Identifier: Apache-2.0
// Whole pictures against tests/golden/*.png, with room for another driver's rounding. On failure
// NAME.out.png and NAME.diff.png lie in the build folder under golden/. After a wanted change:
//
//   NEARNET_UPDATE_GOLDEN=1 xvfb-run -a build/dev/bin/render_test --gtest_filter='*Golden*'
//
// and look at the new pictures before committing them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "map/made_up_town.h"
#include "render/gl_context.h"
#include "render/map_renderer.h"
#include "render/picture_difference.h"

namespace nearnet::render {
namespace {

constexpr double kMeanTolerance = 1.0;
constexpr double kShareTolerance = 0.01;

class GoldenTest : public ::testing::TestWithParam<bool> {};

void expect_golden(const std::string& name, const Image& found) {
  const std::filesystem::path golden =
      std::filesystem::path(NEARNET_SOURCE_DIR) / "tests/golden" / (name + ".png");
  if (std::getenv("NEARNET_UPDATE_GOLDEN") != nullptr) {
    write_png(golden, found);
    return;
  }
  const std::filesystem::path folder = std::filesystem::path(NEARNET_BINARY_DIR) / "golden";
  std::filesystem::create_directories(folder);
  const Image expected = read_png(golden);
  ASSERT_EQ(found.size, expected.size);
  const testing::PictureDifference apart = testing::difference(found, expected);
  EXPECT_LE(apart.mean, kMeanTolerance);
  EXPECT_LE(apart.share, kShareTolerance);
  if (!::testing::Test::HasFailure()) return;
  write_png(folder / (name + ".out.png"), found);
  write_png(folder / (name + ".diff.png"), apart.picture);
  ADD_FAILURE() << "see " << folder.string() << "/" << name << ".{out,diff}.png";
}

TEST_P(GoldenTest, TownLooksAsAgreed) {
  const testing::GlContext context;
  if (!context.ok()) GTEST_SKIP() << context.why_not();
  map::Scene scene;
  testing::MadeUpTown(500).fill(scene);
  scene.set_style(GetParam() ? map::dark_style() : map::light_style());
  scene.select(map::FeatureId{map::LayerId::kStops, 40});
  map::Camera camera({640.0, 400.0});
  camera.fit(scene.bounds_of({map::LayerId::kTerritories, 3}).value(), 20.0);
  MapRenderer renderer;
  renderer.draw(scene, camera, {640, 400});
  expect_golden(GetParam() ? "town_dark" : "town_light", renderer.picture());
}

INSTANTIATE_TEST_SUITE_P(Themes, GoldenTest, ::testing::Bool(), [](const auto& theme) {
  return std::string(theme.param ? "Dark" : "Light");
});

}  // namespace
}  // namespace nearnet::render
