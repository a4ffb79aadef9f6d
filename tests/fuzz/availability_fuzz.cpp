// SPDX-License-Identifier: Apache-2.0
// Any bytes as the rows of an availability list, under each of the headers that such lists have:
// the first byte chooses. Rows make footprints or counted rejections, valid polygons, keys of their
// own.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "core/error.h"
#include "io/import.h"
#include "memory_source.h"

namespace {

namespace core = nearnet::core;
namespace io = nearnet::io;
namespace model = nearnet::model;

constexpr std::array kHeaders = {
    "frn,provider_id,brand_name,location_id,technology,max_advertised_download_speed,"
    "max_advertised_upload_speed,low_latency,business_residential_code,state_usps,block_geoid,"
    "h3_res8_id\n",
    "provider_id,frn,brand_name,location_id,block_fips,h3index_hex8,technology_code,"
    "max_advertised_download_speed,max_advertised_upload_speed,low_latency,"
    "business_residential_code\n",
    "LogRecNo,Provider_Id,FRN,ProviderName,DBAName,HoldingCompanyName,HocoNum,HocoFinal,StateAbbr,"
    "BlockCode,TechCode,Consumer,MaxAdDown,MaxAdUp,Business\n"};
constexpr unsigned kForm477 = 2;

constexpr const char* kTracts = R"({"type":"FeatureCollection","features":[
  {"type":"Feature","properties":{"GEOID10":"09019000100"},"geometry":
   {"type":"Polygon","coordinates":[[[-72,41],[-71.9,41],[-71.9,41.1],[-72,41.1],[-72,41]]]}}]})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const unsigned form = data[0] % kHeaders.size();
  const std::string rows(reinterpret_cast<const char*>(data + 1), size - 1);
  const nearnet::fuzz::MemorySource tracts("tracts.geojson", kTracts);
  const nearnet::fuzz::MemorySource source("availability.csv", kHeaders.at(form) + rows);
  io::ImportOptions options;
  options.source = source.path();
  if (form == kForm477) options.join = tracts.path();
  try {
    const auto in = io::import_footprints(options, core::JobContext({.threads = 1}));
    std::set<std::string> ids;
    for (const model::Footprint& footprint : in.records) {
      if (!ids.insert(footprint.id.text()).second) std::abort();
      if (!footprint.geometry.is_valid() || footprint.geometry.is_empty()) std::abort();
    }
    if (static_cast<std::int64_t>(in.records.size()) + in.diagnostics.rejected() != in.rows_read) {
      std::abort();
    }
  } catch (const core::InputError&) {
    // Refused, as it should be.
  }
  return 0;
}
