// SPDX-License-Identifier: Apache-2.0
// Real files that break importers: counted rejections, or one message that helps, and a workspace
// that stays whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> messy_files() {
  std::vector<std::string> files;
  const std::string folder = shared_file("messy");
  if (folder.empty()) return files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename() != "README.md") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Messy : public ::testing::TestWithParam<const char*> {};

TEST_P(Messy, IsImportedWithReasonsOrRefusedWithAdvice) {
  const std::vector<std::string> files = messy_files();
  if (files.empty()) GTEST_SKIP() << "shared/data/messy is not beside this project";
  const std::string kind = GetParam();
  for (const std::string& source : files) {
    SCOPED_TRACE(kind + " from " + source);
    Market market;
    const std::string before = testing::run_cli({"info", market.path(), "--json"}).out;
    const testing::CliRun run = testing::run_cli({"import", market.path(), kind, source, "--json"});
    if (run.code == 0) {
      const Json json = Json::parse(run.out);
      const auto count = [&](const char* key) { return json[key].get<std::int64_t>(); };
      EXPECT_EQ(count("rows_read"),
                count("imported") + count("updated") + count("unchanged") + count("rejected"));
      std::int64_t explained = 0;
      for (const auto& [code, number] : json["rejections"].items()) {
        explained += number.get<std::int64_t>();
      }
      EXPECT_EQ(count("rejected"), explained);
      // Again: nothing is new, so keys are stable.
      const Json again = import_json({market.path(), kind, source, "--quiet"});
      EXPECT_EQ(again["imported"], 0);
    } else {
      EXPECT_EQ(run.code, 3);
      EXPECT_EQ(run.out, "");
      EXPECT_LE(std::count(run.err.begin(), run.err.end(), '\n'), 3) << run.err;
      EXPECT_NE(run.err.find(fs::path(source).filename()), std::string::npos) << run.err;
      EXPECT_EQ(testing::run_cli({"info", market.path(), "--json"}).out, before);
    }
    for (const char* raw : {"ERROR ", "Warning 1", "exception", "GDAL_"}) {
      EXPECT_EQ(run.err.find(raw), std::string::npos) << run.err;
    }
    market.expect_sound();
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Messy,
                         ::testing::Values("businesses", "footprints", "roads", "units",
                                           "no-solicit", "reps", "competitors", "customers",
                                           "activities", "outcomes"),
                         [](const auto& kind) {
                           std::string name = kind.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace nearnet::cases
