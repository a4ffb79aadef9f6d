// SPDX-License-Identifier: Apache-2.0
#include "handoff/sample_day.h"

#include "core/random.h"
#include "geo/local_frame.h"

#include <array>
#include <cmath>
#include <numbers>
#include <string>

namespace nearnet::testing {
namespace {

const geo::LocalFrame kFrame({-68.77, 44.80});
constexpr double kBlock = 160.0;
constexpr int kHalf = 9;  // blocks from the middle to the edge

/// The town bends a little, so that streets are no ruler lines.
geo::LonLat ground(double x, double y) {
  return kFrame.to_lon_lat({x + 60.0 * std::sin(y / 700.0), y + 50.0 * std::sin(x / 500.0)});
}

model::Road street(const std::string& name, const std::string& road_class, geo::XY from,
                   geo::XY to) {
  model::Road road;
  road.id = core::RoadId(name);
  road.name = name;
  road.road_class = road_class;
  const double run = std::hypot(to.x - from.x, to.y - from.y);
  const int pieces = static_cast<int>(run / 25.0);
  for (int i = 0; i <= pieces; ++i) {
    const double t = static_cast<double>(i) / pieces;
    road.line.push_back(ground(from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)));
  }
  return road;
}

geo::Geometry hexagon(geo::XY centre, double radius) {
  geo::Ring ring;
  for (int i = 0; i <= 6; ++i) {
    const double angle = (i % 6) * std::numbers::pi / 3.0;
    ring.push_back(kFrame.to_lon_lat(
        {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)}));
  }
  return geo::Geometry::polygon({.shell = ring, .holes = {}});
}

handoff::SheetStop stop_at(int sequence, geo::XY at, const core::Date date) {
  constexpr std::array kNames = {"Maple Hardware",   "Dunn & Sons Law",  "Riverside Dental",
                                 "Corner Bakery",    "Kite Architects",  "Pine Street Garage",
                                 "Harbor Insurance", "Elm Vet Clinic",   "North Supply",
                                 "Birch Yoga",       "Granite Bank",     "Loon Books",
                                 "Tidal Design",     "Spruce Accounting"};
  constexpr std::array kStreets = {"Elm St", "Main St", "Oak St", "Harlow St"};
  handoff::SheetStop result;
  const auto index = static_cast<std::size_t>(sequence - 1);
  result.business.id = core::BusinessId("B" + std::to_string(sequence));
  result.business.name = kNames.at(index % kNames.size());
  result.business.address1 =
      std::to_string(10 + 7 * sequence) + " " + kStreets.at(index % kStreets.size());
  result.business.city = "Maple";
  result.business.state = "ME";
  result.business.zip = "04401";
  result.business.phone = "+1 207 555 0" + std::to_string(100 + sequence);
  result.business.contact_first = "Sam";
  result.business.contact_last = "Dunn";
  result.business.stage = model::Stage::kContacted;
  result.business.employees = 4 + sequence;
  result.stop.business = result.business.id;
  result.stop.name = result.business.name;
  result.stop.date = date;
  result.stop.sequence = sequence;
  result.stop.rep = core::RepId("R1");
  result.stop.position = ground(at.x, at.y);
  const std::int64_t start = 8 * 60 + 40 + 32 * (sequence - 1);
  result.stop.arrive.since_midnight = core::minutes(start - (sequence == 3 ? 6 : 0));
  result.stop.start.since_midnight = core::minutes(start);
  result.stop.depart.since_midnight = core::minutes(start + 20);
  result.prospect.business = result.business.id;
  result.prospect.status =
      sequence % 4 == 0 ? model::NetStatus::kNearNet : model::NetStatus::kOnNet;
  result.prospect.eligible = true;
  result.prospect.distance = core::Metres(sequence % 4 == 0 ? 42.0 : 0.0);
  result.prospect.reasons = {sequence % 4 == 0 ? "NEAR_NET" : "ON_NET", "CONTRACT_ENDING"};
  result.prospect.score = 90.0 - 3.0 * sequence;
  return result;
}

}  // namespace

SampleTown sample_town() {
  constexpr std::array kNorthSouth = {"Oak St",     "Harlow St",      "Center St",   "Pearl St",
                                      "Grove St",   "Birch St",       "Court St",    "Union St",
                                      "Hammond St", "Ohio St",        "Essex St",    "Forest Ave",
                                      "Garland St", "Stillwater Ave", "Mt Hope Ave", "Broadway",
                                      "French St",  "Somerset St",    "Palm St"};
  SampleTown town;
  const double edge = kHalf * kBlock;
  for (int i = -kHalf; i <= kHalf; ++i) {
    const double at = i * kBlock;
    const std::string name = kNorthSouth.at(static_cast<std::size_t>(i + kHalf));
    town.roads.push_back(
        street(name, i % 6 == 0 ? "secondary" : "residential", {at, -edge}, {at, edge}));
    const std::string cross =
        i == 0 ? "Main St" : std::to_string(std::abs(i)) + (i < 0 ? " South St" : " North St");
    town.roads.push_back(
        street(cross, i == 0 ? "primary" : "residential", {-edge, at}, {edge, at}));
  }
  town.roads.push_back(street("I 95", "motorway", {-2400.0, -1700.0}, {2400.0, 1500.0}));
  for (int row = -2; row <= 2; ++row) {
    for (int column = -2; column <= 2; ++column) {
      if (row == 2 && column == 2) continue;
      model::Footprint footprint;
      footprint.id = core::FootprintId(std::to_string(town.footprints.size() + 1));
      footprint.geometry =
          hexagon({column * 525.0, row * 606.0 + (column % 2 != 0 ? 303.0 : 0.0)}, 350.0);
      town.footprints.push_back(footprint);
    }
  }
  return town;
}

handoff::DaySheet sample_day(const SampleTown& town, int count) {
  const core::Date date = core::parse_date("2026-11-23");
  handoff::DaySheet sheet;
  sheet.title = "Maple (made-up town)";
  sheet.rep.id = core::RepId("R1");
  sheet.rep.name = "Ada Reyes";
  const geo::XY home{-900.0, -1100.0};
  sheet.rep.home = ground(home.x, home.y);
  sheet.route.rep = sheet.rep.id;
  sheet.route.date = date;
  sheet.route.start.since_midnight = core::minutes(8 * 60 + 30);
  sheet.route.end.since_midnight = core::minutes(16 * 60 + 24);
  sheet.route.drive = core::minutes(74);
  sheet.route.drive_distance = core::Metres(38'786.0);
  sheet.route.lunch_start = core::parse_time_of_day("12:10");
  sheet.route.lunch_end = core::parse_time_of_day("12:40");
  sheet.route.visits = core::minutes(20 * count);

  core::Random random(7);
  geo::XY at = home;
  sheet.route.line.push_back(*sheet.rep.home);
  const auto drive_to = [&](geo::XY next) {
    sheet.route.line.push_back(ground(next.x, at.y));
    sheet.route.line.push_back(ground(next.x, next.y));
    at = next;
  };
  for (int i = 1; i <= count; ++i) {
    const double turn = 2.0 * std::numbers::pi * i / (count + 1) - 2.2;
    const double reach = random.uniform(500.0, 1300.0);
    const geo::XY next = {kBlock * std::round(reach * std::cos(turn) / kBlock),
                          kBlock * std::round(reach * std::sin(turn) / kBlock) + 40.0};
    drive_to(next);
    sheet.stops.push_back(stop_at(i, next, date));
  }
  drive_to(home);
  if (count >= 3) {
    sheet.stops[1].business.notes = "<script>alert('x')</script> ring twice";
    sheet.stops[1].business.provider_now = "Other Cable & Co";
    sheet.stops[1].business.contract_end = core::parse_date("2027-01-31");
    sheet.stops[1].last_activity = model::Activity{.id = core::ActivityId("1"),
                                                   .business = sheet.stops[1].business.id,
                                                   .rep = sheet.rep.id,
                                                   .kind = model::ActivityKind::kVisit,
                                                   .outcome = model::Outcome::kInterested,
                                                   .at = {core::parse_date("2026-11-09"), {}},
                                                   .follow_up = date,
                                                   .mrc = std::nullopt,
                                                   .note = "wants voice for 3 lines",
                                                   .position = std::nullopt,
                                                   .source = {}};
    sheet.stops[2].stop.kind = model::StopKind::kAppointment;
    sheet.stops[2].offers = {"Internet 300, two voice lines", "static IP"};
  }
  model::Unserved left;
  left.rep = sheet.rep.id;
  left.business = core::BusinessId("B99");
  left.name = "Late Diner";
  left.reason = "NO_TIME_LEFT";
  left.detail = "No time left before 17:00; it needs 21 more minutes.";
  sheet.unserved = {left};
  sheet.backdrop = {.footprints = town.footprints, .roads = town.roads};
  return sheet;
}

}  // namespace nearnet::testing
