// SPDX-License-Identifier: Apache-2.0
// Puts nodes back to their cheapest places, one after the other in an order drawn by lot, each
// overlooking a place now and then. Internal to routing.
//
// Method: the greedy insertion with blinks of Christiaens & Vanden Berghe 2020, with orders for
// profits and windows, and with a bank: a node may stay out where it costs more than it is worth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/random.h"
#include "routing/neighbours.h"
#include "routing/trial.h"

namespace nearnet::routing {

class Recreation {
 public:
  /// A unit of profit is worth so many seconds of driving. The references must outlive it.
  Recreation(const Instance& instance, const Neighbours& neighbours, double seconds_per_profit);

  /// The pool and some of the nodes out of the plan, near `seed` and anywhere. False when an
  /// appointment did not find back.
  bool operator()(std::size_t seed, Trial& trial, core::Random& random);

 private:
  enum class Order { kRandom, kProfit, kRate, kLoad, kNear, kFar, kWidth, kEarliest, kLatest };
  struct Key {
    int rank;
    double key;
    std::uint64_t luck;
    std::size_t index;
  };

  void add_orders();
  double key(std::size_t index, Order order) const;
  void add_bank(std::size_t seed, Trial& trial, core::Random& random);
  bool add_from_bank(std::size_t index, Trial& trial);
  void sort(std::vector<std::size_t>& pool, core::Random& random);
  bool place(std::size_t index, Trial& trial, core::Random& random);
  template <typename TryDay>
  void try_days_near(std::size_t index, const Trial& trial, const TryDay& try_day);

  const Instance& instance_;
  const Neighbours& neighbours_;
  double seconds_per_profit_;
  std::vector<Order> orders_;  // as often as their chances
  std::vector<Key> keys_;
  std::vector<std::uint64_t> pooled_in_;  // round, by node
  std::vector<std::uint64_t> near_bank_;  // round in which only touched days are open to the node
  std::uint64_t round_ = 0;
  std::vector<std::uint64_t> tried_;  // the visit for which each day was tried last
  std::uint64_t visit_ = 0;
};

}  // namespace nearnet::routing
