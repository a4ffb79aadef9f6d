// SPDX-License-Identifier: Apache-2.0
#include "territory/realign.h"

#include "territory/hop_flow.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace nearnet::territory {
namespace {

/// Reheated so often, the price of moving set anew in between; the last time for longer. What is
/// left at the end is for plans that are out of balance still.
constexpr int kCycles = 4;
constexpr double kLastCycle = 0.4;
constexpr double kFinish = 0.1;
constexpr int kFinishes = 4;
/// The part of a cycle that single moves get; chains of them get the rest, in as many stretches.
constexpr double kSingles = 0.4;
constexpr int kStretches = 8;

/// Prices of moving beside perimeter / √area.
constexpr double kFirstPrice = 30.0;
constexpr double kLeastPrice = 2.0;
constexpr double kMostPrice = 400.0;
/// How fast it follows what is missed: over cycles, and from stretch to stretch of the last one.
constexpr double kFollow = 1.7;
constexpr double kFollowStep = 1.1;
/// Beside it: an excess in a territory four borders away is worth what passing it on costs.
constexpr double kExcessPrice = 4.0;

/// Heat in steps of one cell more or less at a border, the first cycle's, the others', and what
/// chains cool down to; and prices of a squared excess.
constexpr double kHot = 4.0;
constexpr double kWarm = 2.0;
constexpr double kMild = 1.0;
constexpr double kCold = 0.03;
constexpr double kHotImbalance = 200.0;
constexpr double kWarmImbalance = 1000.0;
constexpr double kMildImbalance = 1e4;
constexpr double kColdImbalance = 2e6;
constexpr double kFinishTimes = 10.0;

/// Weight has to pass from group to group of territories: many short rounds.
constexpr std::size_t kSingleRounds = 64;
constexpr std::size_t kChainRounds = 8;

double mixed(double from, double to, double share) {
  return from * std::pow(to / from, share);
}

/// Mean of 4πA/P² over territories; cells of none count nowhere.
double mean_compactness(const Problem& problem, const std::vector<std::size_t>& plan) {
  std::vector<Shape> shapes(problem.count);
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    if (plan[cell] == kUnassigned) continue;
    Shape& shape = shapes[plan[cell]];
    shape.area += problem.shape[cell].area;
    shape.perimeter += problem.shape[cell].perimeter;
    for (const Link& next : problem.links[cell]) {
      if (plan[next.unit] != plan[cell]) continue;
      shape.perimeter -= static_cast<double>(next.shared_metres);
    }
  }
  double sum = 0.0;
  for (const Shape& shape : shapes) sum += polsby_popper(shape);
  return sum / static_cast<double>(problem.count);
}

/// How far a plan is from what was asked for.
struct Miss {
  double balance = 0.0;      ///< see Problem::amiss()
  double moved = 0.0;        ///< beyond the hop flow, as a share of it; below 0: less than that
  double compactness = 0.0;  ///< below today's, as a share of it
  double all_moved = 0.0;    ///< share of all

  /// A hundredth of compactness weighs as much as four of what need not have moved.
  double sum() const { return std::max(0.0, moved) + 4.0 * std::max(0.0, compactness); }
  /// What the price of moving should do: up above 0.
  double direction() const {
    return moved <= 0.0 && compactness <= 0.0 ? 0.1
                                              : std::clamp(moved - 4.0 * compactness, -1.0, 1.0);
  }
  friend bool operator<(const Miss& a, const Miss& b) {
    if (a.balance != b.balance) return a.balance < b.balance;
    if (a.sum() != b.sum()) return a.sum() < b.sum();
    return a.all_moved < b.all_moved;
  }
};

class Realignment {
 public:
  Realignment(const Problem& problem, std::vector<std::size_t> start, const SearchOptions& search,
              const Stretch& stretch)
      : problem_(problem),
        start_(std::move(start)),
        search_(search),
        stretch_(stretch),
        compactness_(mean_compactness(problem, problem.present)),
        flow_(std::min(problem.max_moved, hop_flow(problem, start_))) {}

  Improved run() {
    best_.territory_of_cell = start_;
    best_miss_ = miss_of(start_);
    if (nothing_to_do()) return best_;
    plan_ = start_;
    constexpr double kEach = (1.0 - kLastCycle - kFinish) / (kCycles - 1);
    for (int i = 0; i < kCycles && !best_.stopped; ++i) {
      const double begin = kEach * i;
      run_cycle(i, begin, i + 1 < kCycles ? begin + kEach : 1.0 - kFinish);
    }
    finish();
    return best_;
  }

 private:
  void run_cycle(int cycle, double begin, double end) {
    const double singles_end = begin + kSingles * (end - begin);
    const double begun_with = price_;
    Miss miss = follow(annealing(cycle == 0), begin, singles_end);
    for (int i = 0; i < kStretches && !best_.stopped; ++i) {
      const double from = static_cast<double>(i) / kStretches;
      const double to = static_cast<double>(i + 1) / kStretches;
      miss = follow(chains(from), singles_end + from * (end - singles_end),
                    singles_end + to * (end - singles_end));
      if (cycle + 1 == kCycles) {
        price_ *= miss.direction() > 0.0 ? kFollowStep : 1.0 / kFollowStep;
        price_ = std::clamp(price_, kLeastPrice, kMostPrice);
      }
    }
    if (cycle + 1 < kCycles) learn(begun_with, miss.direction());
  }

  /// Where cells are too coarse for the balance to come about by itself.
  void finish() {
    double balance = problem_.amiss(plan_);
    for (int i = 0; i < kFinishes && !best_.stopped && balance > 0.0; ++i) {
      SearchOptions options = chains(1.0);
      options.first.prices.imbalance *= std::pow(kFinishTimes, i + 1);
      options.last = options.first;
      const double from = 1.0 - kFinish + kFinish * i / kFinishes;
      balance = follow(options, from, from + kFinish / kFinishes).balance;
    }
  }

  bool nothing_to_do() const {
    return best_miss_.balance == 0.0 &&
           std::ranges::none_of(problem_.present, [](std::size_t t) { return t == kUnassigned; });
  }

  /// Between the prices found too low and too high, or further on from the only one.
  void learn(double price, double direction) {
    (direction > 0.0 ? low_ : high_) = {std::log(price), std::abs(direction)};
    if (low_ && high_ && low_->first < high_->first) {
      const double share = low_->second / (low_->second + high_->second);
      price_ = std::exp(low_->first + std::clamp(share, 0.2, 0.8) * (high_->first - low_->first));
    } else {
      price_ = price * std::exp(kFollow * direction);
    }
    price_ = std::clamp(price_, kLeastPrice, kMostPrice);
  }

  Miss miss_of(const std::vector<std::size_t>& plan) const {
    Miss miss;
    miss.balance = problem_.amiss(plan);
    miss.all_moved = problem_.moved(plan);
    miss.moved = miss.all_moved / std::max(kShareNoise, flow_) - 1.0;
    miss.compactness = 1.0 - mean_compactness(problem_, plan) / compactness_;
    return miss;
  }

  /// Goes on from the plan as it is, and keeps in mind the best.
  Miss follow(SearchOptions options, double from, double to) {
    options.wanders = true;
    options.seed += ++stretches_;
    Improved found = stretch_(plan_, options, from, to);
    plan_ = found.territory_of_cell;
    const Miss miss = miss_of(plan_);
    const bool stopped = found.stopped;
    if (miss < best_miss_) {
      best_miss_ = miss;
      best_ = std::move(found);
    }
    best_.stopped = stopped;
    return miss;
  }

  Prices prices(double imbalance) const {
    return {.imbalance = imbalance, .moved = price_, .excess = kExcessPrice * price_};
  }

  SearchOptions annealing(bool first) const {
    SearchOptions options = search_;
    options.first = {.temperature = (first ? kHot : kWarm) * one_step(problem_),
                     .prices = prices(first ? kHotImbalance : kWarmImbalance)};
    options.last = {.temperature = kMild * one_step(problem_), .prices = prices(kMildImbalance)};
    options.full_price_from = 0.7;
    options.rounds = kSingleRounds;
    return options;
  }

  SearchOptions chains(double at) const {
    SearchOptions options = search_;
    options.first = {.temperature = mixed(kMild, kCold, at) * one_step(problem_),
                     .prices = prices(mixed(kMildImbalance, kColdImbalance, at))};
    options.last = options.first;
    options.full_price_from = 1.0;
    options.chains = true;
    options.rounds = kChainRounds;
    return options;
  }

  const Problem& problem_;
  std::vector<std::size_t> start_;
  const SearchOptions& search_;
  const Stretch& stretch_;
  double compactness_;
  double flow_;
  double price_ = kFirstPrice;
  std::optional<std::pair<double, double>> low_;  ///< log of a price, and by how much it missed
  std::optional<std::pair<double, double>> high_;
  std::vector<std::size_t> plan_;
  std::uint64_t stretches_ = 0;
  Improved best_;
  Miss best_miss_;
};

}  // namespace

Improved realigned(const Problem& problem, std::vector<std::size_t> start,
                   const SearchOptions& search, const Stretch& stretch) {
  return Realignment(problem, std::move(start), search, stretch).run();
}

}  // namespace nearnet::territory
