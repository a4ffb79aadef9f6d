// SPDX-License-Identifier: Apache-2.0
#include "ui/format.h"

#include <fmt/format.h>

#include <cctype>
#include <cmath>

namespace nearnet::ui {

std::string count_text(std::int64_t count) {
  std::string digits = fmt::format("{}", count);
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t i = digits.size(); i > first + 3;) {
    i -= 3;
    digits.insert(i, 1, ',');
  }
  return digits;
}

std::string part_text(std::size_t part, std::size_t whole) {
  return count_text(part) + " of " + count_text(whole);
}

std::string amount_text(double amount) {
  const double tenths = std::round(amount * 10.0);
  if (std::fmod(tenths, 10.0) == 0.0)
    return count_text(static_cast<std::int64_t>(std::llround(amount)));
  const std::string whole = count_text(static_cast<std::int64_t>(std::trunc(tenths / 10.0)));
  const std::string sign = tenths < 0.0 && tenths > -10.0 ? "-" : "";
  return fmt::format("{}{}.{}", sign, whole, std::llabs(std::llround(std::fmod(tenths, 10.0))));
}

std::string signed_percent(double share) {
  const std::string size = fmt::format("{:.1f} %", std::abs(share) * 100.0);
  if (size == "0.0 %") return size;
  return (share < 0.0 ? "−" : "+") + size;
}

std::string percent(double share) {
  return fmt::format("{:.1f} %", share * 100.0);
}

std::string spoken(std::string_view code) {
  std::string words(code);
  for (char& c : words) {
    if (c == '_') c = ' ';
  }
  if (!words.empty())
    words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  return words;
}

std::string spoken_reason(std::string_view code) {
  if (code == "ON_NET") return "On-net";
  if (code == "NEAR_NET") return "Near-net";
  if (code == "OFF_NET") return "Off-net";
  std::string lower(code);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return spoken(lower);
}

std::string_view status_title(model::NetStatus status) {
  switch (status) {
    case model::NetStatus::kOnNet:
      return "On-net";
    case model::NetStatus::kNearNet:
      return "Near-net";
    case model::NetStatus::kOffNet:
      return "Off-net";
    case model::NetStatus::kUnknown:
      break;
  }
  return "Unknown";
}

std::uint32_t status_colour(const Palette& colours, model::NetStatus status) {
  switch (status) {
    case model::NetStatus::kOnNet:
      return colours.good;
    case model::NetStatus::kNearNet:
      return colours.warning;
    case model::NetStatus::kOffNet:
    case model::NetStatus::kUnknown:
      break;
  }
  return colours.muted;
}

std::uint32_t state_colour(const Palette& colours, model::ScenarioState state) {
  switch (state) {
    case model::ScenarioState::kPublished:
      return colours.good;
    case model::ScenarioState::kProposed:
    case model::ScenarioState::kApproved:
      return colours.info;
    case model::ScenarioState::kDraft:
      return colours.warning;
    case model::ScenarioState::kRetired:
      break;
  }
  return colours.muted;
}

}  // namespace nearnet::ui
