// SPDX-License-Identifier: Apache-2.0
// What a drop cannot simply cross: a railway, water, a limited-access road.
#pragma once

#include <string>

#include "core/ids.h"
#include "geo/geometry.h"

namespace nearnet::model {

struct Barrier {
  core::BarrierId id;
  std::string name;
  std::string kind;        ///< "rail", "water", "limited_access", or the source's own word
  geo::Geometry geometry;  ///< lines or polygons, lon/lat
  std::string source;
  std::string extra;  ///< other columns as one JSON object

  friend bool operator==(const Barrier&, const Barrier&) = default;
};

}  // namespace nearnet::model
