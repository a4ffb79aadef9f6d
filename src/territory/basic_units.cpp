// SPDX-License-Identifier: Apache-2.0
#include "territory/basic_units.h"

#include "core/error.h"
#include "geo/local_frame.h"
#include "geo/prepared_geometry.h"
#include "geo/str_tree.h"
#include "territory/weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace nearnet::territory {
namespace {

/// Axial coordinates of a hexagon.
struct HexCell {
  std::int64_t q = 0;
  std::int64_t r = 0;
  friend auto operator<=>(const HexCell&, const HexCell&) = default;
};

/// Rounds fractional cube coordinates to the hexagon that holds them (Patel, "Hexagonal Grids").
HexCell cell_at(geo::XY place, double side) {
  const double q = (std::sqrt(3.0) / 3.0 * place.x - place.y / 3.0) / side;
  const double r = 2.0 / 3.0 * place.y / side;
  const double s = -q - r;
  double round_q = std::round(q);
  double round_r = std::round(r);
  const double round_s = std::round(s);
  const double error_q = std::abs(round_q - q);
  const double error_r = std::abs(round_r - r);
  const double error_s = std::abs(round_s - s);
  if (error_q > error_r && error_q > error_s) {
    round_q = -round_r - round_s;
  } else if (error_r > error_s) {
    round_r = -round_q - round_s;
  }
  return {static_cast<std::int64_t>(round_q), static_cast<std::int64_t>(round_r)};
}

/// Corners lie on an integer lattice of half widths and half sides, so that a corner computed from
/// any of its three hexagons is the same number.
geo::Geometry outline(HexCell cell, double side, const geo::LocalFrame& frame) {
  constexpr std::array<std::array<std::int64_t, 2>, 6> kCorners = {
      {{0, -2}, {1, -1}, {1, 1}, {0, 2}, {-1, 1}, {-1, -1}}};
  const double half_width = std::sqrt(3.0) / 2.0 * side;
  const double half_side = side / 2.0;
  geo::Polygon hexagon;
  for (const auto& corner : kCorners) {
    const auto column = static_cast<double>(2 * cell.q + cell.r + corner[0]);
    const auto row = static_cast<double>(3 * cell.r + corner[1]);
    hexagon.shell.push_back(frame.to_lon_lat({column * half_width, row * half_side}));
  }
  hexagon.shell.push_back(hexagon.shell.front());
  return geo::Geometry::polygon(hexagon);
}

/// The lattice's origin: the whole degree nearest to the middle of the extent. The first place only
/// serves to unwrap longitudes at the antimeridian.
geo::LonLat lattice_origin(std::span<const WeightedPlace> places) {
  const geo::LocalFrame around(places.front().position);
  geo::LonLatBox extent;
  for (const WeightedPlace& place : places) {
    const geo::XY metres = around.to_metres(place.position);
    extent.grow(geo::LonLat{metres.x, metres.y});
  }
  const geo::LonLat centre = extent.centre();
  const geo::LonLat middle = around.to_lon_lat({centre.lon, centre.lat});
  return {std::round(middle.lon), std::round(middle.lat)};
}

constexpr std::array<HexCell, 6> kSteps = {{{1, 0}, {0, 1}, {-1, 1}, {-1, 0}, {0, -1}, {1, -1}}};

/// Gaps of more empty hexagons than this stay open.
constexpr std::size_t kLargestGap = 32;

/// The empty cells connected to `start`; of a gap above kLargestGap a few more than that.
std::vector<HexCell> gap_around(HexCell start, const std::set<HexCell>& filled) {
  std::set<HexCell> seen = {start};
  std::vector<HexCell> gap = {start};
  for (std::size_t i = 0; i < gap.size() && gap.size() <= kLargestGap; ++i) {
    for (const HexCell& step : kSteps) {
      const HexCell next{gap[i].q + step.q, gap[i].r + step.r};
      if (!filled.contains(next) && seen.insert(next).second) gap.push_back(next);
    }
  }
  return gap;
}

/// Empty cells in gaps that the filled ones surround: without them territories have pinholes.
std::set<HexCell> enclosed_gaps(const std::set<HexCell>& filled) {
  std::set<HexCell> enclosed;
  std::set<HexCell> looked_at;
  for (const HexCell& cell : filled) {
    for (const HexCell& step : kSteps) {
      const HexCell beside{cell.q + step.q, cell.r + step.r};
      if (filled.contains(beside) || looked_at.contains(beside)) continue;
      const std::vector<HexCell> gap = gap_around(beside, filled);
      looked_at.insert(gap.begin(), gap.end());
      if (gap.size() <= kLargestGap) enclosed.insert(gap.begin(), gap.end());
    }
  }
  return enclosed;
}

void check_places(std::span<const WeightedPlace> places) {
  for (const WeightedPlace& place : places) {
    if (!geo::is_valid(place.position)) {
      throw core::InputError(fmt::format("a place at lon {}, lat {} is not on the globe",
                                         place.position.lon, place.position.lat));
    }
  }
}

/// The most that a hexagon of that side holds of a weight, as a share of all of it.
double heaviest_share(std::span<const WeightedPlace> places, const std::vector<geo::XY>& metres,
                      double side) {
  model::Weights all;
  std::map<HexCell, model::Weights> weights_of;
  for (std::size_t i = 0; i < places.size(); ++i) {
    add(weights_of[cell_at(metres[i], side)], places[i].weights);
    add(all, places[i].weights);
  }
  double most = 0.0;
  for (const auto& [cell, weights] : weights_of) {
    for (const auto& [name, amount] : weights) {
      if (all[name] > 0.0) most = std::max(most, amount / all[name]);
    }
  }
  return most;
}

}  // namespace

core::Metres suited_hex_side(std::span<const WeightedPlace> places, std::size_t count) {
  constexpr std::array kSides = {50.0,  75.0,   100.0,  150.0,  200.0,  300.0, 500.0,
                                 750.0, 1000.0, 1500.0, 2000.0, 3000.0, 5000.0};
  constexpr double kOfATerritory = 0.4;
  check_places(places);
  if (places.empty()) return core::Metres(kSides.back());
  const geo::LocalFrame frame(lattice_origin(places));
  std::vector<geo::XY> metres;
  for (const WeightedPlace& place : places) metres.push_back(frame.to_metres(place.position));
  const double most = std::max(kOfATerritory / static_cast<double>(std::max<std::size_t>(1, count)),
                               heaviest_share(places, metres, kSides.front()));
  double suited = kSides.front();
  for (const double side : kSides) {
    if (heaviest_share(places, metres, side) > most) break;
    suited = side;
  }
  return core::Metres(suited);
}

std::vector<model::BasicUnit> hex_units(std::span<const WeightedPlace> places, core::Metres side) {
  if (!(side.value > 0.0) || !std::isfinite(side.value)) {
    throw core::ConfigError("the side of hexagonal units must be a distance above 0, such as 500m");
  }
  check_places(places);
  if (places.empty()) return {};
  const geo::LocalFrame frame(lattice_origin(places));

  std::vector<HexCell> cell_of(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    cell_of[i] = cell_at(frame.to_metres(places[i].position), side.value);
  }
  // A total order on what is added up, so that sums do not depend on the order of the input.
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(cell_of[a], places[a].position, places[a].weights) <
           std::tie(cell_of[b], places[b].position, places[b].weights);
  });

  std::map<HexCell, model::Weights> weights_of;
  for (const std::size_t i : order) add(weights_of[cell_of[i]], places[i].weights);
  std::set<HexCell> filled;
  for (const auto& [cell, weights] : weights_of) filled.insert(cell);
  for (const HexCell& cell : enclosed_gaps(filled)) weights_of[cell];

  const std::string prefix = fmt::format("hex:{}m", side.value);
  std::vector<model::BasicUnit> units;
  for (auto& [cell, weights] : weights_of) {
    model::BasicUnit& unit = units.emplace_back();
    unit.id = core::UnitId(fmt::format("{}:{}:{}", prefix, cell.q, cell.r));
    unit.name = unit.id.text();
    unit.geometry = outline(cell, side.value, frame);
    unit.source = prefix;
    unit.weights = std::move(weights);
  }
  return units;
}

std::vector<std::size_t> add_weights(std::vector<model::BasicUnit>& units,
                                     std::span<const WeightedPlace> places) {
  std::vector<geo::LonLatBox> boxes;
  boxes.reserve(units.size());
  for (const model::BasicUnit& unit : units) boxes.push_back(unit.geometry.envelope());
  const geo::StrTree tree(boxes);

  std::vector<std::optional<geo::PreparedGeometry>> prepared(units.size());
  const auto covers = [&](std::size_t unit, geo::LonLat position) {
    if (!prepared[unit]) prepared[unit].emplace(units[unit].geometry);
    return prepared[unit]->covers(position);
  };

  std::vector<std::size_t> outside;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const geo::LonLat position = places[i].position;
    std::optional<std::size_t> host;
    for (const std::size_t unit :
         tree.query({position.lon, position.lat, position.lon, position.lat})) {
      if ((!host || units[unit].id < units[*host].id) && covers(unit, position)) host = unit;
    }
    if (host) {
      add(units[*host].weights, places[i].weights);
    } else {
      outside.push_back(i);
    }
  }
  return outside;
}

}  // namespace nearnet::territory
