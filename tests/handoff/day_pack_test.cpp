// SPDX-License-Identifier: Apache-2.0
#include "handoff/day_pack.h"

#include "core/error.h"
#include "handoff/files.h"
#include "handoff/sample_day.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace nearnet::handoff {
namespace {

namespace fs = std::filesystem;
using testing::content;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class DayPackTest : public ::testing::Test {
 protected:
  DayPack two_days() const {
    DaySheet second = testing::sample_day(town_, 5);
    second.route.date = core::parse_date("2026-11-24");
    return {.title = "Maple", .days = {testing::sample_day(town_), second}};
  }

  static std::vector<std::string> names(const std::vector<fs::path>& files) {
    std::vector<std::string> result;
    for (const fs::path& file : files) result.push_back(file.filename().string());
    return result;
  }

  static std::map<std::string, std::string> everything_in(const fs::path& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::directory_iterator(folder)) {
      all[entry.path().filename().string()] = content(entry.path());
    }
    return all;
  }

  const testing::SampleTown town_ = testing::sample_town();
  const testing::TestFolder folder_;
};

TEST_F(DayPackTest, HoldsASheetAndARouteADay) {
  const auto files = write_day_pack(two_days(), folder_.path() / "pack");
  EXPECT_THAT(names(files), ElementsAre("2026-11-23.gpx", "2026-11-23.html", "2026-11-24.gpx",
                                        "2026-11-24.html", "index.html", "stops-routes.csv",
                                        "stops-routes.geojson", "stops.csv", "stops.geojson"));
  EXPECT_THAT(content(folder_.path() / "pack/index.html"), HasSubstr("href=\"2026-11-24.html\""));
}

TEST_F(DayPackTest, IsForItsOwnerOnly) {
  for (const fs::path& file : write_day_pack(two_days(), folder_.path() / "pack")) {
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write)
        << file;
  }
  EXPECT_EQ(fs::status(folder_.path() / "pack").permissions(), fs::perms::owner_all);
}

TEST_F(DayPackTest, SamePackSameBytes) {
  write_day_pack(two_days(), folder_.path() / "a");
  write_day_pack(two_days(), folder_.path() / "b");
  EXPECT_EQ(everything_in(folder_.path() / "a"), everything_in(folder_.path() / "b"));
}

TEST_F(DayPackTest, ReplacesADayPackAndNothingElse) {
  const fs::path pack = folder_.path() / "pack";
  write_day_pack(two_days(), pack);
  DayPack shorter = two_days();
  shorter.days.pop_back();
  write_day_pack(shorter, pack / "");
  EXPECT_FALSE(fs::exists(pack / "2026-11-24.html"));

  const fs::path other = folder_.path() / "photos";
  fs::create_directory(other);
  std::ofstream(other / "cat.jpg") << "meow";
  EXPECT_THROW(write_day_pack(two_days(), other), core::StorageError);
  EXPECT_EQ(content(other / "cat.jpg"), "meow");
}

TEST_F(DayPackTest, LeavesNothingBehindWhenItFails) {
  DayPack twice = two_days();
  twice.days[1].route.date = twice.days[0].route.date;
  EXPECT_THROW(write_day_pack(twice, folder_.path() / "pack"), core::ConfigError);
  EXPECT_THROW(write_day_pack({}, folder_.path() / "pack"), core::ConfigError);
  EXPECT_THROW(write_day_pack(two_days(), folder_.path() / "missing/pack"), core::StorageError);
  EXPECT_TRUE(fs::is_empty(folder_.path()));
}

TEST_F(DayPackTest, NamesTheRepWhereThereAreSeveral) {
  DayPack pack = two_days();
  pack.days[1].rep.id = core::RepId("../R 2");
  const auto files = names(write_day_pack(pack, folder_.path() / "pack"));
  EXPECT_THAT(files, ::testing::Contains("R1-2026-11-23.html"));
  EXPECT_THAT(files, ::testing::Contains("___R_2-2026-11-24.html"));
}

}  // namespace
}  // namespace nearnet::handoff
