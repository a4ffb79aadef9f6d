// SPDX-License-Identifier: Apache-2.0
#include "roads/contraction_hierarchy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <queue>

#include "core/error.h"
#include "core/random.h"

namespace nearnet::roads {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const core::JobContext kJob({.threads = 2});

struct Graph {
  std::size_t nodes = 0;
  std::vector<Arc> arcs;
};

/// The oracle: costs from one node to all.
std::vector<Cost> dijkstra(const Graph& graph, const Terminals& start) {
  std::vector<std::vector<std::pair<std::uint32_t, Cost>>> out(graph.nodes);
  for (const Arc& arc : graph.arcs) out[arc.from].emplace_back(arc.to, arc.cost);
  std::vector<Cost> costs(graph.nodes, Cost::unreachable());
  using Open = std::pair<Cost, std::uint32_t>;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  const auto reach = [&](std::uint32_t node, Cost cost) {
    if (costs[node] <= cost) return;
    costs[node] = cost;
    open.emplace(cost, node);
  };
  for (const Terminal& terminal : start) reach(terminal.node, terminal.cost);
  while (!open.empty()) {
    const auto [cost, node] = open.top();
    open.pop();
    if (cost > costs[node]) continue;
    for (const auto& [to, more] : out[node]) reach(to, cost + more);
  }
  return costs;
}

Cost some_cost(core::Random& random, std::uint64_t most) {
  return Cost::of(static_cast<std::int64_t>(random.below(most)),
                  static_cast<std::int64_t>(random.below(3)));
}

/// No likeness to roads: arcs anywhere, both ways or one, of equal and of no cost, several between
/// two nodes.
Graph random_graph(core::Random& random) {
  Graph graph{2 + random.below(60), {}};
  const std::uint64_t most = random.chance(0.5) ? 4 : 1'000;
  for (std::uint64_t i = random.below(4 * graph.nodes); i > 0; --i) {
    graph.arcs.push_back({static_cast<std::uint32_t>(random.below(graph.nodes)),
                          static_cast<std::uint32_t>(random.below(graph.nodes)),
                          some_cost(random, most)});
  }
  return graph;
}

/// Streets of a town: a lattice with gaps, one-way streets and quicker main roads.
Graph town(std::uint32_t side, core::Random& random) {
  Graph graph{std::size_t{side} * side, {}};
  const auto join = [&](std::uint32_t a, std::uint32_t b, bool main_road) {
    if (random.chance(0.15)) return;
    const auto metres = static_cast<std::int64_t>(80 + random.below(60));
    const Cost cost = Cost::of(metres * (main_road ? 60 : 120), metres * 10);
    const bool one_way = random.chance(0.1);
    graph.arcs.push_back({a, b, cost});
    if (!one_way) graph.arcs.push_back({b, a, cost});
  };
  for (std::uint32_t row = 0; row < side; ++row) {
    for (std::uint32_t col = 0; col < side; ++col) {
      const std::uint32_t node = row * side + col;
      if (col + 1 < side) join(node, node + 1, row % 8 == 0);
      if (row + 1 < side) join(node, node + side, col % 8 == 0);
    }
  }
  return graph;
}

std::vector<Terminals> all_nodes(std::size_t count) {
  std::vector<Terminals> terminals;
  for (std::uint32_t node = 0; node < count; ++node) terminals.push_back({{node, Cost()}});
  return terminals;
}

Terminals some_terminals(const Graph& graph, core::Random& random) {
  Terminals terminals;
  for (std::uint64_t i = 1 + random.below(3); i > 0; --i) {
    terminals.push_back(
        {static_cast<std::uint32_t>(random.below(graph.nodes)), some_cost(random, 500)});
  }
  return terminals;
}

/// Follows the arcs and adds them up.
void expect_connected(const Graph& graph, const Way& way) {
  Cost cost = way.start.cost;
  std::uint32_t at = way.start.node;
  for (const std::uint32_t number : way.arcs) {
    const Arc& arc = graph.arcs[number];
    ASSERT_EQ(arc.from, at);
    at = arc.to;
    cost = cost + arc.cost;
  }
  EXPECT_EQ(at, way.end.node);
  EXPECT_EQ(cost + way.end.cost, way.cost);
}

TEST(ContractionHierarchy, TablesOfAnyGraphAreDijkstras) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    const Graph graph = random_graph(random);
    const ContractionHierarchy ways(graph.nodes, graph.arcs, kJob);
    const std::vector<Terminals> all = all_nodes(graph.nodes);
    const std::vector<Cost> table = ways.table(all, all, kJob);
    for (std::size_t from = 0; from < graph.nodes; ++from) {
      const std::vector<Cost> expected = dijkstra(graph, all[from]);
      for (std::size_t to = 0; to < graph.nodes; ++to) {
        ASSERT_EQ(table[from * graph.nodes + to], expected[to]);
      }
    }
  }
}

TEST(ContractionHierarchy, WaysThroughATownAreDijkstrasAndConnected) {
  core::Random random(12);
  SCOPED_TRACE("seed 12");
  const Graph graph = town(90, random);
  const ContractionHierarchy ways(graph.nodes, graph.arcs, kJob);
  EXPECT_LT(ways.shortcuts(), 2 * graph.arcs.size());
  int found = 0;
  for (int i = 0; i < 150; ++i) {
    const Terminals start = some_terminals(graph, random);
    const std::vector<Cost> expected = dijkstra(graph, start);
    for (int k = 0; k < 10; ++k) {
      const Terminals end = some_terminals(graph, random);
      Cost least = Cost::unreachable();
      for (const Terminal& one : end) least = std::min(least, expected[one.node] + one.cost);
      const std::optional<Way> way = ways.cheapest(start, end);
      ASSERT_EQ(way.has_value(), least.reachable());
      if (!way) continue;
      ASSERT_EQ(way->cost, least);
      expect_connected(graph, *way);
      EXPECT_EQ(ways.table(std::span(&start, 1), std::span(&end, 1), kJob).front(), least);
      ++found;
    }
  }
  EXPECT_GT(found, 1'000);
}

TEST(ContractionHierarchy, IsTheSameOnAnyNumberOfThreads) {
  core::Random random(13);
  const Graph graph = town(70, random);
  const Contraction one = contract(graph.nodes, graph.arcs, core::JobContext({.threads = 1}));
  const Contraction many = contract(graph.nodes, graph.arcs, core::JobContext({.threads = 5}));
  EXPECT_EQ(one.order, many.order);
  for (std::size_t node = 0; node < graph.nodes; ++node) {
    ASSERT_EQ(one.up[node].size(), many.up[node].size());
    for (std::size_t i = 0; i < one.up[node].size(); ++i) {
      ASSERT_EQ(one.up[node][i].node, many.up[node][i].node);
      ASSERT_EQ(one.up[node][i].made_of, many.up[node][i].made_of);
    }
  }
}

TEST(ContractionHierarchy, OfEquallyQuickWaysTheShortestCounts) {
  // 0 → 3 over 1 or 2, equally quick.
  const std::vector<Arc> arcs = {{0, 1, Cost::of(10, 70)},
                                 {1, 3, Cost::of(10, 70)},
                                 {0, 2, Cost::of(15, 60)},
                                 {2, 3, Cost::of(5, 60)}};
  const ContractionHierarchy ways(4, arcs, kJob);
  const std::optional<Way> way = ways.cheapest({{0, Cost()}}, {{3, Cost()}});
  ASSERT_TRUE(way);
  EXPECT_EQ(way->cost.milliseconds(), 20);
  EXPECT_EQ(way->cost.decimetres(), 120);
  EXPECT_THAT(way->arcs, ElementsAre(2, 3));
}

TEST(ContractionHierarchy, NoWayIsNoAnswer) {
  const std::vector<Arc> arcs = {{0, 1, Cost::of(10, 10)}};
  const ContractionHierarchy ways(3, arcs, kJob);
  EXPECT_FALSE(ways.cheapest({{1, Cost()}}, {{0, Cost()}}));
  EXPECT_FALSE(ways.cheapest({}, {{0, Cost()}}));
  EXPECT_THAT(ways.cheapest({{2, Cost()}}, {{2, Cost()}})->arcs, IsEmpty());
  EXPECT_TRUE(ContractionHierarchy(0, {}, kJob).table({}, {}, kJob).empty());
}

TEST(ContractionHierarchy, StopsWhenCancelled) {
  core::Random random(14);
  const Graph graph = town(40, random);
  core::JobContext job({.threads = 2});
  job.request_cancel();
  EXPECT_THAT([&] { ContractionHierarchy(graph.nodes, graph.arcs, job); },
              ::testing::Throws<core::Cancelled>());
}

}  // namespace
}  // namespace nearnet::roads
