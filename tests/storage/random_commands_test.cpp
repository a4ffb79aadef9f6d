// SPDX-License-Identifier: Apache-2.0
// Random commands and undos on a store, against a model of plain maps.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/random.h"
#include "storage/samples.h"
#include "storage/store.h"
#include "testing/temp_dir.h"

namespace nearnet::storage {
namespace {

constexpr std::uint64_t kKeys = 12;

model::Rep random_rep(core::Random& random) {
  model::Rep rep = full_rep(std::to_string(random.below(kKeys)));
  rep.phone = random.chance(0.3) ? "" : std::to_string(random.below(3));
  if (random.chance(0.3)) rep.home.reset();
  return rep;
}

/// Records with distinct keys.
std::vector<model::Rep> random_reps(core::Random& random) {
  std::map<std::string, model::Rep> by_key;
  for (std::uint64_t i = random.below(6); i > 0; --i) {
    const model::Rep rep = random_rep(random);
    by_key[rep.id.text()] = rep;
  }
  std::vector<model::Rep> reps;
  for (const auto& [key, rep] : by_key) reps.push_back(rep);
  random.shuffle(reps);
  return reps;
}

/// What the store should hold.
class Expected {
 public:
  using Rows = std::map<std::string, model::Rep>;

  UpsertCounts upsert(const std::vector<model::Rep>& reps) {
    UpsertCounts counts;
    for (const model::Rep& rep : reps) {
      const auto known = rows_.find(rep.id.text());
      if (known == rows_.end()) {
        ++counts.imported;
      } else {
        ++(known->second == rep ? counts.unchanged : counts.updated);
      }
      rows_[rep.id.text()] = rep;
    }
    return counts;
  }

  template <typename Scope>
  UpsertCounts replace(const std::vector<model::Rep>& reps, const Scope& scope) {
    Rows gone;
    for (const auto& [key, rep] : rows_) {
      if (scope(rep)) gone.emplace(key, rep);
    }
    for (const model::Rep& rep : reps) gone.erase(rep.id.text());
    for (const auto& [key, rep] : gone) rows_.erase(key);
    UpsertCounts counts = upsert(reps);
    counts.erased = static_cast<std::int64_t>(gone.size());
    return counts;
  }

  void remember() { past_.push_back(rows_); }
  void forget() { past_.pop_back(); }
  bool can_undo() const { return !past_.empty(); }
  void undo() {
    rows_ = past_.back();
    past_.pop_back();
  }
  const Rows& rows() const { return rows_; }

 private:
  Rows rows_;
  std::vector<Rows> past_;  ///< before each command not undone
};

void expect_counts(const UpsertCounts& found, const UpsertCounts& expected) {
  EXPECT_EQ(found.imported, expected.imported);
  EXPECT_EQ(found.updated, expected.updated);
  EXPECT_EQ(found.unchanged, expected.unchanged);
  EXPECT_EQ(found.erased, expected.erased);
}

bool has_even_key(const model::Rep& rep) {
  return std::stoi(rep.id.text()) % 2 == 0;
}

/// One command of up to three changes; some are abandoned before the commit.
void random_command(core::Random& random, Store& store, Expected& expected) {
  expected.remember();
  Expected trial = expected;
  Transaction transaction = begin(store, "random");
  for (std::uint64_t i = random.below(3) + 1; i > 0; --i) {
    std::vector<model::Rep> reps = random_reps(random);
    if (random.chance(0.6)) {
      expect_counts(upsert(transaction, storage::reps(), reps), trial.upsert(reps));
      continue;
    }
    std::erase_if(reps, [](const model::Rep& rep) { return !has_even_key(rep); });
    expect_counts(replace<model::Rep>(transaction, storage::reps(), reps, has_even_key),
                  trial.replace(reps, has_even_key));
  }
  const bool changed = transaction.rows_changed() > 0;
  if (random.chance(0.2)) {
    expected.forget();
    return;
  }
  transaction.commit();
  if (changed) {
    expected = trial;
  } else {
    expected.forget();
  }
}

Expected::Rows stored_rows(const Store& store) {
  Expected::Rows rows;
  for (const model::Rep& rep : read(store, reps())) {
    EXPECT_TRUE(rows.emplace(rep.id.text(), rep).second) << "key " << rep.id.text() << " twice";
  }
  return rows;
}

class RandomCommands : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomCommands, DoWhatAMapDoes) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  const testing::TempDir dir;
  const std::string path = dir.file("w.gpkg");
  Store::create(path, {});
  std::vector<Store> stores;
  stores.push_back(Store::open(path));
  stores.push_back(Store::open(path));
  core::Random random(GetParam());
  Expected expected;
  std::int64_t version = 0;
  for (int step = 0; step < 40; ++step) {
    SCOPED_TRACE("step " + std::to_string(step));
    Store& store = stores[random.below(stores.size())];
    if (random.chance(0.3)) {
      const bool undone = store.undo("ada", kAt).has_value();
      ASSERT_EQ(undone, expected.can_undo());
      if (undone) expected.undo();
    } else {
      random_command(random, store, expected);
    }
    ASSERT_FALSE(HasFailure());
    for (const Store& each : stores) {
      ASSERT_EQ(stored_rows(each), expected.rows());
      ASSERT_EQ(each.count(reps().table), static_cast<std::int64_t>(expected.rows().size()));
      ASSERT_GE(each.version(), version);
    }
    version = store.version();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCommands, ::testing::Values(1u, 2u, 3u, 4u));

}  // namespace
}  // namespace nearnet::storage
