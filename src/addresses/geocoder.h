// SPDX-License-Identifier: Apache-2.0
// Finds where an address is, in files on this machine: exactly where there is an address point, by
// interpolation where there is an address range, and never by a guess.
//
//   addresses::Geocoder geocoder(points, ranges);
//   addresses::Geocode found = geocoder.find(addresses::address_of(business));
//   if (found.quality == model::GeocodeQuality::kRooftop) use(*found.position);
//   else show(addresses::describe(found));
//
// A reference record answers when its number is the same and its street has the same name. A suffix
// or directional may be missing on one side, never differ; so may city and ZIP code, of which one
// must agree where both are known. If what is left over lies at places more than
// GeocoderOptions::same_place apart and is equally good, the answer is none, AMBIGUOUS, with the
// candidates. Spelling mistakes are forgiven in street names only (one edit from five letters on,
// two from nine, none in numbered streets), only where city or ZIP code agrees, and only where a
// single street is near enough.
//
// Deterministic. Immutable once built: find() may be called from any number of threads. The records
// must outlive it. Cost: building sorts the records; find() is a few binary searches, an unknown
// street name one pass over the distinct names. Memory: some 25 bytes a record besides the records.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "addresses/address.h"
#include "core/job_context.h"
#include "core/units.h"
#include "model/address.h"
#include "model/business.h"

namespace nearnet::addresses {

struct GeocoderOptions {
  core::Metres side_offset{10.0};  ///< of interpolated places, from the line to the side
  core::Metres same_place{50.0};   ///< equally good answers this near are one
};

/// Why there is no better answer.
enum class GeocodeProblem {
  kNone,
  kNoAddress,  ///< nothing that could be looked up
  kPoBox,      ///< a box is not where the business is
  kNoStreet,   ///< the reference has no such street there
  kNoNumber,   ///< it has the street, not the number
  kAmbiguous,  ///< several equally good answers
};
/// "NO_ADDRESS", "PO_BOX", …; "" for kNone.
std::string_view to_text(GeocodeProblem problem);

struct Candidate {
  std::string address;
  geo::LonLat position;
};

struct Geocode {
  /// kRooftop, kInterpolated, kStreet, kZip or kNone.
  model::GeocodeQuality quality = model::GeocodeQuality::kNone;
  std::optional<geo::LonLat> position;
  /// 100 when everything agrees. Off that: 10 for each part of the street that one side lacks and
  /// for a locality that one side does not know, 5 where only one of city and ZIP code agrees, 2 or
  /// 4 where a unit is missing or another, 15 an edit of the street name, 40 on street level. ZIP
  /// level is 20.
  int score = 0;
  std::string matched;  ///< the reference's address in normal form
  std::string source;   ///< the reference file
  GeocodeProblem problem = GeocodeProblem::kNone;
  std::vector<Candidate> candidates;  ///< for kAmbiguous: the first ten, by address
};

/// "rooftop at 12 E BRIDGE ST, …, score 100", "AMBIGUOUS: 12 E MAIN ST or 12 W MAIN ST".
std::string describe(const Geocode& found);

class Geocoder {
 public:
  Geocoder(std::span<const model::AddressPoint> points, std::span<const model::AddressRange> ranges,
           const GeocoderOptions& options = {});
  Geocoder(Geocoder&&) noexcept;
  Geocoder& operator=(Geocoder&&) noexcept;
  ~Geocoder();

  Geocode find(const Address& address) const;
  /// One answer an address, in order, on the job's threads.
  std::vector<Geocode> find_all(std::span<const Address> addresses,
                                const core::JobContext& job) const;

 private:
  struct Reference;
  std::unique_ptr<const Reference> reference_;
};

}  // namespace nearnet::addresses
