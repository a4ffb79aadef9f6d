// SPDX-License-Identifier: Apache-2.0
#include "ui/prospect_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <chrono>

#include "core/random.h"
#include "ui/small_market.h"

namespace nearnet::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::small_market;
using testing::unjudged_market;

struct Listed {
  explicit Listed(workspace::Snapshot shown) : snapshot(std::move(shown)) {
    market.update(snapshot);
  }

  std::vector<std::string> ids(const RowFilter& filter, const RowSort& sort) {
    rows.update(snapshot, market, filter, sort);
    std::vector<std::string> all;
    for (const std::uint32_t index : rows.shown()) {
      all.push_back(market.prospects().rows()[index].business.text());
    }
    return all;
  }

  workspace::Snapshot snapshot;
  Market market;
  ProspectRows rows;
};

TEST(NaturalKey, SortsNumbersByValueAndLettersWithoutCase) {
  const auto before = [](const char* a, const char* b) { return natural_key(a) < natural_key(b); };
  EXPECT_TRUE(before("Shop 9", "Shop 10"));
  EXPECT_TRUE(before("shop 9", "SHOP 10"));
  EXPECT_TRUE(before("Shop 2b", "Shop 10a"));
  EXPECT_TRUE(before("apple", "Banana"));
  EXPECT_TRUE(before("A", "A 1"));
  EXPECT_EQ(natural_key("Shop 007"), natural_key("shop 7"));
}

TEST(ProspectRows, SortByScoreWithThoseWithoutOneLast) {
  Listed listed(small_market());
  EXPECT_THAT(listed.ids({}, {Column::kScore, true}),
              ElementsAre("A-1", "A-10", "A-2", "B-1", "A-9", "C-1"));
  EXPECT_THAT(listed.ids({}, {Column::kScore, false}),
              ElementsAre("B-1", "A-2", "A-10", "A-1", "A-9", "C-1"));
}

TEST(ProspectRows, SortNamesNaturally) {
  Listed listed(small_market());
  EXPECT_THAT(listed.ids({}, {Column::kName, false}),
              ElementsAre("A-1", "A-9", "B-1", "C-1", "A-10", "A-2"));
}

TEST(ProspectRows, FilterByEveryWordInAnyField) {
  Listed listed(small_market());
  EXPECT_THAT(listed.ids({.text = "bangor shop"}, {Column::kName, false}),
              ElementsAre("A-10", "A-2"));
  EXPECT_THAT(listed.ids({.text = "CAFÉ"}, {}), IsEmpty()) << "only ASCII letters change case";
  EXPECT_THAT(listed.ids({.text = "existing_customer"}, {}), ElementsAre("A-9"));
  EXPECT_THAT(listed.ids({.text = "nothing such"}, {}), IsEmpty());
}

TEST(ProspectRows, FilterByStatusEligibilityStageAndOwner) {
  Listed listed(small_market());
  const RowSort by_name{Column::kName, false};
  EXPECT_THAT(listed.ids({.status = model::NetStatus::kNearNet}, by_name), ElementsAre("B-1"));
  EXPECT_THAT(listed.ids({.eligible = false}, by_name), ElementsAre("A-9", "C-1"));
  EXPECT_THAT(listed.ids({.stage = model::Stage::kBilling}, by_name), ElementsAre("A-9"));
  EXPECT_THAT(listed.ids({.owner = core::RepId("ae-1")}, by_name), ElementsAre("A-1"));
  EXPECT_EQ(listed.ids({.owner = core::RepId()}, by_name).size(), 5U);
}

TEST(ProspectRows, KnowWhereAProspectStands) {
  Listed listed(small_market());
  listed.ids({.eligible = true}, {Column::kScore, true});
  EXPECT_EQ(listed.rows.place_of(0), 0U);
  EXPECT_EQ(listed.rows.place_of(3), 1U);
  EXPECT_EQ(listed.rows.place_of(2), std::nullopt);    // a customer, filtered out
  EXPECT_EQ(listed.rows.place_of(999), std::nullopt);  // no such prospect
}

TEST(ProspectRows, FollowTheWorkspace) {
  Listed listed(small_market());
  listed.ids({}, {Column::kName, false});
  std::vector<model::Business> businesses = listed.snapshot.businesses.rows();
  businesses[1].owner = core::RepId("ae-2");
  listed.snapshot.businesses = {2, businesses};
  listed.market.update(listed.snapshot);
  EXPECT_THAT(listed.ids({.owner = core::RepId("ae-2")}, {Column::kName, false}),
              ElementsAre("A-2"));
}

TEST(Market, ListsBusinessesThatWereNeverJudgedAsUnknown) {
  Market market;
  EXPECT_TRUE(market.update(unjudged_market()));
  ASSERT_EQ(market.prospects().size(), 6U);
  EXPECT_EQ(market.prospects().rows()[4].status, model::NetStatus::kUnknown);
  EXPECT_THAT(market.prospects().rows()[4].reasons, ElementsAre(kNotEvaluated));
  EXPECT_EQ(market.counts().not_evaluated, 6U);
}

TEST(Market, AddsNewBusinessesToTheJudgedOnes) {
  workspace::Snapshot snapshot = small_market();
  std::vector<model::Business> businesses = snapshot.businesses.rows();
  model::Business newcomer;
  newcomer.id = core::BusinessId("N-1");
  businesses.push_back(newcomer);
  snapshot.businesses = {2, businesses};
  Market market;
  market.update(snapshot);
  EXPECT_EQ(market.prospects().size(), 7U);
  EXPECT_EQ(market.counts().not_evaluated, 1U);
  EXPECT_EQ(market.counts().eligible, 4U);
  EXPECT_EQ(market.prospects().index_of(core::BusinessId("N-1")), 6U);
}

TEST(Market, ChangesOnlyWithTheLayersItShows) {
  workspace::Snapshot snapshot = small_market();
  Market market;
  market.update(snapshot);
  const std::uint64_t revision = market.revision();
  snapshot.version = 99;
  snapshot.territories = {7, {}};
  EXPECT_FALSE(market.update(snapshot));
  EXPECT_EQ(market.revision(), revision);
}

/// A made-up list, in no order, with many equal values.
workspace::Snapshot random_market(std::size_t size, core::Random& random) {
  workspace::Snapshot snapshot;
  std::vector<model::Prospect> prospects;
  std::vector<model::Business> businesses;
  for (std::size_t i = 0; i < size; ++i) {
    model::Business business;
    business.id = core::BusinessId(std::to_string(i));
    business.name = "Shop " + std::to_string(random.below(size));
    business.category = random.chance(0.3) ? "" : "trade " + std::to_string(random.below(9));
    model::Prospect prospect;
    prospect.business = business.id;
    prospect.name = business.name;
    prospect.eligible = random.chance(0.5);
    prospect.score = static_cast<double>(random.below(20));
    businesses.push_back(std::move(business));
    prospects.push_back(std::move(prospect));
  }
  snapshot.businesses = {1, businesses};
  snapshot.prospects = {1, prospects};
  return snapshot;
}

TEST(ProspectRows, AgreeWithAPlainSortOfTheVisibleValues) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    Listed listed(random_market(200, random));
    std::vector<std::string> got = listed.ids({.text = "7"}, {Column::kScore, true});

    std::vector<const model::Prospect*> expected;
    for (const model::Prospect& prospect : listed.snapshot.prospects.rows()) {
      const model::Business& business = *listed.snapshot.businesses.find(prospect.business);
      const std::string all = business.id.text() + "|" + business.name + "|" + business.category;
      if (all.find('7') != std::string::npos) expected.push_back(&prospect);
    }
    std::stable_sort(expected.begin(), expected.end(), [](const auto* a, const auto* b) {
      const double mine = a->eligible ? a->score : -1.0;
      const double other = b->eligible ? b->score : -1.0;
      return mine > other;
    });
    ASSERT_EQ(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) EXPECT_EQ(got[i], expected[i]->business.text());
  }
}

TEST(ProspectRows, CostNothingWhileNothingChanges) {
  core::Random random(5);
  Listed listed(random_market(100'000, random));
  listed.ids({}, {Column::kName, false});
  const std::uint32_t* before = listed.rows.shown().data();
  const auto start = std::chrono::steady_clock::now();
  listed.rows.update(listed.snapshot, listed.market, {}, {Column::kName, false});
  const auto unchanged = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(listed.rows.shown().data(), before);
  listed.ids({.text = "shop 77"}, {Column::kName, false});
  const auto filtered = std::chrono::steady_clock::now() - start - unchanged;
  RecordProperty("unchanged_us", std::to_string(unchanged.count() / 1000));
  RecordProperty("new_filter_us", std::to_string(filtered.count() / 1000));
}

}  // namespace
}  // namespace nearnet::ui
