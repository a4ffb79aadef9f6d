// SPDX-License-Identifier: Apache-2.0
#include "eligibility/coverage_index.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eligibility/random_plant.h"
#include "geo/geodesic.h"

namespace nearnet::eligibility {
namespace {

using ::testing::ElementsAre;
using testing::footprint;
using ::testing::IsEmpty;

constexpr core::Metres kReach{150.0};

std::optional<Coverage> look(const std::vector<model::Footprint>& plant, geo::LonLat place,
                             core::Metres reach = kReach) {
  const CoverageIndex index(plant);
  return index.lookup().at(place, reach);
}

std::string covering_id(const std::vector<model::Footprint>& plant, geo::LonLat place) {
  const auto found = look(plant, place);
  return found && found->covered ? plant[found->footprint_index].id.text() : "";
}

const char* const kSquare = "POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))";
const char* const kDonut =
    "POLYGON ((0 0, 0.08 0, 0.08 0.08, 0 0.08, 0 0), "
    "(0.02 0.02, 0.06 0.02, 0.06 0.06, 0.02 0.06, 0.02 0.02))";

TEST(CoverageIndex, InsideEdgeAndVertexAreCovered) {
  const std::vector plant{footprint("7", kSquare)};
  EXPECT_EQ(covering_id(plant, {0.005, 0.005}), "7");
  EXPECT_EQ(covering_id(plant, {0.005, 0.0}), "7");
  EXPECT_EQ(covering_id(plant, {0.01, 0.01}), "7");
  EXPECT_EQ(covering_id(plant, {0.0100001, 0.01}), "");
}

TEST(CoverageIndex, EdgesAreStraightInLonLat) {
  // A slanted edge: the place is exactly on it in lon/lat, far off it on any other line.
  const std::vector plant{footprint("7", "POLYGON ((0 50, 4 54, 0 54, 0 50))")};
  EXPECT_EQ(covering_id(plant, {2.0, 52.0}), "7");
  EXPECT_EQ(covering_id(plant, {2.0, 51.999999}), "");
}

TEST(CoverageIndex, RimOfAHoleIsCoveredAndTheHoleIsNot) {
  const std::vector plant{footprint("7", kDonut)};
  EXPECT_EQ(covering_id(plant, {0.02, 0.04}), "7");
  EXPECT_EQ(covering_id(plant, {0.02, 0.02}), "7");
  EXPECT_EQ(covering_id(plant, {0.04, 0.04}), "");
  EXPECT_EQ(covering_id(plant, {0.01, 0.04}), "7");
}

TEST(CoverageIndex, InLineWithUprightEdgesOneIsInOrOutAsElsewhere) {
  // Places due north and south of upright edges, closer and closer to where these end.
  const std::vector plant{footprint("7", kDonut)};
  for (double step = 0.01; step > 1e-12; step /= 3.0) {
    for (const double side : {0.0, 0.08}) {
      EXPECT_EQ(covering_id(plant, {side, 0.08 + step}), "") << step;
      EXPECT_EQ(covering_id(plant, {side, 0.08 - step}), "7") << step;
      EXPECT_EQ(covering_id(plant, {side, -step}), "") << step;
    }
    for (const double rim : {0.02, 0.06}) {
      EXPECT_EQ(covering_id(plant, {rim, 0.06 + step}), "7") << step;
      EXPECT_EQ(covering_id(plant, {rim, 0.06 - step}), "7") << step;
      EXPECT_EQ(covering_id(plant, {rim, 0.02 - step}), "7") << step;
    }
    EXPECT_EQ(covering_id(plant, {0.04, 0.06 - step}), "") << step;
    EXPECT_EQ(covering_id(plant, {0.04, 0.02 - step}), "7") << step;
  }
}

TEST(CoverageIndex, DistanceInAHoleIsToItsRim) {
  const std::vector plant{footprint("7", kDonut)};
  const auto found = look(plant, {0.0205, 0.04});
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->covered);
  const double rim = geo::geodesic_distance({0.02, 0.04}, {0.0205, 0.04}).value;
  EXPECT_NEAR(found->distance.value, rim, 0.01);
  EXPECT_FALSE(look(plant, {0.04, 0.04}));
}

TEST(CoverageIndex, EveryPartOfAMultipolygonCounts) {
  const std::vector plant{
      footprint("7", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)), ((5 5, 6 5, 6 6, 5 6, 5 5)))")};
  EXPECT_EQ(covering_id(plant, {0.5, 0.5}), "7");
  EXPECT_EQ(covering_id(plant, {5.0, 6.0}), "7");
  EXPECT_EQ(covering_id(plant, {3.0, 3.0}), "");
}

TEST(CoverageIndex, OnASharedBorderTheSmallestIdWins) {
  const std::vector plant{
      footprint("10", "POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0))"),
      footprint("9", "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"),
      footprint("A", "POLYGON ((0 0, 2 0, 2 1, 0 1, 0 0))"),
  };
  EXPECT_EQ(covering_id(plant, {1.0, 0.5}), "9");
  EXPECT_EQ(covering_id(plant, {1.5, 0.5}), "10");
}

TEST(CoverageIndex, EquallyNearToTheMillimetreTheSmallestIdWins) {
  const char* const west =
      "POLYGON ((-0.002 0, -0.00104 0, -0.00104 0.001, -0.002 0.001, -0.002 0))";
  const char* const east = "POLYGON ((0.00104 0, 0.002 0, 0.002 0.001, 0.00104 0.001, 0.00104 0))";
  const std::vector plant{footprint("10", west), footprint("9", east)};
  // Both are 115.772 m away; the west one is nearer by a fifth of a millimetre.
  const auto found = look(plant, {-1e-9, 0.0005});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->footprint_index, 1U);
  // Nearer by a metre, and the id no longer matters.
  EXPECT_EQ(look(plant, {-1e-5, 0.0005})->footprint_index, 0U);
}

TEST(CoverageIndex, NothingBeyondTheRadius) {
  const std::vector plant{footprint("7", kSquare)};
  const geo::LonLat place{0.015, 0.005};
  const core::Metres exact = geo::nearest_on(plant[0].geometry, place).distance;
  const core::Metres rounded = from_millimetres(to_millimetres(exact));
  EXPECT_TRUE(look(plant, place, rounded));
  EXPECT_FALSE(look(plant, place, rounded - core::Metres(0.001)));
  EXPECT_EQ(look(plant, place, core::Metres(50'000.0))->distance, rounded);
}

TEST(CoverageIndex, AFarFootprintIsFoundByWideningTheSearch) {
  const std::vector plant{footprint("7", kSquare),
                          footprint("8", "POLYGON ((1 1, 2 1, 2 2, 1 1))")};
  const auto found = look(plant, {0.05, 0.005}, core::Metres(5'000.0));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->footprint_index, 0U);
  EXPECT_NEAR(found->distance.value, geo::geodesic_distance({0.05, 0.005}, {0.01, 0.005}).value,
              0.5);
}

TEST(CoverageIndex, ReachesAcrossTheAntimeridian) {
  const std::vector plant{
      footprint("7", "POLYGON ((179.99 -17, 180 -17, 180 -16.99, 179.99 -16.99, 179.99 -17))")};
  const geo::LonLat place{-179.999, -16.995};
  const auto found = look(plant, place);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->covered);
  EXPECT_NEAR(found->distance.value, geo::geodesic_distance(place, {180.0, -16.995}).value, 0.01);
  EXPECT_EQ(covering_id(plant, {-180.0, -16.995}), "7");
}

TEST(CoverageIndex, AFootprintWrittenPastTheAntimeridianCoversBothSides) {
  const std::vector plant{footprint(
      "7", "POLYGON ((179.99 -17, 180.01 -17, 180.01 -16.99, 179.99 -16.99, 179.99 -17))")};
  EXPECT_EQ(covering_id(plant, {179.995, -16.995}), "7");
  EXPECT_EQ(covering_id(plant, {-179.995, -16.995}), "7");
  EXPECT_EQ(covering_id(plant, {-179.985, -16.995}), "");
}

TEST(CoverageIndex, FindsNeighboursAtHighLatitude) {
  // 140 m east at 80° north are 0.0072° of longitude, ten times what a naive box would reach.
  const std::vector plant{footprint("7", "POLYGON ((20 80, 20.1 80, 20.1 80.1, 20 80.1, 20 80))")};
  const auto found = look(plant, {19.993, 80.05});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->distance.value, geo::geodesic_distance({19.993, 80.05}, {20.0, 80.05}).value,
              0.01);
  EXPECT_TRUE(look(plant, {20.05, 80.1005}));
  EXPECT_FALSE(look(plant, {0.0, 90.0}, core::Metres(1'000.0)));
}

TEST(CoverageIndex, ACableOnBothSidesOfTheAntimeridianIsAsFarAsItsNearerPart) {
  model::Footprint cable =
      footprint("7", "MULTILINESTRING ((179.999 52, 180 52.005), (-180 52.005, -179.999 52.01))");
  cable.drop = core::Metres(100.0);
  const std::vector plant{cable};
  const geo::LonLat place{179.9999, 52.0055};
  const CoverageIndex index(plant);
  const auto all = index.lookup().covering(place);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_LT(all.front().distance.value, 20.0);
  EXPECT_EQ(look(plant, place), all.front());
}

TEST(CoverageIndex, AlongAFlatSouthernEdge) {
  const std::vector plant{footprint("7", kSquare)};
  for (double lat = 1e-9; lat < 0.01; lat *= 3.0) {
    EXPECT_EQ(covering_id(plant, {0.005, lat}), "7") << lat;
    EXPECT_EQ(covering_id(plant, {0.005, -lat}), "") << lat;
  }
}

TEST(CoverageIndex, APolygonAndALineInOneFootprintBothCount) {
  const std::vector plant{footprint(
      "7",
      "GEOMETRYCOLLECTION (LINESTRING (0 0.005, 0.03 0.005), "
      "POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0)), LINESTRING (0.002 0.02, 0.002 0.03))")};
  EXPECT_EQ(covering_id(plant, {0.004, 0.007}), "7") << "beside the line, within the polygon";
  EXPECT_EQ(covering_id(plant, {0.02, 0.005}), "7") << "on the line outside";
  EXPECT_EQ(covering_id(plant, {0.02, 0.006}), "") << "beside the line outside";
  EXPECT_EQ(covering_id(plant, {0.001, 0.025}), "") << "west of a line, as if that were a border";
  EXPECT_NEAR(look(plant, {0.02, 0.006})->distance.value, 110.574, 0.01);
}

TEST(CoverageIndex, PlacesFarFromAllPlantAreAskedForInVain) {
  const std::vector plant{footprint("7", kSquare)};
  for (const double lat : {-89.9, -1.0, 1.0, 89.9}) {
    for (const double lon : {-179.9, 0.005, 179.9}) EXPECT_EQ(covering_id(plant, {lon, lat}), "");
  }
}

TEST(CoverageIndex, LongDropsOfManyCablesCoverAsShortOnesDo) {
  // So many cells within their reach that cells must grow.
  std::vector<model::Footprint> plant;
  for (int i = 0; i < 400; ++i) {
    const double lat = 44.8 + 1e-5 * i;
    plant.push_back(testing::footprint(std::to_string(i + 1),
                                       fmt::format("LINESTRING (-68.8 {0}, -68.8001 {0})", lat)));
    plant.back().drop = core::Metres(20'000.0);
  }
  const CoverageIndex index(plant);
  auto lookup = index.lookup();
  const auto at_reach = [&](double degrees) {
    return lookup.covering({-68.8, 44.8 - degrees}).size();
  };
  EXPECT_EQ(at_reach(0.1), 400U);
  EXPECT_EQ(at_reach(0.3), 0U);
  // 20 km are 0.17996 degrees here: only the southern cables reach so far.
  EXPECT_GT(at_reach(0.178), 0U);
  EXPECT_LT(at_reach(0.178), 400U);
}

TEST(CoverageIndex, LinesOfPlantAreCoveredOnlyOnTheLine) {
  const std::vector plant{footprint("7", "LINESTRING (0 0, 0.01 0)")};
  EXPECT_EQ(covering_id(plant, {0.005, 0.0}), "7");
  const auto found = look(plant, {0.005, 0.001});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->distance.value, 110.574, 0.01);
}

TEST(CoverageIndex, ADropReachesBeyondTheOutermostPlant) {
  auto cable = testing::footprint("A", "LINESTRING (-68.771 44.8, -68.769 44.8)");
  cable.drop = core::Metres(100.0);
  const std::vector<model::Footprint> plant{cable};
  const CoverageIndex index(plant);
  auto lookup = index.lookup();
  for (const geo::LonLat place : {geo::LonLat{-68.7715, 44.8}, geo::LonLat{-68.7685, 44.8},
                                  geo::LonLat{-68.77, 44.8005}, geo::LonLat{-68.77, 44.7995}}) {
    const auto found = lookup.at(place, core::Metres(0.0));
    EXPECT_TRUE(found && found->covered) << place.lon << ' ' << place.lat;
    EXPECT_EQ(lookup.covering(place).size(), 1U) << place.lon << ' ' << place.lat;
  }
  EXPECT_FALSE(lookup.at({-68.773, 44.8}, core::Metres(0.0)));
}

TEST(CoverageIndex, CountsOnlyWhatTheFilterLetsThrough) {
  std::vector plant{footprint("1", kSquare), footprint("2", kSquare)};
  plant[0].provider = "Theirs";
  const CoverageIndex index(plant, [](const model::Footprint& f) { return f.provider.empty(); });
  EXPECT_EQ(index.size(), 1U);
  const auto found = index.lookup().at({0.005, 0.005}, kReach);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->footprint_index, 1U);
}

TEST(CoverageIndex, NoPlantOrEmptyPlantCoversNothing) {
  EXPECT_FALSE(look({}, {0.0, 0.0}));
  EXPECT_FALSE(look({footprint("1", "POLYGON EMPTY")}, {0.0, 0.0}));
  const std::vector mixed{footprint("1", "POLYGON EMPTY"), footprint("2", kSquare)};
  EXPECT_EQ(covering_id(mixed, {0.005, 0.005}), "2");
}

std::vector<std::string> ids_of(const std::vector<model::Footprint>& plant,
                                const std::vector<Coverage>& found) {
  std::vector<std::string> ids;
  for (const Coverage& coverage : found) ids.push_back(plant[coverage.footprint_index].id.text());
  return ids;
}

TEST(CoverageIndex, ListsAllThatCoverAndAllThatAreNear) {
  const std::vector plant{
      footprint("12", kSquare),
      footprint("3", kSquare),
      footprint("1", "POLYGON ((0.011 0, 0.02 0, 0.02 0.01, 0.011 0.01, 0.011 0))"),
      footprint("2", "POLYGON ((0.0105 0, 0.02 0, 0.02 0.01, 0.0105 0.01, 0.0105 0))"),
  };
  const CoverageIndex index(plant);
  auto lookup = index.lookup();
  EXPECT_THAT(ids_of(plant, lookup.covering({0.01, 0.005})), ElementsAre("3", "12"));
  EXPECT_THAT(ids_of(plant, lookup.nearby({0.01, 0.005}, kReach)), ElementsAre("2", "1"));
  EXPECT_THAT(ids_of(plant, lookup.nearby({0.01, 0.005}, core::Metres(60.0))), ElementsAre("2"));
  EXPECT_THAT(lookup.covering({1.0, 1.0}), IsEmpty());
}

}  // namespace
}  // namespace nearnet::eligibility
