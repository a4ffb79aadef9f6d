// SPDX-License-Identifier: Apache-2.0
// One address looked up in the reference. For addresses/ only.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "addresses/geocoder.h"
#include "addresses/interpolation.h"
#include "addresses/reference_index.h"

namespace nearnet::addresses {

class ReferenceSearch {
 public:
  ReferenceSearch(const ReferenceIndex& index, std::span<const model::AddressPoint> points,
                  std::span<const model::AddressRange> ranges, const GeocoderOptions& options,
                  const Address& address)
      : index_(index), points_(points), ranges_(ranges), options_(options), address_(address) {}

  Geocode run();

 private:
  struct Hit {
    int score = 0;
    int width = 0;  ///< of a range: the narrower one knows better
    geo::LonLat position;
    std::string address;
    std::string source;
  };
  struct MatchingStreet {
    std::uint32_t id = 0;
    int score = 0;
  };

  std::vector<MatchingStreet> streets_named(const std::string& name) const;
  bool is_in_locality(std::uint32_t street, bool confirmed) const;
  std::vector<Hit> point_hits(const std::vector<MatchingStreet>& streets) const;
  std::vector<Hit> range_hits(const std::vector<MatchingStreet>& streets) const;
  Hit range_hit(const RangeEntry& entry, Side side, int score) const;
  /// The nearest number of each street, at the best score.
  std::vector<Hit> street_hits(const std::vector<MatchingStreet>& streets) const;
  /// Answers from streets of one name; false when it is not known there.
  bool search_name(const std::string& name, int edits);
  void search_similar_names();
  void decide(std::vector<Hit> hits, model::GeocodeQuality quality);
  void report_ambiguous(const std::vector<Hit>& hits);
  void fall_back_to_zip();

  const ReferenceIndex& index_;
  std::span<const model::AddressPoint> points_;
  std::span<const model::AddressRange> ranges_;
  const GeocoderOptions& options_;
  const Address& address_;
  Geocode result_;
};

}  // namespace nearnet::addresses
