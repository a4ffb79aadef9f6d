// SPDX-License-Identifier: Apache-2.0
#include "ui/status_bar.h"

#include <fmt/format.h>
#include <imgui.h>

#include "ui/format.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

using workspace::Message;

void draw_counts(const Context& context) {
  const MarketCounts& counts = context.market.counts();
  if (!context.view.open) {
    muted_text(context, "No workspace");
    return;
  }
  std::string all = fmt::format("{} businesses", count_text(counts.businesses));
  if (!context.snapshot().prospects.empty()) {
    all += fmt::format(" · {} eligible · {} on-net · {} near-net", count_text(counts.eligible),
                       count_text(counts.on_net), count_text(counts.near_net));
    if (counts.not_evaluated > 0) {
      all += fmt::format(" · {} not evaluated", count_text(counts.not_evaluated));
    }
  }
  text(all);
}

void draw_job(const Context& context, const workspace::JobQueue::Status& job) {
  std::string label = job.title;
  if (job.cancelling) {
    label += job.keeps_best ? ": stopping with the best so far …" : ": cancelling …";
  } else if (!job.what.empty()) {
    label += ": " + job.what;
  }
  if (job.waiting > 0) label += fmt::format("  (+{} waiting)", job.waiting);
  coloured_text(context.look.colours.accent, label);
  ImGui::SameLine();
  bar(context, static_cast<float>(job.progress), context.look.colours.accent, context.px(140.0F));
  ImGui::SameLine();
  muted_text(context, fmt::format("{:.0f} %", job.progress * 100.0));
  ImGui::SameLine();
  if (button(context, "status/cancel", job.keeps_best ? "Stop, keep the best" : "Cancel",
             {.enabled = !job.cancelling})) {
    context.actions.push_back(workspace::CancelJob{});
  }
  if (job.keeps_best) {
    tooltip("Ends the search now. The best found so far is used; Undo takes it away again.");
  }
}

std::uint32_t message_colour(const Palette& colours, Message::Kind kind) {
  switch (kind) {
    case Message::kError:
      return colours.bad;
    case Message::kWarning:
      return colours.warning;
    case Message::kInfo:
      break;
  }
  return colours.muted;
}

void draw_all_messages(const Context& context) {
  if (!ImGui::BeginPopup("messages")) return;
  ImGui::PushTextWrapPos(context.px(560.0F));
  for (auto message = context.view.messages.rbegin(); message != context.view.messages.rend();
       ++message) {
    coloured_text(message_colour(context.look.colours, message->kind), message->text);
  }
  ImGui::PopTextWrapPos();
  ImGui::EndPopup();
}

void draw_message(const Context& context, float room) {
  if (context.view.messages.empty()) return;
  const Message& message = context.view.messages.back();
  const bool offers = message.offers_run_again || message.offers_better_plan;
  const float offered = offers ? context.px(100.0F) : 0.0F;
  const std::string one_line = message.text.substr(0, message.text.find('\n'));
  const std::string shown = fitted(one_line, std::max(0.0F, room - offered));
  coloured_text(message_colour(context.look.colours, message.kind), shown);
  record(context, "status/message");
  if (ImGui::IsItemClicked()) ImGui::OpenPopup("messages");
  if (shown != message.text) tooltip(message.text);
  draw_all_messages(context);
  if (!offers) return;
  ImGui::SameLine();
  if (message.offers_better_plan) {
    if (button(context, "status/use_better", "Use it", {.enabled = !context.busy()})) {
      context.actions.push_back(workspace::UseBetterPlan{});
    }
    return;
  }
  if (button(context, "status/run_again", "Run again", {.enabled = !context.busy()})) {
    context.actions.push_back(workspace::RunAgain{});
  }
}

}  // namespace

void draw_status_bar(const Context& context, const std::optional<geo::LonLat>& cursor) {
  const FontScope font(context.look.fonts.small);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {context.px(8.0F), context.px(1.0F)});
  const float end = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
  const float cursor_width = context.px(160.0F);
  draw_counts(context);
  ImGui::SameLine(0.0F, context.px(24.0F));
  if (context.view.job) {
    draw_job(context, *context.view.job);
  } else {
    if (context.view.improving) {
      muted_text(context, "Improving the days …");
      record(context, "status/improving");
      tooltip("A better plan is offered when one is found; nothing changes by itself.");
      ImGui::SameLine(0.0F, context.px(16.0F));
    }
    draw_message(context, end - cursor_width - ImGui::GetCursorPosX());
  }
  if (cursor) {
    ImGui::SameLine(end - cursor_width);
    right_aligned(fmt::format("{:.5f}, {:.5f}", cursor->lon, cursor->lat),
                  context.look.colours.muted);
  }
  ImGui::PopStyleVar();
}

}  // namespace nearnet::ui
