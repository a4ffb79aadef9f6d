// SPDX-License-Identifier: Apache-2.0
#include "town/terrain.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nearnet::town {
namespace {

const Polyline kRiver = {{-1150, 2300}, {-800, 1650}, {-350, 1250}, {-150, 800},  {150, 430},
                         {330, 50},     {380, -350},  {470, -800},  {600, -1300}, {700, -2000}};

double river_half_width(double y) {
  if (y > 0.0) return 32.0;
  return 32.0 + 40.0 * std::min(-y / 500.0, 1.0) +
         130.0 * std::clamp((-y - 450.0) / 500.0, 0.0, 1.0);
}

double coast(double x) {
  return -830.0 + 130.0 * std::sin((x + 300.0) / 520.0) + 60.0 * std::sin(x / 190.0);
}

double distance_to_segment(XY p, XY a, XY b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  const double t =
      squared > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0) : 0.0;
  return distance(p, {a.x + t * dx, a.y + t * dy});
}

}  // namespace

double distance(XY a, XY b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

double distance(XY p, const Polyline& line) {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < line.size(); ++i) {
    nearest = std::min(nearest, distance_to_segment(p, line[i - 1], line[i]));
  }
  return nearest;
}

double length(const Polyline& line) {
  double sum = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i - 1], line[i]);
  return sum;
}

double land_around(XY p) {
  return std::min(distance(p, kRiver) - river_half_width(p.y), p.y - coast(p.x));
}

Polyline smooth(const Polyline& through, double step) {
  Polyline curve;
  const std::size_t last = through.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const XY p0 = through[i > 0 ? i - 1 : 0];
    const XY p1 = through[i];
    const XY p2 = through[i + 1];
    const XY p3 = through[std::min(i + 2, last)];
    const auto at = [](double t, double a, double b, double c, double d) {
      return 0.5 * (2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t +
                    (3.0 * b - a - 3.0 * c + d) * t * t * t);
    };
    const int pieces = std::max(1, static_cast<int>(std::lround(distance(p1, p2) / step)));
    for (int k = 0; k < pieces; ++k) {
      const double t = static_cast<double>(k) / pieces;
      curve.push_back({at(t, p0.x, p1.x, p2.x, p3.x), at(t, p0.y, p1.y, p2.y, p3.y)});
    }
  }
  curve.push_back(through[last]);
  return curve;
}

Polyline densified(const Polyline& line, double step) {
  Polyline dense;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const int pieces =
        std::max(1, static_cast<int>(std::ceil(distance(line[i - 1], line[i]) / step)));
    for (int k = 0; k < pieces; ++k) {
      const double t = static_cast<double>(k) / pieces;
      dense.push_back({line[i - 1].x + t * (line[i].x - line[i - 1].x),
                       line[i - 1].y + t * (line[i].y - line[i - 1].y)});
    }
  }
  dense.push_back(line.back());
  return dense;
}

}  // namespace nearnet::town
