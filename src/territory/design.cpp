// SPDX-License-Identifier: Apache-2.0
#include "territory/design.h"

#include "territory/bisection.h"
#include "territory/improve.h"
#include "territory/least_moved.h"
#include "territory/newcomers.h"
#include "territory/objective.h"
#include "territory/power_diagram.h"
#include "territory/problem.h"
#include "territory/repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace nearnet::territory {
namespace {

/// Independent streams of random numbers from one seed.
constexpr std::uint64_t kSearchStream = 0x5eed;

std::int64_t default_iterations(std::size_t cells) {
  return std::clamp<std::int64_t>(5000 * static_cast<std::int64_t>(cells), 1'000'000, 24'000'000);
}

std::vector<double> loads_of(const Problem& problem, const std::vector<std::size_t>& assignment) {
  std::vector<double> load(problem.count * problem.kinds, 0.0);
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    for (std::size_t kind = 0; kind < problem.kinds; ++kind) {
      load[assignment[cell] * problem.kinds + kind] += problem.load_of(cell)[kind];
    }
  }
  return load;
}

bool within_tolerance(const Problem& problem, const std::vector<std::size_t>& assignment) {
  const std::vector<double> load = loads_of(problem, assignment);
  return std::all_of(load.begin(), load.end(), [&](double amount) {
    return std::abs(amount - 1.0) <= problem.tolerance + kShareNoise;
  });
}

/// The share of all iterations that each of several starts gets before the best goes on.
constexpr double kTrialShare = 0.06;
/// And what each attempt gets to mend a balance that the search has missed.
constexpr double kSettleShare = 0.08;
constexpr int kSettles = 4;

/// Places tried for a territory that is new in a present layout, and the share of all iterations
/// that trials of a present layout get together.
constexpr std::size_t kPlaces = 8;
constexpr double kPresentShare = 0.5;

/// So many cells that placing them takes its time: one start of each kind must do.
constexpr std::size_t kMany = 30'000;

/// What a cell more or less changes of an outline's perimeter / √area, about: the more of them a
/// territory has, the less. Temperatures are measured by it.
double one_step(const Problem& problem) {
  return std::clamp(
      0.6 * std::sqrt(static_cast<double>(problem.count) / static_cast<double>(problem.cells)),
      0.005, 0.2);
}

/// In steps: hot enough that borders wander without dissolving, cool enough that they stay smooth.
constexpr double kHot = 2.0;
constexpr double kCool = 0.25;

/// What moving a cell of middling weight out of its present territory costs.
double one_cell_moved(const Problem& problem) {
  return moved_energy(problem, 1.0 / static_cast<double>(problem.cells));
}
constexpr double kMovedHeat = 2.0;
/// Where as little as possible is to move, the best plans lie at the very edge of the tolerance.
constexpr double kStrictPrice = 50.0;
constexpr std::array kOtherHeats = {0.25, 4.0, 16.0};
constexpr std::size_t kFew = 200;
constexpr std::size_t kMostTimes = 16;

class Searcher {
 public:
  Searcher(const Problem& problem, const std::vector<std::size_t>& core, std::int64_t iterations,
           const core::JobContext& job)
      : problem_(problem), core_(core), iterations_(iterations), job_(job) {}

  Improved run() {
    SearchOptions options{.iterations = iterations_, .seed = job_.seed() ^ kSearchStream};
    std::vector<std::size_t> start;
    if (problem_.has_present()) {
      // At full price from the start: a discount would only scatter what is to stay.
      options.first = {.temperature = kMovedHeat * one_cell_moved(problem_), .prices = {}};
      options.last.prices.imbalance = kStrictPrice * kFullPrice;
      options.full_price_from = 1.0;
      start = present_start(options);
    } else {
      options.first.temperature = kHot * one_step(problem_);
      options.last.temperature = kCool * one_step(problem_);
      start = fresh_start(options);
    }
    options.iterations = std::max<std::int64_t>(0, options.iterations - tried_);
    Improved found =
        improved(problem_, std::move(start), options, job_.part(0.3, 0.9, "balancing territories"));
    tried_ += found.iterations;
    settle(found);
    found.iterations = tried_;
    return found;
  }

 private:
  /// Starts that differ in kind and seed, each tried for a short while; the best by energy.
  std::vector<std::size_t> fresh_start(const SearchOptions& search) {
    std::vector<std::vector<std::size_t>> starts;
    const std::uint64_t seeds = problem_.cells > kMany ? 1 : 2;
    for (std::uint64_t i = 0; i < seeds; ++i) {
      const double from = 0.05 * static_cast<double>(i);
      starts.push_back(
          repaired(problem_, core_,
                   power_diagram(problem_, core_, core::Random(job_.seed() + i),
                                 job_.part(from, from + 0.05, "placing territories"))));
      if (!constrained()) {
        starts.push_back(
            repaired(problem_, core_, bisected(problem_, core::Random(job_.seed() + i))));
      }
    }
    const double share = kTrialShare * static_cast<double>(starts.size());
    return best_of(trials(std::move(starts), search), share);
  }

  /// As things stand, from little heat to so much that all of a small layout is thrown about; where
  /// territories are new, several places for them.
  std::vector<std::size_t> present_start(const SearchOptions& search) {
    std::vector<std::vector<std::size_t>> starts;
    if (newcomers(problem_).empty()) {
      starts.push_back(repaired(problem_, core_, problem_.present));
    } else {
      for (auto& start : newcomer_starts(problem_, core_, kPlaces, core::Random(job_.seed()))) {
        starts.push_back(repaired(problem_, core_, std::move(start)));
      }
    }
    const std::vector<std::size_t> as_it_stands = starts.front();
    std::vector<Trial> all = trials(std::move(starts), search);
    // Few cells are lumps that a single cooling easily gets stuck with.
    const std::size_t times = std::clamp<std::size_t>(kFew / problem_.cells, 1, kMostTimes);
    for (std::size_t i = 0; i < times * kOtherHeats.size(); ++i) {
      all.push_back({as_it_stands, search});
      all.back().search.first.temperature *= kOtherHeats[i % kOtherHeats.size()];
      all.back().search.seed += all.size();
    }
    return best_of(std::move(all), kPresentShare);
  }

  struct Trial {
    std::vector<std::size_t> start;
    SearchOptions search;
  };

  static std::vector<Trial> trials(std::vector<std::vector<std::size_t>> starts,
                                   const SearchOptions& search) {
    std::vector<Trial> all;
    for (auto& start : starts) {
      all.push_back({std::move(start), search});
      all.back().search.seed += all.size() - 1;
    }
    return all;
  }

  /// Tries each for an equal part of that share of all iterations; the best by energy.
  std::vector<std::size_t> best_of(std::vector<Trial> all, double share) {
    Improved best{{}, 0, std::numeric_limits<double>::infinity()};
    const auto count = static_cast<double>(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].search.rounds = 8;
      all[i].search.iterations = std::llround(share / count * static_cast<double>(iterations_));
      const double from = 0.1 + 0.2 * static_cast<double>(i) / count;
      Improved found = improved(problem_, std::move(all[i].start), all[i].search,
                                job_.part(from, from + 0.2 / count, "placing territories"));
      tried_ += found.iterations;
      if (found.energy < best.energy) best = std::move(found);
    }
    return std::move(best.territory_of_cell);
  }

  /// Locks and homes are for the power diagram, which knows of them.
  bool constrained() const {
    const auto given = [](std::size_t territory) { return territory != kUnassigned; };
    return std::any_of(core_.begin(), core_.end(), given) ||
           std::any_of(problem_.home.begin(), problem_.home.end(),
                       [](const auto& home) { return home.has_value(); });
  }

  /// Balance before shape, where the search has missed the tolerance.
  void settle(Improved& plan) {
    SearchOptions options{
        .iterations = std::llround(kSettleShare * static_cast<double>(iterations_)),
        .first = {.temperature = 0.03, .prices = {.imbalance = 10.0 * kFullPrice}},
        .last = {.temperature = 0.005, .prices = {.imbalance = 100.0 * kFullPrice}},
        .rounds = 8,
        .seed = job_.seed() + kSearchStream};
    if (problem_.has_present()) {
      options.first.temperature = kMovedHeat * one_cell_moved(problem_);
    }
    for (int i = 0; i < kSettles && !within_tolerance(problem_, plan.territory_of_cell); ++i) {
      ++options.seed;
      Improved found = improved(problem_, plan.territory_of_cell, options,
                                job_.part(0.9, 1.0, "balancing territories"));
      tried_ += found.iterations;
      plan = std::move(found);
    }
  }

  const Problem& problem_;
  const std::vector<std::size_t>& core_;
  std::int64_t iterations_;
  const core::JobContext& job_;
  std::int64_t tried_ = 0;
};

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
  const Problem problem = make_problem(units, graph, options, job);
  const std::vector<std::size_t> core = lock_cores(problem);

  Design plan;
  const std::int64_t iterations =
      options.iterations > 0 ? options.iterations : default_iterations(problem.cells);
  const Improved searched = Searcher(problem, core, iterations, job).run();
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
  plan.least_moved = least_moved(units, options);
  const auto parts = part_counts(graph, plan.territory_of_unit, options.count);
  plan.connected = std::all_of(parts.begin(), parts.end(), [](std::size_t n) { return n == 1; });
  plan.binding = binding_constraint(units, problem, options, plan);
  return plan;
}

}  // namespace nearnet::territory
