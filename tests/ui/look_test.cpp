// SPDX-License-Identifier: Apache-2.0
#include "ui/look.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "ui/format.h"

namespace nearnet::ui {
namespace {

double linear(std::uint32_t channel) {
  const double c = static_cast<double>(channel) / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(std::uint32_t rgb) {
  return 0.2126 * linear((rgb >> 16U) & 0xFFU) + 0.7152 * linear((rgb >> 8U) & 0xFFU) +
         0.0722 * linear(rgb & 0xFFU);
}

/// WCAG 2.1, 1.4.3.
double contrast(std::uint32_t a, std::uint32_t b) {
  const double light = std::max(luminance(a), luminance(b));
  const double dark = std::min(luminance(a), luminance(b));
  return (light + 0.05) / (dark + 0.05);
}

/// `over` with this opacity on `under`.
std::uint32_t blended(std::uint32_t over, std::uint32_t under, double alpha) {
  std::uint32_t mixed = 0;
  for (const unsigned shift : {16U, 8U, 0U}) {
    const double a = (over >> shift) & 0xFFU;
    const double b = (under >> shift) & 0xFFU;
    mixed |= static_cast<std::uint32_t>(std::lround(a * alpha + b * (1.0 - alpha))) << shift;
  }
  return mixed;
}

class EveryTheme : public ::testing::TestWithParam<ThemeKind> {};

TEST_P(EveryTheme, KeepsTextReadable) {
  const Palette p = palette(GetParam());
  for (const std::uint32_t surface : {p.panel, p.raised, p.field, p.selection}) {
    EXPECT_GE(contrast(p.text, surface), 7.0);
    EXPECT_GE(contrast(p.muted, surface), 4.5) << std::hex << surface;
  }
  EXPECT_GE(contrast(p.text, p.hovered), 7.0);
  for (const std::uint32_t ink : {p.accent, p.good, p.warning, p.bad, p.info, p.muted}) {
    EXPECT_GE(contrast(ink, p.panel), 4.5) << std::hex << ink;
  }
  for (const std::uint32_t button : {p.accent_button, p.accent_hovered}) {
    EXPECT_GE(contrast(p.on_accent, button), 4.5) << std::hex << button;
  }
}

TEST_P(EveryTheme, KeepsBadgesReadable) {
  const Palette p = palette(GetParam());
  for (const std::uint32_t ink : {p.good, p.warning, p.bad, p.info, p.muted}) {
    EXPECT_GE(contrast(ink, blended(ink, p.panel, 0.14)), 4.5) << std::hex << ink;
  }
}

INSTANTIATE_TEST_SUITE_P(Themes, EveryTheme,
                         ::testing::Values(ThemeKind::kDark, ThemeKind::kLight));

TEST(Format, WritesCountsAndShares) {
  EXPECT_EQ(count_text(std::int64_t{0}), "0");
  EXPECT_EQ(count_text(std::int64_t{999}), "999");
  EXPECT_EQ(count_text(std::int64_t{3912}), "3,912");
  EXPECT_EQ(count_text(std::int64_t{-1234567}), "-1,234,567");
  EXPECT_EQ(part_text(312, 3912), "312 of 3,912");
  EXPECT_EQ(amount_text(31.5), "31.5");
  EXPECT_EQ(amount_text(1450.0), "1,450");
  EXPECT_EQ(amount_text(-0.5), "-0.5");
  EXPECT_EQ(signed_percent(0.043), "+4.3 %");
  EXPECT_EQ(signed_percent(-0.01), "−1.0 %");
  EXPECT_EQ(signed_percent(-0.0004), "0.0 %");
}

TEST(Format, SpeaksCodes) {
  EXPECT_EQ(spoken("proposal_out"), "Proposal out");
  EXPECT_EQ(spoken_reason("NO_TIME_LEFT"), "No time left");
  EXPECT_EQ(spoken_reason("ON_NET"), "On-net");
  EXPECT_EQ(spoken(""), "");
}

}  // namespace
}  // namespace nearnet::ui
