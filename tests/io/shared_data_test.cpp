// SPDX-License-Identifier: Apache-2.0
// Imports of real files that are not part of the project; skipped where they are not at hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/error.h"
#include "io/import.h"
#include "io/import_turns.h"
#include "io/table.h"

namespace nearnet::io {
namespace {

namespace fs = std::filesystem;

const core::JobContext kJob;

class SharedData : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(root())) {
      GTEST_SKIP() << "the real data sets are not at " << root() << ": nothing was checked";
    }
  }
  static fs::path root() { return fs::path(NEARNET_SOURCE_DIR) / "../shared/data"; }
  static std::string file(const std::string& name) { return (root() / name).string(); }
};

template <typename T>
void expect_all_accounted(const Imported<T>& in) {
  EXPECT_EQ(static_cast<std::int64_t>(in.records.size()) + in.diagnostics.rejected(), in.rows_read);
}

std::int64_t placed(const Imported<model::Business>& in) {
  std::int64_t count = 0;
  for (const model::Business& business : in.records) count += business.position ? 1 : 0;
  return count;
}

TEST_F(SharedData, CoaxHexagonsOfMaine) {
  const auto in =
      import_footprints({.source = file("maine/derived/bdc_cable_hex_res8_me.gpkg")}, kJob);
  EXPECT_EQ(in.records.size(), 19917U);
  EXPECT_EQ(in.diagnostics.rejected(), 0);
  EXPECT_EQ(in.profile, "FCC BDC availability");
  EXPECT_EQ(in.records.front().technology, "40");
  EXPECT_FALSE(in.records.front().provider.empty());
  EXPECT_NE(in.records.front().segment, model::Segment::kUnknown);
}

/// The coordinates of the derived file have seven decimals.
std::vector<std::string> rounded_vertices(const geo::Geometry& area) {
  constexpr double kDecimals = 1e7;
  std::vector<std::string> vertices;
  for (const geo::Polygon& part : area.polygons()) {
    for (std::size_t i = 0; i + 1 < part.shell.size(); ++i) {
      vertices.push_back(
          std::to_string(static_cast<std::int64_t>(std::round(part.shell[i].lon * kDecimals))) +
          " " +
          std::to_string(static_cast<std::int64_t>(std::round(part.shell[i].lat * kDecimals))));
    }
  }
  std::sort(vertices.begin(), vertices.end());
  return vertices;
}

TEST_F(SharedData, AvailabilityListsGiveTheHexagonsOthersMadeOfThem) {
  const auto list = import_footprints(
      {.source = file("maine/fcc-bdc/bdc_23_Cable_fixed_broadband_063022.zip")}, kJob);
  const auto derived =
      import_footprints({.source = file("maine/derived/bdc_cable_hex_res8_me.gpkg")}, kJob);
  EXPECT_EQ(list.source_rows, 517112);
  EXPECT_EQ(list.profile, derived.profile);
  EXPECT_EQ(list.key, derived.key);
  ASSERT_EQ(list.records.size(), 19917U);
  expect_all_accounted(list);
  std::map<std::string, const model::Footprint*> by_id;
  std::set<std::string> cells;
  for (const model::Footprint& footprint : derived.records) {
    by_id[footprint.id.text()] = &footprint;
  }
  for (const model::Footprint& footprint : list.records) {
    cells.insert(footprint.id.text().substr(0, 15));
    const auto found = by_id.find(footprint.id.text());
    ASSERT_NE(found, by_id.end()) << footprint.id.text();
    const model::Footprint& other = *found->second;
    EXPECT_EQ(footprint.provider, other.provider);
    EXPECT_EQ(footprint.technology, other.technology);
    EXPECT_EQ(footprint.segment, other.segment);
    EXPECT_EQ(footprint.max_down_mbps, other.max_down_mbps);
    EXPECT_EQ(rounded_vertices(footprint.geometry), rounded_vertices(other.geometry));
    const auto own = nlohmann::json::parse(footprint.extra);
    const auto theirs = nlohmann::json::parse(other.extra);
    for (const char* count :
         {"n_locations", "n_residential_only", "n_business_only", "n_both", "county_fips"}) {
      EXPECT_EQ(own[count], theirs[count]) << footprint.id.text();
    }
  }
  EXPECT_EQ(cells.size(), 19580U);
}

TEST_F(SharedData, Form477JoinsTracts) {
  const auto in = import_footprints({.source = file("maine/fcc-477/ME-Fixed-Jun2021.zip"),
                                     .join = file("maine/boundaries/cejst-me.zip")},
                                    kJob);
  EXPECT_EQ(in.profile, "FCC Form 477");
  EXPECT_EQ(in.source_rows, 505027);
  EXPECT_GT(in.records.size(), 6000U);
  expect_all_accounted(in);
  // Tracts of water alone have no polygon.
  EXPECT_EQ(in.diagnostics.rejections().at("UNKNOWN_AREA"), in.diagnostics.rejected());
}

TEST_F(SharedData, BusinessPointsOfMaine) {
  const auto in = import_businesses({.source = file("maine/derived/business_points_me.csv")}, kJob);
  EXPECT_EQ(in.records.size(), 1591U);
  EXPECT_EQ(placed(in), 1591);
  EXPECT_EQ(in.records.front().zip, "04037");
}

TEST_F(SharedData, RoadsOfBangor) {
  const auto in = import_roads({.source = file("maine/osm/bangor_maine.osm.pbf")}, kJob);
  // Of 1,747 ways for cars, 18 keep a single node in this extract and are no lines, and 104 of the
  // others are closed to the public's.
  EXPECT_EQ(in.records.size(), 1625U);
  EXPECT_EQ(in.diagnostics.count("NO_ACCESS"), 104);
  std::int64_t backward = 0;
  for (const model::Road& road : in.records) {
    backward += road.one_way == model::OneWay::kBackward ? 1 : 0;
  }
  EXPECT_EQ(backward, 3);
  expect_all_accounted(in);
}

TEST_F(SharedData, TurnRestrictionsOfBangor) {
  const ImportOptions options{.source = file("maine/osm/bangor_maine.osm.pbf")};
  const auto roads = import_roads(options, kJob);
  const TurnsRead turns = import_turns(options, roads, kJob);
  // Both have lost ways at the edge of the extract: one all of them, one the points of one.
  EXPECT_TRUE(turns.records.empty());
  EXPECT_EQ(turns.diagnostics.count("BAD_RESTRICTION"), 1);
  EXPECT_NE(turns.diagnostics.findings().back().found.find("1 on ways that are no roads"),
            std::string::npos);
}

TEST_F(SharedData, BusinessesOfBangorAndWestbrookInOsm) {
  const auto bangor = import_businesses({.source = file("maine/osm/bangor_maine.osm.pbf")}, kJob);
  EXPECT_GT(bangor.records.size(), 180U);
  EXPECT_EQ(placed(bangor), static_cast<std::int64_t>(bangor.records.size()));
  const auto westbrook = import_businesses(
      {.source = file("maine/osm/westbrook_osm_xml.zip"), .layer = "ReferenceTranslated.osm"},
      kJob);
  // 283 commercial buildings, and seven points with a tag of their own.
  EXPECT_EQ(westbrook.records.size(), 290U);
}

TEST_F(SharedData, LicencesOfSanLuisObispo) {
  const auto in =
      import_businesses({.source = file("san-luis-obispo/slo_business_licenses.zip")}, kJob);
  EXPECT_EQ(in.records.size(), 11173U);
  EXPECT_EQ(placed(in), 11173);
  std::int64_t open = 0;
  std::int64_t residential = 0;
  for (const model::Business& business : in.records) {
    open += business.closed ? 0 : 1;
    residential += business.residential ? 1 : 0;
  }
  EXPECT_EQ(open, 4864);
  EXPECT_EQ(residential, 2812 + 1380);
}

TEST_F(SharedData, ListsWithoutCoordinates) {
  const auto taxed =
      import_businesses({.source = file("maine/business/irs_exempt_orgs_me.zip")}, kJob);
  EXPECT_EQ(taxed.records.size(), 9529U);
  EXPECT_EQ(taxed.key, "EIN");
  const auto loans = import_businesses({.source = file("maine/business/sba_ppp_Maine.zip")}, kJob);
  EXPECT_EQ(loans.records.size(), 24358U);
}

TEST_F(SharedData, BoundariesInAllSystems) {
  const auto districts =
      import_units({.source = file("maine/boundaries/house_13_utm19n.zip")}, kJob);
  EXPECT_EQ(districts.records.size(), 192U);
  const auto tracts = import_units({.source = file("maine/boundaries/cejst-me.zip")}, kJob);
  expect_all_accounted(tracts);
  EXPECT_EQ(tracts.rows_read, 358);
  const auto counties =
      import_units({.source = file("maine/boundaries/maine_counties_geojson.zip")}, kJob);
  EXPECT_EQ(counties.records.size(), 16U);
  for (const model::BasicUnit& unit : districts.records) {
    const geo::LonLat centre = unit.geometry.envelope().centre();
    ASSERT_TRUE(centre.lon > -72 && centre.lon < -66 && centre.lat > 42 && centre.lat < 48);
  }
}

TEST_F(SharedData, StreetTiersAreOneFileOfSeveral) {
  const std::string tiers = file("maine/street-tiers/Waldo_tiers.zip");
  EXPECT_THROW(import_roads({.source = tiers}, kJob), core::InputError);
  EXPECT_EQ(import_roads({.source = tiers, .layer = "Waldo_tier_4"}, kJob).records.size(), 1648U);
}

TEST_F(SharedData, AllChainListsNeedNoOptions) {
  const std::string zip = file("us-chains/stiles_locations_csv.zip");
  const std::vector<std::string> lists = layer_names({.source = zip});
  ASSERT_EQ(lists.size(), 82U);
  std::int64_t rows = 0;
  for (const std::string& list : lists) {
    SCOPED_TRACE(list);
    const auto in = import_businesses({.source = zip, .layer = list}, kJob);
    expect_all_accounted(in);
    EXPECT_EQ(in.diagnostics.rejected(), 0);
    rows += in.rows_read;
    std::int64_t addressed = 0;
    for (const model::Business& business : in.records)
      addressed += business.address1.empty() ? 0 : 1;
    EXPECT_GT(addressed * 10, in.rows_read * 8);
    const bool unplaced = list.find("ulta__ulta") != std::string::npos;
    EXPECT_EQ(placed(in) > 0, !unplaced);
  }
  EXPECT_EQ(rows, 214418);
}

struct MessyCase {
  const char* file;
  std::int64_t rows;
  std::int64_t rejected;
  std::int64_t repaired;
};

class MessyAreas : public SharedData, public ::testing::WithParamInterface<MessyCase> {};

TEST_P(MessyAreas, ImportsWithCountedReasons) {
  const MessyCase& expected = GetParam();
  const auto in = import_footprints({.source = file(std::string("messy/") + expected.file)}, kJob);
  EXPECT_EQ(in.rows_read, expected.rows);
  EXPECT_EQ(in.diagnostics.rejected(), expected.rejected);
  EXPECT_EQ(in.diagnostics.count("REPAIRED_GEOMETRY"), expected.repaired);
  expect_all_accounted(in);
  for (const model::Footprint& area : in.records) EXPECT_TRUE(area.geometry.is_valid());
}

INSTANTIATE_TEST_SUITE_P(
    Files, MessyAreas,
    ::testing::Values(MessyCase{"boston_ma_mainland_ftus_invalid.zip", 1, 0, 1},
                      MessyCase{"milwaukee_nad27_wi_south_invalid.zip", 190, 0, 1},
                      MessyCase{"raleigh_null_and_invalid.zip", 375, 3, 1},
                      MessyCase{"portland_or_webmercator_invalid.zip", 57, 0, 8},
                      MessyCase{"dc_buildings_all_null_geometry.geojson", 330, 330, 0},
                      MessyCase{"r5_duplicate-fields.zip", 1, 0, 0},
                      MessyCase{"r5_nl-null-points.zip", 20, 20, 0},
                      MessyCase{"r5_new-zealand-antimeridian.zip", 2, 0, 0}));

TEST_F(SharedData, FilesThatAreNoDataAreExplained) {
  for (const char* name : {"philadelphia_rtf_saved_as.geojson", "dc_api_error_saved_as.geojson",
                           "dc_truncated.geojson"}) {
    EXPECT_THROW(import_footprints({.source = file(std::string("messy/") + name)}, kJob),
                 core::InputError)
        << name;
  }
}

TEST_F(SharedData, RetailersOfHawaii) {
  const auto in =
      import_businesses({.source = file("messy/hawaii_snap_retailers_2004-2024_all.csv")}, kJob);
  EXPECT_EQ(in.records.size(), 2641U);
  EXPECT_EQ(in.diagnostics.count("NULL_ISLAND"), 114);
  EXPECT_EQ(placed(in), 2641 - 114);
}

TEST_F(SharedData, TheSameFileGivesTheSameRecords) {
  const std::string path = file("messy/hawaii_snap_retailers_2004-2024_all.csv");
  EXPECT_EQ(import_businesses({.source = path}, kJob).records,
            import_businesses({.source = path}, kJob).records);
}

}  // namespace
}  // namespace nearnet::io
