// SPDX-License-Identifier: Apache-2.0
// An explanation in the form in which carriers' systems exchange service qualifications.
//
//   std::cout << eligibility::to_tmf645(explanation, core::parse_date("2026-11-23"));
//
// One JSON object after TM Forum's Service Qualification API (TMF645 v4), resource
// CheckServiceQualification with one item: qualificationResult "qualified", "unqualified" or
// "alternate" (no service as asked, but after a build that the grade allows), the blocking reasons
// as eligibilityUnavailabilityReason, and expirationDate a month on, since plant and customers
// change. What nobody can judge ends with a terminationError and carries no result: unknown is not
// "no".
#pragma once

#include <string>

#include "core/calendar.h"
#include "eligibility/explain.h"

namespace nearnet::eligibility {

/// How long an answer is good for.
inline constexpr int kQualifiedDays = 30;

/// Indented, with a line feed at the end.
std::string to_tmf645(const Explanation& explanation, core::Date today);

}  // namespace nearnet::eligibility
