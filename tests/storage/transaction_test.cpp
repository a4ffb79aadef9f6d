// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "core/error.h"
#include "storage/samples.h"
#include "storage/store.h"
#include "testing/temp_dir.h"

namespace nearnet::storage {
namespace {

class TransactionTest : public ::testing::Test {
 protected:
  TransactionTest() { Store::create(path_, {{"title", "T"}}); }

  testing::TempDir dir_;
  std::string path_ = dir_.file("w.gpkg");
};

std::vector<model::Rep> reps_named(const std::vector<std::string>& ids) {
  std::vector<model::Rep> made;
  for (const std::string& id : ids) made.push_back(full_rep(id));
  return made;
}

std::vector<std::string> ids_of(const Store& store) {
  std::vector<std::string> ids;
  for (const model::Rep& rep : read(store, reps())) ids.push_back(rep.id.text());
  return ids;
}

TEST_F(TransactionTest, UpsertCountsAddedChangedAndEqualRows) {
  Store store = Store::open(path_);
  save(store, reps(), reps_named({"a", "b"}));
  std::vector<model::Rep> next = reps_named({"c", "b", "a"});
  next[1].phone.clear();
  const UpsertCounts counts = save(store, reps(), next);
  EXPECT_EQ(counts.imported, 1);
  EXPECT_EQ(counts.updated, 1);
  EXPECT_EQ(counts.unchanged, 1);
  EXPECT_EQ(counts.erased, 0);
  EXPECT_EQ(counts.changed(), 2);
  const std::vector<model::Rep> stored = read(store, reps());
  EXPECT_EQ(stored, (std::vector<model::Rep>{next[2], next[1], next[0]}))
      << "rows keep their place, new ones come last";
}

TEST_F(TransactionTest, TheSameAgainChangesNothingAndLeavesNoTrace) {
  Store store = Store::open(path_);
  save(store, reps(), reps_named({"a", "b"}));
  const std::int64_t version = store.version();
  const UpsertCounts counts = save(store, reps(), reps_named({"a", "b"}));
  EXPECT_EQ(counts.unchanged, 2);
  EXPECT_EQ(counts.changed(), 0);
  EXPECT_EQ(store.audit().size(), 1u);
  EXPECT_EQ(store.version(), version);
}

TEST_F(TransactionTest, ReplaceLeavesWhatIsOutOfScope) {
  Store store = Store::open(path_);
  std::vector<model::Stop> before = {full_stop("1"), full_stop("2"), full_stop("3")};
  before[1].sequence = 4;
  before[2].rep = core::RepId("ae-2");
  save(store, stops(), before);
  model::Stop changed = before[0];
  changed.business = core::BusinessId("9");
  Transaction transaction = begin(store, "replace");
  const UpsertCounts counts =
      replace<model::Stop>(transaction, stops(), {changed},
                           [](const model::Stop& stop) { return stop.rep.text() == "ae-1"; });
  transaction.commit();
  EXPECT_EQ(counts.updated, 1);
  EXPECT_EQ(counts.erased, 1);
  EXPECT_EQ(read(store, stops()), (std::vector<model::Stop>{changed, before[2]}));
}

TEST_F(TransactionTest, ReplaceWithoutAScopeReplacesAll) {
  Store store = Store::open(path_);
  save(store, reps(), reps_named({"a", "b"}));
  Transaction transaction = begin(store, "replace");
  const UpsertCounts counts = replace<model::Rep>(transaction, reps(), reps_named({"c"}), nullptr);
  transaction.commit();
  EXPECT_EQ(counts.imported, 1);
  EXPECT_EQ(counts.erased, 2);
  EXPECT_EQ(ids_of(store), (std::vector<std::string>{"c"}));
}

TEST_F(TransactionTest, ReplaceClearsRepeatsThatSomebodyElseWrote) {
  Store store = Store::open(path_);
  {
    Transaction twice = begin(store, "twice");
    // Each upsert sees the table as it was when it started: the second row is a repeat.
    twice.upsert(reps().table, {reps().encode(full_rep("a")), reps().encode(full_rep("a"))});
    twice.commit();
  }
  ASSERT_EQ(store.count(reps().table), 2);
  Transaction transaction = begin(store, "replace");
  replace<model::Rep>(transaction, reps(), reps_named({"a"}), nullptr);
  transaction.commit();
  EXPECT_EQ(ids_of(store), (std::vector<std::string>{"a"}));
}

TEST_F(TransactionTest, KeyColumnsDoNotRunTogether) {
  Store store = Store::open(path_);
  model::Territory first = full_territory("1");
  model::Territory second = full_territory("11");
  first.scenario = core::ScenarioId("s1");
  second.scenario = core::ScenarioId("s");
  EXPECT_EQ(save(store, territories(), {first, second}).imported, 2);
  EXPECT_EQ(save(store, territories(), {second, first}).unchanged, 2);
}

TEST_F(TransactionTest, WithoutACommitNothingHappened) {
  Store store = Store::open(path_);
  save(store, reps(), reps_named({"a", "b"}));
  const auto before = content(store);
  const std::int64_t version = store.version();
  {
    Transaction transaction = begin(store, "forgotten");
    replace<model::Rep>(transaction, reps(), reps_named({"b", "c"}), nullptr);
    upsert(transaction, businesses(), {full_business("1")});
    transaction.set_meta("rules", "x");
    EXPECT_EQ(transaction.rows_changed(), 4);
  }
  EXPECT_EQ(content(store), before);
  EXPECT_EQ(store.version(), version);
  EXPECT_EQ(store.count(businesses().table), 0);
  EXPECT_FALSE(store.meta().contains("rules"));
  EXPECT_EQ(store.audit().size(), 1u);
  // The same file seen by somebody else.
  EXPECT_EQ(content(Store::open(path_)), before);
}

TEST_F(TransactionTest, AnExceptionRollsBack) {
  Store store = Store::open(path_);
  const auto before = content(store);
  EXPECT_THROW(
      {
        Transaction transaction = begin(store, "failing");
        upsert(transaction, reps(), reps_named({"a"}));
        throw std::runtime_error("mishap");
      },
      std::runtime_error);
  EXPECT_EQ(content(store), before);
  EXPECT_EQ(save(store, reps(), reps_named({"a"})).imported, 1) << "and the next one can begin";
}

TEST_F(TransactionTest, VersionsGrowOnlyWhereSomethingChanged) {
  Store store = Store::open(path_);
  save(store, reps(), reps_named({"a"}));
  EXPECT_EQ(store.version(), 1);
  EXPECT_EQ(store.version(reps().table), 1);
  EXPECT_EQ(store.version(businesses().table), 0);
  {
    Transaction transaction = begin(store, "both");
    EXPECT_EQ(transaction.version_before(), 1);
    upsert(transaction, reps(), reps_named({"a"}));
    upsert(transaction, businesses(), {full_business("1")});
    transaction.commit();
  }
  EXPECT_EQ(store.version(), 2);
  EXPECT_EQ(store.version(reps().table), 1) << "an equal row is no change";
  EXPECT_EQ(store.version(businesses().table), 2);
  store.undo("ada", kAt);
  EXPECT_EQ(store.version(), 3);
  EXPECT_EQ(store.version(reps().table), 1);
  EXPECT_EQ(store.version(businesses().table), 3);
}

TEST_F(TransactionTest, TheAuditSaysWhoWhenWhatAndHowMuch) {
  Store store = Store::open(path_);
  Transaction transaction = store.begin("import reps", "reps.csv", "grace", "2026-11-23T10:00:00");
  upsert(transaction, reps(), reps_named({"a", "b"}));
  transaction.commit();
  save(store, quotas(), {full_quota("a")});
  const std::vector<AuditEntry> audit = store.audit();
  ASSERT_EQ(audit.size(), 2u);
  EXPECT_EQ(audit[0].command, "save") << "newest first";
  EXPECT_EQ(audit[1].command, "import reps");
  EXPECT_EQ(audit[1].what, "reps.csv");
  EXPECT_EQ(audit[1].who, "grace");
  EXPECT_EQ(audit[1].at, "2026-11-23T10:00:00");
  EXPECT_EQ(audit[1].rows, 2);
  EXPECT_EQ(audit[1].version, store.version(reps().table));
  EXPECT_FALSE(audit[1].undone);
}

TEST_F(TransactionTest, MetaIsSetAndReadBack) {
  Store store = Store::open(path_);
  const std::string rules = "near_net = \"150m\"\n# 'quoted' \"twice\"\n";
  for (const std::string& text : {rules, std::string("other")}) {
    Transaction transaction = begin(store, "rules");
    transaction.set_meta("rules", text);
    transaction.commit();
    EXPECT_EQ(store.meta().at("rules"), text);
  }
  EXPECT_EQ(store.meta().at("title"), "T");
}

}  // namespace
}  // namespace nearnet::storage
