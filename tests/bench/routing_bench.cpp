// SPDX-License-Identifier: Apache-2.0
// routing_bench INSTANCE [--seconds S | --cpu-seconds S | --iterations N] [--threads N] [--seed N]
//               --json
//
// Solves a public routing instance (routing_instances.h says which forms) as days to plan, counts
// the answer again from the file alone and prints its cost as the instance's set counts it (travel;
// with the prizes left out for PCVRPTW; for aedays the prize is what counts), the prize left out
// and the routes: numbers of customers as VRPLIB solutions have them, the depot being 0. With
// --seconds the whole run, reading included, ends after about that long; --cpu-seconds counts the
// processor time of all threads instead, which is what to compare on a machine with other work.
#include <chrono>
#include <ctime>
#include <iostream>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "routing/solver.h"
#include "routing_instances.h"

namespace {

using Clock = std::chrono::steady_clock;
using nearnet::bench::BenchInstance;
using nearnet::bench::Judged;
using nearnet::bench::Tours;
using nlohmann::json;

/// Kept back of the time for the last touches and the counting.
constexpr double kLastTouches = 0.02;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double processor_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

Tours tours_of(const nearnet::routing::Solution& solution) {
  Tours tours;
  for (const auto& route : solution.routes()) {
    if (!route.stops().empty()) tours.emplace_back(route.stops().begin(), route.stops().end());
  }
  return tours;
}

struct Arguments {
  std::string path;
  double seconds = 0.0;
  double cpu_seconds = 0.0;
  std::int64_t iterations = 50'000;
  unsigned threads = 0;
  std::uint64_t seed = 1;
};

int run(const Arguments& arguments, bool as_json, Clock::time_point begin) {
  const BenchInstance bench = nearnet::bench::read_instance(arguments.path);
  const nearnet::core::JobContext job({.threads = arguments.threads});
  nearnet::routing::ImproveOptions options{.iterations = arguments.iterations,
                                           .seed = arguments.seed};
  if (arguments.seconds > 0.0) {
    options.spent = [&] {
      return seconds_since(begin) / (arguments.seconds * (1.0 - kLastTouches));
    };
  } else if (arguments.cpu_seconds > 0.0) {
    options.spent = [&] { return processor_seconds() / arguments.cpu_seconds; };
  }
  const nearnet::routing::Instance instance = bench.instance();
  const auto solution =
      nearnet::routing::solve(instance, nearnet::routing::Solution(instance), options, job);
  const Tours tours = tours_of(solution);
  const Judged judged = nearnet::bench::judge(bench, tours);
  for (const std::string& fault : judged.faults) std::cerr << "not allowed: " << fault << '\n';
  const double seconds = seconds_since(begin);
  if (as_json) {
    const json answer{{"instance", bench.name},
                      {"cost", judged.cost},
                      {"travel", judged.travel},
                      {"prize", judged.prize},
                      {"unserved_prize", judged.unserved_prize},
                      {"vehicles", tours.size()},
                      {"seconds", seconds},
                      {"routes", tours}};
    std::cout << answer.dump() << '\n';
  } else {
    fmt::print("{}: cost {:.10g}, prize {:.10g}, left out {:.10g}, {} routes, {:.2f} s\n",
               bench.name, judged.cost, judged.prize, judged.unserved_prize, tours.size(), seconds);
  }
  return judged.faults.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
  const auto begin = Clock::now();
  CLI::App app("Solves a public routing instance.");
  Arguments arguments;
  bool as_json = false;
  app.add_option("INSTANCE", arguments.path, ".txt (Solomon), .vrp, .tsp or ae-*.json")->required();
  auto* budget = app.add_option("--iterations", arguments.iterations, "rounds of improvement");
  auto* wall = app.add_option("--seconds", arguments.seconds, "stop after this long instead");
  wall->excludes(budget);
  app.add_option("--cpu-seconds", arguments.cpu_seconds, "the same of processor time")
      ->excludes(budget)
      ->excludes(wall);
  app.add_option("--threads", arguments.threads,
                 "0: all cores; with --iterations it never changes the answer");
  app.add_option("--seed", arguments.seed);
  app.add_flag("--json", as_json, "one JSON object");
  CLI11_PARSE(app, argc, argv);
  return run(arguments, as_json, begin);
} catch (const nearnet::core::Error& error) {
  std::cerr << "routing_bench: " << error.what() << '\n';
  return static_cast<int>(error.exit_code());
} catch (const std::exception& error) {
  std::cerr << "routing_bench: " << error.what() << '\n';
  return static_cast<int>(nearnet::core::ExitCode::kInput);
}
