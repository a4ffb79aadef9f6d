// SPDX-License-Identifier: Apache-2.0
// A weight of the units as plain numbers. For the files of this folder.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/territory.h"

namespace nearnet::territory {

/// One amount a unit; a unit without the weight has 0 of it. Throws ConfigError for a weight that
/// no unit has, InputError for an amount that is negative or no number.
std::vector<double> amounts(std::span<const model::BasicUnit> units, const std::string& name);

}  // namespace nearnet::territory
