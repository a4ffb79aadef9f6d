// SPDX-License-Identifier: Apache-2.0
// A text file that grows piece by piece and appears under its name only when it is whole.
//
//   StagedText out("verdicts.csv");        // or "-" for standard output
//   out.write(lines);
//   out.finish();
//
// Written beside, mode 0600, then renamed; an unfinished one leaves nothing. Standard output gets
// it as it comes. Throws core::StorageError.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace nearnet::io {

class StagedText {
 public:
  explicit StagedText(const std::string& path);
  StagedText(const StagedText&) = delete;
  StagedText& operator=(const StagedText&) = delete;
  ~StagedText();

  void write(std::string_view text);
  void finish();

 private:
  [[noreturn]] void fail(const std::string& reason) const;

  std::filesystem::path target_;
  std::string staged_;  ///< empty: standard output
  int file_ = -1;
};

}  // namespace nearnet::io
