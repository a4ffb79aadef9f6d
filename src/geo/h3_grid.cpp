// SPDX-License-Identifier: Apache-2.0
#include "geo/h3_grid.h"

#include <cassert>
#include <cmath>
#include <numbers>

#include "geo/h3_tables.h"

namespace nearnet::geo::h3 {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
const double kSin60 = std::sqrt(3.0) / 2.0;

constexpr std::size_t kDigitI = 4;

struct Vector {
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;
};

double dot(const Vector& a, const Vector& b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

/// The plane that touches the unit sphere in the middle of a face, by its unit vectors.
struct Plane {
  Vector normal;
  Vector along_i;
  Vector left_of_i;
};

Plane plane_of(const FaceFacts& face) {
  const double sin_lat = std::sin(face.lat);
  const double cos_lat = std::cos(face.lat);
  const double sin_lon = std::sin(face.lon);
  const double cos_lon = std::cos(face.lon);
  const Vector north{-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat};
  const Vector east{-sin_lon, cos_lon, 0.0};
  const auto towards = [&](double north_part, double east_part) {
    return Vector{north.x * north_part + east.x * east_part,
                  north.y * north_part + east.y * east_part,
                  north.z * north_part + east.z * east_part};
  };
  const double cos_az = std::cos(face.i_azimuth);
  const double sin_az = std::sin(face.i_azimuth);
  return {.normal = {cos_lat * cos_lon, cos_lat * sin_lon, sin_lat},
          .along_i = towards(cos_az, sin_az),
          .left_of_i = towards(sin_az, -cos_az)};
}

const std::array<Plane, kFaces>& planes() {
  static const std::array<Plane, kFaces> all = [] {
    std::array<Plane, kFaces> made;
    for (std::size_t face = 0; face < kFaces; ++face) made.at(face) = plane_of(kFaceFacts.at(face));
    return made;
  }();
  return all;
}

/// Around the two pentagons nearest the poles, faces share i as their corner.
bool touches_polar_pentagon(std::size_t face) {
  return face < 5 || face >= 15;
}

/// Base cell by face and digit of its home position.
using HomeTable = std::array<std::array<std::optional<std::size_t>, 7>, kFaces>;

const HomeTable& home_table() {
  static const HomeTable table = [] {
    HomeTable made;
    for (std::size_t cell = 0; cell < kBaseCells; ++cell) {
      const Home& home = kHomes.at(cell);
      if (home.digit != kCornerI) made.at(home.face).at(home.digit) = cell;
    }
    return made;
  }();
  return table;
}

/// The base cell that has its home there.
std::optional<std::size_t> cell_at_home(OnFace place) {
  for (std::size_t digit = 0; digit < kSteps.size(); ++digit) {
    if (kSteps.at(digit) == place.point) return home_table().at(place.face).at(digit);
  }
  return std::nullopt;
}

int turns_across(std::size_t face, Side side) {
  if (!touches_polar_pentagon(face) || side == Side::kJK) return 3;
  return side == Side::kIJ ? 1 : 5;
}

/// Pentagons belong to five faces, so the turns depend on where the missing sixth was put.
std::optional<BaseCellOnFace> pentagon_at(OnFace place) {
  const bool polar = touches_polar_pentagon(place.face);
  const std::array<std::size_t, 3>& corners = kFaceFacts.at(place.face).corner_cells;
  if (place.point == kSteps[kDigitI] * 2) {
    const std::size_t turns = !polar ? 0U : place.face < 5 ? place.face : kFaces - 1 - place.face;
    return BaseCellOnFace{corners[0], static_cast<int>(turns), false};
  }
  if (place.point == kSteps[2] * 2) return BaseCellOnFace{corners[1], polar ? 1 : 3, true};
  if (place.point == kSteps[1] * 2) return BaseCellOnFace{corners[2], polar ? 0 : 3, false};
  return std::nullopt;
}

}  // namespace

Side nearest_side(Hex point) {
  const std::int64_t ij = reach(point, Side::kIJ);
  const std::int64_t jk = reach(point, Side::kJK);
  const std::int64_t ki = reach(point, Side::kKI);
  if (ij >= jk && ij >= ki) return Side::kIJ;
  return ki >= jk ? Side::kKI : Side::kJK;
}

OnFace across(OnFace place, Side side, std::int64_t unit) {
  const bool polar = touches_polar_pentagon(place.face);
  const int turns = turns_across(place.face, side);
  for (int i = 0; i < turns; ++i) place.point = place.point * kTurnLeft;
  // From the middle of the one face to the middle of the other, in the other's axes.
  constexpr Hex kTowardsIK{0, -2};
  constexpr Hex kTowardsIJ{2, 2};
  constexpr Hex kAwayFromI{-2, 0};
  const Hex shift = side == Side::kJK              ? kAwayFromI
                    : polar == (side == Side::kIJ) ? kTowardsIK
                                                   : kTowardsIJ;
  const FaceFacts& face = kFaceFacts.at(place.face);
  return {face.neighbours.at(static_cast<std::size_t>(side)), place.point + shift * unit};
}

std::optional<Side> shared_side(std::size_t face, std::size_t other) {
  for (const Side side : {Side::kIJ, Side::kJK, Side::kKI}) {
    if (kFaceFacts.at(face).neighbours.at(static_cast<std::size_t>(side)) == other) return side;
  }
  return std::nullopt;
}

BaseCellOnFace base_cell_at(OnFace place) {
  if (const std::optional<BaseCellOnFace> pentagon = pentagon_at(place)) return *pentagon;
  if (const auto cell = cell_at_home(place)) return {*cell, 0, false};
  const Side side = nearest_side(place.point);
  const std::optional<std::size_t> cell = cell_at_home(across(place, side, 1));
  assert(cell);
  return {*cell, turns_across(place.face, side), false};
}

OnFace home_of(std::size_t base_cell) {
  const Home& home = kHomes.at(base_cell);
  const Hex point = home.digit == kCornerI ? kSteps[kDigitI] * 2 : kSteps.at(home.digit);
  return {home.face, point};
}

bool is_pentagon(std::size_t base_cell) {
  return kHomes.at(base_cell).digit == kCornerI;
}

OnPlane project(LonLat place) {
  const double lat = place.lat * kDegree;
  const double lon = place.lon * kDegree;
  const Vector v{std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
  std::size_t nearest = 0;
  double best = -2.0;
  for (std::size_t face = 0; face < kFaces; ++face) {
    const double cosine = dot(planes().at(face).normal, v);
    if (cosine > best) {
      best = cosine;
      nearest = face;
    }
  }
  const Plane& plane = planes().at(nearest);
  const double scale = 1.0 / (best * kPlaneStep);
  return {nearest, dot(plane.along_i, v) * scale, dot(plane.left_of_i, v) * scale};
}

LonLat unproject(const OnPlane& place) {
  const Plane& plane = planes().at(place.face);
  const double u = place.x * kPlaneStep;
  const double w = place.y * kPlaneStep;
  const auto sum = [&](double normal, double along, double left) {
    return normal + u * along + w * left;
  };
  const double x = sum(plane.normal.x, plane.along_i.x, plane.left_of_i.x);
  const double y = sum(plane.normal.y, plane.along_i.y, plane.left_of_i.y);
  const double z = sum(plane.normal.z, plane.along_i.z, plane.left_of_i.z);
  return {std::atan2(y, x) / kDegree, std::atan2(z, std::hypot(x, y)) / kDegree};
}

OnPlane on_plane(std::size_t face, double a, double b, double steps) {
  return {face, (a - b / 2.0) / steps, b * kSin60 / steps};
}

Hex nearest_hex(double x, double y) {
  // Rounded in the three coordinates of the axes, whose sum must stay zero: the one that was moved
  // most gives way.
  const double b = y / kSin60;
  const double a = x + b / 2.0;
  // a·1 + b·ω = p·1 + q·e^(iπ/3) with q = b, p = a − b; cube coordinates (p, q, −p−q).
  const double p = a - b;
  const double q = b;
  const double s = -p - q;
  double rounded_p = std::round(p);
  double rounded_q = std::round(q);
  const double rounded_s = std::round(s);
  const double off_p = std::abs(rounded_p - p);
  const double off_q = std::abs(rounded_q - q);
  const double off_s = std::abs(rounded_s - s);
  if (off_p > off_q && off_p > off_s) {
    rounded_p = -rounded_q - rounded_s;
  } else if (off_q > off_s) {
    rounded_q = -rounded_p - rounded_s;
  }
  return {static_cast<std::int64_t>(rounded_p + rounded_q), static_cast<std::int64_t>(rounded_q)};
}

}  // namespace nearnet::geo::h3
