// SPDX-License-Identifier: Apache-2.0
// Union–find (Tarjan 1975) with path halving; the smallest member stands for its set, so that
// results do not depend on the order of joining.
#pragma once

#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace nearnet::territory {

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  std::size_t find(std::size_t item) {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
  }

  /// Number of sets.
  std::size_t count() const {
    std::size_t sets = 0;
    for (std::size_t item = 0; item < parent_.size(); ++item)
      sets += parent_[item] == item ? 1U : 0U;
    return sets;
  }

  /// True when the two were apart.
  bool join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    if (a == b) return false;
    if (b < a) std::swap(a, b);
    parent_[b] = a;
    return true;
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace nearnet::territory
