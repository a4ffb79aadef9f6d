// SPDX-License-Identifier: Apache-2.0
#include "eligibility/reasons.h"

#include <algorithm>
#include <array>

namespace nearnet::eligibility {
namespace {

constexpr std::array kReasons{
    Reason{reason::kOnNet, "inside or on the edge of a footprint, or within the drop of a cable",
           false},
    Reason{reason::kNearNet, "within the near-net distance of a footprint", false},
    Reason{reason::kOffNet, "farther than the near-net distance from every footprint", true},
    Reason{reason::kNoPosition, "no usable position, so nothing can be said about plant", true},
    Reason{reason::kNearNetExcluded, "near-net, and the rules take on-net businesses only", true},
    Reason{reason::kExistingCustomer, "already an active customer", true},
    Reason{reason::kDoNotContact, "marked do-not-contact", true},
    Reason{reason::kNoSolicitArea, "inside an area where knocking is not allowed", true},
    Reason{reason::kClosed, "marked as closed", true},
    Reason{reason::kResidential, "a residence, not a business", true},
    Reason{reason::kUnderContract, "bound to another provider beyond the contract window", true},
    Reason{reason::kCategoryNotWanted, "of a trade that the rules do not ask for", true},
    Reason{reason::kCategoryExcluded, "of a trade that the rules leave out", true},
    Reason{reason::kCategoryUnknown, "trade not on record, and the rules leave those out", true},
    Reason{reason::kEmployeesOutOfRange, "fewer or more employees than the rules ask for", true},
    Reason{reason::kMrcTooSmall, "less monthly revenue than the rules ask for", true},
    Reason{reason::kSizeUnknown, "size not on record, and the rules leave those out", true},
    Reason{reason::kDropMax, "farther from plant than the longest drop", true},
    Reason{reason::kBarrierExcluded, "behind a barrier, and the rules leave those out", true},
    Reason{reason::kOverriddenOut, "left out by a person", true},
    Reason{reason::kOverriddenIn, "let in by a person, whatever the rules say", false},
    Reason{reason::kBarrier,
           "a railway, water or limited-access road lies between it and the plant", false},
    Reason{reason::kFootprintLeftOut, "covered only by footprints that the rules leave out", false},
    Reason{reason::kCompetitorPresent, "a competitor's footprint covers the place", false},
};

}  // namespace

std::span<const Reason> reasons() {
  return kReasons;
}

std::optional<Reason> find_reason(std::string_view code) {
  const auto found = std::ranges::find(kReasons, code, &Reason::code);
  if (found == kReasons.end()) return std::nullopt;
  return *found;
}

}  // namespace nearnet::eligibility
