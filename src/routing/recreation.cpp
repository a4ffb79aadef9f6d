// SPDX-License-Identifier: Apache-2.0
#include "routing/recreation.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace nearnet::routing {

namespace {

/// Share of visits that go in though they cost more than they are worth, so that others which pay
/// only beside them find them there.
constexpr double kBold = 0.05;
/// Nodes out of the plan that one round tries to bring in: the nearest to the ruin, on the days
/// that the round touches (the others had no room for them before), and any, on all days.
constexpr std::size_t kNearTries = 24;
constexpr std::size_t kAnyTries = 12;

constexpr int kFree = 2;  // rank of who is neither an appointment nor a must

/// A lot that a node draws.
std::uint64_t lot_of(std::uint64_t luck, std::uint32_t index) {
  std::uint64_t mixed = (luck ^ index) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
  return mixed ^ (mixed >> 31);
}

}  // namespace

Recreation::Recreation(const Instance& instance, const Neighbours& neighbours,
                       double seconds_per_profit)
    : instance_(instance),
      neighbours_(neighbours),
      seconds_per_profit_(seconds_per_profit),
      spots_(instance, neighbours),
      pooled_in_(instance.size(), 0),
      near_bank_(instance.size(), 0) {
  for (std::size_t index = 0; index < instance.size(); ++index) {
    const Node& node = instance.node(index);
    rank_.push_back(node.appointment ? 0 : node.must ? 1 : kFree);
    const double worth = seconds_per_profit * static_cast<double>(node.profit) + 1.0;
    worth_.push_back(
        static_cast<std::int32_t>(std::clamp(worth, 0.0, SpotOptions().most_added * 1.0)));
  }
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
    if (!tells && order != Order::kRandom) continue;
    chances_.insert(chances_.end(), static_cast<std::size_t>(chances), orders_.size());
    std::vector<double>& keys = orders_.emplace_back();
    for (std::size_t index = 0; index < instance_.size(); ++index)
      keys.push_back(key(index, order));
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

bool Recreation::operator()(std::size_t seed, Tours& tours, std::vector<std::uint32_t>& pool,
                            core::Random& random) {
  add_bank(seed, tours, pool, random);
  sort(pool, random);
  bool complete = true;
  for (const std::uint32_t index : pool) {
    const bool placed = place(index, tours, random);
    complete = complete && (placed || rank_[index] > 0);
  }
  return complete;
}

void Recreation::add_bank(std::size_t seed, const Tours& tours, std::vector<std::uint32_t>& pool,
                          core::Random& random) {
  ++round_;
  const auto wanted = neighbours_.wanted();
  if (tours.planned() + pool.size() == wanted.size()) return;
  for (const std::uint32_t index : pool) pooled_in_[index] = round_;
  std::size_t tries = kNearTries;
  for (const std::uint32_t index : neighbours_.of(seed)) {
    if (tries == 0) break;
    if (!add_from_bank(index, tours, pool)) continue;
    near_bank_[index] = round_;
    --tries;
  }
  for (std::size_t k = 0; k < kAnyTries; ++k) {
    add_from_bank(static_cast<std::uint32_t>(wanted[random.below(wanted.size())]), tours, pool);
  }
}

bool Recreation::add_from_bank(std::uint32_t index, const Tours& tours,
                               std::vector<std::uint32_t>& pool) {
  if (!tours.is_out(index) || pooled_in_[index] == round_) return false;
  pooled_in_[index] = round_;
  pool.push_back(index);
  return true;
}

/// Appointments, musts, then the others in an order drawn by lot.
void Recreation::sort(std::vector<std::uint32_t>& pool, core::Random& random) {
  const std::vector<double>& by = orders_[chances_[random.below(chances_.size())]];
  const std::uint64_t luck = random.next();
  keys_.clear();
  for (const std::uint32_t index : pool) {
    keys_.push_back({rank_[index], by[index], lot_of(luck, index), index});
  }
  std::sort(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) {
    return std::tie(a.rank, a.key, a.lot) < std::tie(b.rank, b.key, b.lot);
  });
  std::transform(keys_.begin(), keys_.end(), pool.begin(), [](const Key& k) { return k.index; });
}

/// At the cheapest place over all days, some places overlooked by lot, unless that costs more than
/// it is worth.
bool Recreation::place(std::uint32_t index, Tours& tours, core::Random& random) {
  SpotOptions options{.luck = random.next()};
  const bool free_choice = rank_[index] == kFree;
  if (free_choice && !random.chance(kBold)) options.most_added = worth_[index];
  std::optional<Spot> spot;
  if (free_choice) {
    // Where driving has its price, a node is out for that and not for lack of room.
    options.touched_days_only = near_bank_[index] == round_ && instance_.profit_per_second() == 0;
    spot = spots_.anywhere(tours, index, options);
  } else {
    spot = spots_.near(tours, index, options);
    if (!spot) spot = spots_.anywhere(tours, index, options);
  }
  if (!spot) return false;
  tours.insert(index, spot->before);
  return true;
}

}  // namespace nearnet::routing
