// SPDX-License-Identifier: Apache-2.0
#include "io/text_encoding.h"

#include <array>
#include <cstdint>

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

}  // namespace

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
