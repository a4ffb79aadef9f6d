// SPDX-License-Identifier: Apache-2.0
#include "architecture/layering_rules.h"

#include <fnmatch.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace nearnet::architecture {

const std::vector<Module>& module_table() {
  static const std::vector<Module> table = {
      {"core", {}},
      {"geo", {"core"}},
      {"model", {"core", "geo"}},
      {"io", {"core", "geo", "model"}},
      {"addresses", {"core", "geo", "model"}},
      {"eligibility", {"core", "geo", "model"}},
      {"roads", {"core", "geo", "model"}},
      {"territory", {"core", "geo", "model"}},
      {"routing", {"core", "geo", "model", "roads"}},
      {"tracking", {"core", "geo", "model"}},
      {"handoff", {"core", "geo", "io", "model", "tracking"}},
      {"storage", {"core", "geo", "io", "model"}},
      {"workspace",
       {"addresses", "core", "eligibility", "geo", "handoff", "io", "model", "roads", "routing",
        "storage", "territory", "tracking"}},
      {"map", {"core", "geo", "model"}},
      {"render", {"core", "geo", "map", "model"}},
      {"ui", {"core", "geo", "map", "model", "workspace"}},
      {"cli", {"core", "geo", "model", "workspace"}},
      {"app", {"cli", "core", "geo", "map", "model", "render", "ui", "workspace"}},
  };
  return table;
}

const std::vector<Cage>& cage_table() {
  static const std::vector<Cage> table = {
      {{"geos_c.h"}, {"geo/*.cpp", "geo/geos_context.h"}},
      {{"geodesic.h", "proj.h"}, {"geo/geodesic.cpp", "geo/versions.cpp"}},
      {{"gdal*.h", "ogr*.h", "cpl_*.h"}, {"io/*", "storage/*", "geo/crs.cpp"}},
      {{"osmium/*"}, {"io/*.cpp"}},
      {{"imgui*.h"}, {"ui/*", "app/*"}},
      {{"epoxy/*.h"}, {"render/*", "app/*"}},
      {{"GLFW/*.h"}, {"app/*"}},
      {{"stb_*.h"}, {"render/*.cpp"}},
      {{"cairo*.h"}, {"handoff/pdf_paper.cpp"}},
      {{"CLI/*.hpp"}, {"cli/*"}},
      {{"nlohmann/*.hpp", "toml++/*", "fmt/*.h", "date/*.h"},
       {"*.cpp", "cli/context.h", "cli/territory_output.h"}},
      {{"unistd.h", "signal.h", "fcntl.h", "pwd.h", "sys/*.h"},
       {"core/*.cpp", "io/*.cpp", "handoff/*.cpp", "storage/*.cpp", "workspace/*.cpp", "cli/*.cpp",
        "app/*.cpp"}},
  };
  return table;
}

namespace {

bool matches_any(const std::string& text, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
  });
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The same text with comments blanked and line breaks kept. Knows string and character literals as
/// far as they can hide a comment; raw strings do not occur with comment marks in them.
std::string without_comments(std::string_view text) {
  enum class In { kCode, kLineComment, kBlockComment, kString, kCharacter };
  In in = In::kCode;
  std::string code(text);
  for (std::size_t i = 0; i < code.size(); ++i) {
    const std::string_view two = std::string_view(text).substr(i, 2);
    const char c = text[i];
    switch (in) {
      case In::kCode:
        if (two == "//") in = In::kLineComment;
        if (two == "/*") in = In::kBlockComment;
        if (c == '"') in = In::kString;
        // A quote after a digit parts thousands: 10'000.
        if (c == '\'' && (i == 0 || !std::isalnum(static_cast<unsigned char>(text[i - 1])))) {
          in = In::kCharacter;
        }
        break;
      case In::kLineComment:
        if (c == '\n') in = In::kCode;
        break;
      case In::kBlockComment:
        if (two == "*/") {
          code[i] = code[i + 1] = ' ';
          ++i;
          in = In::kCode;
          continue;
        }
        break;
      case In::kString:
      case In::kCharacter:
        if (c == '\\') {
          ++i;
        } else if (c == (in == In::kString ? '"' : '\'') || c == '\n') {
          in = In::kCode;
        }
        break;
    }
    if ((in == In::kLineComment || in == In::kBlockComment) && c != '\n') code[i] = ' ';
  }
  return code;
}

std::string module_of(const std::string& path) {
  return path.substr(0, path.find('/'));
}

const Module* find_module(const std::string& name) {
  const auto& table = module_table();
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Module& module) { return module.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::optional<std::string> breach_of_quoted(const std::string& path, const std::string& header) {
  const std::string from = module_of(path);
  const std::string to = module_of(header);
  const Module* module = find_module(from);
  if (module == nullptr) return "module " + from + " is not in the table";
  if (header.find('/') == std::string::npos || find_module(to) == nullptr) {
    return "\"" + header + "\" does not start with a module of src/";
  }
  const auto& allowed = module->may_include;
  if (to == from || std::find(allowed.begin(), allowed.end(), to) != allowed.end()) return {};
  return from + " must not include " + to;
}

std::optional<std::string> breach_of_angled(const std::string& path, const std::string& header) {
  for (const Cage& cage : cage_table()) {
    if (!matches_any(header, cage.headers)) continue;
    if (matches_any(path, cage.only_in)) return {};
    return "<" + header + "> is not allowed here";
  }
  // Headers of the standard library have neither a folder nor an extension.
  if (header.find_first_of("./") == std::string::npos) return {};
  return "<" + header + "> is not in the table of third parties";
}

/// A `static` or `thread_local` that is not constant and not a function declared in a class.
bool is_mutable_static(const std::string& line, bool in_header) {
  static const std::regex pattern(R"(^\s*(inline\s+)?(static|thread_local)\s+(.*)$)");
  static const std::regex constant(R"(^(constexpr|constinit const|const)\b.*)");
  std::smatch match;
  if (!std::regex_match(line, match, pattern)) return false;
  const std::string rest = match[3];
  if (std::regex_match(rest, constant)) return false;
  const bool like_a_function = rest.find('(') < rest.find_first_of("={;");
  const bool indented = line.starts_with(' ');
  return !(like_a_function && (in_header || !indented));
}

}  // namespace

std::vector<std::string> check_file(const SourceFile& file) {
  std::vector<std::string> breaches;
  const auto report = [&](std::size_t line, const std::string& what) {
    breaches.push_back(file.path + ":" + std::to_string(line) + ": " + what);
  };
  const bool is_header = file.path.ends_with(".h");
  if (!file.text.starts_with("// SPDX-License-Identifier: Apache-2.0\n")) {
    report(1, "the first line must be // SPDX-License-Identifier: Apache-2.0");
  }

  static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  const std::vector<std::string> lines = lines_of(without_comments(file.text));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::smatch match;
    if (std::regex_match(lines[i], match, include)) {
      const auto breach = match[1] == "\"" ? breach_of_quoted(file.path, match[2])
                                           : breach_of_angled(file.path, match[2]);
      if (breach) report(i + 1, *breach);
    }
    if (module_of(file.path) == "ui" && is_mutable_static(lines[i], is_header)) {
      report(i + 1, "state of the panels belongs in a struct, not in a static");
    }
  }
  if (is_header && std::find(lines.begin(), lines.end(), "#pragma once") == lines.end()) {
    report(1, "a header needs #pragma once");
  }
  return breaches;
}

std::vector<SourceFile> read_sources(const std::filesystem::path& root) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cpp") continue;
    files.push_back(
        {entry.path().lexically_relative(root).generic_string(), read_text(entry.path())});
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> linked_modules(std::string_view cmake_lists) {
  static const std::regex call(R"(nearnet_module\(([^)]*)\))");
  static const std::regex word(R"(\S+)");
  const std::string text(cmake_lists);
  std::smatch match;
  std::vector<std::string> modules;
  if (!std::regex_search(text, match, call)) return modules;
  const std::string arguments = match[1];
  bool listed = false;
  for (std::sregex_iterator it(arguments.begin(), arguments.end(), word), end; it != end; ++it) {
    const std::string token = it->str();
    if (token == "DEPENDS" || token == "SOURCES" || token == "PRIVATE") {
      listed = token == "DEPENDS";
    } else if (listed) {
      modules.push_back(token);
    }
  }
  std::sort(modules.begin(), modules.end());
  return modules;
}

std::vector<std::vector<std::vector<std::string>>> table_rows(std::string_view markdown) {
  static const std::regex code("`([^`]+)`");
  std::vector<std::vector<std::vector<std::string>>> rows;
  for (const std::string& line : lines_of(markdown)) {
    if (!line.starts_with("| `")) continue;
    std::vector<std::vector<std::string>> cells;
    std::istringstream row(line.substr(1));
    for (std::string cell; std::getline(row, cell, '|');) {
      std::vector<std::string> words;
      for (std::sregex_iterator it(cell.begin(), cell.end(), code), end; it != end; ++it) {
        words.push_back((*it)[1]);
      }
      cells.push_back(std::move(words));
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace nearnet::architecture
