// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <utility>
#include <vector>

#include "map/mesh.h"

namespace nearnet::map {

WorldLine simplified(const WorldLine& line, double tolerance) {
  if (line.size() < 3 || tolerance <= 0.0) return line;
  const bool ring = line.front() == line.back();
  std::vector<bool> kept(line.size(), false);
  kept.front() = kept.back() = true;
  std::size_t count = 2;
  std::vector<std::pair<std::size_t, std::size_t>> pending = {{0, line.size() - 1}};
  while (!pending.empty()) {
    const auto [first, last] = pending.back();
    pending.pop_back();
    double farthest = -1.0;
    std::size_t middle = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double away = distance(line[first], line[last], line[i]);
      if (away > farthest) {
        farthest = away;
        middle = i;
      }
    }
    // A ring keeps four points, closing one included, however small it is.
    const bool needed = ring && count < 4;
    if (middle == first || (farthest <= tolerance && !needed)) continue;
    kept[middle] = true;
    ++count;
    pending.emplace_back(first, middle);
    pending.emplace_back(middle, last);
  }
  WorldLine result;
  result.reserve(count);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (kept[i]) result.push_back(line[i]);
  }
  return result;
}

}  // namespace nearnet::map
