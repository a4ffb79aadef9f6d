// SPDX-License-Identifier: Apache-2.0
// Any bytes as text of an unknown program: what comes out is UTF-8 that needs no more repair, and a
// longer header names one cell more.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/text.h"
#include "io/text_encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nearnet;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!core::is_utf8(io::to_utf8(bytes))) std::abort();
  const std::optional<std::string> repaired = io::repaired_text(bytes);
  if (repaired.has_value() != io::needs_repair(bytes, false)) std::abort();
  const std::string text = repaired.value_or(std::string(bytes));
  if (!core::is_utf8(text)) std::abort();
  if (const auto longer = io::longer_header(text)) {
    std::string mended = text;
    mended.replace(0, longer->old_size, longer->header);
    if (longer->header.size() <= longer->old_size || io::longer_header(mended)) std::abort();
  }
  return 0;
}
