// SPDX-License-Identifier: Apache-2.0
// What it costs to give a unit into other hands, when as little as possible is to move. Private to
// workspace.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/territory.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// One amount a unit. `by`: "deals", the open deals of the accounts in it; or a weight that the
/// units have. Empty: nothing, which stands for the first balance weight. Throws ConfigError for
/// another name and where there is none of it to weigh by.
std::vector<double> moving_costs(const Snapshot& snapshot, std::span<const model::BasicUnit> units,
                                 const std::string& by);

}  // namespace nearnet::workspace
