// SPDX-License-Identifier: Apache-2.0
// What happened, appended and never overwritten.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "geo/lon_lat.h"

namespace nearnet::model {

enum class ActivityKind { kCall, kVisit, kPresentation, kProposal, kSale, kFollowUp, kNote };

std::string_view to_text(ActivityKind kind);  ///< "call", "follow-up", …
std::optional<ActivityKind> activity_kind_from_text(std::string_view text);

/// How an attempt ended. kNone only for notes and follow-up entries.
enum class Outcome {
  kNone,
  kNotIn,         ///< nobody, or nobody who answers: an attempt, not a conversation
  kSpokeToGate,   ///< someone, but no decision-maker
  kConversation,  ///< a decision-maker
  kInterested,
  kAppointmentSet,
  kPresented,
  kProposalSent,
  kSold,
  kNotInterested,
  kUnderContract,  ///< bound to a competitor for now
  kDoNotContact,
  kClosedDown,
  kHandedToCare,  ///< an existing customer's service matter
};

std::string_view to_text(Outcome outcome);  ///< "not-in", "conversation", …
std::optional<Outcome> outcome_from_text(std::string_view text);

struct Activity {
  core::ActivityId id;
  core::BusinessId business;
  core::RepId rep;  ///< who did it; may be empty
  ActivityKind kind = ActivityKind::kNote;
  Outcome outcome = Outcome::kNone;
  core::LocalTime at;
  std::optional<core::Date> follow_up;
  std::optional<core::Cents> mrc;
  std::string note;
  std::optional<geo::LonLat> position;
  std::string source;

  friend bool operator==(const Activity&, const Activity&) = default;
};

}  // namespace nearnet::model
