// SPDX-License-Identifier: Apache-2.0
#include "town/trades.h"

#include <string_view>

#include "core/text.h"
#include "town/words.h"

namespace nearnet::town {
namespace {

template <typename List>
std::string pick(const List& list, core::Random& random) {
  return std::string(list[random.below(list.size())]);
}

}  // namespace

const std::vector<Trade>& trades() {
  static const std::vector<Trade> table = {
      {"Restaurant", "722511", 60, 6, 40, "11:00", "21:00", 140, 380,
       "{p} Grill|{s}'s Kitchen|{p} Chowder House|{p} Diner|The {p} Table"},
      {"Cafe", "722515", 34, 3, 14, "06:30", "15:00", 110, 220,
       "{p} Coffee|{p} Cafe|{s}'s Coffee Bar|{p} Tea Room"},
      {"Takeout", "722513", 26, 4, 16, "10:30", "20:00", 110, 230,
       "{p} Pizza|{s} Subs|{p} Lobster Shack|{p} Noodle Bar"},
      {"Bar", "722410", 14, 4, 18, "15:00", "23:30", 120, 280, "{p} Tavern|The {p} Pub"},
      {"Bakery", "311811", 14, 3, 14, "06:00", "14:00", 100, 210, "{p} Bakery|{s} Breads"},
      {"Grocery", "445110", 16, 5, 90, "07:00", "21:00", 160, 620, "{p} Market|{s}'s Grocery"},
      {"Fish market", "445250", 9, 3, 12, "09:00", "18:00", 100, 220, "{p} Seafood|{s} Fish Pier"},
      {"Clothing shop", "458110", 26, 2, 12, "10:00", "18:00", 95, 210,
       "{p} Outfitters|{s} & Daughters|{p} Boutique"},
      {"Gift shop", "459420", 24, 1, 6, "10:00", "18:00", 90, 170, "{p} Gifts|The {p} Shop"},
      {"Hardware store", "444140", 10, 4, 22, "07:30", "18:00", 130, 320,
       "{s} Hardware|{p} Building Supply"},
      {"Bookshop", "459210", 6, 1, 7, "10:00", "18:00", 90, 160, "{p} Books|{s} Booksellers"},
      {"Pharmacy", "456110", 9, 5, 24, "08:00", "20:00", 180, 420, "{p} Pharmacy|{s} Drug"},
      {"Filling station", "457110", 13, 4, 14, "06:00", "22:00", 120, 260, "{p} Fuel|{s} Gas"},
      {"Car repair", "811111", 44, 2, 12, "07:30", "17:00", 95, 230,
       "{s} Auto Repair|{p} Garage|{s} & Sons Automotive"},
      {"Car dealer", "441110", 8, 12, 60, "08:30", "18:00", 320, 900, "{s} Motors|{p} Auto Sales"},
      {"Hair salon", "812112", 62, 1, 10, "09:00", "18:00", 85, 170,
       "{p} Hair|{s} Salon|Studio {s}|{p} Barbers"},
      {"Nail salon", "812113", 18, 2, 8, "09:30", "19:00", 85, 150, "{p} Nails|{s} Nail Bar"},
      {"Laundry", "812320", 10, 2, 8, "07:00", "19:00", 85, 150, "{p} Cleaners|{s} Laundry"},
      {"Fitness studio", "713940", 15, 2, 22, "05:30", "21:00", 130, 300,
       "{p} Fitness|{p} Yoga|{s} Athletic Club"},
      {"Dentist", "621210", 46, 4, 18, "08:00", "17:00", 210, 480,
       "{s} Dental|{p} Family Dentistry|{s} & {s} DMD"},
      {"Physician", "621111", 52, 4, 45, "08:00", "17:00", 240, 760,
       "{p} Family Medicine|{s} Pediatrics|{p} Primary Care"},
      {"Physiotherapist", "621340", 18, 2, 14, "07:30", "18:00", 140, 300,
       "{p} Physical Therapy|{s} Rehab"},
      {"Optician", "621320", 12, 3, 12, "09:00", "17:30", 150, 300, "{p} Eye Care|{s} Optical"},
      {"Veterinarian", "541940", 14, 4, 22, "08:00", "18:00", 170, 380,
       "{p} Animal Hospital|{s} Veterinary"},
      {"Lawyer", "541110", 58, 1, 20, "08:30", "17:00", 180, 520,
       "{s} Law|{s} & {s}, Attorneys|{s} Legal Group"},
      {"Accountant", "541211", 48, 1, 18, "08:30", "17:00", 160, 420,
       "{s} CPA|{s} & {s} Accounting|{p} Tax & Books"},
      {"Insurance agency", "524210", 44, 2, 14, "08:30", "17:00", 160, 360,
       "{s} Insurance|{p} Insurance Agency"},
      {"Bank branch", "522110", 12, 6, 20, "09:00", "17:00", 380, 1100,
       "{p} Savings Bank|{p} Credit Union"},
      {"Real estate agency", "531210", 42, 1, 16, "09:00", "17:00", 140, 310,
       "{p} Realty|{s} Properties|{s} Real Estate"},
      {"Architect", "541310", 14, 1, 16, "08:30", "17:30", 170, 400,
       "{s} Architects|{p} Design Studio"},
      {"Engineer", "541330", 16, 2, 34, "08:00", "17:00", 220, 640,
       "{s} Engineering|{p} Survey & Civil"},
      {"Software firm", "541511", 22, 1, 40, "09:00", "18:00", 240, 820,
       "{p} Software|{s} Data|{p} Web Works"},
      {"Print shop", "323111", 10, 2, 12, "08:00", "17:00", 140, 290, "{p} Press|{s} Printing"},
      {"Plumber", "238220", 52, 1, 18, "07:00", "16:30", 95, 240,
       "{s} Plumbing & Heating|{p} Mechanical|{s} & Sons Plumbing"},
      {"Electrician", "238210", 48, 1, 18, "07:00", "16:30", 95, 240,
       "{s} Electric|{p} Electrical Services"},
      {"Builder", "236118", 64, 1, 26, "07:00", "17:00", 95, 260,
       "{s} Builders|{s} Carpentry|{p} Construction|{s} & Daughter Homes"},
      {"Landscaper", "561730", 34, 1, 16, "07:00", "17:00", 85, 190,
       "{p} Landscaping|{s} Tree & Lawn"},
      {"Boatyard", "336612", 18, 3, 45, "07:00", "16:30", 160, 520,
       "{s} Boatyard|{p} Boat Works|{p} Marine"},
      {"Wholesaler", "424410", 20, 5, 60, "06:00", "16:00", 210, 680,
       "{p} Provisions|{s} Distributing"},
      {"Warehouse", "493110", 14, 4, 40, "07:00", "17:00", 200, 560,
       "{p} Storage|{s} Warehouse Co."},
      {"Machine shop", "332710", 16, 3, 34, "06:30", "16:00", 180, 460,
       "{s} Machine|{p} Metal Works"},
      {"Inn", "721110", 28, 3, 40, "07:00", "22:00", 220, 760,
       "{p} Inn|The {s} House|{p} Lodge|{p} Motel"},
      {"Child care", "624410", 24, 4, 24, "07:00", "17:30", 120, 260,
       "{p} Children's House|Little {p} Preschool"},
      {"School", "611110", 8, 14, 120, "07:30", "15:30", 420, 1600, "{p} School|{s} Academy"},
      {"Church", "813110", 20, 1, 10, "09:00", "16:00", 90, 200, "{p} Chapel|{p} Meeting House"},
      {"Nonprofit", "813319", 20, 1, 20, "09:00", "17:00", 120, 320,
       "{p} Trust|Friends of {p}|{s} Foundation"},
      {"Gallery", "459920", 14, 1, 5, "11:00", "18:00", 90, 170, "{p} Gallery|{s} Fine Art"},
      {"Consultant", "541611", 40, 1, 12, "09:00", "17:00", 120, 330,
       "{s} Consulting|{p} Advisors|{s} Partners"},
  };
  return table;
}

const Trade& pick_trade(core::Random& random) {
  std::uint64_t total = 0;
  for (const Trade& trade : trades()) total += static_cast<std::uint64_t>(trade.weight);
  std::uint64_t ticket = random.below(total);
  for (const Trade& trade : trades()) {
    const auto weight = static_cast<std::uint64_t>(trade.weight);
    if (ticket < weight) return trade;
    ticket -= weight;
  }
  return trades().back();
}

std::string make_first_name(core::Random& random) {
  return pick(kFirstNames, random);
}
std::string make_surname(core::Random& random) {
  return pick(kSurnames, random);
}

std::string make_name(const Trade& trade, core::Random& random) {
  const std::vector<std::string> patterns = core::split(trade.names, '|');
  std::string_view pattern = patterns[random.below(patterns.size())];
  std::string name;
  while (!pattern.empty()) {
    if (pattern.starts_with("{s}")) {
      name += make_surname(random);
      pattern.remove_prefix(3);
    } else if (pattern.starts_with("{p}")) {
      name += pick(kLocalWords, random);
      pattern.remove_prefix(3);
    } else {
      name += pattern.front();
      pattern.remove_prefix(1);
    }
  }
  return name;
}

}  // namespace nearnet::town
