// SPDX-License-Identifier: Apache-2.0
// One value of a rules file, read as what its key expects. Internal to the engine.
//
//   rules.near_net = RulesValue(node, "network.near_net", "my-rules.toml").distance();
//
// Every reader throws core::InputError with file, line, column, what was found and what was
// expected.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/units.h"
#include "eligibility/naics.h"
#include "eligibility/rules.h"
#include "eligibility/rules_document.h"

namespace nearnet::eligibility {

class RulesValue {
 public:
  /// `node` and `file` must outlive the value.
  RulesValue(const RulesNode& node, std::string key, std::string_view file)
      : node_(node), key_(std::move(key)), file_(file) {}

  bool flag() const;
  std::string text() const;
  core::Metres distance() const;
  std::optional<core::Metres> distance_or_none() const;  ///< "" is none
  std::int64_t whole(std::int64_t low, std::int64_t high) const;
  /// The same for members of type int.
  int count(int low, int high) const;
  int days() const;
  /// 0 is none.
  std::optional<int> count_or_none() const;
  double number(double low, double high) const;
  /// Points from 0 to 100 with at most one decimal, so that contributions sum to the total exactly.
  double points() const;
  core::Cents money() const;
  std::optional<core::Cents> money_or_none() const;  ///< "" is none
  /// "10%" or "0.1", from 0 to 1.
  double share() const;
  std::vector<std::string> texts() const;
  std::vector<model::Segment> segments() const;
  std::vector<IndustryRange> industries() const;
  Method method() const;
  /// "allow" or "exclude": what happens to those of whom a fact is unknown.
  bool unknown_excluded() const;

  [[noreturn]] void expected(std::string_view form) const;

 private:
  const RulesNode& node_;
  std::string key_;
  std::string_view file_;
};

}  // namespace nearnet::eligibility
