// SPDX-License-Identifier: Apache-2.0
#include "roads/travel_matrix.h"

#include <cassert>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "core/error.h"

namespace nearnet::roads {

namespace {

/// Geocentric coordinates of a point on the WGS 84 ellipsoid, in metres.
std::array<double, 3> earth_centred(geo::LonLat position) {
  constexpr double kSemiMajor = 6378137.0;
  constexpr double kFlattening = 1.0 / 298.257223563;
  constexpr double kEccentricitySquared = kFlattening * (2.0 - kFlattening);
  const double lon = position.lon * std::numbers::pi / 180.0;
  const double lat = position.lat * std::numbers::pi / 180.0;
  const double sin_lat = std::sin(lat);
  const double normal = kSemiMajor / std::sqrt(1.0 - kEccentricitySquared * sin_lat * sin_lat);
  return {normal * std::cos(lat) * std::cos(lon), normal * std::cos(lat) * std::sin(lon),
          normal * (1.0 - kEccentricitySquared) * sin_lat};
}

void require_table(const std::vector<std::int32_t>& table, std::size_t size, const char* what) {
  if (table.size() != size * size) {
    throw core::InputError(fmt::format("travel matrix: {} {} for {} places; expected {}",
                                       table.size(), what, size, size * size));
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i] < 0) {
      throw core::InputError(
          fmt::format("travel matrix: from {} to {}: found {} {}; expected 0 or more", i / size,
                      i % size, table[i], what));
    }
  }
}

}  // namespace

TravelMatrix TravelMatrix::crow_flight(std::span<const geo::LonLat> places,
                                       const CrowFlight& options) {
  if (!(options.detour >= 1.0 && options.detour <= 10.0)) {
    throw core::ConfigError(fmt::format("detour {}: expected 1 to 10", options.detour));
  }
  if (!(options.speed_kmh >= 1.0 && options.speed_kmh <= 1000.0)) {
    throw core::ConfigError(fmt::format("speed {} km/h: expected 1 to 1000", options.speed_kmh));
  }
  TravelMatrix matrix;
  matrix.size_ = places.size();
  matrix.crow_flight_ = options;
  matrix.earth_centred_.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!geo::is_valid(places[i])) {
      throw core::InputError(
          fmt::format("travel matrix: place {} at lon {}, lat {}: no such position", i,
                      places[i].lon, places[i].lat));
    }
    matrix.earth_centred_.push_back(earth_centred(places[i]));
  }
  return matrix;
}

TravelMatrix TravelMatrix::from_seconds(std::size_t size, std::vector<std::int32_t> seconds,
                                        std::vector<std::int32_t> metres) {
  require_table(seconds, size, "seconds");
  if (!metres.empty()) require_table(metres, size, "metres");
  TravelMatrix matrix;
  matrix.size_ = matrix.stride_ = size;
  matrix.seconds_ = std::move(seconds);
  matrix.metres_ = std::move(metres);
  return matrix;
}

void TravelMatrix::end_at_last() {
  assert(size_ > 1 && end_ == kHome && homes_ == 0);
  end_ = --size_;
}

void TravelMatrix::add_homes(std::size_t count) {
  assert(homes_ == 0 && count < size_);
  homes_ = count;
}

void TravelMatrix::end_anywhere() {
  assert(end_ == kHome);
  end_ = kNowhere;
}

void TravelMatrix::add_parking(core::Seconds parking) {
  if (parking < core::Seconds(0) || parking > core::minutes(1440)) {
    throw core::ConfigError(fmt::format("parking takes {} s: expected 0 to 24 h", parking.value));
  }
  parking_ += parking;
}

inline double TravelMatrix::chord_metres(std::size_t from, std::size_t to) const {
  const auto& a = earth_centred_[from];
  const auto& b = earth_centred_[to];
  const double dx = a[0] - b[0];
  const double dy = a[1] - b[1];
  const double dz = a[2] - b[2];
  return std::sqrt(dx * dx + dy * dy + dz * dz);
}

inline core::Seconds TravelMatrix::driving_time(std::size_t from, std::size_t to) const {
  assert(from < size_ && to < size_);
  if (is_there(from, to)) return core::Seconds(0);
  if (earth_centred_.empty()) return core::Seconds(seconds_[from * stride_ + end_of(to)]);
  const double chord = chord_metres(from, end_of(to));
  const double seconds = chord * crow_flight_.detour * 3.6 / crow_flight_.speed_kmh;
  // Rounded up. Planning asks for millions of ways, and std::ceil is a call into the library.
  const auto whole = static_cast<std::int64_t>(seconds);
  return core::Seconds(static_cast<double>(whole) < seconds ? whole + 1 : whole);
}

core::Seconds TravelMatrix::time(std::size_t from, std::size_t to) const {
  const core::Seconds driving = driving_time(from, to);
  return is_home(to) || driving.value == 0 ? driving : driving + parking_;
}

core::Metres TravelMatrix::distance(std::size_t from, std::size_t to) const {
  assert(from < size_ && to < size_);
  if (is_there(from, to)) return core::Metres(0.0);
  if (earth_centred_.empty()) {
    return core::Metres(
        metres_.empty() ? 0.0 : static_cast<double>(metres_[from * stride_ + end_of(to)]));
  }
  return core::Metres(std::round(chord_metres(from, end_of(to)) * crow_flight_.detour));
}

}  // namespace nearnet::roads
