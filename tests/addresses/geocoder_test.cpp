// SPDX-License-Identifier: Apache-2.0
#include "addresses/geocoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "addresses/interpolation.h"
#include "core/random.h"
#include "geo/local_frame.h"

namespace nearnet::addresses {
namespace {

using model::AddressPoint;
using model::AddressRange;
using model::GeocodeQuality;
using model::Parity;
using ::testing::HasSubstr;

constexpr geo::LonLat kTown{-70.36, 43.68};

geo::LonLat metres(double east, double north) {
  return geo::LocalFrame(kTown).to_lon_lat({east, north});
}
geo::XY from_town(geo::LonLat place) {
  return geo::LocalFrame(kTown).to_metres(place);
}

AddressPoint point(const std::string& number, const std::string& street, geo::LonLat place,
                   const std::string& unit = {}, const std::string& city = "Westbrook",
                   const std::string& zip = "04092") {
  return {core::AddressId(number + street + unit + city),
          number,
          street,
          unit,
          city,
          "ME",
          zip,
          place,
          "points.csv"};
}

/// 101–199 odd on the left, 100–198 even on the right, going east for a kilometre.
AddressRange main_street() {
  AddressRange range;
  range.id = core::AddressId("1");
  range.street = "Main St";
  range.left_from = 101;
  range.left_to = 199;
  range.left_parity = Parity::kOdd;
  range.left_zip = range.right_zip = "04092";
  range.right_from = 100;
  range.right_to = 198;
  range.right_parity = Parity::kEven;
  range.line = {metres(0, 0), metres(400, 0), metres(1000, 0)};
  range.source = "ranges.shp";
  return range;
}

Geocode find(const Geocoder& geocoder, const std::string& text,
             const std::string& city = "Westbrook", const std::string& zip = "04092") {
  return geocoder.find(parse_address(text, {}, normal_locality(city, "ME", zip)));
}

TEST(Interpolation, NumbersLieAlongTheLineOnTheirSide) {
  const AddressRange range = main_street();
  for (int number = 100; number < 200; ++number) {
    const Side side = number % 2 == 1 ? Side::kLeft : Side::kRight;
    const Side other = number % 2 == 1 ? Side::kRight : Side::kLeft;
    ASSERT_TRUE(has_number(range, side, number)) << number;
    ASSERT_FALSE(has_number(range, other, number)) << number;
    const geo::XY place = from_town(place_on(range, side, number, 10.0));
    const int from = side == Side::kLeft ? 101 : 100;
    EXPECT_NEAR(place.x, 1000.0 * (number - from) / 98.0, 0.01) << number;
    EXPECT_NEAR(place.y, side == Side::kLeft ? 10.0 : -10.0, 0.01) << number;
  }
  EXPECT_FALSE(has_number(range, Side::kLeft, 99));
  EXPECT_FALSE(has_number(range, Side::kLeft, 201));
}

TEST(Interpolation, NumbersMayFallAlongTheLine) {
  AddressRange range = main_street();
  std::swap(range.left_from, range.left_to);
  EXPECT_NEAR(from_town(place_on(range, Side::kLeft, 199, 10.0)).x, 0.0, 0.01);
  EXPECT_NEAR(from_town(place_on(range, Side::kLeft, 101, 10.0)).x, 1000.0, 0.01);
}

TEST(Interpolation, ParityComesFromTheEndsWhereTheFileSaysNothing) {
  AddressRange range = main_street();
  range.left_parity = range.right_parity = Parity::kBoth;
  EXPECT_FALSE(has_number(range, Side::kLeft, 150));
  EXPECT_TRUE(has_number(range, Side::kRight, 150));
  range.right_to = 199;
  EXPECT_TRUE(has_number(range, Side::kRight, 151));
  range.left_from = range.left_to = 101;
  EXPECT_NEAR(from_town(place_on(range, Side::kLeft, 101, 0.0)).x, 500.0, 0.01);
}

/// On a line of any shape: the place is `offset` from the line, on the side, and as far along it as
/// its number is between the ends. Checked by walking the line in small steps.
TEST(Interpolation, RandomLinesAndNumbers) {
  const std::uint64_t seed = 7;
  SCOPED_TRACE("seed " + std::to_string(seed));
  core::Random random(seed);
  for (int round = 0; round < 300; ++round) {
    AddressRange range;
    geo::XY at{0.0, 0.0};
    range.line.push_back(metres(at.x, at.y));
    // Bends of less than a right angle, so that the point's foot is on its own piece of line.
    double heading = random.uniform() * 6.28;
    double length = 0.0;
    std::vector<geo::XY> corners = {at};
    for (int k = 0; k < 4; ++k) {
      const double step = 50.0 + 100.0 * random.uniform();
      heading += random.uniform() - 0.5;
      at = {at.x + step * std::cos(heading), at.y + step * std::sin(heading)};
      length += step;
      corners.push_back(at);
      range.line.push_back(metres(at.x, at.y));
    }
    const int low = 2 * static_cast<int>(random.below(500));
    const int high = low + 2 * static_cast<int>(1 + random.below(50));
    const bool falling = random.below(2) == 1;
    const Side side = random.below(2) == 1 ? Side::kLeft : Side::kRight;
    (side == Side::kLeft ? range.left_from : range.right_from) = falling ? high : low;
    (side == Side::kLeft ? range.left_to : range.right_to) = falling ? low : high;
    const int number =
        low + 2 * static_cast<int>(random.below(static_cast<std::uint64_t>((high - low) / 2 + 1)));
    ASSERT_TRUE(has_number(range, side, number));
    ASSERT_FALSE(has_number(range, side, number + 1)) << "wrong parity";
    ASSERT_FALSE(has_number(range, side == Side::kLeft ? Side::kRight : Side::kLeft, number));

    const double share = static_cast<double>(number - low) / (high - low);
    double along = length * (falling ? 1.0 - share : share);
    std::size_t piece = 1;
    const auto piece_length = [&](std::size_t i) {
      return std::hypot(corners[i].x - corners[i - 1].x, corners[i].y - corners[i - 1].y);
    };
    while (piece + 1 < corners.size() && along > piece_length(piece))
      along -= piece_length(piece++);
    const geo::XY a = corners[piece - 1];
    const geo::XY b = corners[piece];
    const geo::XY place = from_town(place_on(range, side, number, 10.0));
    const double dx = (b.x - a.x) / piece_length(piece);
    const double dy = (b.y - a.y) / piece_length(piece);
    const double cross = dx * (place.y - a.y) - dy * (place.x - a.x);
    EXPECT_NEAR(cross, side == Side::kLeft ? 10.0 : -10.0, 0.02);
    EXPECT_NEAR(dx * (place.x - a.x) + dy * (place.y - a.y), along, 0.02);
  }
}

TEST(Geocoder, APointOfTheAddressIsARooftop) {
  const std::vector<AddressPoint> points = {point("12", "East Bridge Street", metres(10, 20)),
                                            point("14", "East Bridge Street", metres(40, 20))};
  const Geocoder geocoder(points, {});
  for (const char* text : {"12 E Bridge St", "12 east bridge street", "0012 E. BRIDGE ST."}) {
    const Geocode found = find(geocoder, text);
    EXPECT_EQ(found.quality, GeocodeQuality::kRooftop) << text;
    EXPECT_EQ(found.position, metres(10, 20));
    EXPECT_EQ(found.score, 100);
    EXPECT_EQ(found.source, "points.csv");
    EXPECT_EQ(found.matched, "12 E BRIDGE ST, WESTBROOK ME 04092");
  }
  EXPECT_EQ(find(geocoder, "12 E Bridge").score, 90) << "the suffix is missing";
  EXPECT_EQ(find(geocoder, "12 Bridge St").score, 90);
  EXPECT_EQ(find(geocoder, "12 Bridge St E").score, 90);
  EXPECT_NE(find(geocoder, "12 W Bridge St").quality, GeocodeQuality::kRooftop);
  EXPECT_NE(find(geocoder, "12 E Bridge Ave").quality, GeocodeQuality::kRooftop);
  EXPECT_NE(find(geocoder, "12A E Bridge St").quality, GeocodeQuality::kRooftop);
}

TEST(Geocoder, CityAndZipDecideBetweenTowns) {
  const std::vector<AddressPoint> points = {
      point("12", "Main St", metres(0, 0)),
      point("12", "Main St", metres(9000, 0), "", "Gorham", "04038")};
  const Geocoder geocoder(points, {});
  EXPECT_EQ(find(geocoder, "12 Main St").position, metres(0, 0));
  EXPECT_EQ(find(geocoder, "12 Main St", "Gorham", "").position, metres(9000, 0));
  EXPECT_EQ(find(geocoder, "12 Main St", "", "04038").position, metres(9000, 0));
  EXPECT_EQ(find(geocoder, "12 Main St", "Prides Corner", "04092").score, 95);
  const Geocode unknown = find(geocoder, "12 Main St", "", "");
  EXPECT_EQ(unknown.quality, GeocodeQuality::kNone);
  EXPECT_EQ(unknown.problem, GeocodeProblem::kAmbiguous);
  ASSERT_EQ(unknown.candidates.size(), 2U);
  EXPECT_THAT(describe(unknown), HasSubstr("GORHAM"));
  EXPECT_THAT(describe(unknown), HasSubstr("WESTBROOK"));
  EXPECT_EQ(find(geocoder, "12 Main St", "Bangor", "04401").problem, GeocodeProblem::kNoStreet);
}

TEST(Geocoder, UnitsAreToldApart) {
  const std::vector<AddressPoint> points = {point("30", "Mall Rd", metres(0, 0), "Suite 1"),
                                            point("30", "Mall Rd", metres(200, 0), "Suite 2"),
                                            point("40", "Mall Rd", metres(500, 0), "Suite 1"),
                                            point("40", "Mall Rd", metres(520, 0), "Suite 2"),
                                            point("40", "Mall Rd", metres(540, 0), "Suite 3")};
  const Geocoder geocoder(points, {});
  EXPECT_EQ(find(geocoder, "30 Mall Rd Ste 2").position, metres(200, 0));
  EXPECT_EQ(find(geocoder, "30 Mall Rd #2").position, metres(200, 0));
  EXPECT_EQ(find(geocoder, "30 Mall Rd").problem, GeocodeProblem::kAmbiguous) << "200 m apart";
  EXPECT_EQ(find(geocoder, "40 Mall Rd").position, metres(520, 0)) << "the middle of the building";
  EXPECT_EQ(find(geocoder, "40 Mall Rd").score, 98);
  EXPECT_EQ(find(geocoder, "40 Mall Rd Ste 9").score, 96);
}

TEST(Geocoder, RangesInterpolateWithParityAndSide) {
  const std::vector<AddressRange> ranges = {main_street()};
  const Geocoder geocoder({}, ranges);
  for (int number = 100; number < 200; ++number) {
    const Geocode found = find(geocoder, std::to_string(number) + " Main St");
    ASSERT_EQ(found.quality, GeocodeQuality::kInterpolated) << number;
    const double north = from_town(*found.position).y;
    EXPECT_EQ(north > 0.0, number % 2 == 1) << number;
  }
  const Geocode beyond = find(geocoder, "300 Main St");
  EXPECT_EQ(beyond.quality, GeocodeQuality::kStreet);
  EXPECT_EQ(beyond.problem, GeocodeProblem::kNoNumber);
  EXPECT_NEAR(from_town(*beyond.position).x, 1000.0, 0.01) << "the end with the larger numbers";
}

TEST(Geocoder, PointsComeBeforeRanges) {
  const std::vector<AddressPoint> points = {point("150", "Main St", metres(700, -30))};
  const std::vector<AddressRange> ranges = {main_street()};
  const Geocoder geocoder(points, ranges);
  EXPECT_EQ(find(geocoder, "150 Main St").quality, GeocodeQuality::kRooftop);
  EXPECT_EQ(find(geocoder, "152 Main St").quality, GeocodeQuality::kInterpolated);
}

TEST(Geocoder, SpellingIsForgivenOnlyWhereOneStreetIsNear) {
  const std::vector<AddressPoint> points = {point("5", "Stroudwater Street", metres(0, 0)),
                                            point("5", "Harnois Avenue", metres(900, 0)),
                                            point("5", "Hanover Street", metres(1800, 0)),
                                            point("5", "Hannover Street", metres(2700, 0)),
                                            point("5", "5th Street", metres(3600, 0)),
                                            point("5", "Oak Street", metres(4500, 0))};
  const Geocoder geocoder(points, {});
  const Geocode typo = find(geocoder, "5 Stroudwatter St");
  EXPECT_EQ(typo.quality, GeocodeQuality::kRooftop);
  EXPECT_EQ(typo.score, 85);
  EXPECT_EQ(find(geocoder, "5 Strodwatre St").score, 70) << "two edits in a long name";
  EXPECT_EQ(find(geocoder, "5 Hannovver St").problem, GeocodeProblem::kAmbiguous);
  EXPECT_EQ(find(geocoder, "5 6th St").problem, GeocodeProblem::kNoStreet) << "numbers are exact";
  EXPECT_EQ(find(geocoder, "5 Oat St").problem, GeocodeProblem::kNoStreet) << "too short";
  EXPECT_EQ(find(geocoder, "5 Stroudwatter St", "", "").problem, GeocodeProblem::kNoStreet)
      << "without a town it would be a guess";
}

TEST(Geocoder, WhatCannotBeFoundSaysWhy) {
  const std::vector<AddressPoint> points = {point("5", "Elm St", metres(0, 0)),
                                            point("7", "Elm St", metres(100, 0))};
  const Geocoder geocoder(points, {});
  EXPECT_EQ(find(geocoder, "PO Box 4").problem, GeocodeProblem::kPoBox);
  EXPECT_EQ(find(geocoder, "").problem, GeocodeProblem::kNoAddress);
  EXPECT_EQ(find(geocoder, "Elm St").problem, GeocodeProblem::kNoAddress);
  EXPECT_EQ(find(geocoder, "9 Elm St").quality, GeocodeQuality::kStreet);
  EXPECT_EQ(find(geocoder, "9 Elm St").position, metres(100, 0)) << "the nearest number";
  const Geocode zip = find(geocoder, "9 Unknown Way");
  EXPECT_EQ(zip.quality, GeocodeQuality::kZip);
  EXPECT_NEAR(from_town(*zip.position).x, 50.0, 0.01);
  EXPECT_EQ(find(geocoder, "9 Unknown Way", "Bangor", "04401").quality, GeocodeQuality::kNone);
  EXPECT_THAT(describe(zip), HasSubstr("NO_STREET: zip at 04092"));
}

/// Against a search through every point: the same place, or none where equals are apart.
TEST(Geocoder, EqualsASearchThroughAllPoints) {
  const std::uint64_t seed = 42;
  SCOPED_TRACE("seed " + std::to_string(seed));
  core::Random random(seed);
  const std::vector<std::string> streets = {"Main St",  "E Main St", "W Main St",
                                            "Main Ave", "Oak St",    "Oak St NE",
                                            "1st St",   "Broadway",  "Elm"};
  const std::vector<std::pair<std::string, std::string>> towns = {
      {"Westbrook", "04092"}, {"Gorham", "04038"}, {"", "04092"}, {"Gorham", ""}};
  std::vector<AddressPoint> points;
  for (int i = 0; i < 600; ++i) {
    const auto& town = towns[random.below(towns.size())];
    points.push_back(point(
        std::to_string(1 + random.below(20)), streets[random.below(streets.size())],
        metres(random.uniform() * 300.0, random.uniform() * 300.0), "", town.first, town.second));
  }
  const Geocoder geocoder(points, {}, {.same_place = core::Metres(100.0)});
  std::vector<Address> queries;
  for (int i = 0; i < 2000; ++i) {
    const auto& town = towns[random.below(towns.size())];
    queries.push_back(parse_address(
        std::to_string(1 + random.below(20)) + " " + streets[random.below(streets.size())], {},
        normal_locality(town.first, "ME", town.second)));
  }
  std::vector<Address> addresses;
  std::vector<std::string> keys;
  for (const AddressPoint& known : points) {
    addresses.push_back(address_of(known));
    keys.push_back(place_key(addresses.back()));
  }
  for (const Address& query : queries) {
    const std::string key = place_key(query);
    // Exact matches in full agreement are the best there can be.
    std::vector<geo::LonLat> exact;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (keys[i] == key && addresses[i].locality == query.locality) {
        exact.push_back(points[i].position);
      }
    }
    if (exact.empty()) continue;
    const Geocode found = geocoder.find(query);
    if (found.problem == GeocodeProblem::kAmbiguous) {
      EXPECT_GT(found.candidates.size(), 1U);
      continue;
    }
    ASSERT_EQ(found.quality, GeocodeQuality::kRooftop) << to_text(query);
    EXPECT_EQ(found.score, 100);
    // A town known by city or by ZIP code alone agrees in full as well.
    bool is_one = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
      is_one = is_one || (keys[i] == key && compatible(addresses[i].locality, query.locality) &&
                          points[i].position == *found.position);
    }
    EXPECT_TRUE(is_one) << to_text(query);
    for (const geo::LonLat& other : exact) {
      const geo::XY away = geo::LocalFrame(*found.position).to_metres(other);
      EXPECT_LE(std::hypot(away.x, away.y), 100.0) << to_text(query);
    }
  }
  const core::JobContext one({.threads = 1});
  const core::JobContext four({.threads = 4});
  const auto a = geocoder.find_all(queries, one);
  const auto b = geocoder.find_all(queries, four);
  ASSERT_EQ(a.size(), queries.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].position, b[i].position);
    EXPECT_EQ(describe(a[i]), describe(geocoder.find(queries[i])));
  }
}

}  // namespace
}  // namespace nearnet::addresses
