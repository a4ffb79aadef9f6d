// SPDX-License-Identifier: Apache-2.0
// Level of detail for large point layers: where dots would pile up, a bubble with their number.
//
// The plane is cut into square cells of 64 to 128 screen units (world cells that double in size, so
// that nothing flickers while panning and the result depends on the scale alone). A cell with more
// than kMaxSingles points becomes one bubble at their mean place; the points of other cells are
// drawn singly. Layers of at most kAlwaysSingle points are never bundled.
//
//   const map::PointLevel& level = scene.prospects_at(camera.units_per_pixel());
//   for (const map::Bubble& bubble : level.bubbles) …
//
// Cost: one sort by Morton code a layer version, then one pass for each level that is looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "map/mercator.h"
#include "map/shapes.h"

namespace nearnet::map {

inline constexpr std::size_t kAlwaysSingle = 5000;
inline constexpr std::size_t kMaxSingles = 48;

struct Bubble {
  WorldPoint position;  ///< mean of its points
  WorldBox box;         ///< around its points: where a click zooms to
  std::uint32_t count = 0;
  std::uint32_t paint = 0;  ///< the most frequent class; the later one among equals
};

struct PointLevel {
  std::vector<std::uint32_t> singles;  ///< positions in Layer::points, ascending
  std::vector<Bubble> bubbles;         ///< by cell
};

/// Radius on the screen, in screen units; 10 to 26, by the logarithm of the count.
double bubble_radius(std::uint32_t count);
/// "87", "1.2k", "34k", "1.5M".
std::string bubble_text(std::uint32_t count);

/// The levels of one point layer, made when asked for and kept until the layer changes.
class PointLevels {
 public:
  /// Number of the level that serves a scale; neighbours differ by a factor of two.
  static int level_at(double units_per_pixel);
  const PointLevel& at(const Layer& layer, double units_per_pixel);

 private:
  struct Entry {
    std::uint64_t code;
    std::uint32_t point;
  };
  void sort_points(const Layer& layer);
  PointLevel build(const Layer& layer, int level) const;

  bool filled_ = false;
  std::uint64_t version_ = 0;
  std::vector<Entry> order_;
  std::map<int, PointLevel> levels_;
};

}  // namespace nearnet::map
