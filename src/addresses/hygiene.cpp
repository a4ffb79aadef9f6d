// SPDX-License-Identifier: Apache-2.0
#include "addresses/hygiene.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "addresses/address.h"
#include "geo/local_frame.h"

namespace nearnet::addresses {
namespace {

using geo::LonLat;
using geo::LonLatBox;
using model::Business;
using model::GeocodeQuality;

constexpr std::array kDoubtTexts = {
    std::pair{Doubt::kNoPosition, std::string_view("NO_POSITION")},
    std::pair{Doubt::kZeroZero, std::string_view("ZERO_ZERO")},
    std::pair{Doubt::kSwapped, std::string_view("SWAPPED")},
    std::pair{Doubt::kWrongSign, std::string_view("WRONG_SIGN")},
    std::pair{Doubt::kOutsideMarket, std::string_view("OUTSIDE_MARKET")},
    std::pair{Doubt::kSharedCentroid, std::string_view("SHARED_CENTROID")},
    std::pair{Doubt::kLowPrecision, std::string_view("LOW_PRECISION")},
    std::pair{Doubt::kRoughPosition, std::string_view("ROUGH_POSITION")},
    std::pair{Doubt::kPoBox, std::string_view("PO_BOX")}};

/// Near enough to 0,0 to be no business on land: a degree is 111 km, and nobody lives there.
bool is_zero_zero(LonLat place) {
  constexpr double kDegrees = 0.1;
  return std::abs(place.lon) < kDegrees && std::abs(place.lat) < kDegrees;
}

bool has_two_decimals(double degrees) {
  constexpr double kHundredths = 100.0;
  constexpr double kTolerance = 1e-7;
  return std::abs(degrees * kHundredths - std::round(degrees * kHundredths)) < kTolerance;
}

/// Tukey's outer fences: three times the distance of the quartiles beyond either quartile.
std::pair<double, double> robust_span(std::vector<double> values) {
  constexpr double kFence = 3.0;
  std::sort(values.begin(), values.end());
  const std::size_t last = values.size() - 1;
  const double low = values[last / 4];
  const double high = values[last - last / 4];
  return {low - kFence * (high - low), high + kFence * (high - low)};
}

LonLatBox widened(const LonLatBox& box, core::Metres margin) {
  const geo::LocalFrame frame(box.centre());
  const double lat = margin.value / frame.metres_per_degree_lat();
  const double lon = margin.value / std::max(frame.metres_per_degree_lon(), 1.0);
  return {box.min_lon - lon, box.min_lat - lat, box.max_lon + lon, box.max_lat + lat};
}

/// Exactly the same place, as programs copy it.
using PlaceKey = std::pair<long long, long long>;
PlaceKey place_key_of(LonLat place) {
  constexpr double kPerDegree = 1e7;
  return {std::llround(place.lon * kPerDegree), std::llround(place.lat * kPerDegree)};
}

/// What the businesses at one point have in common.
struct SharedPoint {
  std::set<std::string> streets;
  std::set<std::string> zips;
  std::size_t businesses = 0;
};

class WorkList {
 public:
  WorkList(std::span<const Business> businesses, std::span<const LonLatBox> plant,
           const HygieneOptions& options)
      : businesses_(businesses),
        options_(options),
        market_(market_of(businesses, plant, options.market_margin)) {
    addresses_.reserve(businesses.size());
    for (const Business& business : businesses) addresses_.push_back(address_of(business));
    gather_shared_points();
  }

  std::vector<WorkItem> run() {
    std::vector<WorkItem> items;
    for (std::size_t i = 0; i < businesses_.size(); ++i) {
      WorkItem item = judge(i);
      if (!item.doubts.empty()) items.push_back(std::move(item));
    }
    return items;
  }

 private:
  void gather_shared_points() {
    for (std::size_t i = 0; i < businesses_.size(); ++i) {
      if (!businesses_[i].position) continue;
      SharedPoint& point = points_[place_key_of(*businesses_[i].position)];
      ++point.businesses;
      if (place_key(addresses_[i]).empty()) continue;
      point.streets.insert(to_text(addresses_[i].street));
      if (!addresses_[i].locality.zip.empty()) point.zips.insert(addresses_[i].locality.zip);
    }
  }

  WorkItem judge(std::size_t i) const {
    const Business& business = businesses_[i];
    WorkItem item;
    item.index = i;
    if (business.geocode_quality == GeocodeQuality::kPlaced && business.position) return item;
    if (!business.position) {
      no_position(i, item);
      return item;
    }
    judge_place(*business.position, item);
    if (is_rough(business)) {
      add(item, Doubt::kRoughPosition,
          fmt::format("geocoded to the {} only", business.geocode_quality == GeocodeQuality::kZip
                                                     ? "middle of the ZIP code"
                                                     : "street"),
          "place it by hand, or import a better address layer and geocode again");
    } else if (business.geocode_quality == GeocodeQuality::kGiven ||
               business.geocode_quality == GeocodeQuality::kNone) {
      judge_given(i, item);
    }
    return item;
  }

  static bool is_rough(const Business& business) {
    return business.geocode_quality == GeocodeQuality::kStreet ||
           business.geocode_quality == GeocodeQuality::kZip;
  }

  void no_position(std::size_t i, WorkItem& item) const {
    const Address& address = addresses_[i];
    const bool boxed = is_box(address);
    const bool can_geocode = !boxed && !place_key(address).empty();
    std::string reason = "it has no position";
    const bool tried = businesses_[i].geocode_quality == GeocodeQuality::kNone;
    if (tried) {
      reason += fmt::format(", and geocoding found none ({})", businesses_[i].geocode_source);
    }
    add(item, Doubt::kNoPosition, reason,
        tried         ? "place it by hand, or bring a better address layer"
        : can_geocode ? "geocode it"
                      : "place it by hand, or correct its street address");
    if (boxed) {
      add(item, Doubt::kPoBox, fmt::format("{} is not where the business is", address.box), "");
    }
  }

  void judge_place(LonLat place, WorkItem& item) const {
    if (is_zero_zero(place)) {
      add(item, Doubt::kZeroZero, "its position is longitude 0, latitude 0", "geocode it");
      return;
    }
    if (!market_ || market_->contains(place)) return;
    const LonLat swapped{place.lat, place.lon};
    if (geo::is_valid(swapped) && market_->contains(swapped)) {
      suggest(item, Doubt::kSwapped, "longitude and latitude seem to have changed places", swapped);
      return;
    }
    for (const LonLat turned : {LonLat{-place.lon, place.lat}, LonLat{place.lon, -place.lat},
                                LonLat{-place.lon, -place.lat}}) {
      if (!market_->contains(turned)) continue;
      suggest(item, Doubt::kWrongSign, "a minus sign seems to be missing or too many", turned);
      return;
    }
    add(item, Doubt::kOutsideMarket,
        fmt::format("{:.5f},{:.5f} is far from all plant and from the other businesses", place.lon,
                    place.lat),
        "geocode it, or take it out if it is of another market");
  }

  void judge_given(std::size_t i, WorkItem& item) const {
    const LonLat place = *businesses_[i].position;
    const SharedPoint& shared = points_.at(place_key_of(place));
    if (shared.streets.size() >= options_.shared_streets) {
      const std::string of = shared.zips.size() == 1
                                 ? fmt::format("the middle of ZIP code {}", *shared.zips.begin())
                                 : std::string("the middle of a larger area");
      add(item, Doubt::kSharedCentroid,
          fmt::format("{} businesses of {} streets share this point: likely {}", shared.businesses,
                      shared.streets.size(), of),
          "geocode it");
    }
    if (has_two_decimals(place.lon) && has_two_decimals(place.lat)) {
      add(item, Doubt::kLowPrecision, "its position has two decimals or fewer, a kilometre or so",
          "geocode it");
    }
    if (is_box(addresses_[i])) {
      add(item, Doubt::kPoBox,
          fmt::format("{} is not where the business is; the point may be the post office",
                      addresses_[i].box),
          "find its street address, or place it by hand");
    }
  }

  static bool is_box(const Address& address) {
    return address.kind == Address::Kind::kPoBox || address.kind == Address::Kind::kRuralRoute;
  }

  static void add(WorkItem& item, Doubt doubt, const std::string& reason, const std::string& fix) {
    if (item.doubts.empty()) item.fix = fix;
    item.doubts.push_back(doubt);
    item.reason += (item.reason.empty() ? "" : "; ") + reason;
  }

  static void suggest(WorkItem& item, Doubt doubt, const std::string& reason, LonLat place) {
    add(item, doubt, reason, fmt::format("place it at {:.6f},{:.6f}", place.lon, place.lat));
    item.suggestion = place;
  }

  std::span<const Business> businesses_;
  HygieneOptions options_;
  std::optional<LonLatBox> market_;
  std::vector<Address> addresses_;
  std::map<PlaceKey, SharedPoint> points_;
};

}  // namespace

std::string_view to_text(Doubt doubt) {
  for (const auto& [known, text] : kDoubtTexts) {
    if (known == doubt) return text;
  }
  return {};
}

std::optional<Doubt> doubt_from_text(std::string_view text) {
  for (const auto& [doubt, known] : kDoubtTexts) {
    if (known == text) return doubt;
  }
  return std::nullopt;
}

std::optional<LonLatBox> market_of(std::span<const Business> businesses,
                                   std::span<const LonLatBox> plant, core::Metres margin) {
  constexpr std::size_t kEnough = 20;
  LonLatBox box;
  for (const LonLatBox& footprint : plant) box.grow(footprint);
  std::vector<double> lon;
  std::vector<double> lat;
  for (const Business& business : businesses) {
    if (!business.position || is_zero_zero(*business.position)) continue;
    lon.push_back(business.position->lon);
    lat.push_back(business.position->lat);
  }
  if (lon.size() >= kEnough) {
    const auto [west, east] = robust_span(std::move(lon));
    const auto [south, north] = robust_span(std::move(lat));
    box.grow(LonLatBox{west, south, east, north});
  }
  if (box.empty()) return std::nullopt;
  return widened(box, margin);
}

std::vector<WorkItem> doubtful_positions(std::span<const Business> businesses,
                                         std::span<const LonLatBox> plant,
                                         const HygieneOptions& options) {
  return WorkList(businesses, plant, options).run();
}

}  // namespace nearnet::addresses
