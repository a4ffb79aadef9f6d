// SPDX-License-Identifier: Apache-2.0
#include "addresses/hygiene.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "addresses/address.h"
#include "core/random.h"

namespace nearnet::addresses {
namespace {

using model::Business;
using model::GeocodeQuality;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Business business(const std::string& id, const std::string& address,
                  std::optional<geo::LonLat> place) {
  Business made;
  made.id = core::BusinessId(id);
  made.address1 = address;
  made.zip = "04092";
  made.position = place;
  return made;
}

/// Thirty sound businesses in a town.
std::vector<Business> town() {
  std::vector<Business> all;
  for (int i = 0; i < 30; ++i) {
    all.push_back(business("B" + std::to_string(i), std::to_string(i + 1) + " Main St",
                           geo::LonLat{-70.3612 - 0.00111 * i, 43.6813 + 0.00073 * (i % 7)}));
  }
  return all;
}

std::vector<Doubt> doubts_of(const std::vector<WorkItem>& items, std::size_t index) {
  for (const WorkItem& item : items) {
    if (item.index == index) return item.doubts;
  }
  return {};
}

TEST(Hygiene, SoundBusinessesAreNotListed) {
  EXPECT_THAT(doubtful_positions(town(), {}), IsEmpty());
  EXPECT_THAT(doubtful_positions({}, {}), IsEmpty());
}

TEST(Hygiene, EveryDoubtHasItsReasonAndItsFix) {
  std::vector<Business> all = town();
  const auto add = [&](const std::string& address, std::optional<geo::LonLat> place) {
    all.push_back(business("X" + std::to_string(all.size()), address, place));
    return all.size() - 1;
  };
  const std::size_t none = add("12 Oak St", std::nullopt);
  const std::size_t box = add("PO Box 12", std::nullopt);
  const std::size_t zero = add("12 Oak St", geo::LonLat{0.00001, 0.0});
  const std::size_t swapped = add("12 Oak St", geo::LonLat{43.6813, -70.3612});
  const std::size_t sign = add("12 Oak St", geo::LonLat{70.3612, 43.6813});
  const std::size_t far = add("12 Oak St", geo::LonLat{-118.2437, 34.0522});
  const std::size_t coarse = add("12 Oak St", geo::LonLat{-70.36, 43.68});
  const std::size_t at_post_office = add("P.O. Box 9", geo::LonLat{-70.36123, 43.68132});
  const std::size_t rough = add("12 Oak St", geo::LonLat{-70.36124, 43.68133});
  all[rough].geocode_quality = GeocodeQuality::kZip;
  const std::size_t placed = add("PO Box 77", geo::LonLat{-118.2, 34.0});
  all[placed].geocode_quality = GeocodeQuality::kPlaced;
  const std::size_t tried = add("12 Oak St", std::nullopt);
  all[tried].geocode_quality = GeocodeQuality::kNone;
  all[tried].geocode_source = "NO_STREET";

  const std::vector<WorkItem> items = doubtful_positions(all, {});
  EXPECT_THAT(doubts_of(items, none), ElementsAre(Doubt::kNoPosition));
  EXPECT_THAT(doubts_of(items, box), ElementsAre(Doubt::kNoPosition, Doubt::kPoBox));
  EXPECT_THAT(doubts_of(items, zero), ElementsAre(Doubt::kZeroZero));
  EXPECT_THAT(doubts_of(items, swapped), ElementsAre(Doubt::kSwapped));
  EXPECT_THAT(doubts_of(items, sign), ElementsAre(Doubt::kWrongSign));
  EXPECT_THAT(doubts_of(items, far), ElementsAre(Doubt::kOutsideMarket));
  EXPECT_THAT(doubts_of(items, coarse), ElementsAre(Doubt::kLowPrecision));
  EXPECT_THAT(doubts_of(items, at_post_office), ElementsAre(Doubt::kPoBox));
  EXPECT_THAT(doubts_of(items, rough), ElementsAre(Doubt::kRoughPosition));
  EXPECT_THAT(doubts_of(items, placed), IsEmpty());
  EXPECT_THAT(doubts_of(items, tried), ElementsAre(Doubt::kNoPosition));
  EXPECT_EQ(items.size(), 10U);
  for (const WorkItem& item : items) {
    EXPECT_FALSE(item.reason.empty());
    EXPECT_FALSE(item.fix.empty());
    if (item.index == swapped) {
      EXPECT_EQ(item.suggestion, (geo::LonLat{-70.3612, 43.6813}));
      EXPECT_THAT(item.fix, HasSubstr("-70.361200,43.681300"));
    }
    if (item.index == sign) {
      EXPECT_EQ(item.suggestion, (geo::LonLat{-70.3612, 43.6813}));
    }
    if (item.index == tried) {
      EXPECT_THAT(item.reason, HasSubstr("NO_STREET"));
      EXPECT_THAT(item.fix, HasSubstr("by hand"));
    }
    if (item.index == box) {
      EXPECT_THAT(item.fix, HasSubstr("by hand"));
    }
  }
}

TEST(Hygiene, DifferentAddressesAtOnePointAreACentroidAndSuitesAreNot) {
  std::vector<Business> all = town();
  const geo::LonLat centroid{-70.36001, 43.68001};
  for (const char* address : {"5 Oak St", "900 Main St", "77 Elm Ave", "5 Oak St"}) {
    all.push_back(business("C" + std::to_string(all.size()), address, centroid));
  }
  const geo::LonLat mall{-70.36501, 43.68101};
  for (int suite = 1; suite < 20; ++suite) {
    all.push_back(
        business("M" + std::to_string(suite), "364 Mall Rd Ste " + std::to_string(suite), mall));
  }
  const geo::LonLat block{-70.36601, 43.68201};
  for (const char* address : {"10 Elm Ave", "12 Elm Ave", "14 Elm Ave", "1 Oak St"}) {
    all.push_back(business("R" + std::to_string(all.size()), address, block));
  }
  const std::vector<WorkItem> items = doubtful_positions(all, {});
  ASSERT_EQ(items.size(), 4U);
  for (const WorkItem& item : items) {
    EXPECT_THAT(item.doubts, ElementsAre(Doubt::kSharedCentroid));
    EXPECT_THAT(item.reason, HasSubstr("4 businesses of 3 streets"));
    EXPECT_THAT(item.reason, HasSubstr("ZIP code 04092"));
  }
}

TEST(Hygiene, PlantMakesAMarketWhereBusinessesAreFew) {
  const std::vector<Business> few = {business("1", "1 Main St", geo::LonLat{-70.36123, 43.68123}),
                                     business("2", "2 Main St", geo::LonLat{2.35123, 48.85123})};
  EXPECT_THAT(doubtful_positions(few, {}), IsEmpty()) << "two businesses make no market";
  EXPECT_EQ(market_of(few, {}, core::Metres(25'000.0)), std::nullopt);
  const std::vector<geo::LonLatBox> plant = {{-70.5, 43.5, -70.2, 43.8}};
  const std::vector<WorkItem> items = doubtful_positions(few, plant);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].index, 1U);
}

TEST(Hygiene, DoubtsHaveStableTexts) {
  for (int i = 0; i <= static_cast<int>(kLastDoubt); ++i) {
    const auto doubt = static_cast<Doubt>(i);
    EXPECT_EQ(doubt_from_text(to_text(doubt)), doubt);
  }
  EXPECT_EQ(doubt_from_text("NOT_ONE"), std::nullopt);
}

/// Doubts written down from their definitions, each by a plain loop over all businesses.
std::vector<Doubt> plain_doubts(const std::vector<Business>& all, std::size_t i,
                                const geo::LonLatBox& market) {
  const Business& one = all[i];
  const Address address = address_of(one);
  const bool box = address.kind == Address::Kind::kPoBox;
  std::vector<Doubt> doubts;
  if (!one.position) {
    doubts.push_back(Doubt::kNoPosition);
    if (box) doubts.push_back(Doubt::kPoBox);
    return doubts;
  }
  const geo::LonLat p = *one.position;
  const auto in = [&](double lon, double lat) {
    return lon >= market.min_lon && lon <= market.max_lon && lat >= market.min_lat &&
           lat <= market.max_lat;
  };
  if (std::abs(p.lon) < 0.1 && std::abs(p.lat) < 0.1) {
    doubts.push_back(Doubt::kZeroZero);
  } else if (!in(p.lon, p.lat)) {
    const bool sign = in(-p.lon, p.lat) || in(p.lon, -p.lat) || in(-p.lon, -p.lat);
    doubts.push_back(in(p.lat, p.lon) ? Doubt::kSwapped
                     : sign           ? Doubt::kWrongSign
                                      : Doubt::kOutsideMarket);
  }
  std::set<std::string> streets;
  for (const Business& other : all) {
    const std::string key = place_key(address_of(other));
    if (other.position != one.position || key.empty()) continue;
    streets.insert(to_text(address_of(other).street));
  }
  if (streets.size() >= 3) doubts.push_back(Doubt::kSharedCentroid);
  const auto coarse = [](double v) { return std::abs(v * 100 - std::round(v * 100)) < 1e-7; };
  if (coarse(p.lon) && coarse(p.lat)) doubts.push_back(Doubt::kLowPrecision);
  if (box) doubts.push_back(Doubt::kPoBox);
  return doubts;
}

TEST(Hygiene, EqualsPlainLoopsOnRandomLists) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<Business> all = town();
    for (int i = 0; i < 200; ++i) {
      std::optional<geo::LonLat> place =
          geo::LonLat{-70.3 - random.uniform() * 0.2, 43.6 + random.uniform() * 0.2};
      switch (random.below(9)) {
        case 0:
          place = std::nullopt;
          break;
        case 1:
          place = geo::LonLat{0.0, random.uniform() * 0.01};
          break;
        case 2:
          place = geo::LonLat{place->lat, place->lon};
          break;
        case 3:
          place->lon = -place->lon;
          break;
        case 4:
          place = geo::LonLat{random.uniform(-179.0, 179.0), random.uniform(-89.0, 89.0)};
          break;
        case 5:
          place = geo::LonLat{-70.3 - 0.01 * static_cast<double>(random.below(20)), 43.68};
          break;
        default:
          place = geo::LonLat{-70.36001 - 0.001 * static_cast<double>(random.below(12)), 43.68001};
      }
      const std::vector<std::string> streets = {"Main St", "Oak St", "Elm Ave"};
      const std::string address = random.below(8) == 0 ? std::string("PO Box 5")
                                                       : std::to_string(1 + random.below(9)) + " " +
                                                             streets[random.below(3)];
      all.push_back(business("R" + std::to_string(i), address, place));
    }
    const auto market = market_of(all, {}, core::Metres(25'000.0));
    ASSERT_TRUE(market);
    const std::vector<WorkItem> items = doubtful_positions(all, {});
    for (std::size_t i = 0; i < all.size(); ++i) {
      ASSERT_EQ(doubts_of(items, i), plain_doubts(all, i, *market)) << i;
    }
  }
}

}  // namespace
}  // namespace nearnet::addresses
