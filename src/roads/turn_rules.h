// SPDX-License-Identifier: Apache-2.0
// Which ways over street pieces are forbidden. Internal to roads; turn_graph.h obeys them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/turn_restriction.h"
#include "roads/road_segments.h"

namespace nearnet::roads {

/// A segment driven one way: twice its number, and one more against its points' order.
using Move = std::uint32_t;

constexpr Move move_along(std::size_t segment, bool backward) {
  return static_cast<Move>(2 * segment + (backward ? 1 : 0));
}
constexpr std::size_t segment_of(Move move) {
  return move / 2;
}
constexpr bool is_backward(Move move) {
  return move % 2 == 1;
}
constexpr Move turned_round(Move move) {
  return move ^ 1U;
}

/// What may be driven at all, one-way streets minded.
class Moves {
 public:
  /// Keeps a reference to the segments, and nothing of the roads they were made of.
  Moves(const RoadSegments& segments, std::span<const model::Road> roads);

  std::uint32_t tail(Move move) const {
    const RoadSegments::Segment& segment = segments_[segment_of(move)];
    return is_backward(move) ? segment.to : segment.from;
  }
  std::uint32_t head(Move move) const { return tail(turned_round(move)); }
  bool allowed(Move move) const {
    return one_ways_[segment_of(move)] !=
           (is_backward(move) ? model::OneWay::kForward : model::OneWay::kBackward);
  }
  /// Moves are numbered from 0 up to this, allowed or not.
  std::size_t count() const { return 2 * segments_.size(); }
  /// Those allowed that begin at a place, ascending. Cost: a tree query.
  std::vector<Move> from(std::uint32_t place) const;
  /// Segments at a place, drivable or not.
  std::size_t streets_at(std::uint32_t place) const;

 private:
  std::vector<std::size_t> segments_at(std::uint32_t place) const;

  const RoadSegments& segments_;
  std::vector<model::OneWay> one_ways_;  ///< of segments
};

/// Sequences of two moves or more of which nobody may drive one whole: those that the restrictions
/// forbid; every way on but theirs where they are the only ones from a move; and turning round to
/// evade them: who has come to the last crossing of a restriction by its way may turn round neither
/// there nor along the street taken next, its other end included, unless nothing else is left to
/// do. Sorted, none twice. Restrictions that do not fit the roads mean nothing.
std::vector<std::vector<Move>> forbidden_ways(const RoadSegments& segments, const Moves& moves,
                                              std::span<const model::TurnRestriction> restrictions);

}  // namespace nearnet::roads
