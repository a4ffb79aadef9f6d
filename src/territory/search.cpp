// SPDX-License-Identifier: Apache-2.0
#include "territory/search.h"

#include "core/parallel.h"
#include "territory/bisection.h"
#include "territory/coarsen.h"
#include "territory/newcomers.h"
#include "territory/objective.h"
#include "territory/power_diagram.h"
#include "territory/realign.h"
#include "territory/repair.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace nearnet::territory {
namespace {

/// Independent streams of random numbers from one seed.
constexpr std::uint64_t kSearchStream = 0x5eed;
constexpr std::uint64_t kCoarseStream = 0xc0a45e;

/// Of so many cells each has few moves: there have to be more.
std::int64_t default_iterations(std::size_t cells) {
  const auto count = static_cast<std::int64_t>(cells);
  return std::max(330 * count, std::clamp<std::int64_t>(5000 * count, 1'000'000, 24'000'000));
}

/// The share of all iterations that each of several starts gets before the best goes on.
constexpr double kTrialShare = 0.06;
/// And what each attempt gets to mend a balance that the search has missed.
constexpr double kSettleShare = 0.08;
constexpr int kSettles = 4;
/// In turn: at the ordinary price weight can pass through territories, at a higher one it goes
/// straight.
constexpr std::array kSettlePrices = {1.0, 10.0};

/// Where time counts: from this share of it on, a balance is mended, and once so much is spent, no
/// further start is made.
constexpr double kSettleFrom = 0.92;
constexpr double kHurry = 0.15;
constexpr std::int64_t kLateMoves = 2;

/// Places tried for a territory that is new in a present layout, and the share of all iterations
/// that trials of a present layout get together.
constexpr std::size_t kPlaces = 8;
constexpr double kPresentShare = 0.5;

/// So many cells that placing them takes its time: one start of each kind must do.
constexpr std::size_t kMany = 30'000;

/// Where territories have many cells, a plan takes shape on cells joined to about kCoarseEach a
/// territory, step by step no more than kCoarseRatio at once.
constexpr double kManyEach = 320.0;
constexpr double kCoarseEach = 40.0;
constexpr double kCoarseRatio = 8.0;
/// Joined cells have ragged outlines, and weigh much: until the last step the moment of inertia
/// counts more, balance less.
constexpr Prices kCoarsePrices = {.imbalance = 50.0, .inertia = 3.0};
constexpr double kCoarseTrialShare = 0.02;
/// Of what is left of the search, at each step but the last.
constexpr double kCoarseShare = 0.15;
/// The last step: cooler in the end, at full price later, in fewer rounds, which cost more there.
constexpr double kFineCool = 0.15;
constexpr double kFineFullPriceFrom = 0.65;
constexpr std::size_t kFineRounds = 24;

/// In steps: hot enough that borders wander without dissolving, cool enough that they stay smooth.
constexpr double kHot = 2.0;
constexpr double kCool = 0.25;

/// What moving a cell of middling weight out of its present territory costs.
double one_cell_moved(const Problem& problem) {
  return moved_energy(problem, Prices{}, 1.0 / static_cast<double>(problem.cells));
}
constexpr double kMovedHeat = 2.0;
/// Realigning takes so many times the iterations of a design, in rounds of so many moves a cell.
constexpr double kRealignTimes = 2.0;
constexpr std::size_t kLeastInRound = 4;
/// Where as little as possible is to move, the best plans lie at the very edge of the tolerance.
constexpr double kStrictPrice = 50.0;
constexpr std::array kOtherHeats = {0.25, 4.0, 16.0};
constexpr std::size_t kFew = 200;
constexpr std::size_t kMostTimes = 16;

/// A search within a search: this part of its time.
std::function<double()> window(const std::function<double()>& spent, double from, double to) {
  if (!spent) return {};
  return [spent, from, to] { return (spent() - from) / std::max(1e-9, to - from); };
}

class Searcher {
 public:
  Searcher(const Problem& problem, const std::vector<std::size_t>& core, const SearchBudget& budget,
           const core::JobContext& job)
      : problem_(problem),
        core_(core),
        budget_(budget),
        iterations_(budget.iterations > 0 ? budget.iterations : default_iterations(problem.cells)),
        job_(job) {}

  Improved run() {
    Improved best = problem_.has_present() ? from_present() : afresh();
    note(best.territory_of_cell);
    settle(best);
    note(best.territory_of_cell);
    if (noted_) best.territory_of_cell = std::move(*noted_);
    best.iterations = tried_;
    return best;
  }

 private:
  /// A problem as it was given, or with cells joined.
  struct Level {
    const Problem& problem;
    const std::vector<std::size_t>& core;
  };

  double spent() const { return budget_.spent ? budget_.spent() : 0.0; }

  SearchOptions search_options() const {
    SearchOptions options{.iterations = iterations_, .seed = job_.seed() ^ kSearchStream};
    options.keep_best = budget_.keep_best;
    return options;
  }

  /// Of what the search may take, from one share to another.
  Improved stretch(std::vector<std::size_t> plan, SearchOptions options, double from, double to) {
    const double times = budget_.iterations > 0 ? 1.0 : kRealignTimes;
    options.iterations = std::llround(times * (to - from) * static_cast<double>(iterations_));
    options.rounds = std::clamp<std::size_t>(
        static_cast<std::size_t>(options.iterations) / (kLeastInRound * problem_.cells), 1,
        options.rounds);
    options.spent = window(budget_.spent, from * kSettleFrom, to * kSettleFrom);
    Improved found = improved(problem_, std::move(plan), options,
                              job_.part(0.1 + 0.8 * from, 0.1 + 0.8 * to, "balancing territories"));
    tried_ += found.iterations;
    return found;
  }

  /// Nobody comes, and cells are small enough that borders can move: else what moves is all that
  /// counts.
  bool realigns() const { return problem_.cells > kFew && newcomers(problem_).empty(); }

  Improved from_present() {
    if (realigns()) {
      return realigned(problem_, repaired(problem_, core_, problem_.present), search_options(),
                       [this](auto... all) { return stretch(std::move(all)...); });
    }
    // At full price from the start: a discount would only scatter what is to stay.
    SearchOptions options = search_options();
    options.first = {.temperature = kMovedHeat * one_cell_moved(problem_), .prices = {}};
    options.last.prices.imbalance = kStrictPrice * kFullPrice;
    options.full_price_from = 1.0;
    Improved best = present_start(options);
    return best.stopped ? best : followed({problem_, core_}, std::move(best), options, 1.0);
  }

  /// From the coarsest level, where a plan takes shape, to the given one.
  Improved afresh() {
    const std::vector<Coarse> coarse = coarse_levels();
    const auto level = [&](std::size_t i) {
      return i == 0 ? Level{problem_, core_} : Level{coarse[i - 1].problem, coarse[i - 1].core};
    };
    std::size_t i = coarse.size();
    SearchOptions options = search_options();
    options.first.temperature = kHot * one_step(level(i).problem);
    options.last.temperature = kCool * one_step(level(i).problem);
    if (i > 0) options.last.prices = kCoarsePrices;
    Improved best = fresh_start(level(i), options);
    note(spread_to_given(coarse, i, best.territory_of_cell));
    for (; i > 0; --i) {
      if (!best.stopped) best = followed(level(i), std::move(best), options, kCoarseShare);
      best.territory_of_cell = spread_out(coarse[i - 1], best.territory_of_cell);
      note(spread_to_given(coarse, i - 1, best.territory_of_cell));
      options.first.temperature = options.last.temperature;
      options.last.temperature = kCool * one_step(level(i - 1).problem);
    }
    if (!coarse.empty()) {
      options.last = {.temperature = kFineCool * one_step(problem_), .prices = {}};
      options.full_price_from = kFineFullPriceFrom;
      options.rounds = kFineRounds;
    }
    return best.stopped ? best : followed(level(0), std::move(best), options, 1.0);
  }

  /// Each of fewer cells than the one before; none where there are few to begin with.
  std::vector<Coarse> coarse_levels() const {
    std::vector<Coarse> levels;
    const double each = static_cast<double>(problem_.cells) / static_cast<double>(problem_.count);
    if (each < kManyEach) return levels;
    const double all = std::log(each / kCoarseEach) / std::log(kCoarseRatio);
    const double steps = std::max(1.0, std::round(all));
    const double ratio = std::pow(each / kCoarseEach, 1.0 / steps);
    core::Random random(job_.seed() ^ kCoarseStream);
    while (static_cast<double>(levels.size()) < steps) {
      const Level below = levels.empty() ? Level{problem_, core_}
                                         : Level{levels.back().problem, levels.back().core};
      const double wanted = static_cast<double>(below.problem.cells) / ratio;
      levels.push_back(coarsened(below.problem, below.core, static_cast<std::size_t>(wanted),
                                 core::Random(random.next())));
    }
    return levels;
  }

  /// A plan of that level, by cell of the given problem.
  static std::vector<std::size_t> spread_to_given(const std::vector<Coarse>& coarse,
                                                  std::size_t level,
                                                  std::vector<std::size_t> plan) {
    for (; level > 0; --level) plan = spread_out(coarse[level - 1], plan);
    return plan;
  }

  /// Keeps the plan in mind if it is good enough and the best of those: no search may end with
  /// less.
  void note(const std::vector<std::size_t>& plan) {
    if (!problem_.is_good_enough(plan)) return;
    const double energy = plan_energy(problem_, plan);
    if (noted_ && noted_energy_ <= energy) return;
    noted_ = plan;
    noted_energy_ = energy;
  }

  /// Anneals for that share of what is left.
  Improved followed(const Level& level, Improved plan, SearchOptions options, double share) {
    options.iterations =
        std::llround(share * static_cast<double>(std::max<std::int64_t>(0, iterations_ - tried_)));
    const double now = spent();
    options.spent = window(budget_.spent, now, now + share * (kSettleFrom - now));
    Improved found = improved(level.problem, std::move(plan.territory_of_cell), options,
                              job_.part(0.3, 0.9, "balancing territories"));
    tried_ += found.iterations;
    return found;
  }

  /// Starts that differ in kind and seed, each tried for a short while; the best by energy.
  Improved fresh_start(const Level& level, const SearchOptions& search) {
    // Straight cuts are there soonest: where time counts they are the first to have.
    std::vector<std::vector<std::size_t>> starts =
        budget_.spent && !constrained() ? hurried_starts(level) : all_starts(level);
    const bool joined = level.problem.cells < problem_.cells;
    const double share =
        (joined ? kCoarseTrialShare : kTrialShare) * static_cast<double>(starts.size());
    return best_of(level.problem, trials(std::move(starts), search), share);
  }

  static std::uint64_t seeds_for(const Level& level) { return level.problem.cells > kMany ? 1 : 2; }

  /// Side by side: all but the power diagrams of many cells are for one thread.
  std::vector<std::vector<std::size_t>> all_starts(const Level& level) const {
    const std::size_t kinds = constrained() ? 1 : 2;
    std::vector<std::vector<std::size_t>> starts(seeds_for(level) * kinds);
    core::parallel_ranges(starts.size(), 1, job_.part(0.02, 0.1, "placing territories"),
                          [&](std::size_t begin, std::size_t end) {
                            for (std::size_t i = begin; i < end; ++i) {
                              starts[i] = i % kinds == 0 ? by_power(level, i / kinds)
                                                         : by_cuts(level, i / kinds);
                            }
                          });
    return starts;
  }

  std::vector<std::vector<std::size_t>> hurried_starts(const Level& level) const {
    std::vector<std::vector<std::size_t>> starts;
    for (std::uint64_t i = 0; i < seeds_for(level); ++i) {
      if (starts.empty() || spent() < kHurry) starts.push_back(by_cuts(level, i));
      if (spent() < kHurry) starts.push_back(by_power(level, i));
    }
    return starts;
  }

  std::vector<std::size_t> by_power(const Level& level, std::uint64_t i) const {
    const core::JobContext quiet({.threads = job_.threads()});
    return repaired(level.problem, level.core,
                    power_diagram(level.problem, level.core, core::Random(job_.seed() + i), quiet));
  }
  std::vector<std::size_t> by_cuts(const Level& level, std::uint64_t i) const {
    return repaired(level.problem, level.core,
                    bisected(level.problem, core::Random(job_.seed() + i)));
  }

  /// As things stand, from little heat to so much that all of a small layout is thrown about, and
  /// several places for the territories that are new.
  Improved present_start(const SearchOptions& search) {
    std::vector<std::vector<std::size_t>> starts;
    for (auto& start : newcomer_starts(problem_, core_, kPlaces, core::Random(job_.seed()))) {
      starts.push_back(repaired(problem_, core_, std::move(start)));
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
    return best_of(problem_, std::move(all), kPresentShare);
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
  Improved best_of(const Problem& problem, std::vector<Trial> all, double share) {
    Improved best;
    const auto count = static_cast<double>(all.size());
    const double begun = spent();
    for (std::size_t i = 0; i < all.size() && !best.stopped; ++i) {
      SearchOptions& search = all[i].search;
      search.rounds = 8;
      search.iterations = std::llround(share / count * static_cast<double>(iterations_));
      const auto at = static_cast<double>(i);
      search.spent =
          window(budget_.spent, begun + share * at / count, begun + share * (at + 1.0) / count);
      const double from = 0.1 + 0.2 * at / count;
      Improved found = improved(problem, std::move(all[i].start), search,
                                job_.part(from, from + 0.2 / count, "placing territories"));
      tried_ += found.iterations;
      const bool stopped = found.stopped;
      if (i == 0 || found.energy < best.energy) best = std::move(found);
      best.stopped = stopped;
    }
    return best;
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
    SearchOptions options = search_options();
    options.first = {.temperature = std::min(0.03, 0.5 * one_step(problem_)), .prices = {}};
    options.last = {.temperature = std::min(0.005, 0.12 * one_step(problem_)),
                    .prices = {.imbalance = 100.0 * kFullPrice}};
    options.seed = job_.seed() + kSearchStream;
    if (problem_.has_present()) {
      options.chains = realigns();
      options.first.temperature =
          options.chains ? options.last.temperature : kMovedHeat * one_cell_moved(problem_);
    }
    for (int i = 0; i < kSettles && !plan.stopped; ++i) {
      if (problem_.is_good_enough(plan.territory_of_cell)) return;
      // A plan that is found late is mended once, for what it takes.
      const bool late = spent() >= 1.0;
      if (late && (i > 0 || noted_)) return;
      ++options.seed;
      options.rounds = late ? 2 : 8;
      options.iterations = late ? kLateMoves * static_cast<std::int64_t>(problem_.cells)
                                : std::llround(kSettleShare * static_cast<double>(iterations_));
      options.first.prices.imbalance =
          kSettlePrices[static_cast<std::size_t>(i) % kSettlePrices.size()] * kFullPrice;
      const double until = spent() + (1.0 - kSettleFrom) / kSettles;
      options.spent = late ? std::function<double()>() : window(budget_.spent, spent(), until);
      Improved found = improved(problem_, plan.territory_of_cell, options,
                                job_.part(0.9, 1.0, "balancing territories"));
      tried_ += found.iterations;
      plan = std::move(found);
    }
  }

  const Problem& problem_;
  const std::vector<std::size_t>& core_;
  const SearchBudget& budget_;
  std::int64_t iterations_;
  const core::JobContext& job_;
  std::int64_t tried_ = 0;
  std::optional<std::vector<std::size_t>> noted_;
  double noted_energy_ = 0.0;
};

}  // namespace

Improved searched(const Problem& problem, const std::vector<std::size_t>& core,
                  const SearchBudget& budget, const core::JobContext& job) {
  return Searcher(problem, core, budget, job).run();
}

}  // namespace nearnet::territory
