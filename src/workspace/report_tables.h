// SPDX-License-Identifier: Apache-2.0
// The figures of territory reports as tables. Private to workspace.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "workspace/territory_profile.h"

namespace nearnet::workspace {

/// One row a territory with its outline; formats that hold several layers also get the best
/// prospects. Returns what the format could not keep.
std::vector<std::string> write_report_tables(std::span<const TerritoryProfile> profiles,
                                             const std::string& path);

}  // namespace nearnet::workspace
