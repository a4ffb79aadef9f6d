// SPDX-License-Identifier: Apache-2.0
#include "eligibility/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "eligibility/rules_document.h"
#include "eligibility/rules_keys.h"
#include "eligibility/rules_values.h"

namespace nearnet::embedded {
extern const std::string_view default_rules_toml;
}

namespace nearnet::eligibility {
namespace {

constexpr std::string_view kPriority = "priority";

template <typename Key>
std::string names_of(std::span<const Key> keys, std::string_view section) {
  std::vector<std::string> names;
  for (const Key& key : keys) {
    if constexpr (requires { key.section; }) {
      if (key.section != section) continue;
    }
    names.emplace_back(key.name);
  }
  return core::join(names, ", ");
}

/// "[network], [exclude] … or [[priority]]"
std::string section_names() {
  std::string names;
  std::string_view last;
  for (const RulesKey& key : rules_keys()) {
    if (key.section == last) continue;
    last = key.section;
    names += fmt::format("[{}], ", last);
  }
  return names.substr(0, names.size() - 2) + " or [[priority]]";
}

void read_section(const RulesEntry& section, std::string_view file, Rules& rules) {
  for (const RulesEntry& entry : section.value.entries) {
    const auto key = std::ranges::find_if(rules_keys(), [&](const RulesKey& candidate) {
      return candidate.section == section.name && candidate.name == entry.name;
    });
    if (key == rules_keys().end()) {
      fail_at(file, entry.place,
              fmt::format("found unknown key {}.{}, expected one of {}", section.name, entry.name,
                          names_of(rules_keys(), section.name)));
    }
    key->read(RulesValue(entry.value, fmt::format("{}.{}", section.name, entry.name), file), rules);
  }
}

Priority read_priority(const RulesNode& table, std::string_view file) {
  Priority priority;
  for (const RulesEntry& entry : table.entries) {
    const auto key = std::ranges::find(priority_keys(), entry.name, &PriorityKey::name);
    if (key == priority_keys().end()) {
      fail_at(file, entry.place,
              fmt::format("found unknown key priority.{}, expected one of {}", entry.name,
                          names_of(priority_keys(), kPriority)));
    }
    key->read(RulesValue(entry.value, fmt::format("priority.{}", entry.name), file), priority);
  }
  if (priority.label.empty()) {
    fail_at(file, table.place, "[[priority]]: found no label, expected label = \"…\"");
  }
  if (priority.naics.empty() && priority.categories.empty() && priority.column.empty()) {
    fail_at(
        file, table.place,
        fmt::format("[[priority]] {}: found no condition, expected naics, categories, or column "
                    "and equals",
                    priority.label));
  }
  if (priority.column.empty() != priority.equals.empty()) {
    fail_at(file, table.place,
            fmt::format("[[priority]] {}: found one of column and equals, expected both or neither",
                        priority.label));
  }
  return priority;
}

void read_priorities(const RulesEntry& section, std::string_view file, Rules& rules) {
  for (const RulesNode& item : section.value.items) {
    if (item.kind != RulesNode::kTable) {
      fail_at(file, item.place,
              fmt::format("priority: found {}, expected tables: [[priority]] on a line of its own",
                          item.found));
    }
    rules.priorities.push_back(read_priority(item, file));
  }
}

Place place_of_section(const RulesNode& root, std::string_view name) {
  const auto section = std::ranges::find(root.entries, name, &RulesEntry::name);
  return section != root.entries.end() ? section->value.place : root.place;
}

void check_score(const Rules& rules, const RulesNode& root, std::string_view file) {
  const ScoreWeights& w = rules.score;
  const double most = std::max(w.on_net, w.near_net) + w.employees + w.est_mrc + w.former_customer +
                      w.contract_ending + w.no_competitor + w.not_visited;
  if (most <= 100.0 + 1e-9) return;
  fail_at(file, place_of_section(root, "score"),
          fmt::format(
              "[score]: found weights that add up to {:.1f}, expected at most 100 (of on_net and "
              "near_net the larger counts; weights not named keep their default)",
              most));
}

void check_size(const Rules& rules, const RulesNode& root, std::string_view file) {
  const SizeRules& size = rules.size;
  if (!size.employees_min || !size.employees_max) return;
  if (*size.employees_min <= *size.employees_max) return;
  fail_at(
      file, place_of_section(root, "size"),
      fmt::format("[size]: found employees_min {} above employees_max {}, expected at most that",
                  *size.employees_min, *size.employees_max));
}

/// Half a set of figures would grade half of the businesses by chance.
void check_economics(const Rules& rules, const RulesNode& root, std::string_view file) {
  const Economics& e = rules.economics;
  const bool priced = e.aerial_per_foot || e.buried_per_foot;
  const int given = int{priced} + int{e.margin > 0.0} + int{e.max_payback_months > 0.0};
  if (given == 0 || given == 3) return;
  fail_at(file, place_of_section(root, "economics"),
          "[economics]: found some of the figures that grades need, expected all of "
          "aerial_per_foot or buried_per_foot, margin, and max_payback_months");
}

}  // namespace

std::string_view to_text(Method method) {
  return method == Method::kAlongRoad ? "along-road" : "straight";
}

std::optional<Method> method_from_text(std::string_view text) {
  for (const Method method : {Method::kStraight, Method::kAlongRoad}) {
    if (text == to_text(method)) return method;
  }
  return std::nullopt;
}

Rules default_rules() {
  return parse_rules(default_rules_text(), "data/default_rules.toml");
}

std::string_view default_rules_text() {
  return embedded::default_rules_toml;
}

Rules parse_rules(std::string_view toml, std::string_view name) {
  const RulesNode root = parse_document(toml, name);
  Rules rules;
  for (const RulesEntry& section : root.entries) {
    const bool priorities = section.name == kPriority;
    if (!priorities &&
        std::ranges::find(rules_keys(), section.name, &RulesKey::section) == rules_keys().end()) {
      fail_at(name, section.place,
              fmt::format("found unknown key {}, expected {}", section.name, section_names()));
    }
    if (section.value.kind != (priorities ? RulesNode::kList : RulesNode::kTable)) {
      const std::string form =
          priorities ? std::string("[[priority]]") : fmt::format("[{}]", section.name);
      fail_at(name, section.value.place,
              fmt::format("found a value for {}, expected a table: {} on a line of its own",
                          section.name, form));
    }
    if (priorities) {
      read_priorities(section, name, rules);
    } else {
      read_section(section, name, rules);
    }
  }
  check_score(rules, root, name);
  check_size(rules, root, name);
  check_economics(rules, root, name);
  return rules;
}

bool is_listed(const std::vector<std::string>& list, std::string_view text) {
  const auto plain = [](std::string_view any) { return core::lower_case(core::trimmed(any)); };
  return std::ranges::any_of(
      list, [&, wanted = plain(text)](const auto& item) { return plain(item) == wanted; });
}

bool counts(const model::Footprint& footprint, const Rules& rules) {
  const auto passes = [](const std::vector<std::string>& list, const std::string& text) {
    return list.empty() || is_listed(list, text);
  };
  return passes(rules.providers, footprint.provider) &&
         passes(rules.technologies, footprint.technology) &&
         (rules.segments.empty() ||
          std::ranges::find(rules.segments, footprint.segment) != rules.segments.end());
}

}  // namespace nearnet::eligibility
