// SPDX-License-Identifier: Apache-2.0
#include "addresses/reference_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

#include "addresses/spelling.h"
#include "geo/local_frame.h"

namespace nearnet::addresses {
namespace {

constexpr int kFull = 100;
constexpr int kMissingPart = 10;
constexpr int kUnknownLocality = 10;
constexpr int kHalfLocality = 5;
constexpr int kMissingUnit = 2;
constexpr int kOtherUnit = 4;
constexpr int kEdit = 15;
constexpr int kStreetLevel = 40;
constexpr int kZipScore = 20;

/// What the differences between two streets of one name cost; none where they contradict.
std::optional<int> street_cost(const Street& a, const Street& b) {
  int cost = 0;
  if (a.suffix != b.suffix) {
    if (!a.suffix.empty() && !b.suffix.empty()) return std::nullopt;
    cost += kMissingPart;
  }
  const bool same_sides =
      a.predirectional == b.predirectional && a.postdirectional == b.postdirectional;
  if (same_sides) return cost;
  const auto has_directional = [](const Street& street) {
    return !street.predirectional.empty() || !street.postdirectional.empty();
  };
  const bool swapped =
      a.predirectional == b.postdirectional && a.postdirectional == b.predirectional;
  if (has_directional(a) && has_directional(b) && !swapped) return std::nullopt;
  return cost + kMissingPart;
}

/// The same for localities.
std::optional<int> locality_cost(const Locality& a, const Locality& b) {
  if (!compatible(a, b)) return std::nullopt;
  const bool same_city = !a.city.empty() && a.city == b.city;
  const bool same_zip = !a.zip.empty() && a.zip == b.zip;
  if (!same_city && !same_zip) return kUnknownLocality;
  const bool differ = (!same_city && !a.city.empty() && !b.city.empty()) ||
                      (!same_zip && !a.zip.empty() && !b.zip.empty());
  return differ ? kHalfLocality : 0;
}

/// Costs of localities by id. Records of a street mostly stand together by town, so that the last
/// answer is mostly the next.
class LocalityCosts {
 public:
  LocalityCosts(const ReferenceIndex& index, const Locality& wanted)
      : index_(index), wanted_(wanted) {}

  std::optional<int> of(std::uint32_t id) {
    if (last_ != id) {
      last_ = id;
      cost_ = locality_cost(wanted_, index_.locality(id));
    }
    return cost_;
  }

 private:
  const ReferenceIndex& index_;
  const Locality& wanted_;
  std::optional<std::uint32_t> last_;
  std::optional<int> cost_;
};

int unit_cost(const std::string& a, const std::string& b) {
  if (same_unit(a, b)) return 0;
  return a.empty() || b.empty() ? kMissingUnit : kOtherUnit;
}

double metres_between(geo::LonLat a, geo::LonLat b) {
  const geo::XY away = geo::LocalFrame(a).to_metres(b);
  return std::hypot(away.x, away.y);
}

/// Numbers between `number` and the span; 0 inside.
int numbers_away(int number, int from, int to) {
  const auto [low, high] = std::minmax(from, to);
  return number < low ? low - number : number > high ? number - high : 0;
}

}  // namespace

std::vector<ReferenceSearch::MatchingStreet> ReferenceSearch::streets_named(
    const std::string& name) const {
  std::vector<MatchingStreet> streets;
  for (const std::uint32_t id : index_.streets_named(name)) {
    Street known = index_.streets()[id];
    known.name = address_.street.name;
    if (const auto cost = street_cost(address_.street, known))
      streets.push_back({id, kFull - *cost});
  }
  return streets;
}

bool ReferenceSearch::is_in_locality(std::uint32_t street, bool confirmed) const {
  LocalityCosts costs(index_, address_.locality);
  const auto fits = [&](std::uint32_t locality) {
    const auto cost = costs.of(locality);
    return cost && (!confirmed || *cost < kUnknownLocality);
  };
  const auto points = index_.points_on(street);
  const auto ranges = index_.ranges_on(street);
  return std::any_of(points.begin(), points.end(),
                     [&](const PointEntry& entry) { return fits(entry.locality); }) ||
         std::any_of(ranges.begin(), ranges.end(), [&](const RangeEntry& entry) {
           return fits(entry.left_locality) || fits(entry.right_locality);
         });
}

std::vector<ReferenceSearch::Hit> ReferenceSearch::point_hits(
    const std::vector<MatchingStreet>& streets) const {
  std::vector<Hit> hits;
  LocalityCosts costs(index_, address_.locality);
  for (const MatchingStreet& street : streets) {
    for (const PointEntry& entry : index_.points_at(street.id, address_)) {
      const auto cost = costs.of(entry.locality);
      if (!cost) continue;
      const model::AddressPoint& point = points_[entry.index];
      const Address known = address_of(point);
      if (known.number != address_.number) continue;
      hits.push_back({street.score - *cost - unit_cost(address_.unit, known.unit), 0,
                      point.position, to_text(known), point.source});
    }
  }
  return hits;
}

ReferenceSearch::Hit ReferenceSearch::range_hit(const RangeEntry& entry, Side side,
                                                int score) const {
  const model::AddressRange& range = ranges_[entry.index];
  const bool left = side == Side::kLeft;
  const int number = *address_.whole_number;
  Address known;
  known.number = std::to_string(number);
  known.street = index_.streets()[entry.street];
  known.locality = index_.locality(left ? entry.left_locality : entry.right_locality);
  const int from = left ? *range.left_from : *range.right_from;
  const int to = left ? *range.left_to : *range.right_to;
  return {score, std::abs(to - from), place_on(range, side, number, options_.side_offset.value),
          to_text(known), range.source};
}

std::vector<ReferenceSearch::Hit> ReferenceSearch::range_hits(
    const std::vector<MatchingStreet>& streets) const {
  std::vector<Hit> hits;
  if (!address_.whole_number) return hits;
  for (const MatchingStreet& street : streets) {
    for (const RangeEntry& entry : index_.ranges_on(street.id)) {
      for (const Side side : {Side::kLeft, Side::kRight}) {
        if (!has_number(ranges_[entry.index], side, *address_.whole_number)) continue;
        const auto cost = locality_cost(
            address_.locality,
            index_.locality(side == Side::kLeft ? entry.left_locality : entry.right_locality));
        if (cost) hits.push_back(range_hit(entry, side, street.score - *cost));
      }
    }
  }
  return hits;
}

std::vector<ReferenceSearch::Hit> ReferenceSearch::street_hits(
    const std::vector<MatchingStreet>& streets) const {
  std::vector<Hit> hits;
  LocalityCosts costs(index_, address_.locality);
  const int number = address_.whole_number.value_or(0);
  for (const MatchingStreet& street : streets) {
    int nearest = std::numeric_limits<int>::max();
    std::optional<Hit> best;
    const auto offer = [&](int away, int cost, geo::LonLat place, const std::string& source) {
      if (away >= nearest) return;
      nearest = away;
      Address known;
      known.street = index_.streets()[street.id];
      best = Hit{street.score - cost - kStreetLevel, 0, place, to_text(known), source};
    };
    for (const PointEntry& entry : index_.points_on(street.id)) {
      const auto cost = costs.of(entry.locality);
      const model::AddressPoint& point = points_[entry.index];
      if (cost && entry.whole >= 0) {
        offer(std::abs(entry.whole - number), *cost, point.position, point.source);
      }
    }
    for (const RangeEntry& entry : index_.ranges_on(street.id)) {
      const model::AddressRange& range = ranges_[entry.index];
      const auto offer_side = [&](std::uint32_t locality, std::optional<int> from,
                                  std::optional<int> to) {
        const auto cost = costs.of(locality);
        if (!cost || !from || !to) return;
        const bool at_from = std::abs(number - *from) <= std::abs(number - *to);
        offer(numbers_away(number, *from, *to), *cost,
              at_from ? range.line.front() : range.line.back(), range.source);
      };
      offer_side(entry.left_locality, range.left_from, range.left_to);
      offer_side(entry.right_locality, range.right_from, range.right_to);
    }
    if (best) hits.push_back(std::move(*best));
  }
  return hits;
}

void ReferenceSearch::report_ambiguous(const std::vector<Hit>& hits) {
  constexpr std::size_t kShown = 10;
  result_.problem = GeocodeProblem::kAmbiguous;
  for (const Hit& hit : hits) result_.candidates.push_back({hit.address, hit.position});
  std::sort(result_.candidates.begin(), result_.candidates.end(),
            [](const Candidate& a, const Candidate& b) {
              return std::tie(a.address, a.position) < std::tie(b.address, b.position);
            });
  if (result_.candidates.size() > kShown) result_.candidates.resize(kShown);
}

void ReferenceSearch::decide(std::vector<Hit> hits, model::GeocodeQuality quality) {
  const int best = std::max_element(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
                     return a.score < b.score;
                   })->score;
  std::erase_if(hits, [&](const Hit& hit) { return hit.score < best; });
  geo::LonLat mean;
  for (const Hit& hit : hits) {
    mean.lon += hit.position.lon / static_cast<double>(hits.size());
    mean.lat += hit.position.lat / static_cast<double>(hits.size());
  }
  // The narrowest range, and of points the one in the middle.
  const auto rank = [&](const Hit& hit) {
    return std::tuple(hit.width, metres_between(mean, hit.position), hit.position, hit.address);
  };
  const Hit& chosen = *std::min_element(
      hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) { return rank(a) < rank(b); });
  const bool apart = std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
    return metres_between(chosen.position, hit.position) > options_.same_place.value;
  });
  if (apart) {
    report_ambiguous(hits);
    return;
  }
  const bool at_number = quality != model::GeocodeQuality::kStreet;
  result_.problem = at_number ? GeocodeProblem::kNone : GeocodeProblem::kNoNumber;
  result_.quality = quality;
  result_.position = chosen.position;
  result_.score = chosen.score;
  result_.matched = chosen.address;
  result_.source = chosen.source;
}

bool ReferenceSearch::search_name(const std::string& name, int edits) {
  std::vector<MatchingStreet> streets = streets_named(name);
  for (MatchingStreet& street : streets) street.score -= edits * kEdit;
  if (std::vector<Hit> hits = point_hits(streets); !hits.empty()) {
    decide(std::move(hits), model::GeocodeQuality::kRooftop);
    return true;
  }
  if (std::vector<Hit> hits = range_hits(streets); !hits.empty()) {
    decide(std::move(hits), model::GeocodeQuality::kInterpolated);
    return true;
  }
  if (std::vector<Hit> hits = street_hits(streets); !hits.empty()) {
    decide(std::move(hits), model::GeocodeQuality::kStreet);
    return true;
  }
  return false;
}

void ReferenceSearch::search_similar_names() {
  std::vector<std::string> names = index_.names_near(address_.street.name);
  std::erase_if(names, [&](const std::string& name) {
    const std::vector<MatchingStreet> streets = streets_named(name);
    return std::none_of(streets.begin(), streets.end(), [&](const MatchingStreet& street) {
      return is_in_locality(street.id, true);
    });
  });
  if (names.size() == 1) {
    search_name(names.front(), edit_distance(names.front(), address_.street.name,
                                             forgiven_edits(address_.street.name)));
    return;
  }
  std::vector<Hit> hits;
  for (const std::string& name : names) {
    for (Hit& hit : street_hits(streets_named(name))) hits.push_back(std::move(hit));
  }
  if (!hits.empty()) report_ambiguous(hits);
}

void ReferenceSearch::fall_back_to_zip() {
  const std::optional<geo::LonLat> centre = index_.zip_centre(address_.locality.zip);
  if (!centre) return;
  result_.quality = model::GeocodeQuality::kZip;
  result_.position = centre;
  result_.score = kZipScore;
  result_.matched = address_.locality.zip;
}

Geocode ReferenceSearch::run() {
  const bool boxed =
      address_.kind == Address::Kind::kPoBox || address_.kind == Address::Kind::kRuralRoute;
  if (boxed || address_.number.empty() || address_.street.empty()) {
    result_.problem = boxed ? GeocodeProblem::kPoBox : GeocodeProblem::kNoAddress;
  } else if (!search_name(address_.street.name, 0)) {
    result_.problem = GeocodeProblem::kNoStreet;
    search_similar_names();
  }
  const bool nothing = result_.quality == model::GeocodeQuality::kNone;
  if (nothing && result_.problem != GeocodeProblem::kAmbiguous) fall_back_to_zip();
  return std::move(result_);
}

}  // namespace nearnet::addresses
