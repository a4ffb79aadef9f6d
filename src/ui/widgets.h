// SPDX-License-Identifier: Apache-2.0
// The few widgets that panels are built of. Each takes a key, "panel/item", that is its ImGui id
// and what tests address it by; labels are free to change. Sizes are in layout units, 0 means as
// wide as the label needs, a negative width leaves that much free on the right.
//
//   if (ui::button(context, "days/plan", "Plan days", {.kind = ButtonKind::kPrimary})) …
#pragma once

#include <imgui.h>

#include <span>
#include <string>
#include <string_view>

#include "ui/context.h"

namespace nearnet::ui {

/// Notes where the last item stands.
void record(const Context& context, const std::string& key, bool enabled = true);
/// The same for one row of many; builds no key when there is no log.
void record_row(const Context& context, std::string_view table, const std::string& id);

/// For the length of a scope.
class FontScope {
 public:
  explicit FontScope(ImFont* font) { ImGui::PushFont(font); }
  ~FontScope() { ImGui::PopFont(); }
  FontScope(const FontScope&) = delete;
  FontScope& operator=(const FontScope&) = delete;
};

class DisabledScope {
 public:
  explicit DisabledScope(bool disabled) { ImGui::BeginDisabled(disabled); }
  ~DisabledScope() { ImGui::EndDisabled(); }
  DisabledScope(const DisabledScope&) = delete;
  DisabledScope& operator=(const DisabledScope&) = delete;
};

enum class ButtonKind { kNormal, kPrimary, kQuiet };

struct ButtonOptions {
  ButtonKind kind = ButtonKind::kNormal;
  bool enabled = true;
  float width = 0.0F;
};

bool button(const Context& context, const std::string& key, const std::string& label,
            const ButtonOptions& options = {});
bool checkbox(const Context& context, const std::string& key, const std::string& label,
              bool& value);
bool radio(const Context& context, const std::string& key, const std::string& label, bool active);
bool text_field(const Context& context, const std::string& key, const std::string& hint,
                std::string& text, float width);
/// An ISO date as text with buttons for the day before and after.
bool date_field(const Context& context, const std::string& key, std::string& text, float width);
struct SliderRange {
  int low = 0;
  int high = 100;
};
/// With its label above on the left and its value on the right, written by a fmt format.
bool int_slider(const Context& context, const std::string& key, const char* label,
                const char* format, int& value, SliderRange range);
/// A drop-down list. Entries get the keys key/0, key/1 … while it is open. `chosen` beyond the list
/// shows `none`.
bool combo(const Context& context, const std::string& key, std::span<const std::string> labels,
           std::size_t& chosen, float width, const char* none = "");

/// A line of a list that can be chosen; its key is "list/id". The name is free to hold anything.
bool list_row(const Context& context, std::string_view list, const std::string& id,
              std::string_view name, bool chosen);

/// Heading of a section.
void heading(const Context& context, const char* text);
/// A heading that folds what follows it. Returns whether it is open.
bool section(const Context& context, const std::string& key, const char* title, bool open_at_first);
/// Muted label above or beside a field.
void caption(const Context& context, const char* text);
void muted_text(const Context& context, std::string_view text);
void coloured_text(std::uint32_t rgb, std::string_view text);
/// Wraps at the right edge.
void wrapped_text(const Context& context, std::uint32_t rgb, std::string_view text);
/// Text that ends at the right edge of the available width.
void right_aligned(std::string_view text, std::uint32_t rgb);
/// A pill with text on a tint of its colour.
void badge(const Context& context, std::string_view text, std::uint32_t rgb);
/// A horizontal bar on a track; `share` in 0 … 1. Takes the height of the text.
void bar(const Context& context, float share, std::uint32_t rgb, float width);
/// A bar that grows left or right from the middle; `share` in −1 … 1.
void deviation_bar(const Context& context, float share, std::uint32_t rgb, float width);
/// Shown when the last item is hovered.
void tooltip(std::string_view text);
void text(std::string_view text);
/// Adds space between sections.
void gap(const Context& context, float design_units);
/// The text cut to a width, with an ellipsis when it was.
std::string fitted(const std::string& text, float width);

}  // namespace nearnet::ui
