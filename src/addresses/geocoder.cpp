// SPDX-License-Identifier: Apache-2.0
#include "addresses/geocoder.h"

#include <fmt/format.h>

#include "addresses/reference_index.h"
#include "addresses/reference_search.h"
#include "core/parallel.h"

namespace nearnet::addresses {

std::string_view to_text(GeocodeProblem problem) {
  switch (problem) {
    case GeocodeProblem::kNoAddress:
      return "NO_ADDRESS";
    case GeocodeProblem::kPoBox:
      return "PO_BOX";
    case GeocodeProblem::kNoStreet:
      return "NO_STREET";
    case GeocodeProblem::kNoNumber:
      return "NO_NUMBER";
    case GeocodeProblem::kAmbiguous:
      return "AMBIGUOUS";
    case GeocodeProblem::kNone:
      break;
  }
  return {};
}

std::string describe(const Geocode& found) {
  if (found.problem == GeocodeProblem::kAmbiguous) {
    std::string text = "AMBIGUOUS: ";
    for (std::size_t i = 0; i < found.candidates.size(); ++i) {
      const Candidate& candidate = found.candidates[i];
      text += fmt::format("{}{} ({:.6f},{:.6f})", i == 0 ? "" : " or ", candidate.address,
                          candidate.position.lon, candidate.position.lat);
    }
    return text;
  }
  std::string text;
  if (found.problem != GeocodeProblem::kNone) text = fmt::format("{}: ", to_text(found.problem));
  if (found.quality == model::GeocodeQuality::kNone) return text + "no place found";
  return text + fmt::format("{} at {}, score {}", model::to_text(found.quality), found.matched,
                            found.score);
}

struct Geocoder::Reference {
  std::span<const model::AddressPoint> points;
  std::span<const model::AddressRange> ranges;
  GeocoderOptions options;
  ReferenceIndex index;
};

Geocoder::Geocoder(std::span<const model::AddressPoint> points,
                   std::span<const model::AddressRange> ranges, const GeocoderOptions& options)
    : reference_(std::make_unique<const Reference>(
          Reference{points, ranges, options, ReferenceIndex(points, ranges)})) {}
Geocoder::Geocoder(Geocoder&&) noexcept = default;
Geocoder& Geocoder::operator=(Geocoder&&) noexcept = default;
Geocoder::~Geocoder() = default;

Geocode Geocoder::find(const Address& address) const {
  return ReferenceSearch(reference_->index, reference_->points, reference_->ranges,
                         reference_->options, address)
      .run();
}

std::vector<Geocode> Geocoder::find_all(std::span<const Address> addresses,
                                        const core::JobContext& job) const {
  constexpr std::size_t kGrain = 256;
  std::vector<Geocode> found(addresses.size());
  core::parallel_ranges(addresses.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) found[i] = find(addresses[i]);
  });
  return found;
}

}  // namespace nearnet::addresses
