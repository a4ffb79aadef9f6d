// SPDX-License-Identifier: Apache-2.0
#include "roads/road_network.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/parallel.h"
#include "geo/local_frame.h"
#include "roads/contraction_hierarchy.h"
#include "roads/flood.h"
#include "roads/main_part.h"
#include "roads/road_segments.h"
#include "roads/turn_graph.h"
#include "roads/turning.h"

namespace nearnet::roads {
namespace {

Cost cost_of(double metres, double kmh) {
  constexpr double kMillisecondsAtOneKmh = 3'600.0;  // a metre
  return Cost::of(std::llround(metres * kMillisecondsAtOneKmh / kmh), std::llround(metres * 10.0));
}

Cost share_of(Cost cost, double share) {
  return Cost::of(std::llround(static_cast<double>(cost.milliseconds()) * share),
                  std::llround(static_cast<double>(cost.decimetres()) * share));
}

/// Where a place is on the roads.
struct Location {
  std::size_t segment = 0;
  double at = 0.0;  ///< 0 … 1 along it
  Cost access;      ///< straight from the place
  double metres = 0.0;
  RoadNetwork::Side side = RoadNetwork::Side::kOn;
};

/// Whether the place lies left or right of the line from point to point.
RoadNetwork::Side side_of(geo::LonLat from, geo::LonLat to, geo::LonLat place) {
  constexpr double kOnIt = 0.5;  // metres
  const geo::LocalFrame frame(place);
  const geo::XY a = frame.to_metres(from);
  const geo::XY b = frame.to_metres(to);
  const double left = (a.x * b.y - a.y * b.x) / std::hypot(b.x - a.x, b.y - a.y);
  if (std::abs(left) < kOnIt) return RoadNetwork::Side::kOn;
  return left > 0.0 ? RoadNetwork::Side::kLeft : RoadNetwork::Side::kRight;
}

core::Seconds seconds_of(Cost cost) {
  constexpr std::int64_t kASecond = 1'000;
  return core::Seconds((cost.milliseconds() + kASecond - 1) / kASecond);
}

std::int32_t metres_of(Cost cost) {
  return static_cast<std::int32_t>((cost.decimetres() + 5) / 10);
}

}  // namespace

RoadNetworkOptions network_options(const DrivingProfile& profile, const DrivingSpeeds& speeds) {
  RoadNetworkOptions options;
  options.speeds = speeds;
  options.turns = profile.turns;
  options.drive_on = profile.drive_on;
  options.big = profile.big;
  options.crossing = profile.crossing;
  return options;
}

struct RoadNetwork::Streets {
  Streets(std::span<const model::Road> roads, std::span<const model::TurnRestriction> turns,
          RoadNetworkOptions given, const core::JobContext& job)
      : options(std::move(given)),
        segments(roads),
        moves(segments, roads),
        graph(segments.places().size(), moves, forbidden_ways(segments, moves, turns),
              options.turns.any()),
        turning(segments, options.turns),
        is_main(segments.size(), false) {
    std::vector<double> metres;
    for (std::size_t s = 0; s < segments.size(); ++s) {
      is_big.push_back(options.big.contains(speed_class(roads[segments[s].road])));
      metres.push_back(short_length(segments.from(s), segments.to(s)));
      costs.push_back(cost_of(metres.back(), options.speeds.kmh(roads[segments[s].road])));
    }
    const std::vector<Arc> arcs = make_arcs();
    const std::vector<bool> inside = main_part(graph.nodes(), arcs);
    for (std::size_t a = 0; a < arcs.size(); ++a) {
      if (inside[arcs[a].from] && inside[arcs[a].to]) is_main[segment_of(move_of_arc[a])] = true;
    }
    for (std::size_t s = 0; s < segments.size(); ++s) {
      total_metres += metres[s];
      if (!is_main[s]) cut_off_metres += metres[s];
    }
    ways.emplace(graph.nodes(), arcs, job);
  }

  std::vector<Arc> make_arcs() {
    std::vector<Arc> arcs;
    const auto add = [&](std::uint32_t from, Move move) {
      const auto to = graph.next(from, move, moves.head(move));
      if (!to) return;
      arcs.push_back({from, *to, turn(from, move) + cost(move)});
      move_of_arc.push_back(move);
    };
    for (Move move = 0; move < 2 * segments.size(); ++move) {
      if (moves.allowed(move)) add(moves.tail(move), move);
    }
    for (const auto& [place, copy] : graph.copies()) {
      for (const Move move : moves.from(place)) add(copy, move);
    }
    return arcs;
  }

  Cost cost(Move move) const { return costs[segment_of(move)]; }
  /// From the way by which one came to the node into the move.
  Cost turn(std::uint32_t node, Move move) const {
    const auto last = graph.last(node);
    return last ? turning.cost(*last, move) : Cost();
  }

  std::optional<Location> locate(geo::LonLat place) const {
    const auto found = segments.nearest(place, options.off_road.value,
                                        [&](std::size_t segment) { return is_main[segment]; });
    if (!found) return std::nullopt;
    return Location{found->segment, found->foot.at,
                    cost_of(found->foot.metres, options.speeds.off_road_kmh), found->foot.metres,
                    side_of(segments.from(found->segment), segments.to(found->segment), place)};
  }

  geo::LonLat foot(const Location& location) const {
    const geo::LonLat from = segments.from(location.segment);
    const geo::LonLat to = segments.to(location.segment);
    return {from.lon + location.at * (to.lon - from.lon),
            from.lat + location.at * (to.lat - from.lat)};
  }

  /// The place where the segment meets others, if the location is there: one comes and goes by any.
  std::optional<std::uint32_t> crossing(const Location& location) const {
    const RoadSegments::Segment& segment = segments[location.segment];
    if (location.at == 0.0) return segment.from;
    return location.at == 1.0 ? std::optional(segment.to) : std::nullopt;
  }

  Terminals leaving(const Location& location) const {
    if (const auto node = crossing(location)) return {{*node, Cost()}};
    Terminals terminals;
    for (const auto& [move, driven] : moves_over(location)) {
      // From anywhere along it as from its beginning: nothing is forbidden after no way at all.
      const auto node = graph.next(moves.tail(move), move, moves.head(move));
      terminals.push_back({*node, share_of(cost(move), 1.0 - driven)});
    }
    return terminals;
  }

  /// On foot over a big road, for who stops on its other side.
  Cost to_the_door(const Location& location, Move move, Arrive arrive) const {
    constexpr std::int64_t kASecond = 1'000;
    const std::size_t segment = location.segment;
    const bool two_way = moves.allowed(move) && moves.allowed(turned_round(move));
    const bool either = arrive == Arrive::kAnySide || !is_big[segment] || !two_way;
    if (either || location.side == Side::kOn) return Cost();
    const bool on_the_right = (location.side == Side::kRight) != is_backward(move);
    const bool own_side = on_the_right == (options.drive_on == DriveOn::kRight);
    return own_side ? Cost() : Cost::of(options.crossing.value * kASecond, 0);
  }

  Terminals arriving(const Location& location, Arrive arrive) const {
    Terminals terminals;
    if (const auto place = crossing(location)) {
      terminals.push_back({*place, Cost()});
      for (const std::uint32_t copy : graph.copies_of(*place)) terminals.push_back({copy, Cost()});
      return terminals;
    }
    for (const auto& [move, driven] : moves_over(location)) {
      const std::uint32_t place = moves.tail(move);
      const Cost rest = share_of(cost(move), driven) + to_the_door(location, move, arrive);
      terminals.push_back({place, rest});
      for (const std::uint32_t copy : graph.copies_of(place)) {
        if (!graph.next(copy, move, moves.head(move))) continue;
        terminals.push_back({copy, turn(copy, move) + rest});
      }
    }
    return terminals;
  }

  /// The moves that drive by, and which share of each comes before the location.
  std::vector<std::pair<Move, double>> moves_over(const Location& location) const {
    std::vector<std::pair<Move, double>> over;
    for (const bool backward : {false, true}) {
      const Move move = move_along(location.segment, backward);
      if (moves.allowed(move)) over.emplace_back(move, backward ? 1.0 - location.at : location.at);
    }
    return over;
  }

  /// Without leaving the segment; unreachable when they are on different ones, or against traffic.
  Cost along_segment(const Location& a, const Location& b, Arrive arrive) const {
    if (a.segment != b.segment) return Cost::unreachable();
    if (a.at == b.at) return Cost();
    const Move move = move_along(a.segment, b.at < a.at);
    if (!moves.allowed(move)) return Cost::unreachable();
    return share_of(cost(move), std::abs(b.at - a.at)) + to_the_door(b, move, arrive);
  }

  /// A part of a move, as shares of it.
  struct Driven {
    Move move = 0;
    double from = 0.0;
    double to = 0.0;
  };

  /// All that is driven within the milliseconds: each move from its beginning as far as one gets,
  /// then the moves over the start from there.
  std::vector<Driven> driven_within(const Location& start, std::int64_t limit) const {
    const auto share = [&](Move move, std::int64_t left) {
      const std::int64_t whole = cost(move).milliseconds();
      return left >= whole ? 1.0 : static_cast<double>(left) / static_cast<double>(whole);
    };
    const std::int64_t here = start.access.milliseconds();
    std::vector<Driven> driven;
    if (here > limit) return driven;
    std::map<Move, double> farthest;
    flood(leaving(start), limit - here, [&](std::uint32_t node, Cost so_far, auto&& step) {
      for (const Move move : moves.from(graph.place_of(node))) {
        const auto to = graph.next(node, move, moves.head(move));
        const Cost begun = so_far + turn(node, move);
        const std::int64_t left = limit - here - begun.milliseconds();
        if (!to || left < 0) continue;
        double& end = farthest[move];
        end = std::max(end, share(move, left));
        step(*to, turn(node, move) + cost(move));
      }
    });
    for (const auto& [move, end] : farthest) driven.push_back({move, 0.0, end});
    if (crossing(start)) return driven;
    for (const auto& [move, before] : moves_over(start)) {
      driven.push_back({move, before, std::min(1.0, before + share(move, limit - here))});
    }
    return driven;
  }

  geo::LonLat place(std::uint32_t node) const { return segments.places()[graph.place_of(node)]; }

  RoadNetworkOptions options;
  RoadSegments segments;
  Moves moves;
  TurnGraph graph;
  Turning turning;
  std::vector<Cost> costs;        ///< of segments
  std::vector<bool> is_big;       ///< of segments
  std::vector<bool> is_main;      ///< of segments
  std::vector<Move> move_of_arc;  ///< of the arcs of `ways`
  std::optional<ContractionHierarchy> ways;
  double total_metres = 0.0;
  double cut_off_metres = 0.0;
};

RoadNetwork::RoadNetwork(std::span<const model::Road> roads,
                         std::span<const model::TurnRestriction> turns,
                         const RoadNetworkOptions& options, const core::JobContext& job)
    : streets_(std::make_unique<const Streets>(roads, turns, options, job)) {}
RoadNetwork::RoadNetwork(RoadNetwork&&) noexcept = default;
RoadNetwork& RoadNetwork::operator=(RoadNetwork&&) noexcept = default;
RoadNetwork::~RoadNetwork() = default;

RoadNetwork::Matrix RoadNetwork::matrix(std::span<const geo::LonLat> places,
                                        const core::JobContext& job, Arrive arrive) const {
  constexpr std::size_t kGrain = 64;
  std::vector<std::optional<Location>> located(places.size());
  core::parallel_ranges(places.size(), kGrain, job.part(0.0, 0.2, "finding roads"),
                        [&](std::size_t begin, std::size_t end) {
                          for (std::size_t i = begin; i < end; ++i) {
                            located[i] = streets_->locate(places[i]);
                          }
                        });
  Matrix result;
  std::vector<Terminals> starts(places.size());
  std::vector<Terminals> ends(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!located[i]) {
      result.off_road.push_back(i);
      continue;
    }
    starts[i] = streets_->leaving(*located[i]);
    ends[i] = streets_->arriving(*located[i], arrive);
  }
  const std::vector<Cost> table =
      streets_->ways->table(starts, ends, job.part(0.2, 1.0, "measuring ways"));
  const TravelMatrix beyond = TravelMatrix::crow_flight(places, streets_->options.beyond_roads);
  const std::size_t size = places.size();
  std::vector<std::int32_t> seconds(size * size);
  std::vector<std::int32_t> metres(size * size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      if (places[i] == places[j]) continue;
      const std::size_t cell = i * size + j;
      if (located[i] && located[j]) {
        const Cost roads =
            std::min(table[cell], streets_->along_segment(*located[i], *located[j], arrive));
        const Cost way = located[i]->access + roads + located[j]->access;
        seconds[cell] = static_cast<std::int32_t>(seconds_of(way).value);
        metres[cell] = metres_of(way);
      } else {
        seconds[cell] = static_cast<std::int32_t>(beyond.time(i, j).value);
        metres[cell] = static_cast<std::int32_t>(beyond.distance(i, j).value);
      }
    }
  }
  result.travel = TravelMatrix::from_seconds(size, std::move(seconds), std::move(metres));
  return result;
}

std::optional<RoadNetwork::Drive> RoadNetwork::drive(geo::LonLat from, geo::LonLat to,
                                                     Arrive arrive) const {
  const std::optional<Location> start = streets_->locate(from);
  const std::optional<Location> end = streets_->locate(to);
  if (!start || !end) return std::nullopt;
  if (from == to) return Drive{core::Seconds(0), core::Metres(0.0), {from, to}};
  const std::optional<Way> way =
      streets_->ways->cheapest(streets_->leaving(*start), streets_->arriving(*end, arrive));
  const Cost along = streets_->along_segment(*start, *end, arrive);
  const bool stays = !way || along <= way->cost;
  const Cost cost = start->access + (stays ? along : way->cost) + end->access;
  Drive drive{seconds_of(cost), core::Metres(static_cast<double>(metres_of(cost))), {}};
  drive.line = {from, streets_->foot(*start)};
  if (!stays) {
    drive.line.push_back(streets_->place(way->start.node));
    for (const std::uint32_t arc : way->arcs) {
      drive.line.push_back(streets_->place(streets_->moves.head(streets_->move_of_arc[arc])));
    }
  }
  drive.line.push_back(streets_->foot(*end));
  drive.line.push_back(to);
  drive.line.erase(std::unique(drive.line.begin(), drive.line.end()), drive.line.end());
  return drive;
}

std::optional<RoadNetwork::Spot> RoadNetwork::spot(geo::LonLat place) const {
  const std::optional<Location> found = streets_->locate(place);
  if (!found) return std::nullopt;
  return Spot{streets_->segments[found->segment].road, streets_->foot(*found),
              core::Metres(found->metres), found->side};
}

std::vector<geo::Line> RoadNetwork::reach(geo::LonLat from, core::Seconds within) const {
  constexpr std::int64_t kASecond = 1'000;
  const std::optional<Location> start = streets_->locate(from);
  std::vector<geo::Line> pieces;
  if (!start) return pieces;
  for (const Streets::Driven& driven : streets_->driven_within(*start, within.value * kASecond)) {
    const std::size_t segment = segment_of(driven.move);
    const auto at = [&](double share) {
      return streets_->foot({segment, is_backward(driven.move) ? 1.0 - share : share, Cost()});
    };
    if (driven.to > driven.from) pieces.push_back({at(driven.from), at(driven.to)});
  }
  return pieces;
}

double RoadNetwork::cut_off_km() const {
  return streets_->cut_off_metres / 1'000.0;
}

double RoadNetwork::total_km() const {
  return streets_->total_metres / 1'000.0;
}

}  // namespace nearnet::roads
