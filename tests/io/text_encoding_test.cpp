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

TEST(TextEncoding, TheStartTellsWhetherRepairIsNeeded) {
  EXPECT_FALSE(needs_repair("name\nCaf\xC3\xA9\n", false));
  EXPECT_FALSE(needs_repair("name\nCaf\xC3", true));
  EXPECT_TRUE(needs_repair("name\nCaf\xC3", false));
  EXPECT_TRUE(needs_repair("name\nCaf\xE9\n", true));
  EXPECT_TRUE(needs_repair("\xFF\xFE\x41\x00"s, true));
  EXPECT_TRUE(needs_repair("a\rb\r", false));
}

std::string longer(std::string_view text) {
  const auto header = longer_header(text);
  return header ? header->header + "/" + std::to_string(header->old_size) : "";
}

TEST(TextEncoding, ShortenedTextHoldsWholeCharacters) {
  EXPECT_EQ(shortened("Caf\xC3\xA9s", 4), "Caf");
  EXPECT_EQ(shortened("Caf\xC3\xA9s", 5), "Caf\xC3\xA9");
  EXPECT_EQ(shortened("Ada", 4), "Ada");
  EXPECT_EQ(shortened("Ada", 0), "");
}

TEST(TextEncoding, AHeaderOneColumnShortIsMadeLonger) {
  EXPECT_EQ(longer("name,lat\n1,Ada,44\n2,Bo,45\n"), "row,name,lat/8");
  EXPECT_EQ(longer("\"name\",\"lat\"\r\n\"1\",\"Ada\",44\r\n\"2\",\"Bo\",45\r\n"),
            "row,\"name\",\"lat\"/12");
  EXPECT_EQ(longer("name;lat\nAda;44;x\nBo;45;y\n"), "name;lat;column_3/8");
  EXPECT_EQ(longer("name,lat\nAda,44\n"), "");
  EXPECT_EQ(longer("name,lat\nAda,44,\nBo,45,\n"), "");              // always empty
  EXPECT_EQ(longer("name,lat\n1,Ada,44\nBo,45\n"), "");              // not all rows
  EXPECT_EQ(longer("name,lat\n\"Ada,\nthe 1st\",44\nBo,45\n"), "");  // breaks within quotes
  EXPECT_EQ(longer(""), "");
  EXPECT_EQ(longer("name,lat"), "");
}

}  // namespace
}  // namespace nearnet::io
