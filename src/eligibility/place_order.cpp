// SPDX-License-Identifier: Apache-2.0
#include "eligibility/place_order.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace nearnet::eligibility {
namespace {

/// Places in a band: few enough that a band stays narrow, enough that it is worth its sweep.
constexpr double kPlacesABand = 512.0;

}  // namespace

std::vector<std::size_t> neighbours_together(std::span<const std::optional<geo::LonLat>> places) {
  geo::LonLatBox box;
  for (const auto& place : places) {
    if (place && geo::is_valid(*place)) box.grow(*place);
  }
  const double height = std::max(box.max_lat - box.min_lat, 1e-9);
  const double bands = std::ceil(static_cast<double>(places.size()) / kPlacesABand);
  std::vector<std::pair<std::uint64_t, std::size_t>> keys;
  keys.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::uint64_t key = std::numeric_limits<std::uint64_t>::max();
    if (places[i] && geo::is_valid(*places[i])) {
      const double band = (places[i]->lat - box.min_lat) / height * bands;
      const double along = (places[i]->lon + 180.0) * 1e6;
      key = static_cast<std::uint64_t>(band) << 32U | static_cast<std::uint64_t>(along);
    }
    keys.emplace_back(key, i);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::size_t> order;
  order.reserve(keys.size());
  for (const auto& [key, index] : keys) order.push_back(index);
  return order;
}

}  // namespace nearnet::eligibility
