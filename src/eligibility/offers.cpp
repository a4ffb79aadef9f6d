// SPDX-License-Identifier: Apache-2.0
#include "eligibility/offers.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/text.h"
#include "eligibility/evidence.h"

namespace nearnet::eligibility {
namespace {

std::size_t rank_of(const model::Footprint& footprint, const Rules& rules) {
  const auto plain = [](std::string_view any) { return core::lower_case(core::trimmed(any)); };
  const auto found = std::ranges::find(rules.technology_rank, plain(footprint.technology), plain);
  return static_cast<std::size_t>(found - rules.technology_rank.begin());
}

/// Sorts ascending as the better offer first.
auto merit(const model::Footprint& footprint, const Rules& rules) {
  constexpr double kNone = -1.0;
  const int age = footprint.as_of ? core::days_between(*footprint.as_of, core::Date{}) : 0;
  return std::tuple(rank_of(footprint, rules), -footprint.max_down_mbps.value_or(kNone),
                    -footprint.max_up_mbps.value_or(kNone), !footprint.as_of, age);
}

}  // namespace

void sort_offers(std::vector<const model::Footprint*>& footprints, const Rules& rules) {
  if (footprints.size() < 2) return;
  std::ranges::sort(footprints, [&](const auto* a, const auto* b) {
    const auto left = merit(*a, rules);
    const auto right = merit(*b, rules);
    return left != right ? left < right : a->id < b->id;
  });
}

std::string offer_text(const model::Footprint& footprint) {
  std::string text = evidence::name_of(footprint);
  if (!footprint.technology.empty()) text += ", technology " + footprint.technology;
  if (footprint.max_down_mbps) {
    text += fmt::format(", {}/{} Mbit/s", *footprint.max_down_mbps,
                        footprint.max_up_mbps ? fmt::format("{}", *footprint.max_up_mbps) : "?");
  }
  return text + (footprint.as_of ? ", record of " + core::format_date(*footprint.as_of)
                                 : ", record without a date");
}

}  // namespace nearnet::eligibility
