// SPDX-License-Identifier: Apache-2.0
#include "territory/engine_edits.h"

#include "core/error.h"
#include "geo/local_frame.h"
#include "territory/bridges.h"
#include "territory/disjoint_sets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
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
  wish.iterations = options.goal.iterations;
  if (options.home) {
    wish.seats.resize(options.into);
    wish.seats.front().home = options.home;
  }
  const Design design = territory::design(units, graph, wish, job);
  return divided(plan, territory, chosen, design.territory_of_unit);
}

namespace {

/// A plan under the hand as a design problem that starts from how it stands.
struct Standing {
  std::vector<std::size_t> there;   ///< by territory of the problem: its index in the plan
  std::vector<std::size_t> chosen;  ///< by unit of the problem: its index in the plan
  std::vector<model::BasicUnit> units;
  DesignOptions wish;
  double leaving = 0.0;  ///< disruption of the units of a territory that goes

  bool whole(const LivePlan& plan) const { return chosen.size() == plan.ground().size(); }
};

struct StandingOptions {
  const Goal& goal;
  const std::vector<bool>& locked;
  const std::vector<double>& disruption;
  std::size_t gone = kUnassigned;  ///< this territory goes
};

Standing standing(const LivePlan& plan, const StandingOptions& options) {
  Standing made;
  made.there = plan.territories();
  std::erase(made.there, options.gone);
  std::vector<std::size_t> place(plan.labels().size(), kUnassigned);
  for (std::size_t i = 0; i < made.there.size(); ++i) place[made.there[i]] = i;
  for (std::size_t unit = 0; unit < plan.ground().size(); ++unit) {
    const std::size_t now = plan.territory_of(unit);
    const bool locked = !options.locked.empty() && options.locked[unit];
    // Locked units of no territory stay out of the problem altogether.
    if (now == kUnassigned && locked) continue;
    made.chosen.push_back(unit);
    made.units.push_back(plan.ground().units[unit]);
    const bool stays = now != kUnassigned && now != options.gone;
    made.wish.present.push_back(stays ? std::optional(place[now]) : std::nullopt);
    if (!options.disruption.empty()) made.wish.disruption.push_back(options.disruption[unit]);
    if (!locked) continue;
    if (!stays) {
      throw core::InfeasibleError(
          fmt::format("unit {} is locked to territory {}, which goes; unlock it",
                      made.units.back().id.text(), plan.labels()[now]->id.text()));
    }
    made.wish.locks.push_back({made.units.back().id, place[now]});
  }
  made.wish.count = made.there.size();
  made.wish.balance = usable(options.goal.balance, made.units);
  made.wish.tolerance = options.goal.tolerance;
  made.wish.iterations = options.goal.iterations;
  made.wish.keep_best = options.goal.keep_best;
  return made;
}

Design design_of(const LivePlan& plan, const Standing& problem, const core::JobContext& job) {
  if (problem.whole(plan)) {
    return territory::design(problem.units, plan.ground().graph, problem.wish, job);
  }
  return territory::design(problem.units, graph_among(plan, problem.chosen, problem.units),
                           problem.wish, job);
}

void add_moves(const LivePlan& plan, const Standing& problem, const Design& design, Edit& edit) {
  for (std::size_t i = 0; i < problem.chosen.size(); ++i) {
    const std::size_t now = plan.territory_of(problem.chosen[i]);
    const std::size_t then = problem.there[design.territory_of_unit[i]];
    if (now != then) edit.moves.push_back({problem.chosen[i], now, then});
  }
}

/// The unit at the place, of those that are free to go, belongs to the territory that comes last.
void lock_nearest(Standing& problem, const StaffOptions& options, geo::LonLat place) {
  const geo::LocalFrame frame(place);
  double nearest = std::numeric_limits<double>::infinity();
  std::size_t unit = kUnassigned;
  for (std::size_t i = 0; i < problem.units.size(); ++i) {
    if (!options.locked.empty() && options.locked[problem.chosen[i]]) continue;
    const geo::XY at = frame.to_metres(problem.units[i].geometry.centroid());
    const double distance = std::hypot(at.x, at.y);
    if (distance < nearest) {
      nearest = distance;
      unit = i;
    }
  }
  if (unit == kUnassigned) return;
  problem.wish.locks.push_back({problem.units[unit].id, problem.wish.count - 1});
}

/// What moving a unit of the problem costs.
double disruption_of(const Standing& problem, std::size_t unit) {
  if (!problem.wish.disruption.empty()) return problem.wish.disruption[unit];
  const model::Weights& weights = problem.units[unit].weights;
  const auto found = weights.find(problem.wish.balance.front().name);
  return found == weights.end() ? 0.0 : found->second;
}

/// Share of all disruption in the territory.
double share_in(const LivePlan& plan, const Standing& problem, std::size_t territory) {
  double all = 0.0;
  double in = 0.0;
  for (std::size_t i = 0; i < problem.chosen.size(); ++i) {
    all += disruption_of(problem, i);
    if (plan.territory_of(problem.chosen[i]) == territory) in += disruption_of(problem, i);
  }
  return all > 0.0 ? in / all : 0.0;
}

}  // namespace

Finish finished(const LivePlan& plan, const std::vector<bool>& locked, const FinishOptions& options,
                const core::JobContext& job) {
  Standing problem = standing(plan, {options.goal, locked, options.disruption});
  problem.wish.max_moved = options.max_moved;
  Finish finish;
  finish.design = design_of(plan, problem, job);
  finish.moved_share = finish.design.moved_share;
  finish.least_share = finish.design.least_moved;
  add_moves(plan, problem, finish.design, finish.edit);
  return finish;
}

Finish one_more(const LivePlan& plan, const TerritoryLabel& label, const StaffOptions& options,
                const core::JobContext& job) {
  Standing problem = standing(plan, {options.goal, options.locked, options.disruption});
  problem.there.push_back(plan.labels().size());
  problem.wish.count = problem.there.size();
  if (options.near) lock_nearest(problem, options, *options.near);
  Finish finish;
  finish.design = design_of(plan, problem, job);
  finish.moved_share = finish.design.moved_share;
  finish.least_share = finish.design.least_moved;
  finish.edit.labels.push_back({plan.labels().size(), std::nullopt, label});
  add_moves(plan, problem, finish.design, finish.edit);
  return finish;
}

Finish one_less(const LivePlan& plan, std::size_t territory, const StaffOptions& options,
                const core::JobContext& job) {
  if (territory >= plan.labels().size() || !plan.labels()[territory]) {
    throw core::ConfigError("there is no such territory");
  }
  if (plan.territories().size() == 1) {
    throw core::InfeasibleError(
        fmt::format("territory {} is the only one; nobody is left to take its units",
                    plan.labels()[territory]->id.text()));
  }
  const Standing problem =
      standing(plan, {options.goal, options.locked, options.disruption, territory});
  Finish finish;
  finish.design = design_of(plan, problem, job);
  const double dealt = share_in(plan, problem, territory);
  finish.moved_share = finish.design.moved_share + dealt;
  finish.least_share = finish.design.least_moved + dealt;
  finish.edit.labels.push_back({territory, plan.labels()[territory], std::nullopt});
  add_moves(plan, problem, finish.design, finish.edit);
  return finish;
}

}  // namespace nearnet::territory
