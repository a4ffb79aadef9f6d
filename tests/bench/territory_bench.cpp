// SPDX-License-Identifier: Apache-2.0
// territory_bench UNITS --weight FIELD… --count K [--layer L] [--id FIELD] [--iterations N |
// --seconds S]
//                 [--seed N] [--threads N] [--tolerance 5%] [--assignment OUT.csv] [--json]
//                 [--anytime | --graph OUT | --parts FILE | [--present FIELD [--locked FIELD]]
//                 [--outgrown X]]
//
// Designs territories from the polygons of any OGR source and prints what a scorer looks at. UNITS
// may also be lattice:COLUMNSxROWS, made-up hexagons with weights in six towns. Seconds include
// adjacency. Compactness is the mean of 4πA/P², P the sum of the units' perimeters less twice the
// borders inside.
//
// --anytime prints a table of what is reached in 0.1, 0.5, 1, 2, 5 and 10 seconds. --graph writes
// the graph for METIS (weights and metres of border, rounded) in place of a design; --parts scores
// a partition of its making, a number from 0 a line.
//
// --present realigns: FIELD names the territory of each unit today, as many as --count; units whose
// --locked field is not 0 stay. A line says how that stands, another what came of it: also the
// weight that moved, the hop flow (what has to move where weight passes through what lies between),
// and what no plan goes below. --outgrown lets years pass first: every weight grows by e^X from one
// side of the ground to the other, and a little by chance; without --present what stands today is
// then a design on the weights before, and one unit in 33 is locked.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
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
#include "territory/design.h"
#include "territory/objective.h"
#include "testing/hop_flow.h"

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
  std::string graph;
  std::string parts;
  std::string present;
  std::string locked;
  std::optional<double> outgrown;
  std::int64_t iterations = 0;
  std::optional<double> seconds;
  core::JobOptions job;
  bool json = false;
  bool anytime = false;
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

struct Ground {
  std::vector<model::BasicUnit> units;
  std::vector<std::size_t> present;  ///< by unit; empty: no realignment
  std::vector<territory::Lock> locks;
  territory::Adjacency graph;
  double adjacency_seconds = 0.0;
};

/// A field that has to be there; none where none is asked for.
std::optional<std::size_t> wanted_field(const io::VectorReader& reader, const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto field = reader.field(name);
  if (!field) throw core::ConfigError("the units have no field " + name);
  return field;
}

void read_units(const Request& request, Ground& ground) {
  io::VectorReader reader({.source = request.units, .layer = request.layer});
  const auto id = reader.field(request.id_field);
  const auto present = wanted_field(reader, request.present);
  const auto locked = wanted_field(reader, request.locked);
  std::map<std::string, std::size_t> places;
  std::vector<model::BasicUnit>& units = ground.units;
  io::Feature feature;
  while (reader.next(feature)) {
    if (feature.state != io::GeometryState::kGood) continue;
    model::BasicUnit& unit = units.emplace_back();
    unit.id = core::UnitId(id ? io::to_text(feature.values[*id]) : std::to_string(feature.row));
    unit.geometry =
        feature.geometry.is_valid() ? feature.geometry : geo::make_valid(feature.geometry);
    for (const std::string& weight : request.weights) {
      const auto field = wanted_field(reader, weight);
      unit.weights[weight] = io::to_number(feature.values[*field]).value_or(0.0);
    }
    if (!present) continue;
    const std::string today = io::to_text(feature.values[*present]);
    ground.present.push_back(places.emplace(today, places.size()).first->second);
    if (locked && io::to_number(feature.values[*locked]).value_or(0.0) != 0.0) {
      ground.locks.push_back({unit.id, ground.present.back()});
    }
  }
  if (present && places.size() != request.count) {
    throw core::ConfigError(fmt::format("{} has {} territories, --count says {}", request.present,
                                        places.size(), request.count));
  }
}

Ground read_ground(const Request& request, const core::JobContext& job) {
  constexpr std::string_view kLattice = "lattice:";
  Ground ground;
  if (request.units.starts_with(kLattice)) {
    ground.units = made_up_hexagons(request.units.substr(kLattice.size()), request.weights.front(),
                                    request.job.seed);
  } else {
    read_units(request, ground);
  }
  const Clock::time_point start = Clock::now();
  ground.graph = territory::adjacency(ground.units, job);
  ground.adjacency_seconds = seconds_since(start);
  return ground;
}

struct Score {
  double deviation = 0.0;
  double compactness = 0.0;
  std::size_t disconnected = 0;
};

Score score(const Ground& ground, const std::vector<std::size_t>& where, const Request& request) {
  Score result;
  result.deviation = territory::max_deviation(
      territory::weight_totals(ground.units, where, request.count), request.weights);
  for (const std::size_t parts : territory::part_counts(ground.graph, where, request.count)) {
    result.disconnected += parts == 1 ? 0U : 1U;
  }
  std::vector<territory::Shape> shapes(request.count);
  for (std::size_t i = 0; i < where.size(); ++i) {
    const territory::Shape shape = territory::shape_of(ground.units[i].geometry);
    shapes[where[i]].area += shape.area;
    shapes[where[i]].perimeter += shape.perimeter;
    for (const territory::Neighbour& next : ground.graph.of[i]) {
      if (where[next.unit] == where[i]) shapes[where[i]].perimeter -= next.shared_metres;
    }
  }
  for (const territory::Shape& shape : shapes) {
    result.compactness += territory::polsby_popper(shape) / static_cast<double>(request.count);
  }
  return result;
}

territory::DesignOptions options_of(const Request& request) {
  territory::DesignOptions options;
  options.count = request.count;
  options.balance = territory::parse_balance(core::join(request.weights, ","));
  options.tolerance = core::parse_share(request.tolerance);
  options.iterations = request.iterations;
  options.seconds = request.seconds;
  return options;
}

void write_graph(const Ground& ground, const Request& request) {
  std::size_t links = 0;
  for (const auto& neighbours : ground.graph.of) links += neighbours.size();
  std::ofstream out(request.graph);
  out << ground.units.size() << ' ' << links / 2 << " 011\n";
  for (std::size_t i = 0; i < ground.units.size(); ++i) {
    out << std::llround(ground.units[i].weights.at(request.weights.front()));
    for (const territory::Neighbour& next : ground.graph.of[i]) {
      out << ' ' << next.unit + 1 << ' ' << std::max(1LL, std::llround(next.shared_metres));
    }
    out << '\n';
  }
  if (!out.flush()) throw core::StorageError("cannot write " + request.graph);
}

std::vector<std::size_t> read_parts(const Ground& ground, const Request& request) {
  std::ifstream in(request.parts);
  std::vector<std::size_t> parts;
  for (std::size_t part = 0; in >> part;) parts.push_back(part);
  if (parts.size() != ground.units.size() ||
      *std::max_element(parts.begin(), parts.end()) >= request.count) {
    throw core::InputError(fmt::format("{}: expected {} numbers below {}", request.parts,
                                       ground.units.size(), request.count));
  }
  return parts;
}

void print(const Ground& ground, const Score& scored, double seconds, const Request& request,
           const territory::Design* plan) {
  if (request.json) {
    nlohmann::json json{{"units", ground.units.size()},
                        {"territories", request.count},
                        {"max_deviation", scored.deviation},
                        {"compactness", scored.compactness},
                        {"connected", scored.disconnected == 0},
                        {"disconnected", scored.disconnected},
                        {"bridges", ground.graph.bridges.size()},
                        {"adjacency_seconds", ground.adjacency_seconds},
                        {"seconds", seconds}};
    if (plan != nullptr) {
      json["iterations"] = plan->iterations;
      json["binding"] = plan->binding;
    }
    std::cout << json << '\n';
    return;
  }
  fmt::print(
      "{} units, {} territories: deviation {:.2f}%, compactness {:.3f}, {} not connected, "
      "{:.2f} s\n",
      ground.units.size(), request.count, 100.0 * scored.deviation, scored.compactness,
      scored.disconnected, seconds);
}

void print_anytime(const Ground& ground, const Request& request, const core::JobContext& job) {
  fmt::print("{} units, {} territories\nseconds  deviation %  compactness  not connected  took\n",
             ground.units.size(), request.count);
  for (const double seconds : {0.1, 0.5, 1.0, 2.0, 5.0, 10.0}) {
    territory::DesignOptions options = options_of(request);
    options.seconds = seconds;
    const Clock::time_point start = Clock::now();
    const territory::Design plan = territory::design(ground.units, ground.graph, options, job);
    const double took = seconds_since(start);
    const Score scored = score(ground, plan.territory_of_unit, request);
    fmt::print("{:7.1f}  {:11.2f}  {:11.3f}  {:13}  {:4.2f}\n", seconds, 100.0 * scored.deviation,
               scored.compactness, scored.disconnected, took);
  }
}

/// What has to move where weight passes through what lies between; see hop_flow.h.
double hop_flow_of(const Ground& ground, const Request& request) {
  const std::string& weight = request.weights.front();
  std::vector<double> held(request.count, 0.0);
  double mean = 0.0;
  std::set<std::pair<std::size_t, std::size_t>> beside;
  for (std::size_t i = 0; i < ground.units.size(); ++i) {
    const double amount = ground.units[i].weights.at(weight);
    held[ground.present[i]] += amount;
    mean += amount / static_cast<double>(request.count);
    for (const territory::Neighbour& next : ground.graph.of[i]) {
      if (ground.present[i] < ground.present[next.unit]) {
        beside.emplace(ground.present[i], ground.present[next.unit]);
      }
    }
  }
  for (double& amount : held) amount /= mean;
  return testing::hop_flow(held, {beside.begin(), beside.end()},
                           core::parse_share(request.tolerance)) /
         static_cast<double>(request.count);
}

void realign(const Ground& ground, const Request& request, const core::JobContext& job) {
  territory::DesignOptions options = options_of(request);
  options.present.assign(ground.present.begin(), ground.present.end());
  options.locks = ground.locks;
  const Clock::time_point start = Clock::now();
  const territory::Design plan = territory::design(ground.units, ground.graph, options, job);
  const double seconds = seconds_since(start);
  print(ground, score(ground, ground.present, request), 0.0, request, nullptr);
  print(ground, score(ground, plan.territory_of_unit, request), seconds, request, &plan);
  std::size_t astray = 0;
  std::map<core::UnitId, std::size_t> locks;
  for (const territory::Lock& lock : ground.locks) locks.emplace(lock.unit, lock.territory);
  for (std::size_t i = 0; i < ground.units.size(); ++i) {
    const auto lock = locks.find(ground.units[i].id);
    astray += lock != locks.end() && lock->second != plan.territory_of_unit[i] ? 1U : 0U;
  }
  fmt::print("moved {:.2f}%, hop flow {:.2f}%, least {:.2f}%; {} of {} locked units moved\n",
             100.0 * plan.moved_share, 100.0 * hop_flow_of(ground, request),
             100.0 * plan.least_moved, astray, ground.locks.size());
}

/// One side of the ground grows, the other shrinks, and every unit a little by chance.
void let_years_pass(Ground& ground, const Request& request) {
  core::Random random(request.job.seed);
  geo::LonLatBox extent;
  for (const model::BasicUnit& unit : ground.units) extent.grow(unit.geometry.envelope());
  const double angle = random.uniform(0.0, 6.28);
  for (model::BasicUnit& unit : ground.units) {
    const geo::LonLat at = unit.geometry.centroid();
    const double x = (at.lon - extent.centre().lon) / (extent.max_lon - extent.min_lon);
    const double y = (at.lat - extent.centre().lat) / (extent.max_lat - extent.min_lat);
    const double trend = *request.outgrown * (x * std::cos(angle) + y * std::sin(angle));
    for (auto& [name, amount] : unit.weights) amount *= std::exp(trend + 0.1 * random.normal());
  }
}

void outgrow(Ground& ground, const Request& request, const core::JobContext& job) {
  if (ground.present.empty()) {
    territory::DesignOptions options = options_of(request);
    options.iterations = 0;
    ground.present = territory::design(ground.units, ground.graph, options, job).territory_of_unit;
    constexpr std::size_t kEvery = 33;
    for (std::size_t i = 0; i < ground.units.size(); i += kEvery) {
      ground.locks.push_back({ground.units[i].id, ground.present[i]});
    }
  }
  let_years_pass(ground, request);
}

void run(const Request& request) {
  const core::JobContext job(request.job);
  Ground ground = read_ground(request, job);
  if (request.outgrown) outgrow(ground, request, job);
  if (!request.graph.empty()) return write_graph(ground, request);
  if (!request.parts.empty()) {
    return print(ground, score(ground, read_parts(ground, request), request), 0.0, request,
                 nullptr);
  }
  if (request.anytime) return print_anytime(ground, request, job);
  if (!ground.present.empty()) return realign(ground, request, job);
  const Clock::time_point start = Clock::now();
  const territory::Design plan =
      territory::design(ground.units, ground.graph, options_of(request), job);
  const double seconds = ground.adjacency_seconds + seconds_since(start);
  if (!request.assignment.empty()) {
    std::ofstream out(request.assignment);
    out << "unit_id,territory\n";
    for (std::size_t i = 0; i < ground.units.size(); ++i) {
      out << ground.units[i].id.text() << ',' << plan.territory_of_unit[i] + 1 << '\n';
    }
  }
  print(ground, score(ground, plan.territory_of_unit, request), seconds, request, &plan);
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
  app.add_option("--seconds", request.seconds, "search for so long instead");
  app.add_flag("--anytime", request.anytime, "a table over times");
  app.add_option("--graph", request.graph, "write the graph for METIS and stop");
  app.add_option("--parts", request.parts, "score a partition, a number from 0 a line");
  CLI::Option* present =
      app.add_option("--present", request.present, "field of today's territories: realign");
  app.add_option("--locked", request.locked, "field that is not 0 where a unit stays")
      ->needs(present);
  app.add_option("--outgrown", request.outgrown, "let years pass: weights grow by e^X across");
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
