// SPDX-License-Identifier: Apache-2.0
// A piece of street centreline.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "geo/geometry.h"

namespace nearnet::model {

/// Direction of travel relative to the order of the points.
enum class OneWay { kNo, kForward, kBackward };

std::string_view to_text(OneWay one_way);  ///< "no", "forward", "backward"
std::optional<OneWay> one_way_from_text(std::string_view text);

struct Road {
  core::RoadId id;
  std::string name;
  std::string road_class;  ///< OSM highway value or the source's own class
  OneWay one_way = OneWay::kNo;
  std::optional<double> max_speed_kmh;
  std::optional<bool> paved;  ///< none: not known
  geo::Line line;
  std::string source;
  std::string extra;

  friend bool operator==(const Road&, const Road&) = default;
};

}  // namespace nearnet::model
