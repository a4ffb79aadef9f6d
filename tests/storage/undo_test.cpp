// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/samples.h"
#include "storage/store.h"
#include "testing/temp_dir.h"

namespace nearnet::storage {
namespace {

class Undo : public ::testing::Test {
 protected:
  Undo() { Store::create(path_, {}); }

  /// A workspace with something in every table.
  void fill(Store& store) {
    Transaction all = begin(store, "fill");
    upsert(all, footprints(), {full_footprint("1"), full_footprint("2")});
    upsert(all, competitors(), {full_footprint("3")});
    upsert(all, no_solicit(), {full_no_solicit("1")});
    upsert(all, businesses(), {full_business("1"), full_business("2"), full_business("3")});
    upsert(all, roads(), {full_road("1")});
    upsert(all, units(), {full_unit("1")});
    upsert(all, reps(), {full_rep("ae-1"), full_rep("ae-2")});
    upsert(all, quotas(), {full_quota("ae-1")});
    upsert(all, prospects(), {full_prospect("1"), full_prospect("2")});
    upsert(all, scenarios(), {full_scenario("north")});
    upsert(all, territories(), {full_territory("1"), full_territory("2")});
    upsert(all, scenario_units(), {full_scenario_unit("1"), full_scenario_unit("2")});
    upsert(all, routes(), {full_route("ae-1")});
    upsert(all, day_areas(), {full_route("ae-1")});
    upsert(all, stops(), {full_stop("1")});
    upsert(all, unserved(), {full_unserved("2")});
    upsert(all, activities(), {full_activity("A000001")});
    all.commit();
  }

  testing::TempDir dir_;
  std::string path_ = dir_.file("w.gpkg");
};

/// Adds, changes and takes out rows of a table.
template <typename Record>
void shake(Transaction& transaction, const TableOf<Record>& table, const Record& added) {
  replace<Record>(transaction, table, {added}, nullptr);
}

TEST_F(Undo, OfInsertsUpdatesAndDeletesInEveryTableIsExact) {
  Store store = Store::open(path_);
  fill(store);
  const auto before = content(store);
  {
    Transaction mixed = begin(store, "mixed");
    shake(mixed, footprints(), full_footprint("9"));
    shake(mixed, competitors(), full_footprint("9"));
    shake(mixed, no_solicit(), full_no_solicit("9"));
    shake(mixed, roads(), full_road("9"));
    shake(mixed, units(), full_unit("9"));
    shake(mixed, reps(), full_rep("9"));
    shake(mixed, quotas(), full_quota("9"));
    shake(mixed, prospects(), full_prospect("9"));
    shake(mixed, scenarios(), full_scenario("9"));
    shake(mixed, territories(), full_territory("9"));
    shake(mixed, scenario_units(), full_scenario_unit("9"));
    shake(mixed, routes(), full_route("9"));
    shake(mixed, day_areas(), full_route("9"));
    shake(mixed, stops(), full_stop("9"));
    shake(mixed, unserved(), full_unserved("9"));
    shake(mixed, activities(), full_activity("9"));
    model::Business changed;
    changed.id = core::BusinessId("2");
    shake(mixed, businesses(), changed);
    mixed.commit();
  }
  EXPECT_NE(content(store), before);
  const auto undone = store.undo("ada", kAt);
  ASSERT_TRUE(undone.has_value());
  EXPECT_EQ(undone->command, "mixed");
  EXPECT_EQ(content(store), before);
  EXPECT_EQ(content(Store::open(path_)), before) << "as others see it";
}

TEST_F(Undo, OfARowAddedAndThenChangedInOneCommand) {
  Store store = Store::open(path_);
  const auto before = content(store);
  {
    Transaction transaction = begin(store, "twice");
    model::Rep rep = full_rep("a");
    upsert(transaction, reps(), {rep});
    rep.phone = "other";
    upsert(transaction, reps(), {rep});
    replace<model::Rep>(transaction, reps(), {}, nullptr);
    upsert(transaction, reps(), {rep});
    transaction.commit();
  }
  ASSERT_EQ(store.count(reps().table), 1);
  store.undo("ada", kAt);
  EXPECT_EQ(content(store), before);
}

TEST_F(Undo, GoesBackStepByStepAndThenHasNothingLeft) {
  Store store = Store::open(path_);
  std::vector<std::map<std::string, std::vector<Numbered>>> states = {content(store)};
  for (const char* id : {"a", "b", "c"}) {
    save(store, reps(), {full_rep(id)});
    states.push_back(content(store));
  }
  for (int left = 3; left > 0; --left) {
    EXPECT_TRUE(store.undoable().has_value());
    ASSERT_TRUE(store.undo("ada", kAt).has_value());
    EXPECT_EQ(content(store), states[static_cast<std::size_t>(left - 1)]);
  }
  EXPECT_FALSE(store.undoable().has_value());
  const std::int64_t version = store.version();
  EXPECT_FALSE(store.undo("ada", kAt).has_value());
  EXPECT_EQ(store.version(), version);
}

TEST_F(Undo, AfterNewWorkTakesBackTheNewWork) {
  Store store = Store::open(path_);
  save(store, reps(), {full_rep("a")});
  save(store, reps(), {full_rep("b")});
  store.undo("ada", kAt);
  const auto before = content(store);
  save(store, reps(), {full_rep("c")});
  store.undo("ada", kAt);
  EXPECT_EQ(content(store), before);
  store.undo("ada", kAt);
  EXPECT_EQ(store.count(reps().table), 0);
}

TEST_F(Undo, IsItselfInTheAuditAndMarksWhatItTookBack) {
  Store store = Store::open(path_);
  save(store, reps(), {full_rep("a")});
  store.undo("grace", "2026-11-24T08:00:00");
  const std::vector<AuditEntry> audit = store.audit();
  ASSERT_EQ(audit.size(), 2u);
  EXPECT_EQ(audit[0].command, "undo");
  EXPECT_EQ(audit[0].what, "save: in a test");
  EXPECT_EQ(audit[0].who, "grace");
  EXPECT_EQ(audit[0].rows, 1);
  EXPECT_FALSE(audit[0].undone);
  EXPECT_TRUE(audit[1].undone);
}

TEST_F(Undo, ReachesBackFiftyCommands) {
  Store store = Store::open(path_);
  for (int i = 0; i < 60; ++i) save(store, reps(), {full_rep("r" + std::to_string(i))});
  int undone = 0;
  while (store.undo("ada", kAt)) ++undone;
  // Each undo is a command too and pushes out the oldest journal.
  EXPECT_GE(undone, 25);
  EXPECT_LE(undone, 50);
  EXPECT_EQ(store.count(reps().table), 60 - undone);
}

TEST_F(Undo, OfSettings) {
  Store store = Store::open(path_);
  {
    Transaction transaction = begin(store, "rules");
    transaction.set_meta("rules", "first");
    transaction.commit();
  }
  {
    Transaction transaction = begin(store, "rules");
    transaction.set_meta("rules", "second");
    transaction.commit();
  }
  store.undo("ada", kAt);
  EXPECT_EQ(store.meta().at("rules"), "first");
  store.undo("ada", kAt);
  EXPECT_FALSE(store.meta().contains("rules"));
  EXPECT_EQ(store.version(), 4) << "the version itself never goes back";
}

TEST_F(Undo, OfAnImportByAnotherProcess) {
  Store store = Store::open(path_);
  fill(store);
  const auto before = content(store);
  {
    Store other = Store::open(path_);
    save(other, businesses(), {full_business("77")});
  }
  EXPECT_EQ(store.undoable()->command, "save");
  store.undo("ada", kAt);
  EXPECT_EQ(content(store), before);
}

}  // namespace
}  // namespace nearnet::storage
