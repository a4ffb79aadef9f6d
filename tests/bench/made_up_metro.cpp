// SPDX-License-Identifier: Apache-2.0
#include "made_up_metro.h"

#include <array>

#include "core/random.h"

namespace {

using nearnet::core::Random;
using nearnet::roads::Arc;
using nearnet::roads::Cost;

struct StreetClass {
  std::uint32_t every;  ///< lines of the lattice
  std::int64_t kmh;
  double missing;  ///< share of its blocks
};
constexpr std::array<StreetClass, 4> kClasses = {
    {{128, 105, 0.0}, {32, 75, 0.02}, {8, 50, 0.05}, {1, 32, 0.16}}};

const StreetClass& class_of(std::uint32_t line) {
  for (const StreetClass& one : kClasses) {
    if (line % one.every == 0) return one;
  }
  return kClasses.back();
}

void add_street(std::uint32_t from, std::uint32_t to, const StreetClass& of, Random& random,
                std::vector<Arc>& arcs) {
  constexpr double kOneWay = 0.12;
  if (random.chance(of.missing)) return;
  const auto decimetres = static_cast<std::int64_t>(random.uniform(800.0, 1'400.0));
  // d dm at v km/h take 360 d / v ms.
  const Cost cost = Cost::of(360 * decimetres / of.kmh, decimetres);
  const bool one_way = random.chance(kOneWay);
  const bool forward = !one_way || random.chance(0.5);
  if (forward) arcs.push_back({from, to, cost});
  if (!forward || !one_way) arcs.push_back({to, from, cost});
}

}  // namespace

std::vector<Arc> made_up_metro(std::uint32_t side, std::uint64_t seed) {
  Random random(seed);
  std::vector<Arc> arcs;
  for (std::uint32_t row = 0; row < side; ++row) {
    for (std::uint32_t col = 0; col < side; ++col) {
      const std::uint32_t node = row * side + col;
      if (col + 1 < side) add_street(node, node + 1, class_of(row), random, arcs);
      if (row + 1 < side) add_street(node, node + side, class_of(col), random, arcs);
    }
  }
  return arcs;
}
