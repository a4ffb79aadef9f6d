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
  std::int64_t load() const { return load_; }
  /// What it would carry, with so much more, beyond what a day may.
  std::int64_t overload(const Instance& instance, std::int64_t more = 0) const {
    return std::max<std::int64_t>(0, load_ + more - instance.most_load());
  }

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
    return times.from(path_[position]) + times.to(path_[position + 1]) - slots_[position + 1].way;
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
    return node.service > widest_gap_ || load_ + node.load > instance.bearable_load();
  }
  /// The same of a visit to which it takes at least `least_way` seconds to drive and to go on.
  bool too_full_for(const Instance& instance, const Node& node, std::int64_t least_way) const {
    return least_way + node.service > widest_gap_ || load_ + node.load > instance.bearable_load();
  }
  /// The least seconds to drive to a node and on, from and to any of the stops and home.
  std::int64_t least_way(const NodeTimes& times) const;
  /// There is a feasible place, on an allowed day; `likely` is tried first.
  bool has_room(const Instance& instance, std::size_t index, const NodeTimes& times,
                std::size_t likely) const;

  /// After stops()[at - 1], or home, it may go on with stops()[there] of the other day and what
  /// follows, or home, `way` seconds away: as far as times are concerned. The days must have the
  /// same lunch.
  bool can_go_on_with(const Instance& instance, std::size_t at, const Route& other,
                      std::size_t there, std::int64_t way) const;

  /// `position` must be feasible.
  void insert(const Instance& instance, std::size_t index, std::size_t position);
  /// False and no change when the day without them is infeasible, which takes travel times that
  /// break the triangle inequality.
  [[nodiscard]] bool erase(const Instance& instance, std::size_t position, std::size_t count = 1);
  /// Takes over the order when it is feasible; else nothing changes and the answer is false.
  [[nodiscard]] bool replace(const Instance& instance, std::span<const std::size_t> stops);
  /// The same without a way back: after false the route must be given other stops or be copied over
  /// before it is used again. `stops` must not be its own.
  [[nodiscard]] bool assign(const Instance& instance, std::span<const std::size_t> stops);

 private:
  /// Every feasible place on the way through the day that adds no more than `most`, or what visit()
  /// said last, until that is kEnough.
  template <typename Visit>
  void visit_places(const Instance& instance, std::size_t index, const NodeTimes& times,
                    std::int64_t most, const Visit& visit) const;
  template <bool kHasLunch, typename Times, typename Visit>
  void visit_places_by(const Times& times, const Instance& instance, std::size_t index,
                       std::int64_t most, const Visit& visit) const;
  /// Nobody of higher rank comes before that position, nobody of lower rank after it.
  bool keeps_order(const Instance& instance, std::size_t index, std::size_t position) const;
  bool is_in_order(const Instance& instance) const;
  std::optional<std::size_t> lunch_leg(const Instance& instance) const;
  /// Recomputes the schedule of path_; false when a window or the shift is broken.
  bool schedule(const Instance& instance);
  /// The departures from path_[k] and the latest starts there, from what is known of its neighbour;
  /// false when they are what they were.
  bool set_depart(const Instance& instance, std::size_t k);
  bool set_latest(const Instance& instance, std::size_t k);
  void set_widest_gap();
  /// Home, with everything kept.
  std::int64_t latest_leave() const {
    return hungry_.empty() ? slots_.front().latest : hungry_.front().latest;
  }

  /// Arrival after a way on which the break is had, when one leaves at `depart`; kNever when that
  /// is too late for it.
  static std::int64_t arrival_fed(const Break& lunch, std::int64_t depart, std::int64_t way) {
    if (depart > lunch.latest) return kNever;
    return std::max(depart + way, lunch.earliest) + lunch.duration;
  }
  static std::int64_t latest_start(const Node& node, std::int64_t leave);
  static constexpr std::int64_t kEnough = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kNever = std::numeric_limits<std::int32_t>::max();

  /// Of a place on the way, home included. 32 bits a field, as the search is bound by what it
  /// reads.
  struct Slot {
    std::uint32_t stop = 0;
    std::int32_t way = 0;  ///< from the place before
    // With lunch behind, or where there is none.
    std::int32_t depart = 0;  ///< at the earliest
    std::int32_t latest = 0;  ///< start
  };
  /// The same with lunch still ahead.
  struct Hungry {
    std::int32_t depart = 0;
    std::int32_t latest = 0;
  };
  static std::int32_t narrow(std::int64_t seconds) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::int32_t>(std::clamp(seconds, -kMost, kMost));
  }
  /// Departures ascend along the day, and lunch only makes them later.
  std::int32_t first_depart(std::size_t k) const {
    return hungry_.empty() ? slots_[k].depart : hungry_[k].depart;
  }

  int day_;
  std::vector<std::size_t> path_;  // home, stops, home
  std::vector<Slot> slots_;        // of each place on the path
  std::vector<Hungry> hungry_;     // the same; empty where there is no lunch
  std::int64_t drive_ = 0;
  std::int64_t load_ = 0;
  std::int64_t widest_gap_ = 0;  // most time between a departure and the latest next start
};

inline std::int64_t Route::lateness(const Instance& instance, const Node& node, std::int64_t there,
                                    std::int64_t onward, std::size_t position) const {
  const std::int64_t next_latest = slots_[position + 1].latest;
  const std::int64_t start = std::max(slots_[position].depart + there, node.earliest);
  const std::int64_t late =
      std::max(start - node.latest, start + node.service + onward - next_latest);
  if (late <= 0 || !instance.lunch(day_)) return late;
  const Break& lunch = *instance.lunch(day_);
  const std::int64_t hungry = hungry_[position].depart;
  const std::int64_t fed = std::max(arrival_fed(lunch, hungry, there), node.earliest);
  const std::int64_t free = std::max(hungry + there, node.earliest);
  const std::int64_t next = std::min(arrival_fed(lunch, free + node.service, onward) - next_latest,
                                     free + node.service + onward - hungry_[position + 1].latest);
  return std::min({late, std::max(fed - node.latest, fed + node.service + onward - next_latest),
                   std::max(free - node.latest, next)});
}

template <typename Overlook>
bool Route::improve_insertion(const Instance& instance, std::size_t index, const NodeTimes& times,
                              Insertion& best, const Overlook& overlook) const {
  bool improved = false;
  visit_places(instance, index, times, best.added - 1,
               [&](std::size_t position, std::int64_t added) {
                 if (overlook()) return best.added - 1;
                 best = {position, added};
                 improved = true;
                 return added - 1;
               });
  return improved;
}

template <typename Visit>
void Route::visit_places(const Instance& instance, std::size_t index, const NodeTimes& times,
                         std::int64_t most, const Visit& visit) const {
  if (too_full_for(instance, instance.node(index))) return;
  const auto rows = times.rows();
  if (rows && hungry_.empty()) {
    visit_places_by<false>(*rows, instance, index, most, visit);
  } else if (rows) {
    visit_places_by<true>(*rows, instance, index, most, visit);
  } else if (hungry_.empty()) {
    visit_places_by<false>(times, instance, index, most, visit);
  } else {
    visit_places_by<true>(times, instance, index, most, visit);
  }
}

// The search spends most of its time here.
template <bool kHasLunch, typename Times, typename Visit>
void Route::visit_places_by(const Times& times, const Instance& instance, std::size_t index,
                            std::int64_t most, const Visit& visit) const {
  const Node& node = instance.node(index);
  const std::int64_t earliest = node.earliest;
  const std::int64_t latest = node.latest;
  const std::int64_t service = node.service;
  const bool has_rank = node.rank > 0;
  const std::int64_t left = drive_left(instance);
  const Slot* slot = slots_.data();
  const Slot* const last = slot + slots_.size() - 1;
  const Hungry* hungry = hungry_.data();
  most = std::min(most, left);
  // Latest starts ascend along the day, as departures do, and lunch only makes them earlier.
  while (slot != last && slot[1].latest < earliest + service) ++slot, ++hungry;
  for (; slot != last; ++slot, ++hungry) {
    const std::int64_t depart = kHasLunch ? hungry->depart : slot->depart;
    const std::int64_t next_latest = slot[1].latest;
    if (depart > latest) return;
    // Where ways are measured one by one, that is what takes longest.
    if (Times::kIsSlow && depart + service > next_latest) continue;
    const std::int64_t there = times.from(slot->stop);
    const std::int64_t onward = times.to(slot[1].stop);
    const std::int64_t added = there + onward - slot[1].way;
    const std::int64_t start = std::max(depart + there, earliest);
    // One branch instead of three that nobody can predict.
    if (static_cast<int>(added > most) | static_cast<int>(start > latest) |
        static_cast<int>(start + service + onward > next_latest)) {
      continue;
    }
    const auto position = static_cast<std::size_t>(slot - slots_.data());
    if (kHasLunch && lateness(instance, node, there, onward, position) > 0) continue;
    if (has_rank && !keeps_order(instance, index, position)) continue;
    const std::int64_t enough = visit(position, added);
    if (enough == kEnough) return;
    most = std::min(enough, left);
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
  std::int64_t drive() const { return drive_; }
  /// Of all days; 0 but where the instance bears it.
  std::int64_t overload() const { return overload_; }

  void insert(const Instance& instance, std::size_t index, int day, std::size_t position);
  /// As Route::erase.
  [[nodiscard]] bool erase(const Instance& instance, int day, std::size_t position,
                           std::size_t count = 1);
  /// Replaces the stops of a day; false and no change when infeasible. Stops that come in must be
  /// out.
  [[nodiscard]] bool replace(const Instance& instance, int day, std::span<const std::size_t> stops);
  /// The same for a day that keeps only some of its stops, `gone` being the others; after false the
  /// day must be copied from elsewhere before the solution is used again.
  [[nodiscard]] bool take_out(const Instance& instance, int day, std::span<const std::size_t> kept,
                              std::span<const std::size_t> gone);
  /// Gives two days the stops of both; they must be feasible.
  void exchange(const Instance& instance, int a, std::span<const std::size_t> stops_of_a, int b,
                std::span<const std::size_t> stops_of_b);
  /// Makes the given days those of `other`. Nodes of these days must not be elsewhere afterwards.
  void copy_days(const Instance& instance, const Solution& other, std::span<const int> days);

 private:
  void count_in(const Node& node);
  void add(const Instance& instance, const Route& route);
  void subtract(const Instance& instance, const Route& route);
  void set_out(const Instance& instance, std::size_t index);

  std::vector<Route> routes_;
  std::vector<int> day_of_;
  std::size_t planned_ = 0;
  std::int64_t musts_ = 0;
  std::int64_t profit_ = 0;
  std::int64_t drive_ = 0;
  std::int64_t overload_ = 0;
};

}  // namespace nearnet::routing
