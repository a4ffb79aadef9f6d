// SPDX-License-Identifier: Apache-2.0
// Text that must not become markup, a formula or a second column.
#include "handoff/csv_text.h"
#include "handoff/markup.h"

#include <gtest/gtest.h>

#include <vector>

namespace nearnet::handoff {
namespace {

TEST(Markup, EscapesWhatMarkupIsMadeOf) {
  EXPECT_EQ(escaped("<script>alert(\"1\") & 'x'</script>"),
            "&lt;script&gt;alert(&quot;1&quot;) &amp; &#39;x&#39;&lt;/script&gt;");
  EXPECT_EQ(escaped("Café Zoë"), "Café Zoë");
}

TEST(Markup, DropsWhatXmlForbids) {
  EXPECT_EQ(escaped(std::string("a\0b\x01"
                                "c\td\n",
                                8)),
            "abc\td\n");
  EXPECT_EQ(escaped("caf\xE9"), "caf?");
}

TEST(CsvText, QuotesByRfc4180) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("Dunn, Sons & Co"), "\"Dunn, Sons & Co\"");
  EXPECT_EQ(csv_field("the \"Loon\""), "\"the \"\"Loon\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_row(std::vector<std::string>{"a", "", "b,c"}), "a,,\"b,c\"\r\n");
}

TEST(CsvText, DefusesFormulasAndLeavesNumbersAlone) {
  EXPECT_EQ(csv_field("=HYPERLINK(A1)"), "'=HYPERLINK(A1)");
  EXPECT_EQ(csv_field("=cmd|' /C calc'!A0,1"), "\"'=cmd|' /C calc'!A0,1\"");
  EXPECT_EQ(csv_field("@SUM(1)"), "'@SUM(1)");
  EXPECT_EQ(csv_field("-cmd"), "'-cmd");
  EXPECT_EQ(csv_field("+A1"), "'+A1");
  EXPECT_EQ(csv_field("\t=1"), "'\t=1");
  EXPECT_EQ(csv_field("+1 207 555-0100"), "+1 207 555-0100");
  EXPECT_EQ(csv_field("-12.5"), "-12.5");
  EXPECT_EQ(csv_field("-"), "'-");
  EXPECT_EQ(csv_field("a=b"), "a=b");
}

}  // namespace
}  // namespace nearnet::handoff
