// SPDX-License-Identifier: Apache-2.0
// Values as panels write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/activity.h"
#include "model/prospect.h"
#include "model/stage.h"
#include "model/territory.h"
#include "ui/look.h"

namespace nearnet::ui {

/// 3912 → "3,912".
std::string count_text(std::int64_t count);
inline std::string count_text(std::size_t count) {
  return count_text(static_cast<std::int64_t>(count));
}
/// "312 of 3,912".
std::string part_text(std::size_t part, std::size_t whole);
/// Without needless zeros: 31.5 → "31.5", 1450 → "1,450".
std::string amount_text(double amount);
/// 0.043 → "+4.3 %", −0.01 → "−1.0 %".
std::string signed_percent(double share);
std::string percent(double share);
/// "proposal_out", "not-in" → "Proposal out", "Not in".
std::string spoken(std::string_view code);
/// "NO_TIME_LEFT" → "No time left".
std::string spoken_reason(std::string_view code);

/// "On-net", "Near-net", "Off-net", "Unknown".
std::string_view status_title(model::NetStatus status);
std::uint32_t status_colour(const Palette& colours, model::NetStatus status);
std::uint32_t state_colour(const Palette& colours, model::ScenarioState state);

}  // namespace nearnet::ui
