// SPDX-License-Identifier: Apache-2.0
// What a visit asks for and what a rep can do, as columns of the imported lists say it: `requires`
// or `skill` of a business, `skills` of a rep, several with commas.
//
//   skills_of(rep);            // {"hosting", "voice"}
//   skills_needed(business);   // {"voice"}
#pragma once

#include <string>
#include <vector>

#include "model/business.h"
#include "model/rep.h"

namespace nearnet::workspace {

/// In lower case, sorted, each once; empty when none is named.
std::vector<std::string> skills_of(const model::Rep& rep);
std::vector<std::string> skills_needed(const model::Business& business);

}  // namespace nearnet::workspace
