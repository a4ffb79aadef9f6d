// SPDX-License-Identifier: Apache-2.0
#include "addresses/reference_index.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "addresses/spelling.h"
#include "addresses/street_words.h"
#include "addresses/tokens.h"

namespace nearnet::addresses {
namespace {

auto order(const PointEntry& entry) {
  return std::tuple(entry.street, entry.whole, entry.number, entry.index);
}
auto order(const RangeEntry& entry) {
  return std::tuple(entry.street, entry.index);
}

template <typename Entry>
void sort_entries(std::vector<Entry>& entries) {
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return order(a) < order(b); });
}

/// The entries whose `key` equals that of `wanted`; they are sorted by it.
template <typename Entry, typename Key>
std::span<const Entry> equal_entries(const std::vector<Entry>& entries, const Entry& wanted,
                                     Key key) {
  const auto [begin, end] =
      std::equal_range(entries.begin(), entries.end(), wanted,
                       [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
  return {begin, end};
}

geo::LonLat middle_of(const geo::Line& line) {
  geo::LonLatBox box;
  for (const geo::LonLat& point : line) box.grow(point);
  return box.centre();
}

}  // namespace

int forgiven_edits(std::string_view name) {
  constexpr std::size_t kOneFrom = 5;
  constexpr std::size_t kTwoFrom = 9;
  if (has_digit(name)) return 0;
  return name.size() >= kTwoFrom ? 2 : name.size() >= kOneFrom ? 1 : 0;
}

std::uint32_t number_hash(std::string_view number) {
  // FNV-1a.
  std::uint32_t hash = 2166136261U;
  for (const char c : number) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

ReferenceIndex::ReferenceIndex(std::span<const model::AddressPoint> points,
                               std::span<const model::AddressRange> ranges) {
  add_points(points);
  add_ranges(ranges);
}

std::uint32_t ReferenceIndex::street_id(const Street& street) {
  const std::string key = street.predirectional + '|' + street.name + '|' + street.suffix + '|' +
                          street.postdirectional;
  const auto [place, fresh] =
      street_ids_.try_emplace(key, static_cast<std::uint32_t>(streets_.size()));
  if (!fresh) return place->second;
  streets_.push_back(street);
  const auto [name, new_name] =
      name_ids_.try_emplace(street.name, static_cast<std::uint32_t>(names_.size()));
  if (new_name) names_.push_back({street.name, letter_signature(street.name), {}});
  names_[name->second].streets.push_back(place->second);
  return place->second;
}

std::uint32_t ReferenceIndex::street_id(std::string_view raw) {
  std::string key(raw);
  const auto known = raw_streets_.find(key);
  if (known != raw_streets_.end()) return known->second;
  const std::uint32_t id = street_id(parse_street(raw));
  raw_streets_.emplace(std::move(key), id);
  return id;
}

std::uint32_t ReferenceIndex::locality_id(std::string_view city, std::string_view state,
                                          std::string_view zip) {
  std::string key;
  for (const std::string_view part : {city, state, zip}) key.append(part).push_back('\n');
  const auto [place, fresh] =
      raw_localities_.try_emplace(std::move(key), static_cast<std::uint32_t>(localities_.size()));
  if (fresh) localities_.push_back(normal_locality(city, state, zip));
  return place->second;
}

void ReferenceIndex::add_to_zip(std::uint32_t locality, geo::LonLat place) {
  const std::string& zip = localities_[locality].zip;
  if (zip.empty()) return;
  Sum& sum = zips_[zip];
  sum.lon += place.lon;
  sum.lat += place.lat;
  sum.count += 1.0;
}

void ReferenceIndex::add_points(std::span<const model::AddressPoint> points) {
  points_.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const model::AddressPoint& point = points[i];
    PointEntry entry;
    entry.index = static_cast<std::uint32_t>(i);
    entry.locality = locality_id(point.city, point.state, point.zip);
    add_to_zip(entry.locality, point.position);
    std::string number;
    if (point.number.empty()) {
      const Address address = address_of(point);
      number = address.number;
      entry.street = street_id(address.street);
    } else {
      number = parse_number(point.number);
      entry.street = street_id(point.street);
    }
    if (number.empty()) continue;
    entry.whole = whole_number(number).value_or(-1);
    entry.number = number_hash(number);
    points_.push_back(entry);
  }
  sort_entries(points_);
}

void ReferenceIndex::add_ranges(std::span<const model::AddressRange> ranges) {
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const model::AddressRange& range = ranges[i];
    if (range.line.size() < 2) continue;
    RangeEntry entry;
    entry.index = static_cast<std::uint32_t>(i);
    entry.street = street_id(range.street);
    entry.left_locality = locality_id(range.city, range.state, range.left_zip);
    entry.right_locality = locality_id(range.city, range.state, range.right_zip);
    const geo::LonLat middle = middle_of(range.line);
    add_to_zip(entry.left_locality, middle);
    if (entry.right_locality != entry.left_locality) add_to_zip(entry.right_locality, middle);
    ranges_.push_back(entry);
  }
  sort_entries(ranges_);
}

std::span<const std::uint32_t> ReferenceIndex::streets_named(const std::string& name) const {
  const auto known = name_ids_.find(name);
  if (known == name_ids_.end()) return {};
  return names_[known->second].streets;
}

std::vector<std::string> ReferenceIndex::names_near(const std::string& name) const {
  const int bound = forgiven_edits(name);
  std::vector<std::string> near;
  if (bound == 0) return near;
  const std::uint64_t signature = letter_signature(name);
  for (const Name& known : names_) {
    if (std::popcount(known.signature ^ signature) > 2 * bound || has_digit(known.text)) continue;
    if (edit_distance(known.text, name, bound) <= bound) near.push_back(known.text);
  }
  std::sort(near.begin(), near.end());
  return near;
}

std::span<const PointEntry> ReferenceIndex::points_on(std::uint32_t street) const {
  return equal_entries(points_, PointEntry{.street = street},
                       [](const PointEntry& entry) { return entry.street; });
}

std::span<const PointEntry> ReferenceIndex::points_at(std::uint32_t street,
                                                      const Address& address) const {
  const PointEntry wanted{.street = street,
                          .whole = address.whole_number.value_or(-1),
                          .number = number_hash(address.number)};
  return equal_entries(points_, wanted, [](const PointEntry& entry) {
    return std::tuple(entry.street, entry.whole, entry.number);
  });
}

std::span<const RangeEntry> ReferenceIndex::ranges_on(std::uint32_t street) const {
  return equal_entries(ranges_, RangeEntry{.street = street},
                       [](const RangeEntry& entry) { return entry.street; });
}

std::optional<geo::LonLat> ReferenceIndex::zip_centre(const std::string& zip) const {
  const auto known = zips_.find(zip);
  if (known == zips_.end()) return std::nullopt;
  const Sum& sum = known->second;
  return geo::LonLat{sum.lon / sum.count, sum.lat / sum.count};
}

}  // namespace nearnet::addresses
