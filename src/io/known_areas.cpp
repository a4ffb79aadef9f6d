// SPDX-License-Identifier: Apache-2.0
// What the Federal Communications Commission and those who file with it publish about coverage.
#include "io/source_profiles.h"

namespace nearnet::io {

const std::vector<KnownSource>& known_footprints() {
  static const std::vector<KnownSource> table = {
      // One row a location, provider and technology; no coordinates, but a cell and a block.
      {.name = "FCC BDC availability",
       .columns = {{"location_id"},
                   {"h3_res8_id", "h3index_hex8", "block_geoid", "block_fips"},
                   {"provider_id"},
                   {"technology", "technology_code"}},
       .form = RowForm::kAvailability},
      // The same, gathered to polygons by someone else.
      {.name = "FCC BDC availability",
       .columns = {{"h3_res8_id", "h3index_hex8", "block_geoid", "block_fips"},
                   {"provider_id"},
                   {"technology", "technology_code"}},
       .key = {{"h3_res8_id", "h3index_hex8", "block_geoid", "block_fips"},
               {"provider_id"},
               {"brand_name"},
               {"technology", "technology_code"}}},
      // What providers file themselves: polygons of a technology and speed.
      {.name = "FCC BDC polygon filing",
       .columns = {{"providerid"}, {"brandname"}, {"technology"}, {"maxdown"}},
       .fields = {{"segment", {"bizrescode", "business_residential_code"}}}},
      // One row a block, provider and technology, until 2021.
      {.name = "FCC Form 477",
       .columns = {{"BlockCode"}, {"TechCode"}, {"Provider_Id", "HocoNum"}, {"MaxAdDown"}},
       .form = RowForm::kAvailability},
  };
  return table;
}

}  // namespace nearnet::io
