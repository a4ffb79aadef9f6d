// SPDX-License-Identifier: Apache-2.0
// Any bytes as a driving profile: read, or refused with an InputError; what is read is written and
// read back as the same profile.
#include "core/error.h"
#include "roads/driving_profile.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nearnet;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const roads::DrivingProfile profile = roads::parse_driving(text, "fuzz.toml");
    if (!(roads::parse_driving(roads::to_toml(profile), "again.toml") == profile)) std::abort();
  } catch (const core::InputError&) {
    // Refused, as it should be.
  }
  return 0;
}
