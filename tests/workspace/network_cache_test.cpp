// SPDX-License-Identifier: Apache-2.0
#include "workspace/network_cache.h"
#include "workspace/road_cache.h"

#include <gtest/gtest.h>

#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

TEST(NetworkCache, KeepsTheIndexWhileFootprintsAndTheirChoiceStay) {
  const Town town;
  Workspace market = town.imported();
  const Snapshot now = market.snapshot();
  eligibility::Rules rules = now.rules;
  const auto first = now.networks->get(now.footprints, rules, Town::job());
  rules.near_net = core::Metres(900.0);
  rules.exclude_customers = false;
  EXPECT_EQ(now.networks->get(now.footprints, rules, Town::job()), first);

  // Another choice of footprints needs another index; the first stays valid for who holds it.
  rules.providers = {"Nobody"};
  const auto other = now.networks->get(now.footprints, rules, Town::job());
  EXPECT_NE(other, first);
  EXPECT_EQ(other->size(), 0u);
  EXPECT_EQ(first->size(), now.footprints.size());
}

TEST(NetworkCache, IsSharedBySnapshotsUntilFootprintsAreImportedAgain) {
  const Town town;
  Workspace market = town.imported();
  const Snapshot before = market.snapshot();
  const auto first = before.networks->get(before.footprints, before.rules, Town::job());
  town.import(market, ImportKind::kNoSolicit, town.file("no_solicit.geojson"));
  const Snapshot later = market.snapshot();
  EXPECT_EQ(later.networks->get(later.footprints, later.rules, Town::job()), first);

  const std::string more =
      town.write("more.csv", "id,wkt\nNEW,\"POLYGON ((1 1, 1.1 1, 1.1 1.1, 1 1.1, 1 1))\"\n");
  town.import(market, ImportKind::kFootprints, more);
  const Snapshot last = market.snapshot();
  const auto second = last.networks->get(last.footprints, last.rules, Town::job());
  EXPECT_NE(second, first);
  EXPECT_EQ(second->size(), first->size() + 1);
}

TEST(NetworkCache, KeepsTheAnswersWhileBusinessesStayAndTheSearchReachesAsFar) {
  const Town town;
  Workspace market = town.imported();
  const Snapshot now = market.snapshot();
  eligibility::Rules rules = now.rules;
  const auto answers = [](const Snapshot& of, const eligibility::Rules& by) {
    return of.networks->answers(of.footprints, of.businesses, by, Town::job());
  };
  const auto first = answers(now, rules);
  ASSERT_EQ(first->network.size(), now.businesses.size());
  rules.near_net = core::Metres(900.0);
  rules.exclude_customers = false;
  EXPECT_EQ(answers(now, rules), first);

  rules.search = core::Metres(1.0);
  rules.near_net = core::Metres(0.0);
  const auto close = answers(now, rules);
  EXPECT_NE(close, first);
  EXPECT_NE(close->network, first->network);

  const std::string more = town.write("more.csv", "id,name,lon,lat\nNEW,New,-68.75,44.81\n");
  town.import(market, ImportKind::kBusinesses, more);
  const Snapshot later = market.snapshot();
  EXPECT_EQ(answers(later, rules)->network.size(), now.businesses.size() + 1);
}

TEST(RoadCache, KeepsTheRoadsWhileTheyStay) {
  const Town town;
  Workspace market = town.imported();
  town.import(market, ImportKind::kRoads, town.file("roads.geojson"));
  const Snapshot before = market.snapshot();
  const auto get = [](const Snapshot& now) {
    return now.road_cache->get(now.roads, now.turn_restrictions, roads::RoadNetworkOptions{},
                               Town::job());
  };
  const auto first = get(before);
  EXPECT_EQ(get(before), first);
  town.import(market, ImportKind::kNoSolicit, town.file("no_solicit.geojson"));
  EXPECT_EQ(get(market.snapshot()), first);

  const std::string more =
      town.write("more_roads.csv", "road_id,wkt\n2,\"LINESTRING (-68.75 44.81, -68.75 44.82)\"\n");
  town.import(market, ImportKind::kRoads, more);
  const auto second = get(market.snapshot());
  EXPECT_NE(second, first);
  EXPECT_GT(second->total_km(), first->total_km());
  EXPECT_GT(first->total_km(), 0.0) << "who holds it may go on";
}

}  // namespace
}  // namespace nearnet::workspace
