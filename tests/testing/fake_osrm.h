// SPDX-License-Identifier: Apache-2.0
// What an OSRM server answers in a country where every street runs north or east, at ten metres a
// second, and nothing leads to places in the southern half of the world.
//
//   HttpServer server(fake_osrm);
#pragma once

#include <string>

#include "geo/lon_lat.h"

namespace nearnet::testing {

std::string fake_osrm(const std::string& path);

/// Seconds between two places there.
double fake_osrm_seconds(geo::LonLat from, geo::LonLat to);

}  // namespace nearnet::testing
