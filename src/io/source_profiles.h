// SPDX-License-Identifier: Apache-2.0
// Known sources, told by their columns alone, where knowing them changes what an import does. Each
// is one entry of a table, with the others of its family in a file of their own: known_areas.cpp,
// known_businesses.cpp, known_roads.cpp.
//
//   io::SourceProfile profile = io::recognise_businesses(reader);
//   profile.name;                    // "chain store list", "" for everything else
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/vector_reader.h"

namespace nearnet::io {

/// What one row of the source is.
enum class RowForm {
  kRecord,        ///< one record
  kAvailability,  ///< an offer at one location or block: many become one footprint
};

struct SourceProfile {
  std::string name = {};
  /// Ours → theirs, where a header alone would not be trusted; gives way to the user's own.
  std::map<std::string, std::string> fields = {};
  RowForm form = RowForm::kRecord;
  /// The columns that together are the key, "" where the source has one of the well-known ones.
  std::vector<std::string> key = {};
  /// Ours → column and the way into the JSON it holds ("/0/freeform"), best first. "" in the end
  /// takes plain text as it is.
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> nested = {};
  /// Ids of the source (store 12) mean something within one chain only: they are kept apart from
  /// other chains' by the brand, or by `local_to` where the source has no brand column.
  bool local_ids = false;
  std::string brand_column = {};
  std::string local_to = {};
};

/// One entry of a table. Headers match without regard to case, blanks and punctuation.
struct KnownSource {
  std::string name;
  /// All are needed, each under any of its names.
  std::vector<std::vector<std::string>> columns;
  /// Ours → theirs, best first; those that the source has not are passed over.
  std::map<std::string, std::vector<std::string>> fields = {};
  RowForm form = RowForm::kRecord;
  /// Each under any of its names.
  std::vector<std::vector<std::string>> key = {};
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> nested = {};
  bool local_ids = false;
};

/// Name of the profile of OpenStreetMap files.
inline constexpr std::string_view kOsmProfile = "OpenStreetMap";

/// The tables, most telling entries first.
const std::vector<KnownSource>& known_footprints();
const std::vector<KnownSource>& known_businesses();
const std::vector<KnownSource>& known_roads();

SourceProfile recognise_footprints(const VectorReader& reader);
SourceProfile recognise_businesses(const VectorReader& reader);
SourceProfile recognise_roads(const VectorReader& reader);

/// "S1400" → "residential": the OpenStreetMap class of a feature class code of the Census Bureau;
/// "" for codes of other things than roads.
std::string_view highway_of_feature_class(std::string_view code);
/// A letter and four digits.
bool is_feature_class(std::string_view code);

}  // namespace nearnet::io
