// SPDX-License-Identifier: Apache-2.0
#include "eligibility/lengths.h"

#include <fmt/format.h>

namespace nearnet::eligibility {

std::string metres_and_feet(core::Metres length, int decimals) {
  return fmt::format("{:.{}f} m ({:.{}f} ft)", length.value, decimals,
                     length.value / kMetresPerFoot, decimals);
}

int telling_decimals(core::Metres a, core::Metres b) {
  int decimals = 1;
  while (decimals < 3 && a != b && metres_and_feet(a, decimals) == metres_and_feet(b, decimals)) {
    ++decimals;
  }
  return decimals;
}

}  // namespace nearnet::eligibility
