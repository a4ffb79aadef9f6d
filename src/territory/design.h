// SPDX-License-Identifier: Apache-2.0
// Groups basic units into territories of equal weight that are connected and compact.
//
//   territory::DesignOptions options;
//   options.count = 4;
//   options.balance = territory::parse_balance("prospects=50,hours=30,mrc=20");
//   territory::Design plan = territory::design(units, territory::adjacency(units), options, job);
//   plan.territory_of_unit[7];      // 0 … 3
//   plan.max_deviation;             // 0.041: within the tolerance of 0.05
//
// Method: several starts, balanced power diagrams (Lloyd iterations whose cells are traded for
// weight; Aurenhammer, Hoffmann, Aronov 1998) from weighted k-means++ seeds or from the reps'
// homes, and recursive bisection by straight cuts, all repaired to connected parts. Each is tried
// for a short while, then the best goes on: simulated annealing of single-unit moves across borders
// that never breaks a territory apart, in groups of territories that are worked on side by side.
// Where territories have hundreds of units, the plan takes shape on units joined to small groups.
// With a present layout the search starts there; little moves, and borders stay as compact as they
// are (see realign.h). Territories that the present layout knows nothing of, a new rep's, are grown
// from several places out of what the others have to spare.
//
// Deterministic for a seed on any number of threads; stops after a number of iterations, or by
// time where it is asked to. A cancelled job throws core::Cancelled, or gives the best plan so far.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/job_context.h"
#include "geo/lon_lat.h"
#include "model/territory.h"
#include "territory/adjacency.h"

namespace nearnet::territory {

/// A weight to spread evenly, and how much it matters beside the others.
struct BalanceWeight {
  std::string name;
  double share = 1.0;  ///< shares of all balance weights add up to 1
  friend bool operator==(const BalanceWeight&, const BalanceWeight&) = default;
};

/// "prospects=50,hours=30,mrc=20" → shares 0.5, 0.3, 0.2; "prospects,mrc" → equal shares.
/// Throws ConfigError for nothing, a name twice, a share that is not a positive number.
std::vector<BalanceWeight> parse_balance(std::string_view text);

/// The names alone, in their order; none for "", as of plans that balance nothing.
std::vector<std::string> balanced_names(std::string_view text);

/// Who works a territory: the territory's index is the seat's.
struct Seat {
  core::RepId rep;
  std::string name;
  std::optional<geo::LonLat> home;
};

/// This unit stays in this territory.
struct Lock {
  core::UnitId unit;
  std::size_t territory = 0;
};

/// Every territory holds so much of a weight, which need not be one to balance.
struct Limit {
  std::string weight;
  std::optional<double> least;
  std::optional<double> most;
};

/// This unit is never in this territory.
struct KeepOut {
  enum class Why { kAsked, kTooFar };
  std::size_t unit = 0;  ///< its place among the units
  std::size_t territory = 0;
  Why why = Why::kAsked;
};

struct DesignOptions {
  std::size_t count = 0;
  std::vector<Seat> seats;             ///< empty, or one a territory
  std::vector<BalanceWeight> balance;  ///< at least one
  double tolerance = 0.05;             ///< deviation from the mean that is good enough
  std::vector<Lock> locks;
  std::vector<std::optional<std::size_t>> present;  ///< empty, or one a unit: its territory today
  double max_moved = 1.0;  ///< share of the disruption that may leave its present territory
  /// What moving each unit costs, such as the open deals in it; empty: its first balance weight.
  std::vector<double> disruption;
  std::vector<Limit> limits;
  std::vector<KeepOut> keep_out;
  std::int64_t iterations = 0;  ///< moves a search tries; 0: grows with the number of units
  /// Search for so long instead; what the plan is then depends on the machine.
  std::optional<double> seconds;
  /// A cancelled job gives the best plan so far, if there is one yet, in place
  /// of Cancelled.
  bool keep_best = false;
};

struct Design {
  std::vector<std::size_t> territory_of_unit;  ///< every unit has one
  double max_deviation = 0.0;  ///< as territory::max_deviation over the balance weights
  double moved_share = 0.0;    ///< of the disruption; 0 without a present layout
  double least_moved = 0.0;  ///< that no plan within the tolerance can go below; see least_moved.h
  bool connected = false;    ///< every territory is one part of the graph
  std::int64_t iterations = 0;  ///< moves tried over all searches
  bool stopped = false;         ///< cancelled: the best so far
  std::string binding;  ///< which constraint kept the plan from its tolerance; empty when it is met
};

/// Units, graph and options belong together; `present` uses the same territory indices as the
/// result. A tolerance that is not reached is no failure: the best plan found comes back, with
/// `binding`.
///
/// Throws InfeasibleError, naming the constraint, when no plan can exist: no territory, more
/// territories than units, a unit locked to two territories, locks that leave a territory empty or
/// cut it apart, a present layout that may not move although it leaves a territory empty; and when
/// the best plan found breaks a limit or keep-out. Throws ConfigError for options that do not fit
/// (seats, unknown unit or weight, tolerance), InputError for negative weights.
///
/// Aims at nine tenths of the tolerance, and at 1.35 % where that costs next to no compactness. A
/// plan that misses the tolerance is worked on again, balance before shape, up to four times.
///
/// Cost: about 0.12 µs a move tried, on each thread; 24 million of them for 10,000 units, 33
/// million for 100,000; twice as many with a present layout.
Design design(std::span<const model::BasicUnit> units, const Adjacency& graph,
              const DesignOptions& options, const core::JobContext& job);

}  // namespace nearnet::territory
