// SPDX-License-Identifier: Apache-2.0
// Each known source is recognised by its columns alone, and read as documented.
#include <gtest/gtest.h>

#include "io/business_values.h"
#include "io/import.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

const core::JobContext kJob;

Imported<model::Business> from_file(const std::string& name, const std::string& content) {
  const testing::TempDir dir;
  return import_businesses({.source = dir.write(name, content)}, kJob);
}

constexpr const char* kOverture = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","geometry":{"type":"Point","coordinates":[-68.77,44.8]},"properties":{
  "id":"08f2b0426a9","confidence":0.95,"operating_status":"open",
  "names":{"primary":"Ada's Café","common":null},
  "categories":{"primary":"coffee_shop","alternate":["cafe"]},
  "addresses":[{"freeform":"1 Main St","locality":"Bangor","postcode":"04401","region":"ME","country":"US"}],
  "phones":["+12075550100","+12075550101"],"websites":["https://ada.example"],"emails":null,
  "brand":null}},
 {"type":"Feature","geometry":{"type":"Point","coordinates":[-68.78,44.8]},"properties":{
  "id":"08f2b0426aa","confidence":0.4,"operating_status":"permanently_closed",
  "names":{"primary":"Gone"},"categories":{"primary":"bank"},"addresses":[],"phones":null,
  "websites":null,"emails":["a@x.example"],"brand":null}}]})";

void expect_ada(const model::Business& ada) {
  EXPECT_EQ(ada.id.text(), "08f2b0426a9");
  EXPECT_EQ(ada.name, "Ada's Café");
  EXPECT_EQ(ada.category, "coffee_shop");
  EXPECT_EQ(ada.address1, "1 Main St");
  EXPECT_EQ(ada.city, "Bangor");
  EXPECT_EQ(ada.state, "ME");
  EXPECT_EQ(ada.zip, "04401");
  EXPECT_EQ(ada.phone, "+12075550100");
  EXPECT_EQ(ada.website, "https://ada.example");
  EXPECT_FALSE(ada.closed);
  EXPECT_TRUE(ada.position);
}

TEST(KnownSources, OverturePlacesAsGeoJson) {
  const auto in = from_file("places.geojson", kOverture);
  EXPECT_EQ(in.profile, "Overture places");
  EXPECT_EQ(in.key, "id");
  ASSERT_EQ(in.records.size(), 2U);
  expect_ada(in.records[0]);
  EXPECT_TRUE(in.records[1].closed);
  EXPECT_EQ(in.records[1].email, "a@x.example");
  EXPECT_EQ(in.records[1].address1, "");
}

TEST(KnownSources, OverturePlacesAsCsv) {
  const auto nested = from_file("places.csv",
                                "id,names,categories,confidence,addresses,phones,websites,"
                                "operating_status,longitude,latitude\n"
                                "08f2b0426a9,\"{\"\"primary\"\":\"\"Ada's "
                                "Café\"\"}\",\"{\"\"primary\"\":\"\"coffee_shop\"\"}\",0.9,"
                                "\"[{\"\"freeform\"\":\"\"1 Main "
                                "St\"\",\"\"locality\"\":\"\"Bangor\"\",\"\"region\"\":\"\"ME\"\","
                                "\"\"postcode\"\":\"\"04401\"\"}]\",\"[\"\"+12075550100\"\"]\",\"["
                                "https://ada.example]\",open,"
                                "-68.77,44.8\n");
  EXPECT_EQ(nested.profile, "Overture places");
  expect_ada(nested.records.at(0));
  const auto flat = from_file("flat.csv",
                              "id,names.primary,categories.primary,confidence,longitude,latitude\n"
                              "7,Ada,bank,0.9,-68.77,44.8\n");
  EXPECT_EQ(flat.profile, "Overture places");
  EXPECT_EQ(flat.records.at(0).name, "Ada");
  EXPECT_EQ(flat.records.at(0).category, "bank");
}

TEST(KnownSources, FoursquarePlaces) {
  const auto in = from_file(
      "fsq.csv",
      "fsq_place_id,name,latitude,longitude,address,locality,region,postcode,country,date_created,"
      "date_refreshed,date_closed,tel,website,email,fsq_category_ids,fsq_category_labels\n"
      "4b1,Ada's,44.8,-68.77,1 Main St,Bangor,ME,04401,US,2010-01-01,2024-01-01,,(207) 555-0100,"
      "ada.example,a@x.example,\"[\"\"63\"\"]\",\"[\"\"Dining and Drinking > Café\"\"]\"\n"
      "4b2,Gone,44.8,-68.78,2 Main St,Bangor,ME,04401,US,2010-01-01,2024-01-01,2023-05-01,,,,[],"
      "\"[Retail, Shop]\"\n");
  EXPECT_EQ(in.profile, "Foursquare places");
  EXPECT_EQ(in.key, "fsq_place_id");
  ASSERT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.records[0].category, "Dining and Drinking > Café");
  EXPECT_EQ(in.records[0].city, "Bangor");
  EXPECT_EQ(in.records[0].state, "ME");
  EXPECT_EQ(in.records[0].phone, "(207) 555-0100");
  EXPECT_FALSE(in.records[0].closed);
  EXPECT_TRUE(in.records[1].closed);
  EXPECT_EQ(in.records[1].category, "Retail");
}

TEST(KnownSources, Spotio) {
  const auto in = from_file(
      "pins.csv",
      "ID,External Record Id,External Pin Id,Owner Email,Stage,Last Visit Result,House Number,"
      "Street,City,Zip,State,Country,Lat,Lng,Phone\n"
      "1,R-1,P-1,ann@x.example,Qualified,Not in,1,Main "
      "St,Bangor,04401,ME,USA,44.8,-68.77,2075550100\n"
      "2,R-2,P-2,bob@x.example,Demo Set,,2,Main St,Bangor,04401,ME,USA,44.8,-68.78,2075550101\n"
      "3,R-3,P-3,bob@x.example,Demo Set,,3,Main St,Bangor,04401,ME,USA,44.8,-68.79,2075550102\n");
  EXPECT_EQ(in.profile, "SPOTIO");
  EXPECT_EQ(in.key, "External Record Id");
  ASSERT_EQ(in.records.size(), 3U);
  EXPECT_EQ(in.records[0].id.text(), "R-1");
  EXPECT_EQ(in.records[0].owner.text(), "ann@x.example");
  EXPECT_EQ(in.records[0].stage, model::Stage::kQualified);
  EXPECT_EQ(in.records[0].address1, "1 Main St");
  EXPECT_EQ(in.records[1].stage, model::Stage::kNew);
  EXPECT_NE(in.records[1].extra.find(R"("Stage":"Demo Set")"), std::string::npos);
  EXPECT_EQ(in.diagnostics.count("UNKNOWN_STAGE"), 1);
}

TEST(KnownSources, SalesRabbit) {
  const auto in = from_file(
      "leads.csv",
      "First Name,Last Name,Primary Phone,Email,Address 1,Address 2,City,State,Postal Code,"
      "Lead Owner,Lead Status,Notes,Latitude,Longitude\n"
      "Ada,Byron,2075550100,a@x.example,1 Main St,Ste "
      "2,Bangor,ME,04401,ann,Contacted,shy,44.8,-68.77\n");
  EXPECT_EQ(in.profile, "SalesRabbit leads");
  const model::Business& ada = in.records.at(0);
  EXPECT_EQ(ada.contact_last, "Byron");
  EXPECT_EQ(ada.address2, "Ste 2");
  EXPECT_EQ(ada.owner.text(), "ann");
  EXPECT_EQ(ada.stage, model::Stage::kContacted);
  EXPECT_EQ(ada.zip, "04401");
}

TEST(KnownSources, BadgerMaps) {
  const auto in = from_file(
      "accounts.csv",
      "id,first_name,last_name,full_name,phone_number,email,notes,original_address,customer_id,"
      "crm_id,territory,latitude,longitude\n"
      "17,Ada,Byron,Ada's Café,2075550100,a@x.example,,\"1 Main St, Bangor, ME "
      "04401\",C-1,X-1,North,"
      "44.8,-68.77\n");
  EXPECT_EQ(in.profile, "Badger Maps");
  EXPECT_EQ(in.records.at(0).name, "Ada's Café");
  EXPECT_EQ(in.records.at(0).address1, "1 Main St, Bangor, ME 04401");
  EXPECT_EQ(in.key, "customer_id");
}

TEST(KnownSources, Salesforce) {
  const auto leads = from_file(
      "report.csv",
      "Lead ID,First Name,Last Name,Company,Street,City,State/Province,Zip/Postal Code,Phone,Email,"
      "Lead Owner,Lead Status,Lead Source,Industry\n"
      "00Q000000000001AAA,Ada,Byron,Ada's,1 Main St,Bangor,ME,04401,2075550100,a@x.example,Ann,"
      "Working - Contacted,Web,Food\n");
  EXPECT_EQ(leads.profile, "Salesforce leads");
  EXPECT_EQ(leads.key, "Lead ID");
  EXPECT_EQ(leads.records.at(0).name, "Ada's");
  EXPECT_EQ(leads.records.at(0).zip, "04401");
  EXPECT_EQ(leads.records.at(0).state, "ME");
  EXPECT_EQ(leads.diagnostics.count("UNKNOWN_STAGE"), 1);
  const auto accounts = from_file(
      "accounts.csv",
      "Account ID,Account Name,Account Owner,Billing Street,Billing City,Billing State/Province,"
      "Billing Zip/Postal Code,Phone,Website,Industry\n"
      "001000000000001AAA,Ada's,Ann,1 Main St,Bangor,ME,04401,2075550100,ada.example,Food\n");
  EXPECT_EQ(accounts.profile, "Salesforce accounts");
  EXPECT_EQ(accounts.key, "Account ID");
  EXPECT_EQ(accounts.records.at(0).address1, "1 Main St");
  EXPECT_EQ(accounts.records.at(0).zip, "04401");
  EXPECT_EQ(accounts.records.at(0).state, "ME");
  EXPECT_EQ(accounts.records.at(0).owner.text(), "Ann");
}

TEST(KnownSources, HubSpot) {
  const auto in = from_file(
      "companies.csv",
      "Record ID,Company name,Company Domain Name,Company owner,Lifecycle Stage,Lead Status,"
      "Street Address,City,State/Region,Postal Code,Phone Number,Number of Employees\n"
      "9001,Ada's,ada.example,ann@x.example,Customer,New,1 Main "
      "St,Bangor,ME,04401,2075550100,12\n");
  EXPECT_EQ(in.profile, "HubSpot companies");
  EXPECT_EQ(in.key, "Record ID");
  const model::Business& ada = in.records.at(0);
  EXPECT_EQ(ada.customer_status, model::CustomerStatus::kActive);
  EXPECT_EQ(ada.website, "ada.example");
  EXPECT_EQ(ada.employees, 12);
  EXPECT_EQ(ada.state, "ME");
  EXPECT_EQ(ada.zip, "04401");
}

TEST(KnownSources, LicenceRegisters) {
  const auto in =
      from_file("licences.csv",
                "License Number,Legal Name,DBA Name,Business Activity,Address,City,State,Zip Code,"
                "License Status,Home Based,NAICS,longitude,latitude\n"
                "L-1,Byron LLC,Ada's,Café,1 Main St,Bangor,ME,04401,Issued,N,722515,-68.77,44.8\n"
                "L-2,Rent LLC,Rent,Rental - Residential,2 Main "
                "St,Bangor,ME,04401,Expired,N,531110,-68.78,44.8\n"
                "L-3,Solo,Solo,Consulting,3 Main St,Bangor,ME,04401,Active,Y,541611,-68.79,44.8\n");
  EXPECT_EQ(in.profile, "business licence register");
  EXPECT_EQ(in.key, "License Number");
  ASSERT_EQ(in.records.size(), 3U);
  EXPECT_EQ(in.records[0].name, "Ada's");
  EXPECT_EQ(in.records[0].category, "Café");
  EXPECT_EQ(in.records[0].naics, "722515");
  EXPECT_FALSE(in.records[0].closed || in.records[0].residential);
  EXPECT_TRUE(in.records[1].closed && in.records[1].residential);
  EXPECT_TRUE(in.records[2].residential);
  EXPECT_FALSE(in.records[2].closed);
  EXPECT_EQ(in.diagnostics.count("UNKNOWN_VALUE"), 0);
}

TEST(KnownSources, TigerRoads) {
  const testing::TempDir dir;
  const auto in =
      import_roads({.source = dir.write("roads.csv",
                                        "LINEARID,FULLNAME,RTTYP,MTFCC,WKT\n"
                                        "1101,Main St,M,S1400,\"LINESTRING(0 0,0.01 0)\"\n"
                                        "1102,I- 95,I,S1100,\"LINESTRING(0 0,0.02 0)\"\n"
                                        "1103,Foot Path,M,S1710,\"LINESTRING(0 0,0.03 0)\"\n"
                                        "1104,Alley,M,S1730,\"LINESTRING(0 0,0.04 0)\"\n")},
                   kJob);
  EXPECT_EQ(in.profile, "TIGER roads");
  EXPECT_EQ(in.key, "LINEARID");
  ASSERT_EQ(in.records.size(), 3U);
  EXPECT_EQ(in.diagnostics.count("NOT_DRIVABLE"), 1);
  EXPECT_EQ(in.records[0].name, "Main St");
  EXPECT_EQ(in.records[0].road_class, "residential");
  EXPECT_EQ(in.records[1].road_class, "motorway");
  // The order of the points says nothing about the traffic here.
  EXPECT_EQ(in.records[1].one_way, model::OneWay::kNo);
  EXPECT_EQ(in.records[2].road_class, "service");
}

TEST(KnownSources, ZipsGetTheirZerosBackWhereTheyAreCertain) {
  EXPECT_EQ(padded_zip("4401", "ME"), "04401");
  EXPECT_EQ(padded_zip("4401", "Maine"), "04401");
  EXPECT_EQ(padded_zip("44011234", "ME"), "044011234");
  EXPECT_EQ(padded_zip("4401-1234", "ME"), "04401-1234");
  EXPECT_EQ(padded_zip("601", "PR"), "00601");
  EXPECT_EQ(padded_zip("4401", "TX"), "4401");
  EXPECT_EQ(padded_zip("4401", ""), "4401");
  EXPECT_EQ(padded_zip("04401", "ME"), "04401");
  EXPECT_EQ(padded_zip("H3A1", "ME"), "H3A1");
  EXPECT_EQ(padded_zip("", "ME"), "");
  const auto in = from_file("list.csv", "name,state,zip\nA,ME,4401\nB,CA,9001\n");
  EXPECT_EQ(in.records.at(0).zip, "04401");
  EXPECT_EQ(in.records.at(1).zip, "9001");
  EXPECT_EQ(in.diagnostics.count("ZIP_PADDED"), 1);
}

}  // namespace
}  // namespace nearnet::io
