// SPDX-License-Identifier: Apache-2.0
#include "workspace/hex_side.h"

#include "territory/basic_units.h"
#include "workspace/unit_weights.h"

namespace nearnet::workspace {

core::Metres suited_hex_side(const Snapshot& snapshot, std::size_t count) {
  return territory::suited_hex_side(positions_of(account_places(snapshot)), count);
}

}  // namespace nearnet::workspace
