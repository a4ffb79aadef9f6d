// SPDX-License-Identifier: Apache-2.0
#include "territory/least_moved.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "territory/objective.h"

namespace nearnet::territory {
namespace {

double amount_of(const model::BasicUnit& unit, const std::string& name) {
  const auto found = unit.weights.find(name);
  return found == unit.weights.end() ? 0.0 : found->second;
}

/// What may leave a territory: so much weight for so much disruption.
struct Offer {
  double weight;  ///< above 0 when it is made
  double disruption;

  /// Cheapest first.
  friend bool operator<(const Offer& a, const Offer& b) {
    return a.disruption * b.weight < b.disruption * a.weight;
  }
};

/// Takes `wanted` from the cheapest offers, which have to be sorted; returns what it costs.
double take(std::vector<Offer>& offers, double wanted) {
  double cost = 0.0;
  for (Offer& offer : offers) {
    if (wanted <= 0.0) break;
    if (offer.weight <= 0.0) continue;
    const double share = std::min(1.0, wanted / offer.weight);
    cost += share * offer.disruption;
    wanted -= share * offer.weight;
    offer = {(1.0 - share) * offer.weight, (1.0 - share) * offer.disruption};
  }
  return cost;
}

class Bound {
 public:
  Bound(std::span<const model::BasicUnit> units, const DesignOptions& options)
      : units_(units), options_(options), locked_(units.size(), kUnassigned) {
    std::unordered_map<core::UnitId, std::size_t> locks;
    for (const Lock& lock : options.locks) locks.emplace(lock.unit, lock.territory);
    if (locks.empty()) return;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const auto found = locks.find(units[i].id);
      if (found != locks.end()) locked_[i] = found->second;
    }
  }

  double disruption_of(std::size_t unit) const {
    return options_.disruption.empty() ? amount_of(units_[unit], options_.balance.front().name)
                                       : options_.disruption[unit];
  }

  /// What locks move whatever the balance.
  double forced() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (options_.present[i] && locked_[i] != kUnassigned && locked_[i] != *options_.present[i]) {
        sum += disruption_of(i);
      }
    }
    return sum;
  }

  /// For one weight: first what each territory has too much of, then the rest of what others lack.
  double for_weight(const std::string& name) const {
    std::vector<double> held(options_.count, 0.0);
    std::vector<std::vector<Offer>> offers(options_.count);
    double loose = 0.0;  // of no territory: free to go anywhere
    double total = 0.0;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      const double amount = amount_of(units_[i], name);
      total += amount;
      if (locked_[i] != kUnassigned) {
        held[locked_[i]] += amount;
      } else if (!options_.present[i]) {
        loose += amount;
      } else if (amount > 0.0) {
        held[*options_.present[i]] += amount;
        offers[*options_.present[i]].push_back({amount, disruption_of(i)});
      }
    }
    const double mean = total / static_cast<double>(options_.count);
    double cost = 0.0;
    double lacking = -loose;
    for (std::size_t t = 0; t < options_.count; ++t) {
      std::sort(offers[t].begin(), offers[t].end());
      const double excess = std::max(0.0, held[t] - mean * (1.0 + options_.tolerance));
      lacking += std::max(0.0, mean * (1.0 - options_.tolerance) - held[t]) - excess;
      cost += take(offers[t], excess);
    }
    std::vector<Offer> rest;
    for (const auto& each : offers) rest.insert(rest.end(), each.begin(), each.end());
    std::sort(rest.begin(), rest.end());
    return cost + take(rest, lacking);
  }

 private:
  std::span<const model::BasicUnit> units_;
  const DesignOptions& options_;
  std::vector<std::size_t> locked_;  ///< by unit; kUnassigned: free
};

}  // namespace

double least_moved(std::span<const model::BasicUnit> units, const DesignOptions& options) {
  if (options.present.empty()) return 0.0;
  const Bound bound(units, options);
  double all = 0.0;
  for (std::size_t i = 0; i < units.size(); ++i) all += bound.disruption_of(i);
  if (!(all > 0.0)) return 0.0;
  double most = 0.0;
  for (const BalanceWeight& weight : options.balance) {
    most = std::max(most, bound.for_weight(weight.name));
  }
  return (bound.forced() + most) / all;
}

}  // namespace nearnet::territory
