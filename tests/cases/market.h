// SPDX-License-Identifier: Apache-2.0
// The bundled town in a workspace, made by the commands that a user would type.
//
//   Market market;
//   market.evaluate();
//   testing::run_json({"coverage", market.path()});
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/vector_reader.h"
#include "testing/run_cli.h"

namespace nearnet::cases {

using testing::Json;

/// "town_reps.csv" of the bundled data.
std::string sample_file(const std::string& name);

/// A file of the shared example data, outside the project; "" where there is none.
std::string shared_file(const std::string& name);

class Market {
 public:
  /// An empty workspace.
  Market();

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return dir_.file(name); }
  std::string write(const std::string& name, std::string_view text) const {
    return dir_.write(name, text);
  }

  /// All layers of the town, and eligibility.
  void evaluate();
  /// And four territories, one a rep, in force from Monday, 23 November 2026.
  void publish();
  /// Instead of the town, what the shared data have of Bangor: plant, the businesses of its map,
  /// its roads, and R1 at home in the middle. False where they are absent.
  bool evaluate_bangor();
  /// And R1's day of that Monday.
  void plan();

  std::int64_t rows(const std::string& layer) const;
  /// Expects that nothing is wrong with the workspace.
  void expect_sound() const;

 private:
  template <typename Make>
  bool begin_with(const std::string& name, Make make);
  bool evaluate_town();
  bool publish_town();
  bool evaluate_bangor_map();

  testing::TempDir dir_;
  std::string path_ = dir_.file("town.gpkg");
};

/// import without counts that do not add up.
Json import_json(const std::vector<std::string>& words);

/// All rows of a file, each as "column=value|…" in the order of the file.
std::vector<std::vector<std::string>> read_rows(const std::string& path,
                                                const std::vector<std::string>& columns,
                                                const std::string& layer = {});

std::vector<std::string> columns_of(const std::string& path, const std::string& layer = {});

}  // namespace nearnet::cases
