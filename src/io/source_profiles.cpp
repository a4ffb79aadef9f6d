// SPDX-License-Identifier: Apache-2.0
#include "io/source_profiles.h"

#include <initializer_list>
#include <optional>

#include "io/field_mapping.h"

namespace nearnet::io {
namespace {

/// Name of the first column that matches one of the headers.
std::optional<std::string> column_like(const VectorReader& reader,
                                       std::initializer_list<std::string_view> headers) {
  for (const std::string_view header : headers) {
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

}  // namespace

SourceProfile recognise_businesses(const VectorReader& reader) {
  SourceProfile profile;
  if (reader.is_osm()) {
    profile.name = "OpenStreetMap";
    return profile;
  }
  const auto authorised = column_like(reader, {"auth_date", "authorization date"});
  const auto ended = column_like(reader, {"end_date"});
  if (authorised && ended) {
    profile.name = "USDA SNAP retailers";
    profile.fields["close_date"] = *ended;
    return profile;
  }
  const auto brand = column_like(reader, {"brand"});
  const auto store_number =
      column_like(reader, {"store_id", "store_number", "store_no", "store_num", "shop_id",
                           "location_number", "location_no"});
  if (brand || store_number) {
    profile.name = "chain store list";
    profile.local_ids = true;
    profile.brand_column = brand.value_or("");
    profile.local_to = file_stem(reader.source());
  }
  return profile;
}

SourceProfile recognise_footprints(const VectorReader& reader) {
  SourceProfile profile;
  if (reader.is_osm()) {
    profile.name = "OpenStreetMap";
  } else if (column_like(reader, {"h3_res8_id", "block_geoid"}) &&
             column_like(reader, {"provider_id"}) && column_like(reader, {"technology"})) {
    profile.name = "FCC BDC availability";
  }
  return profile;
}

}  // namespace nearnet::io
