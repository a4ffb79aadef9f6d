// SPDX-License-Identifier: Apache-2.0
// Fills the streets with businesses: dense downtown, strung along the arterials, a few at home.
#pragma once

#include <string>
#include <vector>

#include "core/random.h"
#include "geo/geometry.h"
#include "town/network.h"

namespace nearnet::town {

/// The CSV file, header first. `served` (lon/lat) is where our customers can live.
std::string businesses_csv(const std::vector<Block>& blocks, const geo::Geometry& served,
                           core::Random& random);

/// One CSV line from its fields, quoted where RFC 4180 asks for it.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace nearnet::town
