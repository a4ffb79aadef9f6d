// SPDX-License-Identifier: Apache-2.0
#include "territory/design.h"

#include "core/error.h"
#include "territory/least_moved.h"
#include "territory/limits.h"
#include "territory/objective.h"
#include "territory/problem.h"
#include "territory/repair.h"
#include "territory/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace nearnet::territory {
namespace {

/// The unit that no territory can hold within the tolerance, as text; "" when there is none.
std::string too_heavy(std::span<const model::BasicUnit> units, const DesignOptions& options) {
  for (const BalanceWeight& weight : options.balance) {
    const auto amount = [&](const model::BasicUnit& unit) {
      const auto found = unit.weights.find(weight.name);
      return found == unit.weights.end() ? 0.0 : found->second;
    };
    double total = 0.0;
    const model::BasicUnit* heaviest = &units.front();
    for (const model::BasicUnit& unit : units) {
      total += amount(unit);
      if (amount(unit) > amount(*heaviest)) heaviest = &unit;
    }
    const double ideal = total / static_cast<double>(options.count);
    if (amount(*heaviest) <= ideal * (1.0 + options.tolerance)) continue;
    return fmt::format(
        "unit {} alone has {:.6g} {}, {:.0f}% of the {:.6g} a territory should hold; use "
        "smaller units or fewer territories",
        heaviest->id.text(), amount(*heaviest), weight.name, 100.0 * amount(*heaviest) / ideal,
        ideal);
  }
  return {};
}

/// The territory whose locked units alone weigh too much, as text; "" when there is none.
std::string locked_too_heavy(const Problem& problem) {
  std::vector<double> load(problem.count * problem.balanced, 0.0);
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    if (problem.locked[cell] == kUnassigned) continue;
    for (std::size_t kind = 0; kind < problem.balanced; ++kind) {
      load[problem.locked[cell] * problem.balanced + kind] += problem.load_of(cell)[kind];
    }
  }
  for (std::size_t i = 0; i < load.size(); ++i) {
    if (load[i] > 1.0 + problem.tolerance) {
      return fmt::format("the units locked to territory {} hold {:.0f}% of what a territory should",
                         i / problem.balanced + 1, 100.0 * load[i]);
    }
  }
  return {};
}

std::string binding_constraint(std::span<const model::BasicUnit> units, const Problem& problem,
                               const DesignOptions& options, const Design& plan) {
  if (!plan.connected) {
    return problem.has_present() && options.max_moved < 1.0
               ? fmt::format(
                     "connecting every territory needs more than the {:.1f}% that may move, or "
                     "a way through locked units",
                     100.0 * options.max_moved)
               : std::string(
                     "some territory is in parts: units without any link, or locks in the way");
  }
  if (plan.max_deviation <= options.tolerance || plan.stopped) return {};
  if (std::string heavy = too_heavy(units, options); !heavy.empty()) return heavy;
  if (std::string heavy = locked_too_heavy(problem); !heavy.empty()) return heavy;
  // What may move binds only where nearly all of it has moved.
  if (problem.has_present() && options.max_moved < 1.0 &&
      plan.moved_share >= 0.8 * options.max_moved) {
    return fmt::format("only {:.1f}% of the weight may move ({:.1f}% moved); allow more",
                       100.0 * options.max_moved, 100.0 * plan.moved_share);
  }
  const double units_each = static_cast<double>(units.size()) / static_cast<double>(options.count);
  if (units_each * options.tolerance < 1.0) {
    return fmt::format("{:.1f} units a territory are too coarse for {:.1f}%; use smaller units",
                       units_each, 100.0 * options.tolerance);
  }
  return fmt::format(
      "{} tried moves did not reach {:.1f}%; allow a larger tolerance or use smaller units",
      plan.iterations, 100.0 * options.tolerance);
}

}  // namespace

Design design(std::span<const model::BasicUnit> units, const Adjacency& graph,
              const DesignOptions& options, const core::JobContext& job) {
  SearchBudget budget{options.iterations, {}, options.keep_best};
  if (options.seconds) {
    using Clock = std::chrono::steady_clock;
    budget.spent = [begin = Clock::now(), seconds = *options.seconds] {
      return std::chrono::duration<double>(Clock::now() - begin).count() / seconds;
    };
  }
  const Problem problem =
      make_problem(units, graph, options, job.part(0.0, 0.02, "measuring units"));
  const std::vector<std::size_t> core = lock_cores(problem);

  Design plan;
  const Improved found = searched(problem, core, budget, job);
  const std::vector<std::size_t>& territory_of_cell = found.territory_of_cell;
  plan.iterations = found.iterations;
  plan.stopped = found.stopped;

  for (const std::size_t cell : problem.cell_of_unit) {
    plan.territory_of_unit.push_back(territory_of_cell[cell]);
  }
  if (const std::string broken = broken_limit(units, options, plan.territory_of_unit);
      !broken.empty()) {
    if (plan.stopped) throw core::Cancelled();
    throw core::InfeasibleError(broken);
  }
  std::vector<std::string> balanced;
  for (const BalanceWeight& weight : options.balance) balanced.push_back(weight.name);
  plan.max_deviation =
      max_deviation(weight_totals(units, plan.territory_of_unit, options.count), balanced);
  plan.moved_share = problem.moved(territory_of_cell);
  plan.least_moved = least_moved(units, options);
  const auto parts = part_counts(graph, plan.territory_of_unit, options.count);
  plan.connected = std::all_of(parts.begin(), parts.end(), [](std::size_t n) { return n == 1; });
  plan.binding = binding_constraint(units, problem, options, plan);
  return plan;
}

}  // namespace nearnet::territory
