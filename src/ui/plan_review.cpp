// SPDX-License-Identifier: Apache-2.0
#include "ui/plan_review.h"

#include <fmt/format.h>
#include <imgui.h>

#include <cmath>

#include "ui/format.h"
#include "ui/widgets.h"
#include "workspace/territory_areas.h"

namespace nearnet::ui {
namespace {

using workspace::AccountFigures;
using workspace::HolderImpact;

std::string people_text(const model::Scenario& scenario) {
  std::string text;
  const auto add = [&](const char* what, const std::string& who) {
    if (!who.empty()) text += fmt::format("{}{} {}", text.empty() ? "" : " · ", what, who);
  };
  add("Proposed by", scenario.proposed_by);
  add("Approved by", scenario.approved_by);
  add("Published by", scenario.published_by);
  if (scenario.published_from) add("From", core::format_date(*scenario.published_from));
  if (scenario.published_until) add("Until", core::format_date(*scenario.published_until));
  return text;
}

void work_out(const workspace::Snapshot& snapshot, const core::ScenarioId& shown,
              PlanReviewState& state) {
  state = {};
  state.scenario = shown;
  state.version = snapshot.version;
  for (const model::Scenario& scenario : snapshot.scenarios.rows()) {
    if (scenario.state == model::ScenarioState::kPublished && scenario.id != shown) {
      state.impact = workspace::compare_accounts(snapshot, scenario.id, shown);
    }
  }
  state.exceptions = workspace::ownership_exceptions(snapshot, shown);
  const auto flaws = workspace::territory_flaws(snapshot, {.scenario = shown}, core::JobContext());
  state.uncovered = flaws.uncovered.size();
  for (const workspace::NamedFlaw& each : flaws.flaws) {
    ++(each.flaw.kind == territory::FlawKind::kGap ? state.gaps : state.overlaps);
  }
}

std::string signed_count(std::int64_t number) {
  return number > 0 ? fmt::format("+{}", number) : std::to_string(number);
}

/// "Ada Reed   +12 −3 accounts   MRC +1,240   drive −35 min"
void draw_holder(const Context& context, const HolderImpact& holder) {
  if (holder.gained.accounts == 0 && holder.lost.accounts == 0) return;
  const model::Rep* rep = context.snapshot().reps.find(holder.rep);
  const std::string name = holder.rep.empty()                    ? "Nobody"
                           : rep == nullptr || rep->name.empty() ? holder.rep.text()
                                                                 : rep->name;
  text(fitted(name, ImGui::GetContentRegionAvail().x * 0.5F));
  record_row(context, "review/rep", holder.rep.text());
  ImGui::SameLine();
  right_aligned(fmt::format("+{} −{} accounts", holder.gained.accounts, holder.lost.accounts),
                context.look.colours.text);
  AccountFigures delta = holder.after;
  delta -= holder.before;
  const FontScope small(context.look.fonts.small);
  muted_text(context,
             fmt::format("MRC {}{} · deals {} · overdue {}", delta.mrc.value >= 0 ? "+" : "−",
                         amount_text(std::abs(static_cast<double>(delta.mrc.value)) / 100.0),
                         signed_count(delta.open_deals), signed_count(delta.follow_ups_overdue)));
  ImGui::SameLine();
  right_aligned(fmt::format("drive {} min", signed_count(std::llround(core::to_minutes(
                                                holder.drive_after - holder.drive_before)))),
                context.look.colours.muted);
}

void draw_impact(const Context& context, const workspace::ScenarioImpact& impact) {
  const AccountFigures& moved = impact.moved;
  wrapped_text(
      context, context.look.colours.text,
      fmt::format("Against “{}”: {} accounts change hands, with {} MRC, {} open deals and {} "
                  "follow-ups ({} overdue).",
                  impact.from.text(), moved.accounts,
                  amount_text(static_cast<double>(moved.mrc.value) / 100.0), moved.open_deals,
                  moved.follow_ups_due + moved.follow_ups_overdue, moved.follow_ups_overdue));
  record(context, "review/moved");
  for (const HolderImpact& holder : impact.holders) draw_holder(context, holder);
}

void draw_problems(const Context& context, const PlanReviewState& state) {
  const Palette& colours = context.look.colours;
  const auto line = [&](std::size_t count, const char* key, const std::string& words) {
    wrapped_text(context, count > 0 ? colours.warning : colours.muted,
                 fmt::format("{} {}", count, words));
    record(context, key);
  };
  line(state.exceptions.size(), "review/exceptions", "accounts owned outside their territory");
  if (!state.exceptions.empty() && ImGui::IsItemHovered()) {
    std::string list;
    constexpr std::size_t kMost = 12;
    for (std::size_t i = 0; i < state.exceptions.size() && i < kMost; ++i) {
      const workspace::OwnershipException& each = state.exceptions[i];
      list += fmt::format("{}: {}’s, lies {}\n",
                          each.name.empty() ? each.business.text() : each.name, each.owner.text(),
                          each.territory.empty() ? std::string("outside")
                                                 : "in territory " + each.territory.text());
    }
    if (state.exceptions.size() > kMost) list += "…";
    tooltip(list);
  }
  line(state.gaps, "review/gaps", "gaps between territories");
  line(state.overlaps, "review/overlaps", "overlaps");
  line(state.uncovered, "review/uncovered", "eligible prospects in no territory");
}

}  // namespace

void draw_decisions(const Context& context, const model::Scenario& scenario) {
  const bool second = context.snapshot().settings.second_person_approves;
  const bool draft = scenario.state == model::ScenarioState::kDraft;
  const bool proposed = scenario.state == model::ScenarioState::kProposed;
  const bool approved = scenario.state == model::ScenarioState::kApproved;
  if (draft) {
    if (button(context, "territories/edit", "Edit by hand", {.enabled = !context.busy()})) {
      context.actions.push_back(workspace::EditTerritories{scenario.id});
    }
    tooltip("Move units on the map, split, merge and cut, with live figures.");
    ImGui::SameLine();
  }
  if (draft && second) {
    if (button(context, "territories/propose", "Propose",
               {.kind = ButtonKind::kPrimary, .enabled = !context.busy()})) {
      context.actions.push_back(workspace::ProposeScenario{scenario.id});
    }
    tooltip("Somebody else has to approve it before it can be published.");
  } else if (draft || proposed) {
    if (button(context, "territories/approve", "Approve", {.enabled = !context.busy()})) {
      context.actions.push_back(workspace::ApproveScenario{scenario.id});
    }
    if (second) tooltip("For somebody other than " + scenario.proposed_by + ".");
    if (!second) ImGui::SameLine();
  }
  if (approved || (!second && (draft || proposed))) {
    if (button(context, "territories/publish", "Publish",
               {.kind = ButtonKind::kPrimary, .enabled = !context.busy()})) {
      context.actions.push_back(workspace::PublishScenario{scenario.id});
    }
    tooltip("Makes this the plan in force and gives each business to its territory's rep.");
  }
  const std::string people = people_text(scenario);
  if (!people.empty()) wrapped_text(context, context.look.colours.muted, people);
}

void draw_plan_review(const Context& context, const model::Scenario& scenario,
                      PlanReviewState& state) {
  if (!section(context, "review/section", "What it changes", false)) return;
  const bool known = state.scenario == scenario.id && state.version == context.snapshot().version;
  if (!known) {
    if (button(context, "review/run", "Compare with the plan in force",
               {.width = ImGui::GetContentRegionAvail().x})) {
      work_out(context.snapshot(), scenario.id, state);
    }
    tooltip(
        "Accounts that change hands, accounts owned outside their territory, gaps and "
        "overlaps.");
    return;
  }
  if (state.impact) {
    draw_impact(context, *state.impact);
  } else {
    muted_text(context, "No other plan is in force to compare with.");
  }
  gap(context, 1.0F);
  draw_problems(context, state);
}

}  // namespace nearnet::ui
