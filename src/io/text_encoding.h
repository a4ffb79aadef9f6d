// SPDX-License-Identifier: Apache-2.0
// Text files as other programs left them: UTF-16, Windows-1252 or Latin-1 bytes, bare CR line ends.
//
//   std::string utf8 = io::to_utf8("Caf\xE9");              // "Café"
//   std::optional<std::string> better = io::repaired_text(bytes);   // none: nothing to repair
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nearnet::io {

/// Valid UTF-8 passes through; anything else is taken as Windows-1252, the superset of Latin-1 that
/// spreadsheets write.
std::string to_utf8(std::string_view text);

/// UTF-8 with LF line ends and without byte order mark, when `bytes` is UTF-16, no UTF-8, or has
/// bare CR line ends; none when it can be read as it is.
std::optional<std::string> repaired_text(std::string_view bytes);

}  // namespace nearnet::io
