// SPDX-License-Identifier: Apache-2.0
// Measures the coverage index, and makes and judges files so that other programs can be measured
// beside nearnet (see eligibility_peers).
//
//   eligibility_bench engine --places 1000000 --footprints 20000 [--kind polygons|hexagons|lines]
//                            [--near-net 150m] [--threads N] [--json]
//   eligibility_bench make FOLDER --places N --footprints N [--kind …]
//   eligibility_bench read FOLDER
//   eligibility_bench straight FOLDER OUT.csv [--near-net 150m] [--threads N]
//                              [--distance geos|tangent]
//
// `engine` works in memory: building the index, putting neighbouring places together, then one
// coverage question a place, then the verdicts (status, reasons) of all at another near-net
// distance with the index and its answers kept. `make` writes footprints.gpkg and businesses.gpkg;
// `read` only reads them, in batches of columns. `straight` is the plain way in C++: every business
// asks an STR tree and prepared geometries of GEOS, through OGR's features, without nearnet's
// engine.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/parallel.h"
#include "core/units.h"
#include "eligibility/evaluate.h"
#include "eligibility/network_answers.h"
#include "eligibility/place_order.h"
#include "io/vector_writer.h"
#include "made_up_plant.h"
#include "straight_join.h"

namespace {

using namespace nearnet;
using Clock = std::chrono::steady_clock;

struct Request {
  std::size_t places = 1'000'000;
  std::size_t footprints = 20'000;
  std::string kind = "polygons";
  std::string near_net = "150m";
  std::string folder;
  std::string output;
  std::string distance = "tangent";
  core::JobOptions job;
  bool json = false;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Verdicts on places that are nothing but places, as files are judged: row by row.
eligibility::Summary judge_all(const eligibility::Evaluator& evaluator,
                               const std::vector<geo::LonLat>& places,
                               const std::vector<std::optional<eligibility::Coverage>>& network,
                               const core::JobContext& job) {
  constexpr std::size_t kGrain = 8192;
  constexpr std::size_t kAhead = 16;
  std::vector<eligibility::Summary> parts(places.size() / kGrain + 1);
  core::parallel_ranges(places.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    eligibility::Evaluator::Judge judge(evaluator);
    model::Business business;
    for (std::size_t i = begin; i < end; ++i) {
      if (i + kAhead < end) judge.expect(network[i + kAhead]);
      business.position = places[i];
      parts[begin / kGrain].add(judge(business, network[i]));
    }
  });
  eligibility::Summary sum;
  for (const eligibility::Summary& part : parts) sum += part;
  return sum;
}

void measure_engine(const Request& request) {
  core::Random random(request.job.seed);
  const bench::Plant plant =
      bench::made_up_plant(bench::plant_kind(request.kind), request.footprints, random);
  const std::vector<geo::LonLat> places = bench::made_up_places(plant, request.places, random);
  std::vector<eligibility::NumberedPlace> numbered;
  for (const geo::LonLat& place : places) numbered.push_back({place, numbered.size()});
  const core::JobContext job(request.job);
  eligibility::Rules rules;
  rules.near_net = core::parse_distance(request.near_net);
  rules.search = rules.near_net * 1.5;
  eligibility::Inputs inputs{.footprints = plant.footprints};

  Clock::time_point start = Clock::now();
  inputs.network = std::make_shared<const eligibility::CoverageIndex>(
      eligibility::network_index(plant.footprints, rules, job));
  const double build = seconds_since(start);
  start = Clock::now();
  numbered = eligibility::neighbours_together(numbered);
  const double order = seconds_since(start);
  start = Clock::now();
  const auto network = eligibility::ask_network(*inputs.network, numbered, places.size(),
                                                rules.search_radius(), job);
  const double ask = seconds_since(start);
  const auto judge = [&] {
    return judge_all(eligibility::Evaluator(inputs, rules, job), places, network, job);
  };
  const eligibility::Summary summary = judge();
  start = Clock::now();
  rules.near_net = rules.search;
  const eligibility::Summary farther = judge();
  const double again = seconds_since(start);
  if (request.json) {
    std::cout
        << nlohmann::json{{"places", places.size()},      {"footprints", plant.footprints.size()},
                          {"kind", request.kind},         {"on_net", summary.on_net},
                          {"near_net", summary.near_net}, {"near_net_farther", farther.near_net},
                          {"build_seconds", build},       {"order_seconds", order},
                          {"ask_seconds", ask},           {"ask_again_seconds", again}}
        << '\n';
    return;
  }
  fmt::print(
      "{} places, {} {}: {} on-net, {} near-net; index {:.3f} s, order {:.3f} s, places {:.3f} s, "
      "at another distance {:.3f} s ({} near-net)\n",
      places.size(), plant.footprints.size(), request.kind, summary.on_net, summary.near_net, build,
      order, ask, again, farther.near_net);
}

void make_files(const Request& request) {
  core::Random random(request.job.seed);
  const bench::PlantKind kind = bench::plant_kind(request.kind);
  const bench::Plant plant = bench::made_up_plant(kind, request.footprints, random);
  const std::filesystem::path folder = request.folder;
  std::filesystem::create_directories(folder);
  const bool lines = kind == bench::PlantKind::kLines;
  io::VectorWriter footprints(
      (folder / "footprints.gpkg").string(),
      {.name = "footprints",
       .shape = lines ? io::Shape::kLine : io::Shape::kPolygon,
       .fields = {{"footprint_id", io::FieldType::kInteger}, {"drop_m", io::FieldType::kReal}}});
  for (const model::Footprint& footprint : plant.footprints) {
    footprints.add({std::int64_t{std::stoll(footprint.id.text())},
                    footprint.drop ? io::FieldValue(footprint.drop->value) : io::FieldValue()},
                   footprint.geometry);
  }
  footprints.finish();
  io::VectorWriter businesses(
      (folder / "businesses.gpkg").string(),
      {.name = "businesses",
       .shape = io::Shape::kPoint,
       .fields = {{"business_id", io::FieldType::kInteger}, {"name", io::FieldType::kText}}});
  std::int64_t id = 0;
  for (const geo::LonLat& place : bench::made_up_places(plant, request.places, random)) {
    ++id;
    businesses.add({id, fmt::format("Shop {}", id)}, geo::Geometry::point(place));
  }
  businesses.finish();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Measures eligibility"};
  app.require_subcommand(1);
  Request request;
  const auto sizes = [&](CLI::App& command) {
    command.add_option("--places", request.places);
    command.add_option("--footprints", request.footprints);
    command.add_option("--kind", request.kind, "polygons, hexagons or lines");
    command.add_option("--seed", request.job.seed);
  };
  const auto join = [&](CLI::App& command) {
    command.add_option("--near-net", request.near_net);
    command.add_option("--threads", request.job.threads);
  };
  CLI::App& engine = *app.add_subcommand("engine", "the index in memory");
  sizes(engine);
  join(engine);
  engine.add_flag("--json", request.json);
  CLI::App& make = *app.add_subcommand("make", "files to measure with");
  make.add_option("folder", request.folder)->required();
  sizes(make);
  CLI::App& straight = *app.add_subcommand("straight", "the plain way in C++, on files");
  straight.add_option("folder", request.folder)->required();
  straight.add_option("output", request.output)->required();
  join(straight);
  straight.add_option("--distance", request.distance, "by GEOS, or by a loop over the edges")
      ->check(CLI::IsMember({"geos", "tangent"}));
  CLI::App& read = *app.add_subcommand("read", "the files alone");
  read.add_option("folder", request.folder)->required();
  CLI11_PARSE(app, argc, argv);
  try {
    if (engine.parsed()) measure_engine(request);
    if (make.parsed()) make_files(request);
    if (straight.parsed()) {
      bench::straight_join(request.folder, request.output,
                           {.near_net = core::parse_distance(request.near_net).value,
                            .threads = core::JobContext(request.job).threads(),
                            .geos_distance = request.distance == "geos"});
    }
    if (read.parsed()) fmt::print("{} rows\n", bench::read_alone(request.folder));
    return 0;
  } catch (const core::Error& error) {
    std::cerr << "eligibility_bench: " << error.what() << '\n';
    return static_cast<int>(error.exit_code());
  }
}
