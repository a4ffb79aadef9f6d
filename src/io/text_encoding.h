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
/// As most text is; cheaper to ask than to_utf8().
bool is_ascii(std::string_view text);

/// The first bytes of a table are no UTF-8, UTF-16 or have bare CR line ends: the whole needs
/// repaired_text(). `cut`: more bytes follow, so that a character may be cut at the end.
bool needs_repair(std::string_view start, bool cut);

/// The first `most` bytes of UTF-8, less a character that would be cut.
std::string_view shortened(std::string_view text, std::size_t most);

/// A header line for a table whose rows all have one cell more than its header names, with a name
/// for the cell: "row" in front where the rows begin with ascending numbers (as R writes row
/// names), else "column_N" at the end. None when header and rows agree, or the cell is always
/// empty. Looks at the first lines only; the separator is the one of comma, semicolon, tab and bar
/// that the header has most of.
struct LongerHeader {
  std::string header;
  std::size_t old_size = 0;  ///< bytes of the line that it replaces, without its line end
};
std::optional<LongerHeader> longer_header(std::string_view text);

/// UTF-8 with LF line ends and without byte order mark, when `bytes` is UTF-16, no UTF-8, or has
/// bare CR line ends; none when it can be read as it is.
std::optional<std::string> repaired_text(std::string_view bytes);

}  // namespace nearnet::io
