// SPDX-License-Identifier: Apache-2.0
// Public routing instances as days to plan, judged by their own conventions.
//
//   BenchInstance instance = read_instance("R104.txt");
//   Judged judged = judge(instance, tours);       // judged.faults is empty when all is allowed
//
// Solomon and Homberger text: distance floor(10 * euclid) / 10 as DIMACS 2021 has it. VRPLIB
// `.vrp`: CVRP with rounded distances, PCVRPTW as DIMACS. TSPLIB `.tsp` with EUC_2D. `ae-*.json`:
// days, shift, windows, prizes and a matrix in seconds.
#pragma once

#include <string>
#include <vector>

#include "roads/travel_matrix.h"
#include "routing/instance.h"

namespace nearnet::bench {

using Tours = std::vector<std::vector<std::size_t>>;

struct BenchInstance {
  std::string name;
  roads::TravelMatrix travel;
  std::vector<routing::Node> nodes;
  routing::Days days;
  double unit = 1.0;  ///< what a second of travel is in the instance's own cost
  bool prize_first = false;

  routing::Instance instance() const { return {travel, nodes, days}; }
};

/// Throws core::InputError naming the file and what it lacks.
BenchInstance read_instance(const std::string& path);

struct Judged {
  double travel = 0.0;  ///< in the instance's own unit
  double cost = 0.0;    ///< travel, and where driving has its price the prizes left out
  double prize = 0.0;
  double unserved_prize = 0.0;
  std::vector<std::string> faults;
};
/// Counts everything again from the instance alone.
Judged judge(const BenchInstance& instance, const Tours& tours);

}  // namespace nearnet::bench
