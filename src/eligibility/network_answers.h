// SPDX-License-Identifier: Apache-2.0
// What the network is to each business: the footprint that covers it, else the nearest one. The
// costly half of an evaluation, and the half that a near-net distance or most rules do not change.
//
//   NetworkAnswers answers = ask_network(index, businesses, rules.search_radius(), job);
//   answers.network[i];       // of businesses[i]; none: nothing within the search, or no position
//
// The same on any number of threads. Cost: one question of coverage_index.h a business, neighbours
// one after the other; 40 bytes a business.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "core/units.h"
#include "eligibility/coverage_index.h"
#include "eligibility/place_order.h"
#include "model/business.h"

namespace nearnet::eligibility {

struct NetworkAnswers {
  std::vector<std::optional<Coverage>> network;
  /// All businesses, neighbours together, and behind them those without a place: the order in which
  /// questions about them are answered fastest.
  std::vector<std::size_t> order;
};

/// By the places' numbers, which are below `count`; none for numbers without a place. Neighbours
/// that follow each other are answered faster. Places must be valid.
std::vector<std::optional<Coverage>> ask_network(const CoverageIndex& index,
                                                 std::span<const NumberedPlace> places,
                                                 std::size_t count, core::Metres search_radius,
                                                 const core::JobContext& job);

NetworkAnswers ask_network(const CoverageIndex& index, std::span<const model::Business> businesses,
                           core::Metres search_radius, const core::JobContext& job);

}  // namespace nearnet::eligibility
