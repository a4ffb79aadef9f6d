// SPDX-License-Identifier: Apache-2.0
// territory_bench UNITS --weight FIELD… --count K [--layer L] [--id FIELD] [--iterations N] [--seed
// N]
//                 [--threads N] [--tolerance 5%] [--assignment OUT.csv] [--json]
//
// Designs territories from the polygons of any OGR source and prints what a scorer looks at. UNITS
// may also be lattice:COLUMNSxROWS, made-up hexagons with weights in six towns. Seconds include
// adjacency.
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/random.h"
#include "core/text.h"
#include "core/units.h"
#include "geo/local_frame.h"
#include "io/vector_reader.h"
#include "territory/basic_units.h"
#include "territory/boundary.h"
#include "territory/design.h"

namespace {

using namespace nearnet;
using Clock = std::chrono::steady_clock;

struct Request {
  std::string units;
  std::string layer;
  std::string id_field = "unit_id";
  std::vector<std::string> weights;
  std::string tolerance = "5%";
  std::string assignment;
  std::size_t count = 0;
  std::int64_t iterations = 0;
  core::JobOptions job;
  bool json = false;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::vector<model::BasicUnit> made_up_hexagons(const std::string& size, const std::string& weight,
                                               std::uint64_t seed) {
  const auto parts = core::split(size, 'x');
  const auto columns = parts.size() == 2 ? core::parse_integer(parts[0]) : std::nullopt;
  const auto rows = parts.size() == 2 ? core::parse_integer(parts[1]) : std::nullopt;
  if (!columns || !rows) throw core::ConfigError("expected lattice:COLUMNSxROWS, such as 100x100");
  constexpr double kSide = 300.0;
  const geo::LocalFrame frame({-93.0, 45.0});
  const double width = std::sqrt(3.0) * kSide * static_cast<double>(*columns);
  const double height = 1.5 * kSide * static_cast<double>(*rows);
  struct Town {
    geo::XY centre;
    double radius;
    double peak;
  };
  core::Random random(seed);
  std::vector<Town> towns;
  for (int i = 0; i < 6; ++i) {
    const geo::XY centre{random.uniform(0.1, 0.9) * width, random.uniform(0.1, 0.9) * height};
    const double radius = random.uniform(0.04, 0.12) * (width + height) / 2.0;
    towns.push_back({centre, radius, random.uniform(0.5, 2.5)});
  }
  std::vector<territory::WeightedPlace> places;
  for (long long y = 0; y < *rows; ++y) {
    for (long long x = 0; x < *columns; ++x) {
      const geo::XY at{std::sqrt(3.0) * kSide * (static_cast<double>(x) + (y % 2 == 0 ? 0.0 : 0.5)),
                       1.5 * kSide * static_cast<double>(y)};
      double density = 0.15;
      for (const Town& town : towns) {
        const double distance =
            std::hypot(at.x - town.centre.x, at.y - town.centre.y) / town.radius;
        density += town.peak * std::exp(-distance * distance / 2.0);
      }
      const double amount = std::max(1.0, std::round(40.0 * density * std::exp(random.normal())));
      places.push_back({frame.to_lon_lat(at), {{weight, amount}}});
    }
  }
  return territory::hex_units(places, core::Metres(kSide));
}

std::vector<model::BasicUnit> read_units(const Request& request) {
  io::VectorReader reader({.source = request.units, .layer = request.layer});
  const auto id = reader.field(request.id_field);
  std::vector<model::BasicUnit> units;
  io::Feature feature;
  while (reader.next(feature)) {
    if (feature.state != io::GeometryState::kGood) continue;
    model::BasicUnit& unit = units.emplace_back();
    unit.id = core::UnitId(id ? io::to_text(feature.values[*id]) : std::to_string(feature.row));
    unit.geometry =
        feature.geometry.is_valid() ? feature.geometry : geo::make_valid(feature.geometry);
    for (const std::string& weight : request.weights) {
      const auto field = reader.field(weight);
      if (!field) throw core::ConfigError(request.units + " has no field " + weight);
      unit.weights[weight] = io::to_number(feature.values[*field]).value_or(0.0);
    }
  }
  return units;
}

void run(const Request& request) {
  constexpr std::string_view kLattice = "lattice:";
  const auto units = request.units.starts_with(kLattice)
                         ? made_up_hexagons(request.units.substr(kLattice.size()),
                                            request.weights.front(), request.job.seed)
                         : read_units(request);
  territory::DesignOptions options;
  options.count = request.count;
  options.balance = territory::parse_balance(core::join(request.weights, ","));
  options.tolerance = core::parse_share(request.tolerance);
  options.iterations = request.iterations;
  const core::JobContext job(request.job);

  const Clock::time_point start = Clock::now();
  const territory::Adjacency graph = territory::adjacency(units);
  const double adjacency_seconds = seconds_since(start);
  const territory::Design plan = territory::design(units, graph, options, job);
  const double seconds = seconds_since(start);

  const core::ScenarioId scenario("bench");
  const auto labels = territory::territory_labels(request.count, {});
  double compactness = 0.0;
  for (const model::Territory& outline :
       territory::dissolve({scenario, units, graph, plan.territory_of_unit, labels}, job)) {
    compactness += outline.compactness / static_cast<double>(request.count);
  }
  if (!request.assignment.empty()) {
    std::ofstream out(request.assignment);
    out << "unit_id,territory\n";
    for (std::size_t i = 0; i < units.size(); ++i) {
      out << units[i].id.text() << ',' << plan.territory_of_unit[i] + 1 << '\n';
    }
  }
  if (request.json) {
    std::cout << nlohmann::json{{"units", units.size()},
                                {"territories", request.count},
                                {"max_deviation", plan.max_deviation},
                                {"compactness", compactness},
                                {"connected", plan.connected},
                                {"bridges", graph.bridges.size()},
                                {"iterations", plan.iterations},
                                {"binding", plan.binding},
                                {"adjacency_seconds", adjacency_seconds},
                                {"seconds", seconds}}
              << '\n';
    return;
  }
  fmt::print("{} units, {} territories: deviation {:.2f}%, compactness {:.3f}, {}, {:.2f} s\n",
             units.size(), request.count, 100.0 * plan.max_deviation, compactness,
             plan.connected ? "connected" : "NOT connected", seconds);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Measures territory design"};
  Request request;
  app.add_option("units", request.units, "OGR source, or lattice:COLUMNSxROWS")->required();
  app.add_option("--weight", request.weights, "fields to balance")->required();
  app.add_option("--count", request.count, "territories")->required();
  app.add_option("--layer", request.layer);
  app.add_option("--id", request.id_field);
  app.add_option("--iterations", request.iterations);
  app.add_option("--seed", request.job.seed);
  app.add_option("--threads", request.job.threads);
  app.add_option("--tolerance", request.tolerance);
  app.add_option("--assignment", request.assignment, "CSV of unit_id,territory");
  app.add_flag("--json", request.json);
  CLI11_PARSE(app, argc, argv);
  try {
    run(request);
    return 0;
  } catch (const core::Error& error) {
    std::cerr << "territory_bench: " << error.what() << '\n';
    return static_cast<int>(error.exit_code());
  }
}
