// SPDX-License-Identifier: Apache-2.0
// Lists of businesses that people have: exports of CRM and field-sales programs, open places data,
// registers, store locators.
#include "io/source_profiles.h"

namespace nearnet::io {
namespace {

const std::vector<std::string> kStoreNumbers = {"store_id",   "store_number", "store_no",
                                                "store_num",  "shop_id",      "location_number",
                                                "location_no"};

std::vector<KnownSource> registers() {
  return {
      // An end date means that the store takes part no more.
      {.name = "USDA SNAP retailers",
       .columns = {{"auth_date", "authorization date"}, {"end_date"}},
       .fields = {{"close_date", {"end_date"}}}},
      {.name = "IRS exempt organizations",
       .columns = {{"ein"}, {"ntee_cd"}, {"name"}},
       .fields = {{"business_name", {"name"}},
                  {"address1", {"street"}},
                  {"contact_last", {"ico"}},
                  {"category", {"ntee_cd"}}}},
      {.name = "SBA PPP loans",
       .columns = {{"loanamount", "initialapprovalamount", "loanrange"},
                   {"naicscode"},
                   {"businesstype"}},
       .fields = {{"category", {"businesstype"}}, {"employees", {"jobsreported", "jobsretained"}}}},
      {.name = "Open Brewery DB", .columns = {{"brewery_type"}, {"name"}}},
      {.name = "business licence register",
       .columns = {{"dba", "dba name", "doing business as", "business name", "trade name"},
                   {"license number", "licence number", "license no", "license description",
                    "licence description", "license type", "licence type", "license status",
                    "licence status", "certificate number", "account number"}},
       .fields = {{"business_name",
                   {"dba", "dba name", "doing business as", "business name", "trade name",
                    "legal name"}},
                  {"category",
                   {"business type", "business activity", "naics description",
                    "primary naics description", "license description", "licence description",
                    "license type", "licence type"}},
                  {"close_date",
                   {"close date", "date closed", "closed date", "business end date",
                    "location end date"}},
                  {"closed", {"license status", "licence status", "business status", "status"}}}},
  };
}

std::vector<KnownSource> places() {
  return {
      {.name = "Overture places",
       .columns = {{"names", "names.primary", "names_primary"},
                   {"categories", "categories.primary", "categories_primary", "basic_category",
                    "taxonomy"},
                   {"confidence"}},
       .fields = {{"business_name", {"names.primary", "names_primary"}},
                  {"category", {"categories.primary", "categories_primary", "basic_category"}},
                  {"closed", {"operating_status"}}},
       .nested = {{"business_name", {{"names", "/primary"}}},
                  {"category", {{"categories", "/primary"}, {"taxonomy", "/primary"}}},
                  {"address1", {{"addresses", "/0/freeform"}}},
                  {"city", {{"addresses", "/0/locality"}}},
                  {"state", {{"addresses", "/0/region"}}},
                  {"zip", {{"addresses", "/0/postcode"}}},
                  {"phone", {{"phones", "/0"}, {"phones", ""}}},
                  {"email", {{"emails", "/0"}, {"emails", ""}}},
                  {"website", {{"websites", "/0"}, {"websites", ""}}}}},
      {.name = "Foursquare places",
       .columns = {{"fsq_place_id", "fsq_id"}, {"name"}},
       .fields = {{"business_name", {"name"}},
                  {"address1", {"address"}},
                  {"city", {"locality"}},
                  {"state", {"region", "admin_region"}},
                  {"zip", {"postcode"}},
                  {"phone", {"tel"}},
                  {"close_date", {"date_closed"}}},
       .key = {{"fsq_place_id", "fsq_id"}},
       .nested = {{"category",
                   {{"fsq_category_labels", "/0"},
                    {"fsq_category_labels", ""},
                    {"level1_category_name", ""}}}}},
  };
}

std::vector<KnownSource> sales_programs() {
  return {
      {.name = "nearnet export for Salesforce",
       .columns = {{"nearnet business id"}, {"company"}, {"lead status"}},
       .key = {{"nearnet business id"}}},
      {.name = "nearnet export for HubSpot",
       .columns = {{"nearnet business id"}, {"company name"}},
       .fields = {{"business_name", {"company name"}}, {"stage", {"nearnet stage"}}},
       .key = {{"nearnet business id"}}},
      {.name = "SPOTIO",
       .columns = {{"external record id", "external pin id", "last visit result"},
                   {"stage"},
                   {"house number", "street", "owner email"}},
       .fields = {{"address1", {"street", "address"}}, {"owner", {"owner email"}}}},
      {.name = "SalesRabbit leads",
       .columns = {{"lead status"}, {"lead owner"}, {"address 1", "address1"}},
       .fields = {{"stage", {"lead status"}},
                  {"owner", {"lead owner"}},
                  {"address1", {"address 1"}},
                  {"address2", {"address 2"}}}},
      {.name = "Badger Maps",
       .columns = {{"original_address"}, {"customer_id", "crm_id", "account_owner", "last_name"}},
       .fields = {{"address1", {"original_address"}},
                  {"business_name", {"full_name", "last_name"}}}},
      {.name = "Salesforce leads",
       .columns = {{"company"}, {"lead status", "status"}, {"last name", "lastname"}},
       .fields = {{"business_name", {"company"}},
                  {"stage", {"lead status", "status"}},
                  {"owner", {"lead owner", "ownerid"}},
                  {"category", {"industry"}},
                  {"employees", {"no. of employees", "number of employees", "numberofemployees"}}},
       .key = {{"lead id", "lead id 18", "id"}}},
      {.name = "Salesforce accounts",
       .columns = {{"account name"}, {"billing street", "billing city", "account owner"}},
       .fields = {{"business_name", {"account name"}},
                  {"owner", {"account owner"}},
                  {"category", {"industry"}}},
       .key = {{"account id", "account id 18", "account number"}}},
      {.name = "HubSpot companies",
       .columns = {{"company name", "name"},
                   {"company owner", "company domain name", "lifecycle stage",
                    "record id - company"},
                   {"street address", "city", "company domain name"}},
       .fields = {{"business_name", {"company name", "name"}},
                  {"owner", {"company owner", "contact owner"}},
                  {"website", {"website url", "company domain name"}},
                  {"stage", {"lead status"}},
                  {"status_class", {"lifecycle stage"}}},
       .key = {{"record id", "record id - company", "company id"}}},
  };
}

}  // namespace

const std::vector<KnownSource>& known_businesses() {
  static const std::vector<KnownSource> table = [] {
    std::vector<KnownSource> all;
    for (std::vector<KnownSource>& family : std::vector{places(), sales_programs(), registers()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    // The brand is the category, and keeps store numbers apart.
    std::vector<std::string> telling = kStoreNumbers;
    telling.insert(telling.begin(), "brand");
    all.push_back({.name = "chain store list", .columns = {telling}, .local_ids = true});
    return all;
  }();
  return table;
}

}  // namespace nearnet::io
