// SPDX-License-Identifier: Apache-2.0
// What an activity does to a business: the one place that turns "spoke to the owner, wants a
// proposal, back on Friday" into a pipeline stage.
//
//   model::Activity visit{.business = id, .kind = ActivityKind::kVisit,
//                         .outcome = Outcome::kInterested, .at = now};
//   tracking::validate(visit);                       // throws ConfigError when it cannot be saved
//   business = tracking::applied(business, visit);   // stage qualified, last_visit today
//
// The table. An outcome lifts the stage to at least:
//
//   not-in                       nothing: an attempt
//   handed-to-care               nothing: an existing customer's service matter, not selling
//   gate, conversation, under-contract   contacted
//   interested, appointment-set  qualified: the decision-maker is known and listens
//   presented                    presented; so does any answered activity of kind presentation
//   proposal-sent                proposal_out; so does any answered activity of kind proposal
//   sold                         order_submitted
//   not-interested, do-not-contact, closed-down   closed_lost
//
// Rules around it:
//
// - Activities never move a stage backwards, the lost outcomes of the last row excepted; those
//   leave installed and billing customers where they are, unless the place closed down.
//
// - closed_lost opens again when someone becomes interested, makes an appointment, sees a
//   presentation, takes a proposal or buys; a mere conversation does not open it. Opening also
//   lifts `closed`.
//
// - not_serviceable opens only on a proposal or a sale: interest does not build plant.
//
// - do_not_contact is set here and lifted nowhere: only the person who keeps that list may.
//
// - A sale is an order placed elsewhere: customer_status stays as it is until the customer list
//   says "active".
//
// - last_visit follows completed visits only and never goes back in time, whatever the order of
//   entry.
#pragma once

#include <optional>

#include "core/calendar.h"
#include "model/activity.h"
#include "model/business.h"

namespace nearnet::tracking {

/// A call or a visit: somebody was dialled or a door was knocked on. Service matters are not
/// attempts.
bool is_attempt(const model::Activity& activity);
/// An attempt that someone answered, decision-maker or not.
bool is_contact(const model::Activity& activity);
/// An attempt that reached a decision-maker. "do-not-contact" counts as a contact only: anybody may
/// say it.
bool is_conversation(const model::Activity& activity);
/// A presentation was given: by kind, or by the outcome of a visit or call.
bool is_presentation(const model::Activity& activity);
bool is_proposal(const model::Activity& activity);
bool is_sale(const model::Activity& activity);
/// Face to face and not in vain: an answered visit or presentation. "not-in" is an attempt and no
/// visit.
bool is_completed_visit(const model::Activity& activity);
/// not-interested, do-not-contact, closed-down.
bool is_lost(const model::Activity& activity);

/// The outcome a kind already says: presentation → presented, proposal → proposal-sent, sale →
/// sold, note and follow-up → none. No value for calls and visits: there the rep has to say.
std::optional<model::Outcome> implied_outcome(model::ActivityKind kind);

/// Throws ConfigError that says what is missing: an activity without a business; a call, visit,
/// presentation, proposal or sale without an outcome; a sale whose outcome is not sold; sold
/// without an MRC; an MRC below zero; a follow-up with neither a date nor an outcome; a follow-up
/// date before the activity; a date or time that does not exist. Notes and follow-ups may carry an
/// outcome ("do-not-contact" by letter): it moves the stage and is no attempt.
void validate(const model::Activity& activity);

/// What a business becomes.
struct Effect {
  model::Stage stage = model::Stage::kNew;
  bool do_not_contact = false;
  bool closed = false;
  std::optional<core::Date> last_visit = {};

  friend bool operator==(const Effect&, const Effect&) = default;
};

Effect effect(const model::Business& business, const model::Activity& activity);

/// The business with the effect applied; nothing else about it changes. Does not validate.
model::Business applied(const model::Business& business, const model::Activity& activity);

}  // namespace nearnet::tracking
