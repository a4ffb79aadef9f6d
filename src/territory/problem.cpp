// SPDX-License-Identifier: Apache-2.0
#include "territory/problem.h"

#include "core/error.h"
#include "core/parallel.h"
#include "territory/limits.h"
#include "territory/unit_amounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <unordered_map>

namespace nearnet::territory {
namespace {

/// Nobody minds a smaller deviation than this.
constexpr double kEase = 0.0135;

/// How far inside the tolerance a present layout is brought at most.
constexpr double kLeeway = 0.0002;

/// Everything per unit, before enclaves are folded into cells.
struct UnitTable {
  std::vector<std::vector<double>> loads;  ///< by kind, then unit
  std::vector<double> disruption;
  std::vector<double> nuisance;
  std::vector<std::size_t> locked;
  std::vector<std::size_t> present;
};

std::vector<double> shares_of(std::vector<double> amounts) {
  const double total = std::accumulate(amounts.begin(), amounts.end(), 0.0);
  for (double& a : amounts) a = total > 0.0 ? a / total : 0.0;
  return amounts;
}

void read_disruption(const DesignOptions& options, const std::vector<double>& first_weight,
                     UnitTable& table) {
  // Open deals lie in few units: moving the others is to be no game of chance either.
  constexpr double kOfWeight = 0.1;
  const std::vector<double> weight = shares_of(first_weight);
  table.disruption = options.disruption.empty() ? weight : shares_of(options.disruption);
  table.nuisance = table.disruption;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    table.nuisance[i] = (1.0 - kOfWeight) * table.disruption[i] + kOfWeight * weight[i];
  }
}

void read_weights(std::span<const model::BasicUnit> units, const DesignOptions& options,
                  UnitTable& table, Problem& problem) {
  double shares = 0.0;
  for (const BalanceWeight& weight : options.balance) {
    std::vector<double> amount = amounts(units, weight.name);
    double total = 0.0;
    for (const double a : amount) total += a;
    if (&weight == &options.balance.front()) read_disruption(options, amount, table);
    if (!(total > 0.0)) continue;
    for (double& a : amount) a *= static_cast<double>(options.count) / total;
    table.loads.push_back(std::move(amount));
    problem.share.push_back(weight.share);
    shares += weight.share;
  }
  for (double& share : problem.share) share /= shares;
  problem.balanced = table.loads.size();
  for (const Limit& limit : options.limits) {
    std::vector<double> amount = amounts(units, limit.weight);
    const double total = std::accumulate(amount.begin(), amount.end(), 0.0);
    if (!(total > 0.0)) continue;
    const double scale = static_cast<double>(options.count) / total;
    for (double& a : amount) a *= scale;
    table.loads.push_back(std::move(amount));
    // A hair inside, so that rounding does not break what the search has held.
    constexpr double kHair = 1e-7;
    problem.bands.push_back(
        {limit.least.value_or(0.0) * scale + (limit.least ? kHair : 0.0),
         limit.most ? *limit.most * scale - kHair : std::numeric_limits<double>::infinity()});
  }
  problem.kinds = table.loads.size();
}

void read_locks(std::span<const model::BasicUnit> units, const DesignOptions& options,
                UnitTable& table) {
  table.locked.assign(units.size(), kUnassigned);
  table.present.assign(units.size(), kUnassigned);
  std::unordered_map<core::UnitId, std::size_t> index;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!index.emplace(units[i].id, i).second) {
      throw core::InputError("unit " + units[i].id.text() + " occurs twice; ids must be unique");
    }
  }
  for (const Lock& lock : options.locks) {
    const auto found = index.find(lock.unit);
    if (found == index.end()) {
      throw core::ConfigError("there is no unit " + lock.unit.text() + " to lock");
    }
    if (lock.territory >= options.count) {
      throw core::ConfigError(fmt::format("unit {} is locked to territory {}, there are {}",
                                          lock.unit.text(), lock.territory + 1, options.count));
    }
    std::size_t& locked = table.locked[found->second];
    if (locked != kUnassigned && locked != lock.territory) {
      throw core::InfeasibleError(
          fmt::format("unit {} is locked to territory {} and to territory {}", lock.unit.text(),
                      locked + 1, lock.territory + 1));
    }
    locked = lock.territory;
  }
  for (std::size_t i = 0; i < options.present.size(); ++i) {
    if (!options.present[i]) continue;
    if (*options.present[i] >= options.count) {
      throw core::ConfigError(fmt::format("unit {} is in territory {} today, there are {}",
                                          units[i].id.text(), *options.present[i] + 1,
                                          options.count));
    }
    table.present[i] = *options.present[i];
  }
}

/// host[i]: the unit that i is folded into, itself where it stands alone. A unit with one neighbour
/// goes where that one goes, unless it is a territory of its own: not with less than half of what
/// one holds.
std::vector<std::size_t> fold_hosts(const Adjacency& graph, const UnitTable& table,
                                    const Problem& problem) {
  constexpr double kOwnTerritory = 0.5;
  const std::size_t units = graph.of.size();
  std::vector<std::size_t> host(units);
  std::iota(host.begin(), host.end(), std::size_t{0});
  std::size_t cells = units;
  for (std::size_t i = 0; i < units && cells > problem.count; ++i) {
    if (graph.of[i].size() != 1) continue;
    const std::size_t to = graph.of[i].front().unit;
    const bool host_has_choice = graph.of[to].size() > 1;
    const bool same_fate =
        table.locked[i] == table.locked[to] && table.present[i] == table.present[to];
    const bool light = std::all_of(table.loads.begin(), table.loads.end(),
                                   [&](const auto& load) { return load[i] <= kOwnTerritory; });
    if (!host_has_choice || !same_fate || !light) continue;
    host[i] = to;
    --cells;
  }
  return host;
}

struct Place {
  geo::XY centre;
  Shape shape;
};

std::vector<Place> measure(std::span<const model::BasicUnit> units, const geo::LocalFrame& frame,
                           const core::JobContext& job) {
  constexpr std::size_t kGrain = 1024;
  std::vector<Place> places(units.size());
  core::parallel_ranges(units.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      places[i] = {frame.to_metres(units[i].geometry.centroid()), shape_of(units[i].geometry)};
    }
  });
  return places;
}

geo::LocalFrame frame_over(std::span<const model::BasicUnit> units) {
  geo::LonLatBox extent;
  for (const model::BasicUnit& unit : units) extent.grow(unit.geometry.envelope());
  return geo::LocalFrame(extent.centre());
}

/// The links of each cell, those to one and the same cell joined.
Links cell_links(const Adjacency& graph, const Problem& problem,
                 const std::vector<std::vector<std::size_t>>& units_of_cell) {
  Links links;
  std::vector<Link> found;
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    found.clear();
    for (const std::size_t unit : units_of_cell[cell]) {
      for (const Neighbour& next : graph.of[unit]) {
        const std::size_t other = problem.cell_of_unit[next.unit];
        if (other == cell) continue;
        found.push_back(
            {static_cast<std::uint32_t>(other), static_cast<float>(next.shared_metres)});
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Link& a, const Link& b) { return a.unit < b.unit; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (kept > 0 && found[kept - 1].unit == found[i].unit) {
        found[kept - 1].shared_metres += found[i].shared_metres;
      } else {
        found[kept++] = found[i];
      }
    }
    links.add(std::span(found).first(kept));
  }
  links.close_rings();
  return links;
}

void make_cells(const Adjacency& graph, const UnitTable& table, const std::vector<Place>& places,
                Problem& problem) {
  const std::vector<std::size_t> host = fold_hosts(graph, table, problem);
  const std::size_t units = host.size();
  problem.cell_of_unit.assign(units, kUnassigned);
  for (std::size_t i = 0; i < units; ++i) {
    if (host[i] == i) problem.cell_of_unit[i] = problem.cells++;
  }
  for (std::size_t i = 0; i < units; ++i) problem.cell_of_unit[i] = problem.cell_of_unit[host[i]];

  problem.load.assign(problem.cells * problem.kinds, 0.0);
  problem.size.assign(problem.cells, 0.0);
  problem.centre.resize(problem.cells);
  problem.shape.resize(problem.cells);
  problem.locked.resize(problem.cells);
  problem.present.resize(problem.cells);
  problem.disruption.assign(problem.cells, 0.0);
  problem.nuisance.assign(problem.cells, 0.0);
  std::vector<std::vector<std::size_t>> units_of_cell(problem.cells);
  for (std::size_t i = 0; i < units; ++i) {
    const std::size_t cell = problem.cell_of_unit[i];
    units_of_cell[cell].push_back(i);
    problem.shape[cell].area += places[i].shape.area;
    problem.shape[cell].perimeter += places[i].shape.perimeter;
    problem.disruption[cell] += table.disruption[i];
    problem.nuisance[cell] += table.nuisance[i];
    for (std::size_t kind = 0; kind < problem.kinds; ++kind) {
      problem.load[cell * problem.kinds + kind] += table.loads[kind][i];
      if (kind < problem.balanced) problem.size[cell] += problem.share[kind] * table.loads[kind][i];
    }
    if (host[i] == i) {
      problem.centre[cell] = places[i].centre;
      problem.locked[cell] = table.locked[i];
      problem.present[cell] = table.present[i];
    }
    for (const Neighbour& next : graph.of[i]) {
      if (problem.cell_of_unit[next.unit] == cell) {
        problem.shape[cell].perimeter -= next.shared_metres;
      }
    }
  }
  problem.links = cell_links(graph, problem, units_of_cell);
}

}  // namespace

void Links::close_rings() {
  constexpr std::uint8_t kNotInRing = 255;
  static_assert(kMostInRing < kNotInRing);
  std::vector<std::uint8_t> place(size(), kNotInRing);
  for (std::size_t cell = 0; cell < size(); ++cell) {
    const std::span<Link> ring{all_.data() + first_[cell], all_.data() + first_[cell + 1]};
    if (ring.size() > kMostInRing) continue;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      place[ring[i].unit] = static_cast<std::uint8_t>(i);
    }
    for (Link& link : ring) {
      link.ring = 0;
      for (const Link& next : (*this)[link.unit]) {
        if (place[next.unit] != kNotInRing) link.ring |= std::uint64_t{1} << place[next.unit];
      }
    }
    for (const Link& link : ring) place[link.unit] = kNotInRing;
  }
}

bool Problem::has_present() const {
  return std::any_of(present.begin(), present.end(), [](auto t) { return t != kUnassigned; });
}

namespace {

double sum_over_moved(const Problem& problem, std::span<const std::size_t> assignment,
                      const std::vector<double>& amount) {
  double sum = 0.0;
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    const std::size_t present = problem.present[cell];
    if (present != kUnassigned && present != assignment[cell]) sum += amount[cell];
  }
  return sum;
}

}  // namespace

double Problem::moved(std::span<const std::size_t> assignment) const {
  return sum_over_moved(*this, assignment, disruption);
}

double Problem::unrest(std::span<const std::size_t> assignment) const {
  return sum_over_moved(*this, assignment, nuisance);
}

std::size_t Problem::trespassers(std::span<const std::size_t> assignment) const {
  if (forbidden.empty()) return 0;
  std::size_t found = 0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    found += is_forbidden(cell, assignment[cell]) ? 1U : 0U;
  }
  return found;
}

double Problem::amiss(std::span<const std::size_t> assignment) const {
  std::vector<double> held(count * kinds, 0.0);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      held[assignment[cell] * kinds + kind] += load_of(cell)[kind];
    }
  }
  auto sum = static_cast<double>(trespassers(assignment));
  for (std::size_t i = 0; i < held.size(); ++i) {
    const std::size_t kind = i % kinds;
    if (kind < balanced) {
      const double off = std::abs(held[i] - 1.0) - tolerance;
      sum += off > kShareNoise ? off : 0.0;
    } else {
      const Band& band = bands[kind - balanced];
      sum += std::max({0.0, band.least - held[i], held[i] - band.most});
    }
  }
  return sum;
}

Problem make_problem(std::span<const model::BasicUnit> units, const Adjacency& graph,
                     const DesignOptions& options, const core::JobContext& job) {
  check_options(units, graph, options);
  check_limits(units, options);
  Problem problem;
  problem.count = options.count;
  problem.tolerance = options.tolerance;
  problem.aim = 0.9 * options.tolerance;
  problem.ease = std::min(problem.aim, kEase);
  problem.max_moved = options.max_moved;
  UnitTable table;
  read_weights(units, options, table, problem);
  read_locks(units, options, table);

  const geo::LocalFrame frame = frame_over(units);
  problem.home.resize(options.count);
  for (std::size_t t = 0; t < options.seats.size(); ++t) {
    if (options.seats[t].home) problem.home[t] = frame.to_metres(*options.seats[t].home);
  }
  make_cells(graph, table, measure(units, frame, job), problem);
  problem.forbidden = forbidden_cells(options, problem);
  if (problem.has_present()) {
    // Better balance than was asked for would move more than has to.
    problem.aim = std::max(problem.aim, options.tolerance - kLeeway);
    problem.ease = problem.aim;
  }
  return problem;
}

}  // namespace nearnet::territory
