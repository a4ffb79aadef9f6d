// SPDX-License-Identifier: Apache-2.0
#include "core/ids.h"

#include <algorithm>

namespace nearnet::core {
namespace {

bool is_whole_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_leading_zeros(std::string_view digits) {
  const auto first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? digits.substr(digits.size() - 1) : digits.substr(first);
}

}  // namespace

std::strong_ordering compare_ids(std::string_view a, std::string_view b) {
  const bool a_is_number = is_whole_number(a);
  const bool b_is_number = is_whole_number(b);
  if (a_is_number != b_is_number) {
    return a_is_number ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  if (a_is_number) {
    const std::string_view a_digits = without_leading_zeros(a);
    const std::string_view b_digits = without_leading_zeros(b);
    if (a_digits.size() != b_digits.size()) return a_digits.size() <=> b_digits.size();
    if (a_digits != b_digits) return a_digits <=> b_digits;
  }
  return a <=> b;
}

}  // namespace nearnet::core
