// SPDX-License-Identifier: Apache-2.0
#include "territory/improve.h"

#include "core/error.h"
#include "core/parallel.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

namespace nearnet::territory {
namespace {

/// Below so many territories a group has too few borders of its own to be worth a round.
constexpr std::size_t kLeastInGroup = 8;

std::vector<geo::XY> middles(const Problem& problem, const std::vector<std::size_t>& assignment) {
  std::vector<geo::XY> sums(problem.count);
  std::vector<double> cells(problem.count, 0.0);
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    sums[assignment[cell]].x += problem.centre[cell].x;
    sums[assignment[cell]].y += problem.centre[cell].y;
    cells[assignment[cell]] += 1.0;
  }
  for (std::size_t t = 0; t < problem.count; ++t) {
    sums[t].x /= std::max(1.0, cells[t]);
    sums[t].y /= std::max(1.0, cells[t]);
  }
  return sums;
}

using Group = std::vector<std::uint32_t>;

/// Halves again and again, each time across the direction before.
void halve(const std::vector<geo::XY>& middles, Group territories, double angle, std::size_t groups,
           core::Random& random, std::vector<Group>& found) {
  if (groups <= 1) {
    found.push_back(std::move(territories));
    return;
  }
  const auto along = [&](std::uint32_t t) {
    return middles[t].x * std::cos(angle) + middles[t].y * std::sin(angle);
  };
  std::sort(territories.begin(), territories.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(along(a), a) < std::pair(along(b), b);
  });
  // Not always in the middle, so that borders frozen in one round are free in the next.
  const double share = random.uniform(0.4, 0.6);
  const auto cut =
      territories.begin() +
      static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(territories.size())));
  const double across = angle + std::numbers::pi / 2.0;
  halve(middles, Group(territories.begin(), cut), across, groups / 2, random, found);
  halve(middles, Group(cut, territories.end()), across, groups - groups / 2, random, found);
}

std::vector<Group> groups_of(const Problem& problem, const std::vector<std::size_t>& assignment,
                             core::Random& random) {
  Group all(problem.count);
  std::iota(all.begin(), all.end(), 0U);
  std::size_t groups = 1;
  // A limit on what moves is one limit for all.
  if (problem.max_moved >= 1.0) {
    while (problem.count / (2 * groups) >= kLeastInGroup) groups *= 2;
  }
  if (groups == 1) return {all};
  std::vector<Group> found;
  halve(middles(problem, assignment), all, random.uniform(0.0, std::numbers::pi), groups, random,
        found);
  return found;
}

Heat heat_at(const SearchOptions& options, double done) {
  Heat heat = between(options.first, options.last, done);
  heat.prices.imbalance =
      between(options.first, options.last, std::min(1.0, done / options.full_price_from))
          .prices.imbalance;
  return heat;
}

/// Part of a search: shares of it from and to, and the moves to try.
struct Round {
  double from = 0.0;
  double to = 0.0;
  std::int64_t moves = 0;
};

/// Cuts a search into rounds: of equal numbers of moves, or of about equal
/// times.
class Pace {
 public:
  Pace(const Problem& problem, const SearchOptions& options)
      : options_(options),
        rounds_(
            std::max(options.rounds, static_cast<std::size_t>(options.iterations / kMostMoves))),
        moves_(static_cast<std::int64_t>(problem.cells) + kLeastMoves) {}

  std::optional<Round> next() {
    const auto rounds = static_cast<double>(rounds_);
    if (options_.spent) return next_timed(1.0 / static_cast<double>(options_.rounds));
    if (round_ == rounds_) return std::nullopt;
    Round round{static_cast<double>(round_) / rounds, static_cast<double>(round_ + 1) / rounds};
    const auto until =
        static_cast<std::int64_t>(round.to * static_cast<double>(options_.iterations));
    round.moves = until - done_;
    done_ = until;
    ++round_;
    return round;
  }

 private:
  static constexpr std::int64_t kLeastMoves = 10'000;
  /// So many take about a second: a cancel is heard between rounds.
  static constexpr std::int64_t kMostMoves = 5'000'000;

  std::optional<Round> next_timed(double wanted) {
    const double now = options_.spent();
    if (now >= 1.0) return std::nullopt;
    double share = std::min(wanted, 1.0 - now);
    if (round_++ > 0 && now > last_) {
      // As many moves as that share took in the round before.
      const double each = (now - last_) / static_cast<double>(moves_);
      share = std::min(share, each * static_cast<double>(kMostMoves));
      moves_ = std::max<std::int64_t>(kLeastMoves, std::llround(share / each));
    }
    last_ = now;
    return Round{now, std::min(1.0, now + share), moves_};
  }

  const SearchOptions& options_;
  std::size_t rounds_;
  std::size_t round_ = 0;
  std::int64_t done_ = 0;
  std::int64_t moves_;
  double last_ = 0.0;
};

/// One round: every group on its own.
void work_on_groups(const Problem& problem, std::vector<std::size_t>& assignment,
                    const std::vector<Group>& groups, const SearchOptions& options,
                    const Round& round, std::uint64_t seed, const core::JobContext& job) {
  std::vector<std::uint32_t> group_of(problem.count, 0);
  for (std::uint32_t g = 0; g < groups.size(); ++g) {
    for (const std::uint32_t t : groups[g]) group_of[t] = g;
  }
  std::vector<std::vector<std::uint32_t>> cells(groups.size());
  for (std::uint32_t cell = 0; cell < problem.cells; ++cell) {
    cells[group_of[assignment[cell]]].push_back(cell);
  }
  core::parallel_ranges(groups.size(), 1, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t g = begin; g < end; ++g) {
      Patch patch(problem, assignment, groups[g], cells[g]);
      core::Random random(seed + g);
      const double share =
          static_cast<double>(groups[g].size()) / static_cast<double>(problem.count);
      const auto moves = std::llround(share * static_cast<double>(round.moves));
      const Heat from = heat_at(options, round.from);
      const Heat to = heat_at(options, round.to);
      options.chains ? patch.anneal_chains(from, to, moves, random)
                     : patch.anneal(from, to, moves, random);
      patch.write_to(assignment);
    }
  });
}

}  // namespace

double one_step(const Problem& problem) {
  return std::clamp(
      0.6 * std::sqrt(static_cast<double>(problem.count) / static_cast<double>(problem.cells)),
      0.005, 0.2);
}

double plan_energy(const Problem& problem, const std::vector<std::size_t>& assignment,
                   const Prices& prices) {
  std::vector<Mould> moulds(problem.count);
  std::vector<double> load(problem.count * problem.kinds, 0.0);
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    const std::size_t t = assignment[cell];
    moulds[t].add(mould_of(problem, cell), 1.0);
    for (const Link& next : problem.links[cell]) {
      if (assignment[next.unit] == t) {
        moulds[t].perimeter -= static_cast<double>(next.shared_metres);
      }
    }
    for (std::size_t kind = 0; kind < problem.kinds; ++kind) {
      load[t * problem.kinds + kind] += problem.load_of(cell)[kind];
    }
  }
  double energy = moved_energy(problem, prices, problem.unrest(assignment)) +
                  trespass_energy(problem.trespassers(assignment));
  for (std::size_t t = 0; t < problem.count; ++t) {
    energy += territory_energy(problem, prices, moulds[t], load.data() + t * problem.kinds);
  }
  return energy;
}

Improved improved(const Problem& problem, std::vector<std::size_t> assignment,
                  const SearchOptions& options, const core::JobContext& job) {
  const double first_energy = plan_energy(problem, assignment, options.last.prices);
  Improved result{assignment, 0, first_energy};
  core::Random random(options.seed);
  Pace pace(problem, options);
  try {
    while (const std::optional<Round> round = pace.next()) {
      job.check_cancelled();
      work_on_groups(problem, assignment, groups_of(problem, assignment, random), options, *round,
                     random.next(), job.part(round->from, round->to, "balancing"));
      result.iterations += round->moves;
    }
  } catch (const core::Cancelled&) {
    // Groups are done or not begun: the assignment is whole either way.
    if (!options.keep_best) throw;
    result.stopped = true;
  }
  const double energy = plan_energy(problem, assignment, options.last.prices);
  if (energy < first_energy || options.wanders) {
    result.territory_of_cell = std::move(assignment);
    result.energy = energy;
  }
  return result;
}

}  // namespace nearnet::territory
