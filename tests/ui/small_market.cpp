// SPDX-License-Identifier: Apache-2.0
#include "ui/small_market.h"

#include "core/calendar.h"

namespace nearnet::testing {
namespace {

constexpr double kLat = 44.80;

geo::LonLat along_street(double step) {
  return {-68.80 + 0.01 * step, kLat};
}

geo::Geometry box(double west, double east) {
  return geo::Geometry::polygon({{{west, kLat - 0.01},
                                  {east, kLat - 0.01},
                                  {east, kLat + 0.01},
                                  {west, kLat + 0.01},
                                  {west, kLat - 0.01}},
                                 {}});
}

struct Shop {
  const char* id;
  const char* name;
  const char* category;
  model::NetStatus status;
  bool eligible;
  double score;
  double metres;
};

const std::vector<Shop>& shops() {
  static const std::vector<Shop> all = {
      {"A-1", "Ada's Bakery", "bakery", model::NetStatus::kOnNet, true, 62.5, 0.0},
      {"A-2", "Shop 10", "retail", model::NetStatus::kOnNet, true, 40.0, 0.0},
      {"A-9", "Big Customer", "office", model::NetStatus::kOnNet, false, 0.0, 0.0},
      {"A-10", "Shop 9", "retail", model::NetStatus::kOnNet, true, 55.0, 0.0},
      {"B-1", "Corner Café", "cafe", model::NetStatus::kNearNet, true, 31.0, 85.2},
      {"C-1", "Far Farm", "farm", model::NetStatus::kOffNet, false, 0.0, 900.0}};
  return all;
}

std::vector<model::Business> businesses() {
  std::vector<model::Business> rows;
  for (const Shop& shop : shops()) {
    model::Business business;
    business.id = core::BusinessId(shop.id);
    business.name = shop.name;
    business.category = shop.category;
    business.city = "Bangor";
    business.position = along_street(static_cast<double>(rows.size()));
    rows.push_back(std::move(business));
  }
  rows[0].owner = core::RepId("ae-1");
  rows[0].last_visit = core::parse_date("2026-11-02");
  rows[2].customer_status = model::CustomerStatus::kActive;
  rows[2].stage = model::Stage::kBilling;
  return rows;
}

std::vector<model::Prospect> prospects() {
  std::vector<model::Prospect> rows;
  for (const Shop& shop : shops()) {
    model::Prospect prospect;
    prospect.business = core::BusinessId(shop.id);
    prospect.name = shop.name;
    prospect.position = along_street(static_cast<double>(rows.size()));
    prospect.status = shop.status;
    prospect.eligible = shop.eligible;
    prospect.score = shop.score;
    prospect.distance = core::Metres(shop.metres);
    prospect.reasons = {shop.status == model::NetStatus::kOnNet     ? "ON_NET"
                        : shop.status == model::NetStatus::kNearNet ? "NEAR_NET"
                                                                    : "OFF_NET"};
    rows.push_back(std::move(prospect));
  }
  rows[2].reasons.emplace_back("EXISTING_CUSTOMER");
  return rows;
}

std::vector<model::Rep> reps() {
  model::Rep ana;
  ana.id = core::RepId("ae-1");
  ana.name = "Ana Alvarez";
  ana.home = geo::LonLat{-68.81, kLat + 0.004};
  model::Rep ben;
  ben.id = core::RepId("ae-2");
  ben.name = "Ben Brown";
  return {ana, ben};
}

std::vector<model::Territory> territories(const core::ScenarioId& scenario) {
  model::Territory west;
  west.scenario = scenario;
  west.id = core::TerritoryId("T1");
  west.name = "West";
  west.rep = core::RepId("ae-1");
  west.units = 12;
  west.weights = {{"prospects", 3.0}, {"hours", 12.0}};
  west.compactness = 0.61;
  west.connected = true;
  west.geometry = box(-68.82, -68.775);
  model::Territory east = west;
  east.id = core::TerritoryId("T2");
  east.name = "East";
  east.rep = {};
  east.weights = {{"prospects", 1.0}, {"hours", 8.0}};
  east.geometry = box(-68.775, -68.74);
  return {west, east};
}

model::Stop stop(int sequence, const Shop& shop, const char* start, const char* depart) {
  model::Stop visit;
  visit.rep = core::RepId("ae-1");
  visit.date = core::parse_date("2026-11-24");
  visit.sequence = sequence;
  visit.business = core::BusinessId(shop.id);
  visit.name = shop.name;
  visit.arrive = visit.start = core::parse_time_of_day(start);
  visit.depart = core::parse_time_of_day(depart);
  return visit;
}

void plan_a_day(workspace::Snapshot& snapshot) {
  std::vector<model::Stop> stops = {stop(1, shops()[0], "08:40", "08:55"),
                                    stop(2, shops()[1], "09:05", "09:20")};
  stops[0].position = along_street(0.0);
  stops[1].position = along_street(1.0);
  model::DayRoute day;
  day.rep = core::RepId("ae-1");
  day.date = core::parse_date("2026-11-24");
  day.start = core::parse_time_of_day("08:30");
  day.end = core::parse_time_of_day("09:40");
  day.drive = core::minutes(30);
  day.drive_distance = core::Metres(4200.0);
  day.visits = core::minutes(30);
  day.line = {{-68.81, kLat + 0.004}, stops[0].position, stops[1].position, {-68.81, kLat + 0.004}};
  model::Unserved left_out;
  left_out.rep = core::RepId("ae-1");
  left_out.business = core::BusinessId("A-10");
  left_out.name = "Shop 9";
  left_out.position = along_street(3.0);
  left_out.reason = "NO_TIME_LEFT";
  left_out.detail = "The day is full.";
  snapshot.routes = {1, {day}};
  snapshot.stops = {1, stops};
  snapshot.unserved = {1, {left_out}};
}

model::Activity visit_of_ada() {
  model::Activity visit;
  visit.id = core::ActivityId("A000001");
  visit.business = core::BusinessId("A-1");
  visit.rep = core::RepId("ae-1");
  visit.kind = model::ActivityKind::kVisit;
  visit.outcome = model::Outcome::kInterested;
  visit.at = core::parse_local_time("2026-11-02T10:15");
  visit.follow_up = core::parse_date("2026-11-30");
  visit.note = "Wants a second line";
  return visit;
}

}  // namespace

workspace::Snapshot unjudged_market() {
  workspace::Snapshot snapshot;
  snapshot.version = 1;
  snapshot.settings.title = "Small market";
  snapshot.today = core::parse_date("2026-11-20");  // a Friday
  model::Footprint plant;
  plant.id = core::FootprintId("N-1");
  plant.provider = "Northway Cable";
  plant.technology = "DOCSIS 3.1";
  plant.geometry = box(-68.82, -68.765);
  snapshot.footprints = {1, {plant}};
  snapshot.businesses = {1, businesses()};
  snapshot.reps = {1, reps()};
  snapshot.activities = {1, {visit_of_ada()}};
  return snapshot;
}

workspace::Snapshot small_market() {
  workspace::Snapshot snapshot = unjudged_market();
  snapshot.prospects = {1, prospects()};
  model::Scenario draft;
  draft.id = core::ScenarioId("north");
  draft.tolerance = 0.05;
  draft.max_deviation = 0.5;
  model::Scenario other = draft;
  other.id = core::ScenarioId("older");
  other.state = model::ScenarioState::kRetired;
  snapshot.scenarios = {1, {draft, other}};
  snapshot.territories = {1, territories(draft.id)};
  plan_a_day(snapshot);
  return snapshot;
}

geo::LonLat place_of(const workspace::Snapshot& snapshot, const char* business) {
  return *snapshot.businesses.find(core::BusinessId(business))->position;
}

}  // namespace nearnet::testing
