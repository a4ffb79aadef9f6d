// SPDX-License-Identifier: Apache-2.0
// The reference records sorted by street and number. For addresses/ only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "addresses/address.h"
#include "model/address.h"

namespace nearnet::addresses {

/// One record of one street; of ranges one entry a side.
struct PointEntry {
  std::uint32_t street = 0;
  std::int32_t whole = -1;   ///< whole_number(), −1 for none
  std::uint32_t number = 0;  ///< hash of the number in normal form
  std::uint32_t locality = 0;
  std::uint32_t index = 0;  ///< of the record
};
struct RangeEntry {
  std::uint32_t street = 0;
  std::uint32_t left_locality = 0;
  std::uint32_t right_locality = 0;
  std::uint32_t index = 0;
};

class ReferenceIndex {
 public:
  ReferenceIndex(std::span<const model::AddressPoint> points,
                 std::span<const model::AddressRange> ranges);

  const std::vector<Street>& streets() const { return streets_; }
  const Locality& locality(std::uint32_t id) const { return localities_[id]; }
  /// Streets of exactly that name, by id.
  std::span<const std::uint32_t> streets_named(const std::string& name) const;
  /// Names within the edit distance that forgives spelling, none for names with digits.
  std::vector<std::string> names_near(const std::string& name) const;

  std::span<const PointEntry> points_on(std::uint32_t street) const;
  std::span<const PointEntry> points_at(std::uint32_t street, const Address& address) const;
  std::span<const RangeEntry> ranges_on(std::uint32_t street) const;

  /// The mean of the ZIP code's records; none when there are none.
  std::optional<geo::LonLat> zip_centre(const std::string& zip) const;

 private:
  struct Name {
    std::string text;
    std::uint64_t signature = 0;
    std::vector<std::uint32_t> streets;
  };
  struct Sum {
    double lon = 0.0;
    double lat = 0.0;
    double count = 0.0;
  };

  std::uint32_t street_id(const Street& street);
  std::uint32_t street_id(std::string_view raw);
  std::uint32_t locality_id(std::string_view city, std::string_view state, std::string_view zip);
  void add_points(std::span<const model::AddressPoint> points);
  void add_ranges(std::span<const model::AddressRange> ranges);
  void add_to_zip(std::uint32_t locality, geo::LonLat place);

  std::vector<Street> streets_;
  std::vector<Locality> localities_;
  std::vector<Name> names_;  // in order of appearance
  std::unordered_map<std::string, std::uint32_t> name_ids_;
  std::unordered_map<std::string, std::uint32_t> street_ids_;   // by normal form
  std::unordered_map<std::string, std::uint32_t> raw_streets_;  // as written: parsed only once
  std::unordered_map<std::string, std::uint32_t> raw_localities_;
  std::unordered_map<std::string, Sum> zips_;
  std::vector<PointEntry> points_;
  std::vector<RangeEntry> ranges_;
};

/// How many edits are forgiven in a name of that length.
int forgiven_edits(std::string_view name);
/// Of a house number in normal form.
std::uint32_t number_hash(std::string_view number);

}  // namespace nearnet::addresses
