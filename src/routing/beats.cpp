// SPDX-License-Identifier: Apache-2.0
#include "routing/beats.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "core/error.h"
#include "geo/local_frame.h"

namespace nearnet::routing {

namespace {

constexpr int kLloydRounds = 25;
constexpr int kWeightRounds = 40;

double square(double value) {
  return value * value;
}

double squared_distance(geo::XY a, geo::XY b) {
  return square(a.x - b.x) + square(a.y - b.y);
}

class BeatMaker {
 public:
  BeatMaker(std::span<const BeatPlace> places, const BeatOptions& options)
      : places_(places),
        options_(options),
        beat_(places.size(), 0),
        work_(options.count, 0.0),
        centre_(options.count) {
    const geo::LocalFrame frame(places.front().position);
    for (const BeatPlace& place : places) {
      at_.push_back(frame.to_metres(place.position));
      mean_ += place.work / static_cast<double>(options.count);
    }
  }

  BeatPlan run(const core::JobContext& job) {
    const bool keeps = !options_.fresh && present_count() == options_.count;
    if (keeps) {
      keep_present();
    } else {
      std::vector<std::size_t> everyone(places_.size());
      std::iota(everyone.begin(), everyone.end(), std::size_t{0});
      cut(everyone, 0, options_.count);
      recentre();
      lloyd(job);
    }
    level(job);
    if (!keeps) take_over_numbers();
    return answer();
  }

 private:
  /// Beats that have places now, numbered 0 … without a gap; 0 when they are not.
  std::size_t present_count() const {
    std::set<std::size_t> known;
    for (const BeatPlace& place : places_) {
      if (place.present) known.insert(*place.present);
    }
    return known.empty() || *known.rbegin() + 1 != known.size() ? 0 : known.size();
  }

  /// Newcomers join the beat whose centre is nearest.
  void keep_present() {
    for (std::size_t i = 0; i < places_.size(); ++i) beat_[i] = places_[i].present.value_or(0);
    std::vector<double> weight(options_.count, 0.0);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!places_[i].present) continue;
      weight[beat_[i]] += places_[i].work;
      centre_[beat_[i]].x += places_[i].work * at_[i].x;
      centre_[beat_[i]].y += places_[i].work * at_[i].y;
    }
    for (std::size_t k = 0; k < options_.count; ++k) {
      centre_[k] = {centre_[k].x / weight[k], centre_[k].y / weight[k]};
    }
    const std::vector<double> none(options_.count, 0.0);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!places_[i].present) beat_[i] = nearest(i, none);
    }
    add_up();
  }

  /// Beats `first` … for these places: half of the beats on either side of a line across the longer
  /// way, each side with its share of the work.
  void cut(std::vector<std::size_t>& some, std::size_t first, std::size_t count) {
    if (count == 1) {
      for (const std::size_t i : some) beat_[i] = first;
      return;
    }
    const auto [low_x, high_x] =
        std::ranges::minmax(some, {}, [&](std::size_t i) { return at_[i].x; });
    const auto [low_y, high_y] =
        std::ranges::minmax(some, {}, [&](std::size_t i) { return at_[i].y; });
    const bool wide = at_[high_x].x - at_[low_x].x >= at_[high_y].y - at_[low_y].y;
    std::ranges::sort(some, {}, [&](std::size_t i) {
      return std::tuple(wide ? at_[i].x : at_[i].y, wide ? at_[i].y : at_[i].x, i);
    });
    double total = 0.0;
    for (const std::size_t i : some) total += places_[i].work;
    const std::size_t left = count / 2;
    const double wanted = total * static_cast<double>(left) / static_cast<double>(count);
    double sum = 0.0;
    std::size_t split = 0;
    // As many places on each side as beats, at least.
    while (split + (count - left) < some.size() && (split < left || sum < wanted)) {
      sum += places_[some[split++]].work;
    }
    const auto middle = some.begin() + static_cast<std::ptrdiff_t>(split);
    std::vector<std::size_t> before(some.begin(), middle);
    std::vector<std::size_t> after(middle, some.end());
    cut(before, first, left);
    cut(after, first + left, count - left);
  }

  void add_up() {
    std::ranges::fill(work_, 0.0);
    for (std::size_t i = 0; i < places_.size(); ++i) work_[beat_[i]] += places_[i].work;
  }

  void recentre() {
    add_up();
    std::vector<geo::XY> sum(options_.count);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      sum[beat_[i]].x += places_[i].work * at_[i].x;
      sum[beat_[i]].y += places_[i].work * at_[i].y;
    }
    for (std::size_t k = 0; k < options_.count; ++k) {
      if (work_[k] > 0.0) centre_[k] = {sum[k].x / work_[k], sum[k].y / work_[k]};
    }
  }

  double deviation() const {
    double most = 0.0;
    for (const double work : work_) most = std::max(most, std::abs(work / mean_ - 1.0));
    return most;
  }

  std::size_t nearest(std::size_t i, const std::vector<double>& weights) const {
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < options_.count; ++k) {
      const double away = squared_distance(at_[i], centre_[k]) + weights[k];
      if (away >= least) continue;
      least = away;
      best = k;
    }
    return best;
  }

  /// Mean square of the way from a centre to the next.
  double spacing() const {
    double sum = 0.0;
    for (std::size_t k = 0; k < options_.count; ++k) {
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t j = 0; j < options_.count; ++j) {
        if (j != k) least = std::min(least, squared_distance(centre_[k], centre_[j]));
      }
      sum += least;
    }
    return sum / static_cast<double>(options_.count);
  }

  /// Weights of the power diagram that even out the work about these centres.
  void balance(std::vector<double>& weights) {
    double step = 0.5 * spacing();
    for (int round = 0; round < kWeightRounds; ++round) {
      for (std::size_t i = 0; i < places_.size(); ++i) beat_[i] = nearest(i, weights);
      add_up();
      if (deviation() <= options_.tolerance) return;
      for (std::size_t k = 0; k < options_.count; ++k) {
        weights[k] += step * std::clamp(work_[k] / mean_ - 1.0, -1.0, 1.0);
      }
      step *= 0.95;
    }
  }

  /// Sum of the squared ways to the centres.
  double spread() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      sum += places_[i].work * squared_distance(at_[i], centre_[beat_[i]]);
    }
    return sum;
  }

  void lloyd(const core::JobContext& job) {
    if (options_.count == 1) return;
    std::vector<double> weights(options_.count, 0.0);
    std::vector<std::size_t> best = beat_;
    std::pair<double, double> best_score(std::numeric_limits<double>::infinity(), 0.0);
    for (int round = 0; round < kLloydRounds; ++round) {
      job.check_cancelled();
      job.report(static_cast<double>(round) / kLloydRounds);
      balance(weights);
      recentre();
      const std::pair score(std::max(options_.tolerance, deviation()), spread());
      if (score >= best_score) continue;
      best_score = score;
      best = beat_;
    }
    beat_ = best;
    recentre();
  }

  struct Move {
    std::size_t place = 0;
    std::size_t to = 0;
    double cost = std::numeric_limits<double>::infinity();
  };

  /// The cheapest move between the beat and the others that evens them out.
  Move cheapest_move(std::size_t off, bool heavy) const {
    Move best;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const std::size_t from = beat_[i];
      if (heavy ? from != off : from == off) continue;
      for (std::size_t to = 0; to < options_.count; ++to) {
        if (to == from || (!heavy && to != off)) continue;
        // Evener, and never an empty beat.
        if (work_[from] - places_[i].work <= work_[to]) continue;
        const double cost =
            squared_distance(at_[i], centre_[to]) - squared_distance(at_[i], centre_[from]);
        if (cost < best.cost) best = {i, to, cost};
      }
    }
    return best;
  }

  /// Single moves from or to the beat that is farthest off, until none is off by more than allowed.
  /// Each lowers the sum of the squares of the work, so that they end.
  void level(const core::JobContext& job) {
    const std::size_t most_moves = 4 * places_.size();
    for (std::size_t moves = 0; moves < most_moves && deviation() > options_.tolerance; ++moves) {
      job.check_cancelled();
      const std::size_t off = static_cast<std::size_t>(
          std::ranges::max_element(work_, {}, [&](double work) { return std::abs(work - mean_); }) -
          work_.begin());
      const Move move = cheapest_move(off, work_[off] > mean_);
      if (!std::isfinite(move.cost)) return;
      work_[beat_[move.place]] -= places_[move.place].work;
      beat_[move.place] = move.to;
      work_[move.to] += places_[move.place].work;
    }
  }

  /// New beats take the numbers of those that they have most in common with.
  void take_over_numbers() {
    std::vector<std::vector<std::size_t>> common(options_.count,
                                                 std::vector<std::size_t>(options_.count, 0));
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (places_[i].present && *places_[i].present < options_.count) {
        ++common[beat_[i]][*places_[i].present];
      }
    }
    std::vector<std::tuple<std::size_t, std::size_t, std::size_t>> pairs;
    for (std::size_t k = 0; k < options_.count; ++k) {
      for (std::size_t j = 0; j < options_.count; ++j) pairs.emplace_back(common[k][j], k, j);
    }
    std::ranges::stable_sort(pairs, std::greater<>(), [](const auto& p) { return std::get<0>(p); });
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> number(options_.count, kNone);
    std::vector<bool> taken(options_.count, false);
    for (const auto& [shared, k, j] : pairs) {
      if (number[k] != kNone || taken[j]) continue;
      number[k] = j;
      taken[j] = true;
    }
    for (std::size_t& beat : beat_) beat = number[beat];
    add_up();
  }

  BeatPlan answer() const {
    BeatPlan plan;
    plan.beat = beat_;
    plan.work = work_;
    plan.max_deviation = deviation();
    double known = 0.0;
    double moved = 0.0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!places_[i].present) continue;
      known += 1.0;
      moved += *places_[i].present == beat_[i] ? 0.0 : 1.0;
    }
    plan.moved_share = known > 0.0 ? moved / known : 0.0;
    return plan;
  }

  std::span<const BeatPlace> places_;
  const BeatOptions& options_;
  std::vector<geo::XY> at_;
  std::vector<std::size_t> beat_;
  std::vector<double> work_;
  std::vector<geo::XY> centre_;
  double mean_ = 0.0;
};

void validate(std::span<const BeatPlace> places, const BeatOptions& options) {
  if (options.count == 0 || places.size() < options.count) {
    throw core::ConfigError(
        fmt::format("{} beats of {} prospects: expected 1 beat or more, and at "
                    "least as many prospects",
                    options.count, places.size()));
  }
  if (!(options.tolerance >= 0.0 && options.tolerance <= 1.0)) {
    throw core::ConfigError(
        fmt::format("a tolerance of {}: expected 0 to 1 (0 to 100%)", options.tolerance));
  }
  for (const BeatPlace& place : places) {
    if (geo::is_valid(place.position) && std::isfinite(place.work) && place.work > 0.0) continue;
    throw core::ConfigError(fmt::format("a prospect at lon {}, lat {} with {} of work",
                                        place.position.lon, place.position.lat, place.work));
  }
}

}  // namespace

BeatPlan make_beats(std::span<const BeatPlace> places, const BeatOptions& options,
                    const core::JobContext& job) {
  validate(places, options);
  return BeatMaker(places, options).run(job);
}

}  // namespace nearnet::routing
