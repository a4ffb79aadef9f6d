// SPDX-License-Identifier: Apache-2.0
// What a design may not do, from the words of a request to what the engine knows. Private to
// workspace.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/territory.h"
#include "territory/boundary.h"
#include "territory/design.h"
#include "workspace/snapshot.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

/// Units that a request keeps out of a territory, and those too long a drive from the home of
/// whoever works it (straight lines times 1.35 at 40 km/h, to the middle of the unit). `labels`:
/// the territories, in the engine's order. Throws ConfigError for a unit or territory that is not
/// there and where no home is known; a note for each territory without one.
void add_keep_outs(const Snapshot& snapshot, const TerritoryRequest& request,
                   std::span<const model::BasicUnit> units,
                   std::span<const territory::TerritoryLabel> labels,
                   territory::DesignOptions& options, std::vector<std::string>& notes);

}  // namespace nearnet::workspace
