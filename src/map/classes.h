// SPDX-License-Identifier: Apache-2.0
// Which class, hence which paint, a record falls into, and what the legend calls it.
//
//   map::class_of(prospect)                      // ProspectClass::kOnNet
//   map::Classes classes = map::footprint_classes(footprints);
//   classes.names[classes.of_feature[0]]         // "Northway Cable · DOCSIS 3.1"
//
// The same records give the same classes in any run; the order of records does not matter to the
// classes of footprints and days.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "map/style.h"
#include "model/barrier.h"
#include "model/day.h"
#include "model/footprint.h"
#include "model/prospect.h"
#include "model/road.h"

namespace nearnet::map {

/// An existing customer is shown as one whatever else is true of it.
ProspectClass class_of(const model::Prospect& prospect);
std::vector<std::string> prospect_class_names();

/// From OSM highway values and TIGER feature codes (MTFCC); anything else is a local street.
RoadClass class_of(const model::Road& road);
std::vector<std::string> road_class_names();

struct Classes {
  std::vector<std::string> names;
  std::vector<std::size_t> of_feature;
};

BarrierClass class_of(const model::Barrier& barrier);
std::vector<std::string> barrier_class_names();

/// One class for each provider and technology, ordered by their text.
Classes footprint_classes(std::span<const model::Footprint> footprints);

struct DayClasses {
  std::vector<std::string> names;  ///< "Ana, 2026-03-02"
  std::vector<std::size_t> of_day;
  std::vector<std::size_t> of_stop;
};

/// One class for each rep and date, ordered by rep and then date.
DayClasses day_classes(std::span<const model::DayRoute> days, std::span<const model::Stop> stops);

}  // namespace nearnet::map
