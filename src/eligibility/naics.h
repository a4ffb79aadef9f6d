// SPDX-License-Identifier: Apache-2.0
// Industry codes (NAICS) as rules and records write them: two to six digits, from sector to
// national industry, where three sectors are ranges (31-33, 44-45, 48-49).
//
//   auto retail = eligibility::parse_industry("44-45");
//   eligibility::match(*retail, "455211");     // kYes
//   eligibility::match(*retail, "722511");     // kNo
//   eligibility::match(*eligibility::parse_industry("722"), "72");   // kUnknown: coarser than
//   asked
//
// A record may carry a coarser code than a rule asks for. Whether it fits then is not known, and
// unknown is never "no". Source: the NAICS structure of the US Census Bureau.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace nearnet::eligibility {

/// All codes that begin with one of low … high, which have equally many digits.
struct IndustryRange {
  int low = 0;
  int high = 0;
  int digits = 0;  ///< 2 … 6
  friend bool operator==(const IndustryRange&, const IndustryRange&) = default;
};

/// "722", "44-45"; blanks around are allowed. None for anything else.
std::optional<IndustryRange> parse_industry(std::string_view text);
/// "44-45"
std::string to_text(const IndustryRange& range);

enum class Match { kNo, kYes, kUnknown };

/// Whether a record's code lies in the range. An empty or unreadable code is unknown.
Match match(const IndustryRange& range, std::string_view code);
/// Yes when one of them says so, else unknown when one of them does not know.
Match match_any(std::span<const IndustryRange> ranges, std::string_view code);

}  // namespace nearnet::eligibility
