// SPDX-License-Identifier: Apache-2.0
// Polygons by census id: blocks, block groups, tracts or counties. For io/ only.
//
//   io::CensusAreas areas("tl_2020_23_tract.zip", "", job);
//   const geo::Geometry* tract = areas.holding("230190001001000");   // of the block; null: none
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "core/diagnostics.h"
#include "core/job_context.h"
#include "geo/geometry.h"

namespace nearnet::io {

class CensusAreas {
 public:
  /// Throws core::InputError for a source without polygons or without a census id.
  CensusAreas(const std::string& source, const std::string& layer, const core::JobContext& job,
              core::Diagnostics& diagnostics);

  /// The part of a longer census id that names one of these areas.
  std::string_view id_of(std::string_view census_id) const;
  const geo::Geometry* holding(std::string_view census_id) const;
  /// "census tracts"
  std::string_view kind() const;
  std::size_t digits() const { return digits_; }

 private:
  std::size_t digits_ = 0;
  std::unordered_map<std::string, geo::Geometry> areas_;  // looked up only
};

/// A census id as text of its full length: spreadsheets drop the zero of the first nine states.
std::string whole_census_id(std::string_view text);

}  // namespace nearnet::io
