// SPDX-License-Identifier: Apache-2.0
// A piece of plant: a polygon in which a provider says that service can be had, or a line of cable
// that serves what a drop can reach. Our own footprints and the competitors' are the same kind of
// thing in two layers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "geo/geometry.h"

namespace nearnet::model {

/// Whom the offer in a footprint is for.
enum class Segment { kUnknown, kResidential, kBusiness, kBoth };

std::string_view to_text(Segment segment);  ///< "unknown", "residential", "business", "both"
std::optional<Segment> segment_from_text(std::string_view text);

struct Footprint {
  core::FootprintId id;
  std::string name;
  std::string provider;
  std::string technology;
  std::string node;
  Segment segment = Segment::kUnknown;
  std::optional<double> max_down_mbps;
  std::optional<double> max_up_mbps;
  std::optional<core::Date> as_of;  ///< date of the plant record
  /// Plant drawn as lines serves what lies within so far of them; none for polygons.
  std::optional<core::Metres> drop;
  geo::Geometry geometry;  ///< valid polygons, or lines; lon/lat, edges straight in lon/lat
  std::string source;
  std::string extra;  ///< other columns as one JSON object

  friend bool operator==(const Footprint&, const Footprint&) = default;
};

/// An area where knocking is not allowed.
struct NoSolicitArea {
  core::AreaId id;
  std::string name;
  std::string rule;  ///< the ordinance or agreement, as text
  geo::Geometry geometry;
  std::string source;
  std::string extra;

  friend bool operator==(const NoSolicitArea&, const NoSolicitArea&) = default;
};

}  // namespace nearnet::model
