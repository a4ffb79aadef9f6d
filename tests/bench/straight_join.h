// SPDX-License-Identifier: Apache-2.0
// The join as a competent programmer writes it straight on GDAL and GEOS: what nearnet's engine is
// measured against.
#pragma once

#include <cstddef>
#include <string>

namespace nearnet::bench {

struct StraightOptions {
  double near_net = 150.0;  ///< metres
  unsigned threads = 1;
  /// Candidates are moved to the tangent plane and measured by GEOS; else by a loop over their
  /// edges that needs no copy.
  bool geos_distance = false;
};

/// Reads FOLDER/footprints.gpkg and FOLDER/businesses.gpkg, writes business_id, status,
/// footprint_id and distance as CSV. Containment in lon/lat, distance in the tangent metric of the
/// business in whole millimetres; the smallest id of those equal.
void straight_join(const std::string& folder, const std::string& output,
                   const StraightOptions& options);

/// Reads both files as OGR's batches of columns and does nothing with them: what any program that
/// reads through GDAL must spend. Returns the rows read.
std::size_t read_alone(const std::string& folder);

}  // namespace nearnet::bench
