// SPDX-License-Identifier: Apache-2.0
#include "eligibility/place_order.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>

namespace nearnet::eligibility {
namespace {

constexpr double kPlacesATile = 64.0;
constexpr double kSmallestSide = 1e-9;  // degrees, of all places together

/// About square tiles over all places, numbered in ploughing order.
class Tiles {
 public:
  explicit Tiles(std::span<const NumberedPlace> places) {
    for (const NumberedPlace& at : places) box_.grow(at.place);
    const double height = std::max(box_.max_lat - box_.min_lat, kSmallestSide);
    const double width = std::max(box_.max_lon - box_.min_lon, kSmallestSide);
    const double cosine = std::max(0.05, std::cos(box_.centre().lat * std::numbers::pi / 180.0));
    const double tiles = std::max(1.0, static_cast<double>(places.size()) / kPlacesATile);
    const double rows = std::clamp(std::sqrt(tiles * height / (width * cosine)), 1.0, tiles);
    rows_ = static_cast<std::uint32_t>(rows);
    cols_ = static_cast<std::uint32_t>(tiles / rows);
    rows_per_degree_ = rows_ / height;
    cols_per_degree_ = cols_ / width;
  }

  std::size_t size() const { return std::size_t{rows_} * cols_; }

  std::uint32_t tile_of(geo::LonLat place) const {
    const auto row = static_cast<std::uint32_t>((place.lat - box_.min_lat) * rows_per_degree_);
    const auto col = static_cast<std::uint32_t>((place.lon - box_.min_lon) * cols_per_degree_);
    const std::uint32_t from_south = std::min(row, rows_ - 1);
    const std::uint32_t from_west = std::min(col, cols_ - 1);
    return from_south * cols_ + (from_south % 2 == 0 ? from_west : cols_ - 1 - from_west);
  }

 private:
  geo::LonLatBox box_;
  std::uint32_t rows_ = 1;
  std::uint32_t cols_ = 1;
  double rows_per_degree_ = 0.0;
  double cols_per_degree_ = 0.0;
};

}  // namespace

std::vector<NumberedPlace> neighbours_together(std::span<const NumberedPlace> places) {
  if (places.empty()) return {};
  const Tiles tiles(places);
  std::vector<std::uint32_t> tile_of;
  tile_of.reserve(places.size());
  std::vector<std::size_t> starts(tiles.size() + 1, 0);
  for (const NumberedPlace& at : places) {
    tile_of.push_back(tiles.tile_of(at.place));
    ++starts[tile_of.back() + 1];
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<NumberedPlace> order(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) order[starts[tile_of[i]]++] = places[i];
  return order;
}

}  // namespace nearnet::eligibility
