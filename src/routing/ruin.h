// SPDX-License-Identifier: Apache-2.0
// Takes strings of neighbouring stops out of a few days near one another. Internal to routing.
//
// Method: J. Christiaens, G. Vanden Berghe, "Slack induction by string removals for vehicle routing
// problems", Transportation Science 54 (2020): at most one string a day, half of them split, their
// numbers and lengths by the paper's parameters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/random.h"
#include "routing/neighbours.h"
#include "routing/tours.h"

namespace nearnet::routing {

class Ruin {
 public:
  /// Must outlive it.
  explicit Ruin(const Neighbours& neighbours) : neighbours_(neighbours) {}

  /// Around `seed`, a wanted node; what is taken out is added to the pool.
  void operator()(std::size_t seed, Tours& tours, std::vector<std::uint32_t>& pool,
                  core::Random& random);

 private:
  const Neighbours& neighbours_;
};

}  // namespace nearnet::routing
