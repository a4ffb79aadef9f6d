// SPDX-License-Identifier: Apache-2.0
#include "workspace/area_source.h"

#include <fmt/format.h>

#include <vector>

#include "core/error.h"
#include "core/text.h"
#include "io/vector_reader.h"

namespace nearnet::workspace {
namespace {

bool is_written_out(const std::string& text) {
  const std::string start = core::lower_case(core::trimmed(text));
  return start.starts_with("polygon") || start.starts_with("multipolygon");
}

std::vector<geo::Geometry> read_all(const std::string& source) {
  std::vector<geo::Geometry> parts;
  io::VectorReader reader({.source = source, .wanted = io::Wanted::kAreas});
  io::Feature feature;
  while (reader.next(feature)) {
    if (feature.state == io::GeometryState::kGood && feature.geometry.has_area()) {
      parts.push_back(geo::make_valid(feature.geometry));
    }
  }
  return parts;
}

}  // namespace

geo::Geometry named_area(const std::string& text) {
  const std::vector<geo::Geometry> parts =
      is_written_out(text) ? std::vector{geo::make_valid(geo::Geometry::from_wkt(text))}
                           : read_all(text);
  geo::Geometry area = parts.size() == 1 ? parts.front() : geo::union_all(parts);
  if (area.has_area()) return area;
  throw core::InputError(fmt::format(
      "\"{}\" holds no polygon; name a file with one, or write POLYGON ((lon lat, lon lat, …))",
      text));
}

}  // namespace nearnet::workspace
