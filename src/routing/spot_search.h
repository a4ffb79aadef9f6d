// SPDX-License-Identifier: Apache-2.0
// Where a visit that is out adds least driving. Internal to routing.
//
//   SpotSearch search(instance, neighbours);
//   if (const auto spot = search.near(tours, 7, {.luck = random.next()})) {
//     tours.insert(7, spot->before);
//   }
//
// Looks beside the visit's neighbours and at the ends of days: some fifty legs, whatever the number
// of stops, where looking at all legs costs most of a round.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "routing/neighbours.h"
#include "routing/tours.h"

namespace nearnet::routing {

struct Spot {
  std::uint32_t before = Tours::kOut;  ///< the stop that the visit follows
  std::int32_t added = 0;              ///< seconds of driving
};

struct SpotOptions {
  /// Decides which legs are overlooked; none when 0.
  std::uint64_t luck = 0;
  bool touched_days_only = false;
  std::int32_t most_added = Neighbours::kNoWay / 2;  ///< spots that add as much are none
};

class SpotSearch {
 public:
  /// Both must outlive it.
  SpotSearch(const Instance& instance, const Neighbours& neighbours);

  /// The best feasible leg beside neighbours or at the ends of days that is not overlooked.
  std::optional<Spot> near(const Tours& tours, std::uint32_t visit,
                           const SpotOptions& options) const;
  /// Of all legs. Remembers which days have nothing for whom, so that asking again costs nothing
  /// until they change: always ask with the same tours.
  std::optional<Spot> anywhere(Tours& tours, std::uint32_t visit, const SpotOptions& options);

 private:
  /// That version of a day has no leg that adds less.
  struct Nothing {
    std::uint32_t version = 0;
    std::int32_t below = 0;
  };

  const Instance& instance_;
  const Neighbours& neighbours_;
  std::vector<Nothing> nothing_;  // node-major, one a day
};

}  // namespace nearnet::routing
