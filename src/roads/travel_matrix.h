// SPDX-License-Identifier: Apache-2.0
// How long and how far it is from any place to any other: what routing reads and nothing more.
//
//   std::vector<geo::LonLat> places = {home, shop_a, shop_b};
//   auto travel = roads::TravelMatrix::crow_flight(places, {.detour = 1.35, .speed_kmh = 40});
//   travel.time(0, 2);          // whole seconds from home to shop_b
//   travel.distance(0, 2);      // whole metres of the same way
//
// A crow-flight matrix stores one coordinate triple a place and computes every pair when asked, so
// that thousands of places cost kilobytes; a matrix from given seconds is a dense table and may be
// asymmetric. Either way time(i, i) is 0, reads are O(1), const and safe from any number of
// threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/units.h"
#include "geo/lon_lat.h"

namespace nearnet::roads {

/// Driving estimated from the straight line, for when no road network is at hand.
struct CrowFlight {
  /// Way driven ÷ straight line. 1.3 to 1.4 is what street networks show on average.
  double detour = 1.35;
  /// Mean speed over the whole way, lights and turns included.
  double speed_kmh = 40;
};

class TravelMatrix {
 public:
  /// Straight-line estimate between all `places`, symmetric. Times are rounded up to whole seconds,
  /// which keeps the triangle inequality; metres are rounded to the nearest. The straight line is
  /// the chord between the points on the WGS 84 ellipsoid: within 1 m of the geodesic up to 100 km.
  /// Throws core::InputError for an invalid position, core::ConfigError for a detour outside 1 to
  /// 10 or a speed outside 1 to 1000 km/h. Cost: O(places).
  static TravelMatrix crow_flight(std::span<const geo::LonLat> places, const CrowFlight& options);

  /// A table given row by row: seconds[i * size + j] from i to j; `metres` likewise, or empty when
  /// distances are unknown, which then read as 0. Diagonals are taken as 0. Throws core::InputError
  /// when a length is not size² or a number is negative.
  static TravelMatrix from_seconds(std::size_t size, std::vector<std::int32_t> seconds,
                                   std::vector<std::int32_t> metres = {});

  /// The last `count` places are homes as place 0 is one. At most once, and after end_at_last().
  void add_homes(std::size_t count);
  /// The last place is a place no more but where every way to a home now leads: a tour from there
  /// and back sets out at home and ends at the last. There must be two places.
  void end_at_last();
  /// Nothing is left to drive home from anywhere: a tour ends wherever it is.
  void end_anywhere();

  /// Finding a place to park and walking to the door, added to every way that takes any time, but
  /// not to ways home. Throws core::ConfigError outside 0 to 24 h.
  void add_parking(core::Seconds parking);

  std::size_t size() const { return size_; }
  core::Seconds time(std::size_t from, std::size_t to) const;
  core::Metres distance(std::size_t from, std::size_t to) const;

 private:
  double chord_metres(std::size_t from, std::size_t to) const;
  core::Seconds driving_time(std::size_t from, std::size_t to) const;
  /// Where a way to that place leads.
  std::size_t end_of(std::size_t to) const { return end_ != kHome && is_home(to) ? end_ : to; }
  bool is_home(std::size_t place) const { return place == 0 || place >= size_ - homes_; }
  bool is_there(std::size_t from, std::size_t to) const {
    return from == to || (end_ == kNowhere && is_home(to));
  }

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  static constexpr std::size_t kHome = static_cast<std::size_t>(-2);

  std::size_t size_ = 0;
  std::size_t stride_ = 0;  // of a row of the tables
  std::size_t homes_ = 0;   // besides place 0
  std::size_t end_ = kHome;
  core::Seconds parking_{0};
  CrowFlight crow_flight_;
  std::vector<std::array<double, 3>> earth_centred_;  // metres; used when the tables are empty
  std::vector<std::int32_t> seconds_;
  std::vector<std::int32_t> metres_;
};

}  // namespace nearnet::roads
