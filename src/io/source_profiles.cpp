// SPDX-License-Identifier: Apache-2.0
#include "io/source_profiles.h"

#include <algorithm>
#include <optional>

#include "io/field_mapping.h"

namespace nearnet::io {
namespace {

/// Name of the first column that matches one of the headers.
std::optional<std::string> column_like(const VectorReader& reader,
                                       const std::vector<std::string>& headers) {
  for (const std::string& header : headers) {
    for (const Field& field : reader.fields()) {
      if (header_key(field.name) == header_key(header)) return field.name;
    }
  }
  return std::nullopt;
}

std::string file_stem(const std::string& source) {
  const std::size_t slash = source.find_last_of('/');
  const std::string name = slash == std::string::npos ? source : source.substr(slash + 1);
  return name.substr(0, name.find('.'));
}

SourceProfile profile_of(const KnownSource& known, const VectorReader& reader) {
  SourceProfile profile{.name = known.name, .form = known.form, .local_ids = known.local_ids};
  for (const auto& [ours, theirs] : known.fields) {
    if (const auto column = column_like(reader, theirs)) profile.fields[ours] = *column;
  }
  for (const std::vector<std::string>& part : known.key) {
    if (const auto column = column_like(reader, part)) profile.key.push_back(*column);
  }
  for (const auto& [ours, ways] : known.nested) {
    for (const auto& [header, way] : ways) {
      const auto column = column_like(reader, {header});
      if (column) profile.nested[ours].emplace_back(*column, way);
    }
  }
  if (known.local_ids) {
    profile.brand_column = column_like(reader, {"brand"}).value_or("");
    profile.local_to = file_stem(reader.source());
  }
  return profile;
}

SourceProfile recognise(const VectorReader& reader, const std::vector<KnownSource>& table) {
  if (reader.is_osm()) {
    SourceProfile osm;
    osm.name = kOsmProfile;
    return osm;
  }
  for (const KnownSource& known : table) {
    const bool all =
        std::all_of(known.columns.begin(), known.columns.end(),
                    [&](const auto& names) { return column_like(reader, names).has_value(); });
    if (all) return profile_of(known, reader);
  }
  return {};
}

}  // namespace

SourceProfile recognise_footprints(const VectorReader& reader) {
  return recognise(reader, known_footprints());
}

SourceProfile recognise_businesses(const VectorReader& reader) {
  return recognise(reader, known_businesses());
}

SourceProfile recognise_roads(const VectorReader& reader) {
  return recognise(reader, known_roads());
}

}  // namespace nearnet::io
