// SPDX-License-Identifier: Apache-2.0
#include "workspace/network_cache.h"

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

}  // namespace
}  // namespace nearnet::workspace
