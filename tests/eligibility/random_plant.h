// SPDX-License-Identifier: Apache-2.0
// Plant, places and businesses for eligibility tests: literals, and seeded random ones with the
// places where geometry goes wrong (vertices, edges, hole rims, one step of a double beside them).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "model/business.h"
#include "model/footprint.h"

namespace nearnet::eligibility::testing {

model::Footprint footprint(std::string id, std::string_view wkt);
model::NoSolicitArea no_solicit_area(std::string id, std::string_view wkt);
model::Business business(std::string id, geo::LonLat position);

/// Irregular polygons with holes, two-part multipolygons and a grid of touching cells within about
/// 0.1° of `centre`. Ids are mixed, unordered and some are text. Longitudes may pass ±180.
std::vector<model::Footprint> random_plant(core::Random& random, geo::LonLat centre, int count);

/// Random places around `centre`, and the awkward ones of `plant`; longitudes within ±180.
std::vector<geo::LonLat> awkward_places(core::Random& random, geo::LonLat centre,
                                        const std::vector<model::Footprint>& plant, int count);

/// A business with every field that rules look at drawn at random; some have no or no valid
/// position.
model::Business random_business(core::Random& random, std::string id, geo::LonLat position,
                                core::Date today);

}  // namespace nearnet::eligibility::testing
