// SPDX-License-Identifier: Apache-2.0
// What if one stop gave way, or a few? The plan without each single stop, and without short runs of
// stops, ready for insertion tests: the swaps that still improve a plan, and the reasons why a node
// is left out.
//
//   routing::Displacements displacements(instance, solution);
//   for (const auto& place : displacements.places_for(7, times)) …  // that node 7 could take
//
// `times` are the node's and know the stops and homes of the days. Appointments never give way.
// Cost: O(stops²) to build a day, O(stops²) insertion tests a node.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
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
    std::int64_t drive = 0;    ///< seconds of driving more than before; may be negative
  };
  struct Place {
    std::size_t displaced = 0;
    const Route* without = nullptr;  ///< the day without it, until the next refresh()
  };
  /// By rank of the displaced, least first, then by day and index.
  std::vector<Place> places_for(std::size_t index, const NodeTimes& times) const;
  /// The node's way into such a place.
  Way way_in(const Place& place, std::size_t index, const NodeTimes& times) const;
  /// The way into the first of the places on these days, provided that the displaced ranks below
  /// the newcomer.
  std::optional<Way> gain(std::size_t index, const NodeTimes& times,
                          std::span<const int> days) const;

 private:
  struct Without {
    std::size_t displaced;
    std::size_t position;  ///< where it was
    Route route;
  };
  const Instance& instance_;
  const Solution& solution_;
  std::vector<std::vector<Without>> days_;
};

/// What forcing in a node costs that fits in place of no single stop: a few that follow each other,
/// or as many of a day as it takes.
class RunDisplacements {
 public:
  RunDisplacements(const Instance& instance, const Solution& solution);

  struct Way {
    std::vector<std::size_t> displaced;  ///< in their order
    int day = 0;
    std::int64_t drive = 0;  ///< seconds of driving more than before; may be negative
  };
  /// The run of 2 or 3 stops without appointments whose place it could take, of fewest musts, then
  /// of least profit. Where no such run is enough, the day that loses least when it is filled again
  /// around the appointments and the newcomer, the best of its stops first. None where the
  /// appointments leave no room. Cost: an insertion test a run that is cheaper; a day's insertions.
  std::optional<Way> least(std::size_t index, const NodeTimes& times) const;
  /// The day with its appointments alone.
  const Route& bare(int day) const { return bare_[static_cast<std::size_t>(day)]; }

 private:
  std::optional<std::size_t> closest_position(std::size_t index, int day) const;
  std::optional<Way> rebuilt(std::size_t index, int day) const;
  std::optional<Way> rebuilt(std::size_t index) const;

  struct Without {
    std::int64_t musts = 0;
    std::int64_t profit = 0;
    std::vector<std::size_t> displaced;
    Route route;
  };
  const Instance& instance_;
  const Solution& solution_;
  std::vector<Without> runs_;  // the least of them first
  std::vector<Route> bare_;    // by day
};

/// `a` is given up before `b`: no must while b is one, else of less profit.
bool ranks_below(const Node& a, const Node& b);

/// Swaps nodes that are out for single stops that rank below them until no such swap is left or it
/// is time to stop. Each swap raises musts or profit. Answers whether anything changed.
bool swap_in(const Instance& instance, Solution& solution, const std::function<bool()>& enough,
             const core::JobContext& job);

}  // namespace nearnet::routing
