// SPDX-License-Identifier: Apache-2.0
// Any bytes as a rules file: read, or refused with an InputError; what is read is written and read
// back as the same rules.
#include "core/error.h"
#include "eligibility/rules.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nearnet;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const eligibility::Rules rules = eligibility::parse_rules(text, "fuzz.toml");
    if (!(eligibility::parse_rules(eligibility::to_toml(rules), "again.toml") == rules)) {
      std::abort();
    }
  } catch (const core::InputError&) {
    // Refused, as it should be.
  }
  return 0;
}
