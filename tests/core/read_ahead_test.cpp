// SPDX-License-Identifier: Apache-2.0
#include "core/read_ahead.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "core/error.h"

namespace nearnet::core {
namespace {

TEST(ReadAhead, GivesEveryPieceInOrderAndThenNone) {
  constexpr int kPieces = 500;
  int read = 0;
  ReadAhead<std::string> pieces(2, [&]() -> std::optional<std::string> {
    if (read == kPieces) return std::nullopt;
    return std::to_string(read++);
  });
  for (int i = 0; i < kPieces; ++i) EXPECT_EQ(pieces.next(), std::to_string(i));
  EXPECT_EQ(pieces.next(), std::nullopt);
  EXPECT_EQ(pieces.next(), std::nullopt);
}

TEST(ReadAhead, TakesPiecesThatCannotBeCopied) {
  bool done = false;
  ReadAhead<std::unique_ptr<int>> pieces(1, [&]() -> std::optional<std::unique_ptr<int>> {
    if (done) return std::nullopt;
    done = true;
    return std::make_unique<int>(7);
  });
  EXPECT_EQ(**pieces.next(), 7);
  EXPECT_FALSE(pieces.next().has_value());
}

TEST(ReadAhead, IsNeverFartherAheadThanAllowed) {
  constexpr int kMost = 3;
  std::atomic<int> read = 0;
  ReadAhead<int> pieces(kMost, [&]() -> std::optional<int> { return ++read; });
  for (int taken = 1; taken <= 100; ++taken) {
    EXPECT_EQ(pieces.next(), taken);
    EXPECT_LE(read, taken + kMost + 1);
  }
}

TEST(ReadAhead, ThrowsWhatReadingThrewBehindThePiecesBefore) {
  int read = 0;
  ReadAhead<int> pieces(1, [&]() -> std::optional<int> {
    if (read == 3) throw InputError("the disk is gone");
    return read++;
  });
  for (int i = 0; i < 3; ++i) EXPECT_EQ(pieces.next(), i);
  EXPECT_THROW(pieces.next(), InputError);
  EXPECT_THROW(pieces.next(), InputError);
}

TEST(ReadAhead, LeavingEarlyStopsTheReading) {
  std::atomic<int> read = 0;
  {
    ReadAhead<int> pieces(2, [&]() -> std::optional<int> { return ++read; });
    EXPECT_EQ(pieces.next(), 1);
  }
  EXPECT_LE(read, 4);
}

}  // namespace
}  // namespace nearnet::core
