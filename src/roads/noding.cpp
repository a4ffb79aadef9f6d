// SPDX-License-Identifier: Apache-2.0
#include "roads/noding.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

#include "geo/local_frame.h"
#include "geo/str_tree.h"
#include "roads/road_decks.h"
#include "roads/road_segments.h"

namespace nearnet::roads {
namespace {

/// A straight piece of a road.
struct Piece {
  std::uint32_t road = 0;
  std::uint32_t number = 0;  ///< of the point it begins at
};

/// A point that a road is to go over.
struct Addition {
  std::uint32_t piece = 0;
  double at = 0.0;  ///< 0 … 1 along the piece; below 0: before it
  geo::LonLat point;

  auto key() const { return std::tuple(piece, at, point); }
};

double metres_between(geo::LonLat a, geo::LonLat b) {
  const geo::XY away = geo::LocalFrame(a).to_metres(b);
  return std::hypot(away.x, away.y);
}

class Noder {
 public:
  Noder(std::vector<model::Road> roads, std::size_t fresh,
        std::span<const model::RoadLevels> levels, const NodingOptions& options)
      : fresh_(fresh), options_(options), levels_(levels.begin(), levels.end()) {
    result_.roads = std::move(roads);
    levels_.resize(result_.roads.size());
    additions_.resize(result_.roads.size());
    std::vector<geo::LonLatBox> boxes;
    for (std::uint32_t r = 0; r < result_.roads.size(); ++r) {
      const geo::Line& line = result_.roads[r].line;
      classes_.push_back(class_of(result_.roads[r]));
      for (const geo::LonLat point : line) visits_.emplace_back(point, r);
      for (std::uint32_t i = 0; i + 1 < line.size(); ++i) {
        pieces_.push_back({r, i});
        geo::LonLatBox& box = boxes.emplace_back();
        box.grow(line[i]);
        box.grow(line[i + 1]);
      }
    }
    std::ranges::sort(visits_);
    visits_.erase(std::unique(visits_.begin(), visits_.end()), visits_.end());
    if (!boxes.empty()) tree_.emplace(boxes);
  }

  NodedRoads run(const core::JobContext& job) {
    const std::vector<model::Road> before = result_.roads;
    if (tree_) {
      join_ends(job.part(0.0, 0.5, "joining roads"));
      find_crossings(job.part(0.5, 1.0, "joining roads"));
    }
    for (std::size_t r = 0; r < additions_.size(); ++r) add_points(result_.roads[r].line, r);
    result_.apart = part_decks(result_.roads, levels_);
    for (std::size_t r = 0; r < before.size(); ++r) {
      if (before[r].line != result_.roads[r].line) result_.changed.push_back(r);
    }
    return std::move(result_);
  }

 private:
  bool is_fresh(std::uint32_t road) const { return road < fresh_; }
  const geo::Line& line(std::uint32_t road) const { return result_.roads[road].line; }

  std::vector<std::uint32_t> roads_at(geo::LonLat point) const {
    std::vector<std::uint32_t> roads;
    for (auto visit = std::ranges::lower_bound(visits_, std::pair(point, std::uint32_t{0}));
         visit != visits_.end() && visit->first == point; ++visit) {
      roads.push_back(visit->second);
    }
    return roads;
  }

  void join_ends(const core::JobContext& job) {
    constexpr std::size_t kOften = 1'024;
    std::vector<geo::LonLat> ends;
    for (const model::Road& road : result_.roads) {
      if (road.line.size() < 2) continue;
      ends.push_back(road.line.front());
      ends.push_back(road.line.back());
    }
    std::ranges::sort(ends);
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    for (std::size_t i = 0; i < ends.size(); ++i) {
      join_end(ends[i]);
      if (i % kOften != 0) continue;
      job.report(static_cast<double>(i) / static_cast<double>(ends.size()));
      job.check_cancelled();
    }
  }

  struct Reached {
    double metres = 0.0;
    std::uint32_t road = 0;
    Addition addition;
  };

  /// The nearest first.
  void join_end(geo::LonLat end) {
    const std::vector<std::uint32_t> here = roads_at(end);
    std::vector<Reached> reached = reached_from(end, here);
    std::ranges::sort(reached, {}, [](const Reached& one) {
      return std::tuple(one.road, one.metres, one.addition.key());
    });
    const auto others =
        std::unique(reached.begin(), reached.end(),
                    [](const Reached& a, const Reached& b) { return a.road == b.road; });
    reached.erase(others, reached.end());
    std::ranges::stable_sort(reached, {}, &Reached::metres);
    for (const Reached& one : reached) {
      if (have_met(end, here, one.road)) continue;
      additions_[one.road].push_back(one.addition);
      ++result_.joined;
    }
  }

  /// All pieces of others that it lies on.
  std::vector<Reached> reached_from(geo::LonLat end, const std::vector<std::uint32_t>& here) const {
    const bool any_fresh = std::ranges::any_of(here, [&](auto road) { return is_fresh(road); });
    geo::LonLatBox box;
    box.grow(end);
    std::vector<Reached> reached;
    for (const std::size_t p : tree_->query(widened(box, options_.tolerance.value))) {
      const Piece piece = pieces_[p];
      if (!any_fresh && !is_fresh(piece.road)) continue;
      if (std::ranges::binary_search(here, piece.road) || !may_join(end, here, piece.road))
        continue;
      const geo::Line& other = line(piece.road);
      const Foot foot = foot_on(other[piece.number], other[piece.number + 1], end);
      if (foot.metres > options_.tolerance.value) continue;
      reached.push_back({foot.metres, piece.road, addition(other, piece.number, foot.at, end)});
    }
    return reached;
  }

  /// Beyond the end of a line the point comes before or behind all others.
  static Addition addition(const geo::Line& line, std::uint32_t piece, double at,
                           geo::LonLat point) {
    if (at == 0.0 && piece == 0) return {piece, -1.0, point};
    if (at == 1.0 && piece + 2 == line.size()) return {piece + 1, 0.0, point};
    return {piece, at, point};
  }

  bool may_join(geo::LonLat end, const std::vector<std::uint32_t>& here, std::uint32_t on) const {
    const auto own = level_along(levels_[on]);
    const bool levels_fit = std::ranges::any_of(here, [&](std::uint32_t road) {
      const auto level = level_at(levels_[road], line(road), end);
      return !own || !level || *own == *level;
    });
    const bool classes_fit =
        classes_[on] != RoadClass::kMotorway || std::ranges::any_of(here, [&](std::uint32_t road) {
          return classes_[road] != RoadClass::kOther;
        });
    return levels_fit && classes_fit;
  }

  /// A road that comes to `end` and the other one have a point in common close by, or one that was
  /// taken from them.
  bool have_met(geo::LonLat end, const std::vector<std::uint32_t>& here, std::uint32_t on) const {
    const double close = 2.0 * options_.tolerance.value;
    const auto comes_here = [&](std::uint32_t road) {
      return std::ranges::binary_search(here, road);
    };
    for (const geo::LonLat point : line(on)) {
      if (metres_between(end, point) > close) continue;
      if (is_aside(end, point)) return true;
      if (std::ranges::any_of(roads_at(point), comes_here)) return true;
    }
    for (const std::uint32_t road : here) {
      for (const Addition& added : additions_[road]) {
        if (metres_between(end, added.point) > close) continue;
        const auto there = roads_at(added.point);
        if (std::ranges::find(there, on) != there.end()) return true;
      }
    }
    return false;
  }

  void find_crossings(const core::JobContext& job) {
    constexpr std::size_t kOften = 4'096;
    for (std::size_t p = 0; p < pieces_.size(); ++p) {
      if (p % kOften == 0) {
        job.report(static_cast<double>(p) / static_cast<double>(pieces_.size()));
        job.check_cancelled();
      }
      if (!is_fresh(pieces_[p].road)) continue;
      const geo::Line& own = line(pieces_[p].road);
      geo::LonLatBox box;
      box.grow(own[pieces_[p].number]);
      box.grow(own[pieces_[p].number + 1]);
      for (const std::size_t q : tree_->query(box)) {
        if (pieces_[q].road == pieces_[p].road) continue;
        if (q > p || !is_fresh(pieces_[q].road)) cross(pieces_[p], pieces_[q]);
      }
    }
  }

  void cross(const Piece& a, const Piece& b) {
    const geo::LonLat a0 = line(a.road)[a.number];
    const geo::LonLat a1 = line(a.road)[a.number + 1];
    const geo::LonLat b0 = line(b.road)[b.number];
    const geo::LonLat b1 = line(b.road)[b.number + 1];
    const double ax = a1.lon - a0.lon;
    const double ay = a1.lat - a0.lat;
    const double bx = b1.lon - b0.lon;
    const double by = b1.lat - b0.lat;
    const double area = ax * by - ay * bx;
    if (area == 0.0) return;
    const double along_a = ((b0.lon - a0.lon) * by - (b0.lat - a0.lat) * bx) / area;
    const double along_b = ((b0.lon - a0.lon) * ay - (b0.lat - a0.lat) * ax) / area;
    if (along_a <= 0.0 || along_a >= 1.0 || along_b <= 0.0 || along_b >= 1.0) return;
    const geo::LonLat point{a0.lon + along_a * ax, a0.lat + along_a * ay};
    // Where a point is near enough they have met, or were joined by their ends.
    for (const geo::LonLat end : {a0, a1, b0, b1}) {
      if (metres_between(point, end) <= options_.tolerance.value) return;
    }
    ++result_.crossings;
    if (!options_.at_crossings || !on_one_level(a.road, b.road)) return;
    additions_[a.road].push_back({a.number, along_a, point});
    additions_[b.road].push_back({b.number, along_b, point});
  }

  bool on_one_level(std::uint32_t a, std::uint32_t b) const {
    const bool known =
        levels_[a].at_start || levels_[a].at_end || levels_[b].at_start || levels_[b].at_end;
    if (known) return level_along(levels_[a]).value_or(0) == level_along(levels_[b]).value_or(0);
    return (classes_[a] == RoadClass::kMotorway) == (classes_[b] == RoadClass::kMotorway);
  }

  void add_points(geo::Line& line, std::size_t road) {
    std::vector<Addition>& added = additions_[road];
    if (added.empty()) return;
    std::ranges::sort(added, {}, &Addition::key);
    geo::Line whole;
    auto next = added.begin();
    const auto add_while = [&](auto&& condition) {
      for (; next != added.end() && condition(*next); ++next) whole.push_back(next->point);
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
      add_while([&](const Addition& one) { return one.piece == i && one.at < 0.0; });
      whole.push_back(line[i]);
      add_while([&](const Addition& one) { return one.piece == i; });
    }
    whole.erase(std::unique(whole.begin(), whole.end()), whole.end());
    line = std::move(whole);
  }

  std::size_t fresh_;
  NodingOptions options_;
  std::vector<model::RoadLevels> levels_;
  std::vector<RoadClass> classes_;
  std::vector<std::pair<geo::LonLat, std::uint32_t>>
      visits_;  ///< points and roads over them, sorted
  std::vector<Piece> pieces_;
  std::optional<geo::StrTree> tree_;              ///< of the pieces
  std::vector<std::vector<Addition>> additions_;  ///< of each road
  NodedRoads result_;
};

}  // namespace

NodedRoads node_roads(std::vector<model::Road> roads, std::size_t fresh,
                      std::span<const model::RoadLevels> levels, const NodingOptions& options,
                      const core::JobContext& job) {
  return Noder(std::move(roads), fresh, levels, options).run(job);
}

}  // namespace nearnet::roads
