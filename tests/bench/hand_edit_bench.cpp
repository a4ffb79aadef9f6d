// SPDX-License-Identifier: Apache-2.0
// hand_edit_bench [--size COLUMNSxROWS] [--count K] [--radius METRES] [--frames N] [--json]
//
// Draws a brush over a plan of many units, one frame after the other as the app does: find the
// units under the brush, move them, read the figures of every territory. Prints the CPU time a
// frame takes (median, 99th of a hundred, worst), that of undoing the whole drag, and what opening
// the plan costs. Hexagons of 300 m with weights, territories in vertical bands cut into blocks.
#include <time.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/random.h"
#include "core/text.h"
#include "geo/local_frame.h"
#include "territory/basic_units.h"
#include "territory/hand_edit.h"
#include "territory/unit_finder.h"

namespace {

using namespace nearnet;

constexpr double kSide = 300.0;

struct Request {
  std::string size = "400x250";
  std::size_t count = 40;
  double radius = 1500.0;
  int frames = 600;
  bool json = false;
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Lattice {
  std::vector<model::BasicUnit> units;
  std::vector<std::size_t> territory_of_unit;
  geo::LonLatBox extent;
};

Lattice lattice_of(const Request& request) {
  const auto sides = core::split(request.size, 'x');
  const auto columns = sides.size() == 2 ? core::parse_integer(sides[0]) : std::nullopt;
  const auto rows = sides.size() == 2 ? core::parse_integer(sides[1]) : std::nullopt;
  if (!columns || !rows) throw core::ConfigError("expected --size COLUMNSxROWS, such as 400x250");
  const geo::LocalFrame frame({-93.0, 45.0});
  core::Random random(1);
  std::vector<territory::WeightedPlace> places;
  for (long long y = 0; y < *rows; ++y) {
    for (long long x = 0; x < *columns; ++x) {
      const geo::XY at{std::sqrt(3.0) * kSide * (static_cast<double>(x) + (y % 2 == 0 ? 0.0 : 0.5)),
                       1.5 * kSide * static_cast<double>(y)};
      const double prospects = std::round(random.uniform(0.0, 40.0));
      places.push_back({frame.to_lon_lat(at),
                        {{"prospects", prospects},
                         {"hours", prospects * random.uniform(0.5, 2.0)},
                         {"mrc", prospects * random.uniform(50.0, 150.0)}}});
    }
  }
  Lattice lattice{territory::hex_units(places, core::Metres(kSide)), {}, {}};
  for (const model::BasicUnit& unit : lattice.units) {
    lattice.extent.grow(unit.geometry.envelope());
  }
  const auto across = static_cast<std::size_t>(std::sqrt(static_cast<double>(request.count)));
  const std::size_t up = (request.count + across - 1) / across;
  for (const model::BasicUnit& unit : lattice.units) {
    const geo::LonLat at = unit.geometry.centroid();
    const auto cell = [](double value, double low, double high, std::size_t cells) {
      return std::min(cells - 1, static_cast<std::size_t>((value - low) / (high - low) *
                                                          static_cast<double>(cells)));
    };
    const std::size_t column = cell(at.lon, lattice.extent.min_lon, lattice.extent.max_lon, across);
    const std::size_t row = cell(at.lat, lattice.extent.min_lat, lattice.extent.max_lat, up);
    lattice.territory_of_unit.push_back(std::min(request.count - 1, row * across + column));
  }
  return lattice;
}

struct Result {
  std::vector<double> frames;  ///< CPU seconds each
  std::size_t moved = 0;
  std::size_t most_at_once = 0;
  double open = 0.0;
  double undo = 0.0;
  double checksum = 0.0;
};

/// A wave over the whole map, always given to the territory in its middle: breaks territories
/// apart, so that their parts have to be counted again.
void drag(territory::HandEdit& editing, const territory::UnitFinder& finder, const Request& request,
          const geo::LonLatBox& extent, Result& result) {
  const auto place = [&](int frame) {
    const double t = static_cast<double>(frame) / request.frames;
    return geo::LonLat{
        extent.min_lon + (0.02 + 0.96 * t) * (extent.max_lon - extent.min_lon),
        extent.min_lat + (0.5 + 0.45 * std::sin(40.0 * t)) * (extent.max_lat - extent.min_lat)};
  };
  const std::size_t target = request.count / 2;
  editing.begin_stroke("Drag");
  for (int frame = 1; frame <= request.frames; ++frame) {
    const double start = cpu_seconds();
    const auto units = finder.brushed(place(frame - 1), place(frame), core::Metres(request.radius));
    const territory::Edit edit = territory::moved(editing.plan(), units, target);
    editing.make(edit);
    for (const std::size_t t : editing.plan().territories()) {
      const territory::LiveFigures figures = editing.plan().figures(t);
      result.checksum += figures.compactness + static_cast<double>(figures.parts);
    }
    result.checksum += editing.plan().max_deviation();
    result.checksum += static_cast<double>(editing.plan().strays().size());
    result.frames.push_back(cpu_seconds() - start);
    result.moved += edit.moves.size();
    result.most_at_once = std::max(result.most_at_once, edit.moves.size());
  }
  editing.end_stroke();
}

void run(const Request& request) {
  Lattice lattice = lattice_of(request);
  const core::JobContext job({.threads = 1});
  Result result;
  double start = cpu_seconds();
  territory::Adjacency graph = territory::adjacency(lattice.units);
  const auto ground = territory::live_units(std::move(lattice.units), std::move(graph), job);
  territory::HandEdit editing(territory::LivePlan(ground, lattice.territory_of_unit,
                                                  territory::territory_labels(request.count, {}),
                                                  {"prospects", "hours", "mrc"}));
  const territory::UnitFinder finder(ground);
  result.checksum += editing.plan().figures(0).compactness;
  result.open = cpu_seconds() - start;

  drag(editing, finder, request, lattice.extent, result);
  start = cpu_seconds();
  editing.undo();
  for (const std::size_t t : editing.plan().territories()) {
    result.checksum += editing.plan().figures(t).compactness;
  }
  result.undo = cpu_seconds() - start;

  std::ranges::sort(result.frames);
  const auto at = [&](double share) {
    const auto i = static_cast<std::size_t>(share * static_cast<double>(result.frames.size() - 1));
    return 1000.0 * result.frames[i];
  };
  if (request.json) {
    std::cout << nlohmann::ordered_json{{"units", ground->size()},
                                        {"territories", request.count},
                                        {"frames", request.frames},
                                        {"units_moved", result.moved},
                                        {"most_units_a_frame", result.most_at_once},
                                        {"frame_ms_median", at(0.5)},
                                        {"frame_ms_p99", at(0.99)},
                                        {"frame_ms_worst", at(1.0)},
                                        {"undo_ms", 1000.0 * result.undo},
                                        {"open_ms", 1000.0 * result.open},
                                        {"checksum", result.checksum}}
                     .dump(2)
              << "\n";
    return;
  }
  fmt::print(
      "{} units, {} territories, {} frames, {} units moved, at most {} in one\n"
      "a frame: {:.3f} ms median, {:.3f} ms 99 %, {:.3f} ms worst (CPU)\n"
      "undoing all of it: {:.1f} ms; opening: {:.0f} ms (CPU)\n",
      ground->size(), request.count, request.frames, result.moved, result.most_at_once, at(0.5),
      at(0.99), at(1.0), 1000.0 * result.undo, 1000.0 * result.open);
}

}  // namespace

int main(int argc, char** argv) {
  Request request;
  CLI::App app("CPU time of editing territories by hand");
  app.add_option("--size", request.size, "Columns and rows of the lattice")->capture_default_str();
  app.add_option("--count", request.count, "Territories")->check(CLI::Range(1, 100'000));
  app.add_option("--radius", request.radius, "Of the brush, in metres")->capture_default_str();
  app.add_option("--frames", request.frames, "Steps of the drag")->check(CLI::Range(1, 1'000'000));
  app.add_flag("--json", request.json, "Figures as JSON");
  CLI11_PARSE(app, argc, argv);
  try {
    run(request);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
