// SPDX-License-Identifier: Apache-2.0
#include "eligibility/rules_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace nearnet::eligibility {
namespace {

constexpr core::Metres kFarthest{50'000.0};
constexpr int kLongestDays = 36'500;
constexpr std::int64_t kMostEmployees = 10'000'000;

}  // namespace

void RulesValue::expected(std::string_view form) const {
  fail_at(file_, node_.place, fmt::format("{}: found {}, expected {}", key_, node_.found, form));
}

bool RulesValue::flag() const {
  if (node_.kind != RulesNode::kFlag) expected("true or false");
  return node_.flag;
}

std::string RulesValue::text() const {
  if (node_.kind != RulesNode::kText) expected("a text in quotes");
  return node_.text;
}

core::Metres RulesValue::distance() const {
  constexpr const char* kForm =
      "a distance from 0 to 50 km in quotes, such as \"150m\" or \"500ft\"";
  if (node_.kind != RulesNode::kText) expected(kForm);
  std::optional<core::Metres> distance;
  try {
    distance = core::parse_distance(node_.text);
  } catch (const core::ConfigError&) {
    expected(kForm);
  }
  if (!(core::Metres(0.0) <= *distance && *distance <= kFarthest)) expected(kForm);
  return *distance;
}

std::optional<core::Metres> RulesValue::distance_or_none() const {
  if (node_.kind == RulesNode::kText && node_.text.empty()) return std::nullopt;
  return distance();
}

std::int64_t RulesValue::whole(std::int64_t low, std::int64_t high) const {
  const std::string form = fmt::format("a whole number from {} to {}", low, high);
  if (node_.kind != RulesNode::kWhole) expected(form);
  if (node_.whole < low || node_.whole > high) expected(form);
  return node_.whole;
}

int RulesValue::count(int low, int high) const {
  return static_cast<int>(whole(low, high));
}

int RulesValue::days() const {
  return count(0, kLongestDays);
}

std::optional<int> RulesValue::count_or_none() const {
  const std::int64_t count = whole(0, kMostEmployees);
  return count == 0 ? std::nullopt : std::optional(static_cast<int>(count));
}

double RulesValue::number(double low, double high) const {
  const bool is_number = node_.kind == RulesNode::kWhole || node_.kind == RulesNode::kReal;
  if (!is_number || !(node_.real >= low && node_.real <= high)) {
    expected(fmt::format("a number from {} to {}", low, high));
  }
  return node_.real;
}

double RulesValue::points() const {
  constexpr const char* kForm = "points from 0 to 100 with at most one decimal";
  const bool is_number = node_.kind == RulesNode::kWhole || node_.kind == RulesNode::kReal;
  if (!is_number || !(node_.real >= 0.0 && node_.real <= 100.0)) expected(kForm);
  if (std::abs(node_.real * 10.0 - std::round(node_.real * 10.0)) > 1e-9) expected(kForm);
  return node_.real;
}

core::Cents RulesValue::money() const {
  constexpr const char* kForm = "an amount above 0 in quotes, such as \"1000.00\"";
  if (node_.kind != RulesNode::kText) expected(kForm);
  std::optional<core::Cents> amount;
  try {
    amount = core::parse_money(node_.text);
  } catch (const core::ConfigError&) {
    expected(kForm);
  }
  if (*amount <= core::Cents(0)) expected(kForm);
  return *amount;
}

std::optional<core::Cents> RulesValue::money_or_none() const {
  if (node_.kind == RulesNode::kText && node_.text.empty()) return std::nullopt;
  return money();
}

double RulesValue::share() const {
  constexpr const char* kForm = "a share from 0 to 1, such as 0.1, or \"10%\" in quotes";
  double share = node_.real;
  if (node_.kind == RulesNode::kText) {
    try {
      share = core::parse_share(node_.text);
    } catch (const core::ConfigError&) {
      expected(kForm);
    }
  } else if (node_.kind != RulesNode::kWhole && node_.kind != RulesNode::kReal) {
    expected(kForm);
  }
  if (!(share >= 0.0 && share <= 1.0)) expected(kForm);
  return share;
}

std::vector<std::string> RulesValue::texts() const {
  if (node_.kind != RulesNode::kList) expected("a list of texts, such as [\"Example Cable\"]");
  std::vector<std::string> texts;
  for (const RulesNode& item : node_.items) texts.push_back(RulesValue(item, key_, file_).text());
  return texts;
}

std::vector<model::Segment> RulesValue::segments() const {
  std::vector<model::Segment> segments;
  for (const std::string& text : texts()) {
    const std::optional<model::Segment> segment = model::segment_from_text(text);
    if (!segment) expected("a list of \"business\", \"residential\", \"both\" and \"unknown\"");
    segments.push_back(*segment);
  }
  return segments;
}

std::vector<IndustryRange> RulesValue::industries() const {
  constexpr const char* kForm =
      "a list of NAICS codes of 2 to 6 digits or ranges of them, such as [\"722\", \"44-45\"]";
  if (node_.kind != RulesNode::kList) expected(kForm);
  std::vector<IndustryRange> ranges;
  for (const RulesNode& item : node_.items) {
    const std::optional<IndustryRange> range =
        item.kind == RulesNode::kText ? parse_industry(item.text) : std::nullopt;
    if (!range) {
      RulesValue(item, key_, file_)
          .expected("a NAICS code of 2 to 6 digits or a range in quotes, such as \"44-45\"");
    }
    ranges.push_back(*range);
  }
  return ranges;
}

Method RulesValue::method() const {
  const std::optional<Method> method =
      node_.kind == RulesNode::kText ? method_from_text(node_.text) : std::nullopt;
  if (!method) expected("\"straight\" or \"along-road\"");
  return *method;
}

bool RulesValue::unknown_excluded() const {
  if (node_.kind == RulesNode::kText && node_.text == "allow") return false;
  if (node_.kind == RulesNode::kText && node_.text == "exclude") return true;
  expected("\"allow\" or \"exclude\"");
}

}  // namespace nearnet::eligibility
