// SPDX-License-Identifier: Apache-2.0
// All days' tours as the search keeps them: chains of stops in one table, changed in place, and
// undone when a round came to nothing. Internal to routing.
//
//   Tours tours(instance);
//   tours.load(solution);
//   tours.begin();                            // what follows can be undone
//   if (tours.remove(first, last)) …          // a run of stops, now out
//   tours.insert(first, tours.begin_of(0));   // as the first visit of day 0
//   tours.undo();                             // as it was at begin()
//
// Stop ids are the instance's nodes; each day has two more, home as it begins and as it ends. A
// stop knows the earliest departure and the latest start that keeps everything after it, each with
// lunch behind and with lunch still ahead, as Route has them. A change costs as many stops as
// change their times; undoing it as many as changed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "routing/route.h"

namespace nearnet::routing {

class Tours {
 public:
  static constexpr std::uint32_t kOut = std::numeric_limits<std::uint32_t>::max();
  /// No time and no way is as long; sums of two are no overflow.
  static constexpr std::int32_t kNever = 1'000'000'000;

  /// 32 bits a field and a cache line each, as the search is bound by what it reads.
  struct alignas(64) Stop {
    std::uint32_t before = kOut;
    std::uint32_t after = kOut;
    std::uint32_t day = kOut;
    std::int32_t way = 0;     ///< from the stop before
    std::int32_t onward = 0;  ///< to the stop after
    // With lunch behind, or where there is none; then the same with lunch still ahead, which allows
    // an earlier departure and asks for an earlier start. Without lunch both departures are alike.
    std::int32_t depart = kNever, latest = -kNever;
    std::int32_t hungry_depart = kNever, hungry_latest = -kNever;
  };
  /// What a stop is, wherever it is.
  struct Visit {
    std::int32_t earliest = 0;
    std::int32_t latest = 0;
    std::int32_t service = 0;
    std::int32_t rank = 0;
    std::int64_t load = 0;
  };
  /// What is asked most of a day: its first and its last way, and what it can still carry.
  struct Sketch {
    std::int32_t out = 0;
    std::int32_t back = 0;
    std::int64_t load_left = 0;
  };
  /// From a stop to the next, with what decides most insertions there.
  struct Leg {
    std::uint32_t before = 0;
    std::uint32_t after = 0;
    std::int32_t depart = 0;  ///< earliest, lunch still ahead
    std::int32_t latest = 0;  ///< start of the stop after
    std::int32_t way = 0;
  };
  /// All of a day, one after the other.
  struct Legs {
    std::uint32_t version = 0;
    /// The most time between a departure and the latest start that follows it: a longer visit does
    /// not fit.
    std::int32_t widest_gap = 0;
    std::vector<Leg> all;
  };
  /// The order of all days, to be remembered: what follows each stop.
  using Order = std::vector<std::uint32_t>;

  explicit Tours(const Instance& instance);

  void load(const Solution& solution);
  void load(const Order& order);
  Order order() const;
  /// Brings an order up to date that differs on that day alone.
  void note(std::uint32_t day, Order& order) const;
  Solution solution(const Order& order) const;

  const Stop& stop(std::uint32_t id) const { return stops_[id]; }
  const Visit& visit(std::uint32_t id) const { return visits_[id]; }
  /// Its node of the instance.
  std::uint32_t place(std::uint32_t id) const { return places_[id]; }
  bool is_out(std::uint32_t id) const { return stops_[id].day == kOut; }
  std::uint32_t begin_of(std::uint32_t day) const { return nodes_ + 2 * day; }
  std::uint32_t end_of(std::uint32_t day) const { return nodes_ + 2 * day + 1; }
  bool is_home(std::uint32_t id) const { return id >= nodes_; }
  const Sketch& sketch(std::uint32_t day) const { return sketches_[day]; }

  /// Days with visits, in no order of meaning, then the empty ones.
  std::span<const std::uint32_t> days() const { return day_order_; }
  std::size_t used_days() const { return used_days_; }
  std::size_t stops(std::uint32_t day) const { return days_[day].stops; }
  std::int64_t drive_left(std::uint32_t day) const { return days_[day].drive_left; }
  /// Cost: O(stops) after a change of the day.
  const Legs& legs(std::uint32_t day);
  /// Tells the stops of a day from all others that it has had; that of a change undone comes back.
  std::uint32_t version(std::uint32_t day) const { return days_[day].version; }
  /// Changed since begin().
  bool is_touched(std::uint32_t day) const { return days_[day].saved_in == round_; }

  std::size_t planned() const { return totals_.planned; }
  std::int64_t musts() const { return totals_.musts; }
  std::int64_t profit() const { return totals_.profit; }
  std::int64_t drive() const { return totals_.drive; }

  /// Windows and the shift are kept with the visit, which is out, between two stops that follow
  /// each other, `there` and `onward` seconds from them. Says nothing of load, driving and days.
  bool fits(const Visit& visit, const Stop& before, const Stop& after, std::int32_t there,
            std::int32_t onward) const;

  /// An order asked for is kept with the visit, which is out, after that stop.
  bool keeps_order(std::uint32_t id, std::uint32_t before) const;

  /// The days changed since begin(), in the order of their first change.
  std::span<const std::uint32_t> touched() const { return touched_; }
  void begin();
  void undo();
  /// Must fit.
  void insert(std::uint32_t id, std::uint32_t before);
  /// Takes out a run of stops of one day; false and no change where the day without them is
  /// infeasible, which takes travel times that break the triangle inequality.
  [[nodiscard]] bool remove(std::uint32_t first, std::uint32_t last);

 private:
  struct Day {
    std::int64_t drive_left = 0;
    std::uint32_t stops = 0;
    std::uint32_t saved_in = 0;  // round
    std::uint32_t version = 0;
    Sketch sketch;  // when the day was saved
  };
  struct Totals {
    std::size_t planned = 0;
    std::int64_t musts = 0;
    std::int64_t profit = 0;
    std::int64_t drive = 0;
  };
  struct Lunch {
    std::int32_t earliest = 0;
    std::int32_t latest = 0;
    std::int32_t duration = 0;

    /// Arrival after a way on which it is had.
    std::int32_t arrival_fed(std::int32_t depart, std::int32_t way) const {
      if (depart > latest) return kNever;
      return std::max(depart + way, earliest) + duration;
    }
  };
  template <typename T>
  struct Saved {
    std::uint32_t id = 0;
    T value;
  };

  std::int32_t time(std::uint32_t from, std::uint32_t to) const;
  bool joins(const Stop& before, const Stop& after, std::int32_t way) const;
  void save(std::uint32_t id);
  void save_day(std::uint32_t day);
  void count(std::uint32_t id, std::uint32_t day, int sign);
  void set_whole_shift(std::uint32_t id);
  void set_used(std::uint32_t day, bool used);
  bool set_depart(std::uint32_t id);
  bool set_latest(std::uint32_t id);
  void set_departs(std::uint32_t from);
  void set_latests(std::uint32_t from);
  void set_way(std::uint32_t before, std::uint32_t after, std::int32_t way);
  void clear();
  void rebuild(std::uint32_t day);

  /// Null on a day without.
  const Lunch* lunch(std::uint32_t day) const {
    if (!has_lunch_) return nullptr;
    const std::optional<Lunch>& lunch = lunches_[day];
    return lunch ? &*lunch : nullptr;
  }

  const Instance* instance_;
  std::uint32_t nodes_;
  bool is_timed_ = true;    // some order of some visits would be late
  bool has_lunch_ = false;  // on any day
  std::vector<std::optional<Lunch>> lunches_;
  std::vector<Stop> stops_;
  std::vector<Visit> visits_;
  std::vector<std::uint32_t> places_;
  std::vector<Day> days_;
  std::vector<Sketch> sketches_;                     // by day
  std::vector<Legs> legs_;                           // the same, as last asked for
  std::vector<std::uint32_t> day_order_, day_rank_;  // used ones first; where each day is in it
  std::size_t used_days_ = 0;
  Totals totals_;

  std::uint32_t round_ = 0;
  std::vector<std::uint32_t> saved_in_;  // round, by stop
  std::vector<Saved<Stop>> saved_stops_;
  std::vector<Saved<Day>> saved_days_;
  std::vector<std::uint32_t> touched_;
  Totals saved_totals_;
  std::uint32_t versions_ = 0;  // given out so far
};

inline bool Tours::fits(const Visit& visit, const Stop& before, const Stop& after,
                        std::int32_t there, std::int32_t onward) const {
  const std::int32_t start = std::max(before.depart + there, visit.earliest);
  if (start <= visit.latest && start + visit.service + onward <= after.latest) return true;
  const Lunch* lunch = this->lunch(before.day);
  if (lunch == nullptr) return false;
  const std::int32_t fed =
      std::max(lunch->arrival_fed(before.hungry_depart, there), visit.earliest);
  if (fed <= visit.latest && fed + visit.service + onward <= after.latest) return true;
  const std::int32_t free = std::max(before.hungry_depart + there, visit.earliest);
  if (free > visit.latest) return false;
  return lunch->arrival_fed(free + visit.service, onward) <= after.latest ||
         free + visit.service + onward <= after.hungry_latest;
}

}  // namespace nearnet::routing
