// SPDX-License-Identifier: Apache-2.0
#include "geo/str_tree.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "geo/geometry.h"
#include "geo/geos_context.h"

namespace nearnet::geo {
namespace {

constexpr std::size_t kNodeCapacity = 10;

Geometry box_geometry(const LonLatBox& box) {
  return Geometry::adopt(checked(
      GEOSGeom_createRectangle_r(geos(), box.min_lon, box.min_lat, box.max_lon, box.max_lat),
      "building a box"));
}

}  // namespace

StrTree::StrTree(std::span<const LonLatBox> boxes)
    : items_(boxes.size()), raw_(GEOSSTRtree_create_r(geos(), kNodeCapacity)) {
  checked(raw_, "building an index");
  std::iota(items_.begin(), items_.end(), std::size_t{0});
  for (std::size_t& item : items_) {
    if (boxes[item].empty()) continue;
    const Geometry box = box_geometry(boxes[item]);
    GEOSSTRtree_insert_r(geos(), raw_, box.raw(), &item);
  }
  // GEOS builds the tree on the first query; two threads asking first would race for it.
  query(LonLatBox{0.0, 0.0, 0.0, 0.0}, [](std::size_t) {});
}

StrTree::StrTree(StrTree&& other) noexcept
    : items_(std::move(other.items_)), raw_(std::exchange(other.raw_, nullptr)) {}

StrTree& StrTree::operator=(StrTree&& other) noexcept {
  std::swap(items_, other.items_);
  std::swap(raw_, other.raw_);
  return *this;
}

StrTree::~StrTree() {
  if (raw_ != nullptr) GEOSSTRtree_destroy_r(geos(), raw_);
}

void StrTree::query(const LonLatBox& box,
                    const std::function<void(std::size_t item)>& found) const {
  if (box.empty()) return;
  const Geometry around = box_geometry(box);
  const auto forward = [](void* item, void* callback) {
    (*static_cast<const std::function<void(std::size_t)>*>(callback))(
        *static_cast<const std::size_t*>(item));
  };
  GEOSSTRtree_query_r(geos(), raw_, around.raw(), forward,
                      const_cast<std::function<void(std::size_t)>*>(&found));
}

std::vector<std::size_t> StrTree::query(const LonLatBox& box) const {
  std::vector<std::size_t> items;
  query(box, [&](std::size_t item) { items.push_back(item); });
  std::sort(items.begin(), items.end());
  return items;
}

}  // namespace nearnet::geo
