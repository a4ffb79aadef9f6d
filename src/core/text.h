// SPDX-License-Identifier: Apache-2.0
// Small text helpers shared by parsers and matchers. ASCII rules: bytes above 127 pass through.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nearnet::core {

std::string_view trimmed(std::string_view text);
std::string lower_case(std::string_view text);
/// Splits at every `separator`; empty parts are kept; "" gives one empty part.
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// The whole of `text` as a finite number, blanks around it allowed; none otherwise.
std::optional<double> parse_number(std::string_view text);
std::optional<long long> parse_integer(std::string_view text);
/// yes/y/true/t/1/on → true, no/n/false/f/0/off → false, in any case; none otherwise.
std::optional<bool> parse_yes_no(std::string_view text);
/// `text` is valid UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);

}  // namespace nearnet::core
