// SPDX-License-Identifier: Apache-2.0
#include "workspace/moving_costs.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>

#include "core/error.h"
#include "core/text.h"
#include "geo/str_tree.h"
#include "workspace/account_facts.h"

namespace nearnet::workspace {
namespace {

constexpr const char* kDeals = "deals";

std::vector<double> deals_of(const Snapshot& snapshot, std::span<const model::BasicUnit> units) {
  std::vector<geo::LonLatBox> boxes;
  for (const model::BasicUnit& unit : units) boxes.push_back(unit.geometry.envelope());
  const geo::StrTree tree(boxes);
  const AccountFacts facts(snapshot);
  std::vector<double> deals(units.size(), 0.0);
  for (const model::Business& business : snapshot.businesses.rows()) {
    const std::int64_t open = facts.of(business).open_deals;
    if (open == 0 || !business.position) continue;
    geo::LonLatBox here;
    here.grow(*business.position);
    // A place on a border belongs to the unit with the smallest id, as everywhere.
    std::optional<std::size_t> covering;
    tree.query(here, [&](std::size_t item) {
      if ((!covering || units[item].id < units[*covering].id) &&
          units[item].geometry.covers(*business.position)) {
        covering = item;
      }
    });
    if (covering) deals[*covering] += static_cast<double>(open);
  }
  return deals;
}

std::string known_names(std::span<const model::BasicUnit> units) {
  std::set<std::string> names;
  for (const model::BasicUnit& unit : units) {
    for (const auto& [name, amount] : unit.weights) names.insert(name);
  }
  return core::join(std::vector<std::string>(names.begin(), names.end()), ", ");
}

}  // namespace

std::vector<double> moving_costs(const Snapshot& snapshot, std::span<const model::BasicUnit> units,
                                 const std::string& by) {
  if (by.empty()) return {};
  std::vector<double> costs;
  bool known = by == kDeals;
  if (known) {
    costs = deals_of(snapshot, units);
  } else {
    for (const model::BasicUnit& unit : units) {
      const auto found = unit.weights.find(by);
      known = known || found != unit.weights.end();
      costs.push_back(found == unit.weights.end() ? 0.0 : found->second);
    }
  }
  if (!known) {
    throw core::ConfigError(fmt::format("\"{}\" is nothing to weigh what moves by; use {} or {}",
                                        by, known_names(units), kDeals));
  }
  if (!(std::accumulate(costs.begin(), costs.end(), 0.0) > 0.0)) {
    throw core::ConfigError(fmt::format(
        "there are no {} in any unit to weigh what moves by; leave --moved-by out", by));
  }
  return costs;
}

}  // namespace nearnet::workspace
