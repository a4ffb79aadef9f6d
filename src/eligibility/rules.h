// SPDX-License-Identifier: Apache-2.0
// What makes a business a prospect: the near-net distance, who is left out, what a prospect is
// worth. Read from a TOML file that users edit; docs/rules.md describes every key.
//
//   eligibility::Rules rules = eligibility::parse_rules(text, "my-rules.toml");
//   rules.near_net = core::parse_distance("500ft");     // as the command line's --near-net does
//
// A rules file names only what it changes; everything else keeps its default.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/units.h"
#include "eligibility/naics.h"
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
  int contract_ending_days = 90;      ///< a contract that ends within so many days is ending

  friend bool operator==(const ScoreWeights&, const ScoreWeights&) = default;
};

/// How far off plant a business is counted to be. Along the road falls back to the straight line
/// where no road is near; either way both are shown.
enum class Method { kStraight, kAlongRoad };

std::string_view to_text(Method method);  ///< "straight", "along-road"
std::optional<Method> method_from_text(std::string_view text);

/// Which trades are wanted. Empty lists ask nothing.
struct CategoryRules {
  std::vector<IndustryRange> naics;
  std::vector<IndustryRange> naics_exclude;
  std::vector<std::string> categories;  ///< the source's own words, compared without regard to case
  std::vector<std::string> categories_exclude;
  bool unknown_excluded = false;  ///< those of whom NAICS or category is not on record

  friend bool operator==(const CategoryRules&, const CategoryRules&) = default;
};

/// How large a prospect should be. None asks nothing.
struct SizeRules {
  std::optional<int> employees_min;
  std::optional<int> employees_max;
  std::optional<core::Cents> est_mrc_min;
  bool unknown_excluded = false;  ///< those of whom the number is not on record

  friend bool operator==(const SizeRules&, const SizeRules&) = default;
};

/// The longest drop that is built as a matter of course. None: no limit.
struct DropRules {
  std::optional<core::Metres> aerial_max;
  std::optional<core::Metres> buried_max;
  /// The column that says "aerial" or "buried", of the business, else of the footprint.
  std::string placement_column = "drop_type";

  friend bool operator==(const DropRules&, const DropRules&) = default;
};

/// What building costs and what it must bring. Grades are given when cost a foot, margin and
/// longest payback are all there; see economics.h.
struct Economics {
  std::optional<core::Cents> aerial_per_foot;
  std::optional<core::Cents> buried_per_foot;
  std::optional<core::Metres> standard_drop;  ///< none: the longest drop of DropRules, else 0
  double admin_share = 0.0;                   ///< added to the cost of building
  int subscribers_per_mile = 0;               ///< 0: customers do not share the cost
  std::optional<core::Cents> drop;            ///< a standard drop
  std::optional<core::Cents> equipment;       ///< at the customer's premises
  std::optional<core::Cents> acquisition;
  std::optional<core::Cents> assumed_mrc;  ///< where no revenue is on record
  double margin = 0.0;
  double max_payback_months = 0.0;
  double survey_payback_months = 0.0;         ///< up to this a survey may still save the case
  std::optional<core::Metres> survey_beyond;  ///< longer builds are walked out whatever they bring
  int share_among = 5;                        ///< neighbours that may share a build, self included
  core::Metres share_within{300.0};

  bool on() const {
    return (aerial_per_foot || buried_per_foot) && margin > 0.0 && max_payback_months > 0.0;
  }

  friend bool operator==(const Economics&, const Economics&) = default;
};

/// Points on top of the score for those that meet every condition given.
struct Priority {
  std::string label;
  double points = 0.0;
  std::vector<IndustryRange> naics;
  std::vector<std::string> categories;
  std::string column;  ///< one of the source's other columns …
  std::string equals;  ///< … holds this, without regard to case

  friend bool operator==(const Priority&, const Priority&) = default;
};

struct Rules {
  core::Metres near_net{150.0};
  Method method = Method::kStraight;
  /// How far to look for the nearest footprint, to report its distance for off-net businesses.
  core::Metres search{5000.0};
  /// Footprints that count, by provider, technology and segment; empty lists mean all. Text is
  /// compared without regard to case. A footprint left out is as good as absent.
  std::vector<std::string> providers;
  std::vector<std::string> technologies;
  std::vector<model::Segment> segments;
  /// The best offer first, among footprints that cover a place; what is not named comes last.
  std::vector<std::string> technology_rank = {"50",   "fiber", "fibre", "40",
                                              "coax", "cable", "10",    "copper"};
  /// Kinds of barriers that count.
  std::vector<std::string> barriers = {"rail", "water", "limited_access"};

  bool exclude_customers = true;
  bool exclude_do_not_contact = true;
  bool exclude_no_solicit = true;
  bool exclude_closed = true;
  bool exclude_residential = true;
  bool exclude_near_net = false;
  bool exclude_barriers = false;  ///< near-net ones behind a barrier
  bool exclude_under_contract = true;
  /// A contract that ends within so many days is open to us; a later end is "under contract".
  int contract_days = 0;

  CategoryRules category;
  SizeRules size;
  DropRules drop;

  /// What lowers the confidence of an explanation: plant records older than this, and places nearer
  /// to a deciding line than addresses can be trusted.
  int stale_days = 365;
  core::Metres position_accuracy{15.0};

  ScoreWeights score;
  std::vector<Priority> priorities;
  Economics economics;

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

/// `text` is one of the list, without regard to case and blanks around.
bool is_listed(const std::vector<std::string>& list, std::string_view text);

/// The footprint counts under the rules' providers, technologies and segments.
bool counts(const model::Footprint& footprint, const Rules& rules);

}  // namespace nearnet::eligibility
