// SPDX-License-Identifier: Apache-2.0
// Findings about single rows of an input: values, not exceptions, so that one bad row never stops
// the rest and every rejected row is counted and explained.
//
//   core::Diagnostics findings;
//   findings.reject("NO_POSITION", {.source = "shops.csv", .row = 7, .column = "lat"},
//                   "lat is empty", "a number between -90 and 90");
//   findings.rejected();                    // 1
//   findings.count("NO_POSITION");          // 1
//
// Cost: one small struct a finding. Not thread-safe: one a reader.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace nearnet::core {

enum class Severity { kNote, kWarning, kRejected };

/// Where in a source a finding was made. Rows count data rows from 1 (a CSV header is row 0).
struct SourcePlace {
  std::string source = {};
  std::string layer = {};
  std::int64_t row = 0;
  std::string column = {};
};

struct Finding {
  Severity severity = Severity::kNote;
  std::string code;  ///< UPPER_SNAKE, stable, what scripts match on
  SourcePlace place;
  std::string found;
  std::string expected;

  /// "shops.csv, row 7, column lat: NO_POSITION: lat is empty; expected a number …"
  std::string message() const;
};

class Diagnostics {
 public:
  /// The row is left out.
  void reject(std::string code, SourcePlace place, std::string found, std::string expected = {});
  /// The row is kept, changed or doubtful (a repaired polygon, say).
  void warn(std::string code, SourcePlace place, std::string found, std::string expected = {});
  /// Something the user should know about the source as a whole.
  void note(std::string code, SourcePlace place, std::string found);

  /// All findings of `others` behind these.
  void add(const Diagnostics& others);

  const std::vector<Finding>& findings() const { return findings_; }
  std::int64_t rejected() const { return rejected_; }
  std::int64_t count(const std::string& code) const;
  /// Rejected rows by code, sorted by code.
  const std::map<std::string, std::int64_t>& rejections() const { return rejections_; }

 private:
  std::vector<Finding> findings_;
  std::map<std::string, std::int64_t> rejections_;
  std::int64_t rejected_ = 0;
};

}  // namespace nearnet::core
