// SPDX-License-Identifier: Apache-2.0
// The source tree keeps its layers, and src/README.md and the link lines tell the same story.
#include "architecture/layering_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace nearnet::architecture {
namespace {

const std::filesystem::path kSource = std::filesystem::path(NEARNET_SOURCE_DIR) / "src";

TEST(Layering, EveryFileKeepsTheRules) {
  const std::vector<SourceFile> files = read_sources(kSource);
  ASSERT_GT(files.size(), 30U) << "the sources were not found below " << kSource;
  for (const SourceFile& file : files) {
    for (const std::string& breach : check_file(file)) ADD_FAILURE() << "src/" << breach;
  }
}

TEST(Layering, TheTableHasNoCycles) {
  std::set<std::string> above;
  for (const Module& module : module_table()) {
    EXPECT_TRUE(std::is_sorted(module.may_include.begin(), module.may_include.end()))
        << module.name;
    for (const std::string& entry : module.may_include) {
      EXPECT_TRUE(above.contains(entry)) << module.name << " stands above " << entry;
    }
    above.insert(module.name);
  }
}

TEST(Layering, EnginesMeetOnlyInTheWorkspace) {
  const std::set<std::string> engines = {"eligibility", "territory", "routing", "tracking"};
  for (const Module& module : module_table()) {
    if (!engines.contains(module.name)) continue;
    for (const std::string& entry : module.may_include) {
      EXPECT_FALSE(engines.contains(entry)) << module.name << " includes " << entry;
    }
  }
}

TEST(Layering, TheTableNamesEveryFolder) {
  std::set<std::string> folders;
  for (const auto& entry : std::filesystem::directory_iterator(kSource)) {
    if (entry.is_directory()) folders.insert(entry.path().filename().string());
  }
  std::set<std::string> modules;
  for (const Module& module : module_table()) modules.insert(module.name);
  EXPECT_EQ(folders, modules);
}

TEST(Layering, LinkLinesRepeatTheTable) {
  for (const Module& module : module_table()) {
    const auto lists = kSource / module.name / "CMakeLists.txt";
    if (!std::filesystem::exists(lists)) {
      ADD_FAILURE() << lists << " is missing";
      continue;
    }
    EXPECT_EQ(linked_modules(read_text(lists)), module.may_include) << lists;
  }
}

TEST(Layering, TheReadmeShowsTheSameTables) {
  std::vector<Module> modules;
  std::vector<Cage> cages;
  for (const auto& cells : table_rows(read_text(kSource / "README.md"))) {
    if (cells.size() == 3) {
      modules.push_back({cells[0].at(0), cells[2]});
    } else {
      ASSERT_EQ(cells.size(), 2U);
      cages.push_back({cells[0], cells[1]});
    }
  }
  ASSERT_EQ(modules.size(), module_table().size());
  for (std::size_t i = 0; i < modules.size(); ++i) {
    EXPECT_EQ(modules[i].name, module_table()[i].name);
    std::sort(modules[i].may_include.begin(), modules[i].may_include.end());
    EXPECT_EQ(modules[i].may_include, module_table()[i].may_include) << modules[i].name;
  }
  ASSERT_EQ(cages.size(), cage_table().size());
  for (std::size_t i = 0; i < cages.size(); ++i) {
    EXPECT_EQ(cages[i].headers, cage_table()[i].headers);
    EXPECT_EQ(cages[i].only_in, cage_table()[i].only_in);
  }
}

}  // namespace
}  // namespace nearnet::architecture
