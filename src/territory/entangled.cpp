// SPDX-License-Identifier: Apache-2.0
// Which areas do not simply lie side by side.
#include "geo/str_tree.h"
#include "territory/area_rings.h"
#include "territory/disjoint_sets.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace nearnet::territory {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

void add_pair(std::size_t a, std::size_t b, Pairs& pairs) {
  if (a != b) pairs.push_back(std::minmax(a, b));
}

/// One passage of a border through a vertex: the area lies between the way out and, counter-
/// clockwise from it, the way back in.
struct Corner {
  geo::LonLat at;
  double out = 0.0;
  double width = 0.0;  ///< 0 … 2π
  std::size_t area = 0;
};

std::vector<Corner> corners_of(const std::vector<BorderPiece>& pieces) {
  // Pieces of a ring follow one another, and the last leads back to the first.
  std::vector<Corner> corners;
  corners.reserve(pieces.size());
  const auto add = [&](const BorderPiece& in, const BorderPiece& out) {
    const double way_out = std::atan2(out.to.lat - out.from.lat, out.to.lon - out.from.lon);
    const double way_in = std::atan2(in.from.lat - in.to.lat, in.from.lon - in.to.lon);
    double width = way_in - way_out;
    if (width <= 0.0) width += 2.0 * std::numbers::pi;
    corners.push_back({out.from, way_out, width, out.area});
  };
  for (std::size_t first = 0; first < pieces.size();) {
    std::size_t last = first;
    while (pieces[last].to != pieces[first].from && last + 1 < pieces.size()) ++last;
    for (std::size_t i = first; i < last; ++i) add(pieces[i], pieces[i + 1]);
    add(pieces[last], pieces[first]);
    first = last + 1;
  }
  return corners;
}

/// Areas whose corners at one vertex overlap; and which areas have a vertex in common.
void compare_corners(std::vector<Corner> corners, Pairs& pairs, DisjointSets& touching) {
  std::sort(corners.begin(), corners.end(), [](const Corner& a, const Corner& b) {
    return std::tie(a.at, a.out, a.area) < std::tie(b.at, b.out, b.area);
  });
  // Angles are differences of arc tangents: equal ones may differ by their rounding.
  constexpr double kNoise = 1e-9;
  for (std::size_t begin = 0; begin < corners.size();) {
    std::size_t end = begin + 1;
    while (end < corners.size() && corners[end].at == corners[begin].at) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      touching.join(corners[begin].area, corners[i].area);
      for (std::size_t j = begin; j < end; ++j) {
        if (i == j) continue;
        double from = corners[j].out - corners[i].out;
        if (from < 0.0) from += 2.0 * std::numbers::pi;
        const bool same_start = from < kNoise && i < j;
        if (same_start || (from >= kNoise && from < corners[i].width - kNoise)) {
          add_pair(corners[i].area, corners[j].area, pairs);
        }
      }
    }
    begin = end;
  }
}

/// Twice the area of the triangle: above 0 to the left of the way from a to b.
double side(geo::LonLat a, geo::LonLat b, geo::LonLat p) {
  return (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
}

bool between(geo::LonLat a, geo::LonLat b, geo::LonLat p) {
  return p != a && p != b && p.lon >= std::min(a.lon, b.lon) && p.lon <= std::max(a.lon, b.lon) &&
         p.lat >= std::min(a.lat, b.lat) && p.lat <= std::max(a.lat, b.lat);
}

/// The pieces cross, or one has a vertex within the other.
bool meet_between_vertices(const BorderPiece& p, const BorderPiece& q) {
  if (std::max(p.from.lon, p.to.lon) < std::min(q.from.lon, q.to.lon) ||
      std::max(q.from.lon, q.to.lon) < std::min(p.from.lon, p.to.lon) ||
      std::max(p.from.lat, p.to.lat) < std::min(q.from.lat, q.to.lat) ||
      std::max(q.from.lat, q.to.lat) < std::min(p.from.lat, p.to.lat)) {
    return false;
  }
  const double q_from = side(p.from, p.to, q.from);
  const double q_to = side(p.from, p.to, q.to);
  const double p_from = side(q.from, q.to, p.from);
  const double p_to = side(q.from, q.to, p.to);
  if (((q_from > 0.0) != (q_to > 0.0)) && ((p_from > 0.0) != (p_to > 0.0)) && q_from != 0.0 &&
      q_to != 0.0 && p_from != 0.0 && p_to != 0.0) {
    return true;
  }
  return (q_from == 0.0 && between(p.from, p.to, q.from)) ||
         (q_to == 0.0 && between(p.from, p.to, q.to)) ||
         (p_from == 0.0 && between(q.from, q.to, p.from)) ||
         (p_to == 0.0 && between(q.from, q.to, p.to));
}

/// Squares of the plane, about one a piece, each with the pieces that may touch it.
class Squares {
 public:
  explicit Squares(const std::vector<BorderPiece>& pieces) {
    geo::LonLatBox box;
    double length = 0.0;
    for (const BorderPiece& piece : pieces) {
      box.grow(piece.from);
      box.grow(piece.to);
      length += std::hypot(piece.to.lon - piece.from.lon, piece.to.lat - piece.from.lat);
    }
    const double wide = std::max(box.max_lon - box.min_lon, 1e-12);
    const double high = std::max(box.max_lat - box.min_lat, 1e-12);
    const auto count = static_cast<double>(pieces.size());
    size_ = std::max(length / count, std::sqrt(wide * high / (4.0 * count)));
    origin_ = {box.min_lon, box.min_lat};
    columns_ = column(box.max_lon) + 1;
    entries_.reserve(pieces.size() * 3);
    for (std::size_t i = 0; i < pieces.size(); ++i) enter(pieces[i], i);
    std::sort(entries_.begin(), entries_.end());
  }

  /// Every pair of pieces that share a square; some more than once.
  template <typename Visit>
  void for_each_pair(const Visit& visit) const {
    for (std::size_t begin = 0; begin < entries_.size();) {
      std::size_t end = begin + 1;
      while (end < entries_.size() && entries_[end].first == entries_[begin].first) ++end;
      for (std::size_t i = begin; i < end; ++i) {
        for (std::size_t j = i + 1; j < end; ++j) visit(entries_[i].second, entries_[j].second);
      }
      begin = end;
    }
  }

 private:
  std::size_t column(double lon) const {
    return static_cast<std::size_t>(std::max(0.0, (lon - origin_.lon) / size_));
  }
  std::size_t row(double lat) const {
    return static_cast<std::size_t>(std::max(0.0, (lat - origin_.lat) / size_));
  }

  /// Column by column, the rows that the piece has there.
  void enter(const BorderPiece& piece, std::size_t item) {
    const auto [west, east] = std::minmax(piece.from, piece.to);
    const std::size_t first = column(west.lon);
    const std::size_t last = column(east.lon);
    for (std::size_t c = first; c <= last; ++c) {
      double low = std::min(west.lat, east.lat);
      double high = std::max(west.lat, east.lat);
      if (first != last) {
        const double slope = (east.lat - west.lat) / (east.lon - west.lon);
        const double at_left =
            west.lat + slope * (origin_.lon + static_cast<double>(c) * size_ - west.lon);
        const double at_right = at_left + slope * size_;
        // A square more on both sides than rounding could hide.
        const double slack = 1e-9 * size_;
        low = std::max(low, std::min(at_left, at_right) - slack);
        high = std::min(high, std::max(at_left, at_right) + slack);
      }
      for (std::size_t r = row(low); r <= row(high); ++r) {
        entries_.emplace_back(r * columns_ + c, item);
      }
    }
  }

  double size_ = 1.0;
  geo::LonLat origin_;
  std::size_t columns_ = 1;
  std::vector<std::pair<std::size_t, std::size_t>> entries_;
};

/// A vertex of each area.
std::vector<const BorderPiece*> first_pieces(std::size_t areas,
                                             const std::vector<BorderPiece>& pieces) {
  std::vector<const BorderPiece*> first(areas, nullptr);
  for (const BorderPiece& piece : pieces) {
    if (first[piece.area] == nullptr) first[piece.area] = &piece;
  }
  return first;
}

/// Areas within others whose borders they do not meet. A group of areas that touch lies wholly
/// within any area of another group or wholly outside it; within its own group only an entangled
/// area can hold another, since whatever leads from inside it to outside is entangled with it.
void find_contained(std::span<const NamedArea> areas, const std::vector<BorderPiece>& pieces,
                    DisjointSets& touching, Pairs& pairs) {
  std::vector<geo::LonLatBox> boxes;
  for (const NamedArea& area : areas) boxes.push_back(area.geometry.envelope());
  const geo::StrTree tree(boxes);
  const std::vector<const BorderPiece*> first = first_pieces(areas.size(), pieces);
  std::vector<bool> holds_others(areas.size(), false);
  for (const auto& [a, b] : pairs) holds_others[a] = holds_others[b] = true;
  const std::size_t groups = touching.count();
  std::vector<bool> looked(areas.size(), false);
  for (std::size_t area = 0; area < areas.size() && groups > 1; ++area) {
    const std::size_t group = touching.find(area);
    if (first[area] == nullptr || looked[group]) continue;
    looked[group] = true;
    geo::LonLatBox here;
    here.grow(first[area]->from);
    for (const std::size_t other : tree.query(here)) {
      if (touching.find(other) == group || !areas[other].geometry.covers(first[area]->from)) {
        continue;
      }
      holds_others[other] = true;
    }
  }
  for (std::size_t area = 0; area < areas.size(); ++area) {
    if (!holds_others[area]) continue;
    for (const std::size_t other : tree.query(boxes[area])) {
      if (other != area && first[other] != nullptr &&
          areas[area].geometry.covers(first[other]->from)) {
        add_pair(area, other, pairs);
      }
    }
  }
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> entangled_pairs(
    std::span<const NamedArea> areas, const std::vector<BorderPiece>& pieces) {
  Pairs pairs;
  if (pieces.empty()) return pairs;
  DisjointSets touching(areas.size());
  compare_corners(corners_of(pieces), pairs, touching);
  const Squares squares(pieces);
  squares.for_each_pair([&](std::size_t i, std::size_t j) {
    const BorderPiece& p = pieces[i];
    const BorderPiece& q = pieces[j];
    if (p.area == q.area || !meet_between_vertices(p, q)) return;
    add_pair(p.area, q.area, pairs);
  });
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (const auto& [a, b] : pairs) touching.join(a, b);
  find_contained(areas, pieces, touching, pairs);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace nearnet::territory
