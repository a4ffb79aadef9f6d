// SPDX-License-Identifier: Apache-2.0
#include "io/csv_rows.h"

#include <gtest/gtest.h>

#include <string>

namespace nearnet::io::csv {
namespace {

std::string cell(std::string_view text) {
  std::string out;
  append(out, text);
  return out;
}

TEST(CsvRows, QuoteWhatWouldBeTakenForANumber) {
  for (const char* text : {"04401", "-12", "+1.5", ".5", "1e5", " 7", "-", "."}) {
    EXPECT_EQ(cell(text), '"' + std::string(text) + '"');
  }
}

TEST(CsvRows, LeaveTextThatOnlyLooksLikeANumberBare) {
  for (const char* text :
       {"N", "Inc", "NEAR_NET", "Island Inn", "Nancy's", "nan", "12 Main St", "-A", "1-2"}) {
    EXPECT_EQ(cell(text), text);
  }
}

TEST(CsvRows, QuoteCommasQuotesAndLineEnds) {
  EXPECT_EQ(cell("Dunn, Sons"), "\"Dunn, Sons\"");
  EXPECT_EQ(cell("The \"Old\" Mill"), "\"The \"\"Old\"\" Mill\"");
  EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(cell(""), "");
}

TEST(CsvRows, WriteTheShortestNumberThatReadsBackTheSame) {
  std::string out;
  append(out, 0.1);
  append(out, std::int64_t{-7});
  EXPECT_EQ(out, "0.1-7");
}

}  // namespace
}  // namespace nearnet::io::csv
