// SPDX-License-Identifier: Apache-2.0
// What a workspace holds, at a glance.
//
//   workspace::Info info = workspace::info(now, market.store());
//   for (const workspace::LayerInfo& layer : info.layers) print(layer.name, layer.rows);
//
// Cost: O(rows), for the extents.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/lon_lat.h"
#include "storage/store.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// "point", "line", "multipolygon", "any", "none"
std::string_view shape_text(storage::Shape shape);

struct LayerInfo {
  std::string name;
  std::int64_t rows = 0;
  std::string geometry;                 ///< shape_text() of the layer
  geo::LonLatBox extent;                ///< of the rows that have a place; empty when none has
  std::string last_changed_at;          ///< local time of the workspace; "" when never changed
  std::string last_changed_by_command;  ///< "import roads"; "" when never changed
};

struct Info {
  std::string title;
  std::string time_zone;
  std::string crs;  ///< of every layer with a geometry
  int schema_version = 0;
  std::int64_t version = 0;  ///< number of commits
  std::vector<LayerInfo> layers;
};

Info info(const Snapshot& snapshot, const storage::Store& store);

}  // namespace nearnet::workspace
