// SPDX-License-Identifier: Apache-2.0
// Cleaning a list: from bad rows to places, from two records to one, and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::run_cli;
using testing::run_failing;
using testing::run_json;

/// One node of plant west of Elm Street, a dozen sound shops, and the rows that every list has.
class AddressList : public ::testing::Test {
 protected:
  void SetUp() override {
    import_json({path(), "footprints",
                 market_.write("plant.geojson",
                               R"({"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"id":"N1"},"geometry":{"type":"Polygon","coordinates":[[[-70.37,43.67],[-70.36,43.67],
[-70.36,43.69],[-70.37,43.69],[-70.37,43.67]]]}}]})")});
    std::string list = kHeader;
    for (int i = 1; i <= 12; ++i) {
      list += "S" + std::to_string(i) + ",Shop " + std::to_string(i) + "," +
              std::to_string(100 + 2 * i) + " Main Street,,,-70.36" + std::to_string(100 + 7 * i) +
              ",43.68" + std::to_string(111 + i) + "\n";
    }
    list +=
        "NOPOS,Joe's Pizza,12 E. Main St.,Westbrook,207-555-0112,,\n"
        "TWIN,JOES PIZZA LLC,12 East Main Street,Westbrook,(207) 555-0112,-70.36512,43.68212\n"
        "SWAP,Ada Books,14 East Main St,Westbrook,,43.68123,-70.36123\n"
        "FAR,Bo Cycles,16 East Main St,Westbrook,,-118.24371,34.05223\n"
        "COARSE,Cy Cafe,31 Oak Ave,Westbrook,,-70.36,43.68\n"
        "BOX,Di Dental,PO Box 12,Westbrook,,-70.36521,43.68421\n"
        "WHERE,Ed Electric,5 Nowhere Rd,Westbrook,,,\n"
        "BOTH,Flo Florist,20 Elm St,,,,\n"
        "ST1,Gil Law,40 Mall Rd Ste 1,Westbrook,207-555-0140,-70.36611,43.68611\n"
        "ST2,Gil Law,40 Mall Rd Ste 2,Westbrook,207-555-0140,-70.36611,43.68611\n";
    list_ = market_.write("list.csv", list);
    import_json({path(), "businesses", list_, "--key", "key"});
  }

  void import_reference() {
    const std::string points =
        market_.write("points.csv",
                      "number,street,city,zip,lon,lat\n"
                      "12,East Main Street,Westbrook,04092,-70.36501,43.68201\n"
                      "14,East Main Street,Westbrook,04092,-70.36531,43.68201\n"
                      "16,East Main Street,Westbrook,04092,-70.36561,43.68201\n"
                      "20,Elm Street,Westbrook,04092,-70.36001,43.68501\n"
                      "20,Elm Street,Gorham,04038,-70.44001,43.68501\n");
    const Json read = import_json({path(), "addresses", points});
    EXPECT_EQ(read["imported"], 5);
    EXPECT_EQ(read["recognised"], "address points");
    import_json({path(), "addresses",
                 market_.write("ranges.geojson",
                               R"({"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"FULLNAME":"Oak Ave","LFROMHN":"1","LTOHN":"61","RFROMHN":"2","RTOHN":"60","PARITYL":"O","PARITYR":"E",
"ZIPL":"04092","ZIPR":"04092"},"geometry":{"type":"LineString","coordinates":[[-70.3700,43.6880],[-70.3600,43.6880]]}}]})")});
  }

  std::map<std::string, std::string> statuses() {
    run_json({"eligibility", path(), "--today", "2026-11-20"});
    std::map<std::string, std::string> found;
    for (const auto& row : read_rows(path(), {"business_id", "status"}, "prospects")) {
      found[row[0]] = row[1];
    }
    return found;
  }

  std::map<std::string, Json> work_list() {
    std::map<std::string, Json> items;
    const Json list = run_json({"addresses", path(), "check"});
    for (const Json& item : list["items"]) {
      items[item["business"]] = item;
    }
    return items;
  }

  const std::string& path() const { return market_.path(); }

  static constexpr const char* kHeader = "key,name,address,city,phone,lon,lat\n";
  Market market_;
  std::string list_;
};

TEST_F(AddressList, FromBadRowsToPlacesToOneRecordAndBack) {
  // What is wrong, and why.
  std::map<std::string, Json> items = work_list();
  EXPECT_EQ(items.size(), 7U);
  EXPECT_EQ(items["NOPOS"]["doubts"], Json{"NO_POSITION"});
  EXPECT_EQ(items["SWAP"]["doubts"], Json{"SWAPPED"});
  EXPECT_EQ(items["SWAP"]["suggestion"], (Json{-70.36123, 43.68123}));
  EXPECT_EQ(items["FAR"]["doubts"], Json{"OUTSIDE_MARKET"});
  EXPECT_EQ(items["COARSE"]["doubts"], Json{"LOW_PRECISION"});
  EXPECT_EQ(items["BOX"]["doubts"], Json{"PO_BOX"});
  for (const auto& [id, item] : items) {
    EXPECT_NE(item["reason"], "") << id;
    EXPECT_NE(item["fix"], "") << id;
  }
  EXPECT_EQ(statuses()["NOPOS"], "unknown") << "unknown is not no";
  EXPECT_THAT(run_failing(2, {"addresses", path(), "geocode"}),
              HasSubstr("import WORKSPACE addresses"));

  import_reference();
  const Json dry = run_json({"addresses", path(), "geocode", "--dry-run"});
  EXPECT_EQ(dry["used"], 4);
  EXPECT_EQ(work_list().size(), 7U) << "a dry run writes nothing";
  const Json run = run_json({"addresses", path(), "geocode"});
  EXPECT_EQ(run["looked_up"], 7);
  std::map<std::string, Json> answers;
  for (const Json& answer : run["businesses"]) answers[answer["business"]] = answer;
  EXPECT_EQ(answers["NOPOS"]["quality"], "rooftop");
  EXPECT_EQ(answers["NOPOS"]["position"], (Json{-70.36501, 43.68201}));
  EXPECT_EQ(answers["NOPOS"]["source"], "points.csv");
  EXPECT_EQ(answers["COARSE"]["quality"], "interpolated");
  EXPECT_EQ(answers["BOTH"]["problem"], "AMBIGUOUS");
  EXPECT_EQ(answers["BOTH"]["candidates"].size(), 2U);
  EXPECT_EQ(answers["BOX"]["problem"], "PO_BOX");
  EXPECT_EQ(answers["WHERE"]["problem"], "NO_STREET");

  std::map<std::string, std::string> after = statuses();
  EXPECT_EQ(after["NOPOS"], "on_net");
  EXPECT_EQ(after["BOTH"], "unknown") << "two answers are none";
  items = work_list();
  EXPECT_EQ(items.size(), 3U);
  EXPECT_THAT(items["WHERE"]["reason"].get<std::string>(), HasSubstr("NO_STREET"));

  // By hand.
  run_json({"addresses", path(), "place", "BOTH", "-70.36001,43.68501"});
  EXPECT_EQ(work_list().size(), 2U);
  EXPECT_EQ(statuses()["BOTH"], "on_net");

  // Two records of one business; the two suites stay.
  const Json groups = run_json({"addresses", path(), "duplicates"})["groups"];
  ASSERT_EQ(groups.size(), 1U) << groups.dump(2);
  EXPECT_EQ(groups[0]["members"].size(), 2U);
  EXPECT_THAT(groups[0]["pairs"][0]["evidence"].get<std::vector<std::string>>(),
              ElementsAre("same address", "near", "name", "phone"));
  run_json({"log", path(), "TWIN", "--kind", "visit", "--outcome", "interested", "--at",
            "2026-11-19T10:00"});
  run_json({"addresses", path(), "merge", "NOPOS", "TWIN"});
  EXPECT_EQ(market_.rows("businesses"), 21);
  EXPECT_EQ(read_rows(path(), {"business_id"}, "activities"),
            (std::vector<std::vector<std::string>>{{"NOPOS"}}));
  EXPECT_EQ(run_json({"addresses", path(), "duplicates"})["groups"].size(), 0U);
  market_.expect_sound();

  // The list still has both rows: the merged one does not come back, what was found stays.
  const Json again = import_json({path(), "businesses", list_, "--key", "key"});
  EXPECT_EQ(again["imported"], 0);
  EXPECT_EQ(again["rows_read"], 22);
  EXPECT_EQ(market_.rows("businesses"), 21);
  EXPECT_EQ(work_list().size(), 2U);

  Json undone = run_json({"undo", path()})["undone"];
  for (int i = 0; i < 5 && undone != "addresses merge"; ++i) {
    undone = run_json({"undo", path()})["undone"];
  }
  EXPECT_EQ(market_.rows("businesses"), 22);
  EXPECT_EQ(read_rows(path(), {"business_id"}, "activities"),
            (std::vector<std::vector<std::string>>{{"TWIN"}}));
  EXPECT_EQ(market_.rows("business_aliases"), 0);
}

TEST_F(AddressList, DistinctIsRememberedAcrossImports) {
  run_json({"addresses", path(), "distinct", "TWIN", "NOPOS"});
  EXPECT_EQ(run_json({"addresses", path(), "duplicates"})["groups"].size(), 0U);
  import_json({path(), "businesses", list_, "--key", "key"});
  EXPECT_EQ(run_json({"addresses", path(), "duplicates"})["groups"].size(), 0U);
  run_json({"undo", path()});
  EXPECT_EQ(run_json({"addresses", path(), "duplicates"})["groups"].size(), 1U);
}

TEST_F(AddressList, TheWorkListGoesOutAsCsv) {
  const std::string out = market_.file("work.csv");
  run_json({"addresses", path(), "check", "--csv", out, "--doubt", "SWAPPED"});
  EXPECT_EQ(read_rows(out, {"business_id", "doubts"}),
            (std::vector<std::vector<std::string>>{{"SWAP", "SWAPPED"}}));
  EXPECT_THAT(run_cli({"addresses", path(), "check"}).out, HasSubstr("7 of 22 businesses"));
  EXPECT_THAT(run_cli({"addresses", path(), "duplicates"}).out, HasSubstr("merge KEEP DROP"));
}

TEST_F(AddressList, MistakesAreTold) {
  const auto fails = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"addresses", path()});
    return run_failing(2, words);
  };
  EXPECT_THAT(fails({"place", "nosuch", "-70,43"}), HasSubstr("no business \"nosuch\""));
  EXPECT_THAT(fails({"place", "SWAP", "here"}), HasSubstr("longitude,latitude"));
  EXPECT_THAT(fails({"place", "SWAP", "-70,143"}), HasSubstr("no place"));
  EXPECT_THAT(fails({"merge", "SWAP", "SWAP"}), HasSubstr("twice"));
  EXPECT_THAT(fails({"merge", "SWAP", "nosuch"}), HasSubstr("nosuch"));
  EXPECT_THAT(fails({"distinct", "SWAP", "SWAP"}), HasSubstr("different businesses"));
  EXPECT_THAT(fails({"check", "--doubt", "ODD"}), HasSubstr("LOW_PRECISION"));
  EXPECT_EQ(run_json({"undo", path(), "--list"})["commands"].size(), 2U) << "only the imports";
}

}  // namespace
}  // namespace nearnet::cases
