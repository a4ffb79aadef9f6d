// SPDX-License-Identifier: Apache-2.0
#include "ui/log_form.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <array>

#include "core/calendar.h"
#include "core/error.h"
#include "core/units.h"
#include "ui/format.h"
#include "ui/widgets.h"
#include "workspace/steps.h"

namespace nearnet::ui {
namespace {

using model::ActivityKind;
using model::Outcome;

constexpr std::array kKinds = {ActivityKind::kCall,         ActivityKind::kVisit,
                               ActivityKind::kPresentation, ActivityKind::kProposal,
                               ActivityKind::kSale,         ActivityKind::kFollowUp,
                               ActivityKind::kNote};

constexpr std::array kAttemptOutcomes = {
    Outcome::kNotIn,        Outcome::kSpokeToGate,    Outcome::kConversation,
    Outcome::kInterested,   Outcome::kAppointmentSet, Outcome::kPresented,
    Outcome::kProposalSent, Outcome::kNotInterested,  Outcome::kUnderContract,
    Outcome::kDoNotContact, Outcome::kClosedDown,     Outcome::kHandedToCare};
constexpr std::array kPresentationOutcomes = {Outcome::kPresented,      Outcome::kInterested,
                                              Outcome::kAppointmentSet, Outcome::kProposalSent,
                                              Outcome::kNotInterested,  Outcome::kUnderContract};
constexpr std::array kProposalOutcomes = {Outcome::kProposalSent, Outcome::kInterested,
                                          Outcome::kNotInterested, Outcome::kUnderContract};
constexpr std::array kSaleOutcomes = {Outcome::kSold};
constexpr std::array kNoteOutcomes = {Outcome::kNone, Outcome::kDoNotContact, Outcome::kClosedDown,
                                      Outcome::kUnderContract};

bool outcome_may_be_none(ActivityKind kind) {
  return kind == ActivityKind::kNote || kind == ActivityKind::kFollowUp;
}

bool asks_mrc(ActivityKind kind) {
  return kind == ActivityKind::kProposal || kind == ActivityKind::kSale;
}

ActivityKind kind_of(const LogForm& form) {
  return kKinds[form.kind];
}

std::optional<Outcome> outcome_of(const LogForm& form) {
  const auto outcomes = outcomes_of(kind_of(form));
  if (form.outcome == 0 || form.outcome > outcomes.size()) return std::nullopt;
  return outcomes[form.outcome - 1];
}

void choose_default_outcome(LogForm& form) {
  const ActivityKind kind = kind_of(form);
  const bool must_say = kind == ActivityKind::kCall || kind == ActivityKind::kVisit;
  form.outcome = must_say ? 0 : 1;
}

void read_lists(const workspace::Snapshot& snapshot, LogForm& form) {
  if (form.kind_names.empty()) {
    for (const ActivityKind kind : kKinds) form.kind_names.push_back(spoken(model::to_text(kind)));
  }
  if (form.named_kind != form.kind) {
    form.named_kind = form.kind;
    form.outcome_names.clear();
    for (const Outcome outcome : outcomes_of(kind_of(form))) {
      form.outcome_names.push_back(outcome == Outcome::kNone ? "None"
                                                             : spoken(model::to_text(outcome)));
      std::replace(form.outcome_names.back().begin(), form.outcome_names.back().end(), '-', ' ');
    }
  }
  if (form.reps_version == snapshot.reps.version()) return;
  form.reps_version = snapshot.reps.version();
  form.rep_names.clear();
  form.rep_ids.clear();
  for (const model::Rep& rep : snapshot.reps.rows()) {
    form.rep_names.push_back(rep.name.empty() ? rep.id.text() : rep.name);
    form.rep_ids.push_back(rep.id);
  }
}

/// Throws ConfigError for a date or an amount that cannot be read.
model::Activity activity_of(const Context& context, const model::Business& business,
                            const LogForm& form) {
  model::Activity activity;
  activity.business = business.id;
  activity.kind = kind_of(form);
  activity.outcome = outcome_of(form).value_or(Outcome::kNone);
  if (form.rep < form.rep_ids.size()) activity.rep = form.rep_ids[form.rep];
  activity.at = context.view.now;
  activity.note = form.note;
  if (!form.follow_up.empty()) activity.follow_up = core::parse_date(form.follow_up);
  if (asks_mrc(activity.kind) && !form.mrc.empty()) activity.mrc = core::parse_money(form.mrc);
  return activity;
}

/// Same but for the time, which goes on by itself.
bool same_entry(model::Activity a, const model::Activity& b) {
  a.at = b.at;
  return a == b;
}

/// The activity when it can be saved; else none, and form.problem says why.
std::optional<model::Activity> check(const Context& context, const model::Business& business,
                                     LogForm& form) {
  try {
    const model::Activity activity = activity_of(context, business, form);
    const bool known =
        form.checked_version == context.snapshot().version && same_entry(activity, form.checked);
    if (!known) {
      form.checked = activity;
      form.checked_version = context.snapshot().version;
      form.problem.clear();
      if (!outcome_of(form) && !outcome_may_be_none(activity.kind)) {
        form.problem = "Choose how it ended.";
      } else {
        workspace::log_activity(context.snapshot(), activity);
      }
    }
    return form.problem.empty() ? std::optional(activity) : std::nullopt;
  } catch (const core::Error& error) {
    form.problem = error.what();
    form.checked_version = -1;
    return std::nullopt;
  }
}

void draw_outcome(const Context& context, LogForm& form, float width) {
  std::size_t chosen = form.outcome == 0 ? form.outcome_names.size() : form.outcome - 1;
  if (combo(context, "log/outcome", form.outcome_names, chosen, width, "Outcome …")) {
    form.outcome = chosen + 1;
  }
}

void draw_follow_up(const Context& context, LogForm& form) {
  caption(context, "Follow-up");
  date_field(context, "log/follow_up", form.follow_up, ImGui::GetContentRegionAvail().x);
  struct Step {
    const char* key;
    const char* label;
    int days;
  };
  constexpr std::array<Step, 3> kSteps = {
      {{"log/plus_1", "+1 day", 1}, {"log/plus_7", "+7 days", 7}, {"log/plus_30", "+30 days", 30}}};
  for (const Step& step : kSteps) {
    if (button(context, step.key, step.label)) {
      form.follow_up = core::format_date(core::add_days(context.view.now.date, step.days));
    }
    ImGui::SameLine(0.0F, context.px(5.0F));
  }
  if (button(context, "log/no_follow_up", "None", {.kind = ButtonKind::kQuiet})) {
    form.follow_up.clear();
  }
}

void draw_note(const Context& context, LogForm& form) {
  caption(context, "Note");
  ImGui::PushStyleColor(ImGuiCol_Border, packed(context.look.colours.outline));
  ImGui::InputTextMultiline("##log/note", &form.note, {-1.0F, ImGui::GetTextLineHeight() * 3.2F});
  ImGui::PopStyleColor();
  record(context, "log/note");
}

}  // namespace

std::span<const ActivityKind> log_kinds() {
  return kKinds;
}

std::span<const Outcome> outcomes_of(ActivityKind kind) {
  switch (kind) {
    case ActivityKind::kCall:
    case ActivityKind::kVisit:
      return kAttemptOutcomes;
    case ActivityKind::kPresentation:
      return kPresentationOutcomes;
    case ActivityKind::kProposal:
      return kProposalOutcomes;
    case ActivityKind::kSale:
      return kSaleOutcomes;
    case ActivityKind::kFollowUp:
    case ActivityKind::kNote:
      break;
  }
  return kNoteOutcomes;
}

void reset(LogForm& form, const workspace::Snapshot& snapshot, const model::Business& business) {
  read_lists(snapshot, form);
  const auto owner = std::find(form.rep_ids.begin(), form.rep_ids.end(), business.owner);
  if (owner != form.rep_ids.end()) {
    form.rep = static_cast<std::size_t>(owner - form.rep_ids.begin());
  }
  choose_default_outcome(form);
  form.follow_up.clear();
  form.mrc.clear();
  form.note.clear();
}

void draw_log_form(const Context& context, const model::Business& business, LogForm& form) {
  read_lists(context.snapshot(), form);
  const float spacing = ImGui::GetStyle().ItemSpacing.x;
  const float half = (ImGui::GetContentRegionAvail().x - spacing) / 2.0F;
  if (combo(context, "log/kind", form.kind_names, form.kind, half)) {
    choose_default_outcome(form);
    read_lists(context.snapshot(), form);
  }
  ImGui::SameLine();
  draw_outcome(context, form, half);
  if (form.rep_ids.size() > 1) {
    caption(context, "By");
    combo(context, "log/rep", form.rep_names, form.rep, -1.0F);
  }
  if (asks_mrc(kind_of(form))) {
    caption(context, "Monthly revenue (MRC)");
    text_field(context, "log/mrc", "129.95", form.mrc, -1.0F);
  }
  draw_follow_up(context, form);
  draw_note(context, form);

  const std::optional<model::Activity> activity = check(context, business, form);
  const bool pressed = button(context, "log/save", "Save",
                              {.kind = ButtonKind::kPrimary,
                               .enabled = activity.has_value(),
                               .width = ImGui::GetContentRegionAvail().x});
  if (!activity) wrapped_text(context, context.look.colours.warning, form.problem);
  if (pressed && activity) {
    context.actions.push_back(workspace::LogActivity{*activity});
    reset(form, context.snapshot(), business);
  }
}

}  // namespace nearnet::ui
