// SPDX-License-Identifier: Apache-2.0
#include "routing/recreation.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace nearnet::routing {

namespace {

constexpr double kBlink = 0.01;  // the paper's blink rate
/// Share of visits that go in though they cost more than they are worth, so that others which pay
/// only beside them find them there.
constexpr double kBold = 0.05;
/// Nodes out of the plan that one round tries to bring in: the nearest to the ruin, on the days
/// that the round touches (the others had no room for them before), and any, on all days.
constexpr std::size_t kNearTries = 24;
constexpr std::size_t kAnyTries = 12;
/// Of more days than these only those are looked at that the round touches or that visit one of the
/// nearest planned stops.
constexpr std::size_t kFewDays = 16;
constexpr int kNearStops = 20;

}  // namespace

Recreation::Recreation(const Instance& instance, const Neighbours& neighbours,
                       double seconds_per_profit)
    : instance_(instance),
      neighbours_(neighbours),
      seconds_per_profit_(seconds_per_profit),
      pooled_in_(instance.size(), 0),
      near_bank_(instance.size(), 0),
      tried_(static_cast<std::size_t>(instance.days()), 0) {
  add_orders();
}

/// Orders by what all nodes have alike say nothing and are left out.
void Recreation::add_orders() {
  // Found by trial on made-up days of 60 to 3,000 candidates and on vehicle routing instances.
  constexpr std::array<std::pair<Order, int>, 9> kChances{{{Order::kRandom, 4},
                                                           {Order::kProfit, 8},
                                                           {Order::kRate, 8},
                                                           {Order::kLoad, 4},
                                                           {Order::kNear, 1},
                                                           {Order::kFar, 2},
                                                           {Order::kWidth, 1},
                                                           {Order::kEarliest, 1},
                                                           {Order::kLatest, 3}}};
  const auto wanted = neighbours_.wanted();
  for (const auto& [order, chances] : kChances) {
    const bool tells = std::any_of(wanted.begin(), wanted.end(), [&, by = order](std::size_t i) {
      return key(i, by) != key(wanted.front(), by);
    });
    if (tells || order == Order::kRandom) {
      orders_.insert(orders_.end(), static_cast<std::size_t>(chances), order);
    }
  }
}

double Recreation::key(std::size_t index, Order order) const {
  const Node& node = instance_.node(index);
  const auto number = [](std::int64_t value) { return static_cast<double>(value); };
  switch (order) {
    case Order::kRandom:
      return 0.0;
    case Order::kProfit:
      return -number(node.profit);
    case Order::kRate:
      return -number(node.profit) / number(std::max<std::int64_t>(1, node.service));
    case Order::kLoad:
      return -number(node.load);
    case Order::kNear:
      return number(instance_.away(index));
    case Order::kFar:
      return -number(instance_.away(index));
    case Order::kWidth:
      return number(node.latest - node.earliest);
    case Order::kEarliest:
      return number(node.earliest);
    case Order::kLatest:
      return number(node.latest);
  }
  return 0.0;
}

bool Recreation::operator()(std::size_t seed, Trial& trial, core::Random& random) {
  add_bank(seed, trial, random);
  sort(trial.pool(), random);
  bool complete = true;
  for (const std::size_t index : trial.pool()) {
    const bool placed = place(index, trial, random);
    complete = complete && (placed || !instance_.node(index).appointment);
  }
  return complete;
}

void Recreation::add_bank(std::size_t seed, Trial& trial, core::Random& random) {
  ++round_;
  for (const std::size_t index : trial.pool()) pooled_in_[index] = round_;
  const auto wanted = neighbours_.wanted();
  if (trial.solution().planned() + trial.pool().size() == wanted.size()) return;
  std::size_t tries = kNearTries;
  for (const std::size_t index : neighbours_.of(seed)) {
    if (tries == 0) break;
    if (!add_from_bank(index, trial)) continue;
    near_bank_[index] = round_;
    --tries;
  }
  for (std::size_t k = 0; k < kAnyTries; ++k) {
    add_from_bank(wanted[random.below(wanted.size())], trial);
  }
}

bool Recreation::add_from_bank(std::size_t index, Trial& trial) {
  if (!trial.solution().is_out(index) || pooled_in_[index] == round_) return false;
  pooled_in_[index] = round_;
  trial.pool().push_back(index);
  return true;
}

/// Appointments, musts, then the others in an order drawn by lot.
void Recreation::sort(std::vector<std::size_t>& pool, core::Random& random) {
  const Order order = orders_[random.below(orders_.size())];
  keys_.clear();
  for (const std::size_t index : pool) {
    const Node& node = instance_.node(index);
    keys_.push_back({node.appointment ? 0
                     : node.must      ? 1
                                      : 2,
                     key(index, order), random.next(), index});
  }
  std::sort(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) {
    return std::tie(a.rank, a.key, a.luck) < std::tie(b.rank, b.key, b.luck);
  });
  std::transform(keys_.begin(), keys_.end(), pool.begin(), [](const Key& k) { return k.index; });
}

/// Days with stops near the node, and an empty one.
template <typename TryDay>
void Recreation::try_days_near(std::size_t index, const Trial& trial, const TryDay& try_day) {
  if (instance_.days_alike()) try_day(static_cast<int>(trial.open_days()) - 1);
  int stops = kNearStops;
  for (const std::uint32_t near : neighbours_.of(index)) {
    const int day = trial.solution().day_of(near);
    if (day == Solution::kOut) continue;
    try_day(day);
    if (--stops == 0) return;
  }
}

/// At the cheapest place, some places overlooked by lot, unless that costs more than it is worth.
bool Recreation::place(std::size_t index, Trial& trial, core::Random& random) {
  // Where driving has its price, a node is out for that and not for lack of room.
  const bool touched_only = near_bank_[index] == round_ && instance_.profit_per_second() == 0;
  const Node& node = instance_.node(index);
  const NodeTimes times(instance_, index);
  int best_day = Solution::kOut;
  Insertion best;
  ++visit_;
  const auto try_day = [&](int day) {
    std::uint64_t& tried = tried_[static_cast<std::size_t>(day)];
    if (tried == visit_) return;
    tried = visit_;
    if (!instance_.allows(index, day)) return;
    const Route& route = trial.solution().route(day);
    const std::int64_t fine =
        trial.overload_seconds(route, node.load) - trial.overload_seconds(route, 0);
    Insertion here{best.position, best.added - fine};
    const bool better = route.improve_insertion(instance_, index, times, here,
                                                [&] { return random.chance(kBlink); });
    if (!better) return;
    best = {here.position, here.added + fine};
    best_day = day;
  };
  // The best place is mostly there, and places that cost more are soon passed over.
  for (const int day : trial.touched().days()) try_day(day);
  if (!touched_only) {
    const std::size_t days = trial.open_days();
    if (days > kFewDays) try_days_near(index, trial, try_day);
    if (days <= kFewDays || best_day == Solution::kOut) {
      for (std::size_t day = 0; day < days; ++day) try_day(static_cast<int>(day));
    }
  }
  if (best_day == Solution::kOut) return false;
  const bool free_choice = !node.appointment && !node.must;
  const double worth = seconds_per_profit_ * static_cast<double>(node.profit);
  if (free_choice && static_cast<double>(best.added) > worth && !random.chance(kBold)) return false;
  trial.insert(index, best_day, best.position);
  return true;
}

}  // namespace nearnet::routing
