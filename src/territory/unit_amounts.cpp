// SPDX-License-Identifier: Apache-2.0
#include "territory/unit_amounts.h"

#include "core/error.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace nearnet::territory {
namespace {

std::string known_weights(std::span<const model::BasicUnit> units) {
  std::set<std::string> names;
  for (const model::BasicUnit& unit : units) {
    for (const auto& entry : unit.weights) names.insert(entry.first);
  }
  if (names.empty()) return "the units have no weights at all";
  return fmt::format("the units have {}", fmt::join(names, ", "));
}

}  // namespace

std::vector<double> amounts(std::span<const model::BasicUnit> units, const std::string& name) {
  std::vector<double> result(units.size(), 0.0);
  bool known = false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto found = units[i].weights.find(name);
    if (found == units[i].weights.end()) continue;
    known = true;
    result[i] = found->second;
    if (!(found->second >= 0.0) || !std::isfinite(found->second)) {
      throw core::InputError(fmt::format("unit {}: weight {} is {}, expected a number of 0 or more",
                                         units[i].id.text(), name, found->second));
    }
  }
  if (!known) {
    throw core::ConfigError(
        fmt::format("no unit has a weight called {}; {}", name, known_weights(units)));
  }
  return result;
}

}  // namespace nearnet::territory
