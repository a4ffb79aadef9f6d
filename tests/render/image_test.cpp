// SPDX-License-Identifier: Apache-2.0
#include "render/image.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/error.h"

namespace nearnet::render {
namespace {

class ImageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

TEST_F(ImageTest, PngRoundTripsEveryByte) {
  Image image{{3, 2}, {}};
  for (int i = 0; i < 24; ++i) image.rgba.push_back(static_cast<std::uint8_t>(i * 10));
  write_png(folder_ / "a.png", image);
  const Image back = read_png(folder_ / "a.png");
  EXPECT_EQ(back.size, image.size);
  EXPECT_EQ(back.rgba, image.rgba);
}

TEST_F(ImageTest, NothingIsLeftBesideThePicture) {
  write_png(folder_ / "a.png", {{1, 1}, {1, 2, 3, 255}});
  int files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_)) ++files;
  EXPECT_EQ(files, 1);
}

TEST_F(ImageTest, AFolderThatIsNotThereIsAStorageError) {
  EXPECT_THROW(write_png(folder_ / "no" / "a.png", {{1, 1}, {1, 2, 3, 255}}), core::StorageError);
}

TEST_F(ImageTest, AFileThatIsNoPictureIsAnInputError) {
  std::ofstream(folder_ / "a.png") << "not a picture";
  EXPECT_THROW(read_png(folder_ / "a.png"), core::InputError);
  EXPECT_THROW(read_png(folder_ / "missing.png"), core::InputError);
}

}  // namespace
}  // namespace nearnet::render
