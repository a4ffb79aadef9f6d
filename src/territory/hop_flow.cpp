// SPDX-License-Identifier: Apache-2.0
#include "territory/hop_flow.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace nearnet::territory {
namespace {

/// A network that sends as much as it can, each time along a cheapest way.
class Network {
 public:
  explicit Network(std::size_t nodes) : from_(nodes) {}

  void add(std::size_t from, std::size_t to, double room, int cost) {
    if (!(room > kShareNoise)) return;
    from_[from].push_back(arcs_.size());
    arcs_.push_back({to, room, cost});
    from_[to].push_back(arcs_.size());
    arcs_.push_back({from, 0.0, -cost});
  }

  struct Sent {
    double amount = 0.0;
    double cost = 0.0;
  };

  Sent send(std::size_t source, std::size_t sink) {
    Sent sent;
    while (const auto cost = cheapest_way(source, sink)) {
      double amount = std::numeric_limits<double>::infinity();
      for (std::size_t at = sink; at != source; at = arcs_[by_[at] ^ 1U].to) {
        amount = std::min(amount, arcs_[by_[at]].room);
      }
      for (std::size_t at = sink; at != source; at = arcs_[by_[at] ^ 1U].to) {
        arcs_[by_[at]].room -= amount;
        arcs_[by_[at] ^ 1U].room += amount;
      }
      sent.amount += amount;
      sent.cost += amount * static_cast<double>(*cost);
    }
    return sent;
  }

 private:
  struct Arc {
    std::size_t to;
    double room;
    int cost;
  };

  /// Of Bellman and Ford, by a queue; notes in by_ the arc that leads to each node.
  std::optional<int> cheapest_way(std::size_t source, std::size_t sink) {
    constexpr int kFar = std::numeric_limits<int>::max();
    std::vector<int> cost(from_.size(), kFar);
    std::vector<bool> queued(from_.size(), false);
    by_.assign(from_.size(), 0);
    cost[source] = 0;
    for (std::deque<std::size_t> queue{source}; !queue.empty();) {
      const std::size_t at = queue.front();
      queue.pop_front();
      queued[at] = false;
      for (const std::size_t i : from_[at]) {
        const Arc& arc = arcs_[i];
        if (arc.room <= kShareNoise || cost[at] + arc.cost >= cost[arc.to]) continue;
        cost[arc.to] = cost[at] + arc.cost;
        by_[arc.to] = i;
        if (!queued[arc.to]) queue.push_back(arc.to);
        queued[arc.to] = true;
      }
    }
    return cost[sink] == kFar ? std::nullopt : std::optional(cost[sink]);
  }

  std::vector<std::vector<std::size_t>> from_;  ///< arcs of each node
  std::vector<Arc> arcs_;                       ///< each followed by its way back
  std::vector<std::size_t> by_;
};

/// Every territory ends between `low` and `high`: what it has above must go, what it lacks must
/// come, and between the two it may give and take as others need. `beside`: pairs that share a
/// border, both ways round.
double flow_of(const std::vector<double>& held,
               const std::set<std::pair<std::size_t, std::size_t>>& beside, double tolerance) {
  const std::size_t count = held.size();
  const std::size_t store = count;  // what may be given and taken comes from here and goes here
  const std::size_t source = count + 1;
  const std::size_t sink = count + 2;
  const double low = 1.0 - tolerance;
  const double high = 1.0 + tolerance;
  Network network(count + 3);
  double above = 0.0;
  double lacking = 0.0;
  for (std::size_t t = 0; t < count; ++t) {
    network.add(source, t, held[t] - high, 0);
    network.add(t, sink, low - held[t], 0);
    network.add(store, t, std::min(held[t], high) - low, 0);
    network.add(t, store, high - std::max(held[t], low), 0);
    above += std::max(0.0, held[t] - high);
    lacking += std::max(0.0, low - held[t]);
  }
  network.add(source, store, lacking, 0);
  network.add(store, sink, above, 0);
  for (const auto& [a, b] : beside) network.add(a, b, static_cast<double>(count), 1);
  const Network::Sent sent = network.send(source, sink);
  return sent.cost + std::max(0.0, above + lacking - sent.amount);
}

}  // namespace

double hop_flow(const Problem& problem, std::span<const std::size_t> assignment) {
  std::set<std::pair<std::size_t, std::size_t>> beside;
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    for (const Link& next : problem.links[cell]) {
      if (assignment[cell] != assignment[next.unit]) {
        beside.emplace(assignment[cell], assignment[next.unit]);
      }
    }
  }
  double most = 0.0;
  for (std::size_t kind = 0; kind < problem.balanced; ++kind) {
    std::vector<double> held(problem.count, 0.0);
    for (std::size_t cell = 0; cell < problem.cells; ++cell) {
      held[assignment[cell]] += problem.load_of(cell)[kind];
    }
    most = std::max(most, flow_of(held, beside, problem.tolerance));
  }
  return most / static_cast<double>(problem.count);
}

}  // namespace nearnet::territory
