// SPDX-License-Identifier: Apache-2.0
// Makes streets of lines that were only drawn: gives roads a point in common where they meet, and
// takes it from them where one passes over the other.
//
//   roads::NodedRoads streets = roads::node_roads(std::move(lines), lines_read, levels, {}, job);
//
// Definition. A road that ends within `tolerance` of another, and has no point in common with it
// there, is joined to it: its end becomes a point of the other, which bends by no more than that. A
// motorway is joined like that to motorways, ramps and trunk roads only. Roads that merely cross
// stay apart, unless `at_crossings` asks for a point in common. Where roads have a point in common
// and pass through it on different levels, those of each level meet each other only, and a road
// that ends there meets the nearest level: all but those nearest the ground are moved aside by a
// centimetre or so. A level that is not known is the ground's, but a motorway's is above it where
// others cross it.
//
// Guarantees: the same on any number of threads; roads keep all their points, in order. Cost: a
// tree query for each end of a road, and for each segment.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "core/units.h"
#include "model/road.h"
#include "model/road_levels.h"

namespace nearnet::roads {

struct NodingOptions {
  core::Metres tolerance{2.0};
  bool at_crossings = false;
};

struct NodedRoads {
  std::vector<model::Road> roads;    ///< as given, with other points
  std::vector<std::size_t> changed;  ///< which of them, ascending
  std::size_t joined = 0;            ///< ends that were joined to a road that they lie on
  std::size_t crossings = 0;  ///< places where roads cross without a point in common, joined or not
  std::size_t apart = 0;      ///< points in common that were taken apart by level
};

/// The first `fresh` roads are joined to each other and to those behind them, which are taken as
/// joined among each other. `levels`: of the first roads; of those beyond nothing is known.
NodedRoads node_roads(std::vector<model::Road> roads, std::size_t fresh,
                      std::span<const model::RoadLevels> levels, const NodingOptions& options,
                      const core::JobContext& job);

}  // namespace nearnet::roads
