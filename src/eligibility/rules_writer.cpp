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
                     {"not_visited_days", score.not_visited_days},
                     {"contract_ending_days", score.contract_ending_days}};
}

std::string money(const std::optional<core::Cents>& amount) {
  return amount ? core::format_money(*amount) : std::string();
}

std::string metres(const std::optional<core::Metres>& distance) {
  return distance ? metres(*distance) : std::string();
}

const char* unknown(bool excluded) {
  return excluded ? "exclude" : "allow";
}

toml::array industries(const std::vector<IndustryRange>& ranges) {
  toml::array list;
  for (const IndustryRange& range : ranges) list.push_back(to_text(range));
  return list;
}

toml::table category_table(const CategoryRules& category) {
  return toml::table{{"naics", industries(category.naics)},
                     {"naics_exclude", industries(category.naics_exclude)},
                     {"categories", texts(category.categories)},
                     {"categories_exclude", texts(category.categories_exclude)},
                     {"unknown", unknown(category.unknown_excluded)}};
}

toml::table size_table(const SizeRules& size) {
  return toml::table{{"employees_min", size.employees_min.value_or(0)},
                     {"employees_max", size.employees_max.value_or(0)},
                     {"est_mrc_min", money(size.est_mrc_min)},
                     {"unknown", unknown(size.unknown_excluded)}};
}

toml::table drop_table(const DropRules& drop) {
  return toml::table{{"aerial_max", metres(drop.aerial_max)},
                     {"buried_max", metres(drop.buried_max)},
                     {"placement_column", drop.placement_column}};
}

toml::table economics_table(const Economics& economics) {
  return toml::table{{"aerial_per_foot", money(economics.aerial_per_foot)},
                     {"buried_per_foot", money(economics.buried_per_foot)},
                     {"standard_drop", metres(economics.standard_drop)},
                     {"admin", economics.admin_share},
                     {"subscribers_per_mile", economics.subscribers_per_mile},
                     {"drop", money(economics.drop)},
                     {"equipment", money(economics.equipment)},
                     {"acquisition", money(economics.acquisition)},
                     {"assumed_mrc", money(economics.assumed_mrc)},
                     {"margin", economics.margin},
                     {"max_payback_months", economics.max_payback_months},
                     {"survey_payback_months", economics.survey_payback_months},
                     {"survey_beyond", metres(economics.survey_beyond)},
                     {"share_among", economics.share_among},
                     {"share_within", metres(economics.share_within)}};
}

toml::array priority_tables(const std::vector<Priority>& priorities) {
  toml::array list;
  for (const Priority& priority : priorities) {
    list.push_back(toml::table{{"label", priority.label},
                               {"points", priority.points},
                               {"naics", industries(priority.naics)},
                               {"categories", texts(priority.categories)},
                               {"column", priority.column},
                               {"equals", priority.equals}});
  }
  return list;
}

toml::table network_table(const Rules& rules) {
  return toml::table{{"near_net", metres(rules.near_net)},
                     {"method", std::string(to_text(rules.method))},
                     {"search", metres(rules.search)},
                     {"providers", texts(rules.providers)},
                     {"technologies", texts(rules.technologies)},
                     {"segments", segments(rules.segments)},
                     {"technology_rank", texts(rules.technology_rank)},
                     {"barriers", texts(rules.barriers)}};
}

toml::table exclude_table(const Rules& rules) {
  return toml::table{
      {"customers", rules.exclude_customers},     {"do_not_contact", rules.exclude_do_not_contact},
      {"no_solicit", rules.exclude_no_solicit},   {"closed", rules.exclude_closed},
      {"residential", rules.exclude_residential}, {"near_net", rules.exclude_near_net},
      {"barriers", rules.exclude_barriers},       {"under_contract", rules.exclude_under_contract},
      {"contract_days", rules.contract_days}};
}

}  // namespace

std::string to_toml(const Rules& rules) {
  toml::table root{
      {"network", network_table(rules)},
      {"exclude", exclude_table(rules)},
      {"category", category_table(rules.category)},
      {"size", size_table(rules.size)},
      {"drop", drop_table(rules.drop)},
      {"confidence", toml::table{{"stale_days", rules.stale_days},
                                 {"position_accuracy", metres(rules.position_accuracy)}}},
      {"score", score_table(rules.score)},
      {"economics", economics_table(rules.economics)}};
  if (!rules.priorities.empty()) root.insert("priority", priority_tables(rules.priorities));
  std::ostringstream text;
  text << root << '\n';
  return text.str();
}

}  // namespace nearnet::eligibility
