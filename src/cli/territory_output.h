// SPDX-License-Identifier: Apache-2.0
// Territories as JSON and as a table, with the weights that they were balanced by. Private to cli.
#pragma once

#include <nlohmann/json.hpp>

#include <span>
#include <string>

#include "model/territory.h"

namespace nearnet::cli {

/// `balance` as in model::Scenario: "prospects=50,hours=30,mrc=20". Weights that nothing has are
/// left out, as the design leaves them out.
nlohmann::ordered_json territories_json(std::span<const model::Territory> territories,
                                        const std::string& balance);
std::string territories_text(std::span<const model::Territory> territories,
                             const std::string& balance);

/// Sums over the territories of each region and, within it, of each district: lists of `region`,
/// `district` (left out for regions), `territories`, `units`, `weights`. Territories that are part
/// of nothing count as "unassigned"; both lists are empty when all are.
nlohmann::ordered_json parents_json(std::span<const model::Territory> territories,
                                    const std::string& balance);
/// The same as a table, regions first; "" where there are none.
std::string parents_text(std::span<const model::Territory> territories, const std::string& balance);

}  // namespace nearnet::cli
