// SPDX-License-Identifier: Apache-2.0
#include "workspace/address_steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "storage/tables.h"
#include "workspace/check.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using core::BusinessId;
using model::GeocodeQuality;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Four records of one shop from two lists, in an empty town.
class Shops : public ::testing::Test {
 protected:
  void SetUp() override {
    import("a.csv",
           "id,name,address,city,phone,lon,lat\nA1,Joe's Pizza,12 Main St,Bangor,,,\nA2,Ada "
           "Books,14 Main St,Bangor,,-68.771,44.801\n");
    import("b.csv",
           "id,name,address,city,phone,lon,lat\nB1,Joes Pizza,12 Main "
           "St,Bangor,2075550112,-68.77123,44.80123\nB2,JOES,12 Main St,Bangor,,,\n");
  }
  ImportRun import(const std::string& name, const std::string& text) {
    return town_.import(market_, ImportKind::kBusinesses, town_.write(name, text));
  }
  void merge(const char* keep, std::vector<BusinessId> drop) {
    market_.apply(merge_businesses(market_.snapshot(), BusinessId(keep), drop));
  }
  model::Business business(const char* id) {
    const Snapshot now = market_.snapshot();
    const model::Business* found = now.businesses.find(BusinessId(id));
    EXPECT_NE(found, nullptr) << id;
    return found != nullptr ? *found : model::Business{};
  }
  std::vector<std::string> ids() {
    std::vector<std::string> all;
    for (const model::Business& row : market_.snapshot().businesses.rows())
      all.push_back(row.id.text());
    return all;
  }

  Town town_;
  Workspace market_ = town_.open();
};

TEST_F(Shops, MergingFillsBlanksAndMovesWhatWasDone) {
  market_.apply(log_activity(market_.snapshot(), visit("B1", model::Outcome::kInterested)));
  market_.apply(log_activity(market_.snapshot(), visit("A2", model::Outcome::kInterested)));
  merge("A1", {BusinessId("B1"), BusinessId("B2")});
  EXPECT_THAT(ids(), ElementsAre("A1", "A2"));
  EXPECT_EQ(business("A1").name, "Joe's Pizza");
  EXPECT_EQ(business("A1").phone, "2075550112");
  EXPECT_EQ(business("A1").position, (geo::LonLat{-68.77123, 44.80123}));
  EXPECT_EQ(business("A1").stage, model::Stage::kQualified);
  const Snapshot now = market_.snapshot();
  ASSERT_EQ(now.activities.size(), 2U);
  EXPECT_EQ(now.activities.rows()[0].business.text(), "A1");
  EXPECT_EQ(now.activities.rows()[1].business.text(), "A2");
  EXPECT_EQ(now.business_aliases.size(), 2U);
  EXPECT_EQ(market_.audit().front().command, "addresses merge");
  EXPECT_EQ(market_.audit().front().what, "B1, B2 into A1");
  EXPECT_THAT(check(now, market_.store()), IsEmpty());

  market_.undo();
  EXPECT_THAT(ids(), ElementsAre("A1", "A2", "B1", "B2"));
  EXPECT_EQ(business("A1").phone, "");
  EXPECT_TRUE(market_.snapshot().business_aliases.empty());
  EXPECT_EQ(market_.snapshot().activities.rows()[0].business.text(), "B1");
}

TEST_F(Shops, AMergedKeyIsNotBroughtBackByItsList) {
  merge("A1", {BusinessId("B1")});
  const ImportRun run = import(
      "b.csv",
      "id,name,address,city,phone,lon,lat,email\nB1,Joes Pizza,12 Main "
      "St,Bangor,2075550112,-68.77123,44.80123,joe@example.com\nB2,JOES,12 Main St,Bangor,,,,\n");
  EXPECT_EQ(run.rows_read, 2);
  EXPECT_EQ(run.counts.imported, 0);
  EXPECT_EQ(run.counts.updated, 1) << "the e-mail is new";
  EXPECT_EQ(run.counts.unchanged, 1);
  EXPECT_THAT(ids(), ElementsAre("A1", "A2", "B2"));
  EXPECT_EQ(business("A1").email, "joe@example.com");
  // Its own list does not blank what came from the other.
  import("a.csv", "id,name,address,city,phone,lon,lat\nA1,Joe's Pizza,12 Main St,Bangor,,,\n");
  EXPECT_EQ(business("A1").phone, "2075550112");
  EXPECT_EQ(business("A1").email, "joe@example.com");
}

TEST_F(Shops, MergedKeysFollowWhenTheKeptOneIsMergedToo) {
  market_.apply(mark_distinct(market_.snapshot(), {BusinessId("B1"), BusinessId("A2")}));
  merge("B1", {BusinessId("B2")});
  merge("A1", {BusinessId("B1")});
  const Snapshot now = market_.snapshot();
  ASSERT_EQ(now.business_aliases.size(), 2U);
  for (const model::BusinessAlias& alias : now.business_aliases.rows()) {
    EXPECT_EQ(alias.business.text(), "A1") << alias.alias.text();
  }
  EXPECT_EQ(now.not_duplicates.rows(),
            (std::vector<model::DistinctPair>{{BusinessId("A1"), BusinessId("A2")}}));
}

TEST_F(Shops, BothRowsInOneListCountAsTwo) {
  merge("A1", {BusinessId("B1"), BusinessId("B2")});
  const ImportRun run =
      import("all.csv",
             "id,name,address,city,phone,lon,lat\nB1,Joes Pizza,12 Main St,Bangor,,,\n"
             "A1,Joe's Pizza,12 Main St,Bangor,,,\nB2,JOES,12 Main St,Bangor,,,\n");
  EXPECT_EQ(run.rows_read, 3);
  EXPECT_EQ(run.counts.imported + run.counts.updated + run.counts.unchanged, 3);
  EXPECT_EQ(run.counts.imported, 0);
  EXPECT_THAT(ids(), ElementsAre("A1", "A2"));
}

TEST_F(Shops, WhatWasFoundStaysUntilTheAddressChanges) {
  market_.apply(place_business(market_.snapshot(), BusinessId("A2"), {-68.775, 44.805}));
  import("a.csv",
         "id,name,address,city,phone,lon,lat\nA2,Ada Books,14 Main St,Bangor,,-68.771,44.801\n");
  EXPECT_EQ(business("A2").position, (geo::LonLat{-68.775, 44.805}));
  EXPECT_EQ(business("A2").geocode_quality, GeocodeQuality::kPlaced);
  import("a.csv",
         "id,name,address,city,phone,lon,lat\nA2,Ada Books,99 Oak St,Bangor,,-68.771,44.801\n");
  EXPECT_EQ(business("A2").position, (geo::LonLat{-68.771, 44.801}));
  EXPECT_EQ(business("A2").geocode_quality, GeocodeQuality::kGiven);
}

TEST_F(Shops, GeocodingNeedsAReferenceAndUsesOnlyGoodAnswers) {
  EXPECT_THROW(geocode_addresses(market_.snapshot(), {}, Town::job()), core::ConfigError);
  town_.import(market_, ImportKind::kAddresses, town_.file(town_file(ImportKind::kAddresses)));
  const GeocodeRun run = geocode_addresses(market_.snapshot(), {}, Town::job());
  EXPECT_EQ(run.used, 2) << "A1 and B2 at 12 Main St";
  market_.apply(run.command);
  EXPECT_EQ(business("A1").position, (geo::LonLat{-68.77, 44.801}));
  EXPECT_EQ(business("A1").geocode_quality, GeocodeQuality::kRooftop);
  EXPECT_EQ(business("A1").geocode_source, "addresses.csv");
  import("c.csv", "id,name,address,city,zip\nC1,Cy Cafe,900 Main St,Bangor,04401\n");
  const GeocodeRun rough = geocode_addresses(market_.snapshot(), {}, Town::job());
  EXPECT_EQ(rough.used, 0);
  market_.apply(rough.command);
  EXPECT_EQ(business("C1").geocode_quality, GeocodeQuality::kNone);
  EXPECT_EQ(business("C1").geocode_source, "NO_NUMBER");
  EXPECT_EQ(
      geocode_addresses(market_.snapshot(), {.minimum = GeocodeQuality::kStreet}, Town::job()).used,
      1);
}

TEST_F(Shops, TheCheckNoticesKeysThatMeanTwoThings) {
  market_.apply({"damage", "", std::nullopt, [](storage::Transaction& transaction) {
                   storage::upsert(transaction, storage::business_aliases(),
                                   {{BusinessId("A1"), BusinessId("A2")},
                                    {BusinessId("X1"), BusinessId("X2")}});
                 }});
  EXPECT_THAT(check(market_.snapshot(), market_.store()),
              ElementsAre(::testing::HasSubstr("is still there"),
                          ::testing::HasSubstr("which is no business")));
}

TEST(MergeInAPlan, StopsAndTheRestBecomeTheKeptOnes) {
  const Town town;
  Workspace market = town.published();
  DayPlanRequest days;
  days.rep = core::RepId("R1");
  days.from = kMonday;
  days.days = 1;
  days.iterations = 500;
  market.apply(plan_days(market.snapshot(), days, Town::job()).command);
  const Snapshot before = market.snapshot();
  ASSERT_GT(before.stops.size(), 1U);
  const BusinessId dropped = before.stops.rows()[0].business;
  const BusinessId keep = before.unserved.empty() ? before.stops.rows()[1].business
                                                  : before.unserved.rows()[0].business;
  market.apply(merge_businesses(before, keep, {dropped}));
  const Snapshot after = market.snapshot();
  EXPECT_EQ(after.businesses.find(dropped), nullptr);
  EXPECT_EQ(after.prospects.find(dropped), nullptr);
  EXPECT_EQ(after.stops.size(), before.stops.size());
  EXPECT_EQ(after.stops.rows()[0].business, keep);
  EXPECT_THAT(check(after, market.store()), IsEmpty());
  market.undo();
  EXPECT_EQ(market.snapshot().stops.rows(), before.stops.rows());
  EXPECT_EQ(market.snapshot().prospects.rows(), before.prospects.rows());
}

}  // namespace
}  // namespace nearnet::workspace
