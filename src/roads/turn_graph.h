// SPDX-License-Identifier: Apache-2.0
// Streets as a graph in which forbidden ways cannot be driven. Internal to roads.
//
//   TurnGraph graph(segments, moves, forbidden_ways(segments, moves, restrictions));
//   graph.next(node, move, head);   // the node where one is having driven it; none: forbidden
//
// The nodes are the places of the segments and, behind them, copies of places for those who are
// there having driven the beginning of a forbidden way. Few are: where nothing is forbidden the
// graph is that of the places.
//
// Method: A. Aho, M. Corasick, "Efficient String Matching" (1975), over moves in place of letters;
// as D. Villeneuve, G. Desaulniers, "The Shortest Path Problem with Forbidden Paths" (2005).
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "roads/turn_rules.h"

namespace nearnet::roads {

class TurnGraph {
 public:
  /// `forbidden`: sorted, each of two moves or more that follow one another.
  /// With `every_turn` there is a copy for each move that one can have come by.
  TurnGraph(std::size_t places, const Moves& moves, const std::vector<std::vector<Move>>& forbidden,
            bool every_turn = false);

  std::size_t nodes() const { return places_ + copies_.size(); }
  std::uint32_t place_of(std::uint32_t node) const {
    return node < places_ ? node : copies_[node - places_].place;
  }
  /// By which one has come there; none at a place itself.
  std::optional<Move> last(std::uint32_t node) const {
    return node < places_ ? std::nullopt : std::optional(copies_[node - places_].move);
  }
  /// Every place that has copies, and one of them; ascending.
  const std::vector<std::pair<std::uint32_t, std::uint32_t>>& copies() const { return by_place_; }
  /// The copies of a place, ascending; the place is a node of its own besides.
  std::vector<std::uint32_t> copies_of(std::uint32_t place) const;

  /// The move must be allowed at all, begin at the node's place and end at the place `head`. From
  /// a place: by one who has driven nothing yet, or nothing that matters.
  std::optional<std::uint32_t> next(std::uint32_t node, Move move, std::uint32_t head) const;

 private:
  /// For those who have driven the beginning of a forbidden way.
  struct Copy {
    std::uint32_t place = 0;
    std::uint32_t before = 0;  ///< the node where the last move began
    Move move = 0;             ///< the last
    std::size_t moves = 0;     ///< how many that beginning has
    /// Copy for the longest shorter beginning that this one ends with, or the place.
    std::uint32_t shorter = 0;
    bool forbidden = false;  ///< a forbidden way whole: nobody gets here
  };

  static std::uint64_t key(std::uint32_t node, Move move) {
    return std::uint64_t{node} << 32U | move;
  }
  void add(const std::vector<Move>& way, const Moves& moves);
  /// The copy behind the node and the move; new where there was none.
  std::uint32_t behind(std::uint32_t node, Move move, std::size_t driven, const Moves& moves);
  void link_shorter_ones();
  /// As next(), forbidden or not.
  std::uint32_t driven(std::uint32_t node, Move move, std::uint32_t head) const;

  std::uint32_t places_;
  std::vector<Copy> copies_;
  std::unordered_map<std::uint64_t, std::uint32_t> longer_;        ///< by node and move
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_place_;  ///< places and their copies
};

}  // namespace nearnet::roads
