// SPDX-License-Identifier: Apache-2.0
#include "workspace/town.h"

#include <fmt/format.h>

namespace nearnet::workspace {
namespace {

/// Plant in the west (N1) and the east (N2), with a street's width between.
constexpr const char* kPlant = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"footprint_id":"F1","provider":"Pine","technology":"coax","node":"N1","as_of":"2026-06-30"},
 "geometry":{"type":"Polygon","coordinates":[[[-68.80,44.80],[-68.761,44.80],[-68.761,44.828],[-68.80,44.828],[-68.80,44.80]]]}},
{"type":"Feature","properties":{"footprint_id":"F2","provider":"Pine","technology":"coax","node":"N2","as_of":"2026-06-30"},
 "geometry":{"type":"Polygon","coordinates":[[[-68.759,44.80],[-68.70,44.80],[-68.70,44.828],[-68.759,44.828],[-68.759,44.80]]]}}]})";

constexpr const char* kCompetitor = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"footprint_id":"X1","provider":"North Fiber"},
 "geometry":{"type":"Polygon","coordinates":[[[-68.80,44.80],[-68.79,44.80],[-68.79,44.81],[-68.80,44.80]]]}}]})";

/// Around the business 001 alone.
constexpr const char* kNoSolicit = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"area_id":"A1","name":"Elm Park"},
 "geometry":{"type":"Polygon","coordinates":[[[-68.7995,44.8010],[-68.7960,44.8010],[-68.7960,44.8030],[-68.7995,44.8030],[-68.7995,44.8010]]]}}]})";

constexpr const char* kRoads = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"road_id":"1","name":"Main Street"},
 "geometry":{"type":"LineString","coordinates":[[-68.80,44.81],[-68.70,44.81]]}}]})";

/// A railway between the plant in the west and that in the east.
constexpr const char* kBarriers = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"barrier_id":"B1","kind":"rail"},
 "geometry":{"type":"LineString","coordinates":[[-68.7605,44.79],[-68.7605,44.84]]}}]})";

/// Ten columns and six rows of places; the top row lies outside the plant.
std::string businesses() {
  std::string text =
      "external_id,business_name,naics,city,lat,lon,employees,est_mrc,do_not_contact,open_from,"
      "open_to\n";
  int number = 0;
  for (int row = 0; row < 6; ++row) {
    for (int column = 0; column < 10; ++column) {
      ++number;
      text += fmt::format("{:03},Shop {},44111{},Elmtown,{:.4f},{:.4f},{},{}.00,no,{},{}\n", number,
                          number, number % 10, 44.802 + 0.006 * row, -68.798 + 0.009 * column,
                          1 + number % 7, 100 + number, number % 5 == 0 ? "10:00" : "",
                          number % 5 == 0 ? "15:00" : "");
    }
  }
  return text + "061,Nowhere Ltd,441110,Elmtown,,,3,90.00,no,,\n";
}

std::string units() {
  std::string features;
  for (int column = 0; column < 4; ++column) {
    const double west = -68.80 + 0.025 * column;
    features += fmt::format(
        "{}{{\"type\":\"Feature\",\"properties\":{{\"GEOID\":\"0{}\"}},\"geometry\":{{\"type\":"
        "\"Polygon\",\"coordinates\":[[[{:.3f},44.79],[{:.3f},44.79],[{:.3f},44.84],[{:.3f},44.84],"
        "[{:.3f},44.79]]]}}}}",
        column == 0 ? "" : ",\n", column, west, west + 0.025, west + 0.025, west, west);
  }
  return "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}";
}

}  // namespace

Town::Town() {
  dir_.write("plant.geojson", kPlant);
  dir_.write("competitor.geojson", kCompetitor);
  dir_.write("no_solicit.geojson", kNoSolicit);
  dir_.write("roads.geojson", kRoads);
  dir_.write("barriers.geojson", kBarriers);
  dir_.write("units.geojson", units());
  dir_.write("businesses.csv", businesses());
  dir_.write("reps.csv",
             "rep_id,name,lat,lon,shift_start,shift_end\n"
             "R1,Alice,44.81,-68.78,08:30,17:00\nR2,Ben,44.81,-68.73,09:00,16:00\n");
  dir_.write("addresses.csv",
             "number,street,city,zip,lon,lat\n12,Main St,Bangor,04401,-68.77,44.801\n");
  dir_.write("customers.csv", "external_id,business_name,lat,lon\n002,Shop 2,44.802,-68.789\n");
  dir_.write("activities.csv",
             "activity_id,business_id,kind,outcome,at,rep\n"
             "x1,003,visit,conversation,2026-11-02T10:00,R1\n"
             "x2,004,visit,interested,2026-11-03T11:00,R1\n");
  dir_.write("outcomes.csv",
             "business_id,outcome,at,rep\n005,not-in,2026-11-04T10:00,R1\n"
             "006,not-interested,2026-11-04T11:00,R2\n");
  Workspace::create(workspace_path(), {.title = "Elmtown", .time_zone = "America/New_York"});
}

Workspace Town::open() const {
  Workspace market = Workspace::open(workspace_path(), "ada");
  market.pretend_today(kFriday);
  return market;
}

Workspace Town::imported() const {
  Workspace market = open();
  for (const ImportKind kind :
       {ImportKind::kFootprints, ImportKind::kBusinesses, ImportKind::kReps}) {
    import(market, kind, file(town_file(kind)));
  }
  return market;
}

Workspace Town::evaluated() const {
  Workspace market = imported();
  market.apply(run_eligibility(market.snapshot(), {}, job()).command);
  return market;
}

Workspace Town::published() const {
  Workspace market = evaluated();
  const TerritoryRequest request = hexagons("north");
  market.apply(design_territories(market.snapshot(), request, job()).command);
  market.apply(publish_scenario(market.snapshot(), request.scenario, kMonday));
  return market;
}

ImportRun Town::import(Workspace& market, ImportKind kind, const std::string& path) const {
  ImportRequest request;
  request.kind = kind;
  request.source = path;
  ImportRun run = run_import(market.snapshot(), request, job());
  market.apply(run.command);
  return run;
}

std::string town_file(ImportKind kind) {
  switch (kind) {
    case ImportKind::kFootprints:
      return "plant.geojson";
    case ImportKind::kBusinesses:
      return "businesses.csv";
    case ImportKind::kRoads:
      return "roads.geojson";
    case ImportKind::kReps:
      return "reps.csv";
    case ImportKind::kUnits:
      return "units.geojson";
    case ImportKind::kCompetitors:
      return "competitor.geojson";
    case ImportKind::kNoSolicit:
      return "no_solicit.geojson";
    case ImportKind::kCustomers:
      return "customers.csv";
    case ImportKind::kActivities:
      return "activities.csv";
    case ImportKind::kOutcomes:
      return "outcomes.csv";
    case ImportKind::kAddresses:
      return "addresses.csv";
    case ImportKind::kBarriers:
      return "barriers.geojson";
  }
  return {};
}

TerritoryRequest hexagons(const std::string& scenario) {
  TerritoryRequest request;
  request.scenario = core::ScenarioId(scenario);
  request.units = "hex:400m";
  request.tolerance = 0.2;
  return request;
}

model::Activity visit(const std::string& business, model::Outcome outcome) {
  model::Activity activity;
  activity.business = core::BusinessId(business);
  activity.rep = core::RepId("R1");
  activity.kind = model::ActivityKind::kVisit;
  activity.outcome = outcome;
  activity.at = core::parse_local_time("2026-11-20T10:00:00");
  return activity;
}

}  // namespace nearnet::workspace
