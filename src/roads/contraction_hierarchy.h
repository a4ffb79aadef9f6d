// SPDX-License-Identifier: Apache-2.0
// Cheapest ways in a directed graph, prepared once and asked many times: tables of hundreds of
// places in milliseconds.
//
//   ContractionHierarchy ways(nodes, arcs, job);
//   std::vector<Cost> table = ways.table(homes, shops, job);    // row by row, one row a home
//   std::optional<Way> way = ways.cheapest(homes[0], shops[3]); // over which of the given arcs
//
// Guarantees: costs equal Dijkstra's; the same on any number of threads. Start and end are each one
// or several nodes with a cost of their own, which is how a place in the middle of a street is
// given.
//
// Method: see contraction.h; tables by buckets at the nodes where ways up and down meet (S. Knopp,
// P. Sanders, D. Schultes, F. Schulz, D. Wagner, "Computing Many-to-Many Shortest Paths Using
// Highway Hierarchies", 2007), searches cut short where a more important node gives a cheaper way
// (stall on demand). Cost: preparing some 10 µs a node; a search some ten µs; memory some 100 bytes
// a node. Safe to ask from several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "roads/contraction.h"
#include "roads/cost.h"
#include "roads/search_pool.h"

namespace nearnet::roads {

/// A node and what it takes to get there from the start, or from there to the end.
struct Terminal {
  std::uint32_t node = 0;
  Cost cost;
};
using Terminals = std::vector<Terminal>;

struct Way {
  Cost cost;
  Terminal start;
  Terminal end;
  std::vector<std::uint32_t> arcs;  ///< numbers of the given arcs, in order; may be none
};

class ContractionHierarchy {
 public:
  ContractionHierarchy(std::size_t nodes, std::span<const Arc> arcs, const core::JobContext& job);
  ContractionHierarchy(ContractionHierarchy&&) noexcept;
  ContractionHierarchy& operator=(ContractionHierarchy&&) noexcept;
  ~ContractionHierarchy();

  std::size_t nodes() const { return place_of_.size(); }
  std::size_t shortcuts() const { return shortcuts_; }

  /// starts.size() rows of ends.size() costs; unreachable where no way leads, as from no terminals.
  std::vector<Cost> table(std::span<const Terminals> starts, std::span<const Terminals> ends,
                          const core::JobContext& job) const;

  std::optional<Way> cheapest(const Terminals& start, const Terminals& end) const;

 private:
  /// Links to more important nodes, of each node by its place in the order. What searches read lies
  /// apart from what arcs are made of.
  struct Climb {
    struct Step {
      Cost cost;
      std::uint32_t node = 0;
    };
    /// As Link has it.
    struct Making {
      std::uint32_t made_of = 0;
      std::uint32_t arcs = 0;
    };

    std::vector<std::uint32_t> begins;
    std::vector<Step> steps;
    std::vector<Making> makings;
    std::span<const Step> of(std::uint32_t node) const {
      return std::span(steps).subspan(begins[node], begins[node + 1] - begins[node]);
    }
    /// There must be such a step.
    const Making& making(std::uint32_t from, std::uint32_t to) const;
  };
  class Search;
  class Buckets;

  static Climb climb(const Contraction& contraction, const std::vector<std::vector<Link>>& links,
                     const std::vector<std::uint32_t>& place_of);
  void unpack(std::uint32_t from, std::uint32_t to, std::vector<std::uint32_t>& arcs) const;

  std::vector<std::uint32_t> place_of_;  ///< of the caller's nodes in the order of importance
  Climb up_;                             ///< arcs to more important nodes
  Climb down_;                           ///< arcs from more important nodes
  std::size_t shortcuts_ = 0;
  std::unique_ptr<SearchPool<Search>> searches_;
  std::unique_ptr<SearchPool<Buckets>> buckets_;
};

}  // namespace nearnet::roads
