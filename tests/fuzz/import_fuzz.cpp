// SPDX-License-Identifier: Apache-2.0
// Any bytes as a file to import: the first byte chooses kind and format. Every row becomes a record
// or a counted rejection, or the file is refused with an InputError.
#include "core/error.h"
#include "io/import.h"

#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace core = nearnet::core;
namespace io = nearnet::io;

template <typename Record>
void check(const io::Imported<Record>& read) {
  if (static_cast<std::int64_t>(read.records.size()) + read.diagnostics.rejected() !=
      read.rows_read) {
    std::abort();
  }
}

void import(unsigned kind, const std::string& file) {
  io::ImportOptions options;
  options.source = file;
  const core::JobContext job({.threads = 1});
  switch (kind % 4) {
    case 0:
      return check(io::import_businesses(options, job));
    case 1:
      return check(io::import_footprints(options, job));
    case 2:
      return check(io::import_roads(options, job));
    default:
      return check(io::import_activities(options, job));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  constexpr std::array kExtensions = {".csv", ".geojson"};
  const std::string file =
      (std::filesystem::temp_directory_path() /
       ("nearnet_fuzz_" + std::to_string(getpid()) + kExtensions.at(data[0] / 4 % 2)))
          .string();
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(data + 1), static_cast<std::streamsize>(size - 1));
  try {
    import(data[0], file);
  } catch (const core::InputError&) {
    // Refused, as it should be.
  }
  std::filesystem::remove(file);
  return 0;
}
