// SPDX-License-Identifier: Apache-2.0
// How much weight has to change hands before every territory is within a tolerance of the mean,
// where weight goes from a territory to one beside it only: as realignments by hand do it, since a
// territory that lies between takes at one border what it gives at another.
//
//   testing::hop_flow({1.3, 1.0, 0.7}, {{0, 1}, {1, 2}}, 0.05);   // 0.5: a quarter over two
//   borders
//
// Method: the cheapest flow between territories, a unit of weight costing 1 a border (successive
// shortest ways, Bellman–Ford). Shares no code with the engine.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace nearnet::testing {

class HopFlow {
 public:
  explicit HopFlow(std::size_t nodes) : first_(nodes) {}

  void add(std::size_t from, std::size_t to, double room, double cost) {
    if (!(room > 0.0)) return;
    first_[from].push_back(arcs_.size());
    arcs_.push_back({to, room, cost});
    first_[to].push_back(arcs_.size());
    arcs_.push_back({from, 0.0, -cost});
  }

  /// Sends along cheapest ways as long as they cost less than nothing; what that costs in all.
  /// Costs are whole numbers, so that sums of them are exact.
  double send(std::size_t source, std::size_t sink) {
    double total = 0.0;
    for (;;) {
      std::vector<double> cost(first_.size(), std::numeric_limits<double>::infinity());
      std::vector<std::size_t> by(first_.size(), arcs_.size());
      cost[source] = 0.0;
      for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t node = 0; node < first_.size(); ++node) {
          if (cost[node] == std::numeric_limits<double>::infinity()) continue;
          for (const std::size_t arc : first_[node]) {
            const double reached = cost[node] + arcs_[arc].cost;
            if (arcs_[arc].room < kNothing || reached >= cost[arcs_[arc].to]) continue;
            cost[arcs_[arc].to] = reached;
            by[arcs_[arc].to] = arc;
            changed = true;
          }
        }
      }
      if (!(cost[sink] < 0.0)) return total;
      double amount = std::numeric_limits<double>::infinity();
      for (std::size_t node = sink; node != source; node = arcs_[by[node] ^ 1U].to) {
        amount = std::min(amount, arcs_[by[node]].room);
      }
      for (std::size_t node = sink; node != source; node = arcs_[by[node] ^ 1U].to) {
        arcs_[by[node]].room -= amount;
        arcs_[by[node] ^ 1U].room += amount;
      }
      total += amount * cost[sink];
    }
  }

 private:
  static constexpr double kNothing = 1e-12;
  struct Arc {
    std::size_t to;
    double room;
    double cost;
  };
  std::vector<std::vector<std::size_t>> first_;  ///< arcs of each node
  std::vector<Arc> arcs_;                        ///< each followed by its way back
};

/// `held`: by territory, 1 is the mean; `beside`: pairs that share a border. In the unit of `held`,
/// so that dividing by the number of territories gives the share of all weight. Where the borders
/// do not let it be done, what is left over counts a million times.
inline double hop_flow(const std::vector<double>& held,
                       const std::vector<std::pair<std::size_t, std::size_t>>& beside,
                       double tolerance) {
  const std::size_t count = held.size();
  const double low = 1.0 - tolerance;
  const double high = 1.0 + tolerance;
  constexpr double kMust = 1e6;
  HopFlow flow(count + 2);
  double must = 0.0;
  for (std::size_t t = 0; t < count; ++t) {
    flow.add(count, t, held[t] - high, -kMust);
    flow.add(count, t, std::min(held[t], high) - low, 0.0);
    flow.add(t, count + 1, low - held[t], -kMust);
    flow.add(t, count + 1, high - std::max(held[t], low), 0.0);
    must += std::max(0.0, held[t] - high) + std::max(0.0, low - held[t]);
  }
  for (const auto& [a, b] : beside) {
    flow.add(a, b, static_cast<double>(count), 1.0);
    flow.add(b, a, static_cast<double>(count), 1.0);
  }
  return std::max(0.0, flow.send(count, count + 1) + kMust * must);
}

}  // namespace nearnet::testing
