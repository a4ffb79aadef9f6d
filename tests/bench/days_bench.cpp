// SPDX-License-Identifier: Apache-2.0
// days_bench [--largest 5000] [--iterations N] [--threads N] [--seed N] --json
//
// How long the first plan and the whole take and how much memory, as candidates and days grow:
// made-up prospects in and around a town, one in four with opening hours, planned as the product
// plans them, reasons for everyone left out included. One line a size; then a line for each thing
// that goes otherwise on a day under way, whose rest is planned anew (median of five). Every plan
// is judged by the independent checker. With --json each time is given in processor seconds too.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

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
  std::size_t largest = 5'000;
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

roads::TravelMatrix travel_of(const routing::DayRequest& request) {
  std::vector<geo::LonLat> places{request.home};
  for (const auto& candidate : request.candidates) places.push_back(candidate.position);
  if (request.finish) places.push_back(*request.finish);
  auto travel = roads::TravelMatrix::crow_flight(places, {});
  if (request.finish) travel.end_at_last();
  return travel;
}

struct Took {
  double seconds = 0.0;
  double cpu = 0.0;
};

struct Measured {
  routing::DayPlan plan;
  Took took;
  bool valid = false;
};

Measured measure_plan(const routing::DayRequest& request, const roads::TravelMatrix& travel,
                      const core::JobContext& job) {
  Measured measured;
  const std::clock_t cpu = std::clock();
  const auto begin = std::chrono::steady_clock::now();
  measured.plan = routing::plan_days(request, travel, job);
  measured.took = {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
                   static_cast<double>(std::clock() - cpu) / static_cast<double>(CLOCKS_PER_SEC)};
  const auto faults = routing::check_plan(request, travel, measured.plan);
  for (const std::string& fault : faults) std::cerr << "invalid plan: " << fault << '\n';
  measured.valid = faults.empty();
  return measured;
}

/// Prints a line; false when a plan breaks a rule.
bool measure_size(std::size_t candidates, int days, const Arguments& arguments, bool as_json) {
  const core::JobContext job({.threads = arguments.threads});
  routing::DayRequest request = made_up(candidates, days, arguments);
  const roads::TravelMatrix travel = travel_of(request);
  request.iterations = 0;
  const Measured first = measure_plan(request, travel, job);
  request.iterations = arguments.iterations;
  const Measured whole = measure_plan(request, travel, job);
  if (as_json) {
    std::cout << nlohmann::json{{"candidates", candidates},
                                {"days", days},
                                {"first_seconds", first.took.seconds},
                                {"first_cpu_seconds", first.took.cpu},
                                {"seconds", whole.took.seconds},
                                {"cpu_seconds", whole.took.cpu},
                                {"visited", whole.plan.stops.size()},
                                {"first_value", first.plan.value},
                                {"value", whole.plan.value},
                                {"peak_mb", peak_mb()}}
                     .dump()
              << '\n';
  } else {
    fmt::print(
        "{:5} candidates, {:2} days: first plan {:4.0f} ms, {:6.2f} s, {:4} visits, value {:8.1f} "
        "(first {:8.1f}), {:4.0f} MB\n",
        candidates, days, 1e3 * first.took.seconds, whole.took.seconds, whole.plan.stops.size(),
        whole.plan.value, first.plan.value, peak_mb());
  }
  return first.valid && whole.valid;
}

/// The rest of a day from the place and the end of its stop `behind - 1`: who is planned ahead
/// and those who may fill gaps, without the stops behind.
routing::DayRequest rest_of(const routing::DayRequest& day, const routing::DayPlan& plan,
                            std::size_t behind) {
  routing::DayRequest rest = day;
  rest.home = plan.stops[behind - 1].position;
  rest.finish = day.home;
  rest.shift_start = plan.stops[behind - 1].depart;
  rest.iterations = 2'000;  // as the product plans a day anew
  rest.candidates.clear();
  rest.present.assign(1, {});
  for (const routing::Candidate& candidate : day.candidates) {
    const auto stop = std::ranges::find(plan.stops, candidate.business, &model::Stop::business);
    if (stop != plan.stops.end() && stop < plan.stops.begin() + static_cast<std::ptrdiff_t>(behind))
      continue;
    rest.candidates.push_back(candidate);
    if (stop == plan.stops.end()) rest.candidates.back().value *= 1e-3;
  }
  for (std::size_t k = behind; k < plan.stops.size(); ++k) {
    const auto at =
        std::ranges::find(rest.candidates, plan.stops[k].business, &routing::Candidate::business);
    rest.present.front().push_back(static_cast<std::size_t>(at - rest.candidates.begin()));
  }
  return rest;
}

struct Surprise {
  const char* what;
  routing::DayRequest rest;
};

/// On a day of an AE with two hundred prospects near.
std::vector<Surprise> surprises(const Arguments& arguments, const core::JobContext& job) {
  constexpr std::size_t kBehind = 4;
  routing::DayRequest day = made_up(215, 1, arguments);
  const routing::DayPlan plan = routing::plan_days(day, travel_of(day), job);
  const routing::DayRequest on_time = rest_of(day, plan, kBehind);
  std::vector<Surprise> all;
  all.push_back({"no-show", on_time});
  all.back().rest.shift_start.since_midnight -= core::minutes(15);
  all.push_back({"long visit", on_time});
  all.back().rest.shift_start.since_midnight += core::minutes(45);
  all.push_back({"new appointment", on_time});
  const std::vector<std::size_t>& ahead = on_time.present.front();
  std::size_t newcomer = 0;
  while (std::ranges::count(ahead, newcomer) > 0) ++newcomer;
  all.back().rest.appointments.push_back({.candidate = newcomer,
                                          .date = day.dates.front(),
                                          .start = core::parse_time_of_day("15:00"),
                                          .duration = core::minutes(20)});
  return all;
}

/// Prints a line; false when a plan breaks a rule.
bool measure_replan(const Surprise& surprise, const core::JobContext& job, bool as_json) {
  roads::TravelMatrix travel = travel_of(surprise.rest);
  std::vector<Measured> all;
  for (int k = 0; k < 5; ++k) all.push_back(measure_plan(surprise.rest, travel, job));
  std::ranges::sort(all, {}, [](const Measured& m) { return m.took.seconds; });
  const Measured& median = all[2];
  const std::size_t ahead = surprise.rest.present.front().size();
  if (as_json) {
    std::cout << nlohmann::json{{"replan", surprise.what},
                                {"candidates", surprise.rest.candidates.size()},
                                {"seconds", median.took.seconds},
                                {"cpu_seconds", median.took.cpu},
                                {"ahead", ahead},
                                {"visited", median.plan.stops.size()}}
                     .dump()
              << '\n';
  } else {
    fmt::print(
        "replan after a {}: {:.0f} ms ({:.0f} ms of processor time), {} stops ahead before, "
        "{} after\n",
        surprise.what, 1e3 * median.took.seconds, 1e3 * median.took.cpu, ahead,
        median.plan.stops.size());
  }
  return std::ranges::all_of(all, [](const Measured& m) { return m.valid; });
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Plans made-up days of growing size.");
  Arguments arguments;
  bool as_json = false;
  app.add_option("--largest", arguments.largest, "candidates at most");
  app.add_option("--iterations", arguments.iterations, "rounds of improvement");
  app.add_option("--threads", arguments.threads, "0: all cores; never changes the answer");
  app.add_option("--seed", arguments.seed);
  app.add_flag("--json", as_json, "one JSON object a line");
  CLI11_PARSE(app, argc, argv);
  bool valid = true;
  for (const std::size_t candidates : {50U, 200U, 1'000U, 5'000U}) {
    if (candidates > arguments.largest) continue;
    for (const int days : {1, 5, 20}) valid &= measure_size(candidates, days, arguments, as_json);
  }
  const core::JobContext job({.threads = arguments.threads});
  for (const Surprise& surprise : surprises(arguments, job)) {
    valid &= measure_replan(surprise, job, as_json);
  }
  return valid ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "days_bench: " << error.what() << '\n';
  return static_cast<int>(core::ExitCode::kInput);
}
