// SPDX-License-Identifier: Apache-2.0
// Any bytes as a file to import: the first byte chooses kind and format. Every row becomes a record
// or a counted rejection, with keys of their own, or the file is refused with a message.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <variant>

#include "core/error.h"
#include "io/import.h"
#include "io/import_addresses.h"
#include "io/import_turns.h"
#include "memory_source.h"

namespace {

namespace core = nearnet::core;
namespace io = nearnet::io;

constexpr std::array kExtensions = {".csv", ".geojson", ".zip", ".xlsx", ".ods", ".tsv", ".osm"};
constexpr unsigned kKinds = 16;  // with room for more, so that the corpus keeps its meaning

template <typename Record>
void check(const io::Imported<Record>& read) {
  if (static_cast<std::int64_t>(read.records.size()) + read.diagnostics.rejected() !=
      read.rows_read) {
    std::abort();
  }
  std::set<std::string> ids;
  for (const Record& record : read.records) {
    if (!ids.insert(record.id.text()).second) std::abort();
  }
}

void check_roads(const io::ImportOptions& options, const core::JobContext& job) {
  const auto roads = io::import_roads(options, job);
  check(roads);
  std::set<std::string> ids;
  for (const auto& turn : io::import_turns(options, roads, job).records) {
    if (turn.line.size() < 3 || !ids.insert(turn.id.text()).second) std::abort();
  }
}

void import(unsigned kind, const io::ImportOptions& options) {
  const core::JobContext job({.threads = 1});
  switch (kind) {
    case 0:
      return check(io::import_businesses(options, job));
    case 1:
      return check(io::import_footprints(options, job));
    case 2:
      return check_roads(options, job);
    case 3:
      return check(io::import_activities(options, job));
    case 4:
      return check(io::import_units(options, job));
    case 5:
      return check(io::import_reps(options, job));
    case 6:
      return check(io::import_no_solicit(options, job));
    case 7:
      return check(io::import_barriers(options, job));
    case 8:
      return check(io::import_customers(options, job));
    case 9:
      return std::visit([](const auto& read) { check(read); }, io::import_addresses(options, job));
    default:
      return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view content(reinterpret_cast<const char*>(data + 1), size - 1);
  const nearnet::fuzz::MemorySource source(
      std::string("source") + kExtensions.at(data[0] / kKinds % kExtensions.size()), content);
  io::ImportOptions options;
  options.source = source.path();
  try {
    import(data[0] % kKinds, options);
  } catch (const core::InputError&) {
    // Refused, as it should be.
  }
  return 0;
}
