// SPDX-License-Identifier: Apache-2.0
// Straight lines as an estimate of driving, fitted to the roads of an area.
//
//   const CrowFit fit = crow_fit(network, places, job);
//   auto travel = TravelMatrix::crow_flight(places, fit.crow);     // thousands of places
//
// Method: the ways between 60 of the places, spread over their order, by road and by straight line;
// the detour is the ratio of their sums, the speed the road metres over the road seconds. Cost: one
// matrix of 60 places.
#pragma once

#include <cstddef>
#include <span>

#include "core/job_context.h"
#include "geo/lon_lat.h"
#include "roads/road_network.h"
#include "roads/travel_matrix.h"

namespace nearnet::roads {

struct CrowFit {
  CrowFlight crow;       ///< the usual one where no two places are on roads
  std::size_t ways = 0;  ///< by road that it was fitted to
};

CrowFit crow_fit(const RoadNetwork& network, std::span<const geo::LonLat> places,
                 const core::JobContext& job);

}  // namespace nearnet::roads
