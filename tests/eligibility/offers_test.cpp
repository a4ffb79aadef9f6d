// SPDX-License-Identifier: Apache-2.0
#include "eligibility/offers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "eligibility/explain.h"
#include "eligibility/random_plant.h"

namespace nearnet::eligibility {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kSquare = "POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))";

model::Footprint offer(std::string id, std::string technology, std::optional<double> down,
                       std::optional<double> up = {}, std::string_view as_of = {}) {
  model::Footprint footprint = testing::footprint(std::move(id), kSquare);
  footprint.technology = std::move(technology);
  footprint.max_down_mbps = down;
  footprint.max_up_mbps = up;
  if (!as_of.empty()) footprint.as_of = core::parse_date(as_of);
  return footprint;
}

std::vector<std::string> sorted(const std::vector<model::Footprint>& footprints) {
  std::vector<const model::Footprint*> pointers;
  for (const model::Footprint& footprint : footprints) pointers.push_back(&footprint);
  std::vector<std::string> first;
  do {
    std::vector<const model::Footprint*> order = pointers;
    sort_offers(order, Rules{});
    std::vector<std::string> ids;
    for (const model::Footprint* footprint : order) ids.push_back(footprint->id.text());
    if (first.empty()) first = ids;
    EXPECT_EQ(ids, first) << "the order they come in must not matter";
  } while (std::next_permutation(pointers.begin(), pointers.end()));
  return first;
}

TEST(Offers, TechnologyThenSpeedThenVintageThenIdDecide) {
  EXPECT_THAT(sorted({offer("1", "40", 2000), offer("2", "50", 100), offer("3", "71", 9000)}),
              ElementsAre("2", "1", "3"));
  EXPECT_THAT(sorted({offer("1", "40", 100, 10), offer("2", " 40", 1000, 5), offer("3", "40", {})}),
              ElementsAre("2", "1", "3"));
  EXPECT_THAT(sorted({offer("1", "Coax", 100, 10), offer("2", "coax", 100, 35)}),
              ElementsAre("2", "1"));
  EXPECT_THAT(sorted({offer("1", "40", 100, 10), offer("2", "40", 100, 10, "2024-06-30"),
                      offer("3", "40", 100, 10, "2025-06-30")}),
              ElementsAre("3", "2", "1"));
  EXPECT_THAT(sorted({offer("10", "40", 100), offer("9", "40", 100)}), ElementsAre("9", "10"));
}

TEST(Offers, TheSmallestIdStaysTheFootprintAndTheBestOfferIsNamedBeside) {
  const std::vector<model::Footprint> plant = {offer("1", "10", 25, 3),
                                               offer("2", "50", 1000, 1000)};
  const model::Business shop = testing::business("s", {0.005, 0.005});
  const Inputs inputs{.businesses = std::span(&shop, 1), .footprints = plant, .offers = true};
  const Explanation explanation = explain(shop, inputs, network_index(plant, {}), {});
  EXPECT_EQ(explanation.prospect.footprint.text(), "1");
  EXPECT_EQ(explanation.prospect.offer.text(), "2");
  EXPECT_THAT(explanation.offers,
              ElementsAre("footprint 2, technology 50, 1000/1000 Mbit/s, record without a date",
                          "footprint 1, technology 10, 25/3 Mbit/s, record without a date"));
  EXPECT_THAT(to_text(explanation), HasSubstr("Best offer: footprint 2, technology 50"));
  EXPECT_THAT(to_text(explanation), HasSubstr("Also:       footprint 1, technology 10"));
  EXPECT_EQ(evaluate(inputs, {}, core::JobContext({.threads = 1})).at(0), explanation.prospect);
}

}  // namespace
}  // namespace nearnet::eligibility
