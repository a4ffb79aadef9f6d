// SPDX-License-Identifier: Apache-2.0
#include "workspace/session.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "core/random.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::HasSubstr;

/// Too many to be visited, and nowhere in rows, so that choosing well takes some rounds.
std::string scattered_businesses(int count) {
  core::Random random(5);
  std::string text = "external_id,business_name,naics,lat,lon,est_mrc\n";
  for (int i = 0; i < count; ++i) {
    text += fmt::format("S{:03},Scattered {},441110,{:.5f},{:.5f},{}.00\n", i, i,
                        random.uniform(44.801, 44.827), random.uniform(-68.799, -68.701),
                        50 + random.below(900));
  }
  return text;
}

class SessionTest : public ::testing::Test {
 protected:
  void perform(const Action& action) {
    session_.perform(action);
    session_.wait();
  }
  void open() { perform(OpenWorkspace{town_.workspace_path()}); }
  void import(ImportKind kind) {
    ImportRequest request;
    request.kind = kind;
    request.source = town_.file(town_file(kind));
    perform(ImportSource{request});
  }
  void import_and_evaluate() {
    import(ImportKind::kFootprints);
    import(ImportKind::kBusinesses);
    import(ImportKind::kReps);
    perform(EvaluateEligibility{});
  }
  const Message& last() const { return session_.messages().back(); }

  Town town_;
  Session session_{{.threads = 1, .seed = 7}};
};

TEST_F(SessionTest, OffersABetterPlanAndUsesItOnRequest) {
  open();
  import_and_evaluate();
  ImportRequest more;
  more.kind = ImportKind::kBusinesses;
  more.source = town_.write("scattered.csv", scattered_businesses(200));
  perform(ImportSource{more});
  perform(EvaluateEligibility{});
  DayPlanRequest days;
  days.rep = core::RepId("R2");
  days.from = session_.snapshot().today;
  days.days = 3;
  days.iterations = 20;
  perform(PlanDays{days});
  const auto planned = session_.snapshot().stops.rows();
  const std::int64_t version = session_.snapshot().version;
  session_.wait_for_improvement();
  EXPECT_FALSE(session_.improving());
  EXPECT_EQ(session_.snapshot().version, version) << "nothing is applied by itself";
  EXPECT_EQ(session_.snapshot().stops.rows(), planned);
  ASSERT_TRUE(last().offers_better_plan);
  perform(UseBetterPlan{});
  EXPECT_GT(session_.snapshot().version, version);
  EXPECT_EQ(last().text, "The better plan is in use");
}

TEST_F(SessionTest, OffersNoPlanForAWorkspaceThatMovedOn) {
  open();
  import_and_evaluate();
  DayPlanRequest days;
  days.rep = core::RepId("R2");
  days.from = session_.snapshot().today;
  days.iterations = 1;
  perform(PlanDays{days});
  perform(EvaluateEligibility{});
  session_.wait_for_improvement();
  for (const Message& message : session_.messages()) EXPECT_FALSE(message.offers_better_plan);
  const std::int64_t version = session_.snapshot().version;
  perform(UseBetterPlan{});
  EXPECT_EQ(session_.snapshot().version, version);
}

TEST_F(SessionTest, DoesTheWholeJob) {
  open();
  EXPECT_TRUE(session_.is_open());
  EXPECT_EQ(session_.path(), town_.workspace_path());
  import_and_evaluate();
  EXPECT_EQ(last().text, "50 of 61 businesses are eligible");
  EXPECT_EQ(session_.snapshot().prospects.size(), 61u);
  EXPECT_EQ(session_.undo_title(), "eligibility near-net 150.0 m");

  perform(DesignTerritories{hexagons("")});
  EXPECT_THAT(last().text, HasSubstr("Scenario \"draft\": 2 territories"));
  const core::ScenarioId draft("draft");
  perform(AssignTerritory{draft, core::TerritoryId("1"), core::RepId("R2")});
  perform(ApproveScenario{draft});
  EXPECT_EQ(session_.snapshot().scenarios.find(draft)->state, model::ScenarioState::kApproved);
  perform(PublishScenario{draft});
  EXPECT_EQ(last().text, "Scenario \"draft\" is now in force");

  DayPlanRequest days;
  days.rep = core::RepId("R2");
  days.from = session_.snapshot().today;
  days.days = 1;
  days.iterations = 100;
  perform(PlanDays{days});
  EXPECT_THAT(last().text, HasSubstr("stops planned"));
  EXPECT_FALSE(session_.snapshot().stops.empty());

  ReplanRequest rest;
  rest.day.rep = core::RepId("R2");
  rest.day.from =
      session_.snapshot().stops.rows().front().date;  // Monday where today is not a working day
  rest.now = core::parse_time_of_day("10:00");
  rest.at = session_.snapshot().stops.rows().front().position;
  perform(ReplanDay{rest, true});
  EXPECT_THAT(last().text, HasSubstr("stops behind"));

  perform(ExportDayPack{core::RepId("R2"), town_.file("pack")});
  EXPECT_THAT(last().text, HasSubstr("files written"));
  EXPECT_FALSE(std::filesystem::is_empty(town_.file("pack")));

  model::Activity activity = visit("023", model::Outcome::kInterested);
  perform(LogActivity{activity});
  EXPECT_EQ(last().text, "Saved");
  ASSERT_EQ(session_.snapshot().activities.size(), 1u);
  EXPECT_EQ(session_.snapshot().activities.rows()[0].at.date, session_.now().date);
  for (const Message& message : session_.messages()) EXPECT_EQ(message.kind, Message::kInfo);
}

TEST_F(SessionTest, AnOverrideIsSignedAndTakenBack) {
  open();
  import_and_evaluate();
  const core::BusinessId business = session_.snapshot().prospects.rows().front().business;
  const bool before = session_.snapshot().prospects.rows().front().eligible;
  perform(OverrideBusiness{{business, !before, "seen on site", {}, {}, {}}});
  ASSERT_EQ(session_.snapshot().overrides.size(), 1u);
  EXPECT_FALSE(session_.snapshot().overrides.rows()[0].by.empty());
  EXPECT_EQ(session_.snapshot().overrides.rows()[0].at.date, session_.now().date);
  EXPECT_EQ(session_.snapshot().prospects.find(business)->eligible, !before);
  perform(ClearOverride{business});
  EXPECT_TRUE(session_.snapshot().overrides.empty());
  EXPECT_EQ(session_.snapshot().prospects.find(business)->eligible, before);
}

TEST_F(SessionTest, UndoTakesBackStepByStep) {
  open();
  EXPECT_EQ(session_.undo_title(), "");
  import_and_evaluate();
  perform(Undo{});
  EXPECT_TRUE(session_.snapshot().prospects.empty());
  EXPECT_THAT(last().text, HasSubstr("Undone: eligibility"));
  EXPECT_THAT(session_.undo_title(), HasSubstr("import reps"));
  perform(Undo{});
  perform(Undo{});
  perform(Undo{});
  EXPECT_TRUE(session_.snapshot().footprints.empty());
  EXPECT_EQ(session_.undo_title(), "");
  perform(Undo{});
  EXPECT_EQ(last().text, "There is nothing to undo");
}

TEST_F(SessionTest, ErrorsBecomeMessages) {
  perform(EvaluateEligibility{});
  EXPECT_EQ(last().kind, Message::kError);
  EXPECT_EQ(last().text, "No workspace is open");
  perform(OpenWorkspace{town_.file("none.gpkg")});
  EXPECT_EQ(last().kind, Message::kError);
  EXPECT_FALSE(session_.is_open());
  open();
  perform(EvaluateEligibility{});
  EXPECT_EQ(last().kind, Message::kError);
  EXPECT_THAT(last().text, HasSubstr("no businesses"));
  perform(PublishScenario{core::ScenarioId("none")});
  EXPECT_EQ(last().kind, Message::kError);
  perform(LogActivity{visit("999", model::Outcome::kNotIn)});
  EXPECT_EQ(last().kind, Message::kError);
}

TEST_F(SessionTest, AResultThatCameTooLateOffersToRunAgain) {
  open();
  import_and_evaluate();
  EligibilityRequest wider;
  wider.rules.near_net = core::Metres(500.0);
  session_.perform(EvaluateEligibility{wider});
  {
    Workspace other = town_.open();
    town_.import(other, ImportKind::kNoSolicit, town_.file("no_solicit.geojson"));
  }
  session_.wait();
  EXPECT_EQ(last().kind, Message::kWarning);
  EXPECT_TRUE(last().offers_run_again);
  EXPECT_EQ(session_.snapshot().no_solicit.size(), 1u) << "what the other did is seen";
  EXPECT_EQ(session_.snapshot().rules.near_net, core::Metres(150.0));
  perform(RunAgain{});
  EXPECT_EQ(last().kind, Message::kInfo);
  EXPECT_EQ(session_.snapshot().rules.near_net, core::Metres(500.0));
  EXPECT_EQ(last().text, "59 of 61 businesses are eligible; 10 newly eligible, 1 lost, 0 changed");
  const std::size_t messages = session_.messages().size();
  perform(RunAgain{});
  EXPECT_EQ(session_.messages().size(), messages) << "offered once";
}

TEST_F(SessionTest, SeesWhatOthersCommit) {
  open();
  EXPECT_FALSE(session_.poll());
  {
    Workspace other = town_.open();
    town_.import(other, ImportKind::kReps, town_.file("reps.csv"));
  }
  EXPECT_TRUE(session_.poll());
  EXPECT_EQ(session_.snapshot().reps.size(), 2u);
  EXPECT_FALSE(session_.poll());
}

TEST_F(SessionTest, CancelLeavesEverythingAsItWas) {
  open();
  import_and_evaluate();
  const Snapshot before = session_.snapshot();
  DayPlanRequest days;
  days.rep = core::RepId("R1");
  days.from = kMonday;
  days.days = 5;
  days.iterations = 2'000'000'000;
  session_.perform(PlanDays{days});
  perform(CancelJob{});
  EXPECT_THAT(last().text, HasSubstr("was cancelled"));
  EXPECT_EQ(last().kind, Message::kInfo);
  EXPECT_EQ(session_.snapshot().version, before.version);
  EXPECT_FALSE(session_.job().has_value());
}

TEST_F(SessionTest, ADesignThatIsStoppedLeavesTheBestSoFar) {
  open();
  import_and_evaluate();
  TerritoryRequest request = hexagons("plan");
  request.iterations = 400'000'000;
  session_.perform(DesignTerritories{request});
  const auto searching = [&] {
    const auto job = session_.job();
    return job && job->what == "balancing";
  };
  while (!searching()) std::this_thread::yield();
  EXPECT_TRUE(session_.job()->keeps_best);
  perform(CancelJob{});
  EXPECT_THAT(last().text, HasSubstr("stopped, this is the best plan found until then"));
  EXPECT_EQ(last().kind, Message::kInfo);
  ASSERT_NE(session_.snapshot().scenarios.find(core::ScenarioId("plan")), nullptr);
  EXPECT_EQ(session_.snapshot().territories.size(), 2U);
  for (const model::Territory& each : session_.snapshot().territories.rows()) {
    EXPECT_TRUE(each.connected);
    EXPECT_FALSE(each.geometry.is_empty());
  }
  perform(Undo{});
  EXPECT_TRUE(session_.snapshot().territories.empty());
}

TEST_F(SessionTest, AResultNeverLandsInAWorkspaceOpenedMeanwhile) {
  open();
  import(ImportKind::kReps);
  const std::string other = town_.file("other.gpkg");
  Workspace::create(other, {.title = "Other", .time_zone = "UTC"});
  {
    // The same version as the first, so that only the workspace tells them apart.
    Workspace second = Workspace::open(other, "ada");
    town_.import(second, ImportKind::kReps, town_.file("reps.csv"));
  }
  ImportRequest request;
  request.kind = ImportKind::kRoads;
  request.source = town_.file(town_file(ImportKind::kRoads));
  session_.perform(ImportSource{request});
  while (session_.job()) std::this_thread::yield();  // done, and not yet looked at
  perform(OpenWorkspace{other});
  EXPECT_EQ(session_.path(), other);
  EXPECT_TRUE(session_.snapshot().roads.empty());
  EXPECT_EQ(session_.snapshot().settings.title, "Other");
}

}  // namespace
}  // namespace nearnet::workspace
