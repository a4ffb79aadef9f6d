// SPDX-License-Identifier: Apache-2.0
#include "roads/turn_graph.h"

#include <algorithm>
#include <numeric>

namespace nearnet::roads {

TurnGraph::TurnGraph(std::size_t places, const Moves& moves,
                     const std::vector<std::vector<Move>>& forbidden, bool every_turn)
    : places_(static_cast<std::uint32_t>(places)) {
  for (Move move = 0; every_turn && move < moves.count(); ++move) {
    if (moves.allowed(move)) behind(moves.tail(move), move, 1, moves);
  }
  for (const std::vector<Move>& way : forbidden) add(way, moves);
  link_shorter_ones();
  for (std::size_t i = 0; i < copies_.size(); ++i) {
    if (copies_[i].forbidden) continue;
    by_place_.emplace_back(copies_[i].place, static_cast<std::uint32_t>(places_ + i));
  }
  std::ranges::sort(by_place_);
}

void TurnGraph::add(const std::vector<Move>& way, const Moves& moves) {
  std::uint32_t node = moves.tail(way.front());
  for (std::size_t i = 0; i < way.size(); ++i) {
    node = behind(node, way[i], i + 1, moves);
    if (copies_[node - places_].forbidden) return;  // its beginning is forbidden already
  }
  copies_[node - places_].forbidden = true;
}

std::uint32_t TurnGraph::behind(std::uint32_t node, Move move, std::size_t driven,
                                const Moves& moves) {
  const auto fresh = static_cast<std::uint32_t>(nodes());
  const auto [found, is_new] = longer_.try_emplace(key(node, move), fresh);
  if (is_new) {
    const std::uint32_t place = moves.head(move);
    copies_.push_back({place, node, move, driven, place, false});
  }
  return found->second;
}

/// The shorter ones first, since longer ones build on them.
void TurnGraph::link_shorter_ones() {
  std::vector<std::size_t> order(copies_.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return copies_[i].moves; });
  for (const std::size_t i : order) {
    Copy& copy = copies_[i];
    if (copy.moves == 1) continue;
    copy.shorter = driven(copies_[copy.before - places_].shorter, copy.move, copy.place);
    if (copy.shorter >= places_ && copies_[copy.shorter - places_].forbidden) {
      copy.forbidden = true;
    }
  }
}

std::uint32_t TurnGraph::driven(std::uint32_t node, Move move, std::uint32_t head) const {
  while (true) {
    if (const auto found = longer_.find(key(node, move)); found != longer_.end()) {
      return found->second;
    }
    if (node < places_) return head;
    node = copies_[node - places_].shorter;
  }
}

std::optional<std::uint32_t> TurnGraph::next(std::uint32_t node, Move move,
                                             std::uint32_t head) const {
  const std::uint32_t there = driven(node, move, head);
  const bool forbidden = there >= places_ && copies_[there - places_].forbidden;
  return forbidden ? std::nullopt : std::optional(there);
}

std::vector<std::uint32_t> TurnGraph::copies_of(std::uint32_t place) const {
  std::vector<std::uint32_t> copies;
  for (auto at = std::ranges::lower_bound(by_place_, std::pair(place, std::uint32_t{0}));
       at != by_place_.end() && at->first == place; ++at) {
    copies.push_back(at->second);
  }
  return copies;
}

}  // namespace nearnet::roads
