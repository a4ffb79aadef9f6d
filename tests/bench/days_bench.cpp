// SPDX-License-Identifier: Apache-2.0
// days_bench [--iterations N] [--threads N] [--seed N] --json
//
// How long a plan takes and how much memory, as candidates and days grow: made-up prospects in and
// around a town, one in four with opening hours, planned as the product plans them, reasons for
// everyone left out included. One line a size; every plan is judged by the independent checker.
#include <sys/resource.h>

#include <chrono>
#include <iostream>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/random.h"
#include "routing/check.h"
#include "routing/day_planner.h"

namespace {

using namespace nearnet;

struct Arguments {
  std::int64_t iterations = 20'000;
  unsigned threads = 0;
  std::uint64_t seed = 1;
};

/// Most in a town of some five kilometres, some in the country around.
routing::DayRequest made_up(std::size_t candidates, int days, const Arguments& arguments) {
  core::Random random(arguments.seed);
  routing::DayRequest request;
  request.rep = core::RepId("ae");
  request.home = {-68.77, 44.80};
  for (int d = 0; d < days; ++d) {
    request.dates.push_back(core::add_days(core::parse_date("2026-11-23"), d));
  }
  request.shift_start = core::parse_time_of_day("08:30");
  request.shift_end = core::parse_time_of_day("17:00");
  request.lunch = routing::Lunch{
      {core::parse_time_of_day("11:30"), core::parse_time_of_day("13:30")}, core::minutes(30)};
  request.seed = arguments.seed;
  request.iterations = arguments.iterations;
  for (std::size_t i = 0; i < candidates; ++i) {
    const double spread = random.chance(0.8) ? 0.03 : 0.2;
    routing::Candidate candidate;
    candidate.business = core::BusinessId(std::to_string(i + 1));
    candidate.name = "Business " + candidate.business.text();
    candidate.position = {request.home.lon + spread * random.normal(),
                          request.home.lat + 0.7 * spread * random.normal()};
    candidate.value = random.uniform(10, 100);
    candidate.service = core::minutes(15 + static_cast<std::int64_t>(random.below(4)) * 5);
    if (random.chance(0.25)) {
      candidate.open =
          routing::TimeWindow{core::parse_time_of_day("10:00"), core::parse_time_of_day("15:00")};
    }
    request.candidates.push_back(std::move(candidate));
  }
  return request;
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// Prints a line; false when the plan breaks a rule.
bool measure(std::size_t candidates, int days, const Arguments& arguments, bool as_json) {
  const routing::DayRequest request = made_up(candidates, days, arguments);
  std::vector<geo::LonLat> places{request.home};
  for (const auto& candidate : request.candidates) places.push_back(candidate.position);
  const auto travel = roads::TravelMatrix::crow_flight(places, {});
  const core::JobContext job({.threads = arguments.threads});
  const auto begin = std::chrono::steady_clock::now();
  const routing::DayPlan plan = routing::plan_days(request, travel, job);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const auto faults = routing::check_plan(request, travel, plan);
  for (const std::string& fault : faults) std::cerr << "invalid plan: " << fault << '\n';
  if (as_json) {
    std::cout << nlohmann::json{{"candidates", candidates}, {"days", days},
                                {"seconds", seconds},       {"visited", plan.stops.size()},
                                {"value", plan.value},      {"peak_mb", peak_mb()}}
                     .dump()
              << '\n';
  } else {
    fmt::print("{:5} candidates, {:2} days: {:6.2f} s, {:4} visits, value {:8.1f}, {:4.0f} MB\n",
               candidates, days, seconds, plan.stops.size(), plan.value, peak_mb());
  }
  return faults.empty();
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Plans made-up days of growing size.");
  Arguments arguments;
  bool as_json = false;
  app.add_option("--iterations", arguments.iterations, "rounds of improvement");
  app.add_option("--threads", arguments.threads, "0: all cores; never changes the answer");
  app.add_option("--seed", arguments.seed);
  app.add_flag("--json", as_json, "one JSON object a line");
  CLI11_PARSE(app, argc, argv);
  bool valid = true;
  for (const std::size_t candidates : {50U, 200U, 1'000U, 5'000U}) {
    for (const int days : {1, 5, 20}) valid &= measure(candidates, days, arguments, as_json);
  }
  return valid ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "days_bench: " << error.what() << '\n';
  return static_cast<int>(core::ExitCode::kInput);
}
