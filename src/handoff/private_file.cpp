// SPDX-License-Identifier: Apache-2.0
#include "handoff/private_file.h"

#include "core/error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <unistd.h>

namespace nearnet::handoff {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw core::StorageError(
      fmt::format("{}: cannot write: {}; check the folder, its permissions and the free space",
                  path.string(), reason));
}

/// "dir/.name.XXXXXX", as mkstemp and mkdtemp want it.
std::vector<char> pattern_beside(const fs::path& path) {
  const std::string text =
      (path.parent_path() / ("." + path.filename().string() + ".XXXXXX")).string();
  std::vector<char> pattern(text.begin(), text.end());
  pattern.push_back('\0');
  return pattern;
}

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

void write_private_file(const fs::path& path, std::string_view content) {
  std::vector<char> beside = pattern_beside(path);
  const int file = ::mkstemp(beside.data());  // mode 0600
  if (file < 0) fail(path, std::strerror(errno));
  const bool whole = write_all(file, content);
  const int write_error = errno;
  const bool closed = ::close(file) == 0;
  std::error_code error;
  if (whole && closed) fs::rename(beside.data(), path, error);
  if (whole && closed && !error) return;
  ::unlink(beside.data());
  fail(path, error ? error.message() : std::strerror(whole ? errno : write_error));
}

fs::path make_private_folder_beside(const fs::path& path) {
  std::vector<char> beside = pattern_beside(path);
  if (::mkdtemp(beside.data()) == nullptr) fail(path, std::strerror(errno));  // mode 0700
  return beside.data();
}

}  // namespace nearnet::handoff
