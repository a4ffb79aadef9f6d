// SPDX-License-Identifier: Apache-2.0
#include "routing/ruin.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace nearnet::routing {

namespace {

constexpr double kMeanRemoved = 10.0;  // the paper's c̄
constexpr double kMaxString = 10.0;    // the paper's L_max
constexpr double kSplitShare = 0.5;    // the paper's α
constexpr double kSplitStop = 0.01;    // the paper's β

/// Stops [first, first + span) of a day but `kept` of them from kept_from on.
struct String {
  std::size_t first = 0;
  std::size_t span = 0;
  std::size_t kept_from = 0;
  std::size_t kept = 0;

  bool takes(std::size_t stop) const {
    if (stop < first || stop >= first + span) return false;
    return stop - first < kept_from || stop - first >= kept_from + kept;
  }
};

/// One that spans stop `at` of `count`.
String draw_string(std::size_t at, std::size_t count, double longest, core::Random& random) {
  const double bound = std::min(longest, static_cast<double>(count));
  const auto length = static_cast<std::size_t>(std::floor(random.uniform(1.0, bound + 1.0)));
  String string;
  if (length > 1 && length < count && random.chance(kSplitShare)) {
    string.kept = 1;
    while (length + string.kept < count && random.chance(kSplitStop)) ++string.kept;
  }
  string.span = length + string.kept;
  const std::size_t lowest = at + 1 >= string.span ? at + 1 - string.span : 0;
  const std::size_t highest = std::min(at, count - string.span);
  string.first = lowest + random.below(highest - lowest + 1);
  if (string.kept > 0) string.kept_from = 1 + random.below(length - 1);
  return string;
}

}  // namespace

void Ruin::operator()(std::size_t seed, Trial& trial, core::Random& random) {
  if (trial.used_days() == 0) return;
  const double mean =
      static_cast<double>(trial.solution().planned()) / static_cast<double>(trial.used_days());
  const double longest = std::min(kMaxString, mean);
  const double most_strings = 4.0 * kMeanRemoved / (1.0 + longest) - 1.0;
  auto strings = static_cast<std::size_t>(std::floor(random.uniform(1.0, most_strings + 1.0)));
  for (const std::size_t centre : neighbours_.of(seed)) {
    if (strings == 0) break;
    const int day = trial.solution().day_of(centre);
    if (day == Solution::kOut || trial.touched().has(day)) continue;
    remove_string(day, centre, longest, trial, random);
    --strings;
  }
}

void Ruin::remove_string(int day, std::size_t centre, double longest, Trial& trial,
                         core::Random& random) {
  const std::span<const std::size_t> stops = trial.solution().route(day).stops();
  const auto at = std::find(stops.begin(), stops.end(), centre) - stops.begin();
  const String string = draw_string(static_cast<std::size_t>(at), stops.size(), longest, random);
  kept_.clear();
  removed_.clear();
  for (std::size_t k = 0; k < stops.size(); ++k) {
    (string.takes(k) ? removed_ : kept_).push_back(stops[k]);
  }
  if (!trial.take_out(day, kept_, removed_)) return;
  trial.pool().insert(trial.pool().end(), removed_.begin(), removed_.end());
}

}  // namespace nearnet::routing
