// SPDX-License-Identifier: Apache-2.0
// The work list: businesses without a position, or with one that cannot be right, each with the
// reason in words and what to do about it.
//
//   for (const WorkItem& item : addresses::doubtful_positions(businesses, footprint_boxes))
//     print(businesses[item.index].id, to_text(item.doubts.front()), item.reason, item.fix);
//
// The market is the box of all footprints, together with the box of the positions within Tukey's
// outer fences (three quartile distances beyond the quartiles), and a margin around both. With
// neither a footprint nor twenty positions there is no market, and nothing is said to be outside
// it. Positions placed by hand are never doubted; geocoded ones only for being outside the market,
// or rough (street, ZIP).
//
// Pure and deterministic. Cost: sorting the businesses by position; memory some 100 bytes each.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/units.h"
#include "geo/lon_lat.h"
#include "model/business.h"

namespace nearnet::addresses {

/// Worst first: the order in which they stand in a WorkItem.
enum class Doubt {
  kNoPosition,
  kZeroZero,        ///< at or next to longitude 0, latitude 0
  kSwapped,         ///< in the market once longitude and latitude change places
  kWrongSign,       ///< in the market once a sign is changed
  kOutsideMarket,   ///< far from all plant and all others
  kSharedCentroid,  ///< different addresses at one point: the middle of a ZIP code or town
  kLowPrecision,    ///< two decimals or fewer: a kilometre
  kRoughPosition,   ///< geocoded to the street or ZIP code only
  kPoBox,           ///< the address is a box: the point is likely the post office
};
/// "NO_POSITION", "SHARED_CENTROID", …
std::string_view to_text(Doubt doubt);
std::optional<Doubt> doubt_from_text(std::string_view text);
inline constexpr Doubt kLastDoubt = Doubt::kPoBox;

struct WorkItem {
  std::size_t index = 0;  ///< of the business
  std::vector<Doubt> doubts;
  std::string reason;                     ///< a sentence for each doubt
  std::string fix;                        ///< what to do about the first
  std::optional<geo::LonLat> suggestion;  ///< where it probably is, for kSwapped and kWrongSign
};

struct HygieneOptions {
  core::Metres market_margin{25'000.0};
  /// Different streets at one point that make it doubtful: a corner has two, the parcel of a mall
  /// many numbers.
  std::size_t shared_streets = 3;
};

/// In the order of `businesses`; those without doubt are left out. `plant`: boxes of footprints.
std::vector<WorkItem> doubtful_positions(std::span<const model::Business> businesses,
                                         std::span<const geo::LonLatBox> plant,
                                         const HygieneOptions& options = {});

/// The market as described above; none when it cannot be told.
std::optional<geo::LonLatBox> market_of(std::span<const model::Business> businesses,
                                        std::span<const geo::LonLatBox> plant, core::Metres margin);

}  // namespace nearnet::addresses
