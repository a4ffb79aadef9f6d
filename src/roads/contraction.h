// SPDX-License-Identifier: Apache-2.0
// Puts the nodes of a graph into an order of importance and adds the shortcuts that make it a
// contraction hierarchy. Internal to roads; contraction_hierarchy.h asks the result.
//
// Method: R. Geisberger, P. Sanders, D. Schultes, D. Delling, "Contraction Hierarchies: Faster and
// Simpler Hierarchical Routing in Road Networks" (2008). Nodes leave the graph one after the other;
// where the way x → node → y may be the only cheapest one, an arc x → y takes its place. Here many
// leave at once: in each round all nodes that are less important than every neighbour (C. Vetter,
// "Parallel Time-Dependent Contraction Hierarchies", 2009), so that threads share the work and the
// outcome does not depend on how many there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "roads/cost.h"

namespace nearnet::roads {

struct Arc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  Cost cost;
};

/// One end of an arc, kept with its other end.
struct Link {
  std::uint32_t node = 0;
  std::uint32_t made_of = 0;  ///< the number of a given arc, or the node that a shortcut leaps over
  std::uint32_t arcs = 0;     ///< how many given arcs lie beneath: 1 is no shortcut
  Cost cost;
};

struct Contraction {
  std::vector<std::uint32_t> order;  ///< nodes, the least important first
  /// Of each node: arcs to, and arcs from, more important nodes; one a pair, the cheapest.
  std::vector<std::vector<Link>> up;
  std::vector<std::vector<Link>> down;
};

/// Arcs from a node to itself are left out. Throws core::Cancelled.
Contraction contract(std::size_t nodes, std::span<const Arc> arcs, const core::JobContext& job);

}  // namespace nearnet::roads
