// SPDX-License-Identifier: Apache-2.0
#include "handoff/svg_path.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace nearnet::handoff {
namespace {

struct Tenths {
  long x = 0;
  long y = 0;
};

Tenths in_tenths(geo::XY at) {
  return {std::lround(at.x * 10.0), std::lround(at.y * 10.0)};
}

}  // namespace

void append_path(std::span<const geo::XY> line, bool close, std::string& path) {
  if (line.size() < 2) return;
  const std::size_t begin = path.size();
  Tenths last = in_tenths(line.front());
  fmt::format_to(std::back_inserter(path), "M{} {}", last.x, last.y);
  bool first = true;
  for (const geo::XY& point : line.subspan(1)) {
    const Tenths at = in_tenths(point);
    if (at.x == last.x && at.y == last.y) continue;
    const long dx = at.x - last.x;
    const long dy = at.y - last.y;
    // A minus sign separates by itself.
    const char* lead = first ? "l" : dx < 0 ? "" : " ";
    fmt::format_to(std::back_inserter(path), "{}{}{}{}", lead, dx, dy < 0 ? "" : " ", dy);
    first = false;
    last = at;
  }
  if (first) {
    path.resize(begin);
  } else if (close) {
    path += 'z';
  }
}

}  // namespace nearnet::handoff
