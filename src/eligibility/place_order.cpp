// SPDX-License-Identifier: Apache-2.0
#include "eligibility/place_order.h"

#include <algorithm>
#include <numeric>

#include "core/parallel.h"

namespace nearnet::eligibility {
namespace {

/// Places in a band: few enough that a band stays narrow, enough that it is worth its sweep.
constexpr double kPlacesABand = 512.0;
constexpr std::size_t kBandsAtOnce = 64;

bool further_west(const NumberedPlace& a, const NumberedPlace& b) {
  return a.place.lon != b.place.lon ? a.place.lon < b.place.lon : a.number < b.number;
}

}  // namespace

std::vector<NumberedPlace> neighbours_together(const std::vector<NumberedPlace>& places,
                                               const core::JobContext& job) {
  geo::LonLatBox box;
  for (const NumberedPlace& at : places) box.grow(at.place);
  const auto bands =
      static_cast<std::size_t>(static_cast<double>(places.size()) / kPlacesABand) + 1;
  const double bands_per_degree =
      static_cast<double>(bands) / std::max(box.max_lat - box.min_lat, 1e-9);
  const auto band_of = [&](const NumberedPlace& at) {
    const double band = (at.place.lat - box.min_lat) * bands_per_degree;
    return std::min(static_cast<std::size_t>(band), bands - 1);
  };
  std::vector<std::size_t> starts(bands + 1, 0);
  for (const NumberedPlace& at : places) ++starts[band_of(at) + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<NumberedPlace> order(places.size());
  std::vector<std::size_t> next = starts;
  for (const NumberedPlace& at : places) order[next[band_of(at)]++] = at;
  core::parallel_ranges(bands, kBandsAtOnce, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t band = begin; band < end; ++band) {
      std::sort(order.begin() + static_cast<std::ptrdiff_t>(starts[band]),
                order.begin() + static_cast<std::ptrdiff_t>(starts[band + 1]), further_west);
    }
  });
  return order;
}

}  // namespace nearnet::eligibility
