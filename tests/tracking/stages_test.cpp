// SPDX-License-Identifier: Apache-2.0
#include "tracking/stages.h"

#include "core/error.h"
#include "tracking/activities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>

namespace nearnet::tracking {
namespace {

using model::ActivityKind;
using model::Outcome;
using model::Stage;
using testing::activity;
using testing::business_at;
using testing::call;
using testing::sale;
using testing::visit;

constexpr std::array kOutcomes = {
    Outcome::kNone,       Outcome::kNotIn,          Outcome::kSpokeToGate,   Outcome::kConversation,
    Outcome::kInterested, Outcome::kAppointmentSet, Outcome::kPresented,     Outcome::kProposalSent,
    Outcome::kSold,       Outcome::kNotInterested,  Outcome::kUnderContract, Outcome::kDoNotContact,
    Outcome::kClosedDown, Outcome::kHandedToCare};

Stage after(Stage before, Outcome outcome, ActivityKind kind = ActivityKind::kVisit) {
  return applied(business_at(before), activity("B1", kind, outcome)).stage;
}

TEST(Stages, AnOutcomeLiftsANewBusinessByTheTable) {
  EXPECT_EQ(after(Stage::kNew, Outcome::kNotIn), Stage::kNew);
  EXPECT_EQ(after(Stage::kNew, Outcome::kHandedToCare), Stage::kNew);
  EXPECT_EQ(after(Stage::kNew, Outcome::kSpokeToGate), Stage::kContacted);
  EXPECT_EQ(after(Stage::kNew, Outcome::kConversation), Stage::kContacted);
  EXPECT_EQ(after(Stage::kNew, Outcome::kUnderContract), Stage::kContacted);
  EXPECT_EQ(after(Stage::kNew, Outcome::kInterested), Stage::kQualified);
  EXPECT_EQ(after(Stage::kNew, Outcome::kAppointmentSet), Stage::kQualified);
  EXPECT_EQ(after(Stage::kNew, Outcome::kPresented), Stage::kPresented);
  EXPECT_EQ(after(Stage::kNew, Outcome::kProposalSent), Stage::kProposalOut);
  EXPECT_EQ(after(Stage::kNew, Outcome::kSold), Stage::kOrderSubmitted);
  EXPECT_EQ(after(Stage::kNew, Outcome::kNotInterested), Stage::kClosedLost);
  EXPECT_EQ(after(Stage::kNew, Outcome::kDoNotContact), Stage::kClosedLost);
  EXPECT_EQ(after(Stage::kNew, Outcome::kClosedDown), Stage::kClosedLost);
}

TEST(Stages, TheKindCountsWhenSomebodyWasThere) {
  EXPECT_EQ(after(Stage::kNew, Outcome::kInterested, ActivityKind::kPresentation),
            Stage::kPresented);
  EXPECT_EQ(after(Stage::kNew, Outcome::kNotIn, ActivityKind::kPresentation), Stage::kNew);
  EXPECT_EQ(after(Stage::kNew, Outcome::kConversation, ActivityKind::kProposal),
            Stage::kProposalOut);
}

TEST(Stages, NothingButALossMovesAnOpenBusinessBackwards) {
  for (const Stage before : model::kStages) {
    if (before >= Stage::kClosedLost) continue;
    for (const Outcome outcome : kOutcomes) {
      for (const ActivityKind kind :
           {ActivityKind::kCall, ActivityKind::kVisit, ActivityKind::kPresentation,
            ActivityKind::kProposal, ActivityKind::kNote, ActivityKind::kFollowUp}) {
        EXPECT_GE(after(before, outcome, kind), before)
            << model::to_text(before) << " + " << model::to_text(outcome);
      }
    }
  }
}

TEST(Stages, CustomersAreNotLostByARefusal) {
  EXPECT_EQ(after(Stage::kBilling, Outcome::kNotInterested), Stage::kBilling);
  EXPECT_EQ(after(Stage::kInstalled, Outcome::kDoNotContact), Stage::kInstalled);
  EXPECT_EQ(after(Stage::kBilling, Outcome::kClosedDown), Stage::kClosedLost);
  EXPECT_EQ(after(Stage::kOrderSubmitted, Outcome::kNotInterested), Stage::kClosedLost);
}

TEST(Stages, ALostBusinessOpensAgainOnInterestNotOnAChat) {
  EXPECT_EQ(after(Stage::kClosedLost, Outcome::kConversation), Stage::kClosedLost);
  EXPECT_EQ(after(Stage::kClosedLost, Outcome::kInterested), Stage::kQualified);
  EXPECT_EQ(after(Stage::kClosedLost, Outcome::kSold), Stage::kOrderSubmitted);

  model::Business closed = business_at(Stage::kClosedLost);
  closed.closed = true;
  closed.do_not_contact = true;
  const model::Business reopened = applied(closed, visit("B1", Outcome::kInterested));
  EXPECT_FALSE(reopened.closed);
  EXPECT_TRUE(reopened.do_not_contact) << "nothing lifts do-not-contact";
}

TEST(Stages, InterestDoesNotBuildPlant) {
  EXPECT_EQ(after(Stage::kNotServiceable, Outcome::kInterested), Stage::kNotServiceable);
  EXPECT_EQ(after(Stage::kNotServiceable, Outcome::kProposalSent), Stage::kProposalOut);
  EXPECT_EQ(after(Stage::kNotServiceable, Outcome::kNotInterested), Stage::kClosedLost);
}

TEST(Stages, FlagsFollowTheirOutcomes) {
  const model::Business business = business_at(Stage::kContacted);
  EXPECT_TRUE(applied(business, call("B1", Outcome::kDoNotContact)).do_not_contact);
  EXPECT_FALSE(applied(business, call("B1", Outcome::kDoNotContact)).closed);
  EXPECT_TRUE(applied(business, visit("B1", Outcome::kClosedDown)).closed);
  EXPECT_FALSE(applied(business, visit("B1", Outcome::kNotInterested)).do_not_contact);
}

TEST(Stages, ASaleLeavesTheCustomerStatusToTheCustomerList) {
  const model::Business sold = applied(business_at(Stage::kProposalOut), sale("B1", 12995));
  EXPECT_EQ(sold.stage, Stage::kOrderSubmitted);
  EXPECT_EQ(sold.customer_status, model::CustomerStatus::kNever);
}

TEST(Stages, OnlyCompletedVisitsSetTheLastVisitAndNeverBack) {
  model::Business business = business_at(Stage::kNew);
  EXPECT_FALSE(applied(business, visit("B1", Outcome::kNotIn)).last_visit);
  EXPECT_FALSE(applied(business, call("B1", Outcome::kConversation)).last_visit);
  EXPECT_FALSE(applied(business, visit("B1", Outcome::kHandedToCare)).last_visit);
  business = applied(business, visit("B1", Outcome::kSpokeToGate, "2026-11-20"));
  EXPECT_EQ(business.last_visit, core::parse_date("2026-11-20"));
  business = applied(business, visit("B1", Outcome::kConversation, "2026-11-10"));
  EXPECT_EQ(business.last_visit, core::parse_date("2026-11-20")) << "entered late";
}

TEST(Stages, NothingElseChanges) {
  const model::Business before = business_at(Stage::kNew);
  EXPECT_EQ(applied(before, visit("B1", Outcome::kNotIn)), before);
}

TEST(ActivityClasses, NotInIsAnAttemptAndNoConversation) {
  const model::Activity not_in = visit("B1", Outcome::kNotIn);
  EXPECT_TRUE(is_attempt(not_in));
  EXPECT_FALSE(is_contact(not_in));
  EXPECT_FALSE(is_conversation(not_in));
  EXPECT_FALSE(is_completed_visit(not_in));
}

TEST(ActivityClasses, EachCountsWhatItIs) {
  EXPECT_TRUE(is_contact(call("B1", Outcome::kSpokeToGate)));
  EXPECT_FALSE(is_conversation(call("B1", Outcome::kSpokeToGate)));
  EXPECT_FALSE(is_conversation(call("B1", Outcome::kDoNotContact)));
  EXPECT_TRUE(is_conversation(call("B1", Outcome::kNotInterested)));
  EXPECT_FALSE(is_attempt(visit("B1", Outcome::kHandedToCare)));
  EXPECT_FALSE(is_attempt(activity("B1", ActivityKind::kNote, Outcome::kDoNotContact)));
  EXPECT_TRUE(is_completed_visit(visit("B1", Outcome::kClosedDown)));
  EXPECT_FALSE(is_contact(visit("B1", Outcome::kClosedDown)));
}

TEST(Validate, NamesWhatIsMissing) {
  const auto message = [](const model::Activity& entry) -> std::string {
    try {
      validate(entry);
    } catch (const core::ConfigError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message(visit("B1", Outcome::kNotIn)), "");
  EXPECT_EQ(message(sale("B1", 9900)), "");
  EXPECT_EQ(message(activity("B1", ActivityKind::kNote, Outcome::kNone)), "");
  EXPECT_THAT(message(visit("B1", Outcome::kNone)), ::testing::HasSubstr("without an outcome"));
  EXPECT_THAT(message(call("B1", Outcome::kNone)), ::testing::HasSubstr("without an outcome"));
  EXPECT_THAT(message(visit("", Outcome::kNotIn)), ::testing::HasSubstr("names no business"));
  EXPECT_THAT(message(visit("B1", Outcome::kSold)), ::testing::HasSubstr("--mrc"));
  EXPECT_THAT(message(sale("B1", -1)), ::testing::HasSubstr("below zero"));
  EXPECT_THAT(message(activity("B1", ActivityKind::kSale, Outcome::kInterested)),
              ::testing::HasSubstr("ends with the outcome sold"));
  EXPECT_THAT(message(activity("B1", ActivityKind::kFollowUp, Outcome::kNone)),
              ::testing::HasSubstr("needs its day"));

  model::Activity early = visit("B1", Outcome::kInterested, "2026-11-23");
  early.follow_up = core::parse_date("2026-11-22");
  EXPECT_THAT(message(early), ::testing::HasSubstr("before the activity"));
  early.follow_up = core::parse_date("2026-11-23");
  EXPECT_EQ(message(early), "");

  model::Activity timeless = visit("B1", Outcome::kNotIn);
  timeless.at = {};
  EXPECT_THAT(message(timeless), ::testing::HasSubstr("valid date and time"));
}

TEST(Validate, KindsThatSpeakForThemselvesHaveAnImpliedOutcome) {
  EXPECT_EQ(implied_outcome(ActivityKind::kPresentation), Outcome::kPresented);
  EXPECT_EQ(implied_outcome(ActivityKind::kProposal), Outcome::kProposalSent);
  EXPECT_EQ(implied_outcome(ActivityKind::kSale), Outcome::kSold);
  EXPECT_EQ(implied_outcome(ActivityKind::kNote), Outcome::kNone);
  EXPECT_FALSE(implied_outcome(ActivityKind::kVisit).has_value());
  EXPECT_FALSE(implied_outcome(ActivityKind::kCall).has_value());
}

}  // namespace
}  // namespace nearnet::tracking
