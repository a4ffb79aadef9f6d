// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_cli;
using testing::run_failing;
using testing::run_json;

const char* const kShops =
    "id,name,lat,lon,zip\n"
    "007,Ada's,44.90,-68.20,04401\n"
    "008,Bo's,44.91,-68.21,04401\n"
    "0080,Cy's,44.91,-68.21,04401\n"
    "009,Nowhere,,,04401\n"
    "010,Off the globe,144.9,-68.2,04401\n";

TEST(Import, PromisedKeysAndCountsAddUp) {
  Market market;
  const Json json = import_json({market.path(), "businesses", market.write("shops.csv", kShops)});
  EXPECT_EQ(json["kind"], "businesses");
  EXPECT_EQ(json["source"], market.file("shops.csv"));
  EXPECT_EQ(json["rows_read"], 5);
  EXPECT_EQ(market.rows("businesses"), json["imported"].get<std::int64_t>());
  // Text keys stay text.
  const auto rows = read_rows(market.path(), {"business_id", "zip"}, "businesses");
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows.front(), (std::vector<std::string>{"007", "04401"}));
  market.expect_sound();
}

TEST(Import, AgainChangesNothing) {
  Market market;
  for (const auto& [kind, name] :
       std::vector<std::pair<std::string, std::string>>{{"footprints", "town_footprints.geojson"},
                                                        {"competitors", "town_competitor.geojson"},
                                                        {"no-solicit", "town_no_solicit.geojson"},
                                                        {"roads", "town_streets.geojson"},
                                                        {"reps", "town_reps.csv"},
                                                        {"businesses", "town_businesses.csv"}}) {
    SCOPED_TRACE(name);
    const Json first = import_json({market.path(), kind, sample_file(name)});
    EXPECT_EQ(first["imported"], first["rows_read"]);
    const Json second = import_json({market.path(), kind, sample_file(name)});
    EXPECT_EQ(second["imported"], 0);
    EXPECT_EQ(second["updated"], 0);
    EXPECT_EQ(second["unchanged"], first["rows_read"]);
  }
  EXPECT_EQ(market.rows("businesses"), 4000);
  market.expect_sound();
}

TEST(Import, ChangedRowsAreUpdated) {
  Market market;
  import_json({market.path(), "businesses",
               market.write("a.csv", "id,name,lat,lon\n1,Ada,44.9,-68.2\n2,Bo,44.9,-68.3\n")});
  const Json json = import_json(
      {market.path(), "businesses",
       market.write("a.csv", "id,name,lat,lon\n1,Ada & Co,44.9,-68.2\n2,Bo,44.9,-68.3\n")});
  EXPECT_EQ(json["updated"], 1);
  EXPECT_EQ(json["unchanged"], 1);
}

TEST(Import, ADryRunWritesNothing) {
  Market market;
  const std::string before = testing::read_file(market.path());
  const Json json =
      import_json({market.path(), "businesses", sample_file("town_businesses.csv"), "--dry-run"});
  EXPECT_EQ(json["imported"], 4000);
  EXPECT_EQ(json["dry_run"], true);
  EXPECT_EQ(testing::read_file(market.path()), before);
  EXPECT_EQ(market.rows("businesses"), 0);
}

TEST(Import, ColumnsKeyLayerAndConditionCanBeNamed) {
  Market market;
  const std::string source =
      market.write("odd.csv", "nr,x,y,DBA,town\n5,-68.2,44.9,Ada,Bangor\n6,-68.3,44.9,Bo,Brewer\n");
  const Json json =
      import_json({market.path(), "businesses", source, "--field", "business_name=DBA", "--field",
                   "lon=x", "--field", "lat=y", "--key", "nr", "--where", "town = 'Brewer'"});
  EXPECT_EQ(json["imported"], 1);
  EXPECT_EQ(read_rows(market.path(), {"business_id", "name"}, "businesses"),
            (std::vector<std::vector<std::string>>{{"6", "Bo"}}));
}

TEST(Import, MistakesNameWhatThereIs) {
  Market market;
  const std::string shops = market.write("shops.csv", kShops);
  const auto fails = [&](int code, std::vector<std::string> words) {
    words.insert(words.begin(), {"import", market.path()});
    return run_failing(code, words);
  };
  EXPECT_THAT(fails(3, {"roads", market.file("no.gpkg")}), HasSubstr("there is no such file"));
  EXPECT_THAT(fails(3, {"businesses", shops, "--layer", "x"}), HasSubstr("it has shops"));
  EXPECT_THAT(fails(2, {"businesses", shops, "--key", "nr"}), HasSubstr("it has id, name"));
  EXPECT_THAT(fails(2, {"businesses", shops, "--field", "zip=plz"}), HasSubstr("it has id, name"));
  EXPECT_THAT(fails(2, {"businesses", shops, "--field", "plz=zip"}), HasSubstr("ours are"));
  EXPECT_THAT(fails(2, {"businesses", shops, "--where", "nr = 3"}), HasSubstr("its columns are"));
  EXPECT_THAT(fails(3, {"businesses", shops, "--crs", "EPSG:999999"}), HasSubstr("EPSG:26919"));
  EXPECT_EQ(market.rows("businesses"), 0);
}

TEST(Import, RejectionsAreExplainedOnStandardErrorUnlessQuiet) {
  Market market;
  const std::string roads = market.write("points.csv", kShops);
  const testing::CliRun loud = run_cli({"import", market.path(), "roads", roads, "--json"});
  EXPECT_EQ(loud.code, 0);
  EXPECT_THAT(loud.err, HasSubstr("points.csv, layer points, row 1"));
  EXPECT_TRUE(Json::parse(loud.out)["rejected"] == 5);
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"--quiet", "--json", "import", market.path(), "roads", roads},
           {"import", "--json", market.path(), "roads", roads, "-q"}}) {
    const testing::CliRun quiet = run_cli(words);
    EXPECT_EQ(quiet.code, 0);
    EXPECT_EQ(quiet.err, "");
    EXPECT_EQ(quiet.out, loud.out);
  }
}

TEST(Import, IsUndone) {
  Market market;
  import_json({market.path(), "businesses", sample_file("town_businesses.csv")});
  import_json({market.path(), "businesses",
               market.write("more.csv", "id,name,lat,lon\nMH-00001,New name,44.9,-68.2\n")});
  const Json undone = run_json({"undo", market.path()});
  EXPECT_EQ(undone["undone"], "import businesses");
  EXPECT_EQ(market.rows("businesses"), 4000);
  const Json again = import_json({market.path(), "businesses", sample_file("town_businesses.csv")});
  EXPECT_EQ(again["unchanged"], 4000);
  run_json({"undo", market.path()});
  run_json({"undo", market.path()});
  EXPECT_EQ(market.rows("businesses"), 0);
  EXPECT_TRUE(run_json({"undo", market.path()})["undone"].is_null());
  market.expect_sound();
}

}  // namespace
}  // namespace nearnet::cases
