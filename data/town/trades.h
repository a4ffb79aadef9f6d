// SPDX-License-Identifier: Apache-2.0
// What kinds of business a small harbour town has, and how they are named. All names are assembled
// from word lists; likeness to a real business is chance.
#pragma once

#include <string>
#include <vector>

#include "core/random.h"

namespace nearnet::town {

struct Trade {
  const char* category;
  const char* naics;  ///< 2022 code
  int weight;         ///< how common
  int employees_low;
  int employees_high;
  const char* open_from;
  const char* open_to;
  int mrc_low;  ///< dollars a month that such a customer is worth
  int mrc_high;
  const char* names;  ///< patterns parted by |; {s} is a surname, {p} a local word
};

const std::vector<Trade>& trades();
const Trade& pick_trade(core::Random& random);
std::string make_name(const Trade& trade, core::Random& random);
std::string make_first_name(core::Random& random);
std::string make_surname(core::Random& random);

}  // namespace nearnet::town
