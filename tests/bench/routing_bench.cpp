// SPDX-License-Identifier: Apache-2.0
// routing_bench INSTANCE [--seconds S | --iterations N] [--threads N] [--seed N] --json
//
// Plans an `aedays` instance (JSON: days, shift, tw, service, prize, matrix; index 0 is home),
// judges the plan with the independent checker and prints cost, the prize left out and the routes.
// Cost is the driving in seconds; the objective is the visited prize first. Other instance forms
// are refused.
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "routing/check.h"
#include "routing/day_planner.h"

namespace {

using nearnet::core::Seconds;
using nearnet::core::TimeOfDay;
using nlohmann::json;

struct Instance {
  std::string name;
  nearnet::routing::DayRequest request;
  nearnet::roads::TravelMatrix travel;
  double total_prize = 0.0;
};

Instance read_ae_days(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw nearnet::core::InputError(path + ": cannot be opened");
  const json data = json::parse(file, nullptr, false);
  if (!data.is_object() || data.value("kind", "") != "aedays") {
    throw nearnet::core::InputError(
        path + ": not an aedays instance; only the ae-*.json form is read so far");
  }
  Instance instance;
  instance.name = data.at("name").get<std::string>();
  auto& request = instance.request;
  request.rep = nearnet::core::RepId("ae");
  for (int day = 0; day < data.at("days").get<int>(); ++day) {
    request.dates.push_back(nearnet::core::add_days(nearnet::core::parse_date("2026-11-23"), day));
  }
  request.shift_start = TimeOfDay{Seconds(data.at("shift").at(0).get<std::int64_t>())};
  request.shift_end = TimeOfDay{Seconds(data.at("shift").at(1).get<std::int64_t>())};
  const std::size_t size = data.at("matrix").size();
  for (std::size_t i = 1; i < size; ++i) {
    nearnet::routing::Candidate candidate;
    candidate.business = nearnet::core::BusinessId(std::to_string(i));
    candidate.name = candidate.business.text();
    candidate.value = data.at("prize").at(i).get<double>();
    candidate.service = Seconds(data.at("service").at(i).get<std::int64_t>());
    candidate.open = nearnet::routing::TimeWindow{
        TimeOfDay{Seconds(data.at("tw").at(i).at(0).get<std::int64_t>())},
        TimeOfDay{Seconds(data.at("tw").at(i).at(1).get<std::int64_t>())}};
    instance.total_prize += candidate.value;
    request.candidates.push_back(std::move(candidate));
  }
  std::vector<std::int32_t> seconds;
  for (const json& row : data.at("matrix")) {
    for (const json& cell : row) seconds.push_back(cell.get<std::int32_t>());
  }
  instance.travel = nearnet::roads::TravelMatrix::from_seconds(size, std::move(seconds));
  return instance;
}

struct Run {
  nearnet::routing::DayPlan plan;
  double seconds = 0.0;
};

Run run(const Instance& instance, unsigned threads) {
  const nearnet::core::JobContext job({.threads = threads});
  const auto begin = std::chrono::steady_clock::now();
  Run result{nearnet::routing::plan_days(instance.request, instance.travel, job), 0.0};
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return result;
}

/// Doubles the iterations until a run fills the time, then scales them once: the answer depends on
/// the machine, as any answer in seconds must.
std::int64_t iterations_for(Instance instance, double seconds, unsigned threads) {
  instance.request.iterations = 2'000;
  double used = run(instance, threads).seconds;
  while (used < seconds / 8) {
    instance.request.iterations *= 2;
    used = run(instance, threads).seconds;
  }
  return static_cast<std::int64_t>(static_cast<double>(instance.request.iterations) * seconds /
                                   used);
}

json report(const Instance& instance, const Run& result) {
  json routes = json::array();
  std::size_t vehicles = 0;
  for (const auto& day : result.plan.days) {
    json route = json::array();
    for (const auto& stop : result.plan.stops) {
      if (stop.date == day.date) route.push_back(std::stoi(stop.business.text()));
    }
    vehicles += route.empty() ? 0U : 1U;
    routes.push_back(std::move(route));
  }
  const auto drive =
      std::accumulate(result.plan.days.begin(), result.plan.days.end(), std::int64_t{0},
                      [](std::int64_t sum, const auto& day) { return sum + day.drive.value; });
  return {
      {"instance", instance.name},  {"cost", drive},
      {"prize", result.plan.value}, {"unserved_prize", instance.total_prize - result.plan.value},
      {"vehicles", vehicles},       {"iterations", instance.request.iterations},
      {"seconds", result.seconds},  {"routes", std::move(routes)}};
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Plans a day-planning benchmark instance.");
  std::string path;
  double seconds = 0.0;
  std::int64_t iterations = 50'000;
  unsigned threads = 0;
  std::uint64_t seed = 1;
  bool as_json = false;
  app.add_option("INSTANCE", path, "ae-*.json")->required();
  auto* budget = app.add_option("--iterations", iterations, "rounds of improvement");
  app.add_option("--seconds", seconds, "stop after about this long instead")->excludes(budget);
  app.add_option("--threads", threads, "0: all cores; never changes the answer");
  app.add_option("--seed", seed);
  app.add_flag("--json", as_json, "one JSON object");
  CLI11_PARSE(app, argc, argv);

  Instance instance = read_ae_days(path);
  instance.request.seed = seed;
  instance.request.iterations =
      seconds > 0.0 ? iterations_for(instance, seconds, threads) : iterations;
  const Run result = run(instance, threads);
  const auto faults = nearnet::routing::check_plan(instance.request, instance.travel, result.plan);
  for (const std::string& fault : faults) std::cerr << "invalid plan: " << fault << '\n';
  const json answer = report(instance, result);
  if (as_json) {
    std::cout << answer.dump() << '\n';
  } else {
    fmt::print("{}: prize {}, driving {} s, {} days, {:.2f} s\n", instance.name,
               answer.at("prize").get<double>(), answer.at("cost").get<std::int64_t>(),
               answer.at("vehicles").get<std::size_t>(), result.seconds);
  }
  return faults.empty() ? 0 : 1;
} catch (const nearnet::core::Error& error) {
  std::cerr << "routing_bench: " << error.what() << '\n';
  return static_cast<int>(error.exit_code());
} catch (const std::exception& error) {
  std::cerr << "routing_bench: " << error.what() << '\n';
  return static_cast<int>(nearnet::core::ExitCode::kInput);
}
