// SPDX-License-Identifier: Apache-2.0
#include "routing/neighbours.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace nearnet::routing {

namespace {

/// Found by trial: more make a round slower than they make it better.
constexpr std::size_t kBeside = 24;
/// Where visits may be left out: most of the neighbours then are.
constexpr std::size_t kBesideOfMany = 100;

/// `second` can follow `first` somewhere.
bool can_follow(const Instance& instance, std::size_t first, std::size_t second) {
  const Node& a = instance.node(first);
  const Node& b = instance.node(second);
  return a.earliest + a.service + instance.time(first, second) <= b.latest &&
         a.load + b.load <= instance.most_load();
}

}  // namespace

Neighbours::Neighbours(const Instance& instance) : row_(instance.size(), 0) {
  for (std::size_t index = 1; index < instance.size(); ++index) {
    if (!instance.node(index).wanted()) continue;
    row_[index] = wanted_.size();
    wanted_.push_back(index);
  }
  near_.reserve(wanted_.size() * wanted_.size());
  std::vector<std::pair<std::int64_t, std::uint32_t>> row;
  for (const std::size_t centre : wanted_) {
    row.clear();
    for (const std::size_t other : wanted_) {
      const std::int64_t way = std::min(instance.time(centre, other), instance.time(other, centre));
      row.emplace_back(other == centre ? -1 : way, static_cast<std::uint32_t>(other));
    }
    std::sort(row.begin(), row.end());
    for (const auto& [way, other] : row) near_.push_back(other);
    add_beside(instance, centre);
  }
  beside_begin_.push_back(beside_.size());
}

void Neighbours::add_beside(const Instance& instance, std::size_t centre) {
  const bool all_must = std::all_of(wanted_.begin(), wanted_.end(),
                                    [&](std::size_t index) { return instance.node(index).must; });
  const std::size_t most = all_must ? kBeside : kBesideOfMany;
  beside_begin_.push_back(beside_.size());
  for (const std::uint32_t other : of(centre)) {
    if (other == centre) continue;
    const bool from = can_follow(instance, other, centre);
    const bool to = can_follow(instance, centre, other);
    if (!from && !to) continue;
    beside_.push_back(
        {.node = other,
         .from = from ? static_cast<std::int32_t>(instance.time(other, centre)) : kNoWay,
         .to = to ? static_cast<std::int32_t>(instance.time(centre, other)) : kNoWay});
    if (beside_.size() - beside_begin_.back() == most) break;
  }
}

}  // namespace nearnet::routing
