// SPDX-License-Identifier: Apache-2.0
#include "territory/objective.h"

#include "territory/lattice.h"

#include <gtest/gtest.h>

#include <numbers>

namespace nearnet::territory {
namespace {

TEST(WeightTotals, LeaveUnassignedUnitsOut) {
  auto units = squares(3, 1, [](int i) { return i + 1.0; });
  units[2].weights["mrc"] = 40.0;
  const std::vector<std::size_t> territories = {1, kUnassigned, 1};
  const auto totals = weight_totals(units, territories, 2);
  EXPECT_EQ(totals[0], (model::Weights{{"prospects", 0.0}, {"mrc", 0.0}}));
  EXPECT_EQ(totals[1], (model::Weights{{"prospects", 4.0}, {"mrc", 40.0}}));
}

TEST(MaxDeviation, IsTheWorstOverTerritoriesAndWeights) {
  const std::vector<model::Weights> totals = {{{"a", 9.0}, {"b", 100.0}, {"c", 0.0}},
                                              {{"a", 11.0}, {"b", 140.0}, {"c", 0.0}},
                                              {{"a", 10.0}, {"b", 120.0}, {"c", 0.0}}};
  const std::vector<std::string> a = {"a"};
  const std::vector<std::string> both = {"a", "b"};
  const std::vector<std::string> nothing = {"c", "unknown"};
  EXPECT_NEAR(max_deviation(totals, a), 0.1, 1e-12);
  EXPECT_NEAR(max_deviation(totals, both), 20.0 / 120.0, 1e-12);
  EXPECT_EQ(max_deviation(totals, nothing), 0.0);
}

TEST(PolsbyPopper, OfKnownShapes) {
  EXPECT_NEAR(polsby_popper({1.0, 4.0}), std::numbers::pi / 4.0, 1e-12);
  EXPECT_EQ(polsby_popper({}), 0.0);
  // A square on the ground at 60° north is twice as many degrees wide as high.
  const geo::LocalFrame frame({25.0, 60.0});
  const geo::Geometry square = frame.to_lon_lat(rectangle(-500.0, -500.0, 500.0, 500.0));
  EXPECT_NEAR(shape_of(square).area, 1e6, 1.0);
  EXPECT_NEAR(shape_of(square).perimeter, 4000.0, 0.01);
  EXPECT_NEAR(polsby_popper(shape_of(square)), 0.7854, 1e-4);
}

TEST(PartCounts, CountPartsAndEmptyTerritories) {
  const auto units = squares(4, 1);
  const Adjacency graph = adjacency(units);
  const std::vector<std::size_t> territories = {0, 1, 0, kUnassigned};
  EXPECT_EQ(part_counts(graph, territories, 3), (std::vector<std::size_t>{2, 1, 0}));
}

}  // namespace
}  // namespace nearnet::territory
