// SPDX-License-Identifier: Apache-2.0
#include "routing/neighbours.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace nearnet::routing {

Neighbours::Neighbours(const Instance& instance) : row_(instance.size(), 0) {
  for (std::size_t index = 1; index < instance.size(); ++index) {
    if (!instance.node(index).wanted()) continue;
    row_[index] = wanted_.size();
    wanted_.push_back(index);
  }
  if (wanted_.empty()) return;
  near_.reserve(wanted_.size() * wanted_.size());
  nearest_count_ = std::min(kNearest, wanted_.size() - 1);
  nearest_.reserve(wanted_.size() * nearest_count_);
  std::vector<std::pair<std::int64_t, std::uint32_t>> row;
  for (const std::size_t centre : wanted_) {
    row.clear();
    for (const std::size_t other : wanted_) {
      const std::int64_t way = std::min(instance.time(centre, other), instance.time(other, centre));
      row.emplace_back(other == centre ? -1 : way, static_cast<std::uint32_t>(other));
    }
    std::sort(row.begin(), row.end());
    for (const auto& [way, other] : row) near_.push_back(other);
    for (std::size_t k = 1; k <= nearest_count_; ++k) {
      const std::uint32_t other = row[k].second;
      nearest_.push_back({.node = other,
                          .to = static_cast<std::int32_t>(instance.time(centre, other)),
                          .from = static_cast<std::int32_t>(instance.time(other, centre))});
    }
  }
}

}  // namespace nearnet::routing
