// SPDX-License-Identifier: Apache-2.0
#include "ui/override_form.h"

#include <fmt/format.h>
#include <imgui.h>

#include <optional>

#include "core/calendar.h"
#include "core/error.h"
#include "core/text.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

void draw_standing(const Context& context, const model::Override& override) {
  wrapped_text(context, context.look.colours.text,
               fmt::format("{} by {} on {}{}", override.eligible ? "Let in" : "Left out",
                           override.by, core::format_date(override.at.date),
                           override.until ? ", until " + core::format_date(*override.until) : ""));
  wrapped_text(context, context.look.colours.muted, override.reason);
  if (button(context, "override/clear", "Go by the rules again")) {
    context.actions.push_back(workspace::ClearOverride{override.business});
  }
}

struct Wish {
  model::Override override;
  std::string problem;  ///< why it cannot be saved; empty when it can
};

Wish wish_of(const Context& context, const model::Business& business, const OverrideForm& form) {
  Wish wish;
  wish.override.business = business.id;
  wish.override.eligible = form.eligible;
  wish.override.reason = std::string(core::trimmed(form.reason));
  if (wish.override.reason.empty()) wish.problem = "Say why the rules are wrong here.";
  if (form.until.empty()) return wish;
  try {
    wish.override.until = core::parse_date(form.until);
    if (*wish.override.until < context.snapshot().today) wish.problem = "That day is past.";
  } catch (const core::ConfigError& error) {
    wish.problem = error.what();
  }
  return wish;
}

}  // namespace

void reset(OverrideForm& form, bool eligible_now) {
  form = {};
  form.eligible = !eligible_now;
}

void draw_override_form(const Context& context, const model::Business& business,
                        OverrideForm& form) {
  if (const model::Override* standing = context.snapshot().overrides.find(business.id)) {
    draw_standing(context, *standing);
    return;
  }
  if (radio(context, "override/in", "Let in", form.eligible)) form.eligible = true;
  ImGui::SameLine();
  if (radio(context, "override/out", "Leave out", !form.eligible)) form.eligible = false;
  caption(context, "Why");
  text_field(context, "override/reason", "Owner showed us the riser", form.reason, -1.0F);
  caption(context, "Until (empty: until taken back)");
  date_field(context, "override/until", form.until, ImGui::GetContentRegionAvail().x);
  const Wish wish = wish_of(context, business, form);
  const bool pressed =
      button(context, "override/save", form.eligible ? "Let it in" : "Leave it out",
             {.enabled = wish.problem.empty(), .width = ImGui::GetContentRegionAvail().x});
  if (!wish.problem.empty()) muted_text(context, wish.problem);
  if (pressed && wish.problem.empty()) {
    context.actions.push_back(workspace::OverrideBusiness{wish.override});
    reset(form, !wish.override.eligible);
  }
}

}  // namespace nearnet::ui
