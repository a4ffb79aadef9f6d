// SPDX-License-Identifier: Apache-2.0
#include "workspace/scenario_impact.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "workspace/account_facts.h"
#include "workspace/scenario.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

/// Ids as everywhere, nobody last.
struct HolderOrder {
  bool operator()(const core::RepId& a, const core::RepId& b) const {
    return a.empty() != b.empty() ? b.empty() : a < b;
  }
  bool operator()(const std::pair<core::RepId, core::RepId>& a,
                  const std::pair<core::RepId, core::RepId>& b) const {
    return a.first != b.first ? (*this)(a.first, b.first) : (*this)(a.second, b.second);
  }
};

using Assignments = std::map<core::BusinessId, tracking::Assignment>;

const tracking::Assignment& place_in(const Assignments& plan, const core::BusinessId& business) {
  static const tracking::Assignment nowhere;
  const auto found = plan.find(business);
  return found == plan.end() ? nowhere : found->second;
}

/// Who would have the account if the plan were published.
core::RepId holder_in(const tracking::Assignment& place, const model::Business& business) {
  return place.rep.empty() ? business.owner : place.rep;
}

MoveReason reason_of(const tracking::Assignment& before, const tracking::Assignment& after) {
  if (after.rep.empty()) return MoveReason::kLeftUncovered;
  if (before.rep.empty()) return MoveReason::kCovered;
  return before.territory == after.territory ? MoveReason::kRepChanged : MoveReason::kUnitMoved;
}

/// Gathers what each holder and each pair of holders has to do with it.
class Impact {
 public:
  explicit Impact(const Snapshot& snapshot) : snapshot_(snapshot), facts_(snapshot) {}

  void accounts(const Assignments& before, const Assignments& after) {
    for (const model::Business& business : snapshot_.businesses.rows()) {
      const tracking::Assignment& here = place_in(before, business.id);
      const tracking::Assignment& there = place_in(after, business.id);
      const core::RepId from = holder_in(here, business);
      const core::RepId to = holder_in(there, business);
      const AccountFigures figures = facts_.of(business);
      holders_[from].before += figures;
      holders_[to].after += figures;
      if (figures.prospects > 0 && business.position) {
        visits_before_[from].push_back(*business.position);
        visits_after_[to].push_back(*business.position);
      }
      if (from != to) move(business, {from, to}, {here, there}, figures);
    }
  }

  void units(const std::vector<model::ScenarioUnit>& before,
             const std::map<core::TerritoryId, core::RepId>& reps_before,
             const std::vector<model::ScenarioUnit>& after,
             const std::map<core::TerritoryId, core::RepId>& reps_after) {
    std::map<core::UnitId, std::pair<core::RepId, core::RepId>> holders;
    const auto rep_of = [](const auto& reps, const core::TerritoryId& territory) {
      const auto found = reps.find(territory);
      return found == reps.end() ? core::RepId() : found->second;
    };
    for (const model::ScenarioUnit& unit : before) {
      holders[unit.unit].first = rep_of(reps_before, unit.territory);
    }
    for (const model::ScenarioUnit& unit : after) {
      holders[unit.unit].second = rep_of(reps_after, unit.territory);
    }
    for (const auto& [unit, pair] : holders) {
      ++holders_[pair.first].units_before;
      ++holders_[pair.second].units_after;
      if (pair.first == pair.second) continue;
      ++flows_[pair].units;
      ++result_.units_moved;
    }
  }

  ScenarioImpact finished() {
    for (auto& [rep, holder] : holders_) {
      const model::Rep* known = snapshot_.reps.find(rep);
      const std::optional<geo::LonLat> home = known == nullptr ? std::nullopt : known->home;
      holder.rep = rep;
      if (!rep.empty()) {
        holder.drive_before = round_of_visits(home, visits_before_[rep]);
        holder.drive_after = round_of_visits(home, visits_after_[rep]);
      }
      result_.drive_before += holder.drive_before;
      result_.drive_after += holder.drive_after;
      result_.holders.push_back(holder);
    }
    for (auto& [pair, flow] : flows_) {
      flow.from = pair.first;
      flow.to = pair.second;
      result_.flows.push_back(flow);
    }
    std::sort(result_.accounts.begin(), result_.accounts.end(),
              [](const AccountMove& a, const AccountMove& b) { return a.business < b.business; });
    return std::move(result_);
  }

 private:
  void move(const model::Business& business, const std::pair<core::RepId, core::RepId>& holders,
            const std::pair<tracking::Assignment, tracking::Assignment>& places,
            const AccountFigures& figures) {
    holders_[holders.first].lost += figures;
    holders_[holders.second].gained += figures;
    flows_[holders].figures += figures;
    result_.moved += figures;
    AccountMove move;
    move.business = business.id;
    move.name = business.name;
    move.from = holders.first;
    move.to = holders.second;
    move.from_territory = core::TerritoryId(places.first.territory);
    move.to_territory = core::TerritoryId(places.second.territory);
    move.reason = reason_of(places.first, places.second);
    move.stage = business.stage;
    move.figures = figures;
    move.follow_up = facts_.follow_up(business.id);
    move.position = business.position;
    move.drive_from = drive_from_home(holders.first, business);
    move.drive_to = drive_from_home(holders.second, business);
    result_.accounts.push_back(std::move(move));
  }

  std::optional<core::Seconds> drive_from_home(const core::RepId& rep,
                                               const model::Business& business) const {
    const model::Rep* known = snapshot_.reps.find(rep);
    if (known == nullptr || !known->home || !business.position) return std::nullopt;
    return crow_drive(*known->home, *business.position);
  }

  const Snapshot& snapshot_;
  AccountFacts facts_;
  std::map<core::RepId, HolderImpact, HolderOrder> holders_;
  std::map<core::RepId, std::vector<geo::LonLat>> visits_before_;
  std::map<core::RepId, std::vector<geo::LonLat>> visits_after_;
  std::map<std::pair<core::RepId, core::RepId>, HandOverFlow, HolderOrder> flows_;
  ScenarioImpact result_;
};

std::map<core::TerritoryId, core::RepId> reps_of(const Snapshot& snapshot,
                                                 const core::ScenarioId& scenario) {
  std::map<core::TerritoryId, core::RepId> reps;
  for (const model::Territory& territory : territories_of(snapshot, scenario)) {
    reps[territory.id] = territory.rep;
  }
  return reps;
}

}  // namespace

AccountFigures& AccountFigures::operator+=(const AccountFigures& other) {
  accounts += other.accounts;
  prospects += other.prospects;
  mrc += other.mrc;
  open_deals += other.open_deals;
  open_mrc += other.open_mrc;
  follow_ups_due += other.follow_ups_due;
  follow_ups_overdue += other.follow_ups_overdue;
  return *this;
}

AccountFigures& AccountFigures::operator-=(const AccountFigures& other) {
  accounts -= other.accounts;
  prospects -= other.prospects;
  mrc -= other.mrc;
  open_deals -= other.open_deals;
  open_mrc -= other.open_mrc;
  follow_ups_due -= other.follow_ups_due;
  follow_ups_overdue -= other.follow_ups_overdue;
  return *this;
}

std::string_view to_text(MoveReason reason) {
  switch (reason) {
    case MoveReason::kRepChanged:
      return "REP_CHANGED";
    case MoveReason::kCovered:
      return "COVERED";
    case MoveReason::kLeftUncovered:
      return "LEFT_UNCOVERED";
    case MoveReason::kUnitMoved:
      break;
  }
  return "UNIT_MOVED";
}

std::string_view to_text(ExceptionKind kind) {
  switch (kind) {
    case ExceptionKind::kVacant:
      return "vacant";
    case ExceptionKind::kOutside:
      return "outside";
    case ExceptionKind::kOtherRep:
      break;
  }
  return "other_rep";
}

ScenarioImpact compare_accounts(const Snapshot& snapshot, const core::ScenarioId& from,
                                const core::ScenarioId& to) {
  Impact impact(snapshot);
  impact.accounts(assignments(snapshot, from), assignments(snapshot, to));
  impact.units(units_of(snapshot, from), reps_of(snapshot, from), units_of(snapshot, to),
               reps_of(snapshot, to));
  ScenarioImpact result = impact.finished();
  result.from = from;
  result.to = to;
  return result;
}

std::vector<OwnershipException> ownership_exceptions(const Snapshot& snapshot,
                                                     const core::ScenarioId& scenario) {
  const Assignments plan = assignments(snapshot, scenario);
  const AccountFacts facts(snapshot);
  std::vector<OwnershipException> found;
  for (const model::Business& business : snapshot.businesses.rows()) {
    if (business.owner.empty()) continue;
    const tracking::Assignment& place = place_in(plan, business.id);
    if (place.rep == business.owner) continue;
    OwnershipException exception;
    exception.business = business.id;
    exception.name = business.name;
    exception.kind = place.territory.empty() ? ExceptionKind::kOutside
                     : place.rep.empty()     ? ExceptionKind::kVacant
                                             : ExceptionKind::kOtherRep;
    exception.owner = business.owner;
    exception.territory_rep = place.rep;
    exception.territory = core::TerritoryId(place.territory);
    exception.figures = facts.of(business);
    exception.position = business.position;
    found.push_back(std::move(exception));
  }
  std::sort(found.begin(), found.end(),
            [](const OwnershipException& a, const OwnershipException& b) {
              return std::tie(a.owner, a.business) < std::tie(b.owner, b.business);
            });
  return found;
}

}  // namespace nearnet::workspace
