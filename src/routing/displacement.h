// SPDX-License-Identifier: Apache-2.0
// What if one stop gave way? The plan without each single stop, ready for insertion tests: the
// swaps that still improve a plan, and the reasons why a node is left out.
//
//   routing::Displacements displacements(instance, solution);
//   for (const auto& way : displacements.ways_in(7)) …   // whose place node 7 could take
//
// Appointments never give way. Cost: O(stops²) to build a day, O(stops²) insertion tests a node.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/job_context.h"
#include "routing/route.h"

namespace nearnet::routing {

class Displacements {
 public:
  Displacements(const Instance& instance, const Solution& solution);

  /// To be called after the day has changed.
  void refresh(int day);

  struct Way {
    std::size_t displaced = 0;  ///< the stop that gives way
    int day = 0;
    std::size_t position = 0;  ///< of the newcomer on the day without it
  };
  /// By rank of the displaced, least first, then by index.
  std::vector<Way> ways_in(std::size_t index) const;
  /// The first of them, provided that the displaced ranks below the newcomer.
  std::optional<Way> gain(std::size_t index) const;

 private:
  struct Without {
    std::size_t displaced;
    Route route;
  };
  const Instance& instance_;
  const Solution& solution_;
  std::vector<std::vector<Without>> days_;
};

/// `a` is given up before `b`: no must while b is one, else of less profit.
bool ranks_below(const Node& a, const Node& b);

/// Swaps nodes that are out for single stops that rank below them until no such swap is left. Each
/// swap raises musts or profit. Answers whether anything changed.
bool swap_in(const Instance& instance, Solution& solution, const core::JobContext& job);

}  // namespace nearnet::routing
