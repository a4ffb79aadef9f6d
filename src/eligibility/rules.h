// SPDX-License-Identifier: Apache-2.0
// What makes a business a prospect: the near-net distance, who is left out, what a prospect is
// worth. Read from a TOML file that users edit; docs/rules.md describes every key.
//
//   eligibility::Rules rules = eligibility::parse_rules(text, "my-rules.toml");
//   rules.near_net = core::parse_distance("500ft");     // as the command line's --near-net does
//
// A rules file names only what it changes; everything else keeps its default.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/units.h"
#include "model/footprint.h"

namespace nearnet::eligibility {

/// Points of each contribution to the score; with the larger of the two network weights they add up
/// to at most 100. See score.h for how each is earned.
struct ScoreWeights {
  double on_net = 40.0;
  double near_net = 30.0;  ///< at the plant; falls in a straight line to 0 at the near-net distance
  double employees = 15.0;
  double est_mrc = 20.0;
  double former_customer = 5.0;
  double contract_ending = 10.0;
  double no_competitor = 5.0;
  double not_visited = 5.0;

  int employees_full = 50;            ///< employees that earn the full weight
  core::Cents est_mrc_full{100'000};  ///< monthly revenue that earns the full weight
  int not_visited_days = 90;          ///< days without a visit that earn the full weight

  friend bool operator==(const ScoreWeights&, const ScoreWeights&) = default;
};

struct Rules {
  core::Metres near_net{150.0};
  /// How far to look for the nearest footprint, to report its distance for off-net businesses.
  core::Metres search{5000.0};
  /// Footprints that count, by provider, technology and segment; empty lists mean all. Text is
  /// compared without regard to case. A footprint left out is as good as absent.
  std::vector<std::string> providers;
  std::vector<std::string> technologies;
  std::vector<model::Segment> segments;

  bool exclude_customers = true;
  bool exclude_do_not_contact = true;
  bool exclude_no_solicit = true;
  bool exclude_closed = true;
  bool exclude_residential = true;
  bool exclude_near_net = false;
  bool exclude_under_contract = false;
  /// A contract that ends within so many days is open to us; a later end is "under contract".
  int contract_days = 90;

  /// What lowers the confidence of an explanation: plant records older than this, and places nearer
  /// to a deciding line than addresses can be trusted.
  int stale_days = 365;
  core::Metres position_accuracy{15.0};

  ScoreWeights score;

  /// The radius of the search: the larger of `search` and `near_net`.
  core::Metres search_radius() const { return search < near_net ? near_net : search; }

  friend bool operator==(const Rules&, const Rules&) = default;
};

/// The rules of data/default_rules.toml, which is built into the program.
Rules default_rules();
/// The text of that file, to start a rules file of one's own from.
std::string_view default_rules_text();

/// `name` is what messages call the file. Throws core::InputError with file, line, column, what was
/// found and what was expected, for TOML that cannot be read, an unknown key, a wrong type or a
/// value out of range.
Rules parse_rules(std::string_view toml, std::string_view name);

/// The rules as a file that parse_rules() reads back as the same rules.
std::string to_toml(const Rules& rules);

/// The footprint counts under the rules' providers, technologies and segments.
bool counts(const model::Footprint& footprint, const Rules& rules);

}  // namespace nearnet::eligibility
