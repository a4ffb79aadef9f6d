// SPDX-License-Identifier: Apache-2.0
// From what a user names as a source to what GDAL can open: archives are looked into, text files
// repaired in memory, missing and mistaken files explained.
//
//   io::SourceFile file("shops.zip", "");
//   file.path();                       // "/vsizip/{shops.zip}/shops.csv"
//
// For io/ only. Call initialise_gdal() first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nearnet::io {

class SourceFile {
 public:
  /// `source` "-" is standard input, CSV or GeoJSON. `member` chooses a file within an archive that
  /// holds several; it may also be a layer name. Throws core::InputError.
  SourceFile(const std::string& source, const std::string& member);
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;
  ~SourceFile();

  /// For GDALOpenEx.
  std::string path() const { return prefix_ + path_; }
  /// `member` named a file of the archive, so it is no layer name any more.
  bool member_used() const { return member_used_; }
  const std::vector<std::string>& notes() const { return notes_; }

  /// Why a file that is there could not be opened, judged by its first bytes, and what to do about
  /// it.
  std::string explain_failure(const std::string& gdal_error) const;

 private:
  void look_into_archive(const std::string& archive, const std::string& member);
  void repair_text();
  void read_standard_input();
  void keep_in_memory(const std::string& name, const std::string& bytes);

  std::string source_;
  std::string path_;
  std::string prefix_;       // "CSV:" where the extension would not do
  std::string memory_file_;  // in /vsimem, ours to remove
  bool member_used_ = false;
  std::vector<std::string> notes_;
};

/// The files of a .zip that can be read as data; empty for anything else.
std::vector<std::string> archive_files(const std::string& source);

/// Lower-case extension without the dot, "" for none.
std::string extension_of(std::string_view path);

}  // namespace nearnet::io
