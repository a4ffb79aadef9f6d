// SPDX-License-Identifier: Apache-2.0
#include "handoff/private_file.h"

#include "core/error.h"
#include "io/staged_text.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include <unistd.h>

namespace nearnet::handoff {

namespace fs = std::filesystem;

void write_private_file(const fs::path& path, std::string_view content) {
  io::StagedText file(path.string());
  file.write(content);
  file.finish();
}

fs::path make_private_folder_beside(const fs::path& path) {
  std::string beside = (path.parent_path() / ("." + path.filename().string() + ".XXXXXX")).string();
  if (::mkdtemp(beside.data()) != nullptr) return beside;  // mode 0700
  throw core::StorageError(
      fmt::format("{}: cannot be made: {}; check the folder, its permissions and the free space",
                  path.string(), std::strerror(errno)));
}

}  // namespace nearnet::handoff
