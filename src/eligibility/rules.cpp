// SPDX-License-Identifier: Apache-2.0
#include "eligibility/rules.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <sstream>
#include <utility>

#include "core/error.h"
#include "core/text.h"

namespace nearnet::embedded {
extern const std::string_view default_rules_toml;
}

namespace nearnet::eligibility {
namespace {

constexpr core::Metres kFarthest{50'000.0};
constexpr std::int64_t kLongestDays = 36'500;

constexpr std::array<std::pair<std::string_view, model::Segment>, 4> kSegments{{
    {"business", model::Segment::kBusiness},
    {"residential", model::Segment::kResidential},
    {"both", model::Segment::kBoth},
    {"unknown", model::Segment::kUnknown},
}};

[[noreturn]] void fail(std::string_view file, const toml::source_region& where,
                       const std::string& what) {
  throw core::InputError(
      fmt::format("{}, line {}, column {}: {}", file, where.begin.line, where.begin.column, what));
}

/// One value of the file, with what messages need to name it.
class Value {
 public:
  Value(const toml::node& node, std::string key, std::string_view file)
      : node_(node), key_(std::move(key)), file_(file) {}

  bool flag() const {
    if (!node_.is_boolean()) expected("true or false");
    return node_.as_boolean()->get();
  }

  core::Metres distance() const {
    constexpr const char* kForm =
        "a distance from 0 to 50 km in quotes, such as \"150m\" or \"500ft\"";
    if (!node_.is_string()) expected(kForm);
    std::optional<core::Metres> distance;
    try {
      distance = core::parse_distance(node_.as_string()->get());
    } catch (const core::ConfigError&) {
      expected(kForm);
    }
    if (!(core::Metres(0.0) <= *distance && *distance <= kFarthest)) expected(kForm);
    return *distance;
  }

  std::int64_t whole(std::int64_t low, std::int64_t high) const {
    const std::string form = fmt::format("a whole number from {} to {}", low, high);
    if (!node_.is_integer()) expected(form);
    const std::int64_t number = node_.as_integer()->get();
    if (number < low || number > high) expected(form);
    return number;
  }

  int days() const { return static_cast<int>(whole(0, kLongestDays)); }

  /// Scores are added up in tenths, so that contributions sum to the total exactly.
  double points() const {
    constexpr const char* kForm = "points from 0 to 100 with at most one decimal";
    const std::optional<double> points = node_.is_number() ? node_.value<double>() : std::nullopt;
    if (!points || !(*points >= 0.0 && *points <= 100.0)) expected(kForm);
    if (std::abs(*points * 10.0 - std::round(*points * 10.0)) > 1e-9) expected(kForm);
    return *points;
  }

  core::Cents money() const {
    constexpr const char* kForm = "an amount above 0 in quotes, such as \"1000.00\"";
    if (!node_.is_string()) expected(kForm);
    std::optional<core::Cents> amount;
    try {
      amount = core::parse_money(node_.as_string()->get());
    } catch (const core::ConfigError&) {
      expected(kForm);
    }
    if (*amount <= core::Cents(0)) expected(kForm);
    return *amount;
  }

  std::vector<std::string> texts() const {
    constexpr const char* kForm = "a list of texts, such as [\"Example Cable\"]";
    if (!node_.is_array()) expected(kForm);
    std::vector<std::string> texts;
    for (const toml::node& item : *node_.as_array()) {
      if (!item.is_string()) Value(item, key_, file_).expected("a text in quotes");
      texts.push_back(item.as_string()->get());
    }
    return texts;
  }

  std::vector<model::Segment> segments() const {
    std::vector<model::Segment> segments;
    for (const std::string& text : texts()) {
      const auto* known = std::ranges::find(kSegments, std::string_view(text),
                                            &std::pair<std::string_view, model::Segment>::first);
      if (known == kSegments.end()) {
        expected("a list of \"business\", \"residential\", \"both\" and \"unknown\"");
      }
      segments.push_back(known->second);
    }
    return segments;
  }

 private:
  [[noreturn]] void expected(std::string_view form) const {
    std::ostringstream found;
    found << toml::node_view<const toml::node>(node_);
    fail(file_, node_.source(), fmt::format("{}: found {}, expected {}", key_, found.str(), form));
  }

  const toml::node& node_;
  std::string key_;
  std::string_view file_;
};

struct Key {
  std::string_view section;
  std::string_view name;
  void (*read)(const Value&, Rules&);
};

constexpr std::array kKeys{
    Key{"network", "near_net", [](const Value& v, Rules& r) { r.near_net = v.distance(); }},
    Key{"network", "search", [](const Value& v, Rules& r) { r.search = v.distance(); }},
    Key{"network", "providers", [](const Value& v, Rules& r) { r.providers = v.texts(); }},
    Key{"network", "technologies", [](const Value& v, Rules& r) { r.technologies = v.texts(); }},
    Key{"network", "segments", [](const Value& v, Rules& r) { r.segments = v.segments(); }},
    Key{"exclude", "customers", [](const Value& v, Rules& r) { r.exclude_customers = v.flag(); }},
    Key{"exclude", "do_not_contact",
        [](const Value& v, Rules& r) { r.exclude_do_not_contact = v.flag(); }},
    Key{"exclude", "no_solicit", [](const Value& v, Rules& r) { r.exclude_no_solicit = v.flag(); }},
    Key{"exclude", "closed", [](const Value& v, Rules& r) { r.exclude_closed = v.flag(); }},
    Key{"exclude", "residential",
        [](const Value& v, Rules& r) { r.exclude_residential = v.flag(); }},
    Key{"exclude", "near_net", [](const Value& v, Rules& r) { r.exclude_near_net = v.flag(); }},
    Key{"exclude", "under_contract",
        [](const Value& v, Rules& r) { r.exclude_under_contract = v.flag(); }},
    Key{"exclude", "contract_days", [](const Value& v, Rules& r) { r.contract_days = v.days(); }},
    Key{"confidence", "stale_days", [](const Value& v, Rules& r) { r.stale_days = v.days(); }},
    Key{"confidence", "position_accuracy",
        [](const Value& v, Rules& r) { r.position_accuracy = v.distance(); }},
    Key{"score", "on_net", [](const Value& v, Rules& r) { r.score.on_net = v.points(); }},
    Key{"score", "near_net", [](const Value& v, Rules& r) { r.score.near_net = v.points(); }},
    Key{"score", "employees", [](const Value& v, Rules& r) { r.score.employees = v.points(); }},
    Key{"score", "est_mrc", [](const Value& v, Rules& r) { r.score.est_mrc = v.points(); }},
    Key{"score", "former_customer",
        [](const Value& v, Rules& r) { r.score.former_customer = v.points(); }},
    Key{"score", "contract_ending",
        [](const Value& v, Rules& r) { r.score.contract_ending = v.points(); }},
    Key{"score", "no_competitor",
        [](const Value& v, Rules& r) { r.score.no_competitor = v.points(); }},
    Key{"score", "not_visited", [](const Value& v, Rules& r) { r.score.not_visited = v.points(); }},
    Key{"score", "employees_full",
        [](const Value& v, Rules& r) {
          r.score.employees_full = static_cast<int>(v.whole(1, 1'000'000));
        }},
    Key{"score", "est_mrc_full",
        [](const Value& v, Rules& r) { r.score.est_mrc_full = v.money(); }},
    Key{"score", "not_visited_days",
        [](const Value& v, Rules& r) {
          r.score.not_visited_days = static_cast<int>(v.whole(1, kLongestDays));
        }},
};

std::string names_in(std::string_view section) {
  std::vector<std::string> names;
  for (const Key& key : kKeys) {
    if (key.section == section) names.emplace_back(key.name);
  }
  return core::join(names, ", ");
}

void read_section(std::string_view section, const toml::table& table, std::string_view file,
                  Rules& rules) {
  for (const auto& [name, node] : table) {
    const auto* key = std::ranges::find_if(kKeys, [&, wanted = name.str()](const Key& candidate) {
      return candidate.section == section && candidate.name == wanted;
    });
    if (key == kKeys.end()) {
      fail(file, name.source(),
           fmt::format("found unknown key {}.{}, expected one of {}", section, name.str(),
                       names_in(section)));
    }
    key->read(Value(node, fmt::format("{}.{}", section, name.str()), file), rules);
  }
}

void check_score(const Rules& rules, const toml::table& root, std::string_view file) {
  const ScoreWeights& w = rules.score;
  const double most = std::max(w.on_net, w.near_net) + w.employees + w.est_mrc + w.former_customer +
                      w.contract_ending + w.no_competitor + w.not_visited;
  if (most <= 100.0 + 1e-9) return;
  const toml::node* section = root.get("score");
  fail(file, section != nullptr ? section->source() : root.source(),
       fmt::format(
           "[score]: found weights that add up to {:.1f}, expected at most 100 (of on_net and "
           "near_net the larger counts; weights not named keep their default)",
           most));
}

toml::table parsed(std::string_view text, std::string_view name) {
  try {
    return toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    fail(name, error.source(),
         fmt::format("{}; expected TOML: tables such as [network] with lines such as near_net = "
                     "\"150m\"",
                     error.description()));
  }
}

bool listed(const std::vector<std::string>& list, const std::string& text) {
  const auto plain = [](std::string_view any) { return core::lower_case(core::trimmed(any)); };
  return list.empty() || std::ranges::any_of(list, [&, wanted = plain(text)](const auto& item) {
           return plain(item) == wanted;
         });
}

}  // namespace

Rules default_rules() {
  return parse_rules(default_rules_text(), "data/default_rules.toml");
}

std::string_view default_rules_text() {
  return embedded::default_rules_toml;
}

Rules parse_rules(std::string_view toml, std::string_view name) {
  const toml::table root = parsed(toml, name);
  Rules rules;
  for (const auto& [section, node] : root) {
    const std::string_view wanted = section.str();
    if (std::ranges::find(kKeys, wanted, &Key::section) == kKeys.end()) {
      fail(name, section.source(),
           fmt::format(
               "found unknown key {}, expected [network], [exclude], [confidence] or [score]",
               wanted));
    }
    if (!node.is_table()) {
      fail(name, node.source(),
           fmt::format("found a value for {0}, expected a table: [{0}] on a line of its own",
                       wanted));
    }
    read_section(wanted, *node.as_table(), name, rules);
  }
  check_score(rules, root, name);
  return rules;
}

bool counts(const model::Footprint& footprint, const Rules& rules) {
  return listed(rules.providers, footprint.provider) &&
         listed(rules.technologies, footprint.technology) &&
         (rules.segments.empty() ||
          std::ranges::find(rules.segments, footprint.segment) != rules.segments.end());
}

}  // namespace nearnet::eligibility
