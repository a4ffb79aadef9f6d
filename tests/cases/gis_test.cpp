// SPDX-License-Identifier: Apache-2.0
// The workspace in other programs' eyes: ogrinfo, and a reader that has it open while we write.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return text;
  char buffer[4096];
  while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) text += buffer;
  pclose(pipe);
  return text;
}

TEST(Gis, OgrinfoReadsEveryLayer) {
  if (output_of("ogrinfo --version").find("GDAL") == std::string::npos) {
    GTEST_SKIP() << "ogrinfo (gdal-bin) is not installed";
  }
  Market market;
  market.plan();
  const std::map<std::string, std::string> geometries = {{"footprints", "Unknown (any)"},
                                                         {"businesses", "Point"},
                                                         {"roads", "Line String"},
                                                         {"units", "Multi Polygon"},
                                                         {"competitors", "Unknown (any)"},
                                                         {"no_solicit", "Multi Polygon"},
                                                         {"prospects", "Point"},
                                                         {"territories", "Multi Polygon"},
                                                         {"scenarios", "None"},
                                                         {"scenario_units", "Multi Polygon"},
                                                         {"reps", "Point"},
                                                         {"routes", "Line String"},
                                                         {"stops", "Point"},
                                                         {"activities", "Point"},
                                                         {"quotas", "None"},
                                                         {"address_points", "Point"},
                                                         {"address_ranges", "Line String"},
                                                         {"not_duplicates", "None"},
                                                         {"business_aliases", "None"},
                                                         {"barriers", "Unknown (any)"},
                                                         {"overrides", "None"},
                                                         {"prospect_changes", "Point"},
                                                         {"beats", "Multi Polygon"},
                                                         {"beat_members", "Point"},
                                                         {"assignments", "None"},
                                                         {"audit", "None"},
                                                         {"meta", "None"}};
  for (const auto& [layer, geometry] : geometries) {
    SCOPED_TRACE(layer);
    const std::string text = output_of("ogrinfo -ro -so '" + market.path() + "' " + layer);
    EXPECT_THAT(text, HasSubstr("Geometry: " + geometry + "\n"));
    EXPECT_EQ(text.find("ERROR"), std::string::npos) << text;
    EXPECT_EQ(text.find("Warning"), std::string::npos) << text;
    if (geometry != "None") {
      EXPECT_THAT(text, HasSubstr("ID[\"EPSG\",4326]"));
    }
  }
  EXPECT_THAT(output_of("ogrinfo -ro -so '" + market.path() + "' prospects"),
              HasSubstr("Feature Count: 4000"));
}

TEST(Gis, AReaderMayHaveItOpenWhileWeWrite) {
  Market market;
  market.evaluate();
  io::VectorReader reader({.source = market.path(), .layer = "prospects"});
  io::Feature feature;
  std::size_t rows = 0;
  while (rows < 100 && reader.next(feature)) ++rows;
  // Half-way through the reading, another program would change the rows.
  testing::run_json({"eligibility", market.path(), "--near-net", "10m"});
  while (reader.next(feature)) ++rows;
  EXPECT_EQ(rows, 4000U);
  market.expect_sound();
}

}  // namespace
}  // namespace nearnet::cases
