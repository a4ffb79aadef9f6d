// SPDX-License-Identifier: Apache-2.0
// A static index over boxes (GEOS STR tree; Leutenegger et al. 1997): which boxes meet this one?
//
//   geo::StrTree tree(boxes);                       // items are 0 … boxes.size() − 1
//   tree.query(around, [&](std::size_t item) { … });
//
// Built in the constructor, queried const from any number of threads. Order of hits is unspecified:
// callers that need one sort. Empty boxes are never found.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "geo/lon_lat.h"

struct GEOSSTRtree_t;

namespace nearnet::geo {

class StrTree {
 public:
  explicit StrTree(std::span<const LonLatBox> boxes);
  StrTree(StrTree&&) noexcept;
  StrTree& operator=(StrTree&&) noexcept;
  ~StrTree();

  void query(const LonLatBox& box, const std::function<void(std::size_t item)>& found) const;
  /// Hits in ascending order.
  std::vector<std::size_t> query(const LonLatBox& box) const;

 private:
  std::vector<std::size_t> items_;  // the tree stores addresses into this
  GEOSSTRtree_t* raw_ = nullptr;
};

}  // namespace nearnet::geo
