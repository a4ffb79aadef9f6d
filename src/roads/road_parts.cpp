// SPDX-License-Identifier: Apache-2.0
#include "roads/road_parts.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>

#include "roads/road_segments.h"

namespace nearnet::roads {
namespace {

/// Sets that grow together (R. Tarjan, 1975).
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t of(std::uint32_t item) {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t one = of(a);
    const std::uint32_t other = of(b);
    parent_[std::max(one, other)] = std::min(one, other);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace

std::vector<RoadPart> road_parts(std::span<const model::Road> roads,
                                 std::span<const geo::LonLat> places, core::Metres off_road) {
  const RoadSegments segments(roads);
  Sets sets(segments.places().size());
  for (std::size_t s = 0; s < segments.size(); ++s) sets.join(segments[s].from, segments[s].to);
  std::vector<RoadPart> by_place(segments.places().size());
  const auto part_of = [&](std::size_t segment) -> RoadPart& {
    return by_place[sets.of(segments[segment].from)];
  };
  for (std::size_t s = 0; s < segments.size(); ++s) {
    part_of(s).km += short_length(segments.from(s), segments.to(s)) / 1'000.0;
    const bool begins = s == 0 || segments[s - 1].road != segments[s].road;
    if (begins) ++part_of(s).roads;
  }
  for (const geo::LonLat place : places) {
    const auto nearest = segments.nearest(place, off_road.value, [](std::size_t) { return true; });
    if (nearest) ++part_of(nearest->segment).places;
  }
  std::erase_if(by_place, [](const RoadPart& part) { return part.roads == 0; });
  std::ranges::stable_sort(by_place, std::greater<>(), &RoadPart::km);
  return by_place;
}

}  // namespace nearnet::roads
