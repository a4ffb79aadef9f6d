// SPDX-License-Identifier: Apache-2.0
#include "roads/road_distance.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "core/parallel.h"
#include "roads/plant_entries.h"
#include "roads/road_segments.h"

namespace nearnet::roads {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

/// A place on a segment that is a node of the graph.
struct Stop {
  double at = 0.0;
  std::uint32_t node = 0;
};

struct Link {
  std::uint32_t to = 0;
  double metres = 0.0;
};

/// Neighbours of each node, one after the other.
struct Adjacency {
  std::vector<std::size_t> begin;
  std::vector<Link> links;
};

struct NodePair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double metres = 0.0;
};

Adjacency adjacency_of(std::size_t nodes, const std::vector<NodePair>& pairs) {
  Adjacency adjacency;
  adjacency.begin.assign(nodes + 1, 0);
  for (const NodePair& pair : pairs) {
    ++adjacency.begin[pair.a + 1];
    ++adjacency.begin[pair.b + 1];
  }
  for (std::size_t i = 1; i <= nodes; ++i) adjacency.begin[i] += adjacency.begin[i - 1];
  std::vector<std::size_t> next(adjacency.begin.begin(), adjacency.begin.end() - 1);
  adjacency.links.resize(pairs.size() * 2);
  for (const NodePair& pair : pairs) {
    adjacency.links[next[pair.a]++] = {pair.b, pair.metres};
    adjacency.links[next[pair.b]++] = {pair.a, pair.metres};
  }
  return adjacency;
}

/// Dijkstra from all nodes that have a distance already; ways beyond `longest` are not followed.
void spread(const Adjacency& adjacency, double longest, std::vector<double>& metres,
            const core::JobContext& job) {
  using Reached = std::pair<double, std::uint32_t>;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> queue;
  for (std::uint32_t node = 0; node < metres.size(); ++node) {
    if (metres[node] <= longest) queue.emplace(metres[node], node);
  }
  std::size_t settled = 0;
  while (!queue.empty()) {
    const auto [so_far, node] = queue.top();
    queue.pop();
    if (so_far > metres[node]) continue;
    constexpr std::size_t kOften = 65'536;
    if (++settled % kOften == 0) job.check_cancelled();
    for (std::size_t i = adjacency.begin[node]; i < adjacency.begin[node + 1]; ++i) {
      const Link& link = adjacency.links[i];
      const double there = so_far + link.metres;
      if (there > longest || there >= metres[link.to]) continue;
      metres[link.to] = there;
      queue.emplace(there, link.to);
    }
  }
}

}  // namespace

struct RoadDistance::Network {
  Network(std::span<const model::Road> roads, const RoadDistanceOptions& asked)
      : segments(roads), options(asked) {}

  void cut(const std::vector<Entry>& entries);
  std::vector<NodePair> pairs() const;
  /// From a position of a segment to the plant.
  double beyond(std::size_t segment, double at) const;
  double length(std::size_t segment, double from, double to) const;
  std::optional<double> within(geo::LonLat position, double reach) const;

  RoadSegments segments;
  RoadDistanceOptions options;
  /// The stops of segment s are stops[begin[s]] … stops[begin[s + 1]], by `at`, ends included.
  std::vector<std::size_t> begin;
  std::vector<Stop> stops;
  std::vector<double> metres;  ///< of each node to the plant
};

/// Makes every entry a node, with its straight way as a first distance.
void RoadDistance::Network::cut(const std::vector<Entry>& entries) {
  metres.assign(segments.places().size(), kFar);
  std::size_t next = 0;
  for (std::size_t segment = 0; segment < segments.size(); ++segment) {
    begin.push_back(stops.size());
    stops.push_back({0.0, segments[segment].from});
    for (; next < entries.size() && entries[next].segment == segment; ++next) {
      const Entry& entry = entries[next];
      if (entry.at > stops.back().at && entry.at < 1.0) {
        stops.push_back({entry.at, static_cast<std::uint32_t>(metres.size())});
        metres.push_back(kFar);
      }
      const std::uint32_t node = entry.at >= 1.0 ? segments[segment].to : stops.back().node;
      metres[node] = std::min(metres[node], entry.metres);
    }
    stops.push_back({1.0, segments[segment].to});
  }
  begin.push_back(stops.size());
}

double RoadDistance::Network::length(std::size_t segment, double from, double to) const {
  return short_length(segments.from(segment), segments.to(segment)) * (to - from);
}

std::vector<NodePair> RoadDistance::Network::pairs() const {
  std::vector<NodePair> pairs;
  pairs.reserve(stops.size());
  for (std::size_t segment = 0; segment < segments.size(); ++segment) {
    for (std::size_t i = begin[segment] + 1; i < begin[segment + 1]; ++i) {
      pairs.push_back(
          {stops[i - 1].node, stops[i].node, length(segment, stops[i - 1].at, stops[i].at)});
    }
  }
  return pairs;
}

double RoadDistance::Network::beyond(std::size_t segment, double at) const {
  double best = kFar;
  for (std::size_t i = begin[segment] + 1; i < begin[segment + 1]; ++i) {
    const Stop& before = stops[i - 1];
    const Stop& after = stops[i];
    if (at < before.at || at > after.at) continue;
    best = std::min({best, metres[before.node] + length(segment, before.at, at),
                     metres[after.node] + length(segment, at, after.at)});
  }
  return best;
}

/// From a place to the plant, when a road lies within `reach`; none otherwise.
std::optional<double> RoadDistance::Network::within(geo::LonLat position, double reach) const {
  constexpr double kTie = 0.001;
  geo::LonLatBox box;
  box.grow(position);
  double nearest = kFar;
  std::vector<std::pair<std::size_t, Foot>> feet;
  for (const std::size_t segment : segments.around(widened(box, reach + kTie))) {
    const Foot foot = foot_on(segments.from(segment), segments.to(segment), position);
    if (foot.metres > std::min(nearest, reach) + kTie) continue;
    nearest = std::min(nearest, foot.metres);
    feet.emplace_back(segment, foot);
  }
  if (nearest > reach) return std::nullopt;
  double best = kFar;
  for (const auto& [segment, foot] : feet) {
    if (foot.metres > nearest + kTie) continue;
    best = std::min(best, foot.metres + beyond(segment, foot.at));
  }
  return best;
}

RoadDistance::RoadDistance(std::span<const model::Road> roads,
                           std::span<const geo::Geometry* const> plant,
                           const RoadDistanceOptions& options, const core::JobContext& job) {
  auto network = std::make_unique<Network>(roads, options);
  std::vector<std::vector<Entry>> by_piece(plant.size());
  constexpr std::size_t kGrain = 64;
  core::parallel_ranges(plant.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      by_piece[i] = entries_of(*plant[i], network->segments, options.off_road.value);
    }
  });
  std::vector<Entry> entries;
  for (const auto& some : by_piece) entries.insert(entries.end(), some.begin(), some.end());
  std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
    return std::tie(a.segment, a.at, a.metres) < std::tie(b.segment, b.at, b.metres);
  });
  network->cut(entries);
  const Adjacency adjacency = adjacency_of(network->metres.size(), network->pairs());
  spread(adjacency, options.longest.value, network->metres, job);
  network_ = std::move(network);
}

RoadDistance::RoadDistance(RoadDistance&&) noexcept = default;
RoadDistance& RoadDistance::operator=(RoadDistance&&) noexcept = default;
RoadDistance::~RoadDistance() = default;

std::optional<core::Metres> RoadDistance::to_plant(geo::LonLat position) const {
  const double off_road = network_->options.off_road.value;
  // Most places lie near a road: look there first, where few segments are.
  constexpr double kNear = 60.0;
  double best = kFar;
  for (const double reach : {std::min(kNear, off_road), off_road}) {
    const auto found = network_->within(position, reach);
    if (!found) continue;
    best = *found;
    break;
  }
  if (!(best <= network_->options.longest.value)) return std::nullopt;
  return core::Metres(std::round(best * 1000.0) / 1000.0);
}

}  // namespace nearnet::roads
