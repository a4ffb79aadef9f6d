// SPDX-License-Identifier: Apache-2.0
// A plain table for people: columns as wide as their text, numbers to the right.
//
//   TextTable table({"rep", "stops"});
//   table.add({"ae-1", "14"});
//   std::string text = table.text();
#pragma once

#include <string>
#include <vector>

namespace nearnet::cli {

class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header);
  void add(std::vector<std::string> row);
  bool empty() const { return rows_.empty(); }
  /// Header, rule, rows; each line ends with a line feed.
  std::string text() const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace nearnet::cli
