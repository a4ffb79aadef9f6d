// SPDX-License-Identifier: Apache-2.0
// A rep's standing beats: areas each of which is worked as one, with the businesses that belong to
// them.
#pragma once

#include <string>

#include "core/ids.h"
#include "core/units.h"
#include "geo/geometry.h"

namespace nearnet::model {

struct Beat {
  core::RepId rep;
  int number = 0;  ///< 1, 2, …
  int businesses = 0;
  core::Seconds work;  ///< time of visits a year that its businesses ask for
  geo::Geometry area;  ///< concave hull of its businesses

  friend bool operator==(const Beat&, const Beat&) = default;
};

struct BeatMember {
  core::RepId rep;
  int beat = 0;
  core::BusinessId business;
  std::string name;  ///< repeated from the business so that the layer reads alone
  geo::LonLat position;

  friend bool operator==(const BeatMember&, const BeatMember&) = default;
};

}  // namespace nearnet::model
