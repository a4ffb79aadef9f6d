// SPDX-License-Identifier: Apache-2.0
// What a plan would do to people: which accounts change hands between two scenarios, with the
// money, the open deals, the promised follow-ups and the driving that go with them, for each rep
// and in total.
//
//   workspace::ScenarioImpact impact = workspace::compare_accounts(snapshot, present, draft);
//   impact.accounts.size();                     // accounts that change hands
//   impact.holders[0].after.mrc;                // what the first rep would have
//
// Whose an account is under a scenario: the rep of the territory it lies in; where that is vacant,
// or where there is none, its owner of today: publishing takes nothing away. So every account is
// counted once before and once after, and the differences add up to nothing over the holders,
// nobody included. compare_accounts(b, a) is the exact inverse of compare_accounts(a, b).
// Deterministic. Cost: one look-up of each business in each scenario, and n log n for the driving.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/stage.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// Sums over accounts.
struct AccountFigures {
  std::int64_t accounts = 0;
  std::int64_t prospects = 0;   ///< eligible, no active customer, not do-not-contact
  core::Cents mrc{0};           ///< last proposed or sold, else estimated
  std::int64_t open_deals = 0;  ///< at a stage from contacted to install_scheduled
  core::Cents open_mrc{0};
  std::int64_t follow_ups_due = 0;      ///< promised for today or later
  std::int64_t follow_ups_overdue = 0;  ///< promised for a day before today

  AccountFigures& operator+=(const AccountFigures& other);
  AccountFigures& operator-=(const AccountFigures& other);
  friend bool operator==(const AccountFigures&, const AccountFigures&) = default;
};

/// One rep; an empty id: nobody.
struct HolderImpact {
  core::RepId rep;
  std::int64_t units_before = 0;
  std::int64_t units_after = 0;
  AccountFigures before;
  AccountFigures after;
  AccountFigures gained;
  AccountFigures lost;
  /// Driving to see each prospect once, see round_of_visits().
  core::Seconds drive_before{0};
  core::Seconds drive_after{0};
  friend bool operator==(const HolderImpact&, const HolderImpact&) = default;
};

enum class MoveReason {
  kRepChanged,    ///< its territory goes to another rep
  kUnitMoved,     ///< it comes to lie in another territory
  kCovered,       ///< it lay in no territory, or in a vacant one
  kLeftUncovered  ///< it comes to lie in no territory, or in a vacant one
};

std::string_view to_text(MoveReason reason);  ///< "REP_CHANGED", "UNIT_MOVED", …

/// An account that changes hands.
struct AccountMove {
  core::BusinessId business;
  std::string name;
  core::RepId from;
  core::RepId to;
  core::TerritoryId from_territory;  ///< empty: in none
  core::TerritoryId to_territory;
  MoveReason reason = MoveReason::kUnitMoved;
  model::Stage stage = model::Stage::kNew;
  AccountFigures figures;
  std::optional<core::Date> follow_up;
  std::optional<core::Seconds> drive_from;  ///< from the home of who has it; none without a home
  std::optional<core::Seconds> drive_to;    ///< from the home of who gets it
  std::optional<geo::LonLat> position;
  friend bool operator==(const AccountMove&, const AccountMove&) = default;
};

/// What goes from one holder to another.
struct HandOverFlow {
  core::RepId from;
  core::RepId to;
  std::int64_t units = 0;
  AccountFigures figures;
  friend bool operator==(const HandOverFlow&, const HandOverFlow&) = default;
};

struct ScenarioImpact {
  core::ScenarioId from;
  core::ScenarioId to;
  std::vector<AccountMove> accounts;  ///< by business id
  std::vector<HolderImpact> holders;  ///< by rep id, nobody last
  std::vector<HandOverFlow> flows;    ///< by from, then to; nobody last
  AccountFigures moved;
  std::int64_t units_moved = 0;  ///< to another holder
  core::Seconds drive_before{0};
  core::Seconds drive_after{0};
};

ScenarioImpact compare_accounts(const Snapshot& snapshot, const core::ScenarioId& from,
                                const core::ScenarioId& to);

/// Driving to see every place once from a home, estimated without planning the days, as continuous
/// approximation does (Daganzo 1984): out and back once for every twelve visits, at the mean
/// distance from home, and between the visits 1.13 times the shortest network that joins the places
/// (on average the shortest tour is 0.7124/0.6331 times as long as that; Beardwood, Halton and
/// Hammersley 1959, Cortina-Borja and Robinson 2000). Straight lines times 1.35 at 40 km/h. Without
/// a home only between the visits. Cost: O(n log n).
core::Seconds round_of_visits(const std::optional<geo::LonLat>& home,
                              std::span<const geo::LonLat> places);

enum class ExceptionKind {
  kOtherRep,  ///< it lies in the territory of another rep
  kVacant,    ///< it lies in a vacant territory
  kOutside    ///< it lies in no territory, or has no place
};

std::string_view to_text(ExceptionKind kind);  ///< "other_rep", "vacant", "outside"

/// An account that is owned by somebody in whose territory it does not lie.
struct OwnershipException {
  core::BusinessId business;
  std::string name;
  ExceptionKind kind = ExceptionKind::kOtherRep;
  core::RepId owner;
  core::RepId territory_rep;
  core::TerritoryId territory;
  AccountFigures figures;
  std::optional<geo::LonLat> position;
};

/// By owner, then business id.
std::vector<OwnershipException> ownership_exceptions(const Snapshot& snapshot,
                                                     const core::ScenarioId& scenario);

/// As a table, format by the extension; "-": CSV on standard output. Text is defused for
/// spreadsheets. Throws StorageError.
void write_account_moves(const ScenarioImpact& impact, const std::string& path);
void write_exceptions(std::span<const OwnershipException> exceptions, const std::string& path);

}  // namespace nearnet::workspace
