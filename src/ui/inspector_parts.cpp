// SPDX-License-Identifier: Apache-2.0
#include "ui/inspector_parts.h"

#include <fmt/format.h>
#include <imgui.h>

#include "core/calendar.h"
#include "core/units.h"
#include "ui/format.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

using eligibility::RuleFinding;

constexpr float kFactColumn = 104.0F;

void fact(const Context& context, const char* name, const std::string& value) {
  if (value.empty()) return;
  muted_text(context, name);
  ImGui::SameLine(context.px(kFactColumn));
  wrapped_text(context, context.look.colours.text, value);
}

std::string joined(std::initializer_list<std::string> parts, const char* between) {
  std::string all;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    all += (all.empty() ? "" : between) + part;
  }
  return all;
}

std::string customer_text(model::CustomerStatus status) {
  switch (status) {
    case model::CustomerStatus::kActive:
      return "Active customer";
    case model::CustomerStatus::kFormer:
      return "Former customer";
    case model::CustomerStatus::kNever:
      break;
  }
  return "Never a customer";
}

std::string hours_text(const model::Business& business) {
  if (!business.open_from || !business.open_to) return {};
  return core::format_time_of_day(*business.open_from) + " – " +
         core::format_time_of_day(*business.open_to);
}

struct ResultMark {
  const char* sign;
  std::uint32_t colour;
};

ResultMark mark_of(const Palette& colours, const RuleFinding& finding) {
  switch (finding.result) {
    case RuleFinding::kPass:
      return {"✓", colours.good};
    case RuleFinding::kFail:
      return {"✗", finding.blocks ? colours.bad : colours.warning};
    case RuleFinding::kUnknown:
      break;
  }
  return {"?", colours.warning};
}

std::string evidence_text(const RuleFinding& finding) {
  std::string all = finding.measured;
  if (!finding.limit.empty()) all += (all.empty() ? "limit " : " · limit ") + finding.limit;
  if (finding.result == RuleFinding::kUnknown && all.empty()) all = "unknown";
  return all;
}

/// What the explanation says besides verdict and rules, in the words of the command line.
void draw_findings(const Context& context, const eligibility::Explanation& explanation) {
  const Palette& colours = context.look.colours;
  const auto line = [&](const char* what, const std::string& text) {
    if (!text.empty()) wrapped_text(context, colours.muted, what + text);
  };
  line("Distance: ", explanation.distances);
  for (std::size_t i = 0; i < explanation.offers.size(); ++i) {
    line(i == 0 ? "Best offer: " : "Also: ", explanation.offers[i]);
  }
  line("Override: ", explanation.override);
  if (!explanation.prospect.grade) return;
  line("Grade: ", fmt::format("{}: {}", model::to_text(*explanation.prospect.grade),
                              explanation.grade_reason));
  for (const std::string& step : explanation.build) line("  ", step);
}

/// The verdict on record; the explanation is of the present rules and may differ.
const model::Prospect* recorded(const Context& context, const InspectorState& state) {
  const auto index = context.market.prospects().index_of(state.business);
  return index ? &context.market.prospects().rows()[*index] : nullptr;
}

}  // namespace

void draw_title(const Context& context, const model::Business& business) {
  {
    const FontScope font(context.look.fonts.title);
    wrapped_text(context, context.look.colours.text,
                 business.name.empty() ? business.id.text() : business.name);
  }
  record(context, "inspector/title");
  const std::string where = joined({business.address1, business.address2, business.city}, ", ");
  const std::string about = joined({spoken(business.category), where}, " · ");
  if (!about.empty()) wrapped_text(context, context.look.colours.muted, about);
}

void draw_verdict(const Context& context, const InspectorState& state) {
  const Palette& colours = context.look.colours;
  const model::Prospect* prospect = recorded(context, state);
  if (prospect == nullptr) return;
  gap(context, 1.0F);
  badge(context, status_title(prospect->status), status_colour(colours, prospect->status));
  ImGui::SameLine();
  badge(context, prospect->eligible ? "Eligible" : "Not eligible",
        prospect->eligible ? colours.good : colours.muted);
  if (prospect->eligible) {
    ImGui::SameLine();
    badge(context, fmt::format("Score {:.1f}", prospect->score), colours.info);
  }
  if (!state.explanation) {
    if (!state.problem.empty()) wrapped_text(context, colours.bad, state.problem);
    return;
  }
  wrapped_text(context, colours.text, state.explanation->verdict);
  if (!state.explanation->flip.empty()) {
    wrapped_text(context, colours.muted, "What would change it: " + state.explanation->flip);
  }
  wrapped_text(context, colours.muted, "Confidence: " + state.explanation->confidence);
  draw_findings(context, *state.explanation);
  const bool never_evaluated = context.snapshot().prospects.find(state.business) == nullptr;
  const bool differs = state.explanation->prospect.eligible != prospect->eligible ||
                       state.explanation->prospect.status != prospect->status;
  if (never_evaluated || differs) {
    wrapped_text(context, colours.warning,
                 "The list was made before the present data or rules: run Plan › Evaluate "
                 "eligibility.");
  }
}

void draw_score(const Context& context, const InspectorState& state) {
  if (!state.explanation || state.explanation->score.empty()) {
    muted_text(context, "Only eligible businesses have a score.");
    return;
  }
  const float width = context.px(74.0F);
  for (const eligibility::Contribution& part : state.explanation->score) {
    const std::string points = fmt::format("{:.1f}", part.points);
    const float start = ImGui::GetCursorPosX();
    bar(context, static_cast<float>(part.points / 40.0), context.look.colours.accent, width);
    ImGui::SameLine(0.0F, context.px(8.0F));
    const float number = ImGui::CalcTextSize("00.0").x;
    const float pad = number - ImGui::CalcTextSize(points.c_str()).x;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + pad);
    text(points);
    ImGui::SameLine(start + width + number + context.px(18.0F));
    wrapped_text(context,
                 part.points > 0.0 ? context.look.colours.text : context.look.colours.muted,
                 part.label);
  }
}

void draw_rules(const Context& context, const InspectorState& state) {
  if (!state.explanation) return;
  const Palette& colours = context.look.colours;
  for (const RuleFinding& finding : state.explanation->findings) {
    const ResultMark mark = mark_of(colours, finding);
    coloured_text(mark.colour, mark.sign);
    ImGui::SameLine(context.px(20.0F));
    ImGui::BeginGroup();
    wrapped_text(context, colours.text, finding.title);
    const FontScope font(context.look.fonts.small);
    const std::string evidence = evidence_text(finding);
    if (!evidence.empty()) wrapped_text(context, colours.muted, evidence);
    ImGui::EndGroup();
    if (!finding.source.empty()) tooltip(finding.source + " · " + finding.source_date);
  }
}

void draw_facts(const Context& context, const model::Business& business) {
  fact(context, "Id", business.id.text());
  fact(context, "Stage", spoken(model::to_text(business.stage)));
  fact(context, "Relation", customer_text(business.customer_status));
  const model::Rep* owner = context.snapshot().reps.find(business.owner);
  fact(context, "Owner", owner != nullptr ? owner->name : business.owner.text());
  fact(context, "Contact", joined({business.contact_first, business.contact_last}, " "));
  fact(context, "Phone", business.phone);
  fact(context, "E-mail", business.email);
  fact(context, "Website", business.website);
  fact(context, "Employees",
       business.employees ? count_text(std::int64_t{*business.employees}) : "");
  fact(context, "Est. MRC", business.est_mrc ? core::format_money(*business.est_mrc) : "");
  fact(context, "Provider", business.provider_now);
  fact(context, "Contract until",
       business.contract_end ? core::format_date(*business.contract_end) : "");
  fact(context, "Open", hours_text(business));
  fact(context, "Last visit",
       business.last_visit ? core::format_date(*business.last_visit) : "Never");
  const auto follow_up = context.market.follow_ups().find(business.id);
  if (follow_up != context.market.follow_ups().end()) {
    fact(context, "Follow-up", core::format_date_long(follow_up->second.date));
  }
  fact(context, "NAICS", business.naics);
  fact(context, "Lead source", business.lead_source);
  fact(context, "Notes", business.notes);
}

void draw_changes(const Context& context, const InspectorState& state) {
  const auto& changes = context.snapshot().prospect_changes.rows();
  bool any = false;
  for (auto it = changes.rbegin(); it != changes.rend(); ++it) {
    if (it->business != state.business) continue;
    any = true;
    muted_text(context, core::format_date(it->date));
    ImGui::SameLine(context.px(kFactColumn));
    const bool lost = it->kind == model::ChangeKind::kLost;
    wrapped_text(context, lost ? context.look.colours.warning : context.look.colours.text,
                 spoken(model::to_text(it->kind)) + ": " + it->detail);
  }
  if (!any) muted_text(context, "No evaluation has changed it.");
}

void draw_history(const Context& context, const InspectorState& state) {
  const auto& activities = context.snapshot().activities.rows();
  if (state.history.empty()) muted_text(context, "Nothing logged yet.");
  for (const std::size_t index : state.history) {
    if (index >= activities.size()) continue;
    const model::Activity& activity = activities[index];
    muted_text(context, core::format_date(activity.at.date));
    ImGui::SameLine(context.px(kFactColumn));
    std::string what = spoken(model::to_text(activity.kind));
    if (activity.outcome != model::Outcome::kNone) {
      what += " · " + std::string(model::to_text(activity.outcome));
    }
    if (activity.mrc) what += " · MRC " + core::format_money(*activity.mrc);
    ImGui::BeginGroup();
    wrapped_text(context, context.look.colours.text, what);
    if (!activity.note.empty()) wrapped_text(context, context.look.colours.muted, activity.note);
    if (activity.follow_up) {
      muted_text(context, "Follow-up " + core::format_date(*activity.follow_up));
    }
    ImGui::EndGroup();
  }
}

}  // namespace nearnet::ui
