// SPDX-License-Identifier: Apache-2.0
// docs/rules.md and data/default_rules.toml must name every key and every reason there is.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "core/error.h"
#include "core/text.h"
#include "eligibility/reasons.h"
#include "eligibility/rules.h"

namespace nearnet::eligibility {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string guide() {
  std::ifstream file(NEARNET_SOURCE_DIR "/docs/rules.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The keys that a section knows, as the refusal of an unknown one lists them.
std::vector<std::string> keys_in(const std::string& section) {
  try {
    parse_rules(fmt::format("[{}]\nnonsense = 1\n", section), "test.toml");
  } catch (const core::InputError& error) {
    const std::string message = error.what();
    constexpr std::string_view kLead = "expected one of ";
    std::vector<std::string> keys;
    for (const std::string& key :
         core::split(message.substr(message.find(kLead) + kLead.size()), ',')) {
      keys.emplace_back(core::trimmed(key));
    }
    return keys;
  }
  return {};
}

TEST(Documentation, EveryKeyIsInTheGuideAndInTheDefaultFile) {
  const std::string text = guide();
  const std::string defaults(default_rules_text());
  const std::pair<const char*, std::size_t> sections[] = {
      {"network", 8}, {"exclude", 9}, {"category", 5},   {"size", 4},
      {"drop", 3},    {"score", 12},  {"confidence", 2}, {"economics", 15}};
  for (const auto& [section, count] : sections) {
    const std::vector<std::string> keys = keys_in(section);
    EXPECT_THAT(keys, SizeIs(count));
    EXPECT_THAT(text, HasSubstr(fmt::format("### `[{}]`", section)));
    for (const std::string& key : keys) {
      EXPECT_THAT(text, HasSubstr(fmt::format("\n| `{}` | `", key)));
      EXPECT_THAT(defaults, HasSubstr(fmt::format("\n{} = ", key)));
    }
  }
}

TEST(Documentation, EveryReasonIsInTheGuideInTheWordsOfTheCatalogue) {
  const std::string text = guide();
  for (const Reason& reason : reasons()) {
    EXPECT_THAT(text, HasSubstr(fmt::format("| `{}` | {} | {} |", reason.code,
                                            reason.blocks ? "yes" : "no", reason.meaning)));
  }
}

}  // namespace
}  // namespace nearnet::eligibility
