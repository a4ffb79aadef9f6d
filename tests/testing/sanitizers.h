// SPDX-License-Identifier: Apache-2.0
// How often a test repeats itself: sanitizers see as much in a part of the repetitions, and take
// ten times as long for each.
//
//   for (int round = 0; round < testing::part_under_sanitizers(60, 5); ++round)   // 60 or 12
#pragma once

namespace nearnet::testing {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

/// One part in `parts` of `all`, or all without sanitizers.
template <typename Number>
constexpr Number part_under_sanitizers(Number all, Number parts) {
  return kSanitized ? all / parts : all;
}

}  // namespace nearnet::testing
