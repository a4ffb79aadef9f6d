// SPDX-License-Identifier: Apache-2.0
// A rules file as a tree of values that know where they stand in the file. Internal to the engine;
// rules_values.h reads them.
//
//   RulesNode root = parse_document(text, "my-rules.toml");
//   for (const RulesEntry& section : root.entries) …       // in alphabetical order
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nearnet::eligibility {

struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct RulesEntry;

struct RulesNode {
  enum Kind { kFlag, kWhole, kReal, kText, kList, kTable, kOther };

  Kind kind = kOther;
  bool flag = false;
  std::int64_t whole = 0;
  double real = 0.0;  ///< of whole numbers too
  std::string text;
  std::vector<RulesNode> items;     ///< of a list
  std::vector<RulesEntry> entries;  ///< of a table
  std::string found;                ///< as a file would write it
  Place place;
};

struct RulesEntry {
  std::string name;
  Place place;  ///< of the name
  RulesNode value;
};

/// Throws core::InputError with file, line and column for text that is no TOML.
RulesNode parse_document(std::string_view text, std::string_view name);

/// Throws core::InputError "FILE, line L, column C: WHAT".
[[noreturn]] void fail_at(std::string_view file, Place place, const std::string& what);

}  // namespace nearnet::eligibility
