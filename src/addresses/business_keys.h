// SPDX-License-Identifier: Apache-2.0
// What says who a business is, in forms that compare: telephone number, web domain, name.
#pragma once

#include <string>
#include <string_view>

namespace nearnet::addresses {

/// Ten digits of a North American number, whatever the punctuation, +1 and extension; other numbers
/// as their digits from seven on. "" for none and for fillers such as 000-000-0000.
std::string normal_phone(std::string_view text);

/// "https://www.Shop.example.com/a?b" → "shop.example.com". "" for none and for hosts where
/// many businesses have a page (facebook.com, yelp.com, …).
std::string normal_domain(std::string_view website);

/// Upper case words without articles and legal forms: "The Coffee Co., LLC" → "COFFEE". All words
/// where nothing else is left.
std::string normal_name(std::string_view name);

/// 0 … 1 between two names in normal form: by pairs of letters, words in any order; at least 0.85
/// where one has all the words of the other.
double name_similarity(std::string_view a, std::string_view b);

}  // namespace nearnet::addresses
