// SPDX-License-Identifier: Apache-2.0
// Who else would be built to: the businesses that may share an extension. Internal to the engine.
//
//   BuildMarket market(builders);
//   for (const Builder* other : market.near(place, core::Metres(300))) …   // nearest first
//
// Safe to ask from several threads.
#pragma once

#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "eligibility/rule_list.h"
#include "geo/lon_lat.h"
#include "geo/str_tree.h"

namespace nearnet::eligibility {

/// A business that must be built to and that its own record does not rule out.
struct Builder {
  core::BusinessId id;
  geo::LonLat position;
  core::Metres straight;  ///< to the plant
  core::Cents mrc;
};

/// The case as a builder; none when it needs no build, is ruled out, or its revenue is unknown.
std::optional<Builder> builder_of(const Case& c);

/// The length that the price of a drop covers.
core::Metres standard_drop(const Case& c);
/// Monthly revenue on record, else the assumed one.
std::optional<core::Cents> revenue_of(const Case& c);

class BuildMarket {
 public:
  explicit BuildMarket(std::vector<Builder> builders);

  /// The nearest within the distance, at most `kMost`; by distance, then id.
  std::vector<const Builder*> near(geo::LonLat position, core::Metres within) const;

  static constexpr std::size_t kMost = 64;

 private:
  std::vector<Builder> builders_;
  std::optional<geo::StrTree> tree_;
};

/// A box around a place that holds everything within so many metres.
geo::LonLatBox box_around(geo::LonLat place, core::Metres within);
/// Between two places a few hundred metres apart.
core::Metres apart(geo::LonLat a, geo::LonLat b);

}  // namespace nearnet::eligibility
