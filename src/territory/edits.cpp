// SPDX-License-Identifier: Apache-2.0
#include "territory/edits.h"

#include "core/error.h"
#include "core/text.h"
#include "geo/local_frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nearnet::territory {
namespace {

const TerritoryLabel& label_of(const LivePlan& plan, std::size_t territory) {
  if (territory >= plan.labels().size() || !plan.labels()[territory]) {
    throw core::ConfigError("there is no such territory");
  }
  return *plan.labels()[territory];
}

void require_two(const LivePlan& plan, std::size_t a, std::size_t b) {
  label_of(plan, a);
  label_of(plan, b);
  if (a == b) {
    throw core::ConfigError(fmt::format("\"{}\" and \"{}\" are one territory; name two",
                                        label_of(plan, a).id.text(), label_of(plan, b).id.text()));
  }
}

/// Twice the area of the triangle: above 0 where c lies to the left of the way from a to b.
double turn(geo::XY a, geo::XY b, geo::XY c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Half-open, so that a way through a vertex of a line crosses it once.
bool crosses(geo::XY a, geo::XY b, geo::XY c, geo::XY d) {
  return (turn(a, b, c) >= 0.0) != (turn(a, b, d) >= 0.0) &&
         (turn(c, d, a) >= 0.0) != (turn(c, d, b) >= 0.0);
}

geo::XY drawn_on(geo::XY from, geo::XY through, double metres) {
  const double dx = through.x - from.x;
  const double dy = through.y - from.y;
  const double length = std::hypot(dx, dy);
  return {through.x + dx / length * metres, through.y + dy / length * metres};
}

}  // namespace

std::vector<std::size_t> units_of(const LivePlan& plan, std::size_t territory) {
  std::vector<std::size_t> units;
  for (std::size_t unit = 0; unit < plan.territory_of_unit().size(); ++unit) {
    if (plan.territory_of(unit) == territory) units.push_back(unit);
  }
  return units;
}

Edit moved(const LivePlan& plan, std::span<const std::size_t> units, std::size_t to) {
  if (to != kUnassigned) label_of(plan, to);
  Edit edit;
  for (const std::size_t unit : units) {
    if (plan.territory_of(unit) != to) edit.moves.push_back({unit, plan.territory_of(unit), to});
  }
  std::ranges::sort(edit.moves, {}, &UnitMove::unit);
  const auto twice = std::ranges::unique(edit.moves);
  edit.moves.erase(twice.begin(), twice.end());
  return edit;
}

Edit merged(const LivePlan& plan, std::size_t keep, std::size_t gone) {
  require_two(plan, keep, gone);
  Edit edit = moved(plan, units_of(plan, gone), keep);
  edit.labels.push_back({gone, label_of(plan, gone), std::nullopt});
  return edit;
}

Edit swapped_reps(const LivePlan& plan, std::size_t a, std::size_t b) {
  require_two(plan, a, b);
  Edit edit;
  LabelChange first{a, label_of(plan, a), label_of(plan, a)};
  LabelChange second{b, label_of(plan, b), label_of(plan, b)};
  first.after->rep = second.before->rep;
  second.after->rep = first.before->rep;
  edit.labels = {first, second};
  return edit;
}

Edit swapped_units(const LivePlan& plan, std::size_t a, std::size_t b) {
  require_two(plan, a, b);
  Edit edit;
  for (std::size_t unit = 0; unit < plan.territory_of_unit().size(); ++unit) {
    if (plan.territory_of(unit) == a) edit.moves.push_back({unit, a, b});
    if (plan.territory_of(unit) == b) edit.moves.push_back({unit, b, a});
  }
  return edit;
}

TerritoryLabel new_label(const LivePlan& plan, std::size_t more) {
  long long highest = 0;
  for (const auto& label : plan.labels()) {
    if (!label) continue;
    highest = std::max(highest, core::parse_integer(label->id.text()).value_or(0));
  }
  const std::string number = std::to_string(static_cast<std::size_t>(highest) + 1 + more);
  return {core::TerritoryId(number), "Territory " + number, {}};
}

Edit divided(const LivePlan& plan, std::size_t territory, std::span<const std::size_t> units,
             std::span<const std::size_t> part) {
  label_of(plan, territory);
  Edit edit;
  std::size_t last = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (part[i] == 0) continue;
    last = std::max(last, part[i]);
    edit.moves.push_back({units[i], territory, plan.labels().size() + part[i] - 1});
  }
  std::ranges::sort(edit.moves, {}, &UnitMove::unit);
  for (std::size_t i = 0; i < last; ++i) {
    edit.labels.push_back({plan.labels().size() + i, std::nullopt, new_label(plan, i)});
  }
  return edit;
}

std::vector<bool> sides_of(const geo::Line& line, std::span<const geo::LonLat> places) {
  geo::LonLatBox extent;
  for (const geo::LonLat& point : line) extent.grow(point);
  for (const geo::LonLat& place : places) extent.grow(place);
  const geo::LocalFrame frame(extent.centre());
  std::vector<geo::XY> points;
  for (const geo::LonLat& point : line) {
    const geo::XY at = frame.to_metres(point);
    if (points.empty() || at.x != points.back().x || at.y != points.back().y) points.push_back(at);
  }
  if (points.size() < 2) {
    throw core::ConfigError("a line to cut by needs two different points at least");
  }
  const geo::XY corner = frame.to_metres({extent.max_lon, extent.max_lat});
  const double reach = 2.0 * std::hypot(corner.x, corner.y) + 1.0;
  const bool closed = points.size() > 3 && points.front().x == points.back().x &&
                      points.front().y == points.back().y;
  if (!closed) {
    const geo::XY before = drawn_on(points[1], points[0], 1000.0 * reach);
    points.push_back(drawn_on(points[points.size() - 2], points.back(), 1000.0 * reach));
    points.insert(points.begin(), before);
  }
  // Sides are told by how often the way to one place far off, yet well within the line's new ends,
  // crosses the line.
  const geo::XY far{10.0 * reach * std::cos(1.0), 10.0 * reach * std::sin(1.0)};
  std::vector<bool> sides;
  sides.reserve(places.size());
  for (const geo::LonLat& place : places) {
    const geo::XY at = frame.to_metres(place);
    bool side = false;
    for (std::size_t i = 1; i < points.size(); ++i) {
      if (crosses(at, far, points[i - 1], points[i])) side = !side;
    }
    sides.push_back(side);
  }
  return sides;
}

Edit cut(const LivePlan& plan, std::size_t territory, const geo::Line& line,
         std::optional<geo::LonLat> home) {
  const std::vector<std::size_t> units = units_of(plan, territory);
  std::vector<geo::LonLat> centroids;
  for (const std::size_t unit : units) centroids.push_back(plan.ground().centroids[unit]);
  const std::vector<bool> sides = sides_of(line, centroids);
  const auto there = std::ranges::count(sides, true);
  if (there == 0 || there == std::ssize(sides)) {
    throw core::ConfigError(
        fmt::format("the line leaves all units of territory \"{}\" on one side; draw it between "
                    "the middles of its units",
                    label_of(plan, territory).id.text()));
  }
  bool kept = 2 * there >= std::ssize(sides);
  if (home) {
    const geo::LocalFrame frame(*home);
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < units.size(); ++i) {
      const geo::XY at = frame.to_metres(centroids[i]);
      const double away = std::hypot(at.x, at.y);
      if (away < nearest) kept = sides[i];
      nearest = std::min(nearest, away);
    }
  }
  std::vector<std::size_t> part;
  for (const bool side : sides) part.push_back(side == kept ? 0 : 1);
  return divided(plan, territory, units, part);
}

}  // namespace nearnet::territory
