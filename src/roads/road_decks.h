// SPDX-License-Identifier: Apache-2.0
// Roads that pass over each other at a point that their lines have in common. Internal to roads;
// noding.h says what is meant.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "geo/lon_lat.h"
#include "model/road.h"
#include "model/road_levels.h"

namespace nearnet::roads {

/// What matters of it where roads meet. A trunk road may lead on from a motorway, and is crossed on
/// the level like any other.
enum class RoadClass { kMotorway, kRamp, kTrunk, kOther };
RoadClass class_of(const model::Road& road);

/// Of a road at one of its points: at its ends, what is known of them; between, what both say.
std::optional<int> level_along(const model::RoadLevels& levels);
std::optional<int> level_at(const model::RoadLevels& levels, const geo::Line& line,
                            geo::LonLat point);

/// One of them was moved aside from the other, in this import or one before.
bool is_aside(geo::LonLat a, geo::LonLat b);

/// Moves points so that roads of different levels meet no more; says at how many places.
std::size_t part_decks(std::vector<model::Road>& roads,
                       const std::vector<model::RoadLevels>& levels);

}  // namespace nearnet::roads
