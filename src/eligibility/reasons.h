// SPDX-License-Identifier: Apache-2.0
// The catalogue of reason codes: what stands in a prospect's `reasons`, stable, what scripts match
// on.
//
//   eligibility::find_reason("NO_SOLICIT_AREA")->meaning;
//   for (const eligibility::Reason& reason : eligibility::reasons()) legend(reason.code,
//   reason.meaning);
//
// A prospect's list starts with the network code (ON_NET, NEAR_NET, OFF_NET, NO_POSITION), then
// every rule that blocks it, then what is only worth knowing.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace nearnet::eligibility {

struct Reason {
  std::string_view code;
  std::string_view meaning;  ///< one line
  bool blocks = false;       ///< a business with this code is not eligible
};

namespace reason {
inline constexpr std::string_view kOnNet = "ON_NET";
inline constexpr std::string_view kNearNet = "NEAR_NET";
inline constexpr std::string_view kOffNet = "OFF_NET";
inline constexpr std::string_view kNoPosition = "NO_POSITION";
inline constexpr std::string_view kNearNetExcluded = "NEAR_NET_EXCLUDED";
inline constexpr std::string_view kExistingCustomer = "EXISTING_CUSTOMER";
inline constexpr std::string_view kDoNotContact = "DO_NOT_CONTACT";
inline constexpr std::string_view kNoSolicitArea = "NO_SOLICIT_AREA";
inline constexpr std::string_view kClosed = "CLOSED";
inline constexpr std::string_view kResidential = "RESIDENTIAL";
inline constexpr std::string_view kUnderContract = "UNDER_CONTRACT";
inline constexpr std::string_view kCategoryNotWanted = "CATEGORY_NOT_WANTED";
inline constexpr std::string_view kCategoryExcluded = "CATEGORY_EXCLUDED";
inline constexpr std::string_view kCategoryUnknown = "CATEGORY_UNKNOWN";
inline constexpr std::string_view kEmployeesOutOfRange = "EMPLOYEES_OUT_OF_RANGE";
inline constexpr std::string_view kMrcTooSmall = "MRC_TOO_SMALL";
inline constexpr std::string_view kSizeUnknown = "SIZE_UNKNOWN";
inline constexpr std::string_view kDropMax = "DROP_MAX";
inline constexpr std::string_view kBarrierExcluded = "BARRIER_EXCLUDED";
inline constexpr std::string_view kOverriddenOut = "OVERRIDDEN_OUT";
inline constexpr std::string_view kOverriddenIn = "OVERRIDDEN_IN";
inline constexpr std::string_view kBarrier = "BARRIER";
inline constexpr std::string_view kFootprintLeftOut = "FOOTPRINT_LEFT_OUT";
inline constexpr std::string_view kCompetitorPresent = "COMPETITOR_PRESENT";
}  // namespace reason

/// Every code, in the order in which a prospect lists them.
std::span<const Reason> reasons();
/// None for a code that is not in the catalogue.
std::optional<Reason> find_reason(std::string_view code);

}  // namespace nearnet::eligibility
