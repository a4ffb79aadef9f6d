// SPDX-License-Identifier: Apache-2.0
#include "cli/sample_data.h"

#include <cstdlib>
#include <string>
#include <vector>

#include "core/error.h"

namespace nearnet::cli {

namespace fs = std::filesystem;

fs::path sample_data_folder() {
  std::vector<fs::path> places;
  if (const char* named = std::getenv("NEARNET_DATA_DIR")) places.emplace_back(named);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) places.push_back(program.parent_path() / "../share/nearnet/data");
  places.emplace_back(NEARNET_SOURCE_DATA_DIR);
  std::string looked_at;
  for (const fs::path& place : places) {
    if (fs::exists(place / "town_businesses.csv", error)) return place;
    looked_at += "\n  " + place.string();
  }
  throw core::StorageError(
      "the bundled town was not found; set NEARNET_DATA_DIR to the folder that holds "
      "town_businesses.csv. Looked in:" +
      looked_at);
}

}  // namespace nearnet::cli
