// SPDX-License-Identifier: Apache-2.0
#include "eligibility/random_plant.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "core/calendar.h"

namespace nearnet::eligibility::testing {
namespace {

constexpr double kSpread = 0.1;

geo::Ring star(core::Random& random, geo::LonLat centre, double radius, int corners) {
  geo::Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / corners;
    const double reach = radius * random.uniform(0.5, 1.0);
    ring.push_back({centre.lon + reach * std::cos(angle), centre.lat + reach * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

geo::Polygon irregular(core::Random& random, geo::LonLat centre, double radius) {
  const int corners = 5 + static_cast<int>(random.below(40));
  geo::Polygon polygon{star(random, centre, radius, corners), {}};
  // The shell never comes nearer than half the radius, less what a chord cuts off.
  if (random.chance(0.4)) {
    polygon.holes.push_back(
        star(random, centre, radius * 0.3, 4 + static_cast<int>(random.below(9))));
  }
  return polygon;
}

geo::LonLat near(core::Random& random, geo::LonLat centre) {
  return {centre.lon + random.uniform(-kSpread, kSpread),
          centre.lat + random.uniform(-kSpread, kSpread)};
}

geo::Polygon cell(geo::LonLat corner, double size) {
  return {{corner,
           {corner.lon + size, corner.lat},
           {corner.lon + size, corner.lat + size},
           {corner.lon, corner.lat + size},
           corner},
          {}};
}

std::vector<geo::LonLat> vertices_of(const geo::Geometry& geometry) {
  std::vector<geo::LonLat> vertices;
  for (const geo::Polygon& polygon : geometry.polygons()) {
    vertices.insert(vertices.end(), polygon.shell.begin(), polygon.shell.end());
    for (const geo::Ring& hole : polygon.holes) {
      vertices.insert(vertices.end(), hole.begin(), hole.end());
    }
  }
  for (const geo::Line& line : geometry.lines()) {
    vertices.insert(vertices.end(), line.begin(), line.end());
  }
  return vertices;
}

geo::LonLat wrapped(geo::LonLat place) {
  if (place.lon > 180.0) place.lon -= 360.0;
  if (place.lon < -180.0) place.lon += 360.0;
  return place;
}

}  // namespace

model::Footprint footprint(std::string id, std::string_view wkt) {
  model::Footprint made;
  made.id = core::FootprintId(std::move(id));
  made.geometry = geo::Geometry::from_wkt(wkt);
  return made;
}

model::NoSolicitArea no_solicit_area(std::string id, std::string_view wkt) {
  model::NoSolicitArea made;
  made.id = core::AreaId(std::move(id));
  made.geometry = geo::Geometry::from_wkt(wkt);
  return made;
}

model::Business business(std::string id, geo::LonLat position) {
  model::Business made;
  made.id = core::BusinessId(std::move(id));
  made.position = position;
  return made;
}

std::vector<model::Footprint> random_plant(core::Random& random, geo::LonLat centre, int count) {
  std::vector<model::Footprint> plant;
  const auto add = [&](geo::Geometry geometry) {
    model::Footprint made;
    const std::string number = std::to_string(random.below(100'000));
    made.id = core::FootprintId(random.chance(0.2) ? "N" + number : number);
    made.provider = random.chance(0.7) ? "Ours" : "Theirs";
    made.geometry = std::move(geometry);
    plant.push_back(std::move(made));
  };
  for (int i = 0; i < count; ++i) {
    const geo::Polygon one = irregular(random, near(random, centre), random.uniform(0.001, 0.01));
    if (random.chance(0.2)) {
      geo::Polygon other = one;
      for (geo::LonLat& p : other.shell) p.lon += 0.025;
      for (geo::Ring& hole : other.holes) {
        for (geo::LonLat& p : hole) p.lon += 0.025;
      }
      add(geo::Geometry::multi_polygon({one, other}));
    } else {
      add(geo::Geometry::polygon(one));
    }
  }
  constexpr double kCell = 0.003;
  for (int i = 0; i < 36; ++i) {
    add(geo::Geometry::polygon(
        cell({centre.lon + kCell * (i % 6), centre.lat + kCell * (i / 6)}, kCell)));
  }
  return plant;
}

std::vector<geo::LonLat> awkward_places(core::Random& random, geo::LonLat centre,
                                        const std::vector<model::Footprint>& plant, int count) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  std::vector<geo::LonLat> places;
  while (places.size() < static_cast<std::size_t>(count)) {
    places.push_back(near(random, centre));
    const std::vector<geo::LonLat> vertices =
        vertices_of(plant[random.below(plant.size())].geometry);
    const std::size_t i = 1 + random.below(vertices.size() - 1);
    const geo::LonLat vertex = vertices[i];
    const double share = random.uniform();
    places.push_back(vertex);
    places.push_back({std::nextafter(vertex.lon, kInfinity), vertex.lat});
    places.push_back({vertex.lon, std::nextafter(vertex.lat, -kInfinity)});
    places.push_back({std::lerp(vertices[i - 1].lon, vertex.lon, share),
                      std::lerp(vertices[i - 1].lat, vertex.lat, share)});
    places.push_back(
        {vertex.lon + random.uniform(-0.002, 0.002), vertex.lat + random.uniform(-0.002, 0.002)});
  }
  for (geo::LonLat& place : places) place = wrapped(place);
  return places;
}

model::Business random_business(core::Random& random, std::string id, geo::LonLat position,
                                core::Date today) {
  model::Business made = business(std::move(id), position);
  if (random.chance(0.05)) made.position = std::nullopt;
  if (random.chance(0.02)) made.position = geo::LonLat{std::nan(""), position.lat};
  if (random.chance(0.02)) made.position = geo::LonLat{position.lon, 120.0};
  if (random.chance(0.3)) {
    made.customer_status =
        random.chance(0.5) ? model::CustomerStatus::kActive : model::CustomerStatus::kFormer;
  }
  made.do_not_contact = random.chance(0.1);
  made.closed = random.chance(0.1);
  made.residential = random.chance(0.1);
  if (random.chance(0.3)) {
    made.contract_end = core::add_days(today, static_cast<int>(random.below(400)) - 100);
  }
  if (random.chance(0.5)) made.employees = static_cast<int>(random.below(200));
  if (random.chance(0.5)) {
    made.est_mrc = core::Cents(static_cast<std::int64_t>(random.below(200'000)));
  }
  if (random.chance(0.5)) {
    made.last_visit = core::add_days(today, -static_cast<int>(random.below(200)));
  }
  return made;
}

}  // namespace nearnet::eligibility::testing
