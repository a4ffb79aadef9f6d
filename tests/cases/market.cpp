// SPDX-License-Identifier: Apache-2.0
#include "cases/market.h"

#include <filesystem>
#include <map>

namespace nearnet::cases {

std::string sample_file(const std::string& name) {
  return std::string(NEARNET_SOURCE_DIR) + "/data/" + name;
}

std::string shared_file(const std::string& name) {
  const std::string path = std::string(NEARNET_SOURCE_DIR) + "/../shared/data/" + name;
  return std::filesystem::exists(path) ? path : std::string();
}

Market::Market() {
  const testing::CliRun made = testing::run_cli(
      {"new", path_, "--title", "Maple Harbor", "--time-zone", "America/New_York"});
  EXPECT_EQ(made.code, 0) << made.err;
}

/// Begins with the workspace that `make` leaves; made once a program, as most tests begin alike.
template <typename Make>
bool Market::begin_with(const std::string& name, Make make) {
  struct Kept {
    testing::TempDir dir;
    bool made = false;
  };
  static std::map<std::string, Kept> all;
  const auto [it, first] = all.try_emplace(name);
  const std::string kept = it->second.dir.file("town.gpkg");
  if (first) {
    it->second.made = make();
    std::filesystem::copy_file(path_, kept);
  } else if (it->second.made) {
    std::filesystem::copy_file(kept, path_, std::filesystem::copy_options::overwrite_existing);
  }
  return it->second.made;
}

void Market::evaluate() {
  begin_with("evaluated", [&] { return evaluate_town(); });
}

bool Market::evaluate_town() {
  for (const auto& [kind, name] :
       std::vector<std::pair<std::string, std::string>>{{"footprints", "town_footprints.geojson"},
                                                        {"footprints", "town_footprints_2.geojson"},
                                                        {"competitors", "town_competitor.geojson"},
                                                        {"no-solicit", "town_no_solicit.geojson"},
                                                        {"roads", "town_streets.geojson"},
                                                        {"reps", "town_reps.csv"},
                                                        {"businesses", "town_businesses.csv"}}) {
    const Json json = import_json({path_, kind, sample_file(name)});
    EXPECT_EQ(json["rejected"], 0) << name;
  }
  testing::run_json({"eligibility", path_, "--today", "2026-11-20"});
  return true;
}

void Market::publish() {
  begin_with("published", [&] { return publish_town(); });
}

bool Market::publish_town() {
  evaluate();
  testing::run_json({"territories", path_, "design", "--count", "4", "--units", "hex:200m",
                     "--reps", "R1,R2,R3,R4", "--scenario", "first"});
  testing::run_json({"territories", path_, "publish", "first", "--from", "2026-11-23"});
  return true;
}

bool Market::evaluate_bangor() {
  return begin_with("bangor", [&] { return evaluate_bangor_map(); });
}

bool Market::evaluate_bangor_map() {
  const std::string plant = shared_file("maine/derived/bdc_cable_hex_res8_me.gpkg");
  const std::string map = shared_file("maine/osm/bangor_maine.osm.pbf");
  if (plant.empty() || map.empty()) return false;
  import_json({path_, "footprints", plant});
  import_json({path_, "businesses", map});
  import_json({path_, "roads", map});
  import_json(
      {path_, "reps", write("bangor_reps.csv", "rep_id,name,lat,lon\nR1,Ada,44.80,-68.77\n")});
  testing::run_json({"eligibility", path_, "--today", "2026-11-20"});
  return true;
}

void Market::plan() {
  publish();
  testing::run_json({"days", path_, "plan", "--rep", "R1", "--from", "2026-11-23", "--days", "1",
                     "--iterations", "500"});
}

std::int64_t Market::rows(const std::string& layer) const {
  const Json info = testing::run_json({"info", path_});
  for (const Json& each : info["layers"]) {
    if (each["name"] == layer) return each["rows"].get<std::int64_t>();
  }
  ADD_FAILURE() << "no layer " << layer;
  return -1;
}

void Market::expect_sound() const {
  EXPECT_EQ(testing::run_json({"check", path_})["problems"], Json::array());
}

Json import_json(const std::vector<std::string>& words) {
  std::vector<std::string> line = {"import"};
  line.insert(line.end(), words.begin(), words.end());
  const Json json = testing::run_json(line);
  std::int64_t counted = 0;
  for (const char* key : {"imported", "updated", "unchanged", "rejected"}) {
    counted += json.value(key, std::int64_t{-1});
  }
  EXPECT_EQ(json.value("rows_read", std::int64_t{-2}), counted) << json.dump();
  std::int64_t explained = 0;
  for (const auto& [code, count] : json["rejections"].items()) explained += count.get<int>();
  EXPECT_EQ(json["rejected"], explained) << json.dump();
  return json;
}

std::vector<std::vector<std::string>> read_rows(const std::string& path,
                                                const std::vector<std::string>& columns,
                                                const std::string& layer) {
  io::VectorReader reader({.source = path, .layer = layer});
  std::vector<std::vector<std::string>> rows;
  io::Feature feature;
  while (reader.next(feature)) {
    std::vector<std::string> row;
    for (const std::string& column : columns) {
      const auto field = reader.field(column);
      EXPECT_TRUE(field) << path << " has no column " << column;
      row.push_back(field ? io::to_text(feature.values[*field]) : std::string());
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> columns_of(const std::string& path, const std::string& layer) {
  std::vector<std::string> names;
  const io::VectorReader reader({.source = path, .layer = layer});
  for (const io::Field& field : reader.fields()) names.push_back(field.name);
  return names;
}

}  // namespace nearnet::cases
