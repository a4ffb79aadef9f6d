// SPDX-License-Identifier: Apache-2.0
#include "cli/text_table.h"

#include <gtest/gtest.h>

namespace nearnet::cli {
namespace {

TEST(TextTable, NumbersStandRightAndTextLeft) {
  TextTable table({"rep", "stops", "share"});
  table.add({"ae-1", "7", "4.0 %"});
  table.add({"Benedict", "114", "12.5 %"});
  EXPECT_EQ(table.text(),
            "rep       stops   share\n"
            "--------  -----  ------\n"
            "ae-1          7   4.0 %\n"
            "Benedict    114  12.5 %\n");
}

TEST(TextTable, CountsCharactersNotBytes) {
  TextTable table({"name", "n"});
  table.add({"Café Zoë", "1"});
  table.add({"Cafe Zoe", "2"});
  EXPECT_EQ(table.text(),
            "name      n\n"
            "--------  -\n"
            "Café Zoë  1\n"
            "Cafe Zoe  2\n");
}

TEST(TextTable, MissingCellsStayBlankAndLinesHaveNoTrailingBlanks) {
  TextTable table({"id", "note"});
  EXPECT_TRUE(table.empty());
  table.add({"1"});
  EXPECT_FALSE(table.empty());
  EXPECT_EQ(table.text(), "id  note\n--  ----\n 1\n");
}

}  // namespace
}  // namespace nearnet::cli
