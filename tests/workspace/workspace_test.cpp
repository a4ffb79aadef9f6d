// SPDX-License-Identifier: Apache-2.0
#include "workspace/workspace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "core/error.h"
#include "storage/tables.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

TEST(WorkspaceFile, KeepsItsTitleAndZone) {
  const Town town;
  Workspace market = town.open();
  EXPECT_EQ(market.settings().title, "Elmtown");
  EXPECT_EQ(market.settings().time_zone, "America/New_York");
  EXPECT_EQ(market.user(), "ada");
  EXPECT_EQ(market.snapshot().today, kFriday);
  EXPECT_THROW(Workspace::create(town.workspace_path(), market.settings()), core::StorageError);
  EXPECT_THROW(Workspace::create(town.file("b.gpkg"), {.title = "B", .time_zone = "Mars/Olympus"}),
               core::ConfigError);
  EXPECT_FALSE(std::filesystem::exists(town.file("b.gpkg")));
}

TEST(WorkspaceFile, SnapshotsKeepLayersThatDidNotChange) {
  const Town town;
  Workspace market = town.imported();
  const Snapshot before = market.snapshot();
  EXPECT_FALSE(market.is_stale());
  market.apply(log_activity(before, visit("023", model::Outcome::kNotIn)));
  EXPECT_TRUE(market.is_stale());
  const Snapshot after = market.snapshot();
  EXPECT_EQ(&before.footprints.rows(), &after.footprints.rows()) << "not read again";
  EXPECT_EQ(before.footprints.version(), after.footprints.version());
  EXPECT_LT(before.activities.version(), after.activities.version());
  EXPECT_TRUE(before.activities.empty()) << "a snapshot never changes";
  EXPECT_EQ(after.activities.size(), 1u);
  EXPECT_EQ(after.version, before.version + 1);
}

TEST(WorkspaceFile, RefusesAResultOfAnEarlierVersion) {
  const Town town;
  Workspace market = town.imported();
  Workspace other = town.open();
  const Command stale = log_activity(market.snapshot(), visit("023", model::Outcome::kNotIn));
  other.apply(log_activity(other.snapshot(), visit("024", model::Outcome::kNotIn)));
  EXPECT_THROW(market.apply(stale), StaleError);
  EXPECT_EQ(market.snapshot().activities.size(), 1u);
  EXPECT_EQ(market.snapshot().activities.rows()[0].business.text(), "024");
}

TEST(WorkspaceFile, ACommandThatFailsChangesNothing) {
  const Town town;
  Workspace market = town.imported();
  const std::int64_t version = market.snapshot().version;
  const Command failing{"failing", "", std::nullopt, [](storage::Transaction& transaction) {
                          storage::replace<model::Rep>(transaction, storage::reps(), {}, nullptr);
                          throw core::InputError("too late");
                        }};
  EXPECT_THROW(market.apply(failing), core::InputError);
  EXPECT_EQ(market.snapshot().version, version);
  EXPECT_EQ(market.snapshot().reps.size(), 2u);
}

TEST(WorkspaceFile, SnapshotsAreOfOneVersionWhileOthersWrite) {
  const Town town;
  Workspace market = town.imported();
  const std::jthread writer([&](const std::stop_token& stop) {
    Workspace other = town.open();
    while (!stop.stop_requested()) {
      // One command: the activity and the date of the visit belong together.
      model::Activity activity = visit("023", model::Outcome::kConversation);
      other.apply(log_activity(other.snapshot(), activity));
    }
  });
  for (int i = 0; i < 30; ++i) {
    const Snapshot now = market.snapshot();
    EXPECT_EQ(now.businesses.find(core::BusinessId("023"))->last_visit.has_value(),
              !now.activities.empty());
    EXPECT_EQ(now.activities.version() == 0 ? now.version : now.activities.version(), now.version)
        << "every version adds an activity";
  }
}

TEST(WorkspaceFile, RoutesComeWithTheirAreas) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request;
  request.rep = core::RepId("R1");
  request.from = kMonday;
  request.days = 1;
  request.iterations = 100;
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  market.apply(run.command);
  const Snapshot now = market.snapshot();
  ASSERT_EQ(now.routes.size(), 1u);
  EXPECT_FALSE(now.routes.rows()[0].area.is_empty());
  EXPECT_EQ(now.routes.rows()[0].line, run.plan.days[0].line);
  EXPECT_EQ(now.stops.rows(), run.plan.stops);
  EXPECT_EQ(now.unserved.rows(), run.plan.unserved);
}

}  // namespace
}  // namespace nearnet::workspace
