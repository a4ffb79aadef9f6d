// SPDX-License-Identifier: Apache-2.0
#include "territory/engine_edits.h"

#include "core/error.h"
#include "territory/bridges.h"
#include "territory/disjoint_sets.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace nearnet::territory {
namespace {

/// Stands in where no weight can be balanced: one a unit.
constexpr const char* kEach = "units";

/// The part of the graph between these units. Parts of it that hang together by other units only
/// are tied anew, as adjacency() ties parts.
Adjacency graph_among(const LivePlan& plan, std::span<const std::size_t> chosen,
                      std::span<const model::BasicUnit> units) {
  std::vector<std::size_t> place(plan.ground().size(), kUnassigned);
  for (std::size_t i = 0; i < chosen.size(); ++i) place[chosen[i]] = i;
  Adjacency graph;
  graph.of.resize(chosen.size());
  DisjointSets parts(chosen.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    for (const Neighbour& next : plan.ground().graph.of[chosen[i]]) {
      if (place[next.unit] == kUnassigned) continue;
      graph.of[i].push_back({place[next.unit], next.shared_metres});
      parts.join(i, place[next.unit]);
    }
  }
  graph.parts = parts.count();
  if (graph.parts > 1) graph.bridges = bridge_parts(units, parts);
  for (const Bridge& bridge : graph.bridges) {
    graph.of[bridge.from].push_back({bridge.to, 0.0});
    graph.of[bridge.to].push_back({bridge.from, 0.0});
  }
  for (std::vector<Neighbour>& neighbours : graph.of) {
    std::ranges::sort(neighbours, {}, &Neighbour::unit);
  }
  return graph;
}

/// What of the balance these units can be balanced by; one a unit where that is nothing.
std::vector<BalanceWeight> usable(const std::vector<BalanceWeight>& balance,
                                  std::vector<model::BasicUnit>& units) {
  std::vector<BalanceWeight> found;
  double shares = 0.0;
  for (const BalanceWeight& weight : balance) {
    const bool some = std::ranges::any_of(units, [&](const model::BasicUnit& unit) {
      const auto amount = unit.weights.find(weight.name);
      return amount != unit.weights.end() && amount->second > 0.0;
    });
    if (!some) continue;
    found.push_back(weight);
    shares += weight.share;
  }
  for (BalanceWeight& weight : found) weight.share /= shares;
  if (!found.empty()) return found;
  for (model::BasicUnit& unit : units) unit.weights[kEach] = 1.0;
  return {{kEach, 1.0}};
}

}  // namespace

Edit split(const LivePlan& plan, std::size_t territory, const SplitOptions& options,
           const core::JobContext& job) {
  if (options.into < 2) {
    throw core::ConfigError(
        fmt::format("a territory cannot be split into {}; ask for 2 or more", options.into));
  }
  const std::vector<std::size_t> chosen = units_of(plan, territory);
  std::vector<model::BasicUnit> units;
  units.reserve(chosen.size());
  for (const std::size_t unit : chosen) units.push_back(plan.ground().units[unit]);
  const Adjacency graph = graph_among(plan, chosen, units);
  DesignOptions wish;
  wish.count = options.into;
  wish.balance = usable(options.goal.balance, units);
  wish.tolerance = options.goal.tolerance;
  if (options.home) {
    wish.seats.resize(options.into);
    wish.seats.front().home = options.home;
  }
  const Design design = territory::design(units, graph, wish, job);
  return divided(plan, territory, chosen, design.territory_of_unit);
}

Finish finished(const LivePlan& plan, const std::vector<bool>& locked, const FinishOptions& options,
                const core::JobContext& job) {
  const std::vector<std::size_t> there = plan.territories();
  std::vector<std::size_t> place(plan.labels().size(), kUnassigned);
  for (std::size_t i = 0; i < there.size(); ++i) place[there[i]] = i;
  // Locked units of no territory stay out of the problem altogether.
  std::vector<std::size_t> chosen;
  std::vector<model::BasicUnit> units;
  DesignOptions wish;
  for (std::size_t unit = 0; unit < plan.ground().size(); ++unit) {
    const std::size_t now = plan.territory_of(unit);
    if (now == kUnassigned && locked[unit]) continue;
    chosen.push_back(unit);
    units.push_back(plan.ground().units[unit]);
    wish.present.push_back(now == kUnassigned ? std::nullopt : std::optional(place[now]));
    if (locked[unit]) wish.locks.push_back({units.back().id, place[now]});
  }
  wish.count = there.size();
  wish.balance = usable(options.goal.balance, units);
  wish.tolerance = options.goal.tolerance;
  wish.max_moved = options.max_moved;
  const bool whole = chosen.size() == plan.ground().size();
  Finish finish;
  finish.design = territory::design(
      units, whole ? plan.ground().graph : graph_among(plan, chosen, units), wish, job);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::size_t now = plan.territory_of(chosen[i]);
    const std::size_t then = there[finish.design.territory_of_unit[i]];
    if (now != then) finish.edit.moves.push_back({chosen[i], now, then});
  }
  return finish;
}

}  // namespace nearnet::territory
