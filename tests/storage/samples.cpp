// SPDX-License-Identifier: Apache-2.0
#include "storage/samples.h"

namespace nearnet::storage {
namespace {

using core::parse_date;
using core::parse_time_of_day;

// Digits that binary fractions cannot hold, a quote, text beyond ASCII.
const geo::LonLat kPlace{-68.7712345678901, 44.8012345678901};
constexpr const char* kText = "Ada's Café “№ 1”";

geo::Geometry area() {
  return geo::Geometry::from_wkt(
      "MULTIPOLYGON (((-68.1 44.1, -68 44.1, -68 44.3, -68.1 44.3, -68.1 44.1),"
      "(-68.08 44.12, -68.08 44.2, -68.02 44.2, -68.02 44.12, -68.08 44.12)),"
      "((-69.1 45.1, -69 45.1, -69 45.2, -69.1 45.1)))");
}

}  // namespace

model::Footprint full_footprint(const std::string& key) {
  model::Footprint footprint;
  footprint.id = core::FootprintId(key);
  footprint.name = kText;
  footprint.provider = "Pine Tree Cable";
  footprint.technology = "coax";
  footprint.node = "N-07";
  footprint.segment = model::Segment::kBoth;
  footprint.max_down_mbps = 940.5;
  footprint.max_up_mbps = 35.1;
  footprint.as_of = parse_date("2026-02-28");
  footprint.drop = core::Metres(45.7);
  footprint.geometry = area();
  footprint.source = "plant.gpkg";
  footprint.extra = R"({"h3":"8828"})";
  return footprint;
}

model::NoSolicitArea full_no_solicit(const std::string& key) {
  return {core::AreaId(key), kText, "Ord. 12-3", area(), "town.geojson", R"({"a":1})"};
}

model::Business full_business(const std::string& key) {
  model::Business business;
  business.id = core::BusinessId(key);
  business.name = kText;
  business.category = "Bakery";
  business.naics = "0311811";
  business.address1 = "1 Main St";
  business.address2 = "Suite 2";
  business.city = "Bangor";
  business.state = "ME";
  business.zip = "04401";
  business.phone = "+1 207 555 0100";
  business.email = "ada@example.com";
  business.website = "https://example.com";
  business.contact_first = "Ada";
  business.contact_last = "O'Brien";
  business.lead_source = "licence list";
  business.notes = "line one\nline two";
  business.position = kPlace;
  business.customer_status = model::CustomerStatus::kFormer;
  business.stage = model::Stage::kProposalOut;
  business.owner = core::RepId("ae-1");
  business.do_not_contact = true;
  business.closed = true;
  business.residential = true;
  business.provider_now = "Other Cable";
  business.contract_end = parse_date("2027-01-31");
  business.employees = 12;
  business.est_mrc = core::Cents(12'995);
  business.last_visit = parse_date("2026-11-01");
  business.visit_interval_days = 45;
  business.visit_duration = core::Seconds(1234);
  business.open_from = parse_time_of_day("08:30:15");
  business.open_to = parse_time_of_day("24:00");
  business.source = "shops.csv";
  business.extra = R"({"rating":4.5})";
  business.geocode_quality = model::GeocodeQuality::kRooftop;
  business.geocode_source = "points.csv";
  return business;
}

model::Road full_road(const std::string& key) {
  return {core::RoadId(key),
          kText,
          "residential",
          model::OneWay::kBackward,
          40.2,
          false,
          {kPlace, {-68.7, 44.81}, {-68.6, 44.8}},
          "roads.shp",
          R"({"w":2})"};
}

model::TurnRestriction full_turn_restriction(const std::string& key) {
  return {core::RestrictionId(key), true, {kPlace, {-68.7, 44.81}, kPlace}, "town.osm.pbf"};
}

model::BasicUnit full_unit(const std::string& key) {
  return {core::UnitId(key),
          kText,
          {{"hours", 0.1 + 0.2}, {"prospects", 12.0}},
          area(),
          "blocks.shp",
          R"({"GEOID":"0123"})"};
}

model::Rep full_rep(const std::string& key) {
  return {core::RepId(key),
          kText,
          "rep@example.com",
          "0100",
          kPlace,
          parse_time_of_day("08:00"),
          parse_time_of_day("16:30:59"),
          "reps.csv",
          R"({"team":"north"})",
          "Coast",
          "North"};
}

model::Quota full_quota(const std::string& key) {
  return {core::RepId(key), parse_date("2026-10-01"), parse_date("2027-01-01"),
          core::Cents(2'500'000)};
}

model::Prospect full_prospect(const std::string& key) {
  return {core::BusinessId(key),
          kText,
          kPlace,
          model::NetStatus::kNearNet,
          true,
          core::FootprintId("F1"),
          core::Metres(85.123456789),
          core::Metres(120.5),
          core::FootprintId("F2"),
          model::Grade::kBuildPays,
          {"NEAR_NET", "COMPETITOR_PRESENT"},
          61.7};
}

model::Scenario full_scenario(const std::string& key) {
  model::Scenario scenario;
  scenario.id = core::ScenarioId(key);
  scenario.state = model::ScenarioState::kPublished;
  scenario.units = "hex:500m";
  scenario.balance = "prospects=50,hours=50";
  scenario.tolerance = 0.05;
  // Above what a signed column can hold, as a seed may be.
  scenario.seed = 0xFEDC'BA98'7654'3210ULL;
  scenario.max_deviation = 0.041;
  scenario.approved_by = "Grace";
  scenario.published_from = parse_date("2026-12-01");
  scenario.published_until = parse_date("2027-02-01");
  scenario.proposed_by = "Ada";
  scenario.published_by = "Mo";
  return scenario;
}

model::Territory full_territory(const std::string& key) {
  return {core::ScenarioId("north"),
          core::TerritoryId(key),
          kText,
          core::RepId("ae-1"),
          17,
          {{"prospects", 120.0}},
          0.61,
          true,
          area(),
          "Coast",
          "North"};
}

model::ScenarioUnit full_scenario_unit(const std::string& key) {
  return {core::ScenarioId("north"),
          core::UnitId(key),
          core::TerritoryId("2"),
          {{"prospects", 3.0}},
          area(),
          true};
}

model::DayRoute full_route(const std::string& key) {
  model::DayRoute route;
  route.rep = core::RepId(key);
  route.date = parse_date("2026-11-23");
  route.start = parse_time_of_day("08:31:07");
  route.end = parse_time_of_day("16:59:59");
  route.lunch_start = core::parse_time_of_day("12:05");
  route.lunch_end = core::parse_time_of_day("12:35");
  route.drive = core::Seconds(5555);
  route.drive_distance = core::Metres(31'415.9);
  route.visits = core::Seconds(18'000);
  route.value = 512.25;
  route.line = {kPlace, {-68.7, 44.81}, kPlace};
  route.area = area();
  return route;
}

model::Stop full_stop(const std::string& key) {
  return {core::RepId("ae-1"),
          parse_date("2026-11-23"),
          3,
          core::BusinessId(key),
          kText,
          model::StopKind::kFollowUp,
          kPlace,
          parse_time_of_day("09:00:01"),
          parse_time_of_day("09:10"),
          parse_time_of_day("09:25:30")};
}

model::Unserved full_unserved(const std::string& key) {
  return {core::RepId("ae-1"), core::BusinessId(key), kText, kPlace,
          "NO_TIME_LEFT",      "The days are full."};
}

model::Beat full_beat(const std::string& key) {
  model::Beat beat;
  beat.rep = core::RepId(key);
  beat.number = 3;
  beat.businesses = 17;
  beat.work = core::Seconds(3600);
  beat.area = full_territory(key).geometry;
  return beat;
}

model::BeatMember full_beat_member(const std::string& key) {
  return {core::RepId("ae-1"), 3, core::BusinessId(key), kText, kPlace};
}

model::Activity full_activity(const std::string& key) {
  model::Activity activity;
  activity.id = core::ActivityId(key);
  activity.business = core::BusinessId("B1");
  activity.rep = core::RepId("ae-1");
  activity.kind = model::ActivityKind::kProposal;
  activity.outcome = model::Outcome::kProposalSent;
  activity.at = core::parse_local_time("2026-11-23T10:11:12");
  activity.follow_up = parse_date("2026-12-01");
  activity.mrc = core::Cents(19'900);
  activity.note = kText;
  activity.position = kPlace;
  activity.source = "outcomes.csv";
  return activity;
}

model::AddressPoint full_address_point(const std::string& key) {
  return {core::AddressId(key),
          "12 1/2",
          "Saint John Street",
          "Suite 4",
          "Bangor",
          "ME",
          "04401",
          kPlace,
          "points.osm"};
}

model::AddressRange full_address_range(const std::string& key) {
  return {core::AddressId(key),     "E Bridge St", 101,         199,
          model::Parity::kOdd,      "04092",       100,         198,
          model::Parity::kEven,     "04093",       "Westbrook", "ME",
          {kPlace, {-68.7, 44.81}}, "addrfeat.zip"};
}

std::map<std::string, std::vector<Numbered>> content(const Store& store) {
  std::map<std::string, std::vector<Numbered>> all;
  for (const Table* table : all_tables()) {
    std::vector<Numbered>& rows = all[std::string(table->name)];
    for (StoredRow& stored : store.read(*table)) {
      rows.emplace_back(stored.fid, std::move(stored.row));
    }
  }
  return all;
}

Transaction begin(Store& store, const std::string& command) {
  return store.begin(command, "in a test", "ada", kAt);
}

}  // namespace nearnet::storage
