// SPDX-License-Identifier: Apache-2.0
#include "io/csv_rows.h"

#include <gtest/gtest.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include "core/random.h"

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

std::string cell(double number) {
  std::string out;
  append(out, number);
  return out;
}

std::string shortest(double number) {
  std::array<char, 32> digits;
  return {digits.data(), std::to_chars(digits.data(), digits.data() + 32, number).ptr};
}

TEST(CsvRows, NumbersAreThoseOfTheStandardLibrary) {
  for (const double number : {0.0, -0.0, 0.001, 0.0009, 1.0, -1.0, 10.0, 99'999.0, 100'000.0,
                              99'999.9999999, 0.1 + 0.2, 1e22, 1e-300, 123.456, -180.0, 149.9995}) {
    EXPECT_EQ(cell(number), shortest(number));
  }
  core::Random random(3);
  constexpr std::array kScales{1.0, 1e2, 1e3, 1e6, 1e7, 1e8, 1e10};
  for (int i = 0; i < 200'000; ++i) {
    const double any = random.uniform(-200.0, 200.0) * (i % 3 == 0 ? 1e3 : 1.0);
    ASSERT_EQ(cell(any), shortest(any));
    const double scale = kScales[static_cast<std::size_t>(i) % kScales.size()];
    const double rounded = std::round(any * scale) / scale;
    ASSERT_EQ(cell(rounded), shortest(rounded));
    ASSERT_EQ(cell(std::nextafter(rounded, 1e9)), shortest(std::nextafter(rounded, 1e9)));
  }
}

TEST(CsvRows, WholeMillimetresAreWrittenInMetres) {
  for (std::int64_t millimetres = 0; millimetres < 300'000; ++millimetres) {
    const double metres = static_cast<double>(millimetres) / 1000.0;
    ASSERT_EQ(cell(metres), shortest(metres));
  }
}

TEST(CsvRows, CellsAreWrittenByTheirType) {
  std::string out;
  append_cell(out, std::string_view("04401"));
  append_cell(out, std::int64_t{12});
  append_cell(out, 2.5);
  append_cell(out, FieldView());
  EXPECT_EQ(out, "\"04401\"122.5");
}

}  // namespace
}  // namespace nearnet::io::csv
