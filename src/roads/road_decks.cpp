// SPDX-License-Identifier: Apache-2.0
#include "roads/road_decks.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <span>
#include <tuple>

#include "core/text.h"

namespace nearnet::roads {
namespace {

constexpr double kAside = 1e-7;  // degrees of latitude: about a centimetre

/// A road at a point of its line.
struct Visit {
  geo::LonLat point;
  std::uint32_t road = 0;
  std::uint32_t number = 0;  ///< of the point
  int legs = 0;              ///< ways on along the road: 2, or 1 at its ends
  std::optional<int> level;
  RoadClass road_class = RoadClass::kOther;

  auto key() const { return std::tuple(point, road, number); }
};

std::vector<Visit> visits_of(const std::vector<model::Road>& roads,
                             const std::vector<model::RoadLevels>& levels) {
  std::vector<Visit> visits;
  for (std::uint32_t r = 0; r < roads.size(); ++r) {
    const geo::Line& line = roads[r].line;
    for (std::uint32_t i = 0; i < line.size(); ++i) {
      const bool first = i == 0;
      const bool last = i + 1 == line.size();
      const auto level = first  ? levels[r].at_start
                         : last ? levels[r].at_end
                                : level_along(levels[r]);
      visits.push_back({line[i], r, i, first || last ? 1 : 2, level, class_of(roads[r])});
    }
  }
  std::ranges::sort(visits, {}, &Visit::key);
  return visits;
}

int nearest(const std::vector<int>& levels, int to) {
  return *std::ranges::min_element(
      levels, {}, [&](int level) { return std::pair(std::abs(level - to), level); });
}

/// Those at one point.
class Meeting {
 public:
  explicit Meeting(std::span<Visit> visits) : visits_(visits) {}

  /// Whether anything had to move.
  bool part(std::vector<model::Road>& roads) {
    raise_motorway();
    std::map<int, int> legs;
    for (const Visit& visit : visits_) {
      if (!follows_motorway(visit)) legs[visit.level.value_or(0)] += visit.legs;
    }
    std::vector<int> decks;
    for (const auto& [level, count] : legs) {
      if (count >= 2) decks.push_back(level);
    }
    if (decks.size() < 2) return false;
    const int ground = nearest(decks, 0);
    for (const Visit& visit : visits_) {
      const int deck =
          nearest(decks, follows_motorway(visit) ? motorway_ : visit.level.value_or(0));
      if (deck == ground) continue;
      roads[visit.road].line[visit.number].lat += kAside * (deck - ground);
    }
    return true;
  }

 private:
  int legs_of(RoadClass road_class) const {
    int legs = 0;
    for (const Visit& visit : visits_) {
      if (visit.road_class == road_class) legs += visit.legs;
    }
    return legs;
  }

  /// A motorway that goes on is not crossed on the level, even where nobody says so.
  void raise_motorway() {
    const int others = legs_of(RoadClass::kOther) + legs_of(RoadClass::kTrunk);
    const bool crossed = legs_of(RoadClass::kMotorway) >= 2 && others >= 2;
    for (Visit& visit : visits_) {
      if (visit.road_class != RoadClass::kMotorway) continue;
      if (!visit.level && crossed) visit.level = 1;
      motorway_ = visit.level.value_or(0);
    }
  }

  /// A ramp of which no level is known leads to the motorway.
  static bool follows_motorway(const Visit& visit) {
    return visit.road_class == RoadClass::kRamp && !visit.level;
  }

  std::span<Visit> visits_;
  int motorway_ = 0;
};

}  // namespace

RoadClass class_of(const model::Road& road) {
  const std::string name = core::lower_case(core::trimmed(road.road_class));
  if (name == "motorway") return RoadClass::kMotorway;
  if (name == "trunk") return RoadClass::kTrunk;
  return name == "motorway_link" ? RoadClass::kRamp : RoadClass::kOther;
}

std::optional<int> level_along(const model::RoadLevels& levels) {
  return levels.at_start == levels.at_end ? levels.at_start : std::nullopt;
}

std::optional<int> level_at(const model::RoadLevels& levels, const geo::Line& line,
                            geo::LonLat point) {
  if (line.front() == point) return levels.at_start;
  return line.back() == point ? levels.at_end : level_along(levels);
}

bool is_aside(geo::LonLat a, geo::LonLat b) {
  constexpr double kLevels = 10.5;
  return a.lon == b.lon && a.lat != b.lat && std::abs(a.lat - b.lat) < kLevels * kAside;
}

std::size_t part_decks(std::vector<model::Road>& roads,
                       const std::vector<model::RoadLevels>& levels) {
  std::vector<Visit> visits = visits_of(roads, levels);
  std::size_t parted = 0;
  for (auto begin = visits.begin(); begin != visits.end();) {
    const auto end = std::find_if(begin, visits.end(),
                                  [&](const Visit& visit) { return visit.point != begin->point; });
    if (end - begin > 1 && Meeting(std::span(begin, end)).part(roads)) ++parted;
    begin = end;
  }
  return parted;
}

}  // namespace nearnet::roads
