// SPDX-License-Identifier: Apache-2.0
// The tours that the search changes in place, against days computed from scratch.
#include "routing/tours.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "routing/insertion.h"
#include "routing/neighbours.h"
#include "routing/requests.h"
#include "routing/spot_search.h"

namespace nearnet::routing::testing {
namespace {

void expect_same_sums(const Instance& instance, const Tours& tours) {
  const Solution solution = tours.solution(tours.order());
  EXPECT_EQ(tours.drive(), solution.drive());
  EXPECT_EQ(tours.profit(), solution.profit());
  EXPECT_EQ(tours.musts(), solution.musts());
  EXPECT_EQ(tours.planned(), solution.planned());
  for (std::uint32_t id = 1; id < instance.size(); ++id) {
    EXPECT_EQ(tours.is_out(id), solution.is_out(id));
  }
}

/// The least that a visit adds to any day, by routes rebuilt with it at every place.
std::optional<std::int64_t> least_added(const Instance& instance, const Solution& solution,
                                        std::size_t index) {
  std::optional<std::int64_t> least;
  for (const Route& route : solution.routes()) {
    if (!instance.allows(index, route.day())) continue;
    for (std::size_t position = 0; position <= route.stops().size(); ++position) {
      std::vector<std::size_t> stops(route.stops().begin(), route.stops().end());
      stops.insert(stops.begin() + static_cast<std::ptrdiff_t>(position), index);
      Route longer(instance, route.day());
      if (!longer.replace(instance, stops)) continue;
      const std::int64_t added = longer.drive() - route.drive();
      if (!least || added < *least) least = added;
    }
  }
  return least;
}

/// What a search remembers of days that changed and came back is what a new one finds.
void expect_same_spots(const Instance& instance, const Neighbours& neighbours, Tours& tours,
                       SpotSearch& remembering) {
  SpotSearch anew(instance, neighbours);
  for (const std::size_t index : neighbours.wanted()) {
    const auto id = static_cast<std::uint32_t>(index);
    if (!tours.is_out(id)) continue;
    const auto known = remembering.anywhere(tours, id, {});
    const auto found = anew.anywhere(tours, id, {});
    ASSERT_EQ(known.has_value(), found.has_value());
    if (!known) continue;
    EXPECT_EQ(known->added, found->added);
  }
}

/// Takes out one stop of those planned; false when there is none or the day needs it.
bool remove_one(const Instance& instance, Tours& tours, core::Random& random) {
  std::vector<std::uint32_t> planned;
  for (std::uint32_t id = 1; id < instance.size(); ++id) {
    if (!tours.is_out(id)) planned.push_back(id);
  }
  if (planned.empty()) return false;
  const std::uint32_t gone = planned[random.below(planned.size())];
  return tours.remove(gone, gone);
}

TEST(Tours, FindTheCheapestPlaceAsFullRecomputationDoes) {
  int found = 0;
  int none = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, {.min_candidates = 10});
    random.request.appointments.clear();
    const Instance instance = make_instance(random.request, random.travel);
    Solution solution(instance);
    insert_all(instance, solution, core::JobContext());
    const Neighbours neighbours(instance);
    SpotSearch spots(instance, neighbours);
    Tours tours(instance);
    tours.load(solution);
    core::Random lot(seed);
    for (int k = 0; k < 5; ++k) remove_one(instance, tours, lot);
    for (const std::size_t index : neighbours.wanted()) {
      const auto id = static_cast<std::uint32_t>(index);
      if (!tours.is_out(id)) continue;
      const Solution now = tours.solution(tours.order());
      const auto least = least_added(instance, now, index);
      const auto spot = spots.anywhere(tours, id, {});
      ASSERT_EQ(spot.has_value(), least.has_value());
      if (const auto near = spots.near(tours, id, {})) {
        ASSERT_TRUE(least.has_value());
        EXPECT_GE(near->added, *least);
      }
      (spot ? found : none) += 1;
      if (!spot) continue;
      EXPECT_EQ(spot->added, *least);
      tours.insert(id, spot->before);
      expect_same_sums(instance, tours);
    }
  }
  EXPECT_GT(found, 300);
  EXPECT_GT(none, 300);
}

TEST(Tours, AreUndoneToWhereTheyWere) {
  int changed = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomRequest random = random_request(seed, {.min_candidates = 10});
    const Instance instance = make_instance(random.request, random.travel);
    Solution solution(instance);
    insert_all(instance, solution, core::JobContext());
    const Neighbours neighbours(instance);
    SpotSearch spots(instance, neighbours);
    Tours tours(instance);
    tours.load(solution);
    core::Random lot(seed);
    for (int round = 0; round < 20; ++round) {
      const Tours::Order before = tours.order();
      tours.begin();
      for (int k = 0; k < 3; ++k) remove_one(instance, tours, lot);
      for (const std::size_t index : neighbours.wanted()) {
        const auto id = static_cast<std::uint32_t>(index);
        if (!tours.is_out(id)) continue;
        const SpotOptions options{.luck = lot.next()};
        const auto spot =
            lot.chance(0.5) ? spots.near(tours, id, options) : spots.anywhere(tours, id, options);
        if (spot) {
          tours.insert(id, spot->before);
        }
      }
      const bool is_new = tours.order() != before;
      changed += is_new ? 1 : 0;
      if (lot.chance(0.5)) {
        tours.undo();
        EXPECT_EQ(tours.order(), before);
      }
      expect_same_sums(instance, tours);
      expect_same_spots(instance, neighbours, tours, spots);
    }
  }
  EXPECT_GT(changed, 500);
}

}  // namespace
}  // namespace nearnet::routing::testing
