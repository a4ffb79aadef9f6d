// SPDX-License-Identifier: Apache-2.0
#include "roads/turn_rules.h"

#include <algorithm>
#include <map>
#include <utility>

namespace nearnet::roads {
namespace {

using Sequence = std::vector<Move>;

/// Numbers of the places that a line goes over; empty when one is no road point.
std::vector<std::uint32_t> places_of(const RoadSegments& segments, const geo::Line& line) {
  std::vector<std::uint32_t> places;
  for (const geo::LonLat point : line) {
    const auto found = std::ranges::lower_bound(segments.places(), point);
    if (found == segments.places().end() || *found != point) return {};
    places.push_back(static_cast<std::uint32_t>(found - segments.places().begin()));
  }
  return places;
}

class Forbidding {
 public:
  explicit Forbidding(const Moves& moves) : moves_(moves) {}

  void add(const std::vector<std::uint32_t>& places, bool only) {
    if (places.size() < 3) return;
    const std::vector<Sequence> ways = ways_over(places);
    for (const Sequence& way : ways) {
      if (only) {
        only_from_[way.front()].push_back(way);
      } else {
        forbidden_.push_back(way);
      }
      approaches_.emplace_back(way.begin(), way.end() - 1);
    }
  }

  std::vector<Sequence> take() {
    for (const auto& [first, ways] : only_from_) forbid_all_but(ways);
    sort(forbidden_);
    signs_ = forbidden_;
    sort(approaches_);
    for (const Sequence& way : approaches_) forbid_turning_round(way);
    sort(forbidden_);
    return std::move(forbidden_);
  }

 private:
  static Sequence longer(Sequence way, Move next) {
    way.push_back(next);
    return way;
  }
  static void sort(std::vector<Sequence>& sequences) {
    std::ranges::sort(sequences);
    sequences.erase(std::unique(sequences.begin(), sequences.end()), sequences.end());
  }
  std::vector<Move> on_from(const Sequence& way) const {
    return moves_.from(moves_.head(way.back()));
  }

  /// Several where two streets join the same two places.
  std::vector<Sequence> ways_over(const std::vector<std::uint32_t>& places) const {
    std::vector<Sequence> ways = {{}};
    for (std::size_t i = 1; i < places.size(); ++i) {
      std::vector<Sequence> next;
      for (const Move move : moves_.from(places[i - 1])) {
        if (moves_.head(move) != places[i]) continue;
        for (const Sequence& way : ways) next.push_back(longer(way, move));
      }
      ways = std::move(next);
    }
    return ways;
  }

  /// Every way that begins as one of these and then leaves them all.
  void forbid_all_but(const std::vector<Sequence>& ways) {
    for (const Sequence& way : ways) {
      for (auto end = way.begin() + 1; end != way.end(); ++end) {
        const Sequence begin(way.begin(), end);
        for (const Move next : on_from(begin)) {
          Sequence other = longer(begin, next);
          const bool allowed = std::ranges::any_of(ways, [&](const Sequence& one) {
            return one.size() >= other.size() &&
                   std::equal(other.begin(), other.end(), one.begin());
          });
          if (!allowed) forbidden_.push_back(std::move(other));
        }
      }
    }
  }

  void forbid_turning_round(const Sequence& way) {
    forbid_turning_at_the_end(way);
    for (const Move next : on_from(way)) follow_street(longer(way, next), moves_.head(way.back()));
  }

  /// From the last piece of `way` to the crossing where its street ends. Where one cannot drive
  /// back to `start` along the street, turning round evades nothing.
  void follow_street(Sequence way, std::uint32_t start) {
    while (moves_.allowed(turned_round(way.back()))) {
      forbid_turning_at_the_end(way);
      const std::uint32_t place = moves_.head(way.back());
      if (place == start || moves_.streets_at(place) != 2) return;
      std::vector<Move> on = on_from(way);
      std::erase(on, turned_round(way.back()));
      if (on.empty()) return;
      way.push_back(on.front());
    }
  }

  /// Not where there is nothing else to do.
  void forbid_turning_at_the_end(const Sequence& way) {
    const Move back = turned_round(way.back());
    if (!moves_.allowed(back)) return;
    const auto may_go_on = [&](Move next) {
      return next != back && signs_allow(longer(way, next));
    };
    if (std::ranges::any_of(on_from(way), may_go_on)) forbidden_.push_back(longer(way, back));
  }

  bool signs_allow(const Sequence& way) const {
    for (auto begin = way.begin(); begin != way.end(); ++begin) {
      if (std::ranges::binary_search(signs_, Sequence(begin, way.end()))) return false;
    }
    return true;
  }

  const Moves& moves_;
  std::vector<Sequence> forbidden_;
  std::map<Move, std::vector<Sequence>> only_from_;
  std::vector<Sequence> signs_;       ///< those that are forbidden by signs alone, sorted
  std::vector<Sequence> approaches_;  ///< by which one comes to the last crossing of a restriction
};

}  // namespace

Moves::Moves(const RoadSegments& segments, std::span<const model::Road> roads)
    : segments_(segments) {
  one_ways_.reserve(segments.size());
  for (std::size_t s = 0; s < segments.size(); ++s) {
    one_ways_.push_back(roads[segments[s].road].one_way);
  }
}

std::vector<std::size_t> Moves::segments_at(std::uint32_t place) const {
  geo::LonLatBox box;
  box.grow(segments_.places()[place]);
  std::vector<std::size_t> found = segments_.around(box);
  std::erase_if(found, [&](std::size_t segment) {
    return segments_[segment].from != place && segments_[segment].to != place;
  });
  return found;
}

std::vector<Move> Moves::from(std::uint32_t place) const {
  std::vector<Move> found;
  for (const std::size_t segment : segments_at(place)) {
    const Move move = move_along(segment, segments_[segment].to == place);
    if (allowed(move)) found.push_back(move);
  }
  return found;
}

std::size_t Moves::streets_at(std::uint32_t place) const {
  return segments_at(place).size();
}

std::vector<std::vector<Move>> forbidden_ways(
    const RoadSegments& segments, const Moves& moves,
    std::span<const model::TurnRestriction> restrictions) {
  Forbidding forbidding(moves);
  for (const model::TurnRestriction& restriction : restrictions) {
    forbidding.add(places_of(segments, restriction.line), restriction.only);
  }
  return forbidding.take();
}

}  // namespace nearnet::roads
