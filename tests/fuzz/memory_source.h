// SPDX-License-Identifier: Apache-2.0
// Bytes as a file that importers can open, without touching the disk.
//
//   MemorySource source("list.csv", "name,lat,lon\n");
//   io::import_businesses({.source = source.path()}, job);
#pragma once

#include <cpl_vsi.h>

#include <string>
#include <string_view>

namespace nearnet::fuzz {

class MemorySource {
 public:
  MemorySource(const std::string& name, std::string_view content)
      : path_("/vsimem/fuzz/" + name), content_(content) {
    VSIFCloseL(VSIFileFromMemBuffer(path_.c_str(), reinterpret_cast<GByte*>(content_.data()),
                                    content_.size(), FALSE));
  }
  MemorySource(const MemorySource&) = delete;
  MemorySource& operator=(const MemorySource&) = delete;
  ~MemorySource() { VSIUnlink(path_.c_str()); }

  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::string content_;
};

}  // namespace nearnet::fuzz
