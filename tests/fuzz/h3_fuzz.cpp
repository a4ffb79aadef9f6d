// SPDX-License-Identifier: Apache-2.0
// Any text as an H3 cell, any bits as a place: a cell that is accepted has a centre that lies in
// it, a boundary of five to ten vertices and the same text again; every place has a cell.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "geo/h3.h"

namespace {

using namespace nearnet::geo;

void check(H3Cell cell) {
  if (H3Cell::from_text(cell.text()) != cell) std::abort();
  const std::size_t vertices = h3_boundary(cell).size();
  if (vertices < 5 || vertices > 10) std::abort();
  const LonLat centre = h3_centre(cell);
  if (!is_valid(centre) || h3_cell_at(centre, cell.resolution()) != cell) std::abort();
  if (h3_area(cell).is_empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto cell = H3Cell::from_text(text)) check(*cell);
  std::uint64_t bits = 0;
  if (size >= sizeof bits) {
    std::memcpy(&bits, data, sizeof bits);
    if (const auto cell = H3Cell::from_index(bits)) check(*cell);
  }
  LonLat place;
  if (size > sizeof place) {
    std::memcpy(&place, data, sizeof place);
    if (is_valid(place)) check(h3_cell_at(place, data[sizeof place] % (kFinestH3Resolution + 1)));
  }
  return 0;
}
