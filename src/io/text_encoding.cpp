// SPDX-License-Identifier: Apache-2.0
#include "io/text_encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/text.h"

namespace nearnet::io {
namespace {

/// What Windows-1252 puts at 0x80 … 0x9F; its five unassigned places map to the control characters.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void append_utf8(std::string& out, char32_t code) {
  const auto byte = [&](char32_t value) { out.push_back(static_cast<char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  out.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t code = unit(i);
    const bool high = code >= 0xD800 && code < 0xDC00;
    if (high && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    } else if (code >= 0xD800 && code < 0xE000) {
      code = 0xFFFD;  // half a pair
    }
    append_utf8(out, code);
  }
  return out;
}

/// The first line ends with a CR that no LF follows (line breaks within quotes do not count).
bool has_bare_cr(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (text[i] == '\n') return false;
    if (text[i] == '\r') return i + 1 == text.size() || text[i + 1] != '\n';
  }
  return false;
}

/// `text` without the beginning of a character at its end.
std::string_view without_cut_character(std::string_view text) {
  constexpr std::size_t kLongest = 4;
  for (std::size_t back = 1; back <= std::min(kLongest, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) return text;
    if (byte >= 0xC0) return text.substr(0, text.size() - back);
  }
  return text;
}

using Cells = std::vector<std::string_view>;

/// The cells of the record at the front of `text`, which is removed from it with its line end; none
/// when the record does not end within the text.
std::optional<Cells> take_record(std::string_view& text, char separator) {
  Cells cells;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted || (text[i] != separator && text[i] != '\n')) continue;
    std::string_view cell = text.substr(begin, i - begin);
    begin = i + 1;
    if (text[i] == '\n' && cell.ends_with('\r')) cell.remove_suffix(1);
    cells.push_back(cell);
    if (text[i] != '\n') continue;
    text.remove_prefix(i + 1);
    return cells;
  }
  return std::nullopt;
}

char separator_of(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {',', ';', '\t', '|'}) {
    const std::ptrdiff_t count = std::count(header.begin(), header.end(), candidate);
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}

}  // namespace

std::string_view shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  // The byte behind the cut must begin a character.
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

bool needs_repair(std::string_view start, bool cut) {
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return true;
  return !core::is_utf8(cut ? without_cut_character(start) : start) || has_bare_cr(start);
}

std::optional<LongerHeader> longer_header(std::string_view text) {
  constexpr int kMostRows = 100;
  const char separator = separator_of(text.substr(0, text.find('\n')));
  const std::string_view whole = text;
  const std::optional<Cells> names = take_record(text, separator);
  if (!names || names->front().empty()) return std::nullopt;
  bool numbered = true;
  bool last_filled = false;
  std::optional<long long> before;
  int rows = 0;
  for (; rows < kMostRows; ++rows) {
    const std::optional<Cells> cells = take_record(text, separator);
    if (!cells) break;
    if (cells->size() != names->size() + 1) return std::nullopt;
    std::string_view first = cells->front();
    if (first.size() > 1 && first.front() == '"') first = first.substr(1, first.size() - 2);
    const std::optional<long long> number = core::parse_integer(first);
    numbered = numbered && number && (!before || *number > *before);
    before = number;
    last_filled = last_filled || !cells->back().empty();
  }
  if (rows == 0 || !last_filled) return std::nullopt;
  const std::size_t end = whole.find('\n');
  const bool one_line = names->back().data() + names->back().size() <= whole.data() + end;
  if (!one_line) return std::nullopt;  // a line break within a name
  const std::size_t size = end - (whole[end - 1] == '\r' ? 1 : 0);
  std::string header(whole.substr(0, size));
  // One name alone has no separator of its own yet.
  if (numbered) {
    header.insert(0, std::string("row") + separator);
  } else {
    header += separator + std::string("column_") + std::to_string(names->size() + 1);
  }
  return LongerHeader{.header = std::move(header), .old_size = size};
}

bool is_ascii(std::string_view text) {
  unsigned char bits = 0;
  for (const char c : text) bits |= static_cast<unsigned char>(c);
  return (bits & 0x80U) == 0;
}

std::string to_utf8(std::string_view text) {
  if (core::is_utf8(text)) return std::string(text);
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte);
  }
  return out;
}

std::optional<std::string> repaired_text(std::string_view bytes) {
  std::optional<std::string> repaired;
  if (bytes.starts_with("\xFF\xFE")) {
    repaired = from_utf16(bytes.substr(2), false);
  } else if (bytes.starts_with("\xFE\xFF")) {
    repaired = from_utf16(bytes.substr(2), true);
  } else if (!core::is_utf8(bytes)) {
    repaired = to_utf8(bytes);
  }
  if (has_bare_cr(repaired ? *repaired : bytes)) {
    if (!repaired) repaired = std::string(bytes);
    for (std::size_t i = 0; i < repaired->size(); ++i) {
      const bool crlf = i + 1 < repaired->size() && (*repaired)[i + 1] == '\n';
      if ((*repaired)[i] == '\r' && !crlf) (*repaired)[i] = '\n';
    }
  }
  return repaired;
}

}  // namespace nearnet::io
