// SPDX-License-Identifier: Apache-2.0
#include "workspace/unit_weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "geo/local_frame.h"
#include "roads/travel_matrix.h"

namespace nearnet::workspace {
namespace {

constexpr double kVisitMinutes = 15.0;
constexpr int kVisitIntervalDays = 30;

constexpr const char* kCustomers = "customers";
constexpr std::array kNames = {"prospects", "hours", "mrc", kCustomers};
/// Visits a year, until their driving is known.
constexpr const char* kVisits = "visits a year";

model::Weights weights_of(const model::Business& business) {
  const double visits_a_year =
      365.0 / std::max(1, business.visit_interval_days.value_or(kVisitIntervalDays));
  const double visit_minutes =
      business.visit_duration ? core::to_minutes(*business.visit_duration) : kVisitMinutes;
  return {{"prospects", 1.0},
          {"hours", visits_a_year * visit_minutes / 60.0},
          {"mrc", static_cast<double>(business.est_mrc.value_or(core::Cents(0)).value) / 100.0},
          {kVisits, visits_a_year}};
}

double square_metres(const geo::Geometry& shape) {
  if (shape.is_empty()) return 0.0;
  return geo::LocalFrame(shape.envelope().centre()).to_metres(shape).area();
}

/// Minutes that a visit costs on the way to it.
double travel_minutes(const model::BasicUnit& unit) {
  constexpr double kParking = 3.0;
  constexpr double kTour = 0.7124;
  constexpr double kLongest = 30.0;
  const double places = unit.weights.at("prospects");
  const double straight = kTour * std::sqrt(square_metres(unit.geometry) / places);
  const roads::CrowFlight crow;
  const double metres_a_minute = crow.speed_kmh * 1000.0 / 60.0;
  return kParking + std::min(kLongest, straight * crow.detour / metres_a_minute);
}

}  // namespace

std::vector<AccountPlace> account_places(const Snapshot& snapshot) {
  std::vector<AccountPlace> places;
  for (const model::Prospect& prospect : snapshot.prospects.rows()) {
    const model::Business* business = snapshot.businesses.find(prospect.business);
    if (business == nullptr || !prospect.position) continue;
    if (prospect.eligible) {
      places.push_back({{*prospect.position, weights_of(*business)}, prospect.footprint});
    } else if (business->customer_status == model::CustomerStatus::kActive) {
      places.push_back({{*prospect.position, {{kCustomers, 1.0}}}, {}});
    }
  }
  return places;
}

std::vector<territory::WeightedPlace> positions_of(const std::vector<AccountPlace>& accounts) {
  std::vector<territory::WeightedPlace> places;
  places.reserve(accounts.size());
  for (const AccountPlace& account : accounts) places.push_back(account.place);
  return places;
}

void finish_weights(std::vector<model::BasicUnit>& units) {
  for (model::BasicUnit& unit : units) {
    for (const char* name : kNames) unit.weights.try_emplace(name, 0.0);
    const auto visits = unit.weights.find(kVisits);
    if (visits == unit.weights.end()) continue;
    unit.weights["hours"] += visits->second * travel_minutes(unit) / 60.0;
    unit.weights.erase(visits);
  }
}

void clear_weights(const std::vector<AccountPlace>& accounts,
                   std::vector<model::BasicUnit>& units) {
  const bool known = std::ranges::any_of(accounts, [](const AccountPlace& account) {
    return account.place.weights.contains(kCustomers);
  });
  for (model::BasicUnit& unit : units) {
    for (const std::string_view name : kNames) {
      if (known || name != kCustomers) unit.weights.erase(std::string(name));
    }
  }
}

}  // namespace nearnet::workspace
