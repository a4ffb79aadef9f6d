// SPDX-License-Identifier: Apache-2.0
// One day's tour from a rep's home and back with its schedule, and the set of all days.
//
//   routing::Route route(instance, 0);
//   if (auto place = route.cheapest_insertion(instance, 7)) {
//     route.insert(instance, 7, place->position);
//   }
//   route.drive();  // seconds of driving
//
// A route keeps for every stop the earliest departure (leaving home as the shift starts) and the
// latest start that still keeps everything after it, each with lunch behind and with lunch still
// ahead, so that one insertion is judged in O(1); a change costs O(stops). Feasible at all times:
// insertion and replacement refuse what breaks a window, the shift, an order or the limit to
// driving.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "routing/instance.h"

namespace nearnet::routing {

struct Insertion {
  std::size_t position = 0;                                       ///< becomes stops()[position]
  std::int64_t added = std::numeric_limits<std::int64_t>::max();  ///< seconds of driving it adds
};

class Route {
 public:
  Route(const Instance& instance, int day);

  int day() const { return day_; }
  /// Visited nodes without home.
  std::span<const std::size_t> stops() const { return {path_.data() + 1, path_.size() - 2}; }
  std::int64_t drive() const { return drive_; }

  struct Timetable {
    std::vector<std::int64_t> start;  ///< of every stop, as early as can be
    std::int64_t leave = 0;           ///< home, as late as the first stop allows
    std::int64_t home = 0;
    /// The break is on the way to stops()[lunch_before], or home, and begins at `lunch`; none when
    /// there is none on the way.
    std::optional<std::size_t> lunch_before;
    std::int64_t lunch = 0;
  };
  /// The schedule that is home earliest, with lunch as early as that allows.
  Timetable timetable(const Instance& instance) const;

  /// Seconds by which an insertion of `index` before stops()[position] comes too late; 0 or less
  /// when it is feasible.
  std::int64_t lateness(const Instance& instance, std::size_t index, std::size_t position) const;
  /// The same of any visit, `there` seconds from the stop before and `onward` to the stop after.
  std::int64_t lateness(const Instance& instance, const Node& node, std::int64_t there,
                        std::int64_t onward, std::size_t position) const;
  std::int64_t added_drive(const Instance& instance, std::size_t index, std::size_t position) const;
  std::int64_t added_drive(const NodeTimes& times, std::size_t position) const {
    return times.from(path_[position]) + times.to(path_[position + 1]) - way_[position + 1];
  }
  std::int64_t lateness(const Instance& instance, std::size_t index, const NodeTimes& times,
                        std::size_t position) const {
    return lateness(instance, instance.node(index), times.from(path_[position]),
                    times.to(path_[position + 1]), position);
  }
  /// The feasible place that adds least driving, the first among equals; none when there is none or
  /// the day is not allowed.
  std::optional<Insertion> cheapest_insertion(const Instance& instance, std::size_t index) const;
  /// The same with its times, which must know the stops and the home.
  std::optional<Insertion> cheapest_insertion(const Instance& instance, std::size_t index,
                                              const NodeTimes& times) const;
  /// Replaces `best` by every feasible place on the way through the day that adds less driving and
  /// that overlook() does not overlook; true when it did. The day must be allowed.
  template <typename Overlook>
  bool improve_insertion(const Instance& instance, std::size_t index, const NodeTimes& times,
                         Insertion& best, const Overlook& overlook) const;
  /// The insertion at that position; none when it is not feasible. The day must be allowed.
  std::optional<Insertion> insertion_at(const Instance& instance, std::size_t index,
                                        std::size_t position) const;
  bool fits(const Instance& instance, std::size_t index, std::size_t position) const {
    return insertion_at(instance, index, position).has_value();
  }
  /// Seconds of driving that the day's limit leaves.
  std::int64_t drive_left(const Instance& instance) const { return instance.most_drive() - drive_; }
  /// No position can be feasible: a quick and safe refusal.
  bool too_full_for(const Instance& instance, const Node& node) const {
    return node.service > widest_gap_ || load_ + node.load > instance.most_load();
  }
  /// The same of a visit to which it takes at least `least_way` seconds to drive and to go on.
  bool too_full_for(const Instance& instance, const Node& node, std::int64_t least_way) const {
    return least_way + node.service > widest_gap_ || load_ + node.load > instance.most_load();
  }
  /// The least seconds to drive to a node and on, from and to any of the stops and home.
  std::int64_t least_way(const NodeTimes& times) const;
  /// There is a feasible place, on an allowed day; `likely` is tried first.
  bool has_room(const Instance& instance, std::size_t index, const NodeTimes& times,
                std::size_t likely) const;

  /// `position` must be feasible.
  void insert(const Instance& instance, std::size_t index, std::size_t position);
  /// False and no change when the day without them is infeasible, which takes travel times that
  /// break the triangle inequality.
  [[nodiscard]] bool erase(const Instance& instance, std::size_t position, std::size_t count = 1);
  /// Takes over the order when it is feasible; else nothing changes and the answer is false.
  [[nodiscard]] bool replace(const Instance& instance, std::span<const std::size_t> stops);

 private:
  /// Every feasible place on the way through the day that adds no more than `most`, until visit()
  /// says no.
  template <typename Visit>
  void visit_places(const Instance& instance, std::size_t index, const NodeTimes& times,
                    const std::int64_t& most, const Visit& visit) const;
  template <typename Times, typename Visit>
  void visit_places_by(const Times& times, const Instance& instance, std::size_t index,
                       const std::int64_t& most, const Visit& visit) const;
  /// Nobody of higher rank comes before that position, nobody of lower rank after it.
  bool keeps_order(const Instance& instance, std::size_t index, std::size_t position) const;
  bool is_in_order(const Instance& instance) const;
  bool schedule_lunch(const Instance& instance);
  std::optional<std::size_t> lunch_leg(const Instance& instance) const;
  /// Recomputes the schedule of path_; false when a window or the shift is broken.
  bool schedule(const Instance& instance);

  /// Arrival after a way on which the break is had, when one leaves at `depart`; kNever when that
  /// is too late for it.
  static std::int64_t arrival_fed(const Break& lunch, std::int64_t depart, std::int64_t way) {
    if (depart > lunch.latest) return kNever;
    return std::max(depart + way, lunch.earliest) + lunch.duration;
  }
  static std::int64_t latest_start(const Node& node, std::int64_t leave);
  static constexpr std::int64_t kNever = Days::kNoLimit;

  int day_;
  std::vector<std::size_t> path_;  // home, stops, home
  // With lunch behind, or where there is none; then the same with lunch still ahead.
  std::vector<std::int64_t> depart_, latest_;
  std::vector<std::int64_t> hungry_depart_, hungry_latest_;  // empty where there is none
  std::vector<std::int64_t> way_;                            // from path_[k - 1] to path_[k]
  std::int64_t drive_ = 0;
  std::int64_t load_ = 0;
  std::int64_t widest_gap_ = 0;  // most time between a departure and the latest next start
};

inline std::int64_t Route::lateness(const Instance& instance, const Node& node, std::int64_t there,
                                    std::int64_t onward, std::size_t position) const {
  const std::int64_t next_latest = latest_[position + 1];
  const std::int64_t start = std::max(depart_[position] + there, node.earliest);
  const std::int64_t late =
      std::max(start - node.latest, start + node.service + onward - next_latest);
  if (late <= 0 || !instance.lunch(day_)) return late;
  const Break& lunch = *instance.lunch(day_);
  const std::int64_t hungry = hungry_depart_[position];
  const std::int64_t fed = std::max(arrival_fed(lunch, hungry, there), node.earliest);
  const std::int64_t free = std::max(hungry + there, node.earliest);
  const std::int64_t next = std::min(arrival_fed(lunch, free + node.service, onward) - next_latest,
                                     free + node.service + onward - hungry_latest_[position + 1]);
  return std::min({late, std::max(fed - node.latest, fed + node.service + onward - next_latest),
                   std::max(free - node.latest, next)});
}

template <typename Overlook>
bool Route::improve_insertion(const Instance& instance, std::size_t index, const NodeTimes& times,
                              Insertion& best, const Overlook& overlook) const {
  bool improved = false;
  std::int64_t most = best.added - 1;
  visit_places(instance, index, times, most, [&](std::size_t position, std::int64_t added) {
    if (overlook()) return true;
    best = {position, added};
    most = added - 1;
    improved = true;
    return true;
  });
  return improved;
}

template <typename Visit>
void Route::visit_places(const Instance& instance, std::size_t index, const NodeTimes& times,
                         const std::int64_t& most, const Visit& visit) const {
  if (too_full_for(instance, instance.node(index))) return;
  if (const auto rows = times.rows()) {
    visit_places_by(*rows, instance, index, most, visit);
  } else {
    visit_places_by(times, instance, index, most, visit);
  }
}

// The search spends most of its time here.
template <typename Times, typename Visit>
void Route::visit_places_by(const Times& times, const Instance& instance, std::size_t index,
                            const std::int64_t& most, const Visit& visit) const {
  const Node& node = instance.node(index);
  const bool has_lunch = instance.lunch(day_).has_value();
  const std::int64_t left = drive_left(instance);
  // Departures and latest starts both ascend along the day, and lunch only makes them narrower.
  const std::int64_t* const depart = has_lunch ? hungry_depart_.data() : depart_.data();
  const std::int64_t* const latest = latest_.data() + 1;
  const std::int64_t* const way = way_.data() + 1;
  const std::size_t* const path = path_.data();
  const std::size_t legs = path_.size() - 1;
  std::size_t position = 0;
  while (position < legs && latest[position] < node.earliest + node.service) ++position;
  for (; position < legs && depart[position] <= node.latest; ++position) {
    // Where ways are measured one by one, that is what takes longest.
    if (Times::kIsSlow && depart[position] + node.service > latest[position]) continue;
    const std::int64_t there = times.from(path[position]);
    const std::int64_t onward = times.to(path[position + 1]);
    const std::int64_t added = there + onward - way[position];
    if (added > most || added > left) continue;
    // Lunch takes many comparisons, and most legs are too short even without.
    if (has_lunch && depart[position] + there + node.service + onward > latest[position]) continue;
    if (lateness(instance, node, there, onward, position) > 0) continue;
    if (node.rank > 0 && !keeps_order(instance, index, position)) continue;
    if (!visit(position, added)) return;
  }
}

/// How good a plan is: more musts, then more profit, then less driving; where a second of driving
/// has its price, profit is set off against it. Greater is better.
struct Score {
  std::int64_t musts = 0;
  std::int64_t profit = 0;
  std::int64_t minus_drive = 0;
  friend auto operator<=>(const Score&, const Score&) = default;
};

/// Every day's route and where each node is.
class Solution {
 public:
  static constexpr int kOut = -1;

  explicit Solution(const Instance& instance);

  const Route& route(int day) const { return routes_[static_cast<std::size_t>(day)]; }
  std::span<const Route> routes() const { return routes_; }
  int day_of(std::size_t index) const { return day_of_[index]; }
  bool is_out(std::size_t index) const { return day_of_[index] == kOut; }
  Score score(const Instance& instance) const;
  std::size_t planned() const { return planned_; }  ///< stops on all days
  std::int64_t musts() const { return musts_; }
  std::int64_t profit() const { return profit_; }
  std::int64_t drive() const;

  void insert(const Instance& instance, std::size_t index, int day, std::size_t position);
  /// As Route::erase.
  [[nodiscard]] bool erase(const Instance& instance, int day, std::size_t position,
                           std::size_t count = 1);
  /// Replaces the stops of a day; false and no change when infeasible. Stops that come in must be
  /// out.
  [[nodiscard]] bool replace(const Instance& instance, int day, std::span<const std::size_t> stops);
  /// Makes the given days those of `other`. Nodes of these days must not be elsewhere afterwards.
  void copy_days(const Instance& instance, const Solution& other, std::span<const int> days);

 private:
  void count_in(const Node& node);
  void count_out(const Node& node);

  std::vector<Route> routes_;
  std::vector<int> day_of_;
  std::size_t planned_ = 0;
  std::int64_t musts_ = 0;
  std::int64_t profit_ = 0;
};

}  // namespace nearnet::routing
