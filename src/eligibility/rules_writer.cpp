// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <sstream>

#include "eligibility/rules.h"

namespace nearnet::eligibility {
namespace {

/// Shortest text that reads back as the same number.
std::string metres(core::Metres distance) {
  return fmt::format("{}m", distance.value);
}

toml::array texts(const std::vector<std::string>& items) {
  toml::array list;
  for (const std::string& item : items) list.push_back(item);
  return list;
}

toml::array segments(const std::vector<model::Segment>& items) {
  toml::array list;
  for (const model::Segment segment : items) list.push_back(std::string(model::to_text(segment)));
  return list;
}

toml::table score_table(const ScoreWeights& score) {
  return toml::table{{"on_net", score.on_net},
                     {"near_net", score.near_net},
                     {"employees", score.employees},
                     {"est_mrc", score.est_mrc},
                     {"former_customer", score.former_customer},
                     {"contract_ending", score.contract_ending},
                     {"no_competitor", score.no_competitor},
                     {"not_visited", score.not_visited},
                     {"employees_full", score.employees_full},
                     {"est_mrc_full", core::format_money(score.est_mrc_full)},
                     {"not_visited_days", score.not_visited_days}};
}

}  // namespace

std::string to_toml(const Rules& rules) {
  const toml::table root{
      {"network", toml::table{{"near_net", metres(rules.near_net)},
                              {"search", metres(rules.search)},
                              {"providers", texts(rules.providers)},
                              {"technologies", texts(rules.technologies)},
                              {"segments", segments(rules.segments)}}},
      {"exclude", toml::table{{"customers", rules.exclude_customers},
                              {"do_not_contact", rules.exclude_do_not_contact},
                              {"no_solicit", rules.exclude_no_solicit},
                              {"closed", rules.exclude_closed},
                              {"residential", rules.exclude_residential},
                              {"near_net", rules.exclude_near_net},
                              {"under_contract", rules.exclude_under_contract},
                              {"contract_days", rules.contract_days}}},
      {"confidence", toml::table{{"stale_days", rules.stale_days},
                                 {"position_accuracy", metres(rules.position_accuracy)}}},
      {"score", score_table(rules.score)}};
  std::ostringstream text;
  text << root << '\n';
  return text.str();
}

}  // namespace nearnet::eligibility
