// SPDX-License-Identifier: Apache-2.0
#include "app/app.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "core/error.h"
#include "render/image.h"
#include "testing/temp_dir.h"
#include "workspace/workspace.h"

namespace nearnet::app {
namespace {

class AppTest : public ::testing::Test {
 protected:
  AppTest() : workspace_(dir_.file("town.gpkg")) {
    workspace::Workspace::create(workspace_, {.title = "Town", .time_zone = "America/New_York"});
  }

  OpenOptions options() const {
    return {.path = workspace_, .screenshot = dir_.file("shot.png"), .width = 800, .height = 500};
  }

  testing::TempDir dir_;
  std::string workspace_;
};

TEST_F(AppTest, RefusesOptionsThatMakeNoSense) {
  OpenOptions wrong = options();
  wrong.theme = "pink";
  EXPECT_THROW(run_app(wrong, {}), core::ConfigError);
  wrong = options();
  wrong.tab = "weather";
  EXPECT_THROW(run_app(wrong, {}), core::ConfigError);
  wrong = options();
  wrong.width = 3;
  EXPECT_THROW(run_app(wrong, {}), core::ConfigError);
  wrong = options();
  wrong.select = "nobody";
  EXPECT_THROW(run_app(wrong, {}), core::ConfigError);
}

TEST_F(AppTest, RefusesAWorkspaceThatIsNone) {
  OpenOptions wrong = options();
  wrong.path = dir_.file("missing.gpkg");
  EXPECT_THROW(run_app(wrong, {}), core::StorageError);
  wrong.path = dir_.write("text.gpkg", "no workspace at all");
  EXPECT_THROW(run_app(wrong, {}), core::StorageError);
}

TEST_F(AppTest, TellsHowToRunWithoutADisplay) {
  unsetenv("DISPLAY");
  unsetenv("WAYLAND_DISPLAY");
  ASSERT_FALSE(display_available());
  OpenOptions window = options();
  window.screenshot.clear();
  try {
    run_app(window, {});
    FAIL() << "a window without a display";
  } catch (const core::ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("xvfb-run"), std::string::npos) << error.what();
  }
}

TEST_F(AppTest, WritesAPictureOfExactlyTheSizeAskedFor) {
  for (const char* theme : {"dark", "light"}) {
    OpenOptions wanted = options();
    wanted.theme = theme;
    ASSERT_EQ(run_app(wanted, {}), 0);
    const render::Image picture = render::read_png(wanted.screenshot);
    EXPECT_EQ(picture.size, (map::PixelSize{800, 500}));
    std::set<std::uint8_t> shades(picture.rgba.begin(), picture.rgba.end());
    EXPECT_GT(shades.size(), 40U) << "panels and text, not one colour";
    const bool dark = picture.rgba[0] < 128;
    EXPECT_EQ(dark, wanted.theme == "dark");
  }
}

TEST_F(AppTest, GivesTheSamePictureTwice) {
  run_app(options(), {});
  const std::string first = testing::read_file(options().screenshot);
  run_app(options(), {});
  EXPECT_EQ(testing::read_file(options().screenshot), first);
}

TEST_F(AppTest, SaysWhenThePictureCannotBeWritten) {
  OpenOptions wrong = options();
  wrong.screenshot = dir_.file("no/such/folder/shot.png");
  EXPECT_THROW(run_app(wrong, {}), core::StorageError);
}

}  // namespace
}  // namespace nearnet::app
