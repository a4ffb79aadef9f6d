// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets.h"

#include <fmt/format.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <optional>

#include "core/calendar.h"
#include "core/error.h"

namespace nearnet::ui {
namespace {

const char* begin_of(std::string_view text) {
  return text.data();
}

const char* end_of(std::string_view text) {
  return text.data() + text.size();
}

ImVec2 size_of(std::string_view text) {
  return ImGui::CalcTextSize(begin_of(text), end_of(text));
}

ImVec4 colour_of(std::uint32_t rgb) {
  return ImGui::ColorConvertU32ToFloat4(packed(rgb));
}

std::string hidden_label(const std::string& key) {
  return "##" + key;
}

void push_button_colours(const Palette& p, ButtonKind kind) {
  if (kind == ButtonKind::kPrimary) {
    ImGui::PushStyleColor(ImGuiCol_Button, packed(p.accent_button));
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, packed(p.accent_hovered));
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, packed(p.accent_hovered));
    ImGui::PushStyleColor(ImGuiCol_Text, packed(p.on_accent));
    ImGui::PushStyleColor(ImGuiCol_Border, packed(p.accent_button));
  } else {
    const bool quiet = kind == ButtonKind::kQuiet;
    ImGui::PushStyleColor(ImGuiCol_Button, packed(p.raised, quiet ? 0.0F : 1.0F));
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, packed(p.hovered));
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, packed(p.pressed));
    ImGui::PushStyleColor(ImGuiCol_Text, packed(p.text));
    ImGui::PushStyleColor(ImGuiCol_Border, packed(p.outline, quiet ? 0.0F : 1.0F));
  }
}

/// Points down from a drop-down list.
void draw_chevron(const Context& context, ImDrawList* list, ImVec2 middle) {
  const float reach = context.px(3.5F);
  const std::uint32_t ink = packed(context.look.colours.muted);
  list->PathLineTo({middle.x - reach, middle.y - reach / 2.0F});
  list->PathLineTo({middle.x, middle.y + reach / 2.0F});
  list->PathLineTo({middle.x + reach, middle.y - reach / 2.0F});
  list->PathStroke(ink, ImDrawFlags_None, context.px(1.6F));
}

void push_field_border(const Context& context) {
  ImGui::PushStyleColor(ImGuiCol_Border, packed(context.look.colours.outline));
}

/// The date a step away, when the text is a date.
std::optional<std::string> stepped(const std::string& text, int days) {
  try {
    return core::format_date(core::add_days(core::parse_date(text), days));
  } catch (const core::ConfigError&) {
    return std::nullopt;
  }
}

}  // namespace

void record(const Context& context, const std::string& key, bool enabled) {
  if (context.log == nullptr) return;
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  context.log->record(key, {low.x, low.y, high.x, high.y, enabled});
}

void record_row(const Context& context, std::string_view table, const std::string& id) {
  if (context.log != nullptr) record(context, std::string(table) + "/" + id);
}

bool button(const Context& context, const std::string& key, const std::string& label,
            const ButtonOptions& options) {
  const DisabledScope disabled(!options.enabled);
  push_button_colours(context.look.colours, options.kind);
  ImGui::PushID(key.c_str());
  const bool pressed = ImGui::Button(label.c_str(), {options.width, 0.0F});
  ImGui::PopID();
  ImGui::PopStyleColor(5);
  record(context, key, options.enabled);
  return pressed;
}

bool checkbox(const Context& context, const std::string& key, const std::string& label,
              bool& value) {
  push_field_border(context);
  ImGui::PushID(key.c_str());
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {context.px(2.5F), context.px(2.5F)});
  const bool changed = ImGui::Checkbox(label.c_str(), &value);
  ImGui::PopStyleVar();
  ImGui::PopID();
  ImGui::PopStyleColor();
  record(context, key);
  return changed;
}

bool radio(const Context& context, const std::string& key, const std::string& label, bool active) {
  push_field_border(context);
  ImGui::PushID(key.c_str());
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {context.px(2.5F), context.px(2.5F)});
  const bool pressed = ImGui::RadioButton(label.c_str(), active);
  ImGui::PopStyleVar();
  ImGui::PopID();
  ImGui::PopStyleColor();
  record(context, key);
  return pressed;
}

bool text_field(const Context& context, const std::string& key, const std::string& hint,
                std::string& text, float width) {
  push_field_border(context);
  ImGui::SetNextItemWidth(width);
  const bool changed = ImGui::InputTextWithHint(hidden_label(key).c_str(), hint.c_str(), &text);
  ImGui::PopStyleColor();
  record(context, key);
  return changed;
}

bool date_field(const Context& context, const std::string& key, std::string& text, float width) {
  bool changed = false;
  if (button(context, key + "/before", "‹")) {
    if (const auto date = stepped(text, -1)) text = *date, changed = true;
  }
  ImGui::SameLine(0.0F, context.px(3.0F));
  const float sides = 2.0F * (ImGui::GetItemRectSize().x + context.px(3.0F));
  changed |= text_field(context, key, "YYYY-MM-DD", text, width - sides);
  ImGui::SameLine(0.0F, context.px(3.0F));
  if (button(context, key + "/after", "›")) {
    if (const auto date = stepped(text, 1)) text = *date, changed = true;
  }
  return changed;
}

bool int_slider(const Context& context, const std::string& key, const char* label,
                const char* format, int& value, SliderRange range) {
  {
    const FontScope font(context.look.fonts.small);
    muted_text(context, label);
    ImGui::SameLine();
    right_aligned(fmt::format(fmt::runtime(format), value), context.look.colours.text);
  }
  push_field_border(context);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {context.px(4.0F), 0.0F});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, context.px(8.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_GrabRounding, context.px(8.0F));
  ImGui::SetNextItemWidth(-1.0F);
  // The value stands above, where the grip does not cover it.
  const bool changed = ImGui::SliderInt(hidden_label(key).c_str(), &value, range.low, range.high,
                                        "", ImGuiSliderFlags_AlwaysClamp);
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor();
  record(context, key);
  return changed;
}

bool combo(const Context& context, const std::string& key, std::span<const std::string> labels,
           std::size_t& chosen, float width, const char* none) {
  push_field_border(context);
  ImGui::SetNextItemWidth(width);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high{low.x + ImGui::CalcItemWidth(), low.y + ImGui::GetFrameHeight()};
  const char* preview = chosen < labels.size() ? labels[chosen].c_str() : none;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const bool open =
      ImGui::BeginCombo(hidden_label(key).c_str(), preview, ImGuiComboFlags_NoArrowButton);
  ImGui::PopStyleColor();
  draw_chevron(context, list, {high.x - context.px(14.0F), (low.y + high.y) / 2.0F});
  if (context.log != nullptr) context.log->record(key, {low.x, low.y, high.x, high.y, true});
  if (!open) return false;
  bool changed = false;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable(labels[i].c_str(), i == chosen)) {
      chosen = i;
      changed = true;
    }
    ImGui::PopID();
    if (context.log != nullptr) record(context, key + "/" + std::to_string(i));
  }
  ImGui::EndCombo();
  return changed;
}

bool list_row(const Context& context, std::string_view list, const std::string& id,
              std::string_view name, bool chosen) {
  ImGui::PushID(id.c_str());
  const bool pressed = ImGui::Selectable("##row", chosen);
  record_row(context, list, id);
  const ImVec2 low = ImGui::GetItemRectMin();
  ImGui::GetWindowDrawList()->AddText(
      {low.x + context.px(4.0F), low.y + ImGui::GetStyle().ItemSpacing.y / 2.0F},
      ImGui::GetColorU32(ImGuiCol_Text), begin_of(name), end_of(name));
  ImGui::PopID();
  return pressed;
}

void heading(const Context& context, const char* text) {
  const FontScope font(context.look.fonts.semibold);
  ImGui::TextUnformatted(text);
}

bool section(const Context& context, const std::string& key, const char* title,
             bool open_at_first) {
  gap(context, 2.0F);
  ImGui::PushID(key.c_str());
  ImGui::PushStyleColor(ImGuiCol_Header, packed(context.look.colours.raised));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0F);
  ImGui::PushFont(context.look.fonts.semibold);
  const bool open = ImGui::CollapsingHeader(
      title, open_at_first ? ImGuiTreeNodeFlags_DefaultOpen : ImGuiTreeNodeFlags_None);
  ImGui::PopFont();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  ImGui::PopID();
  record(context, key);
  return open;
}

void caption(const Context& context, const char* text) {
  const FontScope font(context.look.fonts.small);
  muted_text(context, text);
}

void muted_text(const Context& context, std::string_view text) {
  coloured_text(context.look.colours.muted, text);
}

void coloured_text(std::uint32_t rgb, std::string_view text) {
  ImGui::PushStyleColor(ImGuiCol_Text, colour_of(rgb));
  ImGui::TextUnformatted(begin_of(text), end_of(text));
  ImGui::PopStyleColor();
}

void wrapped_text(const Context&, std::uint32_t rgb, std::string_view text) {
  ImGui::PushTextWrapPos(0.0F);
  coloured_text(rgb, text);
  ImGui::PopTextWrapPos();
}

void right_aligned(std::string_view text, std::uint32_t rgb) {
  const float free = ImGui::GetContentRegionAvail().x - size_of(text).x;
  if (free > 0.0F) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + free);
  coloured_text(rgb, text);
}

void badge(const Context& context, std::string_view text, std::uint32_t rgb) {
  const FontScope font(context.look.fonts.small);
  const ImVec2 inner = size_of(text);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float line = ImGui::GetTextLineHeight();
  const float pad = context.px(7.0F);
  const float lift = context.px(1.0F);
  ImGui::Dummy({inner.x + 2.0F * pad, line + 2.0F * lift});
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  list->AddRectFilled(low, high, packed(rgb, 0.14F), (high.y - low.y) / 2.0F);
  list->AddText({at.x + pad, at.y + lift}, packed(rgb), begin_of(text), end_of(text));
}

void bar(const Context& context, float share, std::uint32_t rgb, float width) {
  const float height = ImGui::GetTextLineHeight();
  ImGui::Dummy({width, height});
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  const float inset = height * 0.3F;
  const float round = context.px(2.0F);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled({low.x, low.y + inset}, {high.x, high.y - inset},
                      packed(context.look.colours.hovered), round);
  const float length = (high.x - low.x) * std::clamp(share, 0.0F, 1.0F);
  if (length <= 0.0F) return;
  list->AddRectFilled({low.x, low.y + inset}, {low.x + std::max(length, round), high.y - inset},
                      packed(rgb), round);
}

void deviation_bar(const Context& context, float share, std::uint32_t rgb, float width) {
  const float height = ImGui::GetTextLineHeight();
  ImGui::Dummy({width, height});
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  const float inset = height * 0.3F;
  const float middle = (low.x + high.x) / 2.0F;
  const float end = middle + (high.x - low.x) / 2.0F * std::clamp(share, -1.0F, 1.0F);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled({low.x, low.y + inset}, {high.x, high.y - inset},
                      packed(context.look.colours.hovered), context.px(2.0F));
  list->AddRectFilled({std::min(middle, end), low.y + inset},
                      {std::max(middle, end), high.y - inset}, packed(rgb));
  list->AddLine({middle, low.y + inset * 0.4F}, {middle, high.y - inset * 0.4F},
                packed(context.look.colours.muted), context.px(1.0F));
}

void tooltip(std::string_view text) {
  if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(ImGui::GetFontSize() * 24.0F);
  ImGui::TextUnformatted(begin_of(text), end_of(text));
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

void text(std::string_view text) {
  ImGui::TextUnformatted(begin_of(text), end_of(text));
}

void gap(const Context& context, float design_units) {
  ImGui::Dummy({0.0F, context.px(design_units)});
}

std::string fitted(const std::string& text, float width) {
  if (size_of(text).x <= width) return text;
  const char* rest = nullptr;
  ImGui::GetFont()->CalcTextSizeA(ImGui::GetFontSize(), std::max(0.0F, width - size_of("…").x),
                                  0.0F, begin_of(text), end_of(text), &rest);
  return std::string(begin_of(text), rest) + "…";
}

}  // namespace nearnet::ui
