// SPDX-License-Identifier: Apache-2.0
#include "eligibility/rules_document.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <sstream>

#include "core/error.h"

namespace nearnet::eligibility {
namespace {

Place place_of(const toml::source_region& where) {
  return {where.begin.line, where.begin.column};
}

/// A whole table would repeat the file.
std::string found_text(const toml::node& node) {
  if (node.is_table()) return "a table";
  std::ostringstream found;
  found << toml::node_view<const toml::node>(node);
  return found.str();
}

RulesNode node_of(const toml::node& node) {
  RulesNode out;
  out.place = place_of(node.source());
  out.found = found_text(node);
  if (const auto* flag = node.as_boolean()) {
    out.kind = RulesNode::kFlag;
    out.flag = flag->get();
  } else if (const auto* whole = node.as_integer()) {
    out.kind = RulesNode::kWhole;
    out.whole = whole->get();
    out.real = static_cast<double>(out.whole);
  } else if (const auto* real = node.as_floating_point()) {
    out.kind = RulesNode::kReal;
    out.real = real->get();
  } else if (const auto* text = node.as_string()) {
    out.kind = RulesNode::kText;
    out.text = text->get();
  } else if (const auto* list = node.as_array()) {
    out.kind = RulesNode::kList;
    for (const toml::node& item : *list) out.items.push_back(node_of(item));
  } else if (const auto* table = node.as_table()) {
    out.kind = RulesNode::kTable;
    for (const auto& [key, value] : *table) {
      out.entries.push_back({std::string(key.str()), place_of(key.source()), node_of(value)});
    }
  }
  return out;
}

}  // namespace

void fail_at(std::string_view file, Place place, const std::string& what) {
  throw core::InputError(
      fmt::format("{}, line {}, column {}: {}", file, place.line, place.column, what));
}

RulesNode parse_document(std::string_view text, std::string_view name) {
  try {
    return node_of(toml::parse(text, name));
  } catch (const toml::parse_error& error) {
    fail_at(name, place_of(error.source()),
            fmt::format("{}; expected TOML: tables such as [network] with lines such as near_net = "
                        "\"150m\"",
                        error.description()));
  }
}

}  // namespace nearnet::eligibility
