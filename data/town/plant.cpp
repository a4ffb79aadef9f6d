// SPDX-License-Identifier: Apache-2.0
#include "town/plant.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numbers>
#include <utility>

namespace nearnet::town {
namespace {

constexpr double kSampleStep = 26.0;
constexpr std::size_t kUnserved = std::numeric_limits<std::size_t>::max();

/// A place on a street, and the node that feeds it.
struct Tap {
  XY place;
  std::size_t node = kUnserved;
};

std::vector<Tap> taps_along(const std::vector<Block>& blocks) {
  std::vector<Tap> taps;
  for (const Block& block : blocks) {
    const Polyline dense = densified(block.line, kSampleStep);
    // The last point is the first of a neighbour; dead ends lose nothing but half a step.
    for (std::size_t i = 0; i + 1 < dense.size(); ++i) taps.push_back({dense[i], kUnserved});
  }
  return taps;
}

/// k-means (Lloyd) over the served taps.
void assign_nodes(std::vector<Tap>& taps, const System& system, core::Random& random) {
  std::vector<std::size_t> served;
  for (std::size_t i = 0; i < taps.size(); ++i) {
    if (system.is_served(taps[i].place)) served.push_back(i);
  }
  random.shuffle(served);
  std::vector<XY> centres;
  for (std::size_t n = 0; n < system.nodes; ++n) centres.push_back(taps[served[n]].place);
  for (int round = 0; round < 12; ++round) {
    std::vector<XY> sums(centres.size());
    std::vector<double> counts(centres.size(), 0.0);
    for (const std::size_t i : served) {
      Tap& tap = taps[i];
      tap.node = 0;
      for (std::size_t n = 1; n < centres.size(); ++n) {
        if (distance(tap.place, centres[n]) < distance(tap.place, centres[tap.node])) tap.node = n;
      }
      sums[tap.node].x += tap.place.x;
      sums[tap.node].y += tap.place.y;
      counts[tap.node] += 1.0;
    }
    for (std::size_t n = 0; n < centres.size(); ++n) {
      if (counts[n] > 0.0) centres[n] = {sums[n].x / counts[n], sums[n].y / counts[n]};
    }
  }
}

/// The part of a convex ring that is nearer to `a` than to `b`.
Polyline nearer(const Polyline& ring, XY a, XY b) {
  const auto side = [&](XY p) {
    return (b.x - a.x) * (p.x - (a.x + b.x) / 2.0) + (b.y - a.y) * (p.y - (a.y + b.y) / 2.0);
  };
  Polyline kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const XY p = ring[i];
    const XY q = ring[(i + 1) % ring.size()];
    const double at_p = side(p);
    const double at_q = side(q);
    if (at_p <= 0.0) kept.push_back(p);
    if ((at_p < 0.0 && at_q > 0.0) || (at_p > 0.0 && at_q < 0.0)) {
      const double t = at_p / (at_p - at_q);
      kept.push_back({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)});
    }
  }
  return kept;
}

/// Ground that drops from this tap reach, up to the middle between it and the other taps. To the
/// centimetre, so that neighbours share their corners.
geo::Geometry ground_of(const Tap& tap, const std::vector<Tap>& taps, double reach) {
  Polyline ring;
  constexpr int kCorners = 12;
  for (int k = 0; k < kCorners; ++k) {
    const double angle = 2.0 * std::numbers::pi * k / kCorners;
    ring.push_back({tap.place.x + reach * std::cos(angle), tap.place.y + reach * std::sin(angle)});
  }
  for (const Tap& other : taps) {
    const double apart = distance(tap.place, other.place);
    if (apart > 0.01 && apart < 2.0 * reach) ring = nearer(ring, tap.place, other.place);
  }
  geo::Polygon polygon;
  for (const XY p : ring) {
    polygon.shell.push_back({std::round(p.x * 100.0) / 100.0, std::round(p.y * 100.0) / 100.0});
  }
  polygon.shell.push_back(polygon.shell.front());
  return geo::Geometry::polygon(polygon);
}

/// Without the hairline gaps that rounding leaves between the grounds of one node, and without
/// holes and crumbs that no plant record would show.
geo::Geometry tidied(const geo::Geometry& area) {
  constexpr double kHair = 0.5;
  constexpr double kCrumb = 250.0;
  const auto is_crumb = [](const geo::Ring& ring) {
    return geo::Geometry::polygon({ring, {}}).area() < kCrumb;
  };
  std::vector<geo::Polygon> parts =
      geo::simplified(geo::buffer(geo::buffer(area, kHair), -kHair), 0.5).polygons();
  std::erase_if(parts, [&](const geo::Polygon& part) { return is_crumb(part.shell); });
  for (geo::Polygon& part : parts) std::erase_if(part.holes, is_crumb);
  return geo::Geometry::multi_polygon(parts);
}

/// Cuts a parcel beside the street out of the node: an owner who lets nobody in. Nodes without room
/// for one stay whole.
geo::Geometry with_refused_parcel(const geo::Geometry& node, const std::vector<Tap>& taps,
                                  core::Random& random) {
  constexpr double kParcel = 22.0;
  std::vector<geo::Polygon> parts = node.polygons();
  for (const Tap& tap : taps) {
    const double turn = random.uniform(0.0, 2.0 * std::numbers::pi);
    const XY middle{tap.place.x + 32.0 * std::cos(turn), tap.place.y + 32.0 * std::sin(turn)};
    geo::Ring parcel;
    bool inside = true;
    for (const double corner : {0.0, 1.2, 2.7, 4.1, 5.3}) {
      const double x = std::cos(turn + corner);
      const double y = std::sin(turn + corner);
      parcel.push_back({middle.x + kParcel * x, middle.y + kParcel * y});
      inside = inside && node.covers({middle.x + 1.3 * kParcel * x, middle.y + 1.3 * kParcel * y});
    }
    parcel.push_back(parcel.front());
    if (!inside || parts.size() != 1 || !parts.front().holes.empty()) continue;
    parts.front().holes.push_back(parcel);
    return geo::Geometry::polygon(parts.front());
  }
  return node;
}

bool in_any(XY p, const std::vector<std::pair<XY, double>>& circles) {
  return std::any_of(circles.begin(), circles.end(),
                     [&](const auto& circle) { return distance(p, circle.first) < circle.second; });
}

}  // namespace

std::vector<geo::Geometry> lay_plant(const System& system, const std::vector<Block>& blocks,
                                     core::Random& random) {
  std::vector<Tap> taps = taps_along(blocks);
  assign_nodes(taps, system, random);
  std::vector<std::vector<geo::Geometry>> grounds(system.nodes);
  for (const Tap& tap : taps) {
    if (tap.node != kUnserved) grounds[tap.node].push_back(ground_of(tap, taps, system.reach));
  }
  std::vector<geo::Geometry> nodes;
  for (std::size_t n = 0; n < grounds.size(); ++n) {
    if (grounds[n].empty()) continue;
    geo::Geometry node = tidied(geo::union_all(grounds[n]));
    std::vector<Tap> own;
    std::copy_if(taps.begin(), taps.end(), std::back_inserter(own),
                 [n](const Tap& tap) { return tap.node == n; });
    nodes.push_back(n % 3 == 0 ? with_refused_parcel(node, own, random) : std::move(node));
  }
  std::sort(nodes.begin(), nodes.end(), [](const geo::Geometry& a, const geo::Geometry& b) {
    return a.centroid() < b.centroid();
  });
  return nodes;
}

geo::Geometry service_area(const std::vector<Block>& blocks, double reach,
                           const std::function<bool(XY)>& is_served) {
  std::vector<geo::Geometry> parts;
  for (const Block& block : blocks) {
    geo::Line line;
    for (const XY p : block.line) line.push_back({p.x, p.y});
    if (std::all_of(block.line.begin(), block.line.end(), is_served)) {
      parts.push_back(geo::buffer(geo::Geometry::line(line), reach));
    }
  }
  return geo::simplified(geo::union_all(parts), 2.0);
}

System home_system() {
  return {72, 62.0, [](XY p) {
            const bool west_of_the_line = p.x < 700.0 - 0.35 * p.y;
            return west_of_the_line && p.x > -1900.0 && p.y < 1060.0 &&
                   !in_any(p, {{{-1700, 520}, 175},
                               {{-690, 470}, 95},
                               {{-95, -505}, 115},
                               {{-1560, -390}, 130},
                               {{-330, -240}, 95},
                               {{40, -250}, 70},
                               {{-960, -470}, 65},
                               {{-1400, -90}, 110}});
          }};
}

System acquired_system() {
  return {
      26, 58.0, [](XY p) {
        return p.x > 470.0 && p.x < 1750.0 && p.y < 1010.0 &&
               !in_any(
                   p,
                   {{{1130, 470}, 150}, {{1010, -260}, 80}, {{1500, 330}, 110}, {{1180, 20}, 120}});
      }};
}

}  // namespace nearnet::town
