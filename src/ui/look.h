// SPDX-License-Identifier: Apache-2.0
// Colours, sizes and fonts of the panels, in a dark and a light theme. Text on every surface meets
// WCAG AA (4.5 : 1), as the test of this file computes.
//
//   ui::Look look = ui::make_look(ui::ThemeKind::kDark, 1.5F);
//   ui::load_fonts(look, 1.0F);          // into the font atlas of the current context
//   ui::apply(look);                     // into the style of the current context
#pragma once

#include <cstdint>

struct ImFont;

namespace nearnet::ui {

enum class ThemeKind { kDark, kLight };

/// 0xRRGGBB.
struct Palette {
  std::uint32_t backdrop = 0;  ///< behind everything
  std::uint32_t panel = 0;
  std::uint32_t raised = 0;  ///< buttons, headers
  std::uint32_t hovered = 0;
  std::uint32_t pressed = 0;
  std::uint32_t field = 0;  ///< where one types
  std::uint32_t border = 0;
  std::uint32_t outline = 0;  ///< around fields and buttons
  std::uint32_t text = 0;
  std::uint32_t muted = 0;
  std::uint32_t accent = 0;         ///< links, ticks, the active tab
  std::uint32_t accent_button = 0;  ///< the one thing to do here
  std::uint32_t accent_hovered = 0;
  std::uint32_t on_accent = 0;
  std::uint32_t selection = 0;  ///< of a table row
  std::uint32_t good = 0;
  std::uint32_t warning = 0;
  std::uint32_t bad = 0;
  std::uint32_t info = 0;
};

/// Null fonts stand for the context's default one.
struct Fonts {
  ImFont* regular = nullptr;
  ImFont* semibold = nullptr;
  ImFont* small = nullptr;
  ImFont* title = nullptr;
};

struct Look {
  ThemeKind theme = ThemeKind::kDark;
  Palette colours;
  Fonts fonts;
  float scale = 1.0F;  ///< layout units to a design unit

  float px(float design_units) const { return design_units * scale; }
};

inline constexpr float kFontSize = 15.0F;

Look make_look(ThemeKind theme, float scale);
Palette palette(ThemeKind theme);

/// Other colours, same fonts and sizes; apply() again.
void set_theme(Look& look, ThemeKind theme);

/// Replaces the fonts of the current context's atlas by Inter at the look's scale, drawn with
/// `density` pixels to a layout unit. The caller uploads the atlas.
void load_fonts(Look& look, float density);

/// Sets the style of the current context.
void apply(const Look& look);

/// 0xRRGGBB to the packed colour that draw lists take. `alpha` in 0 … 1.
std::uint32_t packed(std::uint32_t rgb, float alpha = 1.0F);

}  // namespace nearnet::ui
