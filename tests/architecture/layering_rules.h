// SPDX-License-Identifier: Apache-2.0
// What the source tree may look like: which module may include which, which third-party header may
// be seen where, and how a file begins. Rules are data; the checker is a plain function on text, so
// that it can be tried on made-up sources.
//
//   check_file({"geo/lon_lat.h", text});        // → violations, one line each; empty when all is
//   well module_table().at("routing");               // {"core", "geo", "model", "roads"}
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace nearnet::architecture {

struct Module {
  std::string name;
  std::vector<std::string> may_include;  ///< besides itself; sorted
};

/// From the ground up: a module's entries all stand above it.
const std::vector<Module>& module_table();

/// Shell patterns; a `*` also crosses slashes.
struct Cage {
  std::vector<std::string> headers;
  std::vector<std::string> only_in;  ///< paths below src/
};

const std::vector<Cage>& cage_table();

struct SourceFile {
  std::string path;  ///< below src/, with forward slashes
  std::string text;
};

/// "path:line: what is wrong" for each breach of the rules in one source file.
std::vector<std::string> check_file(const SourceFile& file);

/// Every .h and .cpp below `root`, by path.
std::vector<SourceFile> read_sources(const std::filesystem::path& root);
std::string read_text(const std::filesystem::path& file);

/// The modules after DEPENDS in a `nearnet_module(…)` call, sorted; empty when there is none.
std::vector<std::string> linked_modules(std::string_view cmake_lists);

/// The cells of every Markdown table row that begins with a `code` cell, as the words in backticks
/// of each cell: {{"routing"}, {}, {"core", "geo"}}.
std::vector<std::vector<std::vector<std::string>>> table_rows(std::string_view markdown);

}  // namespace nearnet::architecture
