// SPDX-License-Identifier: Apache-2.0
#include "handoff/polyline.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace nearnet::handoff {
namespace {

struct Portion {
  double from = 0.0;
  double to = 1.0;
};

/// Narrows `portion` to where low ≤ start + t·delta ≤ high; false when nothing is left.
bool narrow(double start, double delta, double low, double high, Portion& portion) {
  if (delta == 0.0) return start >= low && start <= high;
  double enter = (low - start) / delta;
  double leave = (high - start) / delta;
  if (enter > leave) std::swap(enter, leave);
  portion.from = std::max(portion.from, enter);
  portion.to = std::min(portion.to, leave);
  return portion.from <= portion.to;
}

std::optional<Portion> inside(geo::XY a, geo::XY b, const SheetBox& box) {
  Portion portion;
  if (!narrow(a.x, b.x - a.x, -box.margin, box.width + box.margin, portion) ||
      !narrow(a.y, b.y - a.y, -box.margin, box.height + box.margin, portion)) {
    return std::nullopt;
  }
  return portion;
}

geo::XY between(geo::XY a, geo::XY b, double t) {
  return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

double distance_to_segment(geo::XY p, geo::XY a, geo::XY b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  const double t =
      square == 0.0 ? 0.0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0);
  const geo::XY foot = between(a, b, t);
  return std::hypot(p.x - foot.x, p.y - foot.y);
}

}  // namespace

std::vector<SheetLine> clipped(std::span<const geo::XY> line, const SheetBox& box) {
  std::vector<SheetLine> parts;
  bool open = false;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto portion = inside(line[i - 1], line[i], box);
    if (!portion) {
      open = false;
      continue;
    }
    if (!open || portion->from > 0.0) {
      parts.push_back({between(line[i - 1], line[i], portion->from)});
    }
    parts.back().push_back(between(line[i - 1], line[i], portion->to));
    open = portion->to == 1.0;
  }
  return parts;
}

SheetLine thinned(std::span<const geo::XY> line, double tolerance) {
  if (line.size() < 3) return {line.begin(), line.end()};
  std::vector<bool> keep(line.size(), false);
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> spans = {{0, line.size() - 1}};
  while (!spans.empty()) {
    const auto [first, last] = spans.back();
    spans.pop_back();
    double farthest = tolerance;
    std::size_t split = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double distance = distance_to_segment(line[i], line[first], line[last]);
      if (distance > farthest) {
        farthest = distance;
        split = i;
      }
    }
    if (split == first) continue;
    keep[split] = true;
    spans.emplace_back(first, split);
    spans.emplace_back(split, last);
  }
  SheetLine kept;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (keep[i]) kept.push_back(line[i]);
  }
  return kept;
}

double length(std::span<const geo::XY> line) {
  double sum = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    sum += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  }
  return sum;
}

}  // namespace nearnet::handoff
