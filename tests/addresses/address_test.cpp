// SPDX-License-Identifier: Apache-2.0
#include "addresses/address.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace nearnet::addresses {
namespace {

struct Example {
  std::string text;
  std::string number;
  std::string street;
  std::string unit;
};

TEST(Address, FixturesOfPublication28AndOfRealLists) {
  const std::vector<Example> examples = {
      {"842 E 1700 S", "842", "E 1700 S", ""},
      {"39.2 RD", "", "39.2 RD", ""},
      {"123 39.2 RD", "123", "39.2 RD", ""},
      {"100 W Main St", "100", "W MAIN ST", ""},
      {"100 West Main Street", "100", "W MAIN ST", ""},
      {"102 MAIN ST APT 101", "102", "MAIN ST", "APT 101"},
      {"1356 EXECUTIVE DR STE 202", "1356", "EXECUTIVE DR", "STE 202"},
      {"1600 CENTRAL PL BLDG 14", "1600", "CENTRAL PL", "BLDG 14"},
      {"55 SYLVAN BLVD RM 108", "55", "SYLVAN BLVD", "RM 108"},
      {"425 FLOWER BLVD # 72", "425", "FLOWER BLVD", "# 72"},
      {"123 1/2 Main St", "123 1/2", "MAIN ST", ""},
      {"123\xC2\xBD Main St", "123 1/2", "MAIN ST", ""},
      {"112-10 Bronx Rd", "112-10", "BRONX RD", ""},
      {"12-14 Dunn Street", "12-14", "DUNN ST", ""},
      {"12-A Elm", "12A", "ELM", ""},
      {"12a Elm Ave.", "12A", "ELM AVE", ""},
      {"N6W23001 Bluemound Rd", "N6W23001", "BLUEMOUND RD", ""},
      {"2 East Bridge", "2", "E BRIDGE", ""},
      {"2 North Street", "2", "NORTH ST", ""},
      {"2 E Street NW", "2", "E ST NW", ""},
      {"15 Plaza", "15", "PLAZA", ""},
      {"570 Broadway", "570", "BROADWAY", ""},
      {"7 N.E. Harbor Hts", "7", "NE HARBOR HTS", ""},
      {"9 North East Harbor Heights", "9", "NE HARBOR HTS", ""},
      {"22 St. John St", "22", "SAINT JOHN ST", ""},
      {"22 Saint John Street", "22", "SAINT JOHN ST", ""},
      {"5 First Avenue", "5", "1ST AVE", ""},
      {"5 1st Ave", "5", "1ST AVE", ""},
      {"10 US Route 1", "10", "US HWY 1", ""},
      {"10 U.S. Highway 1", "10", "US HWY 1", ""},
      {"10 US-1", "10", "US HWY 1", ""},
      {"10 State Route 9", "10", "STATE RTE 9", ""},
      {"10 County Rd 9", "10", "COUNTY RD 9", ""},
      {"12 O'Brien's Way", "12", "OBRIENS WAY", ""},
      {"12 Caf\xC3\xA9 Ln", "12", "CAFE LN", ""},
      {"12 Main St, Suite 4", "12", "MAIN ST", "STE 4"},
      {"12 Main St Ste. 4-B", "12", "MAIN ST", "STE 4-B"},
      {"12 Main St 4B", "12", "MAIN ST", "# 4B"},
      {"12 Main St A", "12", "MAIN ST", "# A"},
      {"12 Main St N", "12", "MAIN ST N", ""},
      {"12 Main St 2nd Floor", "12", "MAIN ST", "FL 2"},
      {"12 Main St Fl 2", "12", "MAIN ST", "FL 2"},
      {"12 Main St Bldg 3 Apt9", "12", "MAIN ST", "BLDG 3 APT 9"},
      {"12 Main St Rear", "12", "MAIN ST", "REAR"},
      {"3860 S HIGUERA ST SP A24", "3860", "S HIGUERA ST", "SPC A24"},
      {"12 Front Street", "12", "FRONT ST", ""},
      {"12 Upper Mill Rd", "12", "UPPER ML RD", ""},
      {"Maine Mall, 364 Maine Mall Rd", "364", "MAINE MALL RD", ""},
      {"12 Main St PO Box 5", "12", "MAIN ST", ""},
  };
  for (const Example& example : examples) {
    SCOPED_TRACE(example.text);
    const Address address = parse_address(example.text);
    EXPECT_EQ(address.kind, Address::Kind::kStreet);
    EXPECT_EQ(address.number, example.number);
    EXPECT_EQ(to_text(address.street), example.street);
    EXPECT_EQ(address.unit, example.unit);
  }
}

TEST(Address, PartsOfAStreetStandApart) {
  const Address address = parse_address("842 E 1700 S");
  EXPECT_EQ(address.street, (Street{"E", "1700", "", "S"}));
  EXPECT_EQ(address.whole_number, 842);
  EXPECT_EQ(parse_street("East Bridge Street"), (Street{"E", "BRIDGE", "ST", ""}));
  EXPECT_EQ(parse_street("East Street"), (Street{"", "EAST", "ST", ""}));
  EXPECT_EQ(parse_street("39.2 RD"), (Street{"", "39.2", "RD", ""}));
}

TEST(Address, TheNumberThatRangesGoBy) {
  EXPECT_EQ(parse_address("12A Elm St").whole_number, 12);
  EXPECT_EQ(parse_address("0012 Elm St").number, "12");
  EXPECT_EQ(parse_address("12 1/2 Elm St").whole_number, 12);
  EXPECT_EQ(parse_address("12-14 Elm St").whole_number, 12);
  EXPECT_EQ(parse_address("112-10 Elm St").whole_number, std::nullopt);
  EXPECT_EQ(parse_address("N6W23001 Elm St").whole_number, std::nullopt);
}

TEST(Address, BoxesAreNoPlaces) {
  for (const char* text : {"PO BOX 12", "P.O. Box 12", "P O Box 12", "Post Office Box 12",
                           "po box #12", "POB 12", "Box 12"}) {
    SCOPED_TRACE(text);
    const Address address = parse_address(text);
    EXPECT_EQ(address.kind, Address::Kind::kPoBox);
    EXPECT_EQ(address.box, "PO BOX 12");
    EXPECT_EQ(place_key(address), "");
  }
  EXPECT_EQ(parse_address("RR 2 Box 15").box, "RR 2 BOX 15");
  EXPECT_EQ(parse_address("HC 1 Box 15").kind, Address::Kind::kRuralRoute);
  EXPECT_EQ(parse_address("12 Box Shop Hill").kind, Address::Kind::kStreet);
  EXPECT_EQ(parse_address("PO Box 12", "842 Main St").number, "842");
}

TEST(Address, WholeAddressesInOneLine) {
  for (const char* text : {"1 Main St, Apt 2, St. Albans, ME 04971",
                           "1 Main Street Apt 2, Saint Albans, ME 04971-1234",
                           "1 main st. apt. 2, st albans, me, 04971, USA"}) {
    SCOPED_TRACE(text);
    const Address address = parse_address(text);
    EXPECT_EQ(to_text(address), "1 MAIN ST APT 2, SAINT ALBANS ME 04971");
  }
  EXPECT_EQ(to_text(parse_address("1 Main St Bangor ME 04401")), "1 MAIN ST, BANGOR ME 04401");
  EXPECT_EQ(to_text(parse_address("1 Broadway Bangor ME 04401", "", {"BANGOR", "", ""})),
            "1 BROADWAY, BANGOR ME 04401");
}

TEST(Address, SecondLinesGiveTheUnit) {
  EXPECT_EQ(parse_address("1 Main St", "Suite 4").unit, "STE 4");
  EXPECT_EQ(parse_address("1 Main St", "4").unit, "# 4");
  EXPECT_EQ(parse_address("1 Main St", "2nd floor").unit, "FL 2");
  EXPECT_EQ(parse_address("1 Main St", "c/o Ada Lovelace").unit, "");
  EXPECT_EQ(parse_address("Maine Mall", "364 Maine Mall Rd").number, "364");
}

TEST(Address, LocalitiesInNormalForm) {
  EXPECT_EQ(normal_locality("St. Albans", "Maine", "4971"),
            (Locality{"SAINT ALBANS", "ME", "04971"}));
  EXPECT_EQ(normal_locality("South Portland", "me", "04106-2501"),
            normal_locality("S. PORTLAND", "ME", "041062501"));
  EXPECT_EQ(normal_locality("", "", "n/a"), Locality());
}

TEST(Address, PlacesCompareEqualHoweverTheyAreWritten) {
  const std::vector<std::vector<std::string>> same = {
      {"100 West Main Street, Suite 4", "100 w. main st #4", "0100 W MAIN STREET UNIT 9"},
      {"5 Mill Creek Rd", "5 MILL CRK ROAD", "5 mill-creek rd."},
      {"9 Mountain View Avenue", "9 Mtn Vw Ave", "9 MTN. VIEW AV"},
      {"1 Doctor Martin Luther King Junior Blvd", "1 Dr. Martin Luther King Jr. Boulevard"}};
  for (const auto& group : same) {
    for (const std::string& text : group) {
      EXPECT_EQ(place_key(parse_address(text)), place_key(parse_address(group[0]))) << text;
    }
  }
  const std::vector<std::string> different = {
      "100 W Main St",  "100 E Main St",     "100 Main St", "100 W Main Ave", "101 W Main St",
      "100A W Main St", "100 1/2 W Main St", "100 E St",    "100 East St",    "100 1700 S"};
  for (std::size_t i = 0; i < different.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_NE(place_key(parse_address(different[i])), place_key(parse_address(different[j])))
          << different[i] << " and " << different[j];
    }
  }
}

TEST(Address, UnitsAgreeWhereOneDoesNotSayWhatItIs) {
  EXPECT_TRUE(same_unit("STE 4", "STE 4"));
  EXPECT_TRUE(same_unit("STE 4", "# 4"));
  EXPECT_TRUE(same_unit("UNIT 4", "APT 4"));
  EXPECT_TRUE(same_unit("", ""));
  EXPECT_FALSE(same_unit("STE 4", "STE 5"));
  EXPECT_FALSE(same_unit("FL 2", "STE 2"));
  EXPECT_FALSE(same_unit("STE 4", ""));
}

TEST(Address, LocalitiesContradictOnlyWhereBothKnow) {
  const Locality westbrook{"WESTBROOK", "ME", "04092"};
  EXPECT_TRUE(compatible(westbrook, westbrook));
  EXPECT_TRUE(compatible(westbrook, {}));
  EXPECT_TRUE(compatible(westbrook, {"PRIDES CORNER", "ME", "04092"})) << "the ZIP code agrees";
  EXPECT_TRUE(compatible(westbrook, {"WESTBROOK", "ME", "04098"})) << "the city agrees";
  EXPECT_FALSE(compatible(westbrook, {"BANGOR", "ME", "04401"}));
  EXPECT_FALSE(compatible(westbrook, {"WESTBROOK", "CT", ""}));
  EXPECT_FALSE(compatible(westbrook, {"", "", "04401"}));
}

TEST(Address, AnyBytesAreTaken) {
  for (const char* text : {"", " ", ",,,", "#", "# #", "1", "\xFF\xC3", "St", "E", "1/2", "- - -",
                           "PO", "RR", "12 #", "APT", "12 St St St"}) {
    const Address address = parse_address(text, text, normal_locality(text, text, text));
    EXPECT_EQ(to_text(parse_address(to_text(address.street))), to_text(address.street)) << text;
  }
}

}  // namespace
}  // namespace nearnet::addresses
