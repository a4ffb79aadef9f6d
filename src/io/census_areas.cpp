// SPDX-License-Identifier: Apache-2.0
#include "io/census_areas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/error.h"
#include "core/text.h"
#include "io/area_repair.h"
#include "io/field_mapping.h"
#include "io/vector_reader.h"

namespace nearnet::io {
namespace {

struct Level {
  std::size_t digits;
  std::string_view name;
};

constexpr std::array<Level, 5> kLevels = {{{2, "states"},
                                           {5, "counties"},
                                           {11, "census tracts"},
                                           {12, "census block groups"},
                                           {15, "census blocks"}}};

bool is_level(std::size_t digits) {
  return std::any_of(kLevels.begin(), kLevels.end(),
                     [&](const Level& level) { return level.digits == digits; });
}

const std::vector<CanonicalField>& id_fields() {
  static const std::vector<CanonicalField> fields = {
      {"geoid",
       {"geoid20", "geoid10", "geoid00", "block_geoid", "tract_geoid", "geo_id", "fips",
        "block_fips", "tractfips"}}};
  return fields;
}

}  // namespace

std::string whole_census_id(std::string_view text) {
  std::string id(core::trimmed(text));
  // "1400000US23019000100" is how the Census Bureau's tables write it.
  if (const std::size_t us = id.find("US"); us != std::string::npos) id.erase(0, us + 2);
  const bool digits =
      std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && !is_level(id.size()) && is_level(id.size() + 1)) id.insert(0, 1, '0');
  return id;
}

CensusAreas::CensusAreas(const std::string& source, const std::string& layer,
                         const core::JobContext& job, core::Diagnostics& diagnostics) {
  VectorReader reader({.source = source, .layer = layer, .wanted = Wanted::kAreas});
  const FieldMapping mapping(id_fields(), reader.fields());
  const std::optional<std::size_t> column = mapping.column("geoid");
  if (!column || !reader.has_geometry()) {
    throw core::InputError(fmt::format(
        "--join {}: layer {} needs polygons and a column GEOID, GEOID10 or GEOID20 with census ids",
        source, reader.layer()));
  }
  Feature feature;
  while (reader.next(feature)) {
    job.check_cancelled();
    const std::string id = whole_census_id(to_text(feature.values[*column]));
    AreaRepair repair = repair_area(feature);
    if (!repair.area || !is_level(id.size()) || (digits_ != 0 && id.size() != digits_)) {
      diagnostics.warn(
          "UNUSED_AREA", {.source = source, .layer = reader.layer(), .row = feature.row},
          fmt::format("census id \"{}\"{}", id, repair.area ? "" : " without polygons"),
          "2, 5, 11, 12 or 15 digits, as in the rows before, and polygons");
      continue;
    }
    digits_ = id.size();
    const auto [known, fresh] = areas_.emplace(id, *repair.area);
    if (!fresh) known->second = geo::union_all({known->second, *repair.area});
  }
  if (areas_.empty()) {
    throw core::InputError(
        fmt::format("--join {}: no polygon with a census id of 2, 5, 11, 12 or 15 digits in column "
                    "{}; name a layer of blocks or tracts",
                    source, reader.fields()[*column].name));
  }
}

std::string_view CensusAreas::id_of(std::string_view census_id) const {
  return census_id.substr(0, std::min(digits_, census_id.size()));
}

const geo::Geometry* CensusAreas::holding(std::string_view census_id) const {
  const auto found = areas_.find(std::string(id_of(census_id)));
  return found == areas_.end() ? nullptr : &found->second;
}

std::string_view CensusAreas::kind() const {
  for (const Level& level : kLevels) {
    if (level.digits == digits_) return level.name;
  }
  return "areas";
}

}  // namespace nearnet::io
