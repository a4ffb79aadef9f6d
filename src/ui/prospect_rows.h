// SPDX-License-Identifier: Apache-2.0
// Which prospects the table shows, and in which order. Filtered and sorted again only when the
// market, the filter or the sort has changed, so that a frame costs nothing however long the list.
//
//   rows.update(snapshot, market, {.text = "bakery"}, {Column::kScore, /*descending=*/true});
//   for (std::uint32_t index : rows.shown()) show(market.prospects().rows()[index]);
//
// Sorting is stable on the order of the list and natural: "Shop 9" before "Shop 10", capital or
// not. What has no value comes last either way. Cost for 100,000 prospects: some 50 ms for a new
// market, 100 ms for a new sort, 10 ms for a new filter.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "model/prospect.h"
#include "model/stage.h"
#include "ui/market.h"
#include "workspace/snapshot.h"

namespace nearnet::ui {

enum class Column {
  kName,
  kStatus,
  kEligible,
  kScore,
  kDistance,
  kCategory,
  kStage,
  kOwner,
  kLastVisit,
  kFollowUp,
  kReasons
};
inline constexpr int kColumns = 11;

struct RowFilter {
  std::string text =
      {};  ///< each word must be found in name, id, category, address, contact or reasons
  std::optional<model::NetStatus> status = {};
  std::optional<bool> eligible = {};
  std::optional<model::Stage> stage = {};
  std::optional<core::RepId> owner = {};  ///< an empty id: nobody's
  friend bool operator==(const RowFilter&, const RowFilter&) = default;
};

struct RowSort {
  Column column = Column::kScore;
  bool descending = true;
  friend bool operator==(const RowSort&, const RowSort&) = default;
};

/// Compares as natural order does when compared byte by byte.
std::string natural_key(std::string_view text);

class ProspectRows {
 public:
  void update(const workspace::Snapshot& snapshot, const Market& market, const RowFilter& filter,
              const RowSort& sort);

  /// Indices into the market's list.
  const std::vector<std::uint32_t>& shown() const { return shown_; }
  /// Where a prospect stands among those shown; none when it is filtered out.
  std::optional<std::size_t> place_of(std::uint32_t prospect) const;

 private:
  void read(const workspace::Snapshot& snapshot, const Market& market);
  void sort_rows(const workspace::Snapshot& snapshot, const Market& market, const RowSort& sort);
  void filter_rows(const workspace::Snapshot& snapshot, const Market& market,
                   const RowFilter& filter);

  std::uint64_t revision_ = std::numeric_limits<std::uint64_t>::max();
  RowFilter filter_;
  RowSort sort_;
  std::vector<std::string> haystacks_;  ///< lower case, by prospect
  std::vector<std::uint32_t> order_;    ///< all prospects, sorted
  std::vector<std::uint32_t> shown_;
  std::vector<std::uint32_t> places_;  ///< by prospect; kNowhere when filtered out
};

}  // namespace nearnet::ui
