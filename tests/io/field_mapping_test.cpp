// SPDX-License-Identifier: Apache-2.0
#include "io/field_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/error.h"

namespace nearnet::io {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::vector<Field> columns(std::initializer_list<const char*> names) {
  std::vector<Field> fields;
  for (const char* name : names) fields.push_back({name, FieldType::kText});
  return fields;
}

TEST(FieldMapping, HeadersIgnoreCaseBlanksAndPunctuation) {
  EXPECT_EQ(header_key("Bus. Address"), "busaddress");
  EXPECT_EQ(header_key("Rental- Residential"), "rentalresidential");
  const FieldMapping mapping(business_fields(), columns({"ZIP Code", "BUSINESS_NAME", "Lat."}));
  EXPECT_EQ(mapping.column("zip"), 0U);
  EXPECT_EQ(mapping.column("business_name"), 1U);
  EXPECT_EQ(mapping.column("lat"), 2U);
  EXPECT_EQ(mapping.column("phone"), std::nullopt);
}

TEST(FieldMapping, OurOwnNameBeatsSynonymsAndEachColumnServesOnce) {
  const FieldMapping mapping(business_fields(),
                             columns({"name", "business_name", "state_name", "state"}));
  EXPECT_EQ(mapping.column("business_name"), 1U);
  EXPECT_FALSE(mapping.used(0));
  EXPECT_EQ(mapping.column("state"), 3U);
  EXPECT_FALSE(mapping.used(2));
}

TEST(FieldMapping, WhatTheUserSaysWins) {
  const FieldMapping mapping(business_fields(), columns({"name", "Trading As", "lat"}),
                             {{"business_name", "trading as"}});
  EXPECT_EQ(mapping.column("business_name"), 1U);
  EXPECT_THAT(mapping.summary(), HasSubstr("business_name ← Trading As"));
}

TEST(FieldMapping, UnknownNamesListWhatThereIs) {
  EXPECT_THAT(
      [] {
        FieldMapping(business_fields(), columns({"a", "b"}), {{"shoe_size", "a"}});
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("ours are id, business_name")));
  EXPECT_THAT(
      [] {
        FieldMapping(business_fields(), columns({"a", "b"}), {{"zip", "plz"}});
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("it has a, b")));
}

TEST(FieldMapping, KnowsTheExportsOfOtherPrograms) {
  const FieldMapping rabbit(
      business_fields(), columns({"First Name", "Last Name", "Primary Phone", "Email", "Address 1",
                                  "Address 2", "City", "State", "Postal Code", "Lead Owner",
                                  "Lead Status", "Notes", "Latitude", "Longitude"}));
  for (const char* ours :
       {"contact_first", "contact_last", "phone", "email", "address1", "address2", "city", "state",
        "zip", "owner", "stage", "notes", "lat", "lon"}) {
    EXPECT_TRUE(rabbit.column(ours)) << ours;
  }
  const FieldMapping spotio(business_fields(),
                            columns({"House Number", "Street", "Zip", "Lat", "Lng", "Stage"}));
  EXPECT_EQ(spotio.column("house_number"), 0U);
  EXPECT_EQ(spotio.column("address1"), 1U);
  EXPECT_EQ(spotio.column("lon"), 4U);
}

TEST(FieldMapping, CatalogueHasNoAmbiguousNames) {
  for (const auto* catalogue :
       {&business_fields(), &footprint_fields(), &road_fields(), &rep_fields(), &unit_fields(),
        &no_solicit_fields(), &activity_fields()}) {
    std::set<std::string> keys;
    for (const CanonicalField& field : *catalogue) {
      EXPECT_TRUE(keys.insert(header_key(field.name)).second) << field.name;
    }
    std::set<std::string> synonyms;
    for (const CanonicalField& field : *catalogue) {
      for (const std::string& synonym : field.synonyms) {
        EXPECT_TRUE(synonyms.insert(header_key(synonym)).second)
            << field.name << " shares " << synonym;
        EXPECT_FALSE(keys.contains(header_key(synonym)))
            << synonym << " of " << field.name << " can never match";
      }
    }
  }
}

}  // namespace
}  // namespace nearnet::io
