// SPDX-License-Identifier: Apache-2.0
// What the solver works on, all integers: nodes with their windows and profits, the days' shifts,
// travel times.
//
//   routing::Instance instance = routing::make_instance(request, travel);
//   instance.time(0, 3);          // seconds from home to candidates[2]
//
// Node 0 is home, node i + 1 is candidate i, and the homes of colleagues come last. A day is a date
// of one rep: the first rep's dates are days 0, 1, …, then come those of each colleague. All times
// are seconds after midnight. The classical vehicle routing problems are days planned too: a
// vehicle is a day, a demand is a load.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "roads/travel_matrix.h"
#include "routing/problem.h"

namespace nearnet::routing {

/// Nodes up to which an instance copies all travel times into a table for speed (4 MB).
inline constexpr std::size_t kDenseNodes = 1001;

struct Node {
  static constexpr int kAnyDay = -1;
  static constexpr int kNoDay = -2;  ///< not due within the plan

  std::int64_t service = 0;
  std::int64_t earliest = 0;  ///< window of the start of the visit
  std::int64_t latest = 0;
  std::int64_t profit = 0;                 ///< value in millionths: sums are exact in any order
  std::int64_t load = 0;                   ///< counts against what a day can carry
  std::uint64_t reps = ~std::uint64_t{0};  ///< bit r: rep r may serve it
  int day = kAnyDay;                       ///< index of the only date allowed, or one of the above
  int first_day = 0;                       ///< no date before this one
  int rank = 0;  ///< after those of lower rank on the same day; 0: wherever it fits
  bool must = false;
  bool appointment = false;

  /// Worth planning at all: wanted, or of some value.
  bool wanted() const { return appointment || must || profit > 0; }
};

class Instance;

/// Room for the times of one node after another where an instance has no table.
struct TimesRoom {
  std::vector<std::int32_t> from, to;  ///< by the other node
};

/// Travel times from and to one node, for reading many of them.
class NodeTimes {
 public:
  static constexpr bool kIsSlow = true;

  NodeTimes(const Instance& instance, std::size_t index);
  /// Where there is no table, times are read after learn() alone. The room must outlive it, and
  /// serves one node at a time.
  NodeTimes(const Instance& instance, std::size_t index, TimesRoom& room);

  void learn(std::span<const std::size_t> others);
  /// The times by the other node.
  struct Rows {
    static constexpr bool kIsSlow = false;
    const std::int32_t* from_;
    const std::int32_t* to_;
    std::int64_t from(std::size_t other) const { return from_[other]; }
    std::int64_t to(std::size_t other) const { return to_[other]; }
  };
  /// None where they are computed one by one.
  std::optional<Rows> rows() const {
    return to_ == nullptr ? std::nullopt : std::optional(Rows{from_, to_});
  }
  std::int64_t from(std::size_t other) const;  ///< other → node
  std::int64_t to(std::size_t other) const;    ///< node → other

 private:
  const Instance& instance_;
  std::size_t index_;
  TimesRoom* room_ = nullptr;
  const std::int32_t* to_;  // null when the instance has no table and there is no room
  const std::int32_t* from_;
};

/// A break on the way from one place to the next.
struct Break {
  std::int64_t earliest = 0;  ///< window of its begin
  std::int64_t latest = 0;
  std::int64_t duration = 0;
};

/// A day of a rep.
struct Tour {
  std::size_t home = 0;  ///< the node where it begins and ends, whose window is the shift
  int rep = 0;
  int date = 0;
  std::optional<Break> lunch{};
};

/// What all days have in common.
struct Days {
  static constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max() / 4;

  int count = 1;
  std::int64_t shift_start = 0;
  std::int64_t shift_end = 0;
  std::int64_t most_load = kNoLimit;
  std::int64_t most_drive = kNoLimit;
  std::optional<Break> lunch{};
  /// Profit that a second of driving must bring in; 0: any profit is worth any driving.
  std::int64_t profit_per_second = 0;
  /// Where days differ in more than their date: one each, and shift and lunch above say nothing.
  std::vector<Tour> tours{};
};

class Instance {
 public:
  /// The matrix must outlive the instance.
  Instance(const roads::TravelMatrix& travel, std::vector<Node> nodes, const Days& days);

  std::size_t size() const { return nodes_.size(); }
  int days() const { return days_.count; }
  const Tour& tour(int day) const { return days_.tours[static_cast<std::size_t>(day)]; }
  std::size_t home(int day) const { return tour(day).home; }
  /// Of every rep.
  std::vector<std::size_t> homes() const;
  std::int64_t shift_start(int day) const { return nodes_[home(day)].earliest; }
  std::int64_t shift_end(int day) const { return nodes_[home(day)].latest; }
  const std::optional<Break>& lunch(int day) const { return tour(day).lunch; }
  /// The first day of each rep.
  const std::vector<int>& reps() const { return reps_; }
  /// Nodes 1 … candidates() are no homes.
  std::size_t candidates() const { return nodes_.size() - homes_; }
  std::int64_t most_load() const { return days_.most_load; }
  /// What a day may carry for a time: most_load() unless with_overload() says more.
  std::int64_t bearable_load() const { return days_.most_load + overload_; }
  bool bears_overload() const { return overload_ > 0; }
  std::int64_t most_drive() const { return days_.most_drive; }
  std::int64_t profit_per_second() const { return days_.profit_per_second; }
  /// One rep, and no node is bound to a day, so that empty days are as good as each other.
  bool days_alike() const { return days_alike_; }
  /// Some nodes are to be visited in a given order.
  bool has_orders() const { return has_orders_; }
  const Node& node(std::size_t index) const { return nodes_[index]; }
  std::int64_t time(std::size_t from, std::size_t to) const {
    return dense_.empty() ? travel_->time(place_[from], place_[to]).value
                          : dense_[from * nodes_.size() + to];
  }
  bool allows(std::size_t index, int day) const {
    if (all_allowed_) return true;
    const Node& visit = nodes_[index];
    const Tour& when = tour(day);
    if ((visit.reps >> when.rep & 1U) == 0) return false;
    return visit.day == Node::kAnyDay ? when.date >= visit.first_day : visit.day == when.date;
  }
  bool may_serve(int rep, std::size_t index) const { return (nodes_[index].reps >> rep & 1U) != 0; }
  /// Seconds from the nearest home or back to it, whichever is less.
  std::int64_t away(std::size_t index) const;
  /// A visit that costs so much more driving does not make the plan worse.
  bool is_worth(std::size_t index, std::int64_t added) const {
    const Node& visit = node(index);
    return visit.appointment || visit.must || profit_per_second() * added < visit.profit;
  }

  /// The same whose days bear so much more, for a search that comes back to what they may carry.
  Instance with_overload(std::int64_t more) const;

  /// The same without lunch and without a limit to driving.
  Instance with_shift_only() const;

  /// The same days with only home (which must be chosen[0] == 0) and the chosen nodes.
  Instance subset(std::span<const std::size_t> chosen) const;

 private:
  friend class NodeTimes;

  Instance() = default;
  void describe();
  void fill_dense();

  const roads::TravelMatrix* travel_ = nullptr;  // must outlive the instance
  std::vector<std::size_t> place_;               // node → place of the matrix
  std::vector<Node> nodes_;
  std::vector<std::int32_t> dense_;       // row-major, or empty
  std::vector<std::int32_t> dense_back_;  // its transpose
  Days days_;
  std::vector<int> reps_;
  std::size_t homes_ = 1;
  std::int64_t overload_ = 0;
  bool days_alike_ = true;
  bool all_allowed_ = true;
  bool has_orders_ = false;
};

inline NodeTimes::NodeTimes(const Instance& instance, std::size_t index)
    : instance_(instance), index_(index), to_(nullptr), from_(nullptr) {
  if (instance.dense_.empty()) return;
  to_ = instance.dense_.data() + index * instance.size();
  from_ = instance.dense_back_.data() + index * instance.size();
}

inline NodeTimes::NodeTimes(const Instance& instance, std::size_t index, TimesRoom& room)
    : NodeTimes(instance, index) {
  if (to_ != nullptr) return;
  room_ = &room;
  room.from.resize(instance.size());
  room.to.resize(instance.size());
  to_ = room.to.data();
  from_ = room.from.data();
}

inline void NodeTimes::learn(std::span<const std::size_t> others) {
  if (room_ == nullptr) return;
  for (const std::size_t other : others) {
    room_->from[other] = static_cast<std::int32_t>(instance_.time(other, index_));
    room_->to[other] = static_cast<std::int32_t>(instance_.time(index_, other));
  }
}

inline std::int64_t NodeTimes::from(std::size_t other) const {
  return from_ != nullptr ? from_[other] : instance_.time(other, index_);
}

inline std::int64_t NodeTimes::to(std::size_t other) const {
  return to_ != nullptr ? to_[other] : instance_.time(index_, other);
}

/// The request must be valid and the matrix of its size; both must outlive the instance.
Instance make_instance(const DayRequest& request, const roads::TravelMatrix& travel);

}  // namespace nearnet::routing
