// SPDX-License-Identifier: Apache-2.0
#include "io/staged_text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "core/error.h"

namespace nearnet::io {

StagedText::StagedText(const std::string& path) : target_(path) {
  if (path == "-") {
    file_ = STDOUT_FILENO;
    return;
  }
  staged_ = (target_.parent_path() / ("." + target_.filename().string() + ".XXXXXX")).string();
  file_ = ::mkstemp(staged_.data());  // mode 0600
  if (file_ < 0) fail(std::strerror(errno));
}

StagedText::~StagedText() {
  if (staged_.empty() || file_ < 0) return;
  ::close(file_);
  ::unlink(staged_.c_str());
}

void StagedText::fail(const std::string& reason) const {
  if (target_ == "-") throw core::StorageError("standard output: cannot be written to: " + reason);
  throw core::StorageError(
      fmt::format("{}: cannot be written: {}; check the folder, its permissions and the free space",
                  target_.string(), reason));
}

void StagedText::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(std::strerror(errno));
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void StagedText::finish() {
  if (staged_.empty()) return;
  const int closed = ::close(file_);
  file_ = -1;
  std::error_code failure;
  if (closed == 0) std::filesystem::rename(staged_, target_, failure);
  if (closed == 0 && !failure) return;
  const std::string reason = failure ? failure.message() : std::strerror(errno);
  ::unlink(staged_.c_str());
  fail(reason);
}

}  // namespace nearnet::io
