// SPDX-License-Identifier: Apache-2.0
// The same steps give the same rows on any number of threads.
#include <gtest/gtest.h>

#include "storage/tables.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

std::vector<std::vector<storage::Row>> rows_after_everything(const Town& town, unsigned threads) {
  const core::JobContext job = Town::job(threads);
  Workspace market = town.open();
  for (const ImportKind kind : import_kinds()) {
    ImportRequest request;
    request.kind = kind;
    request.source = town.file(town_file(kind));
    market.apply(run_import(market.snapshot(), request, job).command);
  }
  market.apply(run_eligibility(market.snapshot(), {}, job).command);
  TerritoryRequest design = hexagons("north");
  design.tolerance = 0.05;
  market.apply(design_territories(market.snapshot(), design, job).command);
  market.apply(publish_scenario(market.snapshot(), design.scenario, kMonday));
  DayPlanRequest days;
  days.rep = core::RepId("R1");
  days.from = kMonday;
  days.days = 3;
  days.iterations = 2'000;
  market.apply(plan_days(market.snapshot(), days, job).command);
  std::vector<std::vector<storage::Row>> all;
  for (const storage::Table* table : storage::all_tables()) {
    std::vector<storage::Row>& rows = all.emplace_back();
    for (storage::StoredRow& stored : market.store().read(*table)) {
      rows.push_back(std::move(stored.row));
    }
  }
  return all;
}

TEST(Determinism, OfAllStepsOnOneAndTwoThreads) {
  const Town town;
  const auto one = rows_after_everything(town, 1);
  std::filesystem::remove(town.workspace_path());
  Workspace::create(town.workspace_path(), {.title = "T", .time_zone = "UTC"});
  const auto two = rows_after_everything(town, 2);
  ASSERT_EQ(one.size(), two.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i], two[i]) << storage::all_tables()[i]->name;
  }
  EXPECT_FALSE(one[0].empty());
}

}  // namespace
}  // namespace nearnet::workspace
