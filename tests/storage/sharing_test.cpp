// SPDX-License-Identifier: Apache-2.0
// Several stores on one file, in this process and in others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <thread>

#include "core/error.h"
#include "storage/samples.h"
#include "storage/store.h"
#include "testing/temp_dir.h"

namespace nearnet::storage {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

class Sharing : public ::testing::Test {
 protected:
  Sharing() {
    Store::create(path_, {});
    Store store = Store::open(path_);
    save(store, reps(), {full_rep("a")});
  }

  testing::TempDir dir_;
  std::string path_ = dir_.file("w.gpkg");
};

/// Runs `body` in a process of its own, which opens its own files; its exit status.
template <typename Body>
int in_another_process(Body body) {
  const pid_t child = fork();
  if (child == 0) {
    int status = 99;
    try {
      status = body();
    } catch (...) {
      status = 98;
    }
    _exit(status);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(Sharing, ReadersSeeTheLastCommitWhileATransactionIsOpen) {
  Store writer = Store::open(path_);
  Store reader = Store::open(path_);
  Transaction transaction = begin(writer, "half done");
  upsert(transaction, reps(), {full_rep("b"), full_rep("c")});
  EXPECT_EQ(reader.count(reps().table), 1);
  EXPECT_EQ(read(reader, reps()).size(), 1u);
  EXPECT_EQ(reader.version(), 1);
  EXPECT_EQ(Store::open(path_).count(reps().table), 1) << "opening works meanwhile too";
  transaction.commit();
  EXPECT_EQ(reader.count(reps().table), 3);
  EXPECT_EQ(read(reader, reps()).size(), 3u);
  EXPECT_EQ(reader.version(), 2);
}

TEST_F(Sharing, AnotherProcessReadsWhileATransactionIsOpen) {
  Store writer = Store::open(path_);
  Transaction transaction = begin(writer, "half done");
  upsert(transaction, reps(), {full_rep("b")});
  // The child leaves what it inherited alone and opens the file anew.
  EXPECT_EQ(in_another_process([&] {
              const Store store = Store::open(path_);
              return static_cast<int>(store.read(reps().table).size());
            }),
            1);
  transaction.commit();
  EXPECT_EQ(in_another_process([&] {
              const Store store = Store::open(path_);
              return static_cast<int>(store.read(reps().table).size());
            }),
            2);
}

TEST_F(Sharing, AWriterThatDiesLeavesNothingHalfDone) {
  EXPECT_EQ(in_another_process([&]() -> int {
              Store store = Store::open(path_);
              Transaction transaction = begin(store, "dies");
              upsert(transaction, reps(), {full_rep("b"), full_rep("c")});
              _exit(7);
            }),
            7);
  Store store = Store::open(path_);
  EXPECT_EQ(store.count(reps().table), 1);
  EXPECT_EQ(store.version(), 1);
  EXPECT_EQ(save(store, reps(), {full_rep("d")}).imported, 1);
}

TEST_F(Sharing, ASecondWriterIsTurnedAwayAfterItsPatience) {
  Store first = Store::open(path_);
  Store second = Store::open(path_, {.patience = 20ms});
  Transaction transaction = begin(first, "long");
  try {
    begin(second, "impatient");
    FAIL() << "two writers at once";
  } catch (const core::StorageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("another program is writing"));
    EXPECT_THAT(error.what(), HasSubstr(path_));
  }
  upsert(transaction, reps(), {full_rep("b")});
  transaction.commit();
  EXPECT_EQ(save(second, reps(), {full_rep("c")}).imported, 1) << "and can write afterwards";
  EXPECT_EQ(first.count(reps().table), 3);
}

TEST_F(Sharing, ASecondWriterWaitsItsTurn) {
  std::promise<void> begun;
  std::thread other([&] {
    Store store = Store::open(path_);
    Transaction transaction = begin(store, "first");
    begun.set_value();
    std::this_thread::sleep_for(100ms);
    upsert(transaction, reps(), {full_rep("b")});
    transaction.commit();
  });
  begun.get_future().wait();
  Store store = Store::open(path_);
  Transaction transaction = begin(store, "second");
  EXPECT_EQ(transaction.version_before(), 2) << "it sees what the first wrote";
  upsert(transaction, reps(), {full_rep("c")});
  transaction.commit();
  other.join();
  EXPECT_EQ(store.count(reps().table), 3);
}

TEST_F(Sharing, WhoMayOnlyReadCanReadAndIsToldSoWhenWriting) {
  namespace fs = std::filesystem;
  fs::permissions(dir_.path(), fs::perms(0555));
  fs::permissions(path_, fs::perms(0444));
  const int status = in_another_process([&] {
    if (geteuid() == 0 && setuid(65534) != 0) return 50;
    Store store = Store::open(path_);
    if (read(store, reps()).size() != 1) return 1;
    try {
      save(store, reps(), {full_rep("b")});
    } catch (const core::StorageError& error) {
      return std::string(error.what()).find("cannot") != std::string::npos ? 0 : 2;
    }
    return 3;
  });
  fs::permissions(dir_.path(), fs::perms(0755));
  EXPECT_EQ(status, 0);
}

TEST_F(Sharing, WritersInTurnSeeEachOthersRows) {
  Store first = Store::open(path_);
  Store second = Store::open(path_);
  EXPECT_EQ(first.count(reps().table), 1);
  save(second, reps(), {full_rep("b")});
  EXPECT_EQ(save(first, reps(), {full_rep("b")}).unchanged, 1);
  save(first, reps(), {full_rep("c")});
  EXPECT_EQ(save(second, reps(), {full_rep("c"), full_rep("d")}).imported, 1);
  EXPECT_EQ(content(first), content(second));
  EXPECT_EQ(first.count(reps().table), 4);
  EXPECT_EQ(first.version(), second.version());
}

}  // namespace
}  // namespace nearnet::storage
