// SPDX-License-Identifier: Apache-2.0
// The parts of an address line, word by word. For addresses/ only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "addresses/address.h"
#include "addresses/tokens.h"

namespace nearnet::addresses {

/// Takes the house number off the front of the words; none leaves them alone. "39.2" and "42ND" are
/// no house numbers.
std::optional<std::string> take_number(Tokens& words);
/// 12 of "12", "12A", "12 1/2" and of the span "12-14"; none for "112-10" and "N6W23001".
std::optional<int> whole_number(const std::string& number);
/// Takes "APT 2", "# 4", "2ND FLOOR", a last "4B" behind a suffix off the end of the words; "" when
/// there is none.
std::string take_unit(Tokens& words);
/// "PO BOX 12" when the words begin as a post office box, "RR 2 BOX 15" for a rural route.
std::string post_office_box(const Tokens& words);
std::string rural_route(const Tokens& words);
Street street_of(Tokens words);

}  // namespace nearnet::addresses
