// SPDX-License-Identifier: Apache-2.0
// The join as a competent programmer writes it straight on GDAL and GEOS: what nearnet's engine is
// measured against.
#pragma once

#include <string>

namespace nearnet::bench {

/// Reads FOLDER/footprints.gpkg and FOLDER/businesses.gpkg, writes business_id, status,
/// footprint_id and distance as CSV. Containment in lon/lat, distance in the tangent metric of the
/// business.
void straight_join(const std::string& folder, const std::string& output, double near_net,
                   unsigned threads);

}  // namespace nearnet::bench
