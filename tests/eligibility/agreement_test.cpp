// SPDX-License-Identifier: Apache-2.0
// evaluate and explain must tell the same story, and what explain proposes must work, whatever the
// business, the plant and the rules.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ranges>

#include "eligibility/explain.h"
#include "eligibility/random_plant.h"
#include "eligibility/reasons.h"
#include "testing/sanitizers.h"

namespace nearnet::eligibility {
namespace {

const core::Date kToday = core::parse_date("2026-11-23");
constexpr geo::LonLat kCentre{-68.77, 44.80};

Rules random_rules(core::Random& random) {
  Rules rules;
  rules.near_net = core::Metres(random.chance(0.1) ? 0.0 : random.uniform(10.0, 1'000.0));
  rules.search = core::Metres(random.uniform(0.0, 2'000.0));
  if (random.chance(0.3)) rules.providers = {"ours"};
  rules.exclude_customers = random.chance(0.7);
  rules.exclude_do_not_contact = random.chance(0.7);
  rules.exclude_no_solicit = random.chance(0.7);
  rules.exclude_closed = random.chance(0.7);
  rules.exclude_residential = random.chance(0.7);
  rules.exclude_near_net = random.chance(0.3);
  rules.exclude_under_contract = random.chance(0.5);
  rules.contract_days = static_cast<int>(random.below(200));
  rules.score.contract_ending_days = static_cast<int>(random.below(200));
  if (random.chance(0.3)) rules.method = Method::kAlongRoad;
  rules.exclude_barriers = random.chance(0.4);
  if (random.chance(0.3)) rules.drop.aerial_max = core::Metres(random.uniform(1.0, 500.0));
  if (random.chance(0.3)) rules.category.naics = {*parse_industry("44-45")};
  if (random.chance(0.2)) rules.category.naics_exclude = {*parse_industry("722")};
  rules.category.unknown_excluded = random.chance(0.3);
  if (random.chance(0.3)) rules.size.employees_min = static_cast<int>(random.below(20)) + 1;
  rules.size.unknown_excluded = random.chance(0.3);
  return rules;
}

struct World {
  explicit World(core::Random& random)
      : plant(testing::random_plant(random, kCentre, 12)),
        competitors(testing::random_plant(random, kCentre, random.chance(0.3) ? 0 : 4)),
        rules(random_rules(random)) {
    if (random.chance(0.3)) competitors.clear();
    for (const model::Footprint& area : testing::random_plant(random, kCentre, 3)) {
      areas.emplace_back().geometry = area.geometry;
      areas.back().id = core::AreaId(area.id.text());
    }
    if (random.chance(0.3)) areas.clear();
    for (const geo::LonLat& place : testing::awkward_places(random, kCentre, plant, 25)) {
      businesses.push_back(
          testing::random_business(random, std::to_string(businesses.size()), place, kToday));
      model::Business& business = businesses.back();
      if (random.chance(0.6)) business.naics = random.chance(0.5) ? "445110" : "722511";
      if (random.chance(0.5)) {
        along_road[business.id] = core::Metres(random.uniform(0.0, 2'000.0));
      }
    }
    for (int i = 0; i < 6; ++i) {
      model::Barrier& barrier = barriers.emplace_back();
      barrier.kind = random.chance(0.7) ? "rail" : "fence";
      const auto corner = [&] {
        return geo::LonLat{kCentre.lon + random.uniform(-0.1, 0.1),
                           kCentre.lat + random.uniform(-0.1, 0.1)};
      };
      barrier.geometry = geo::Geometry::line({corner(), corner()});
    }
  }

  Inputs inputs() const {
    return {.businesses = businesses,
            .footprints = plant,
            .no_solicit = areas,
            .competitors = competitors,
            .today = kToday,
            .barriers = barriers,
            .along_road = &along_road,
            .offers = true};
  }

  std::vector<model::Footprint> plant;
  std::vector<model::Footprint> competitors;
  std::vector<model::NoSolicitArea> areas;
  std::vector<model::Business> businesses;
  std::vector<model::Barrier> barriers;
  AlongRoad along_road;
  Rules rules;
};

void expect_consistent(const Explanation& explanation) {
  const model::Prospect& prospect = explanation.prospect;
  std::vector<std::string> codes{prospect.reasons.front()};
  bool blocked = false;
  for (const RuleFinding& finding : explanation.findings) {
    ASSERT_TRUE(find_reason(finding.code)) << finding.code;
    if (finding.result != RuleFinding::kFail) continue;
    EXPECT_EQ(find_reason(finding.code)->blocks, finding.blocks) << finding.code;
    blocked = blocked || finding.blocks;
    if (finding.code != codes.front()) codes.push_back(finding.code);
  }
  EXPECT_EQ(prospect.reasons, codes);
  EXPECT_EQ(prospect.eligible, !blocked);
  EXPECT_EQ(prospect.eligible, explanation.verdict.starts_with("Eligible: "));
  EXPECT_EQ(prospect.eligible ? total(explanation.score) : 0.0, prospect.score);
  EXPECT_EQ(prospect.eligible, !explanation.score.empty());
}

TEST(Agreement, EvaluateAndExplainTellTheSameStory) {
  constexpr std::uint64_t kWorlds = nearnet::testing::part_under_sanitizers<std::uint64_t>(60, 5);
  std::uint64_t eligible = 0;
  std::uint64_t flips = 0;
  for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    core::Random random(seed);
    const World world(random);
    const Inputs inputs = world.inputs();
    const auto prospects = evaluate(inputs, world.rules, core::JobContext({.threads = 2}));
    const CoverageIndex network = network_index(world.plant, world.rules);
    for (std::size_t i = 0; i < prospects.size(); ++i) {
      SCOPED_TRACE(fmt::format("business {}", i));
      const Explanation explanation = explain(world.businesses[i], inputs, network, world.rules);
      ASSERT_EQ(explanation.prospect, prospects[i]);
      ASSERT_NO_FATAL_FAILURE(expect_consistent(explanation));
      eligible += prospects[i].eligible ? 1U : 0U;
      if (!explanation.flipped_rules) continue;
      ++flips;
      const Explanation flipped = explain(world.businesses[i], inputs,
                                          network_index(world.plant, *explanation.flipped_rules),
                                          *explanation.flipped_rules);
      ASSERT_NE(flipped.prospect.eligible, prospects[i].eligible) << explanation.flip;
    }
  }
  EXPECT_GT(eligible, kWorlds * 3);
  EXPECT_GT(flips, kWorlds * 6);
}

TEST(Agreement, RowsDoNotInfluenceEachOther) {
  constexpr std::uint64_t kSeed = 5;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  core::Random random(kSeed);
  World world(random);
  const auto before = evaluate(world.inputs(), world.rules, core::JobContext({.threads = 1}));
  std::ranges::reverse(world.businesses);
  auto after = evaluate(world.inputs(), world.rules, core::JobContext({.threads = 1}));
  std::ranges::reverse(after);
  EXPECT_EQ(before, after);
}

}  // namespace
}  // namespace nearnet::eligibility
