// SPDX-License-Identifier: Apache-2.0
// Streets of a made-up metropolitan area, to measure roads with.
//
//   std::vector<Arc> arcs = made_up_metro(600, seed);      // of 360,000 crossings
#pragma once

#include <cstdint>
#include <vector>

#include "roads/contraction.h"

/// A lattice of side × side crossings about 110 m apart, one block in eight without its street, one
/// street in eight one-way; every 8th line is a collector, every 32nd an arterial, every 128th a
/// motorway, each quicker than the last. The same for the same seed.
std::vector<nearnet::roads::Arc> made_up_metro(std::uint32_t side, std::uint64_t seed);
