// SPDX-License-Identifier: Apache-2.0
// The geocoder on the address points of a real town; skipped where they are not at hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "addresses/geocoder.h"
#include "core/random.h"
#include "geo/geodesic.h"
#include "io/import_addresses.h"
#include "testing/sanitizers.h"

namespace nearnet::addresses {
namespace {

namespace fs = std::filesystem;
using model::GeocodeQuality;

const core::JobContext kJob;

class Westbrook : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(root())) {
      GTEST_SKIP() << "the real data sets are not at " << root() << ": nothing was checked";
    }
    auto in = io::import_addresses(
        {.source = file("osm/westbrook_osm_xml.zip"), .layer = "ReferenceTranslated.osm"}, kJob);
    ASSERT_TRUE(std::holds_alternative<io::Imported<model::AddressPoint>>(in));
    read_ = std::move(std::get<io::Imported<model::AddressPoint>>(in));
    points_ = read_.records;
  }
  static fs::path root() { return fs::path(NEARNET_SOURCE_DIR) / "../shared/data/maine"; }
  static std::string file(const std::string& name) { return (root() / name).string(); }

  io::Imported<model::AddressPoint> read_;
  std::vector<model::AddressPoint> points_;
};

std::string full_key(const Address& address) {
  return place_key(address) + "|" + address.unit + "|" + address.locality.zip;
}

/// As a list of businesses would write it.
Address written_out(const model::AddressPoint& point) {
  return parse_address(point.number + " " + point.street, point.unit,
                       normal_locality(point.city, point.state, point.zip));
}

double share(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

TEST_F(Westbrook, EveryPointIsRead) {
  EXPECT_EQ(read_.rows_read, 10'029);
  EXPECT_EQ(points_.size(), 10'029U);
  EXPECT_EQ(read_.profile, "address points");
  for (const model::AddressPoint& point : points_) {
    const Address address = address_of(point);
    ASSERT_EQ(address.kind, Address::Kind::kStreet) << point.street;
    ASSERT_EQ(address.number, point.number);
    ASSERT_FALSE(address.street.suffix.empty() &&
                 point.street.find("Arterial") == std::string::npos)
        << point.street;
    ASSERT_EQ(address.unit.empty(), point.unit.empty()) << point.unit;
    ASSERT_EQ(written_out(point).number, address.number);
    ASSERT_EQ(to_text(written_out(point).street), to_text(address.street));
  }
}

TEST_F(Westbrook, TheTextOfEachPointFindsAPointOfThatAddress) {
  std::map<std::string, std::vector<geo::LonLat>> equal;
  for (const model::AddressPoint& point : points_) {
    equal[full_key(address_of(point))].push_back(point.position);
  }
  const Geocoder geocoder(points_, {});
  std::vector<Address> queries;
  for (const model::AddressPoint& point : points_) queries.push_back(written_out(point));
  const std::vector<Geocode> found = geocoder.find_all(queries, kJob);
  std::size_t hits = 0;
  std::size_t ambiguous = 0;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const std::vector<geo::LonLat>& known = equal.at(full_key(address_of(points_[i])));
    if (found[i].problem == GeocodeProblem::kAmbiguous) {
      ++ambiguous;
      // Only an address whose points lie far apart may be ambiguous.
      double widest = 0.0;
      for (const geo::LonLat& place : known) {
        widest = std::max(widest, geo::geodesic_distance(points_[i].position, place).value);
      }
      EXPECT_GT(widest, 25.0) << to_text(queries[i]);
      continue;
    }
    ASSERT_EQ(found[i].quality, GeocodeQuality::kRooftop) << to_text(queries[i]);
    EXPECT_EQ(found[i].score, 100);
    const bool hit = std::any_of(known.begin(), known.end(), [&](const geo::LonLat& place) {
      return geo::geodesic_distance(*found[i].position, place).value <= 1.0;
    });
    EXPECT_TRUE(hit) << to_text(queries[i]);
    hits += hit ? 1 : 0;
  }
  std::cout << "Westbrook: " << hits << " of " << points_.size() << " found, " << ambiguous
            << " ambiguous\n";
  RecordProperty("found", static_cast<int>(hits));
  EXPECT_GT(share(hits, points_.size()), 0.995);
  EXPECT_EQ(hits + ambiguous, points_.size());
}

/// One letter of each street name wrong: never at another street.
TEST_F(Westbrook, ASpellingMistakeNeverLeadsToAnotherStreet) {
  const std::uint64_t seed = 3;
  SCOPED_TRACE("seed " + std::to_string(seed));
  core::Random random(seed);
  const Geocoder geocoder(points_, {});
  std::size_t tried = 0;
  std::size_t found = 0;
  std::size_t elsewhere = 0;
  for (std::size_t i = 0; i < points_.size(); i += 7) {
    Address query = written_out(points_[i]);
    const std::string name = query.street.name;
    query.street.name[random.below(name.size())] =
        static_cast<char>('A' + static_cast<char>(random.below(26)));
    if (query.street.name == name) continue;
    ++tried;
    const Geocode answer = geocoder.find(query);
    if (answer.quality != GeocodeQuality::kRooftop) continue;
    ++found;
    const bool same = answer.matched.find(" " + name + " ") != std::string::npos ||
                      answer.matched.find(" " + name + ",") != std::string::npos;
    // A wrong letter may spell another street of the town that has the number too.
    const Street other = query.street;
    const bool spelled = answer.matched.find(to_text(other)) != std::string::npos;
    elsewhere += same || spelled ? 0 : 1;
  }
  std::cout << "Westbrook with a letter wrong: " << found << " of " << tried << " found\n";
  EXPECT_EQ(elsewhere, 0U);
  EXPECT_GT(share(found, tried), 0.5);
}

/// Ranges between every other point of a side of a street; the points left out are looked up.
TEST_F(Westbrook, RangesOfHalfThePointsPlaceTheOtherHalf) {
  std::map<std::pair<std::string, bool>, std::map<int, geo::LonLat>> sides;
  for (const model::AddressPoint& point : points_) {
    const Address address = address_of(point);
    if (!address.whole_number) continue;
    sides[{point.street + "|" + point.zip, *address.whole_number % 2 == 1}].emplace(
        *address.whole_number, point.position);
  }
  std::vector<model::AddressRange> ranges;
  struct Left {
    std::string street;
    std::string zip;
    int number;
    geo::LonLat place;
  };
  std::vector<Left> left_out;
  for (const auto& [side, numbers] : sides) {
    const std::string street = side.first.substr(0, side.first.find('|'));
    const std::string zip = side.first.substr(side.first.find('|') + 1);
    const std::vector<std::pair<int, geo::LonLat>> row(numbers.begin(), numbers.end());
    for (std::size_t i = 0; i + 2 < row.size(); i += 2) {
      model::AddressRange range;
      range.id = core::AddressId(street + std::to_string(row[i].first));
      range.street = street;
      range.city = "Westbrook";
      range.left_zip = zip;
      range.left_from = row[i].first;
      range.left_to = row[i + 2].first;
      range.line = {row[i].second, row[i + 2].second};
      if (range.line[0] == range.line[1]) continue;
      ranges.push_back(range);
      left_out.push_back({street, zip, row[i + 1].first, row[i + 1].second});
    }
  }
  const Geocoder geocoder({}, ranges, {.side_offset = core::Metres(0.0)});
  std::vector<double> errors;
  for (const Left& left : left_out) {
    const Geocode found =
        geocoder.find(parse_address(std::to_string(left.number) + " " + left.street, {},
                                    normal_locality("Westbrook", "ME", left.zip)));
    ASSERT_EQ(found.quality, GeocodeQuality::kInterpolated) << left.number << " " << left.street;
    errors.push_back(geo::geodesic_distance(*found.position, left.place).value);
  }
  std::sort(errors.begin(), errors.end());
  const double median = errors[errors.size() / 2];
  const double worst_of_20 = errors[errors.size() * 95 / 100];
  std::cout << "Westbrook by interpolation: " << errors.size() << " numbers, median error "
            << median << " m, 95 % within " << worst_of_20 << " m\n";
  EXPECT_GT(errors.size(), 2000U);
  EXPECT_LT(median, 15.0);
  EXPECT_LT(worst_of_20, 100.0);
}

/// A list written by others, of the same town: where it has a position, ours must agree.
TEST_F(Westbrook, BusinessesOfTheTownAreFoundWhereTheirListHasThem) {
  const auto in = io::import_businesses(
      {.source = file("derived/business_points_me.csv"), .where = "source = 'e911_westbrook'"},
      kJob);
  ASSERT_EQ(in.records.size(), 473U);
  const Geocoder geocoder(points_, {});
  std::size_t rooftop = 0;
  std::size_t near = 0;
  for (const model::Business& business : in.records) {
    const Geocode found = geocoder.find(address_of(business));
    if (found.quality != GeocodeQuality::kRooftop) continue;
    ++rooftop;
    // Several buildings of one number: the list names one of them without saying which.
    near += geo::geodesic_distance(*found.position, *business.position).value <= 250.0 ? 1U : 0U;
  }
  std::cout << "Westbrook businesses: " << rooftop << " of " << in.records.size() << " found, "
            << near << " of them near the list's own position\n";
  EXPECT_GT(share(rooftop, in.records.size()), 0.8);
  EXPECT_EQ(near, rooftop);
}

constexpr int kTowns = testing::part_under_sanitizers(100, 10);

/// A hundred copies of the town, each in a ZIP code of its own: a million points.
TEST_F(Westbrook, AHundredThousandBusinessesAmongAMillionPoints) {
  std::vector<model::AddressPoint> country;
  country.reserve(kTowns * points_.size());
  for (int copy = 0; copy < kTowns; ++copy) {
    for (model::AddressPoint point : points_) {
      point.position.lon += 0.2 * copy;
      point.city = "Town " + std::to_string(copy);
      point.zip = std::to_string(10000 + copy);
      country.push_back(std::move(point));
    }
  }
  std::vector<Address> queries;
  core::Random random(1);
  for (int i = 0; i < 1'000 * kTowns; ++i)
    queries.push_back(written_out(country[random.below(country.size())]));
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const Geocoder geocoder(country, {});
  const auto built = Clock::now();
  const std::vector<Geocode> found = geocoder.find_all(queries, kJob);
  const auto done = Clock::now();
  const auto rooftops =
      static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [](const Geocode& one) {
        return one.quality == GeocodeQuality::kRooftop;
      }));
  const auto seconds = [](auto span) { return std::chrono::duration<double>(span).count(); };
  std::cout << country.size() << " points: index " << seconds(built - start) << " s, "
            << queries.size() << " look-ups " << seconds(done - built) << " s, " << rooftops
            << " rooftops\n";
  EXPECT_GT(share(rooftops, queries.size()), 0.99);
}

}  // namespace
}  // namespace nearnet::addresses
