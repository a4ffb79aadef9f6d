// SPDX-License-Identifier: Apache-2.0
// A zip archive of stored (uncompressed) files, as a string (APPNOTE 4.3: local headers, central
// directory, end record).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nearnet::testing {

inline std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ (0xEDB88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

inline std::string tiny_zip(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string out;
  std::string directory;
  const auto number = [](std::string& to, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to.push_back(static_cast<char>(value >> (8 * i)));
  };
  for (const auto& [name, content] : files) {
    const auto offset = static_cast<std::uint32_t>(out.size());
    std::string common;
    number(common, 20, 2);  // version needed
    number(common, 0, 2);   // flags
    number(common, 0, 2);   // stored
    number(common, 0, 4);   // time and date
    number(common, crc32(content), 4);
    number(common, static_cast<std::uint32_t>(content.size()), 4);
    number(common, static_cast<std::uint32_t>(content.size()), 4);
    number(common, static_cast<std::uint32_t>(name.size()), 2);
    number(common, 0, 2);  // extra field
    out += "PK\x03\x04" + common + name + content;
    directory += "PK\x01\x02";
    number(directory, 20, 2);  // made by
    directory += common;
    number(directory, 0, 2);  // comment
    number(directory, 0, 4);  // disk, internal attributes
    number(directory, 0, 4);  // external attributes
    number(directory, offset, 4);
    directory += name;
  }
  const auto start = static_cast<std::uint32_t>(out.size());
  const auto count = static_cast<std::uint32_t>(files.size());
  out += directory + "PK\x05\x06";
  number(out, 0, 4);
  number(out, count, 2);
  number(out, count, 2);
  number(out, static_cast<std::uint32_t>(directory.size()), 4);
  number(out, start, 4);
  number(out, 0, 2);
  return out;
}

}  // namespace nearnet::testing
