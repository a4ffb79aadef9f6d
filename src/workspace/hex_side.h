// SPDX-License-Identifier: Apache-2.0
// How large hexagons should be for the territories of a market.
//
//   suited_hex_side(snapshot, 4);   // 150 m in a dense town, 2 km in the country
#pragma once

#include <cstddef>

#include "core/units.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// For so many territories of the eligible prospects and customers: territory::suited_hex_side().
/// Cost: some milliseconds for 10,000 of them.
core::Metres suited_hex_side(const Snapshot& snapshot, std::size_t count);

}  // namespace nearnet::workspace
