// SPDX-License-Identifier: Apache-2.0
#include "eligibility/lengths.h"

#include <fmt/format.h>

namespace nearnet::eligibility {

std::string metres_and_feet(core::Metres length, int decimals) {
  return fmt::format("{:.{}f} m ({:.{}f} ft)", length.value, decimals,
                     length.value / kMetresPerFoot, decimals);
}

int telling_decimals(core::Metres a, core::Metres b) {
  constexpr int kMillimetres = 3;
  for (int decimals = 1; decimals < kMillimetres; ++decimals) {
    const auto text = [&](core::Metres m) { return fmt::format("{:.{}f}", m.value, decimals); };
    if (a == b || text(a) != text(b)) return decimals;
  }
  return kMillimetres;
}

}  // namespace nearnet::eligibility
