// SPDX-License-Identifier: Apache-2.0
#include "territory/limits.h"

#include "core/error.h"
#include "territory/unit_amounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace nearnet::territory {
namespace {

/// Sums of many weights are not exact.
constexpr double kNoise = 1e-9;

void check_limit(std::span<const model::BasicUnit> units, const Limit& limit, std::size_t count) {
  const double least = limit.least.value_or(0.0);
  const double most = limit.most.value_or(std::numeric_limits<double>::infinity());
  if (!std::isfinite(least) || least < 0.0 || std::isnan(most) || most < 0.0) {
    throw core::ConfigError(
        fmt::format("a limit on {} must be a number of 0 or more", limit.weight));
  }
  if (least > most) {
    throw core::InfeasibleError(
        fmt::format("a territory cannot hold at least {:.6g} and at most {:.6g} {}", least, most,
                    limit.weight));
  }
  const std::vector<double> amount = amounts(units, limit.weight);
  const double total = std::accumulate(amount.begin(), amount.end(), 0.0);
  const auto territories = static_cast<double>(count);
  if (total < least * territories * (1.0 - kNoise)) {
    throw core::InfeasibleError(
        fmt::format("{} territories of at least {:.6g} {} need {:.6g}, there "
                    "are {:.6g}; ask for "
                    "less or for fewer territories",
                    count, least, limit.weight, least * territories, total));
  }
  if (total > most * territories * (1.0 + kNoise)) {
    throw core::InfeasibleError(
        fmt::format("{} territories of at most {:.6g} {} hold {:.6g}, there "
                    "are {:.6g}; allow more "
                    "or ask for more territories",
                    count, most, limit.weight, most * territories, total));
  }
  const auto heaviest = std::max_element(amount.begin(), amount.end());
  if (*heaviest > most * (1.0 + kNoise)) {
    throw core::InfeasibleError(
        fmt::format("unit {} alone has {:.6g} {}, and {:.6g} is the most for a territory",
                    units[static_cast<std::size_t>(heaviest - amount.begin())].id.text(), *heaviest,
                    limit.weight, most));
  }
}

const char* reason(KeepOut::Why why) {
  return why == KeepOut::Why::kTooFar ? "it is too far from the home of who works there"
                                      : "it is to be kept out of there";
}

}  // namespace

void check_options(std::span<const model::BasicUnit> units, const Adjacency& graph,
                   const DesignOptions& options) {
  if (options.count == 0) {
    throw core::InfeasibleError("0 territories were asked for; ask for at least 1");
  }
  if (options.count > units.size()) {
    throw core::InfeasibleError(
        fmt::format("{} territories cannot be made of {} units: each needs one; ask for fewer "
                    "territories or use smaller units",
                    options.count, units.size()));
  }
  if (graph.of.size() != units.size()) {
    throw core::ConfigError(
        fmt::format("the adjacency is of {} units, there are {}", graph.of.size(), units.size()));
  }
  if (!options.seats.empty() && options.seats.size() != options.count) {
    throw core::ConfigError(fmt::format("{} seats for {} territories; give one a territory or none",
                                        options.seats.size(), options.count));
  }
  if (!options.present.empty() && options.present.size() != units.size()) {
    throw core::ConfigError(fmt::format("the present layout has {} units, there are {}",
                                        options.present.size(), units.size()));
  }
  if (!options.disruption.empty() && options.disruption.size() != units.size()) {
    throw core::ConfigError(fmt::format("what moving costs is given for {} units, there are {}",
                                        options.disruption.size(), units.size()));
  }
  if (!std::all_of(options.disruption.begin(), options.disruption.end(),
                   [](double a) { return a >= 0.0 && std::isfinite(a); })) {
    throw core::InputError("what moving a unit costs must be a number of 0 or more");
  }
  if (!(options.tolerance >= 0.0) || !std::isfinite(options.tolerance)) {
    throw core::ConfigError("the tolerance must be a share of 0 or more, such as 5%");
  }
  if (!(options.max_moved >= 0.0 && options.max_moved <= 1.0)) {
    throw core::ConfigError("the share that may move must be between 0% and 100%");
  }
  if (options.balance.empty()) {
    throw core::ConfigError("name at least one weight to balance, such as prospects=100");
  }
  if (options.iterations < 0)
    throw core::ConfigError("the number of iterations must not be negative");
  if (options.seconds && !(*options.seconds > 0.0))
    throw core::ConfigError("the seconds to search must be more than 0");
}

void check_limits(std::span<const model::BasicUnit> units, const DesignOptions& options) {
  for (const Limit& limit : options.limits) check_limit(units, limit, options.count);
  std::vector<std::vector<std::size_t>> outs(units.size());
  bool too_far = false;
  for (const KeepOut& out : options.keep_out) {
    if (out.unit >= units.size() || out.territory >= options.count) {
      throw core::ConfigError("a unit or territory to keep out of one another is not there");
    }
    outs[out.unit].push_back(out.territory);
    too_far = too_far || out.why == KeepOut::Why::kTooFar;
  }
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    std::sort(outs[unit].begin(), outs[unit].end());
    outs[unit].erase(std::unique(outs[unit].begin(), outs[unit].end()), outs[unit].end());
    if (outs[unit].size() < options.count) continue;
    throw core::InfeasibleError(
        fmt::format("unit {} may be in no territory: {}", units[unit].id.text(),
                    too_far ? "it is too far from every home, or kept out; allow a longer drive"
                            : "it is kept out of all of them"));
  }
  std::unordered_map<core::UnitId, std::size_t> locks;
  for (const Lock& lock : options.locks) locks.emplace(lock.unit, lock.territory);
  for (const KeepOut& out : options.keep_out) {
    const auto lock = locks.find(units[out.unit].id);
    if (lock == locks.end() || lock->second != out.territory) continue;
    throw core::InfeasibleError(fmt::format("unit {} is locked to territory {}, but {}",
                                            lock->first.text(), out.territory + 1,
                                            reason(out.why)));
  }
}

std::string broken_limit(std::span<const model::BasicUnit> units, const DesignOptions& options,
                         std::span<const std::size_t> territory_of_unit) {
  for (const KeepOut& out : options.keep_out) {
    if (territory_of_unit[out.unit] != out.territory) continue;
    const auto broken = std::count_if(
        options.keep_out.begin(), options.keep_out.end(),
        [&](const KeepOut& other) { return territory_of_unit[other.unit] == other.territory; });
    return fmt::format(
        "unit {} stays in territory {}, though {} ({} such units): connected "
        "territories within {:.1f}% need it there",
        units[out.unit].id.text(), out.territory + 1, reason(out.why), broken,
        100.0 * options.tolerance);
  }
  for (const Limit& limit : options.limits) {
    const std::vector<double> amount = amounts(units, limit.weight);
    std::vector<double> held(options.count, 0.0);
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      held[territory_of_unit[unit]] += amount[unit];
    }
    for (std::size_t t = 0; t < options.count; ++t) {
      if (limit.most && held[t] > *limit.most * (1.0 + kNoise)) {
        return fmt::format(
            "territory {} would hold {:.6g} {}, and {:.6g} is "
            "the most; allow more, "
            "or a larger tolerance",
            t + 1, held[t], limit.weight, *limit.most);
      }
      if (limit.least && held[t] < *limit.least * (1.0 - kNoise)) {
        return fmt::format(
            "territory {} would hold {:.6g} {}, and {:.6g} is "
            "the least; ask for "
            "less, or allow a larger tolerance",
            t + 1, held[t], limit.weight, *limit.least);
      }
    }
  }
  return {};
}

std::vector<bool> forbidden_cells(const DesignOptions& options, const Problem& problem) {
  if (options.keep_out.empty()) return {};
  std::vector<bool> forbidden(problem.cells * problem.count, false);
  for (const KeepOut& out : options.keep_out) {
    forbidden[problem.cell_of_unit[out.unit] * problem.count + out.territory] = true;
  }
  return forbidden;
}

}  // namespace nearnet::territory
