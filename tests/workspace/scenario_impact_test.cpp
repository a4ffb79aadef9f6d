// SPDX-License-Identifier: Apache-2.0
#include "workspace/scenario_impact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "core/random.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kSide = 6;  // units a side
constexpr double kCell = 0.01;
const core::ScenarioId kA("a");
const core::ScenarioId kB("b");
const core::Date kToday = core::parse_date("2026-11-20");

geo::Geometry square(int column, int row) {
  const double west = column * kCell;
  const double south = 45.0 + row * kCell;
  return geo::Geometry::polygon({.shell = {{west, south},
                                           {west + kCell, south},
                                           {west + kCell, south + kCell},
                                           {west, south + kCell},
                                           {west, south}},
                                 .holes = {}});
}

/// Squares, two plans over them at random, and accounts with work done on some.
class RandomMarket {
 public:
  explicit RandomMarket(std::uint64_t seed) : random_(seed) {
    snapshot.today = kToday;
    std::vector<model::Rep> reps;
    for (int r = 1; r <= 4; ++r) {
      model::Rep rep;
      rep.id = rep_id(r);
      if (r != 4) rep.home = geo::LonLat{0.015 * r, 45.02};  // the last one's home is not known
      reps.push_back(rep);
    }
    snapshot.reps = decltype(snapshot.reps)(1, reps);
    std::vector<model::Territory> territories;
    std::vector<model::ScenarioUnit> units;
    std::vector<model::Scenario> scenarios;
    for (const core::ScenarioId& scenario : {kA, kB}) {
      model::Scenario plan;
      plan.id = scenario;
      scenarios.push_back(plan);
      for (int t = 1; t <= 5; ++t) {
        model::Territory territory;
        territory.scenario = scenario;
        territory.id = core::TerritoryId(std::to_string(t));
        territory.rep = rep_id(static_cast<int>(random_.below(5)));  // 0: vacant
        territories.push_back(territory);
      }
      add_units(scenario, units);
    }
    snapshot.scenarios = decltype(snapshot.scenarios)(1, scenarios);
    snapshot.territories = decltype(snapshot.territories)(1, territories);
    snapshot.scenario_units = decltype(snapshot.scenario_units)(1, units);
    add_accounts();
  }

  static core::RepId rep_id(int number) {
    return number == 0 ? core::RepId() : core::RepId("R" + std::to_string(number));
  }

  /// By arithmetic on the grid, not by geometry.
  core::RepId holder(const core::ScenarioId& scenario, const model::Business& business) const {
    if (!business.position) return business.owner;
    const int column = static_cast<int>(std::floor(business.position->lon / kCell));
    const int row = static_cast<int>(std::floor((business.position->lat - 45.0) / kCell));
    for (const model::ScenarioUnit& unit : snapshot.scenario_units.rows()) {
      if (unit.scenario != scenario || unit.unit.text() != name(column, row)) continue;
      for (const model::Territory& territory : snapshot.territories.rows()) {
        if (territory.scenario == scenario && territory.id == unit.territory &&
            !territory.rep.empty()) {
          return territory.rep;
        }
      }
    }
    return business.owner;
  }

  Snapshot snapshot;

 private:
  static std::string name(int column, int row) {
    return std::to_string(column) + ":" + std::to_string(row);
  }

  void add_units(const core::ScenarioId& scenario, std::vector<model::ScenarioUnit>& units) {
    for (int column = 0; column < kSide; ++column) {
      for (int row = 0; row < kSide; ++row) {
        if (random_.chance(0.1)) continue;  // the plans do not cover the same ground
        model::ScenarioUnit unit;
        unit.scenario = scenario;
        unit.unit = core::UnitId(name(column, row));
        const auto territory = random_.below(6);  // 0: unassigned
        if (territory > 0) unit.territory = core::TerritoryId(std::to_string(territory));
        unit.geometry = square(column, row);
        units.push_back(unit);
      }
    }
  }

  void add_accounts() {
    std::vector<model::Business> businesses;
    std::vector<model::Prospect> prospects;
    std::vector<model::Activity> activities;
    for (int i = 0; i < 150; ++i) {
      model::Business business;
      business.id = core::BusinessId(std::to_string(i));
      if (!random_.chance(0.05)) {
        business.position = geo::LonLat{random_.uniform(-0.005, kSide * kCell + 0.005),
                                        random_.uniform(45.0, 45.0 + kSide * kCell)};
      }
      business.owner = rep_id(static_cast<int>(random_.below(5)));
      business.stage = model::kStages[random_.below(model::kStages.size())];
      if (random_.chance(0.8)) {
        business.est_mrc = core::Cents(static_cast<std::int64_t>(random_.below(30'000)));
      }
      model::Prospect prospect;
      prospect.business = business.id;
      prospect.eligible = random_.chance(0.7);
      prospects.push_back(prospect);
      if (random_.chance(0.3)) {
        model::Activity call;
        call.id = core::ActivityId("A" + std::to_string(i));
        call.business = business.id;
        call.kind = model::ActivityKind::kCall;
        call.outcome = model::Outcome::kInterested;
        call.at = core::parse_local_time("2026-11-02T10:00:00");
        call.follow_up = core::add_days(kToday, static_cast<int>(random_.below(15)) - 7);
        call.mrc = core::Cents(static_cast<std::int64_t>(random_.below(50'000)));
        activities.push_back(call);
      }
      businesses.push_back(business);
    }
    snapshot.businesses = decltype(snapshot.businesses)(1, businesses);
    snapshot.prospects = decltype(snapshot.prospects)(1, prospects);
    snapshot.activities = decltype(snapshot.activities)(1, activities);
  }

  core::Random random_;
};

TEST(ScenarioImpact, AgreesWithAnAccountByAccountCount) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomMarket market(seed);
    const ScenarioImpact impact = compare_accounts(market.snapshot, kA, kB);
    std::map<core::BusinessId, std::pair<core::RepId, core::RepId>> expected;
    std::map<core::RepId, std::int64_t> mrc_before;
    std::map<core::RepId, std::int64_t> accounts_after;
    for (const model::Business& business : market.snapshot.businesses.rows()) {
      const core::RepId from = market.holder(kA, business);
      const core::RepId to = market.holder(kB, business);
      std::int64_t mrc = business.est_mrc.value_or(core::Cents(0)).value;
      for (const model::Activity& activity : market.snapshot.activities.rows()) {
        if (activity.business == business.id) mrc = activity.mrc->value;
      }
      mrc_before[from] += mrc;
      ++accounts_after[to];
      if (from != to) expected[business.id] = {from, to};
    }
    std::map<core::BusinessId, std::pair<core::RepId, core::RepId>> found;
    for (const AccountMove& move : impact.accounts) found[move.business] = {move.from, move.to};
    EXPECT_EQ(found, expected);
    EXPECT_FALSE(found.empty());
    for (const HolderImpact& holder : impact.holders) {
      EXPECT_EQ(holder.before.mrc.value, mrc_before[holder.rep]) << holder.rep.text();
      EXPECT_EQ(holder.after.accounts, accounts_after[holder.rep]) << holder.rep.text();
    }
  }
}

TEST(ScenarioImpact, BackwardsIsTheInverse) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomMarket market(seed);
    const ScenarioImpact there = compare_accounts(market.snapshot, kA, kB);
    const ScenarioImpact back = compare_accounts(market.snapshot, kB, kA);
    ASSERT_EQ(there.accounts.size(), back.accounts.size());
    for (std::size_t i = 0; i < there.accounts.size(); ++i) {
      AccountMove turned = back.accounts[i];
      std::swap(turned.from, turned.to);
      std::swap(turned.from_territory, turned.to_territory);
      std::swap(turned.drive_from, turned.drive_to);
      turned.reason = there.accounts[i].reason;  // "covered" backwards is "left uncovered"
      EXPECT_EQ(turned, there.accounts[i]);
    }
    ASSERT_EQ(there.holders.size(), back.holders.size());
    for (std::size_t i = 0; i < there.holders.size(); ++i) {
      HolderImpact turned = back.holders[i];
      std::swap(turned.before, turned.after);
      std::swap(turned.units_before, turned.units_after);
      std::swap(turned.gained, turned.lost);
      std::swap(turned.drive_before, turned.drive_after);
      EXPECT_EQ(turned, there.holders[i]);
    }
    EXPECT_EQ(there.moved, back.moved);
    EXPECT_EQ(there.units_moved, back.units_moved);
  }
}

TEST(ScenarioImpact, DifferencesAddUpToNothing) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomMarket market(seed);
    const ScenarioImpact impact = compare_accounts(market.snapshot, kA, kB);
    AccountFigures sum;
    AccountFigures gained;
    AccountFigures flowing;
    std::int64_t units = 0;
    for (const HolderImpact& holder : impact.holders) {
      sum += holder.after;
      sum -= holder.before;
      gained += holder.gained;
      units += holder.units_after - holder.units_before;
      AccountFigures net = holder.before;
      net += holder.gained;
      net -= holder.lost;
      EXPECT_EQ(net, holder.after) << holder.rep.text();
    }
    for (const HandOverFlow& flow : impact.flows) flowing += flow.figures;
    EXPECT_EQ(sum, AccountFigures{});
    EXPECT_EQ(units, 0);
    EXPECT_EQ(gained, impact.moved);
    EXPECT_EQ(flowing, impact.moved);
    EXPECT_EQ(impact.moved.accounts, static_cast<std::int64_t>(impact.accounts.size()));
  }
}

TEST(ScenarioImpact, APlanComparedWithItselfMovesNothing) {
  const RandomMarket market(3);
  const ScenarioImpact impact = compare_accounts(market.snapshot, kA, kA);
  EXPECT_THAT(impact.accounts, IsEmpty());
  EXPECT_THAT(impact.flows, IsEmpty());
  EXPECT_EQ(impact.drive_before, impact.drive_after);
  EXPECT_GT(impact.drive_before.value, 0);
}

TEST(ScenarioImpact, ExceptionsAreTheAccountsThatAPublicationWouldTakeAndThoseOutside) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomMarket market(seed);
    std::size_t others = 0;
    std::size_t owned = 0;
    for (const model::Business& business : market.snapshot.businesses.rows()) {
      if (business.owner.empty()) continue;
      ++owned;
      if (market.holder(kA, business) != business.owner) ++others;
    }
    const auto found = ownership_exceptions(market.snapshot, kA);
    std::size_t with_others = 0;
    for (const OwnershipException& exception : found) {
      EXPECT_NE(exception.owner, exception.territory_rep);
      EXPECT_EQ(exception.kind == ExceptionKind::kOutside, exception.territory.empty());
      with_others += exception.kind == ExceptionKind::kOtherRep ? 1 : 0;
    }
    EXPECT_EQ(with_others, others);
    EXPECT_LE(found.size(), owned);
  }
}

TEST(RoundOfVisits, IsNearTheLengthOfATourAndGrowsWithTheWayFromHome) {
  std::vector<geo::LonLat> grid;
  constexpr int kWide = 20;
  constexpr double kStep = 0.001;
  for (int i = 0; i < kWide * kWide; ++i) {
    grid.push_back({(i % kWide) * kStep, (i / kWide) * kStep});
  }
  // The shortest tour of an even grid steps from place to place: 400 steps of 111 m.
  const double tour = 400 * 111.0 * 1.35 / (40.0 / 3.6);
  const auto round = static_cast<double>(round_of_visits(std::nullopt, grid).value);
  EXPECT_NEAR(round, tour, 0.15 * tour);
  const core::Seconds near = round_of_visits(geo::LonLat{0.01, 0.01}, grid);
  const core::Seconds far = round_of_visits(geo::LonLat{0.11, 0.01}, grid);
  EXPECT_GT(near.value, round_of_visits(std::nullopt, grid).value);
  // 10 minutes further away, out and back for every twelve of 400 visits.
  EXPECT_NEAR(static_cast<double>(far.value - near.value),
              400.0 / 12.0 * 2.0 * (11'000.0 - 850.0) * 1.35 / (40.0 / 3.6), 4'000.0);
  EXPECT_EQ(round_of_visits(geo::LonLat{0.0, 0.0}, {}).value, 0);
  std::vector<geo::LonLat> turned(grid.rbegin(), grid.rend());
  EXPECT_EQ(round_of_visits(std::nullopt, turned), round_of_visits(std::nullopt, grid));
}

}  // namespace
}  // namespace nearnet::workspace
