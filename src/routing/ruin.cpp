// SPDX-License-Identifier: Apache-2.0
#include "routing/ruin.h"

#include <algorithm>
#include <cmath>

namespace nearnet::routing {

namespace {

constexpr double kMeanRemoved = 10.0;  // the paper's c̄
constexpr double kMaxString = 10.0;    // the paper's L_max
constexpr double kSplitShare = 0.5;    // the paper's α
constexpr double kSplitStop = 0.01;    // the paper's β

/// A run of a day's stops without `kept` of them from kept_from on.
struct String {
  std::uint32_t first = 0;
  std::size_t span = 0;
  std::size_t kept_from = 0;
  std::size_t kept = 0;
};

/// One that spans `centre`.
String draw_string(const Tours& tours, std::uint32_t centre, std::size_t count, double longest,
                   core::Random& random) {
  const double bound = std::min(longest, static_cast<double>(count));
  const auto length = static_cast<std::size_t>(std::floor(random.uniform(1.0, bound + 1.0)));
  String string{.first = centre};
  if (length > 1 && length < count && random.chance(kSplitShare)) {
    string.kept = 1;
    while (length + string.kept < count && random.chance(kSplitStop)) ++string.kept;
    string.kept_from = 1 + random.below(length - 1);
  }
  string.span = length + string.kept;
  // Stops before and after the centre, as far as they matter.
  std::size_t before = 0;
  for (auto id = tours.stop(centre).before; before + 1 < string.span && !tours.is_home(id);
       id = tours.stop(id).before) {
    ++before;
  }
  std::size_t after = 0;
  for (auto id = tours.stop(centre).after; after + 1 < string.span && !tours.is_home(id);
       id = tours.stop(id).after) {
    ++after;
  }
  const std::size_t least = string.span - 1 - after;
  for (std::size_t k = least + random.below(before - least + 1); k > 0; --k) {
    string.first = tours.stop(string.first).before;
  }
  return string;
}

/// Takes out `count` stops from `first` on, if the day can do without; answers the stop after them.
std::uint32_t remove_run(std::uint32_t first, std::size_t count, Tours& tours,
                         std::vector<std::uint32_t>& pool) {
  if (count == 0) return first;
  const std::size_t former = pool.size();
  std::uint32_t last = first;
  pool.push_back(first);
  for (std::size_t k = 1; k < count; ++k) {
    last = tours.stop(last).after;
    pool.push_back(last);
  }
  const std::uint32_t after = tours.stop(last).after;
  if (!tours.remove(first, last)) pool.resize(former);
  return after;
}

void remove_string(const String& string, Tours& tours, std::vector<std::uint32_t>& pool) {
  const std::size_t head = string.kept > 0 ? string.kept_from : string.span;
  std::uint32_t here = remove_run(string.first, head, tours, pool);
  if (string.kept == 0) return;
  for (std::size_t k = 0; k < string.kept; ++k) here = tours.stop(here).after;
  remove_run(here, string.span - string.kept - head, tours, pool);
}

}  // namespace

void Ruin::operator()(std::size_t seed, Tours& tours, std::vector<std::uint32_t>& pool,
                      core::Random& random) {
  if (tours.used_days() == 0) return;
  const double mean = static_cast<double>(tours.planned()) / static_cast<double>(tours.used_days());
  const double longest = std::min(kMaxString, mean);
  const double most_strings = 4.0 * kMeanRemoved / (1.0 + longest) - 1.0;
  auto strings = static_cast<std::size_t>(std::floor(random.uniform(1.0, most_strings + 1.0)));
  strings = std::min(strings, tours.used_days());
  for (const std::uint32_t centre : neighbours_.of(seed)) {
    if (strings == 0) break;
    const std::uint32_t day = tours.stop(centre).day;
    if (day == Tours::kOut || tours.is_touched(day)) continue;
    const String string = draw_string(tours, centre, tours.stops(day), longest, random);
    remove_string(string, tours, pool);
    --strings;
  }
}

}  // namespace nearnet::routing
