// SPDX-License-Identifier: Apache-2.0
// A day request boiled down to integers for the solver: nodes, start windows, profits, travel
// times.
//
//   routing::Instance instance = routing::make_instance(request, travel);
//   instance.time(0, 3);          // seconds from home to candidates[2]
//
// Node 0 is home, node i + 1 is candidate i. All times are seconds after midnight.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "roads/travel_matrix.h"
#include "routing/problem.h"

namespace nearnet::routing {

/// Nodes up to which an instance copies all travel times into a table for speed (4 MB).
inline constexpr std::size_t kDenseNodes = 1001;

struct Node {
  static constexpr int kAnyDay = -1;
  static constexpr int kNoDay = -2;  ///< not due within the plan

  std::int64_t service = 0;
  std::int64_t earliest = 0;  ///< window of the start of the visit
  std::int64_t latest = 0;
  std::int64_t profit = 0;  ///< value in millionths: sums are exact in any order
  int day = kAnyDay;        ///< index of the only day allowed, or one of the above
  bool must = false;
  bool appointment = false;

  /// Worth planning at all: wanted, or of some value.
  bool wanted() const { return appointment || must || profit > 0; }
};

class Instance {
 public:
  Instance(const roads::TravelMatrix& travel, std::vector<Node> nodes, int days,
           std::int64_t shift_start, std::int64_t shift_end);

  std::size_t size() const { return nodes_.size(); }
  int days() const { return days_; }
  std::int64_t shift_start() const { return shift_start_; }
  std::int64_t shift_end() const { return shift_end_; }
  const Node& node(std::size_t index) const { return nodes_[index]; }
  std::int64_t time(std::size_t from, std::size_t to) const {
    return dense_.empty() ? travel_->time(place_[from], place_[to]).value
                          : dense_[from * nodes_.size() + to];
  }
  bool allows(std::size_t index, int day) const {
    return nodes_[index].day == Node::kAnyDay || nodes_[index].day == day;
  }
  /// A visit of `index` and nothing else between two stays at home fits into the shift.
  bool fits_alone(std::size_t index) const;

  /// The same days with only home (which must be chosen[0] == 0) and the chosen nodes.
  Instance subset(std::span<const std::size_t> chosen) const;

 private:
  Instance() = default;
  void fill_dense();

  const roads::TravelMatrix* travel_ = nullptr;  // must outlive the instance
  std::vector<std::size_t> place_;               // node → place of the matrix
  std::vector<Node> nodes_;
  std::vector<std::int32_t> dense_;
  int days_ = 0;
  std::int64_t shift_start_ = 0;
  std::int64_t shift_end_ = 0;
};

/// The request must be valid and the matrix of its size; both must outlive the instance.
Instance make_instance(const DayRequest& request, const roads::TravelMatrix& travel);

}  // namespace nearnet::routing
