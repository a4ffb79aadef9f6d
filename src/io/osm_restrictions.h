// SPDX-License-Identifier: Apache-2.0
// The turn restriction relations of an OpenStreetMap file, as they stand there. GDAL's driver does
// not give the members of relations, so libosmium reads them. For io/ only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/job_context.h"
#include "geo/lon_lat.h"

namespace nearnet::io {

struct OsmRestriction {
  std::int64_t id = 0;
  std::map<std::string, std::string> tags;
  std::vector<std::int64_t> from;      ///< ways
  std::vector<std::int64_t> to;        ///< ways
  std::vector<std::int64_t> via_ways;  ///< in their order in the relation
  std::optional<std::int64_t> via_node;
  std::optional<geo::LonLat> via;  ///< where that node is; none: not in the file
};

/// Relations of type restriction, in the order of the file. `path` is what GDAL would open: a file
/// or within an archive; PBF or XML. Throws core::InputError where it cannot be read. Cost: one
/// pass, a second for the nodes where there are any restrictions.
std::vector<OsmRestriction> read_osm_restrictions(const std::string& path,
                                                  const core::JobContext& job);

}  // namespace nearnet::io
