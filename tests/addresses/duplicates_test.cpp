// SPDX-License-Identifier: Apache-2.0
#include "addresses/duplicates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "addresses/address.h"
#include "addresses/business_keys.h"
#include "addresses/merge.h"
#include "core/random.h"

namespace nearnet::addresses {
namespace {

using model::Business;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Wish {
  std::string name;
  std::string address = {};
  std::string phone = {};
  std::string website = {};
  std::optional<geo::LonLat> place = {};
};

std::vector<Business> businesses(const std::vector<Wish>& wishes) {
  std::vector<Business> all;
  for (const Wish& wish : wishes) {
    Business made;
    made.id = core::BusinessId("B" + std::to_string(all.size()));
    made.name = wish.name;
    made.address1 = wish.address;
    made.city = "Westbrook";
    made.phone = wish.phone;
    made.website = wish.website;
    made.position = wish.place;
    all.push_back(made);
  }
  return all;
}

std::vector<std::vector<std::size_t>> groups_of(const std::vector<Wish>& wishes) {
  std::vector<std::vector<std::size_t>> groups;
  for (const DuplicateGroup& group : find_duplicates(businesses(wishes), {})) {
    groups.push_back(group.members);
    std::sort(groups.back().begin(), groups.back().end());
  }
  return groups;
}

constexpr geo::LonLat kHere{-70.36, 43.68};
constexpr geo::LonLat kNextDoor{-70.3604, 43.68};  // 32 m
constexpr geo::LonLat kElsewhere{-70.30, 43.68};

TEST(BusinessKeys, PhonesDomainsAndNamesInNormalForm) {
  for (const char* text : {"(207) 555-0112", "+1 207 555 0112", "1-207-555-0112 x12", "2075550112",
                           "207.555.0112 ext. 3"}) {
    EXPECT_EQ(normal_phone(text), "2075550112") << text;
  }
  EXPECT_EQ(normal_phone("000-000-0000"), "");
  EXPECT_EQ(normal_phone("n/a"), "");
  EXPECT_EQ(normal_phone("911"), "");
  EXPECT_EQ(normal_domain("https://www.Shop.example.com/a?b"), "shop.example.com");
  EXPECT_EQ(normal_domain("shop.example.com"), "shop.example.com");
  EXPECT_EQ(normal_domain("http://facebook.com/shop"), "");
  EXPECT_EQ(normal_domain("https://m.facebook.com/shop"), "");
  EXPECT_EQ(normal_domain("none"), "");
  EXPECT_EQ(normal_name("The Coffee Co., LLC"), "COFFEE");
  EXPECT_EQ(normal_name("The Company"), "THE COMPANY");
  EXPECT_EQ(name_similarity("BANGOR SAVINGS BANK", "SAVINGS BANK BANGOR"), 1.0);
  EXPECT_EQ(name_similarity("DUNKIN DONUTS", "DUNKINDONUTS"), 1.0);
  EXPECT_EQ(name_similarity("DUNKIN", "DUNKIN DONUTS"), 0.85);
  EXPECT_GT(name_similarity("ALLAGASH BREWING", "ALAGASH BREWING"), 0.9);
  EXPECT_LT(name_similarity("ALLAGASH BREWING", "MAINE BEER"), 0.5);
  EXPECT_EQ(name_similarity("", ""), 0.0);
}

TEST(Duplicates, SamePlaceAndName) {
  EXPECT_THAT(groups_of({{"Joe's Pizza", "12 Main St"}, {"JOES PIZZA LLC", "12 main street"}}),
              ElementsAre(ElementsAre(0U, 1U)));
  EXPECT_THAT(groups_of({{.name = "Joe's Pizza", .place = kHere},
                         {.name = "Joes Pizzza", .place = kNextDoor}}),
              ElementsAre(ElementsAre(0U, 1U)));
  EXPECT_THAT(groups_of({{.name = "Joe's Pizza", .place = kHere},
                         {.name = "Joe's Pizza", .place = kElsewhere}}),
              IsEmpty());
  EXPECT_THAT(groups_of({{"Joe's Pizza", "12 Main St"}, {"Ada's Books", "12 Main St"}}), IsEmpty())
      << "two tenants";
}

TEST(Duplicates, PhonesCountWhereNothingSpeaksAgainstThem) {
  EXPECT_THAT(groups_of({{"Joe's Pizza", "12 Main St", "207-555-0112"},
                         {"Jo Napoli Inc", "12 Main St", "(207) 555-0112"}}),
              ElementsAre(ElementsAre(0U, 1U)));
  EXPECT_THAT(groups_of({{"Joe's Pizza", "12 Main St", "207-555-0112"},
                         {"Joe's Pizza", "", "(207) 555-0112"}}),
              ElementsAre(ElementsAre(0U, 1U)));
  EXPECT_THAT(groups_of({{"Joe's Pizza", "12 Main St", "800-555-0112"},
                         {"Joe's Pizza", "99 Oak St", "800-555-0112"}}),
              IsEmpty())
      << "two shops of a chain with one number";
}

TEST(Duplicates, ADomainAloneIsAChain) {
  EXPECT_THAT(groups_of({{"Joe's Pizza", "12 Main St", "", "joes.example"},
                         {"Joe's Pizza", "99 Oak St", "", "joes.example"}}),
              IsEmpty());
  EXPECT_THAT(
      groups_of({{"Joe's Pizza", "", "", "joes.example"}, {"Joe's Pizza", "", "", "joes.example"}}),
      IsEmpty());
  EXPECT_THAT(groups_of({{"Joe's Pizza", "12 Main St", "", "joes.example"},
                         {"Napoli Kitchen", "12 Main St", "", "https://www.joes.example/"}}),
              ElementsAre(ElementsAre(0U, 1U)));
}

TEST(Duplicates, SuitesStaySeparate) {
  EXPECT_THAT(groups_of({{"Regus Office", "12 Main St Ste 1", "207-555-0112"},
                         {"Regus Office", "12 Main St Ste 2", "207-555-0112"}}),
              IsEmpty());
  // A record without a suite may be either of them, but it does not make the two one.
  const auto groups = groups_of({{"Regus Office", "12 Main St Ste 1", "207-555-0112"},
                                 {"Regus Office", "12 Main St", "207-555-0112"},
                                 {"Regus Office", "12 Main St Ste 2", "207-555-0112"}});
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].size(), 2U);
  EXPECT_TRUE(groups[0][0] == 1U || groups[0][1] == 1U);
}

TEST(Duplicates, NeighboursWithLikeNamesAreNotOne) {
  EXPECT_THAT(
      groups_of({{.name = "Main Street Dental", .address = "100 Main St", .place = kHere},
                 {.name = "Main Street Deli", .address = "102 Main St", .place = kNextDoor}}),
      IsEmpty());
  EXPECT_THAT(groups_of({{.name = "Joe's Pizza", .address = "100 Main St", .place = kHere},
                         {.name = "Joe's Pizza", .address = "1 Elm Sq", .place = kNextDoor}}),
              ElementsAre(ElementsAre(0U, 1U)))
      << "a corner has two addresses";
}

TEST(Duplicates, KnownDistinctPairsDoNotComeBack) {
  const std::vector<Business> all = businesses({{"Joe's Pizza", "12 Main St"},
                                                {"Joe's Pizza", "12 Main St"},
                                                {"Joe's Pizza", "12 Main St"}});
  ASSERT_EQ(find_duplicates(all, {}).size(), 1U);
  EXPECT_EQ(find_duplicates(all, {})[0].members.size(), 3U);
  const std::vector<model::DistinctPair> known = {{all[0].id, all[1].id}};
  const auto groups = find_duplicates(all, known);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].members.size(), 2U);
  const std::vector<model::DistinctPair> every = {
      {all[0].id, all[1].id}, {all[0].id, all[2].id}, {all[1].id, all[2].id}};
  EXPECT_THAT(find_duplicates(all, every), IsEmpty());
}

TEST(Duplicates, TheMostCompleteRecordComesFirstWithTheEvidence) {
  std::vector<Business> all =
      businesses({{"Joe's Pizza", "12 Main St"},
                  {"Joe's Pizza", "12 Main St", "207-555-0112", "joes.example"}});
  const auto groups = find_duplicates(all, {});
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_THAT(groups[0].members, ElementsAre(1U, 0U));
  EXPECT_EQ(describe(groups[0].pairs[0]), "same address, name");
  EXPECT_NEAR(groups[0].confidence, 0.8, 1e-9);
  all[0].phone = "1 207 555 0112";
  EXPECT_NEAR(find_duplicates(all, {})[0].confidence, 0.99, 1e-9);
  all[0].phone = "1 207 555 9999";
  EXPECT_NEAR(find_duplicates(all, {})[0].confidence, 0.65, 1e-9);
}

std::set<std::set<std::string>> id_groups(const std::vector<Business>& all) {
  std::set<std::set<std::string>> groups;
  for (const DuplicateGroup& group : find_duplicates(all, {})) {
    std::set<std::string> ids;
    for (const std::size_t i : group.members) ids.insert(all[i].id.text());
    groups.insert(ids);
  }
  return groups;
}

TEST(Duplicates, TheOrderOfTheListDoesNotMatter) {
  const std::uint64_t seed = 5;
  SCOPED_TRACE("seed " + std::to_string(seed));
  core::Random random(seed);
  std::vector<Wish> wishes;
  for (int i = 0; i < 400; ++i) {
    const std::vector<std::string> names = {"Joe's Pizza", "Joes Pizza LLC", "Ada Books",
                                            "Ada's Books", ""};
    Wish wish;
    wish.name = names[random.below(names.size())];
    wish.address = std::to_string(1 + random.below(30)) + " Main St";
    if (random.chance(0.3)) wish.address += " Ste " + std::to_string(random.below(3));
    if (random.chance(0.3)) wish.phone = "207555010" + std::to_string(random.below(10));
    if (random.chance(0.5)) wish.place = geo::LonLat{-70.3 - 0.01 * random.uniform(), 43.68};
    wishes.push_back(wish);
  }
  std::vector<Business> all = businesses(wishes);
  const auto expected = id_groups(all);
  EXPECT_GT(expected.size(), 10U);
  // In any group, no two in different units of one address.
  for (const DuplicateGroup& group : find_duplicates(all, {})) {
    for (const std::size_t a : group.members) {
      for (const std::size_t b : group.members) {
        const Address one = address_of(all[a]);
        const Address other = address_of(all[b]);
        const bool both = !one.unit.empty() && !other.unit.empty();
        EXPECT_TRUE(place_key(one) != place_key(other) || !both || same_unit(one.unit, other.unit));
      }
    }
  }
  for (int round = 0; round < 5; ++round) {
    random.shuffle(all);
    EXPECT_EQ(id_groups(all), expected);
  }
}

/// Blocks must not lose a pair that comparing everyone with everyone would find.
TEST(Duplicates, BlocksLoseNoPairOfOnePlaceThatSharesAWord) {
  const std::vector<Wish> wishes = {{.name = "Joe's Pizza", .place = kHere},
                                    {.name = "Napoli Joe's Pizza", .place = kNextDoor},
                                    {"Coffee By Design", "12 Main St"},
                                    {"Design Coffee By", "12 Main Street"}};
  EXPECT_EQ(groups_of(wishes).size(), 2U);
}

TEST(Merge, BlanksAreFilledAndNothingLearnedIsLost) {
  Business keep;
  keep.id = core::BusinessId("1");
  keep.name = "Joe's Pizza";
  keep.city = "Westbrook";
  keep.last_visit = core::parse_date("2026-03-01");
  Business dropped;
  dropped.id = core::BusinessId("2");
  dropped.name = "JOES PIZZA";
  dropped.phone = "207-555-0112";
  dropped.address1 = "12 Main St";
  dropped.zip = "04092";
  dropped.position = geo::LonLat{-70.36, 43.68};
  dropped.geocode_quality = model::GeocodeQuality::kRooftop;
  dropped.geocode_source = "points.csv";
  dropped.stage = model::Stage::kPresented;
  dropped.customer_status = model::CustomerStatus::kFormer;
  dropped.do_not_contact = true;
  dropped.last_visit = core::parse_date("2026-05-01");
  const Business one = merged(keep, dropped);
  EXPECT_EQ(one.id, keep.id);
  EXPECT_EQ(one.name, "Joe's Pizza");
  EXPECT_EQ(one.phone, "207-555-0112");
  EXPECT_EQ(one.address1, "12 Main St");
  EXPECT_EQ(one.zip, "04092");
  EXPECT_EQ(one.position, dropped.position);
  EXPECT_EQ(one.geocode_quality, model::GeocodeQuality::kRooftop);
  EXPECT_EQ(one.stage, model::Stage::kPresented);
  EXPECT_EQ(one.customer_status, model::CustomerStatus::kFormer);
  EXPECT_TRUE(one.do_not_contact);
  EXPECT_EQ(one.last_visit, dropped.last_visit);
  EXPECT_GT(known_facts(one), known_facts(keep));
  EXPECT_EQ(merged(one, one), one);
}

}  // namespace
}  // namespace nearnet::addresses
