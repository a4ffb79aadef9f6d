// SPDX-License-Identifier: Apache-2.0
// The verdict on one business: can it be served, may it be worked, and why.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "geo/lon_lat.h"

namespace nearnet::model {

/// on-net: inside or on the edge of a footprint. near-net: within the near-net distance of one.
/// unknown: no usable position, which is not a "no".
enum class NetStatus { kUnknown, kOnNet, kNearNet, kOffNet };

std::string_view to_text(NetStatus status);  ///< "on_net", "near_net", "off_net", "unknown"
std::optional<NetStatus> net_status_from_text(std::string_view text);

/// What it takes to serve a place, by the operator's own economics; docs/rules.md says how. Unknown
/// is not a "no".
enum class Grade { kUnknown, kDrop, kBuildPays, kSurvey, kOut };

std::string_view to_text(Grade grade);  ///< "UNKNOWN", "DROP", "BUILD_PAYS", "SURVEY", "OUT"
std::optional<Grade> grade_from_text(std::string_view text);

struct Prospect {
  core::BusinessId business;
  std::string name;  ///< repeated from the business so that the layer reads alone
  std::optional<geo::LonLat> position;  ///< repeated likewise
  NetStatus status = NetStatus::kUnknown;
  bool eligible = false;
  core::FootprintId footprint;  ///< covering, else nearest within the search distance; may be empty
  std::optional<core::Metres> distance;  ///< to that footprint, 0 inside; none when nothing is near
  /// Along the roads to the plant; none without roads, or where none is near.
  std::optional<core::Metres> route;
  core::FootprintId offer;     ///< the best of the footprints that cover it; empty when none does
  std::optional<Grade> grade;  ///< none while the rules have no economics
  std::vector<std::string>
      reasons;         ///< codes, positive ones too ("ON_NET", "EXISTING_CUSTOMER", …)
  double score = 0.0;  ///< 0 … 100, priorities on top; 0 when not eligible

  friend bool operator==(const Prospect&, const Prospect&) = default;
};

}  // namespace nearnet::model
