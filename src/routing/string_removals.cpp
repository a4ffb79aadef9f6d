// SPDX-License-Identifier: Apache-2.0
#include "routing/string_removals.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "core/random.h"

namespace nearnet::routing {

namespace {

constexpr double kMeanRemoved = 10.0;  // the paper's c̄
constexpr double kMaxString = 10.0;    // the paper's L_max
constexpr double kSplitShare = 0.5;    // the paper's α
constexpr double kSplitStop = 0.01;    // the paper's β
constexpr double kBlink = 0.01;        // the paper's blink rate
/// Temperatures in legs of the mean length, so that towns and open country cool alike.
constexpr double kFirstLegs = 2.0;
constexpr double kLastLegs = 0.02;
/// Seconds of driving that the profit of a mean shift-second outweighs; found, with the
/// temperatures, by trial on generated days of 60 to 3,000 candidates.
constexpr double kProfitWeight = 2.0;
constexpr double kMustSeconds = 1e6;  // more than any drive, so that musts come first
/// Nodes out of the plan that one round tries to bring in: the nearest to the ruin, and any.
constexpr std::size_t kNearTries = 24;
constexpr std::size_t kAnyTries = 12;

enum class Order { kRandom, kProfit, kNear, kRate, kWindow, kLatest };
constexpr std::uint64_t kOrders = 6;

class StringRemovals {
 public:
  StringRemovals(const Instance& instance, const Solution& start, std::uint64_t seed)
      : instance_(instance),
        random_(seed),
        current_(start),
        trial_(start),
        best_(start),
        touched_(static_cast<std::size_t>(instance.days()), 0),
        stamp_(instance.size(), 0) {
    for (std::size_t index = 1; index < instance.size(); ++index) {
      if (instance.node(index).wanted()) wanted_.push_back(index);
    }
    seconds_per_profit_ = kProfitWeight * static_cast<double>(instance.days()) *
                          static_cast<double>(instance.shift_end() - instance.shift_start()) /
                          static_cast<double>(std::max<std::int64_t>(1, start.score().profit));
    find_neighbours();
  }

  Solution run(std::int64_t iterations, const core::JobContext& job) {
    if (wanted_.empty() || iterations == 0) return best_;
    double current_energy = energy(current_);
    Score best_score = best_.score();
    const double cooling = std::pow(kLastLegs / kFirstLegs, 1.0 / static_cast<double>(iterations));
    double temperature = kFirstLegs * mean_leg(current_);
    for (std::int64_t round = 0; round < iterations; ++round, temperature *= cooling) {
      if (round % 1024 == 0) {
        job.check_cancelled();
        job.report(static_cast<double>(round) / static_cast<double>(iterations));
      }
      const bool complete = ruin_and_recreate();
      const double trial_energy = energy(trial_);
      const double limit = current_energy - temperature * std::log(1.0 - random_.uniform());
      if (!complete || trial_energy >= limit) {
        trial_.copy_days(instance_, current_, touched_days());
        continue;
      }
      current_.copy_days(instance_, trial_, touched_days());
      current_energy = trial_energy;
      const Score score = current_.score();
      if (score > best_score) {
        best_score = score;
        best_ = current_;
      }
    }
    return best_;
  }

 private:
  double energy(const Solution& solution) const {
    const Score score = solution.score();
    return -static_cast<double>(score.minus_drive) -
           seconds_per_profit_ * static_cast<double>(score.profit) -
           kMustSeconds * static_cast<double>(score.musts);
  }

  /// Seconds of driving per stop, 1 at least.
  double mean_leg(const Solution& solution) const {
    std::size_t stops = 1;
    for (const Route& route : solution.routes()) stops += route.stops().size();
    return std::max(
        1.0, -static_cast<double>(solution.score().minus_drive) / static_cast<double>(stops));
  }

  /// For every node all others, nearest first, itself in front.
  void find_neighbours() {
    neighbours_.resize(instance_.size());
    std::vector<std::pair<std::int64_t, std::size_t>> near;
    for (const std::size_t centre : wanted_) {
      near.clear();
      for (const std::size_t other : wanted_) {
        near.emplace_back(other == centre ? -1 : distance(centre, other), other);
      }
      std::sort(near.begin(), near.end());
      for (const auto& [way, other] : near) neighbours_[centre].push_back(other);
    }
  }

  std::int64_t distance(std::size_t a, std::size_t b) const {
    return std::min(instance_.time(a, b), instance_.time(b, a));
  }

  std::span<const int> touched_days() {
    days_changed_.clear();
    for (std::size_t day = 0; day < touched_.size(); ++day) {
      if (touched_[day] != 0) days_changed_.push_back(static_cast<int>(day));
    }
    return days_changed_;
  }

  /// False when an appointment did not find back.
  bool ruin_and_recreate() {
    std::fill(touched_.begin(), touched_.end(), char{0});
    const std::size_t seed = wanted_[random_.below(wanted_.size())];
    pool_.clear();
    ruin(seed);
    add_bank(seed);
    sort_pool();
    bool complete = true;
    for (const std::size_t index : pool_) {
      const bool placed = recreate(index);
      complete = complete && (placed || !instance_.node(index).appointment);
    }
    return complete;
  }

  void ruin(std::size_t seed) {
    std::size_t served = 0;
    std::size_t used_days = 0;
    for (const Route& route : trial_.routes()) {
      served += route.stops().size();
      used_days += route.stops().empty() ? 0U : 1U;
    }
    if (served == 0) return;
    const double mean_stops = static_cast<double>(served) / static_cast<double>(used_days);
    const double longest = std::min(kMaxString, mean_stops);
    const double most_strings = 4.0 * kMeanRemoved / (1.0 + longest) - 1.0;
    auto strings = static_cast<std::size_t>(std::floor(random_.uniform(1.0, most_strings + 1.0)));
    for (const std::size_t centre : neighbours_[seed]) {
      if (strings == 0) break;
      const int day = trial_.day_of(centre);
      if (day == Solution::kOut || touched_[static_cast<std::size_t>(day)] != 0) continue;
      remove_string(day, centre, longest);
      touched_[static_cast<std::size_t>(day)] = 1;
      --strings;
    }
  }

  void remove_string(int day, std::size_t centre, double longest) {
    const std::span<const std::size_t> stops = trial_.route(day).stops();
    const std::size_t count = stops.size();
    const double bound = std::min(longest, static_cast<double>(count));
    const auto length = static_cast<std::size_t>(std::floor(random_.uniform(1.0, bound + 1.0)));
    const auto at =
        static_cast<std::size_t>(std::find(stops.begin(), stops.end(), centre) - stops.begin());
    std::size_t kept = 0;
    if (length > 1 && length < count && random_.chance(kSplitShare)) {
      kept = 1;
      while (length + kept < count && random_.chance(kSplitStop)) ++kept;
    }
    const std::size_t span = length + kept;
    const std::size_t lowest = at + 1 >= span ? at + 1 - span : 0;
    const std::size_t highest = std::min(at, count - span);
    const std::size_t first = lowest + random_.below(highest - lowest + 1);
    const std::size_t kept_from = kept == 0 ? span : 1 + random_.below(length - 1);
    rest_.clear();
    for (std::size_t k = 0; k < count; ++k) {
      const bool inside = k >= first && k < first + span;
      const bool preserved = inside && k - first >= kept_from && k - first < kept_from + kept;
      (inside && !preserved ? removed_ : rest_).push_back(stops[k]);
    }
    if (trial_.replace(instance_, day, rest_)) {
      pool_.insert(pool_.end(), removed_.begin(), removed_.end());
    }
    removed_.clear();
  }

  void add_bank(std::size_t seed) {
    ++round_;
    for (const std::size_t index : pool_) stamp_[index] = round_;
    std::size_t tries = kNearTries;
    for (const std::size_t index : neighbours_[seed]) {
      if (tries == 0) break;
      tries -= add_from_bank(index) ? 1U : 0U;
    }
    for (std::size_t k = 0; k < kAnyTries; ++k) {
      add_from_bank(wanted_[random_.below(wanted_.size())]);
    }
  }

  bool add_from_bank(std::size_t index) {
    if (!trial_.is_out(index) || stamp_[index] == round_) return false;
    stamp_[index] = round_;
    pool_.push_back(index);
    return true;
  }

  /// Appointments, musts, then the others in an order drawn by lot.
  void sort_pool() {
    const auto order = static_cast<Order>(random_.below(kOrders));
    random_.shuffle(pool_);
    keys_.clear();
    for (const std::size_t index : pool_) {
      const Node& node = instance_.node(index);
      keys_.push_back({node.appointment ? 0 : node.must ? 1 : 2, sort_key(index, order), index});
    }
    std::stable_sort(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) {
      return std::tie(a.rank, a.key) < std::tie(b.rank, b.key);
    });
    std::transform(keys_.begin(), keys_.end(), pool_.begin(),
                   [](const Key& key) { return key.index; });
  }

  double sort_key(std::size_t index, Order order) const {
    const Node& node = instance_.node(index);
    const auto profit = static_cast<double>(node.profit);
    switch (order) {
      case Order::kRandom:
        return 0.0;
      case Order::kProfit:
        return -profit;
      case Order::kNear:
        return static_cast<double>(distance(0, index));
      case Order::kRate:
        return -profit / static_cast<double>(std::max<std::int64_t>(1, node.service));
      case Order::kWindow:
        return static_cast<double>(node.latest - node.earliest);
      case Order::kLatest:
        return static_cast<double>(node.latest);
    }
    return 0.0;
  }

  /// Puts the node to its cheapest place over all days, some places overlooked by lot, unless that
  /// costs more than it is worth.
  bool recreate(std::size_t index) {
    const Node& node = instance_.node(index);
    int best_day = Solution::kOut;
    Insertion best{0, std::numeric_limits<std::int64_t>::max()};
    for (int day = 0; day < instance_.days(); ++day) {
      const Route& route = trial_.route(day);
      if (!instance_.allows(index, day) || route.too_full_for(node)) continue;
      for (std::size_t position = 0; position <= route.stops().size(); ++position) {
        if (!route.may_fit(node, position)) continue;
        const std::int64_t added = route.added_drive(instance_, index, position);
        if (added >= best.added || route.lateness(instance_, index, position) > 0) continue;
        if (random_.chance(kBlink)) continue;
        best = {position, added};
        best_day = day;
      }
    }
    if (best_day == Solution::kOut) return false;
    const bool free_choice = !node.appointment && !node.must;
    if (free_choice &&
        static_cast<double>(best.added) > seconds_per_profit_ * static_cast<double>(node.profit)) {
      return false;
    }
    trial_.insert(instance_, index, best_day, best.position);
    touched_[static_cast<std::size_t>(best_day)] = 1;
    return true;
  }

  struct Key {
    int rank;
    double key;
    std::size_t index;
  };

  const Instance& instance_;
  core::Random random_;
  Solution current_;
  Solution trial_;
  Solution best_;
  double seconds_per_profit_ = 1.0;
  std::vector<std::size_t> wanted_;
  std::vector<std::vector<std::size_t>> neighbours_;
  // Scratch space of a round.
  std::vector<std::size_t> pool_, rest_, removed_;
  std::vector<Key> keys_;
  std::vector<char> touched_;
  std::vector<int> days_changed_;
  std::vector<std::uint64_t> stamp_;
  std::uint64_t round_ = 0;
};

}  // namespace

Solution improve_by_string_removals(const Instance& instance, const Solution& start,
                                    const ImproveOptions& options, const core::JobContext& job) {
  return StringRemovals(instance, start, options.seed).run(options.iterations, job);
}

}  // namespace nearnet::routing
