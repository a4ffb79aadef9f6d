// SPDX-License-Identifier: Apache-2.0
#include "geo/h3.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "core/text.h"
#include "geo/h3_grid.h"

namespace nearnet::geo {
namespace {

using h3::Hex;
using h3::OnFace;
using h3::OnPlane;
using h3::Side;

// From the top: 1 bit 0, 4 bits mode (1: cell), 3 bits 0, 4 bits resolution, 7 bits base cell, 15
// digits of 3 bits, those beyond the resolution all ones.
constexpr std::size_t kFinest = kFinestH3Resolution;
constexpr unsigned kModeShift = 59;
constexpr unsigned kReservedShift = 56;
constexpr unsigned kResolutionShift = 52;
constexpr unsigned kBaseCellShift = 45;
constexpr unsigned kDigitBits = 3;
constexpr std::uint64_t kNoDigit = 7;
constexpr std::size_t kDigitK = 1;
constexpr std::size_t kDigitI = 4;
constexpr std::size_t kDigitIK = 5;

constexpr unsigned digit_shift(std::size_t resolution) {
  return static_cast<unsigned>(kFinest - resolution) * kDigitBits;
}

std::uint64_t bits(std::uint64_t index, unsigned shift, std::uint64_t mask) {
  return (index >> shift) & mask;
}

/// The way from a base cell down to a cell.
struct Path {
  std::size_t base_cell = 0;
  std::size_t resolution = 0;
  std::array<std::size_t, kFinest + 1> digits = {};  // [1 … resolution]

  explicit Path(std::uint64_t index)
      : base_cell(bits(index, kBaseCellShift, 0x7F)),
        resolution(bits(index, kResolutionShift, 0xF)) {
    for (std::size_t r = 1; r <= resolution; ++r) {
      digits.at(r) = bits(index, digit_shift(r), kNoDigit);
    }
  }
  Path(std::size_t base, std::size_t finest) : base_cell(base), resolution(finest) {}

  std::uint64_t index() const {
    std::uint64_t made = (std::uint64_t{1} << kModeShift) |
                         (std::uint64_t{resolution} << kResolutionShift) |
                         (std::uint64_t{base_cell} << kBaseCellShift);
    for (std::size_t r = 1; r <= kFinest; ++r) {
      const std::uint64_t digit = r <= resolution ? digits.at(r) : kNoDigit;
      made |= digit << digit_shift(r);
    }
    return made;
  }

  std::size_t leading_digit() const {
    for (std::size_t r = 1; r <= resolution; ++r) {
      if (digits.at(r) != 0) return digits.at(r);
    }
    return 0;
  }

  void turn_left(int times) {
    constexpr std::array<std::size_t, 7> kTurned = {0, 5, 3, 1, 6, 4, 2};
    for (std::size_t r = 1; r <= resolution; ++r) {
      for (int i = 0; i < times; ++i) digits.at(r) = kTurned.at(digits.at(r));
    }
  }
  void turn_right() { turn_left(5); }
};

constexpr bool is_class3(std::size_t resolution) {
  return resolution % 2 == 1;
}

/// Lattice steps of the coarsest class II lattice at least as fine as `resolution`, in one of
/// resolution 0.
std::int64_t unit_of(std::size_t resolution) {
  std::int64_t unit = 1;
  for (std::size_t r = 0; r < resolution; r += 2) unit *= 7;
  return unit;
}

enum class Lies { kInside, kOnSide, kMoved };

/// Moves a point that lies beyond a side of its face to the face there.
Lies move_to_own_face(OnFace& place, std::int64_t unit) {
  const Side side = h3::nearest_side(place.point);
  const std::int64_t beyond = h3::reach(place.point, side) - 2 * unit;
  if (beyond < 0) return Lies::kInside;
  if (beyond == 0) return Lies::kOnSide;
  place = h3::across(place, side, unit);
  return Lies::kMoved;
}

/// The middle of a cell on the face that holds it, in the class II lattice of unit_of().
OnFace middle_of(Path path) {
  const bool pentagon = h3::is_pentagon(path.base_cell);
  if (pentagon && path.leading_digit() == kDigitIK) path.turn_right();
  OnFace middle = h3::home_of(path.base_cell);
  for (std::size_t r = 1; r <= path.resolution; ++r) {
    middle.point = middle.point * (is_class3(r) ? h3::kIntoClass3 : h3::kIntoClass2) +
                   h3::kSteps.at(path.digits.at(r));
  }
  if (is_class3(path.resolution)) middle.point = middle.point * h3::kIntoClass2;
  const std::int64_t unit = unit_of(path.resolution);
  if (pentagon) {
    // A pentagon lacks the sixth between its digits ik and i: what was moved across it on the side
    // of i turns around the corner first.
    const bool beyond = h3::reach(middle.point, Side::kKI) > 2 * unit;
    if (path.leading_digit() == kDigitI && beyond && h3::nearest_side(middle.point) == Side::kKI) {
      const Hex corner{2 * unit, 0};
      middle.point = (middle.point - corner) * h3::kTurnRight + corner;
      middle = h3::across(middle, Side::kKI, unit);
    }
    while (move_to_own_face(middle, unit) == Lies::kMoved) {
    }
  } else {
    move_to_own_face(middle, unit);
  }
  return middle;
}

/// Vertices lie on a lattice three times as fine, where the first is there from the middle.
constexpr int kVertexScale = 3;
constexpr Hex kFirstVertexClass2{2, 1};
constexpr Hex kFirstVertexClass3{5, 4};

struct Corners {
  std::array<OnFace, 6> places;  // on the face of the middle
  std::size_t count = 6;
  std::int64_t unit = 1;
};

Corners corners_of(const Path& path) {
  const OnFace middle = middle_of(path);
  Corners corners;
  if (h3::is_pentagon(path.base_cell) && path.leading_digit() == 0) corners.count = 5;
  corners.unit = unit_of(path.resolution) * kVertexScale;
  Hex step = is_class3(path.resolution) ? kFirstVertexClass3 : kFirstVertexClass2;
  for (std::size_t i = 0; i < corners.count; ++i) {
    corners.places.at(i) = {middle.face, middle.point * kVertexScale + step};
    step = step * h3::kTurnLeft;
  }
  return corners;
}

OnPlane on_plane(const OnFace& place, std::int64_t unit) {
  return h3::on_plane(place.face, static_cast<double>(place.point.a),
                      static_cast<double>(place.point.b), static_cast<double>(unit));
}

/// Where the line between two points of a face's lattice meets a side of the face; none when one of
/// them lies on it.
std::optional<OnPlane> meeting(std::size_t face, Hex from, Hex to, Side side, std::int64_t unit) {
  const std::int64_t start = h3::reach(from, side);
  const std::int64_t end = h3::reach(to, side);
  if (start == 2 * unit || end == 2 * unit || start == end) return std::nullopt;
  const double share = static_cast<double>(2 * unit - start) / static_cast<double>(end - start);
  const auto between = [&](std::int64_t p, std::int64_t q) {
    return static_cast<double>(p) + share * static_cast<double>(q - p);
  };
  return h3::on_plane(face, between(from.a, to.a), between(from.b, to.b),
                      static_cast<double>(unit));
}

/// Each face is a plane of its own: an edge that goes from one to the next bends at the side
/// between them. Edges of class II cells have their ends there; those of class III do not.
std::vector<OnPlane> hexagon(const Path& path) {
  const Corners corners = corners_of(path);
  const std::size_t home = corners.places[0].face;
  std::array<OnFace, 6> moved = corners.places;
  std::array<Lies, 6> lies = {};
  for (std::size_t i = 0; i < 6; ++i) lies.at(i) = move_to_own_face(moved.at(i), corners.unit);
  std::vector<OnPlane> vertices;
  for (std::size_t i = 0; i < 6; ++i) {
    vertices.push_back(on_plane(moved.at(i), corners.unit));
    const std::size_t next = (i + 1) % 6;
    if (!is_class3(path.resolution) || moved.at(i).face == moved.at(next).face) continue;
    const std::size_t other = moved.at(i).face == home ? moved.at(next).face : moved.at(i).face;
    const std::optional<OnPlane> bend =
        meeting(home, corners.places.at(i).point, corners.places.at(next).point,
                *h3::shared_side(home, other), corners.unit);
    if (bend) vertices.push_back(*bend);
  }
  return vertices;
}

/// A pentagon lies around a corner of the icosahedron: each of its edges goes from one face to the
/// next.
std::vector<OnPlane> pentagon(const Path& path) {
  const Corners corners = corners_of(path);
  std::array<OnFace, 6> moved = corners.places;
  for (std::size_t i = 0; i < corners.count; ++i) {
    while (move_to_own_face(moved.at(i), corners.unit) == Lies::kMoved) {
    }
  }
  std::vector<OnPlane> vertices;
  for (std::size_t i = 0; i < corners.count; ++i) {
    const OnFace& here = moved.at(i);
    const OnFace& next = moved.at((i + 1) % corners.count);
    vertices.push_back(on_plane(here, corners.unit));
    if (!is_class3(path.resolution)) continue;
    const OnFace seen = h3::across(next, *h3::shared_side(next.face, here.face), corners.unit);
    const std::optional<OnPlane> bend = meeting(
        here.face, here.point, seen.point, *h3::shared_side(here.face, next.face), corners.unit);
    if (bend) vertices.push_back(*bend);
  }
  return vertices;
}

/// The cell of a resolution's own lattice that holds the place, on the nearest face.
OnFace lattice_point(LonLat place, std::size_t resolution) {
  const OnPlane plane = h3::project(place);
  // Scaled and turned into the lattice: by 7 for two resolutions, by 2 − ω for an odd last one.
  const auto unit = static_cast<double>(unit_of(resolution - resolution % 2));
  const double x = plane.x * unit;
  const double y = plane.y * unit;
  if (!is_class3(resolution)) return {plane.face, h3::nearest_hex(x, y)};
  const OnPlane turn = h3::on_plane(plane.face, static_cast<double>(h3::kIntoClass3.a),
                                    static_cast<double>(h3::kIntoClass3.b), 1.0);
  return {plane.face, h3::nearest_hex(x * turn.x - y * turn.y, x * turn.y + y * turn.x)};
}

/// From a cell up to its base cell, noting the digits of the way in `path`.
OnFace climb(OnFace cell, Path& path) {
  const auto seventh = [](std::int64_t n) {
    return static_cast<std::int64_t>(std::llround(static_cast<double>(n) / 7.0));
  };
  for (std::size_t r = path.resolution; r > 0; --r) {
    const Hex down = is_class3(r) ? h3::kIntoClass3 : h3::kIntoClass2;
    const Hex conjugate{down.a - down.b, -down.b};
    const Hex product = cell.point * conjugate;
    const Hex parent{seventh(product.a), seventh(product.b)};
    const Hex step = cell.point - parent * down;
    const auto* const digit = std::find(h3::kSteps.begin(), h3::kSteps.end(), step);
    assert(digit != h3::kSteps.end());
    path.digits.at(r) = static_cast<std::size_t>(digit - h3::kSteps.begin());
    cell.point = parent;
  }
  return cell;
}

/// From −180° to 180° along a boundary that goes once around a pole, and back along the pole. Seen
/// from there its vertices follow each other by longitude.
Ring closed_along_pole(Ring boundary) {
  for (LonLat& vertex : boundary) vertex.lon = std::remainder(vertex.lon, 360.0);
  std::sort(boundary.begin(), boundary.end());
  const LonLat first = boundary.front();
  const LonLat last = boundary.back();
  const double share = (180.0 - last.lon) / (first.lon + 360.0 - last.lon);
  const double lat = std::lerp(last.lat, first.lat, share);
  const double pole = first.lat > 0.0 ? 90.0 : -90.0;
  Ring ring = {{-180.0, pole}, {-180.0, lat}};
  for (const LonLat& vertex : boundary) {
    if (std::abs(vertex.lon) < 180.0) ring.push_back(vertex);
  }
  ring.insert(ring.end(), {{180.0, lat}, {180.0, pole}});
  return ring;
}

}  // namespace

std::optional<H3Cell> H3Cell::from_index(std::uint64_t index) {
  constexpr std::uint64_t kCellMode = 1;
  const bool framed = bits(index, kModeShift, 0x1F) == kCellMode &&
                      bits(index, kReservedShift, 0x7) == 0 &&
                      bits(index, kBaseCellShift, 0x7F) < h3::kBaseCells;
  if (!framed) return std::nullopt;
  const Path path(index);
  for (std::size_t r = 1; r <= path.resolution; ++r) {
    if (path.digits.at(r) == kNoDigit) return std::nullopt;
  }
  if (path.index() != index) return std::nullopt;  // digits beyond the resolution
  if (h3::is_pentagon(path.base_cell) && path.leading_digit() == kDigitK) return std::nullopt;
  return H3Cell(index);
}

std::optional<H3Cell> H3Cell::from_text(std::string_view text) {
  constexpr int kHexadecimal = 16;
  const std::string_view digits = core::trimmed(text);
  if (digits.size() != 15 && digits.size() != 16) return std::nullopt;
  std::uint64_t index = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, index, kHexadecimal);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return from_index(index);
}

std::string H3Cell::text() const {
  return fmt::format("{:015x}", index_);
}

int H3Cell::resolution() const {
  return static_cast<int>(bits(index_, kResolutionShift, 0xF));
}

bool H3Cell::is_pentagon() const {
  const Path path(index_);
  return h3::is_pentagon(path.base_cell) && path.leading_digit() == 0;
}

LonLat h3_centre(H3Cell cell) {
  const Path path(cell.index());
  const OnFace middle = middle_of(path);
  return h3::unproject(on_plane(middle, unit_of(path.resolution)));
}

std::vector<LonLat> h3_boundary(H3Cell cell) {
  const Path path(cell.index());
  std::vector<LonLat> boundary;
  for (const OnPlane& vertex : cell.is_pentagon() ? pentagon(path) : hexagon(path)) {
    LonLat place = h3::unproject(vertex);
    if (!boundary.empty()) {
      const double turns = std::round((boundary.back().lon - place.lon) / 360.0);
      place.lon += turns * 360.0;
    }
    boundary.push_back(place);
  }
  return boundary;
}

Geometry h3_area(H3Cell cell) {
  Ring ring = h3_boundary(cell);
  const bool around_pole = std::abs(ring.front().lon - ring.back().lon) > 180.0;
  if (around_pole) ring = closed_along_pole(std::move(ring));
  ring.push_back(ring.front());
  return Geometry::polygon({.shell = std::move(ring), .holes = {}});
}

H3Cell h3_cell_at(LonLat place, int resolution) {
  assert(is_valid(place) && resolution >= 0 && resolution <= kFinestH3Resolution);
  Path path(0, static_cast<std::size_t>(resolution));
  const h3::BaseCellOnFace base =
      h3::base_cell_at(climb(lattice_point(place, path.resolution), path));
  path.base_cell = base.cell;
  if (!h3::is_pentagon(base.cell)) {
    path.turn_left(base.left_turns);
    return *H3Cell::from_index(path.index());
  }
  // No digit may lead into the sixth that a pentagon lacks.
  if (path.leading_digit() == kDigitK) {
    if (base.gap_on_the_right) {
      path.turn_right();
    } else {
      path.turn_left(1);
    }
  }
  for (int i = 0; i < base.left_turns; ++i) {
    path.turn_left(1);
    if (path.leading_digit() == kDigitK) path.turn_left(1);
  }
  return *H3Cell::from_index(path.index());
}

}  // namespace nearnet::geo
