// SPDX-License-Identifier: Apache-2.0
// Features as the map keeps them: geometry in the Mercator plane, the index of the record it came
// from, and the class that its paint goes by.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "map/feature_id.h"
#include "map/mercator.h"

namespace nearnet::map {

struct WorldPolygon {
  WorldLine shell;
  std::vector<WorldLine> holes;
};

struct AreaShape {
  std::uint32_t feature = 0;
  std::uint32_t paint = 0;
  WorldBox box;
  std::vector<WorldPolygon> polygons;
};

struct LineShape {
  std::uint32_t feature = 0;
  std::uint32_t paint = 0;
  WorldBox box;
  WorldLine points;
};

struct PointShape {
  std::uint32_t feature = 0;
  std::uint32_t paint = 0;
  WorldPoint position;
};

/// A text that belongs to a feature, and where it stands.
struct Caption {
  std::uint32_t feature = 0;
  WorldPoint position;
  WorldBox box;  ///< of the feature: small ones go unlabelled
  std::string text;
};

/// What an area is painted as where that changes more often than its shape.
struct Tint {
  static constexpr std::uint16_t kNone = 0xFFFF;
  std::uint16_t paint = kNone;
  bool marked = false;  ///< something is wrong here
  friend bool operator==(const Tint&, const Tint&) = default;
};

/// A stretch of border between two areas, by their features.
struct EdgeShape {
  WorldPoint a;
  WorldPoint b;
  std::uint32_t left = 0;
  std::uint32_t right = 0;
};

struct Layer {
  LayerId id = LayerId::kProspects;
  bool visible = true;
  std::uint64_t version = 0;  ///< changes whenever the shapes do
  WorldBox box;
  std::vector<AreaShape> areas;
  std::vector<LineShape> lines;
  std::vector<PointShape> points;
  std::vector<Caption> captions;     ///< one for each area or point, in their order, or none
  std::vector<std::string> classes;  ///< by paint: what the legend says
  std::vector<Tint> tints;           ///< by feature, instead of the shapes' own paint; or none
  std::uint64_t tints_version = 0;   ///< changes whenever the tints do
  std::vector<EdgeShape> edges;      ///< drawn where the tints beside them differ

  bool empty() const { return areas.empty() && lines.empty() && points.empty(); }
};

/// Even-odd over all rings; the boundary itself may fall on either side.
bool covers(const AreaShape& area, WorldPoint point);
/// Distance to the nearest point of the segment from a to b.
double distance(WorldPoint a, WorldPoint b, WorldPoint point);
/// Distance to the nearest point of the line.
double distance(const WorldLine& line, WorldPoint point);

}  // namespace nearnet::map
