// SPDX-License-Identifier: Apache-2.0
// The whole job on the bundled town: the same bytes whenever and on how many threads it runs.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

namespace fs = std::filesystem;

/// Every file but the workspace, whose audit carries the time.
std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().filename() == "maple_harbor.gpkg") continue;
    files[fs::relative(entry.path(), folder).string()] = testing::read_file(entry.path());
  }
  return files;
}

void expect_whole(const Json& json) {
  EXPECT_GT(json["eligible"], 2000);
  EXPECT_LE(json["max_deviation"], 0.1);
  EXPECT_GT(json["planned"], 100);
  const std::string workspace = json["workspace"];
  EXPECT_EQ(testing::run_json({"check", workspace})["problems"], Json::array());
  for (const Json& file : json["files"]) EXPECT_TRUE(fs::exists(file.get<std::string>())) << file;
}

TEST(Demo, LeavesASoundWorkspaceAndTheSameBytesEveryTime) {
  testing::TempDir dir;
  // The same name each time, because results name the workspace.
  const std::string out = dir.file("out");
  Json summary;
  std::map<std::string, std::string> files;
  for (const char* how : {"first", "again in its place", "on one thread"}) {
    SCOPED_TRACE(how);
    const bool alone = how == std::string("on one thread");
    if (alone) fs::rename(out, dir.file("before"));
    Json json = testing::run_json({"demo", "--out", out, "--threads", alone ? "1" : "2"});
    expect_whole(json);
    json.erase("seconds");
    const auto made = files_of(out);
    EXPECT_GT(made.size(), 50U);
    if (files.empty()) {
      summary = json;
      files = made;
    }
    EXPECT_EQ(json, summary);
    ASSERT_EQ(made.size(), files.size());
    for (const auto& [file, bytes] : made) EXPECT_TRUE(files.at(file) == bytes) << file;
  }
}

}  // namespace
}  // namespace nearnet::cases
