// SPDX-License-Identifier: Apache-2.0
#include "ui/look.h"

#include <imgui.h>
#include <imgui_freetype.h>

#include <array>
#include <string_view>

namespace nearnet::embedded {
extern const std::string_view inter_regular;
extern const std::string_view inter_semibold;
}  // namespace nearnet::embedded

namespace nearnet::ui {
namespace {

/// Western and central European letters, punctuation, arrows and the signs that panels use.
constexpr std::array<ImWchar, 19> kGlyphs = {0x0020, 0x017F, 0x0218, 0x021B, 0x2010, 0x2027, 0x2030,
                                             0x203A, 0x20AC, 0x20AC, 0x2190, 0x2193, 0x2212, 0x2212,
                                             0x2260, 0x2265, 0x2713, 0x2717, 0};

ImVec4 colour(std::uint32_t rgb, float alpha = 1.0F) {
  return ImGui::ColorConvertU32ToFloat4(packed(rgb, alpha));
}

ImFont* add_font(std::string_view bytes, float size, float density) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.GlyphRanges = kGlyphs.data();
  // The atlas only reads bytes that it does not own, though it takes them as mutable.
  void* data = const_cast<char*>(bytes.data());
  ImFont* font = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()),
                                                            size * density, &config);
  font->Scale = 1.0F / density;
  return font;
}

void set_surfaces(ImVec4* colours, const Palette& p) {
  colours[ImGuiCol_Text] = colour(p.text);
  colours[ImGuiCol_TextDisabled] = colour(p.muted);
  colours[ImGuiCol_WindowBg] = colour(p.panel);
  colours[ImGuiCol_ChildBg] = colour(p.panel, 0.0F);
  colours[ImGuiCol_PopupBg] = colour(p.panel);
  colours[ImGuiCol_Border] = colour(p.border);
  colours[ImGuiCol_BorderShadow] = colour(p.border, 0.0F);
  colours[ImGuiCol_MenuBarBg] = colour(p.panel);
  colours[ImGuiCol_TitleBg] = colour(p.panel);
  colours[ImGuiCol_TitleBgActive] = colour(p.panel);
  colours[ImGuiCol_TitleBgCollapsed] = colour(p.panel);
  colours[ImGuiCol_ScrollbarBg] = colour(p.panel, 0.0F);
  colours[ImGuiCol_ScrollbarGrab] = colour(p.outline);
  colours[ImGuiCol_ScrollbarGrabHovered] = colour(p.muted, 0.7F);
  colours[ImGuiCol_ScrollbarGrabActive] = colour(p.muted);
  colours[ImGuiCol_Separator] = colour(p.border);
  colours[ImGuiCol_SeparatorHovered] = colour(p.accent, 0.6F);
  colours[ImGuiCol_SeparatorActive] = colour(p.accent);
  colours[ImGuiCol_ModalWindowDimBg] = colour(0x000000, 0.45F);
  colours[ImGuiCol_TableHeaderBg] = colour(p.raised);
  colours[ImGuiCol_TableBorderStrong] = colour(p.border);
  colours[ImGuiCol_TableBorderLight] = colour(p.border, 0.6F);
  colours[ImGuiCol_TableRowBg] = colour(p.panel, 0.0F);
  colours[ImGuiCol_TableRowBgAlt] = colour(p.raised, 0.35F);
}

void set_widgets(ImVec4* colours, const Palette& p) {
  colours[ImGuiCol_FrameBg] = colour(p.field);
  colours[ImGuiCol_FrameBgHovered] = colour(p.hovered);
  colours[ImGuiCol_FrameBgActive] = colour(p.pressed);
  colours[ImGuiCol_CheckMark] = colour(p.accent);
  colours[ImGuiCol_SliderGrab] = colour(p.accent);
  colours[ImGuiCol_SliderGrabActive] = colour(p.accent_hovered);
  colours[ImGuiCol_Button] = colour(p.raised);
  colours[ImGuiCol_ButtonHovered] = colour(p.hovered);
  colours[ImGuiCol_ButtonActive] = colour(p.pressed);
  colours[ImGuiCol_Header] = colour(p.selection);
  colours[ImGuiCol_HeaderHovered] = colour(p.hovered);
  colours[ImGuiCol_HeaderActive] = colour(p.pressed);
  colours[ImGuiCol_Tab] = colour(p.panel);
  colours[ImGuiCol_TabHovered] = colour(p.hovered);
  colours[ImGuiCol_TabActive] = colour(p.raised);
  colours[ImGuiCol_TabUnfocused] = colour(p.panel);
  colours[ImGuiCol_TabUnfocusedActive] = colour(p.raised);
  colours[ImGuiCol_PlotHistogram] = colour(p.accent);
  colours[ImGuiCol_TextSelectedBg] = colour(p.accent, 0.35F);
  colours[ImGuiCol_NavHighlight] = colour(p.accent);
  colours[ImGuiCol_DragDropTarget] = colour(p.accent);
}

}  // namespace

Palette palette(ThemeKind theme) {
  if (theme == ThemeKind::kDark) {
    return {.backdrop = 0x10141A,
            .panel = 0x1A2028,
            .raised = 0x262E39,
            .hovered = 0x313B48,
            .pressed = 0x3A4655,
            .field = 0x12171D,
            .border = 0x2C3540,
            .outline = 0x3C4755,
            .text = 0xE6EAF0,
            .muted = 0xA0ACBA,
            .accent = 0x6BA6FF,
            .accent_button = 0x2A66D4,
            .accent_hovered = 0x336EDA,
            .on_accent = 0xFFFFFF,
            .selection = 0x23406B,
            .good = 0x4ADE98,
            .warning = 0xFFB020,
            .bad = 0xFF8585,
            .info = 0x93B4FF};
  }
  return {.backdrop = 0xE6E9ED,
          .panel = 0xFFFFFF,
          .raised = 0xEFF2F5,
          .hovered = 0xE3E8EE,
          .pressed = 0xD5DCE5,
          .field = 0xFFFFFF,
          .border = 0xDEE3E9,
          .outline = 0xC3CBD6,
          .text = 0x18202B,
          .muted = 0x545F6E,
          .accent = 0x1B5BCC,
          .accent_button = 0x1F5FD0,
          .accent_hovered = 0x174FB2,
          .on_accent = 0xFFFFFF,
          .selection = 0xDBE8FD,
          .good = 0x08663F,
          .warning = 0x8A4B00,
          .bad = 0xB4232A,
          .info = 0x27408B};
}

void set_theme(Look& look, ThemeKind theme) {
  look.theme = theme;
  look.colours = palette(theme);
}

Look make_look(ThemeKind theme, float scale) {
  Look look;
  set_theme(look, theme);
  look.scale = scale;
  return look;
}

void load_fonts(Look& look, float density) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->Clear();
  atlas->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas->FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  const float size = look.px(kFontSize);
  look.fonts.regular = add_font(embedded::inter_regular, size, density);
  look.fonts.semibold = add_font(embedded::inter_semibold, size, density);
  look.fonts.small = add_font(embedded::inter_regular, look.px(13.0F), density);
  look.fonts.title = add_font(embedded::inter_semibold, look.px(18.0F), density);
  atlas->Build();
}

void apply(const Look& look) {
  ImGuiStyle style;
  style.WindowPadding = {12.0F, 10.0F};
  style.FramePadding = {9.0F, 5.0F};
  style.CellPadding = {7.0F, 4.0F};
  style.ItemSpacing = {8.0F, 7.0F};
  style.ItemInnerSpacing = {6.0F, 4.0F};
  style.IndentSpacing = 16.0F;
  style.ScrollbarSize = 11.0F;
  style.GrabMinSize = 12.0F;
  style.WindowRounding = 0.0F;
  style.ChildRounding = 4.0F;
  style.FrameRounding = 5.0F;
  style.PopupRounding = 6.0F;
  style.ScrollbarRounding = 6.0F;
  style.GrabRounding = 5.0F;
  style.TabRounding = 4.0F;
  style.WindowBorderSize = 0.0F;
  style.FrameBorderSize = 1.0F;
  style.PopupBorderSize = 1.0F;
  style.TabBorderSize = 0.0F;
  style.WindowMenuButtonPosition = ImGuiDir_None;
  style.ColorButtonPosition = ImGuiDir_Left;
  style.DisabledAlpha = 0.55F;
  style.ScaleAllSizes(look.scale);
  set_surfaces(style.Colors, look.colours);
  set_widgets(style.Colors, look.colours);
  ImGui::GetStyle() = style;
}

std::uint32_t packed(std::uint32_t rgb, float alpha) {
  const auto a = static_cast<std::uint32_t>(alpha * 255.0F + 0.5F);
  return IM_COL32((rgb >> 16U) & 0xFFU, (rgb >> 8U) & 0xFFU, rgb & 0xFFU, a);
}

}  // namespace nearnet::ui
