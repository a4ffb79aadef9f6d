// SPDX-License-Identifier: Apache-2.0
// The fields that importers know and the headers under which other programs write them: CRM and
// field-sales exports, licence registers, store locators, FCC data, OpenStreetMap.
#include "io/field_mapping.h"

namespace nearnet::io {
namespace {

using Fields = std::vector<CanonicalField>;

Fields with_coordinates(Fields fields) {
  const Fields& coordinates = coordinate_fields();
  fields.insert(fields.end(), coordinates.begin(), coordinates.end());
  return fields;
}

}  // namespace

const Fields& coordinate_fields() {
  static const Fields fields = {
      {"lon", {"longitude", "lng", "long", "longitude wgs84", "point x", "x coord", "x"}},
      {"lat", {"latitude", "latitude wgs84", "point y", "y coord", "y"}},
      {"wkt", {"geometry", "geom", "the geom", "wkt geom", "wkt geometry"}},
  };
  return fields;
}

const Fields& business_fields() {
  static const Fields fields = with_coordinates({
      {"id", {}},
      {"business_name",
       {"name",          "dba",           "dba name",   "business",      "company",
        "company name",  "account name",  "store name", "location name", "trade name",
        "organization",  "organisation",  "shop name",  "theater name",  "vanity name",
        "facility name", "borrower name", "store",      "title",         "full name",
        "branch",        "location",      "legal name", "operator"}},
      {"category",
       {"business type", "primary category", "categories", "store type", "brewery type", "industry",
        "license type", "licence type", "facility type", "location type"}},
      {"naics", {"naics code", "primary naics", "naics6", "naicscd"}},
      {"house_number",
       {"addr:housenumber", "street number", "street num", "street no", "address number",
        "house no"}},
      {"address1",
       {"address", "street address", "addr:street", "street", "street name", "bus address",
        "business address", "address line 1", "mailing street", "billing street",
        "original address", "full address", "location address"}},
      {"street_suffix", {"street name post type"}},
      {"address2",
       {"addr:unit", "suite", "unit", "additional address", "address add", "address line 2",
        "apt"}},
      {"city", {"addr:city", "town", "place name", "municipality", "mailing city", "billing city"}},
      {"state",
       {"addr:state", "state abbr", "state code", "state usps", "region", "province",
        "state province", "state region", "mailing state", "mailing state province",
        "billing state", "billing state province", "state name"}},
      {"zip",
       {"zip code", "addr:postcode", "postal code", "postal", "postcode", "zip5", "mailing zip",
        "billing postal code", "zip postal code", "mailing zip postal code",
        "billing zip postal code"}},
      {"phone",
       {"phone number", "primary phone", "telephone", "contact:phone", "main phone", "tel",
        "business phone"}},
      {"email", {"email address", "contact:email"}},
      {"website", {"website url", "contact:website", "web", "homepage", "url"}},
      {"contact_first", {"first name", "contact first name", "owner first name"}},
      {"contact_last",
       {"last name", "contact last name", "owner last name", "contact name", "contact"}},
      {"lead_source", {"source of lead"}},
      {"notes", {"note", "comments", "comment"}},
      {"status_class", {"customer status", "customer class", "account status"}},
      {"stage", {"lead status", "pipeline stage", "lead stage"}},
      {"owner", {"lead owner", "owner email", "account owner", "assigned to", "rep", "rep id"}},
      {"do_not_contact", {"do not call", "dnc", "do not knock", "opt out"}},
      {"closed", {"is closed", "permanently closed", "out of business", "operating status"}},
      {"close_date", {"closed date", "date closed", "closure date", "closing date"}},
      {"residential", {"is residential", "home based", "is home occ", "home occupation"}},
      {"provider_now",
       {"current provider", "provider", "incumbent provider", "isp", "current isp"}},
      {"contract_end",
       {"contract end date", "contract expiration", "contract expires", "contract expiry"}},
      {"employees",
       {"employee count", "number of employees", "num employees", "no of employees",
        "jobs retained", "jobs reported"}},
      {"est_mrc", {"estimated mrc", "mrc", "monthly recurring charge"}},
      {"last_visit", {"last visit date", "last visited", "last visit at"}},
      {"visit_interval_days", {"visit interval", "visit frequency days"}},
      {"visit_minutes", {"visit duration minutes", "visit duration", "service minutes"}},
      {"open_from", {"opens", "open time", "opening time"}},
      {"open_to", {"closes", "close time", "closing time"}},
  });
  return fields;
}

const Fields& footprint_fields() {
  static const Fields fields = {
      {"id", {}},
      {"name", {"footprint name", "area name", "label", "description"}},
      {"provider",
       {"brand_name", "provider name", "dba name", "holding company name", "operator", "isp",
        "company", "brand"}},
      {"technology", {"tech code", "tech", "technology code"}},
      {"node", {"node id", "node name", "hub", "fiber node"}},
      {"segment", {"business_residential_code", "customer segment", "market segment"}},
      {"max_down_mbps",
       {"max_advertised_download_speed", "max ad down", "max down", "download mbps", "down mbps"}},
      {"max_up_mbps",
       {"max_advertised_upload_speed", "max ad up", "max up", "upload mbps", "up mbps"}},
      {"as_of", {"as of date", "data date", "date", "updated", "last update"}},
      {"drop_m", {"drop distance m", "drop metres", "drop meters", "drop length m"}},
      {"drop_ft", {"drop distance ft", "drop feet", "drop length ft"}},
  };
  return fields;
}

const Fields& availability_fields() {
  static const Fields fields = {
      {"cell", {"h3_res8_id", "h3index_hex8", "h3", "h3 index", "hex id"}},
      {"census_block", {"block_geoid", "block_fips", "block code", "geoid20", "geoid10", "geoid"}},
      {"provider_id", {"hoco num"}},
      {"provider", {"brand_name", "dba name", "provider name", "holding company name", "brand"}},
      {"technology", {"technology code", "tech code"}},
      {"max_down_mbps", {"max_advertised_download_speed", "max ad down", "max down"}},
      {"max_up_mbps", {"max_advertised_upload_speed", "max ad up", "max up"}},
      {"segment", {"business_residential_code", "bizrescode"}},
      {"residential", {"consumer"}},
      {"business", {}},
  };
  return fields;
}

const Fields& road_fields() {
  static const Fields fields = {
      {"id", {}},
      {"name",
       {"street name", "street nam", "full name", "road name", "street", "rd name", "st name"}},
      {"road_class", {"highway", "fclass", "class", "mtfcc", "functional class", "road type"}},
      {"one_way",
       {"one way street", "dir travel", "direction of travel", "travel direction",
        "traffic direction", "one way dir", "oneway direction"}},
      {"max_speed_kmh", {"speed kmh"}},
      {"max_speed_mph", {"speed limit", "speed mph", "speed limit mph", "posted speed"}},
      {"maxspeed", {}},
      {"junction", {}},
      {"surface", {"surface type", "pavement", "pavement type"}},
      {"level", {"layer", "z level", "zlev", "road level"}},
      {"level_from", {"f zlev", "f level", "from level", "from zlev", "f elev", "from elev"}},
      {"level_to", {"t zlev", "t level", "to level", "to zlev", "t elev", "to elev"}},
      {"bridge", {"is bridge"}},
      {"tunnel", {"is tunnel"}},
      {"access", {}},
      {"vehicle", {}},
      {"motor_vehicle", {}},
      {"motorcar", {}},
  };
  return fields;
}

const Fields& rep_fields() {
  static const Fields fields = with_coordinates({
      {"id", {}},
      {"name", {"rep name", "full name", "rep", "account executive", "ae", "salesperson"}},
      {"contact_first", {"first name"}},
      {"contact_last", {"last name"}},
      {"email", {"email address", "owner email", "user email"}},
      {"phone", {"phone number", "mobile", "cell", "telephone"}},
      {"shift_start", {"start", "start time", "work start", "day start"}},
      {"shift_end", {"end", "end time", "work end", "day end"}},
      {"district", {"sales district", "team", "branch"}},
      {"region", {"sales region", "market"}},
  });
  return fields;
}

const Fields& unit_fields() {
  static const Fields fields = {
      {"id", {}},
      {"name", {"unit name", "namelsad", "label", "zip", "zcta5ce20", "zcta5ce10", "district"}},
  };
  return fields;
}

const Fields& no_solicit_fields() {
  static const Fields fields = {
      {"id", {}},
      {"name", {"area name", "label", "community", "property name", "hoa"}},
      {"rule", {"ordinance", "reason", "agreement", "restriction", "note", "notes", "description"}},
  };
  return fields;
}

const Fields& activity_fields() {
  static const Fields fields = with_coordinates({
      {"id", {}},
      {"business",
       {"business id", "external id", "lead id", "external record id", "customer id",
        "account id"}},
      {"rep", {"rep id", "owner", "owner email", "by", "user", "rep name"}},
      {"kind", {"activity kind", "activity type", "type", "activity"}},
      {"outcome", {"result", "visit result", "last visit result", "disposition"}},
      {"at", {"time", "date time", "timestamp", "activity date", "visited at", "when", "date"}},
      {"follow_up", {"follow up date", "next visit", "next step date", "callback date"}},
      {"mrc", {"sold mrc", "monthly recurring charge"}},
      {"note", {"notes", "comment", "comments", "body"}},
  });
  return fields;
}

}  // namespace nearnet::io
