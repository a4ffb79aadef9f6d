// SPDX-License-Identifier: Apache-2.0
#include "addresses/interpolation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "geo/local_frame.h"

namespace nearnet::addresses {
namespace {

struct Ends {
  std::optional<int> from;
  std::optional<int> to;
  model::Parity parity;
};

Ends ends_of(const model::AddressRange& range, Side side) {
  return side == Side::kLeft ? Ends{range.left_from, range.left_to, range.left_parity}
                             : Ends{range.right_from, range.right_to, range.right_parity};
}

bool is_even(int number) {
  return number % 2 == 0;
}

}  // namespace

bool has_number(const model::AddressRange& range, Side side, int number) {
  const Ends ends = ends_of(range, side);
  if (!ends.from || !ends.to) return false;
  if (number < std::min(*ends.from, *ends.to) || number > std::max(*ends.from, *ends.to)) {
    return false;
  }
  switch (ends.parity) {
    case model::Parity::kEven:
      return is_even(number);
    case model::Parity::kOdd:
      return !is_even(number);
    case model::Parity::kBoth:
      break;
  }
  return is_even(*ends.from) != is_even(*ends.to) || is_even(*ends.from) == is_even(number);
}

geo::LonLat place_on(const model::AddressRange& range, Side side, int number, double offset) {
  assert(has_number(range, side, number) && range.line.size() > 1);
  const Ends ends = ends_of(range, side);
  const double share = *ends.from == *ends.to ? 0.5
                                              : static_cast<double>(number - *ends.from) /
                                                    static_cast<double>(*ends.to - *ends.from);
  const geo::LocalFrame frame(range.line.front());
  std::vector<geo::XY> points;
  for (const geo::LonLat& point : range.line) points.push_back(frame.to_metres(point));
  double length = 0.0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  }
  double left = share * length;
  geo::XY place = points.front();
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double dx = points[i].x - points[i - 1].x;
    const double dy = points[i].y - points[i - 1].y;
    const double step = std::hypot(dx, dy);
    if (step <= 0.0) continue;
    const double t = std::min(left / step, 1.0);
    // Left of the direction of travel is a quarter turn counter-clockwise.
    const double aside = (side == Side::kLeft ? offset : -offset) / step;
    place = {points[i - 1].x + t * dx - aside * dy, points[i - 1].y + t * dy + aside * dx};
    if (left <= step) break;
    left -= step;
  }
  return frame.to_lon_lat(place);
}

}  // namespace nearnet::addresses
