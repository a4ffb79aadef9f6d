// SPDX-License-Identifier: Apache-2.0
// A folder that goes with the rep: index.html, and for each day DATE.html (the sheet) and DATE.gpx;
// stops.csv and stops.geojson hold the stops of all days.
//
//   handoff::write_day_pack({.title = "Maple", .days = sheets}, "pack-r1");
//
// The folder is written beside its place and renamed into it, so nobody ever sees half a pack. A
// day pack that is there already is replaced; any other folder or file is not touched
// (StorageError). Customer data is confidential: files are readable by their owner only (0600,
// folder 0700). Same pack, same bytes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "handoff/day_sheet.h"

namespace nearnet::handoff {

struct DayPack {
  std::string title = {};
  std::vector<DaySheet> days = {};  ///< one rep or several; one sheet a rep and date
};

/// Returns the files written, sorted. Throws ConfigError for a pack without days or with the same
/// rep and date twice, StorageError when the folder cannot be written.
std::vector<std::filesystem::path> write_day_pack(const DayPack& pack,
                                                  const std::filesystem::path& folder);

}  // namespace nearnet::handoff
