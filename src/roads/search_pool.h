// SPDX-License-Identifier: Apache-2.0
// Searches to borrow: each holds memory for every node, too much to be made anew for a few ways.
// Internal to roads.
//
//   SearchPool<WitnessSearch> pool(nodes);
//   auto search = pool.borrow();                // goes back by itself
//   search->…
//
// As many exist as were ever borrowed at once. Safe from several threads.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace nearnet::roads {

template <typename Search>
class SearchPool {
 public:
  explicit SearchPool(std::size_t nodes) : nodes_(nodes) {}

  auto borrow() {
    const auto give_back = [this](Search* search) {
      const std::lock_guard lock(mutex_);
      idle_.emplace_back(search);
    };
    return std::unique_ptr<Search, decltype(give_back)>(take().release(), give_back);
  }

 private:
  std::unique_ptr<Search> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<Search>(nodes_);
    auto search = std::move(idle_.back());
    idle_.pop_back();
    return search;
  }

  std::size_t nodes_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Search>> idle_;
};

}  // namespace nearnet::roads
