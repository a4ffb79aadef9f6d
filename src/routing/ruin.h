// SPDX-License-Identifier: Apache-2.0
// Takes strings of neighbouring stops out of a few days near one another. Internal to routing.
//
// Method: J. Christiaens, G. Vanden Berghe, "Slack induction by string removals for vehicle routing
// problems", Transportation Science 54 (2020): at most one string a day, half of them split, their
// numbers and lengths by the paper's parameters.
#pragma once

#include <cstddef>
#include <vector>

#include "core/random.h"
#include "routing/neighbours.h"
#include "routing/trial.h"

namespace nearnet::routing {

class Ruin {
 public:
  /// They must outlive it.
  explicit Ruin(const Neighbours& neighbours) : neighbours_(neighbours) {}

  /// Around `seed`, a wanted node; what is taken out goes to the pool.
  void operator()(std::size_t seed, Trial& trial, core::Random& random);

 private:
  void remove_string(int day, std::size_t centre, double longest, Trial& trial,
                     core::Random& random);

  const Neighbours& neighbours_;
  std::vector<std::size_t> kept_, removed_;  // scratch
};

}  // namespace nearnet::routing
