// SPDX-License-Identifier: Apache-2.0
// Length of the borders that polygons have in common, found segment by segment. For adjacency.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "model/territory.h"

namespace nearnet::territory {

/// Two units, a < b, that run along each other for so many metres. A pair may occur many times.
struct SharedBorder {
  std::size_t a;
  std::size_t b;
  double metres;
};

/// Every stretch of common border, in a fixed order. See adjacency() for what counts as common.
std::vector<SharedBorder> shared_borders(std::span<const model::BasicUnit> units,
                                         const core::JobContext& job);

}  // namespace nearnet::territory
