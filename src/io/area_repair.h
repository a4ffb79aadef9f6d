// SPDX-License-Identifier: Apache-2.0
// From the geometry of a row to valid polygons within ±180° of longitude. For io/ only.
#pragma once

#include <optional>
#include <string>

#include "geo/geometry.h"
#include "io/vector_reader.h"

namespace nearnet::io {

struct AreaRepair {
  std::optional<geo::Geometry> area;  ///< none: rejected
  bool repaired = false;
  bool split = false;
  std::string rejection;  ///< code
  std::string found;      ///< what was wrong
};

/// Takes the geometry out of the feature.
AreaRepair repair_area(Feature& feature);

}  // namespace nearnet::io
