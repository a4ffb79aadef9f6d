// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "io/import.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const core::JobContext kJob;

Imported<model::Business> from_csv(const std::string& content, ImportOptions options = {}) {
  const testing::TempDir dir;
  options.source = dir.write("list.csv", content);
  return import_businesses(options, kJob);
}

TEST(ImportBusinesses, ReadsTheCanonicalHeaders) {
  const auto in = from_csv(
      "external_id,business_name,contact_first,contact_last,phone,email,website,address1,address2,"
      "city,state,zip,lat,lon,naics,employees,lead_source,owner,stage,status_class,provider_now,"
      "contract_end,est_mrc,last_visit,visit_interval_days,visit_minutes,open_from,open_to,"
      "do_not_contact,notes\n"
      "00417,Ada's,Ada,Byron,0207,a@x.org,x.org,1 Main St,Ste 2,Bangor,ME,04401,44.8,-68.77,722511,"
      "12,list,rep1,qualified,former,DSL Co,2027-01-31,\"$1,299.50\",11/02/2026,30,20,09:00,17:30,"
      "yes,\"shy, kind\"\n");
  ASSERT_EQ(in.records.size(), 1U);
  const model::Business& ada = in.records.front();
  EXPECT_EQ(ada.id.text(), "00417");
  EXPECT_EQ(ada.name, "Ada's");
  EXPECT_EQ(ada.zip, "04401");
  EXPECT_EQ(ada.phone, "0207");
  ASSERT_TRUE(ada.position);
  EXPECT_EQ(ada.position->lon, -68.77);
  EXPECT_EQ(ada.position->lat, 44.8);
  EXPECT_EQ(ada.stage, model::Stage::kQualified);
  EXPECT_EQ(ada.customer_status, model::CustomerStatus::kFormer);
  EXPECT_EQ(core::format_date(*ada.contract_end), "2027-01-31");
  EXPECT_EQ(core::format_date(*ada.last_visit), "2026-11-02");
  EXPECT_EQ(ada.est_mrc, core::Cents(129950));
  EXPECT_EQ(ada.employees, 12);
  EXPECT_EQ(ada.visit_interval_days, 30);
  EXPECT_EQ(ada.visit_duration, core::minutes(20));
  EXPECT_EQ(core::format_time_of_day(*ada.open_to), "17:30");
  EXPECT_TRUE(ada.do_not_contact);
  EXPECT_EQ(ada.notes, "shy, kind");
  EXPECT_EQ(ada.source, "list.csv");
  EXPECT_EQ(ada.extra, R"({"external_id":"00417"})");
  EXPECT_EQ(in.diagnostics.rejected(), 0);
}

TEST(ImportBusinesses, KeepsThoseThatCannotBePlaced) {
  const auto in = from_csv(
      "name,lat,lon\n"
      "good,44.8,-68.7\nblank,,\nword,north,-68\nfar,144.8,-68.7\norigin,0,0\nna,NA,NA\n");
  EXPECT_EQ(in.rows_read, 6);
  ASSERT_EQ(in.records.size(), 6U);
  EXPECT_EQ(in.diagnostics.rejected(), 0);
  for (std::size_t i = 0; i < in.records.size(); ++i) {
    EXPECT_EQ(in.records[i].position.has_value(), i == 0) << in.records[i].name;
  }
  EXPECT_EQ(in.diagnostics.count("NO_POSITION"), 2);
  EXPECT_EQ(in.diagnostics.count("BAD_COORDINATE"), 1);
  EXPECT_EQ(in.diagnostics.count("OUT_OF_RANGE"), 1);
  EXPECT_EQ(in.diagnostics.count("NULL_ISLAND"), 1);
}

TEST(ImportBusinesses, SaysOnceThatASourceHasNoCoordinates) {
  const auto in = from_csv("name,city\nA,Bangor\nB,Orono\n");
  EXPECT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.diagnostics.count("NO_POSITION"), 1);
}

TEST(ImportBusinesses, ValuesThatMakeNoSenseAreWarnedAbout) {
  const auto in = from_csv(
      "name,lat,lon,employees,contract_end,stage,do_not_contact,est_mrc,open_from,status_class\n"
      "A,1,1,many,soon,warmish,perhaps,lots,dawn,friendly\n");
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.diagnostics.count("BAD_NUMBER"), 2);
  EXPECT_EQ(in.diagnostics.count("BAD_DATE"), 1);
  EXPECT_EQ(in.diagnostics.count("BAD_TIME"), 1);
  EXPECT_EQ(in.diagnostics.count("UNKNOWN_VALUE"), 2);
  EXPECT_EQ(in.diagnostics.count("UNKNOWN_STAGE"), 1);
  EXPECT_EQ(in.records[0].extra, R"({"stage":"warmish"})");
  EXPECT_EQ(in.records[0].customer_status, model::CustomerStatus::kNever);
}

TEST(ImportBusinesses, AddressesInPiecesArePutTogether) {
  const auto in = from_csv("House Number,Street,Lat,Lng\n12,Oak Ave,1,2\n,Elm St,1,3\n");
  EXPECT_EQ(in.records[0].address1, "12 Oak Ave");
  EXPECT_EQ(in.records[1].address1, "Elm St");
}

TEST(ImportBusinesses, LicenceRegistersTellClosedAndResidential) {
  const auto in = from_csv(
      "DBA,Business type,Bus address,Close date,long,lat\n"
      "\"\"\"Angel\"\"\",Retail,1 A St,2012-01-01,-120.6,35.2\n"
      "B,Home Occupation,2 A St,,-120.6,35.2\nC,Rental- Residential,3 A St,,-120.6,35.2\n"
      "D,Retail,4 A St,NA,-120.6,35.2\n");
  ASSERT_EQ(in.records.size(), 4U);
  EXPECT_EQ(in.records[0].name, "Angel");
  EXPECT_TRUE(in.records[0].closed);
  EXPECT_FALSE(in.records[3].closed);
  EXPECT_TRUE(in.records[1].residential);
  EXPECT_TRUE(in.records[2].residential);
  EXPECT_FALSE(in.records[3].residential);
  EXPECT_EQ(in.records[0].category, "Retail");
}

TEST(ImportBusinesses, EndDateClosesOnlyWhereItsSchemaIsKnown) {
  const auto snap = from_csv(
      "store_name,lat,lon,auth_date,end_date\nA,1,1,2010-01-01,2012-05-05\nB,1,2,2010-01-01,NA\n");
  EXPECT_EQ(snap.profile, "USDA SNAP retailers");
  EXPECT_TRUE(snap.records[0].closed);
  EXPECT_FALSE(snap.records[1].closed);
  const auto other = from_csv("store_name,lat,lon,end_date\nA,1,1,2012-05-05\n");
  EXPECT_FALSE(other.records[0].closed);
}

TEST(ImportBusinesses, StoreNumbersOfDifferentChainsStayApart) {
  const auto first = from_csv("store_id,street,lat,lon,brand\n12,Main,1,1,Cafe\n");
  const auto second = from_csv("store_id,street,lat,lon,brand\n12,Oak,2,2,Diner\n");
  EXPECT_EQ(first.records[0].id.text(), "Cafe/12");
  EXPECT_EQ(second.records[0].id.text(), "Diner/12");
  EXPECT_EQ(first.records[0].name, "Cafe");
  EXPECT_EQ(first.records[0].category, "Cafe");
}

TEST(ImportBusinesses, DerivedKeysDoNotDependOnSpellingOfBlanksOrRowOrder) {
  const auto a =
      from_csv("name,address,lat,lon\nAda ,1  Main St,44.8,-68.7\nBob,2 Oak,44.9,-68.8\n");
  const auto b = from_csv("name,address,lat,lon\nBob,2 Oak,44.9,-68.8\nADA,1 Main St,44.8,-68.7\n");
  EXPECT_EQ(a.key, "hash");
  EXPECT_EQ(a.records[0].id, b.records[1].id);
  EXPECT_EQ(a.records[1].id, b.records[0].id);
}

TEST(ImportBusinesses, KeysTheUserNames) {
  const std::string content = "a,b,name,lat,lon\n1,x,A,1,1\n1,y,B,1,2\n1,y,C,1,3\n,z,D,1,4\n";
  const auto joined = from_csv(content, {.key = {"a", "b"}});
  EXPECT_EQ(joined.rows_read, 4);
  ASSERT_EQ(joined.records.size(), 2U);
  EXPECT_EQ(joined.records[1].id.text(), "1|y");
  EXPECT_EQ(joined.records[1].name, "B");
  EXPECT_EQ(joined.diagnostics.count("DUPLICATE_KEY"), 1);
  EXPECT_EQ(joined.diagnostics.count("NO_KEY"), 1);
  const auto as_field = from_csv(content, {.fields = {{"id", "name"}}});
  EXPECT_EQ(as_field.records[3].id.text(), "D");
}

TEST(ImportBusinesses, ASourceWithNothingKnownSaysSo) {
  EXPECT_THAT([] { from_csv("<html>,p\n1,2\n"); },
              ThrowsMessage<core::InputError>(HasSubstr("--field business_name=<html>")));
}

TEST(ImportBusinesses, AreasGiveAPointInside) {
  const auto in =
      from_csv("name,wkt\nU,\"POLYGON ((0 0, 9 0, 9 9, 8 9, 8 1, 1 1, 1 9, 0 9, 0 0))\"\n");
  ASSERT_TRUE(in.records[0].position);
  EXPECT_TRUE(geo::Geometry::from_wkt("POLYGON ((0 0, 9 0, 9 9, 8 9, 8 1, 1 1, 1 9, 0 9, 0 0))")
                  .covers(*in.records[0].position));
}

TEST(ImportCustomers, AreActiveUnlessTheSourceSaysOtherwise) {
  const testing::TempDir dir;
  const std::string path =
      dir.write("base.csv", "customer_id,name,status_class\nC1,A,\nC2,B,former\nC3,C,active\n");
  const auto in = import_customers({.source = path}, kJob);
  ASSERT_EQ(in.records.size(), 3U);
  EXPECT_EQ(in.records[0].customer_status, model::CustomerStatus::kActive);
  EXPECT_EQ(in.records[1].customer_status, model::CustomerStatus::kFormer);
  EXPECT_EQ(in.records[2].id.text(), "C3");
}

TEST(ImportBusinesses, StopsWhenCancelled) {
  std::string content = "name,lat,lon\n";
  for (int i = 0; i < 3000; ++i) content += "A,1,1\n";
  const testing::TempDir dir;
  const std::string path = dir.write("long.csv", content);
  core::JobContext job;
  job.request_cancel();
  EXPECT_THROW(import_businesses({.source = path}, job), core::Cancelled);
}

/// The same two rows in whatever form a program left them.
void expect_ada_and_bo(const std::string& content) {
  const auto in = from_csv(content);
  ASSERT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.records[0].name, "Ada's Café");
  EXPECT_EQ(in.records[0].city, "Bangor");
  EXPECT_EQ(in.records[0].zip, "04401");
  EXPECT_EQ(in.records[1].name, "Bo");
  EXPECT_TRUE(in.records[1].position);
}

std::string utf16(std::string_view ascii_and_latin1, bool big_endian) {
  std::string out = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii_and_latin1) {
    if (big_endian) out.push_back('\0');
    out.push_back(c);
    if (!big_endian) out.push_back('\0');
  }
  return out;
}

TEST(ImportBusinesses, ReadsTextAsProgramsLeaveIt) {
  const std::string latin1 =
      "name,city,zip,lat,lon\nAda's Caf\xE9,Bangor,04401,44.8,-68.7\nBo,Bangor,04401,44.9,-68.7\n";
  const std::string utf8 =
      "name,city,zip,lat,lon\nAda's Caf\xC3\xA9,Bangor,04401,44.8,-68.7\n"
      "Bo,Bangor,04401,44.9,-68.7\n";
  const auto with_ends = [&](const std::string& end) {
    std::string text;
    for (const char c : utf8) text += c == '\n' ? end : std::string(1, c);
    return text;
  };
  expect_ada_and_bo(utf8);
  expect_ada_and_bo(latin1);
  expect_ada_and_bo("\xEF\xBB\xBF" + utf8);
  expect_ada_and_bo(utf16(latin1, false));
  expect_ada_and_bo(utf16(latin1, true));
  expect_ada_and_bo(with_ends("\r\n"));
  expect_ada_and_bo(with_ends("\r"));
  // A last column too many or too few in the header, row names in front, trailing empty columns.
  expect_ada_and_bo(
      "name,city,zip,lat,lon,\nAda's Café,Bangor,04401,44.8,-68.7\nBo,Bangor,04401,44.9,-68.7\n");
  expect_ada_and_bo(
      "name,city,zip,lat,lon\n1,Ada's Café,Bangor,04401,44.8,-68.7\n"
      "2,Bo,Bangor,04401,44.9,-68.7\n");
  expect_ada_and_bo(
      "name,city,zip,lat,lon\nAda's Café,Bangor,04401,44.8,-68.7,seen\n"
      "Bo,Bangor,04401,44.9,-68.7,\n");
  expect_ada_and_bo(
      "name,city,zip,lat,lon,,\nAda's Café,Bangor,04401,44.8,-68.7,,\n"
      "Bo,Bangor,04401,44.9,-68.7,,\n");
}

TEST(ImportBusinesses, CellsMayHoldLineBreaks) {
  const auto in = from_csv(
      "name,notes,lat,lon\n\"Ada\",\"first\nsecond, \"\"third\"\"\",44.8,-68.7\nBo,,44.9,-68.7\n");
  ASSERT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.records[0].notes, "first\nsecond, \"third\"");
}

TEST(ImportBusinesses, SaysWhyAnIdColumnIsNoKey) {
  const auto in = from_csv(
      "id,name,lat,lon\n7,Ada,44.8,-68.7\n8,Bo,44.9,-68.7\n7,Cy,44.7,-68.7\n,Di,44.6,-68.7\n");
  EXPECT_EQ(in.key, "hash");
  EXPECT_EQ(in.records.size(), 4U);
  ASSERT_EQ(in.diagnostics.count("KEY_NOT_UNIQUE"), 1);
  for (const core::Finding& finding : in.diagnostics.findings()) {
    if (finding.code != "KEY_NOT_UNIQUE") continue;
    EXPECT_THAT(finding.found, HasSubstr("\"7\" stands in rows 1 and 3"));
    EXPECT_THAT(finding.found, HasSubstr("1 rows have none, the first row 4"));
    EXPECT_THAT(finding.expected, HasSubstr("--key id"));
  }
}

}  // namespace
}  // namespace nearnet::io
