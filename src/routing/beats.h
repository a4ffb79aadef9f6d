// SPDX-License-Identifier: Apache-2.0
// Cuts a territory's prospects into standing beats: day-areas of equal work, each compact and apart
// from the others.
//
//   std::vector<routing::BeatPlace> places = {{.position = shop, .work = 12.0}, …};
//   routing::BeatPlan plan = routing::make_beats(places, {.count = 10}, job);
//   plan.beat[0];          // 0 … 9
//   plan.moved_share;      // of those that belonged to a beat before
//
// Guarantees: every place belongs to one beat; the same input gives the same beats. Where there are
// as many beats already, only who must move for the balance does, across the nearest borders.
//
// Method: centres by cutting the plane in two again and again, then Lloyd's rounds on power
// diagrams whose weights even the work out (cells of a power diagram are convex, so that beats do
// not cross), then single moves between neighbours until the balance holds. Cost: O(places × count)
// a round, some hundred rounds.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "geo/lon_lat.h"

namespace nearnet::routing {

struct BeatPlace {
  geo::LonLat position;
  double work = 1.0;                        ///< in any unit common to all; above 0
  std::optional<std::size_t> present = {};  ///< the beat it belongs to now
};

struct BeatOptions {
  std::size_t count = 1;
  double tolerance = 0.1;  ///< largest share by which a beat's work may differ from the mean
  bool fresh = false;      ///< do not keep the present beats
};

struct BeatPlan {
  std::vector<std::size_t> beat;  ///< of each place
  std::vector<double> work;       ///< of each beat
  /// From the mean. Above the tolerance where places are too large for it.
  double max_deviation = 0.0;
  double moved_share = 0.0;  ///< of the places that have a present beat
};

/// Throws core::ConfigError when there are no places, fewer than beats, no beats, a tolerance
/// outside 0 to 1, work that is not above 0 or a present beat that there is not.
BeatPlan make_beats(std::span<const BeatPlace> places, const BeatOptions& options,
                    const core::JobContext& job);

}  // namespace nearnet::routing
