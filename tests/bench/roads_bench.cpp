// SPDX-License-Identifier: Apache-2.0
// roads_bench [--side 600] [--sizes 100 500 1000] [--pairs 10000] [--threads N] [--seed N] [--json]
//
// Prepares a contraction hierarchy of a made-up metropolitan area of side × side crossings, times
// square tables between crossings anywhere in it (median of five), and compares ways with
// Dijkstra's. Exits with 1 when one differs.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <queue>
#include <vector>

#include "core/random.h"
#include "made_up_metro.h"
#include "roads/contraction_hierarchy.h"

namespace {

using nearnet::core::JobContext;
using nearnet::core::Random;
using nearnet::roads::Arc;
using nearnet::roads::ContractionHierarchy;
using nearnet::roads::Cost;
using nearnet::roads::Terminals;
using nlohmann::json;

double seconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::vector<Terminals> crossings(std::size_t count, std::size_t nodes, Random& random) {
  std::vector<Terminals> found;
  for (std::size_t i = 0; i < count; ++i) {
    found.push_back({{static_cast<std::uint32_t>(random.below(nodes)), Cost()}});
  }
  return found;
}

/// Costs from one node to all.
class Dijkstra {
 public:
  Dijkstra(std::size_t nodes, const std::vector<Arc>& arcs) : out_(nodes), costs_(nodes) {
    for (const Arc& arc : arcs) out_[arc.from].emplace_back(arc.to, arc.cost);
  }

  const std::vector<Cost>& from(std::uint32_t start) {
    std::ranges::fill(costs_, Cost::unreachable());
    using Open = std::pair<Cost, std::uint32_t>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    costs_[start] = Cost();
    open.emplace(Cost(), start);
    while (!open.empty()) {
      const auto [cost, node] = open.top();
      open.pop();
      if (cost > costs_[node]) continue;
      for (const auto& [to, more] : out_[node]) {
        if (cost + more >= costs_[to]) continue;
        costs_[to] = cost + more;
        open.emplace(costs_[to], to);
      }
    }
    return costs_;
  }

 private:
  std::vector<std::vector<std::pair<std::uint32_t, Cost>>> out_;
  std::vector<Cost> costs_;
};

/// Of `pairs` random pairs, a hundred from each start: how many differ.
std::size_t differences(const ContractionHierarchy& ways, const std::vector<Arc>& arcs,
                        std::size_t pairs, Random& random, const JobContext& job) {
  constexpr std::size_t kEndsAStart = 100;
  Dijkstra dijkstra(ways.nodes(), arcs);
  std::size_t different = 0;
  for (std::size_t done = 0; done < pairs; done += kEndsAStart) {
    const auto start = crossings(1, ways.nodes(), random);
    const auto ends = crossings(kEndsAStart, ways.nodes(), random);
    const std::vector<Cost> row = ways.table(start, ends, job);
    const std::vector<Cost>& expected = dijkstra.from(start.front().front().node);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const auto way = ways.cheapest(start.front(), ends[i]);
      const Cost cost = way ? way->cost : Cost::unreachable();
      const Cost right = expected[ends[i].front().node];
      if (row[i] != right || cost != right) ++different;
    }
  }
  return different;
}

double median_of_five(const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < 5; ++i) times.push_back(seconds_of(work));
  std::ranges::sort(times);
  return times[2];
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures ways over the roads of a made-up metropolitan area");
  std::uint32_t side = 600;
  std::vector<std::size_t> sizes = {100, 500, 1'000};
  std::size_t pairs = 10'000;
  unsigned threads = 0;
  std::uint64_t seed = 1;
  bool as_json = false;
  app.add_option("--side", side, "Crossings along one side")->check(CLI::Range(2U, 5'000U));
  app.add_option("--sizes", sizes, "Rows and columns of the tables");
  app.add_option("--pairs", pairs, "Ways to compare with Dijkstra's");
  app.add_option("--threads", threads, "0: all cores");
  app.add_option("--seed", seed, "Of the area and of the places asked for");
  app.add_flag("--json", as_json, "Print JSON");
  CLI11_PARSE(app, argc, argv);

  const JobContext job({.threads = threads, .seed = seed});
  const std::vector<Arc> arcs = made_up_metro(side, seed);
  const std::size_t nodes = std::size_t{side} * side;
  std::optional<ContractionHierarchy> ways;
  const double preparing = seconds_of([&] { ways.emplace(nodes, arcs, job); });
  json report = {{"nodes", nodes},
                 {"arcs", arcs.size()},
                 {"shortcuts", ways->shortcuts()},
                 {"prepare_seconds", preparing},
                 {"tables", json::array()}};
  Random random(seed);
  for (const std::size_t size : sizes) {
    const auto starts = crossings(size, nodes, random);
    const auto ends = crossings(size, nodes, random);
    const double seconds = median_of_five([&] { ways->table(starts, ends, job); });
    report["tables"].push_back({{"size", size}, {"seconds", seconds}});
  }
  const std::size_t different = differences(*ways, arcs, pairs, random, job);
  report["pairs"] = pairs;
  report["differences"] = different;
  if (as_json) {
    std::cout << report.dump(2) << '\n';
  } else {
    fmt::print("{} crossings, {} arcs, {} shortcuts: prepared in {:.2f} s\n", nodes, arcs.size(),
               ways->shortcuts(), preparing);
    for (const json& table : report["tables"]) {
      fmt::print("{0} x {0}: {1:.1f} ms\n", table["size"].get<std::size_t>(),
                 1'000.0 * table["seconds"].get<double>());
    }
    fmt::print("{} of {} ways differ from Dijkstra's\n", different, pairs);
  }
  return different == 0 ? 0 : 1;
}
