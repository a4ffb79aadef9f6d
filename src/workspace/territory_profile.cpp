// SPDX-License-Identifier: Apache-2.0
#include "workspace/territory_profile.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace nearnet::workspace {
namespace {

/// NAICS 2022, US Census Bureau; titles shortened.
constexpr std::array kSectors = {
    std::pair{std::string_view("11"), std::string_view("Farming, forestry, fishing")},
    std::pair{std::string_view("21"), std::string_view("Mining, oil and gas")},
    std::pair{std::string_view("22"), std::string_view("Utilities")},
    std::pair{std::string_view("23"), std::string_view("Construction")},
    std::pair{std::string_view("31-33"), std::string_view("Manufacturing")},
    std::pair{std::string_view("42"), std::string_view("Wholesale trade")},
    std::pair{std::string_view("44-45"), std::string_view("Retail trade")},
    std::pair{std::string_view("48-49"), std::string_view("Transport, warehousing")},
    std::pair{std::string_view("51"), std::string_view("Information")},
    std::pair{std::string_view("52"), std::string_view("Finance, insurance")},
    std::pair{std::string_view("53"), std::string_view("Real estate, rental")},
    std::pair{std::string_view("54"), std::string_view("Professional services")},
    std::pair{std::string_view("55"), std::string_view("Company management")},
    std::pair{std::string_view("56"), std::string_view("Administration, waste")},
    std::pair{std::string_view("61"), std::string_view("Education")},
    std::pair{std::string_view("62"), std::string_view("Health, social care")},
    std::pair{std::string_view("71"), std::string_view("Arts, recreation")},
    std::pair{std::string_view("72"), std::string_view("Lodging, food service")},
    std::pair{std::string_view("81"), std::string_view("Other services")},
    std::pair{std::string_view("92"), std::string_view("Public administration")}};

std::string industry_of(const model::Business& business) {
  const std::string sector = tracking::naics_sector(business.naics);
  if (sector != "unknown") return sector_title(sector);
  return business.category.empty() ? "Unknown" : business.category;
}

bool ranks_before(const ProspectLine& a, const ProspectLine& b) {
  if (a.prospect->score != b.prospect->score) return a.prospect->score > b.prospect->score;
  if (a.mrc != b.mrc) return a.mrc > b.mrc;
  return a.business->id < b.business->id;
}

void add(const Snapshot& snapshot, const AccountFacts& facts, const model::Business& business,
         TerritoryProfile& profile) {
  const AccountFigures figures = facts.of(business);
  profile.figures += figures;
  profile.customers += business.customer_status == model::CustomerStatus::kActive ? 1 : 0;
  const model::Prospect* prospect = snapshot.prospects.find(business.id);
  if (figures.prospects == 0 || prospect == nullptr) return;
  ++profile.stages[business.stage];
  ++profile.industries[industry_of(business)];
  ++profile.statuses[prospect->status];
  ProspectLine line{&business, prospect, figures.mrc, {}};
  if (profile.rep != nullptr && profile.rep->home && business.position) {
    line.drive = crow_drive(*profile.rep->home, *business.position);
  }
  profile.prospects.push_back(line);
}

}  // namespace

std::string sector_title(const std::string& sector) {
  const auto known = std::find_if(kSectors.begin(), kSectors.end(),
                                  [&](const auto& each) { return each.first == sector; });
  return known == kSectors.end() ? sector : std::string(known->second);
}

std::vector<TerritoryProfile> territory_profiles(const Snapshot& snapshot,
                                                 const core::ScenarioId& scenario) {
  const AccountFacts facts(snapshot);
  std::vector<TerritoryProfile> profiles;
  std::unordered_map<std::string, std::size_t> index;
  for (const model::Territory& territory : territories_of(snapshot, scenario)) {
    index.emplace(territory.id.text(), profiles.size());
    TerritoryProfile& profile = profiles.emplace_back();
    profile.territory = territory;
    profile.parents = parents_of(snapshot, territory);
    profile.rep = snapshot.reps.find(territory.rep);
  }
  for (const auto& [business, assignment] : assignments(snapshot, scenario)) {
    const model::Business* known = snapshot.businesses.find(business);
    const auto found = index.find(assignment.territory);
    if (known == nullptr || found == index.end()) continue;
    add(snapshot, facts, *known, profiles[found->second]);
  }
  for (TerritoryProfile& profile : profiles) {
    std::sort(profile.prospects.begin(), profile.prospects.end(), ranks_before);
    std::vector<geo::LonLat> places;
    for (const ProspectLine& line : profile.prospects) places.push_back(*line.business->position);
    profile.round =
        round_of_visits(profile.rep == nullptr ? std::nullopt : profile.rep->home, places);
  }
  return profiles;
}

}  // namespace nearnet::workspace
