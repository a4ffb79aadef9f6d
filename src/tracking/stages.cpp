// SPDX-License-Identifier: Apache-2.0
#include "tracking/stages.h"

#include "core/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace nearnet::tracking {
namespace {

using model::Activity;
using model::ActivityKind;
using model::Outcome;
using model::Stage;

/// Somebody was there to speak to.
bool answered(Outcome outcome) {
  switch (outcome) {
    case Outcome::kNone:
    case Outcome::kNotIn:
    case Outcome::kClosedDown:
    case Outcome::kHandedToCare:
      return false;
    default:
      return true;
  }
}

bool decision_maker(Outcome outcome) {
  return answered(outcome) && outcome != Outcome::kSpokeToGate && outcome != Outcome::kDoNotContact;
}

/// The least stage that the outcome proves.
std::optional<Stage> proven_by(Outcome outcome) {
  switch (outcome) {
    case Outcome::kSpokeToGate:
    case Outcome::kConversation:
    case Outcome::kUnderContract:
      return Stage::kContacted;
    case Outcome::kInterested:
    case Outcome::kAppointmentSet:
      return Stage::kQualified;
    case Outcome::kPresented:
      return Stage::kPresented;
    case Outcome::kProposalSent:
      return Stage::kProposalOut;
    case Outcome::kSold:
      return Stage::kOrderSubmitted;
    default:
      return std::nullopt;
  }
}

/// The least stage that the activity as a whole proves.
std::optional<Stage> proven_by(const Activity& activity) {
  std::optional<Stage> stage = proven_by(activity.outcome);
  if (is_presentation(activity)) stage = std::max(stage, std::optional(Stage::kPresented));
  if (is_proposal(activity)) stage = std::max(stage, std::optional(Stage::kProposalOut));
  return stage;
}

bool is_customer_stage(Stage stage) {
  return stage == Stage::kInstalled || stage == Stage::kBilling;
}

Stage stage_after_loss(Stage stage, Outcome outcome) {
  const bool stays = is_customer_stage(stage) && outcome != Outcome::kClosedDown;
  return stays ? stage : Stage::kClosedLost;
}

Stage stage_after(Stage stage, Stage proven) {
  if (stage == Stage::kClosedLost) return proven >= Stage::kQualified ? proven : stage;
  if (stage == Stage::kNotServiceable) return proven >= Stage::kProposalOut ? proven : stage;
  return std::max(stage, proven);
}

bool needs_outcome(ActivityKind kind) {
  return kind != ActivityKind::kNote && kind != ActivityKind::kFollowUp;
}

void validate_moment(const Activity& activity) {
  if (!activity.at.date.ok() || activity.at.time.since_midnight.value < 0 ||
      activity.at.time.since_midnight.value > 24 * 3600) {
    throw core::ConfigError("the activity has no valid date and time; give --at 2026-11-23T10:15");
  }
  if (!activity.follow_up) return;
  if (!activity.follow_up->ok()) {
    throw core::ConfigError("the follow-up is not a date; write year-month-day");
  }
  if (*activity.follow_up < activity.at.date) {
    throw core::ConfigError(
        fmt::format("the follow-up on {} lies before the activity of {}; give a day on or after it",
                    core::format_date(*activity.follow_up), core::format_date(activity.at.date)));
  }
}

}  // namespace

bool is_attempt(const Activity& activity) {
  return (activity.kind == ActivityKind::kCall || activity.kind == ActivityKind::kVisit) &&
         activity.outcome != Outcome::kHandedToCare;
}

bool is_contact(const Activity& activity) {
  return is_attempt(activity) && answered(activity.outcome);
}

bool is_conversation(const Activity& activity) {
  return is_attempt(activity) && decision_maker(activity.outcome);
}

bool is_presentation(const Activity& activity) {
  return activity.outcome == Outcome::kPresented ||
         (activity.kind == ActivityKind::kPresentation && answered(activity.outcome));
}

bool is_proposal(const Activity& activity) {
  return activity.outcome == Outcome::kProposalSent ||
         (activity.kind == ActivityKind::kProposal && answered(activity.outcome));
}

bool is_sale(const Activity& activity) {
  return activity.outcome == Outcome::kSold;
}

bool is_completed_visit(const Activity& activity) {
  const bool face_to_face =
      activity.kind == ActivityKind::kVisit || activity.kind == ActivityKind::kPresentation;
  return face_to_face && (answered(activity.outcome) || activity.outcome == Outcome::kClosedDown);
}

bool is_lost(const Activity& activity) {
  return activity.outcome == Outcome::kNotInterested ||
         activity.outcome == Outcome::kDoNotContact || activity.outcome == Outcome::kClosedDown;
}

std::optional<Outcome> implied_outcome(ActivityKind kind) {
  switch (kind) {
    case ActivityKind::kPresentation:
      return Outcome::kPresented;
    case ActivityKind::kProposal:
      return Outcome::kProposalSent;
    case ActivityKind::kSale:
      return Outcome::kSold;
    case ActivityKind::kNote:
    case ActivityKind::kFollowUp:
      return Outcome::kNone;
    case ActivityKind::kCall:
    case ActivityKind::kVisit:
      break;
  }
  return std::nullopt;
}

void validate(const Activity& activity) {
  if (activity.business.empty()) {
    throw core::ConfigError("the activity names no business; say which one it was");
  }
  const std::string kind(model::to_text(activity.kind));
  if (needs_outcome(activity.kind) && activity.outcome == Outcome::kNone) {
    throw core::ConfigError(fmt::format(
        "a {} cannot be saved without an outcome; say how it ended, such as --outcome not-in or "
        "--outcome interested",
        kind));
  }
  if (activity.kind == ActivityKind::kSale && activity.outcome != Outcome::kSold) {
    throw core::ConfigError(
        fmt::format("a sale ends with the outcome sold, not {}; log a visit or call instead",
                    model::to_text(activity.outcome)));
  }
  if (activity.outcome == Outcome::kSold && !activity.mrc) {
    throw core::ConfigError("a sale needs what it brings a month; give --mrc 129.95");
  }
  if (activity.mrc && activity.mrc->value < 0) {
    throw core::ConfigError("the MRC is below zero; give what the sale brings a month");
  }
  if (activity.kind == ActivityKind::kFollowUp && !activity.follow_up &&
      activity.outcome == Outcome::kNone) {
    throw core::ConfigError("a follow-up needs its day; give --follow-up 2026-11-30");
  }
  validate_moment(activity);
}

Effect effect(const model::Business& business, const Activity& activity) {
  Effect after{.stage = business.stage,
               .do_not_contact = business.do_not_contact,
               .closed = business.closed,
               .last_visit = business.last_visit};
  if (is_lost(activity)) {
    after.stage = stage_after_loss(business.stage, activity.outcome);
    after.do_not_contact |= activity.outcome == Outcome::kDoNotContact;
    after.closed |= activity.outcome == Outcome::kClosedDown;
  } else if (const auto proven = proven_by(activity)) {
    after.stage = stage_after(business.stage, *proven);
    if (business.stage == Stage::kClosedLost && after.stage != Stage::kClosedLost) {
      after.closed = false;
    }
  }
  if (is_completed_visit(activity)) {
    after.last_visit = std::max(after.last_visit, std::optional(activity.at.date));
  }
  return after;
}

model::Business applied(const model::Business& business, const Activity& activity) {
  const Effect after = effect(business, activity);
  model::Business changed = business;
  changed.stage = after.stage;
  changed.do_not_contact = after.do_not_contact;
  changed.closed = after.closed;
  changed.last_visit = after.last_visit;
  return changed;
}

}  // namespace nearnet::tracking
