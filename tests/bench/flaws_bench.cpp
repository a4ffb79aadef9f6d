// SPDX-License-Identifier: Apache-2.0
// How long it takes to find gaps and overlaps among so many hexagons, of which some are missing and
// some lie twice.
//
//   build/release/bin/flaws_bench --units 10000 --json
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "core/random.h"
#include "territory/basic_units.h"
#include "territory/flaws.h"

namespace nearnet {
namespace {

/// About `count` hexagons of 500 m in a square.
std::vector<territory::NamedArea> hexagons(std::size_t count) {
  const double side = std::sqrt(static_cast<double>(count) * 649'519.0) / 111'000.0;
  std::vector<territory::WeightedPlace> places;
  constexpr double kStep = 0.003;
  for (double lat = 45.0; lat < 45.0 + side; lat += kStep) {
    for (double lon = -69.0; lon < -69.0 + side / std::cos(0.79); lon += kStep) {
      places.push_back({{lon, lat}, {{"prospects", 1.0}}});
    }
  }
  std::vector<territory::NamedArea> areas;
  for (model::BasicUnit& unit : territory::hex_units(places, core::Metres(500.0))) {
    areas.push_back({unit.id.text(), areas.size(), std::move(unit.geometry)});
  }
  return areas;
}

int run(int argc, char** argv) {
  CLI::App app("Gaps and overlaps among hexagons");
  std::size_t units = 10'000;
  std::size_t planted = 20;
  int rounds = 5;
  bool json = false;
  app.add_option("--units", units, "Number of hexagons");
  app.add_option("--planted", planted, "Gaps, and overlaps, to be found");
  app.add_option("--rounds", rounds, "The median of so many is told");
  app.add_flag("--json", json, "One JSON object");
  CLI11_PARSE(app, argc, argv);
  std::vector<territory::NamedArea> areas = hexagons(units);
  core::Random random(1);
  for (std::size_t i = 0; i < planted; ++i) {
    areas.erase(areas.begin() + static_cast<std::ptrdiff_t>(random.below(areas.size())));
    areas.push_back(areas[random.below(areas.size())]);
    areas.back().group = areas.size() + units;
  }
  std::vector<double> seconds;
  territory::FlawReport report;
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    report = territory::find_flaws(areas, {});
    seconds.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[seconds.size() / 2];
  const auto overlaps = std::count_if(
      report.flaws.begin(), report.flaws.end(),
      [](const territory::Flaw& flaw) { return flaw.kind == territory::FlawKind::kOverlap; });
  const auto gaps = static_cast<std::ptrdiff_t>(report.flaws.size()) - overlaps;
  if (json) {
    fmt::print("{{\"units\":{},\"overlaps\":{},\"gaps\":{},\"seconds\":{:.4f}}}\n", areas.size(),
               overlaps, gaps, median);
  } else {
    fmt::print("{} units: {} overlaps, {} gaps, {:.4f} s\n", areas.size(), overlaps, gaps, median);
  }
  return 0;
}

}  // namespace
}  // namespace nearnet

int main(int argc, char** argv) {
  return nearnet::run(argc, argv);
}
