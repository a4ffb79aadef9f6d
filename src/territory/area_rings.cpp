// SPDX-License-Identifier: Apache-2.0
#include "territory/area_rings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

namespace nearnet::territory {
namespace {

geo::LonLat middle_of_first_side(const geo::Ring& ring) {
  return {(ring[0].lon + ring[1].lon) / 2.0, (ring[0].lat + ring[1].lat) / 2.0};
}

bool inside(const geo::Ring& ring, geo::LonLat at) {
  bool in = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const geo::LonLat a = ring[i - 1];
    const geo::LonLat b = ring[i];
    if ((a.lat > at.lat) != (b.lat > at.lat) &&
        at.lon < (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat) + a.lon) {
      in = !in;
    }
  }
  return in;
}

void append(geo::Ring ring, bool counter_clockwise, std::size_t area,
            std::vector<BorderPiece>& pieces) {
  if ((turning(ring) > 0.0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
  for (std::size_t i = 1; i < ring.size(); ++i) {
    if (ring[i - 1] != ring[i]) pieces.push_back({ring[i - 1], ring[i], area});
  }
}

bool same_line(const BorderPiece& a, const BorderPiece& b) {
  return std::min(a.from, a.to) == std::min(b.from, b.to) &&
         std::max(a.from, a.to) == std::max(b.from, b.to);
}

/// Direction of the way out of a vertex, −π … π. The same segment always gives the same number.
double direction(geo::LonLat from, geo::LonLat to) {
  return std::atan2(to.lat - from.lat, to.lon - from.lon);
}

/// Pieces that no other piece runs along the other way.
std::vector<BorderPiece> without_neighbours(std::vector<BorderPiece> pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const BorderPiece& a, const BorderPiece& b) {
    return std::tuple(std::min(a.from, a.to), std::max(a.from, a.to), a.from, a.area) <
           std::tuple(std::min(b.from, b.to), std::max(b.from, b.to), b.from, b.area);
  });
  std::vector<BorderPiece> left;
  for (std::size_t begin = 0; begin < pieces.size();) {
    std::size_t end = begin + 1;
    while (end < pieces.size() && same_line(pieces[begin], pieces[end])) ++end;
    const auto forward = static_cast<std::size_t>(
        std::count_if(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                      pieces.begin() + static_cast<std::ptrdiff_t>(end),
                      [](const BorderPiece& piece) { return piece.from < piece.to; }));
    const std::size_t backward = end - begin - forward;
    // Backward ones come after the forward ones.
    if (forward > backward) left.push_back(pieces[begin]);
    if (backward > forward) left.push_back(pieces[end - 1]);
    begin = end;
  }
  return left;
}

/// The next piece of the same face of the plane to the right, of those that leave a vertex.
std::size_t next_of_face(const std::vector<BorderPiece>& pieces,
                         const std::vector<std::size_t>& leaving, const BorderPiece& arriving,
                         const std::vector<bool>& used) {
  constexpr double kTurn = 2.0 * std::numbers::pi;
  const double back = direction(arriving.to, arriving.from);
  std::size_t best = pieces.size();
  double least = 0.0;
  for (const std::size_t piece : leaving) {
    if (used[piece]) continue;
    double turn = direction(pieces[piece].from, pieces[piece].to) - back;
    if (turn <= 0.0) turn += kTurn;
    if (best == pieces.size() || turn < least) {
      best = piece;
      least = turn;
    }
  }
  return best;
}

}  // namespace

double turning(const geo::Ring& ring) {
  double sum = 0.0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    // About the first point, so that little is lost to rounding.
    const double x0 = ring[i - 1].lon - ring[0].lon;
    const double y0 = ring[i - 1].lat - ring[0].lat;
    const double x1 = ring[i].lon - ring[0].lon;
    const double y1 = ring[i].lat - ring[0].lat;
    sum += x0 * y1 - x1 * y0;
  }
  return sum;
}

bool holds(const geo::Ring& ring, const geo::Ring& other) {
  return inside(ring, middle_of_first_side(other));
}

std::vector<BorderPiece> border_pieces(std::span<const NamedArea> areas) {
  std::vector<BorderPiece> pieces;
  for (std::size_t area = 0; area < areas.size(); ++area) {
    for (const geo::Polygon& part : areas[area].geometry.polygons()) {
      append(part.shell, true, area, pieces);
      for (const geo::Ring& hole : part.holes) append(hole, false, area, pieces);
    }
  }
  return pieces;
}

Outlines traced(const std::vector<BorderPiece>& pieces, const std::vector<bool>& wanted) {
  std::vector<BorderPiece> some;
  for (const BorderPiece& piece : pieces) {
    if (wanted[piece.area]) some.push_back(piece);
  }
  const std::vector<BorderPiece> left = without_neighbours(std::move(some));
  std::map<geo::LonLat, std::vector<std::size_t>> leaving;
  for (std::size_t i = 0; i < left.size(); ++i) leaving[left[i].from].push_back(i);
  std::vector<bool> used(left.size(), false);
  Outlines outlines;
  for (std::size_t first = 0; first < left.size(); ++first) {
    if (used[first]) continue;
    geo::Ring ring = {left[first].from};
    std::size_t at = first;
    while (at < left.size() && !used[at]) {
      used[at] = true;
      ring.push_back(left[at].to);
      if (ring.back() == ring.front()) break;
      const auto ways = leaving.find(left[at].to);
      at = ways == leaving.end() ? left.size() : next_of_face(left, ways->second, left[at], used);
    }
    if (ring.size() < 4 || ring.front() != ring.back()) continue;
    (turning(ring) > 0.0 ? outlines.outer : outlines.holes).push_back(std::move(ring));
  }
  return outlines;
}

}  // namespace nearnet::territory
