// SPDX-License-Identifier: Apache-2.0
#include "map/point_level.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "map/style.h"

namespace nearnet::map {
namespace {

constexpr double kCellPixels = 128.0;  // at the closest scale of a level; half at the farthest
constexpr double kFinestUnits = 1.0 / 64.0;  // world units to a pixel of level 0

/// The bits of `value` spread to the even places.
std::uint64_t spread(std::uint64_t value) {
  value &= 0xFFFFFFFFULL;
  value = (value | (value << 16)) & 0x0000FFFF0000FFFFULL;
  value = (value | (value << 8)) & 0x00FF00FF00FF00FFULL;
  value = (value | (value << 4)) & 0x0F0F0F0F0F0F0F0FULL;
  value = (value | (value << 2)) & 0x3333333333333333ULL;
  return (value | (value << 1)) & 0x5555555555555555ULL;
}

/// Number of the finest cell in Morton order: cells of any coarser level are runs of it.
std::uint64_t morton(WorldPoint p) {
  const double cell = kCellPixels * kFinestUnits;
  const auto number = [&](double v) {
    // Unwrapped longitudes reach ±1.5 worlds.
    return static_cast<std::uint64_t>(std::max(0.0, (v + 1.5 * kWorldWidth) / cell));
  };
  return spread(number(p.x)) | (spread(number(p.y)) << 1);
}

}  // namespace

double bubble_radius(std::uint32_t count) {
  return std::clamp(10.0 + 2.2 * std::log2(static_cast<double>(count) / kMaxSingles), 10.0, 26.0);
}

std::string bubble_text(std::uint32_t count) {
  const double value = count;
  if (count < 1000) return fmt::format("{}", count);
  if (count < 9950) return fmt::format("{:.1f}k", value / 1e3);
  if (count < 999'500) return fmt::format("{:.0f}k", value / 1e3);
  return fmt::format("{:.1f}M", value / 1e6);
}

int PointLevels::level_at(double units_per_pixel) {
  const double level = std::floor(std::log2(units_per_pixel / kFinestUnits));
  return static_cast<int>(std::clamp(level, 0.0, 31.0));
}

const PointLevel& PointLevels::at(const Layer& layer, double units_per_pixel) {
  if (!filled_ || version_ != layer.version) {
    filled_ = true;
    version_ = layer.version;
    levels_.clear();
    sort_points(layer);
  }
  const int level = order_.empty() ? 0 : level_at(units_per_pixel);
  const auto found = levels_.find(level);
  if (found != levels_.end()) return found->second;
  return levels_.emplace(level, build(layer, level)).first->second;
}

/// Small layers need no order: nothing of them is ever bundled.
void PointLevels::sort_points(const Layer& layer) {
  order_.clear();
  if (layer.points.size() <= kAlwaysSingle) return;
  order_.reserve(layer.points.size());
  for (std::uint32_t i = 0; i < layer.points.size(); ++i) {
    order_.push_back({morton(layer.points[i].position), i});
  }
  std::sort(order_.begin(), order_.end(), [](const Entry& a, const Entry& b) {
    return a.code != b.code ? a.code < b.code : a.point < b.point;
  });
}

PointLevel PointLevels::build(const Layer& layer, int level) const {
  PointLevel result;
  if (order_.empty()) {
    for (std::uint32_t i = 0; i < layer.points.size(); ++i) result.singles.push_back(i);
    return result;
  }
  const int shift = 2 * level;
  for (std::size_t first = 0; first < order_.size();) {
    std::size_t last = first;
    while (last < order_.size() && (order_[last].code >> shift) == (order_[first].code >> shift)) {
      ++last;
    }
    if (last - first <= kMaxSingles) {
      for (std::size_t i = first; i < last; ++i) result.singles.push_back(order_[i].point);
    } else {
      Bubble bubble;
      std::array<std::uint32_t, kProspectClasses> classes{};
      double x = 0.0;
      double y = 0.0;
      for (std::size_t i = first; i < last; ++i) {
        const PointShape& point = layer.points[order_[i].point];
        assert(point.paint < classes.size());
        x += point.position.x;
        y += point.position.y;
        bubble.box.grow(point.position);
        ++classes[point.paint];
      }
      bubble.count = static_cast<std::uint32_t>(last - first);
      bubble.position = {x / bubble.count, y / bubble.count};
      for (std::uint32_t c = 0; c < classes.size(); ++c) {
        if (classes[c] >= classes[bubble.paint]) bubble.paint = c;
      }
      result.bubbles.push_back(bubble);
    }
    first = last;
  }
  std::sort(result.singles.begin(), result.singles.end());
  return result;
}

}  // namespace nearnet::map
