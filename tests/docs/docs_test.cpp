// SPDX-License-Identifier: Apache-2.0
// The documentation says what is there: layers, columns, input fields, commands, options, links.
#include "docs/markdown.h"
#include "docs/program.h"
#include "io/field_mapping.h"
#include "io/import_addresses.h"
#include "storage/database.h"
#include "storage/tables.h"
#include "workspace/info.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace nearnet::docs {
namespace {

namespace fs = std::filesystem;
using Cells = std::vector<std::pair<std::string, std::string>>;

const fs::path kRoot = NEARNET_SOURCE_DIR;

/// Every Markdown file of the project.
std::vector<fs::path> pages() {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(kRoot)) {
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  }
  for (const char* folder : {"docs", "src", "data", "tests", "scripts"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      if (entry.path().extension() == ".md") found.push_back(entry.path());
    }
  }
  return found;
}

std::string type_name(storage::ColumnType type) {
  switch (type) {
    case storage::ColumnType::kText:
      return "text";
    case storage::ColumnType::kInteger:
      return "integer";
    case storage::ColumnType::kReal:
      return "real";
    case storage::ColumnType::kDate:
      return "date";
  }
  return {};
}

/// "`rep_id`, `date`"
std::string key_text(const storage::Table& table) {
  std::string text;
  for (std::size_t i = 0; i < table.key_columns; ++i) {
    text += (i == 0 ? "`" : ", `") + std::string(table.columns[i].name) + "`";
  }
  return text.empty() ? "none" : text;
}

std::vector<const storage::Table*> documented_tables() {
  std::vector<const storage::Table*> tables = storage::all_tables();
  tables.insert(tables.end(),
                {&storage::meta_table(), &storage::audit_table(), &storage::history_table()});
  return tables;
}

TEST(FileFormats, DescribeEveryLayerAndColumnOfAWorkspace) {
  const std::string page = read_text(kRoot / "docs/file-formats.md");
  for (const storage::Table* table : documented_tables()) {
    SCOPED_TRACE(table->name);
    const std::string text = section(page, std::string(table->name));
    ASSERT_NE(text, "");
    EXPECT_NE(text.find(fmt::format("Geometry: {}.", workspace::shape_text(table->shape))),
              std::string::npos);
    EXPECT_NE(text.find("Key: " + key_text(*table) + "."), std::string::npos) << key_text(*table);
    Cells expected = {{"column", "type"}};
    for (const storage::Column& column : table->columns) {
      expected.emplace_back(column.name, type_name(column.type));
    }
    EXPECT_EQ(table_cells(text), expected);
  }
}

TEST(FileFormats, ListTheInputFieldsAndTheirSynonyms) {
  const std::string page = read_text(kRoot / "docs/file-formats.md");
  const std::vector<std::pair<std::string, std::vector<io::CanonicalField>>> kinds = {
      {"Businesses and customers", io::business_fields()},
      {"Footprints and competitors", io::footprint_fields()},
      {"Roads", io::road_fields()},
      {"Reps", io::rep_fields()},
      {"Units", io::unit_fields()},
      {"No-solicit areas", io::no_solicit_fields()},
      {"Activities and outcomes", io::activity_fields()},
      {"Address points", io::address_point_fields()},
      {"Address ranges", io::address_range_fields()}};
  for (const auto& [heading, fields] : kinds) {
    SCOPED_TRACE(heading);
    Cells expected = {{"field", "also read from"}};
    for (const io::CanonicalField& field : fields) {
      std::string synonyms;
      for (const std::string& synonym : field.synonyms) {
        synonyms += (synonyms.empty() ? "" : ", ") + synonym;
      }
      expected.emplace_back(field.name, synonyms);
    }
    EXPECT_EQ(table_cells(section(page, heading)), expected);
  }
}

TEST(Readme, HasEveryCommandInItsTable) {
  const std::string text = section(read_text(kRoot / "README.md"), "Commands");
  std::vector<std::string> documented;
  for (const auto& [command, meaning] : table_cells(text)) {
    if (command.starts_with("nearnet ")) documented.push_back(shell_words(command).at(1));
  }
  std::vector<std::string> present = sub_commands({});
  std::sort(documented.begin(), documented.end());
  std::sort(present.begin(), present.end());
  EXPECT_EQ(documented, present);
}

TEST(CliReference, HasASectionForEveryCommandWithEveryOption) {
  const std::string page = read_text(kRoot / "docs/cli.md");
  const std::set<std::string> everywhere = options_along({});
  for (const std::string& option : everywhere) {
    EXPECT_NE(page.find("`" + option), std::string::npos) << option;
  }
  for (const std::string& command : sub_commands({})) {
    SCOPED_TRACE(command);
    const std::string text = section(page, "nearnet " + command);
    ASSERT_NE(text, "");
    std::vector<std::vector<std::string>> paths = {{command}};
    for (const std::string& below : sub_commands({command})) paths.push_back({command, below});
    for (const std::vector<std::string>& path : paths) {
      if (path.size() == 2) {
        EXPECT_NE(text.find(path[1]), std::string::npos) << path[1];
      }
      for (const std::string& option : options_along(path)) {
        if (everywhere.contains(option)) continue;
        EXPECT_NE(text.find(option), std::string::npos) << option;
      }
    }
  }
}

TEST(Documentation, MentionsOnlyOptionsThatExist) {
  int seen = 0;
  for (const fs::path& page : pages()) {
    for (const Block& block : blocks(read_text(page))) {
      for (const std::vector<std::string>& words : nearnet_commands(block)) {
        const std::set<std::string> known = options_along(command_path(words));
        for (const std::string& word : words) {
          if (!word.starts_with("--")) continue;
          ++seen;
          EXPECT_TRUE(known.contains(word.substr(0, word.find('='))))
              << page << ", block at line " << block.line << ": " << word;
        }
      }
    }
  }
  EXPECT_GT(seen, 20);
}

TEST(Documentation, LinksToFilesThatExist) {
  int seen = 0;
  for (const fs::path& page : pages()) {
    for (const std::string& target : link_targets(read_text(page))) {
      if (target.starts_with("http") || target.starts_with("#")) continue;
      ++seen;
      EXPECT_TRUE(fs::exists(page.parent_path() / target.substr(0, target.find('#'))))
          << page << " links to " << target;
    }
  }
  EXPECT_GT(seen, 10);
}

TEST(Documentation, PicturesStaySmall) {
  constexpr std::uintmax_t kLargest = 500'000;
  for (const fs::directory_entry& entry : fs::directory_iterator(kRoot / "docs/images")) {
    EXPECT_LE(entry.file_size(), kLargest) << entry.path();
  }
}

}  // namespace
}  // namespace nearnet::docs
