// SPDX-License-Identifier: Apache-2.0
// A solution that is taken apart and put together again, and taken back where that was no good:
// what a round costs depends on the days that it touches alone. Internal to routing.
//
//   Trial trial(instance, start);
//   trial.begin();
//   if (!trial.take_out(day, kept, gone)) …      // nothing done
//   trial.insert(node, day, position);
//   better ? trial.accept() : trial.undo();
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "routing/route.h"

namespace nearnet::routing {

/// Days, in the order in which they were added.
class DaySet {
 public:
  explicit DaySet(int days) : has_(static_cast<std::size_t>(days), 0) {}

  void add(int day) {
    if (has(day)) return;
    has_[static_cast<std::size_t>(day)] = 1;
    days_.push_back(day);
  }
  bool has(int day) const { return has_[static_cast<std::size_t>(day)] != 0; }
  std::span<const int> days() const { return days_; }
  void clear() {
    for (const int day : days_) has_[static_cast<std::size_t>(day)] = 0;
    days_.clear();
  }

 private:
  std::vector<char> has_;
  std::vector<int> days_;
};

class Trial {
 public:
  Trial(const Instance& instance, const Solution& start);

  const Instance& instance() const { return instance_; }
  const Solution& solution() const { return solution_; }
  const Solution& accepted() const { return accepted_; }
  /// Nodes that are out and may come in again.
  std::vector<std::size_t>& pool() { return pool_; }

  /// Seconds of driving that a unit carried beyond what a day may is as bad as.
  double overload_price() const { return overload_price_; }
  void set_overload_price(double seconds) { overload_price_ = seconds; }
  /// The price of what a day carries beyond that, with so much more.
  std::int64_t overload_seconds(const Route& route, std::int64_t more) const {
    return instance_.bears_overload()
               ? static_cast<std::int64_t>(overload_price_ *
                                           static_cast<double>(route.overload(instance_, more)))
               : 0;
  }

  /// With stops.
  std::size_t used_days() const { return used_days_; }
  /// Days 0 … open_days() − 1 are all that are worth looking at: those behind are empty like one of
  /// them.
  std::size_t open_days() const { return open_days_; }
  void begin();
  /// Since begin(), in the order of their first change.
  const DaySet& touched() const { return touched_; }
  void insert(std::size_t index, int day, std::size_t position);
  /// From a day not touched yet that keeps only some of its stops, `gone` being the others. False
  /// and no change when the day without them is infeasible, which takes travel times that break the
  /// triangle inequality.
  [[nodiscard]] bool take_out(int day, std::span<const std::size_t> kept,
                              std::span<const std::size_t> gone);
  /// As Solution::replace.
  [[nodiscard]] bool replace(int day, std::span<const std::size_t> stops);
  /// As Solution::exchange.
  void exchange(int a, std::span<const std::size_t> stops_of_a, int b,
                std::span<const std::size_t> stops_of_b);
  void undo();
  void accept();
  void go_on_from(const Solution& solution);

 private:
  void note_change(int day);
  void note_use(int day);

  const Instance& instance_;
  Solution solution_;
  Solution accepted_;
  DaySet touched_;
  double overload_price_ = 0.0;
  std::vector<std::size_t> pool_;
  std::vector<char> is_used_;  // by day
  std::size_t used_days_ = 0;
  std::size_t open_days_ = 0;
};

}  // namespace nearnet::routing
