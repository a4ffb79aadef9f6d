// SPDX-License-Identifier: Apache-2.0
#include "handoff/markup.h"

#include "core/text.h"

namespace nearnet::handoff {

std::string escaped(std::string_view text) {
  const bool valid = core::is_utf8(text);
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') break;
        out += byte > 127 && !valid ? '?' : c;
    }
  }
  return out;
}

}  // namespace nearnet::handoff
