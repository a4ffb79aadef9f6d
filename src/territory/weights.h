// SPDX-License-Identifier: Apache-2.0
// Arithmetic on named amounts.
#pragma once

#include "model/territory.h"

namespace nearnet::territory {

inline void add(model::Weights& sums, const model::Weights& weights) {
  for (const auto& [name, amount] : weights) sums[name] += amount;
}

}  // namespace nearnet::territory
