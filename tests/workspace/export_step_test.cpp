// SPDX-License-Identifier: Apache-2.0
#include "workspace/export_step.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "core/error.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

namespace fs = std::filesystem;

/// A workspace in which there is something of everything.
Workspace busy(const Town& town) {
  Workspace market = town.published();
  for (const char* rep : {"R1", "R2"}) {
    DayPlanRequest request;
    request.rep = core::RepId(rep);
    request.from = kMonday;
    request.days = 2;
    request.iterations = 200;
    market.apply(plan_days(market.snapshot(), request, Town::job()).command);
  }
  market.apply(log_activity(market.snapshot(), visit("023", model::Outcome::kInterested)));
  return market;
}

std::map<std::string, std::string> bytes_of(const ExportRun& run) {
  std::map<std::string, std::string> bytes;
  for (const std::string& file : run.files) {
    bytes[fs::path(file).filename().string()] = testing::read_file(file);
  }
  return bytes;
}

class EveryExport : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(EveryExport, WritesTheSameBytesTwice) {
  const Town town;
  Workspace market = busy(town);
  const auto what = export_what_from_text(GetParam().first);
  ASSERT_TRUE(what.has_value());
  const Snapshot now = market.snapshot();
  std::vector<std::map<std::string, std::string>> written;
  for (const char* folder : {"first", "second"}) {
    fs::create_directory(town.folder() / folder);
    ExportRequest request;
    request.what = *what;
    request.out = (town.folder() / folder / GetParam().second).string();
    request.date = *what == ExportWhat::kWeeklyPack ? std::optional(kFriday) : std::nullopt;
    const ExportRun run = export_files(now, request);
    written.push_back(bytes_of(run));
  }
  ASSERT_FALSE(written[0].empty());
  for (const auto& [name, bytes] : written[0]) EXPECT_FALSE(bytes.empty()) << name;
  EXPECT_EQ(written[0], written[1]);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, EveryExport,
    ::testing::Values(std::pair("prospects", "out.csv"), std::pair("prospects", "out.geojson"),
                      std::pair("territories", "out.geojson"), std::pair("days", "out.csv"),
                      std::pair("activities", "out.csv"), std::pair("crm-salesforce", "out.csv"),
                      std::pair("crm-hubspot", "out.csv"), std::pair("day-pack", "pack"),
                      std::pair("weekly-pack", "out.html"), std::pair("weekly-pack", "out.csv")));

TEST(ExportStep, NarrowsDaysToARepAndADate) {
  const Town town;
  Workspace market = busy(town);
  ExportRequest request;
  request.what = ExportWhat::kDays;
  request.out = town.file("days.csv");
  request.rep = core::RepId("R2");
  request.date = kMonday;
  export_files(market.snapshot(), request);
  const std::string text = testing::read_file(request.out);
  EXPECT_THAT(text, ::testing::HasSubstr("R2"));
  EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("R1")));
  EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("11-24")));
}

TEST(ExportStep, SaysWhatIsMissing) {
  const Town town;
  Workspace market = town.open();
  for (const ExportWhat what : {ExportWhat::kProspects, ExportWhat::kTerritories, ExportWhat::kDays,
                                ExportWhat::kDayPack}) {
    ExportRequest request;
    request.what = what;
    request.out = town.file("out.csv");
    EXPECT_THROW(export_files(market.snapshot(), request), core::ConfigError);
    EXPECT_FALSE(fs::exists(request.out));
  }
  EXPECT_FALSE(export_what_from_text("everything").has_value());
}

TEST(ExportStep, AFileThatCannotBeWrittenIsAStorageError) {
  const Town town;
  Workspace market = town.evaluated();
  ExportRequest request;
  request.out = town.file("no/such/folder/out.csv");
  EXPECT_THROW(export_files(market.snapshot(), request), core::StorageError);
}

}  // namespace
}  // namespace nearnet::workspace
