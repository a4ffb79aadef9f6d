// SPDX-License-Identifier: Apache-2.0
#include "io/text_encoding.h"

#include <gtest/gtest.h>

namespace nearnet::io {
namespace {

using namespace std::string_literals;

TEST(TextEncoding, LeavesGoodTextAlone) {
  EXPECT_EQ(repaired_text("name\nCaf\xC3\xA9\n"), std::nullopt);
  EXPECT_EQ(repaired_text("name\r\nAda\r\n"), std::nullopt);
  EXPECT_EQ(repaired_text(""), std::nullopt);
}

TEST(TextEncoding, TakesOtherBytesAsWindows1252) {
  EXPECT_EQ(to_utf8("Caf\xE9"), "Caf\xC3\xA9");
  EXPECT_EQ(to_utf8("5\x80"), "5\xE2\x82\xAC");
  EXPECT_EQ(repaired_text("name\nCaf\xE9\n"), "name\nCaf\xC3\xA9\n");
}

TEST(TextEncoding, ConvertsUtf16OfBothByteOrders) {
  EXPECT_EQ(repaired_text("\xFF\xFE\x41\x00\xE9\x00\x0A\x00"s), "A\xC3\xA9\n");
  EXPECT_EQ(repaired_text("\xFE\xFF\x00\x41\x00\xE9\x00\x0A"s), "A\xC3\xA9\n");
  // U+1F600 as a pair, and half a pair.
  EXPECT_EQ(repaired_text("\xFF\xFE\x3D\xD8\x00\xDE"s), "\xF0\x9F\x98\x80");
  EXPECT_EQ(repaired_text("\xFF\xFE\x3D\xD8"s), "\xEF\xBF\xBD");
}

TEST(TextEncoding, TurnsBareCarriageReturnsIntoLineFeeds) {
  EXPECT_EQ(repaired_text("a,b\r1,2\r3,4\r"), "a,b\n1,2\n3,4\n");
  EXPECT_EQ(repaired_text("a,b\n\"1\r2\",3\n"), std::nullopt);
}

}  // namespace
}  // namespace nearnet::io
