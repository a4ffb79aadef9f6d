// SPDX-License-Identifier: Apache-2.0
#include "territory/design.h"

#include "territory/improve.h"
#include "territory/objective.h"
#include "territory/power_diagram.h"
#include "territory/problem.h"
#include "territory/repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nearnet::territory {
namespace {

/// Independent streams of random numbers from one seed.
constexpr std::uint64_t kSearchStream = 0x5eed;

std::int64_t default_iterations(std::size_t cells) {
  return std::clamp<std::int64_t>(2000 * static_cast<std::int64_t>(cells), 1'000'000, 20'000'000);
}

/// Searches at most, while none has met the tolerance: heavy units can shut a search in.
constexpr std::uint64_t kSearches = 4;

/// Power diagrams at most that a search chooses its start from.
constexpr std::uint64_t kStarts = 4;

/// As many power diagrams as are worth their time beside the search; the best by energy is kept.
std::vector<std::size_t> fresh_start(const Problem& problem, const std::vector<std::size_t>& core,
                                     std::uint64_t seed, const core::JobContext& job) {
  const double cost = static_cast<double>(problem.cells * problem.count * kPowerRounds);
  const auto starts =
      static_cast<std::uint64_t>(std::clamp(4e8 / cost, 1.0, static_cast<double>(kStarts)));
  std::vector<std::size_t> best;
  double best_energy = std::numeric_limits<double>::infinity();
  for (std::uint64_t start = 0; start < starts; ++start) {
    const double from = static_cast<double>(start) / static_cast<double>(starts);
    const double to = static_cast<double>(start + 1) / static_cast<double>(starts);
    auto assignment = repaired(
        problem, core,
        power_diagram(problem, core, core::Random(seed + start), job.part(from, to, "placing")));
    const double energy = plan_energy(problem, assignment);
    if (energy < best_energy) {
      best_energy = energy;
      best = std::move(assignment);
    }
  }
  return best;
}

std::vector<std::size_t> search(const Problem& problem, const std::vector<std::size_t>& core,
                                std::int64_t iterations, std::uint64_t seed,
                                const core::JobContext& job) {
  SearchOptions options{.iterations = iterations};
  std::vector<std::size_t> start;
  if (problem.has_present()) {
    start = repaired(problem, core, problem.present);
    // Cool and at full price from the start: heat would only scatter what is to stay.
    options.first_temperature = 0.05;
    options.first_price = kFullPrice;
  } else {
    start = fresh_start(problem, core, seed, job.part(0.0, 0.3, "placing territories"));
  }
  return improved(problem, std::move(start), options, core::Random(seed ^ kSearchStream),
                  job.part(0.3, 1.0, "balancing territories"));
}

bool within_tolerance(const Problem& problem, const std::vector<std::size_t>& assignment) {
  std::vector<double> load(problem.count * problem.kinds, 0.0);
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    for (std::size_t kind = 0; kind < problem.kinds; ++kind) {
      load[assignment[cell] * problem.kinds + kind] += problem.load_of(cell)[kind];
    }
  }
  return std::all_of(load.begin(), load.end(), [&](double amount) {
    return std::abs(amount - 1.0) <= problem.tolerance + kShareNoise;
  });
}

struct Searched {
  std::vector<std::size_t> territory_of_cell;
  std::int64_t iterations = 0;  ///< over all searches
};

/// Searches from other starts until a plan is within the tolerance; the best by energy.
Searched search_until_balanced(const Problem& problem, const std::vector<std::size_t>& core,
                               std::int64_t iterations, std::uint64_t searches,
                               const core::JobContext& job) {
  Searched best;
  double best_energy = std::numeric_limits<double>::infinity();
  for (std::uint64_t i = 0; i < searches; ++i) {
    const double from = static_cast<double>(i) / static_cast<double>(searches);
    const double to = static_cast<double>(i + 1) / static_cast<double>(searches);
    auto found = search(problem, core, iterations, job.seed() + i * kStarts,
                        job.part(from, to, "designing"));
    best.iterations += iterations;
    const double energy = plan_energy(problem, found);
    if (energy < best_energy) {
      best_energy = energy;
      best.territory_of_cell = std::move(found);
    }
    if (within_tolerance(problem, best.territory_of_cell)) break;
  }
  return best;
}

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
  std::vector<double> load(problem.count * problem.kinds, 0.0);
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    if (problem.locked[cell] == kUnassigned) continue;
    for (std::size_t kind = 0; kind < problem.kinds; ++kind) {
      load[problem.locked[cell] * problem.kinds + kind] += problem.load_of(cell)[kind];
    }
  }
  for (std::size_t i = 0; i < load.size(); ++i) {
    if (load[i] > 1.0 + problem.tolerance) {
      return fmt::format("the units locked to territory {} hold {:.0f}% of what a territory should",
                         i / problem.kinds + 1, 100.0 * load[i]);
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
  if (plan.max_deviation <= options.tolerance) return {};
  if (std::string heavy = too_heavy(units, options); !heavy.empty()) return heavy;
  if (std::string heavy = locked_too_heavy(problem); !heavy.empty()) return heavy;
  if (problem.has_present() && options.max_moved < 1.0) {
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
  const Problem problem = make_problem(units, graph, options);
  const std::vector<std::size_t> core = lock_cores(problem);

  Design plan;
  const std::int64_t iterations =
      options.iterations > 0 ? options.iterations : default_iterations(problem.cells);
  const bool another_may_do_better = !problem.has_present() && too_heavy(units, options).empty();
  const Searched searched =
      search_until_balanced(problem, core, iterations, another_may_do_better ? kSearches : 1, job);
  const std::vector<std::size_t>& territory_of_cell = searched.territory_of_cell;
  plan.iterations = searched.iterations;

  for (const std::size_t cell : problem.cell_of_unit) {
    plan.territory_of_unit.push_back(territory_of_cell[cell]);
  }
  std::vector<std::string> balanced;
  for (const BalanceWeight& weight : options.balance) balanced.push_back(weight.name);
  plan.max_deviation =
      max_deviation(weight_totals(units, plan.territory_of_unit, options.count), balanced);
  plan.moved_share = problem.moved(territory_of_cell);
  const auto parts = part_counts(graph, plan.territory_of_unit, options.count);
  plan.connected = std::all_of(parts.begin(), parts.end(), [](std::size_t n) { return n == 1; });
  plan.binding = binding_constraint(units, problem, options, plan);
  return plan;
}

}  // namespace nearnet::territory
