// SPDX-License-Identifier: Apache-2.0
#include "map/made_up_town.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "core/calendar.h"

namespace nearnet::testing {
namespace {

constexpr geo::LonLat kMiddle = {-68.77, 44.80};
constexpr double kLonPerLat = 1.41;  // so that things are as wide as they are high at 44.8° N
constexpr double kHalf = 0.03;       // half the town's height in degrees

geo::LonLat at(double east, double north) {  // in halves of the town's height
  return {kMiddle.lon + east * kHalf * kLonPerLat, kMiddle.lat + north * kHalf};
}

geo::Geometry rectangle(double west, double south, double east, double north) {
  return geo::Geometry::polygon(
      {{at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)}, {}});
}

}  // namespace

geo::Ring blob(geo::LonLat middle, double radius, int corners, double roughness,
               core::Random& random) {
  geo::Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / corners;
    const double reach = radius * (1.0 + roughness * (random.uniform() - 0.5));
    ring.push_back(
        {middle.lon + std::cos(angle) * reach * kLonPerLat, middle.lat + std::sin(angle) * reach});
  }
  ring.push_back(ring.front());
  return ring;
}

MadeUpTown::MadeUpTown(std::size_t businesses, std::uint64_t seed) {
  core::Random random(seed);
  lay_roads(random);
  lay_plant(random);
  draw_territories();
  settle(businesses, random);
  plan_days(random);
}

void MadeUpTown::fill(map::Scene& scene) const {
  scene.set_footprints(footprints);
  scene.set_competitors(competitors);
  scene.set_no_solicit(no_solicit);
  scene.set_roads(roads);
  scene.set_units(units);
  scene.set_territories(territories);
  scene.set_prospects(prospects);
  scene.set_days(days, stops);
  scene.set_reps(reps);
}

void MadeUpTown::lay_roads(core::Random& random) {
  const auto add = [&](const char* road_class, geo::Line line) {
    model::Road road;
    road.id = core::RoadId(std::to_string(roads.size()));
    road.road_class = road_class;
    road.line = std::move(line);
    roads.push_back(std::move(road));
  };
  for (int i = -20; i <= 20; ++i) {
    const double place = i / 20.0;
    const char* road_class = i % 10 == 0 ? "primary" : i % 5 == 0 ? "tertiary" : "residential";
    for (int j = -20; j < 20; ++j) {
      // Some blocks have no street on one side.
      if (i % 5 != 0 && random.chance(0.18)) continue;
      const double wave = 0.01 * std::sin(place * 9.0);
      add(road_class, {at(place, j / 20.0 + wave), at(place, (j + 1) / 20.0 + wave)});
      add(road_class, {at(j / 20.0, place), at((j + 1) / 20.0, place)});
    }
  }
  geo::Line highway;
  for (int i = -30; i <= 30; ++i) highway.push_back(at(i / 25.0, 0.45 * std::sin(i / 14.0) - 0.1));
  add("motorway", highway);
}

void MadeUpTown::lay_plant(core::Random& random) {
  for (int i = 0; i < 60; ++i) {
    const geo::LonLat middle = at(random.uniform(-0.85, 0.85), random.uniform(-0.85, 0.85));
    geo::Polygon area{blob(middle, kHalf * random.uniform(0.08, 0.22), 28, 0.35, random), {}};
    if (i % 4 == 0) {
      geo::Ring hole = blob(middle, kHalf * 0.03, 9, 0.3, random);
      std::reverse(hole.begin(), hole.end());
      area.holes.push_back(std::move(hole));
    }
    model::Footprint footprint;
    footprint.id = core::FootprintId(std::to_string(i));
    const bool rival = i % 6 == 5;
    footprint.provider = rival ? "Rival Fiber" : "Northway Cable";
    footprint.technology = rival ? "FTTP" : i % 3 == 0 ? "DOCSIS 3.1" : "DOCSIS 3.0";
    footprint.geometry = geo::Geometry::polygon(area);
    (rival ? competitors : footprints).push_back(std::move(footprint));
  }
  model::NoSolicitArea area;
  area.id = core::AreaId("1");
  area.name = "Harbour Estate";
  area.geometry =
      geo::Geometry::polygon({blob(at(0.45, -0.55), kHalf * 0.16, 14, 0.2, random), {}});
  no_solicit.push_back(area);
}

void MadeUpTown::draw_territories() {
  constexpr double kWest[] = {-1.0, -0.1};
  constexpr double kEast[] = {-0.1, 1.0};
  const char* names[] = {"Southwest", "Southeast", "Northwest", "Northeast"};
  const char* people[] = {"Ana", "Bo", "Carla", "Dev"};
  for (int i = 0; i < 4; ++i) {
    const double south = i < 2 ? -1.0 : 0.15;
    const double north = i < 2 ? 0.15 : 1.0;
    model::Territory territory;
    territory.id = core::TerritoryId("T" + std::to_string(i + 1));
    territory.name = names[i];
    territory.geometry = rectangle(kWest[i % 2], south, kEast[i % 2], north);
    territories.push_back(territory);
    model::Rep rep;
    rep.id = core::RepId(people[i]);
    rep.name = people[i];
    rep.home = at(i % 2 == 0 ? -0.6 : 0.5, i < 2 ? -0.3 : 0.6);
    reps.push_back(rep);
  }
  for (int i = 0; i < 400; ++i) {
    const double west = -1.0 + 0.1 * (i % 20);
    const double south = -1.0 + 0.1 * (i / 20);
    model::BasicUnit unit;
    unit.id = core::UnitId(std::to_string(i));
    unit.geometry = rectangle(west, south, west + 0.1, south + 0.1);
    units.push_back(unit);
  }
}

void MadeUpTown::settle(std::size_t businesses, core::Random& random) {
  for (std::size_t i = 0; i < businesses; ++i) {
    model::Prospect prospect;
    prospect.business = core::BusinessId(std::to_string(i));
    // Half along the main roads, half anywhere.
    double east = std::clamp(random.normal() * 0.45, -1.0, 1.0);
    double north = std::clamp(random.normal() * 0.45, -1.0, 1.0);
    if (random.chance(0.5)) {
      double& snapped = random.chance(0.5) ? east : north;
      snapped = std::round(snapped * 4.0) / 4.0 + (random.chance(0.5) ? 0.008 : -0.008);
    }
    prospect.position = at(east, north);
    const double roll = random.uniform();
    prospect.status = roll < 0.55   ? model::NetStatus::kOnNet
                      : roll < 0.68 ? model::NetStatus::kNearNet
                      : roll < 0.97 ? model::NetStatus::kOffNet
                                    : model::NetStatus::kUnknown;
    prospect.eligible = roll < 0.68 && !random.chance(0.25);
    if (!prospect.eligible && roll < 0.2) prospect.reasons = {"EXISTING_CUSTOMER"};
    prospects.push_back(std::move(prospect));
  }
}

void MadeUpTown::plan_days(core::Random& random) {
  const core::Date date = core::parse_date("2026-03-02");
  for (const model::Rep& rep : reps) {
    model::DayRoute day;
    day.rep = rep.id;
    day.date = date;
    std::vector<geo::LonLat> places;
    for (int i = 0; i < 12; ++i) {
      const double east = std::round(random.uniform(-4.0, 4.0)) / 20.0;
      const double north = std::round(random.uniform(-4.0, 4.0)) / 20.0;
      places.push_back({rep.home->lon + east * kHalf * kLonPerLat, rep.home->lat + north * kHalf});
    }
    const auto bearing = [&](geo::LonLat p) {
      return std::atan2(p.lat - rep.home->lat, p.lon - rep.home->lon);
    };
    std::sort(places.begin(), places.end(),
              [&](geo::LonLat a, geo::LonLat b) { return bearing(a) < bearing(b); });
    day.line = {*rep.home};
    for (std::size_t i = 0; i < places.size(); ++i) {
      day.line.push_back({places[i].lon, day.line.back().lat});  // along the grid
      day.line.push_back(places[i]);
      model::Stop stop;
      stop.rep = rep.id;
      stop.date = date;
      stop.sequence = static_cast<int>(i) + 1;
      stop.position = places[i];
      stops.push_back(stop);
    }
    day.line.push_back({rep.home->lon, day.line.back().lat});
    day.line.push_back(*rep.home);
    day.area = geo::convex_hull(geo::Geometry::multi_point(places));
    days.push_back(std::move(day));
  }
}

}  // namespace nearnet::testing
