// SPDX-License-Identifier: Apache-2.0
// Known schemas, told by their columns alone, where knowing them changes what an import does.
//
//   io::SourceProfile profile = io::recognise_businesses(reader);
//   profile.name;                    // "chain store list", "" for everything else
#pragma once

#include <map>
#include <string>

#include "io/vector_reader.h"

namespace nearnet::io {

struct SourceProfile {
  std::string name;
  /// Ours → theirs, where a header alone would not be trusted; gives way to the user's own.
  std::map<std::string, std::string> fields;
  /// Ids of the source (store 12) mean something within one chain only: they are kept apart from
  /// other chains' by the brand, or by `local_to` where the source has no brand column.
  bool local_ids = false;
  std::string brand_column;
  std::string local_to;
};

/// OpenStreetMap: tags decide what is a business. USDA SNAP retailers: "End Date" means closed.
/// Chain store lists: the brand is the category, and keeps store numbers apart.
SourceProfile recognise_businesses(const VectorReader& reader);

/// FCC BDC hexagons: counts of locations by kind of offer tell the segment.
SourceProfile recognise_footprints(const VectorReader& reader);

}  // namespace nearnet::io
