// SPDX-License-Identifier: Apache-2.0
// How a patch is searched: single moves and chains of them.
#include "territory/patch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace nearnet::territory {
namespace {

/// Moves in a chain, at most.
constexpr std::size_t kLinks = 3;

/// An even share of `range` from 32 random bits; the bias of some 1e-9 matters to no search.
std::uint32_t below(std::uint64_t bits, std::size_t range) {
  return static_cast<std::uint32_t>((bits * range) >> 32U);
}

}  // namespace

/// Metropolis: an energy higher by gain is accepted with probability exp(−gain / temperature),
/// drawn by comparing gain with temperature × −log(a random number): here one of a table of those.
double Patch::threshold(double temperature, std::uint64_t bits) {
  constexpr std::size_t kSize = 4096;
  static const std::array<double, kSize> kThresholds = [] {
    std::array<double, kSize> table{};
    for (std::size_t i = 0; i < kSize; ++i) {
      table[i] = -std::log((static_cast<double>(i) + 0.5) / static_cast<double>(kSize));
    }
    return table;
  }();
  return temperature * kThresholds[bits % kSize];
}

void Patch::try_move(double temperature, core::Random& random) {
  const std::uint64_t bits = random.next();
  const std::uint32_t cell = border_[below(bits >> 32U, border_.size())];
  const std::uint64_t for_target = (bits >> 12U) & 0xfffffU;
  const std::span<const Link> ring = links_[cell];
  const std::uint32_t from = territory_[cell];
  const double most = threshold(temperature, bits);
  if (ring.size() > Links::kMostInRing) {
    std::size_t at = (for_target * ring.size()) >> 20U;
    while (territory_[ring[at].unit] == from || territory_[ring[at].unit] == kNone) {
      at = at + 1 == ring.size() ? 0 : at + 1;
    }
    const Move move = consider(cell, territory_[ring[at].unit]);
    if (move.gain <= most && within_budget(move) && can_leave(cell)) apply(move);
    return;
  }
  // One look at the ring without branches: they would be guessed wrong every other time.
  std::uint64_t own = 0;
  std::uint64_t foreign = 0;
  std::uint64_t foreigners = 0;
  double shared_from = 0.0;
  double shared_foreign = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const std::uint32_t other = territory_[ring[i].unit];
    const auto metres = static_cast<double>(ring[i].shared_metres);
    const auto is_own = static_cast<std::uint64_t>(other == from);
    const auto is_foreign = static_cast<std::uint64_t>(other != kNone) & (is_own ^ 1U);
    own |= is_own << i;
    foreign |= is_foreign << i;
    foreigners += is_foreign;
    shared_from += metres * static_cast<double>(is_own);
    shared_foreign += metres * static_cast<double>(is_foreign);
  }
  for (std::uint64_t skip = (for_target * foreigners) >> 20U; skip > 0; --skip) {
    foreign &= foreign - 1;
  }
  const std::uint32_t to =
      territory_[ring[static_cast<std::size_t>(std::countr_zero(foreign))].unit];
  // Most moves are turned down whatever part of the foreign border is with that territory.
  if (problem_.forbidden.empty() && least_gain(cell, to, shared_from, shared_foreign) > most) {
    return;
  }
  double shared_to = 0.0;
  for (const Link& next : ring) {
    shared_to +=
        static_cast<double>(next.shared_metres) * static_cast<double>(territory_[next.unit] == to);
  }
  const Move move = consider(cell, to, shared_from, shared_to);
  if (move.gain > most || !within_budget(move)) return;
  const bool whole_ring = own != 0 && Connectivity::tied_to_first(ring, own) == own;
  if (whole_ring || can_leave(cell)) apply(move);
}

std::optional<Patch::Move> Patch::best_out_of(std::uint32_t territory, std::span<const Step> done,
                                              double most, std::int64_t& looked_at) {
  std::optional<Move> best;
  for (const std::uint32_t cell : borders_[territory]) {
    if (std::ranges::any_of(done, [&](const Step& step) { return step.cell == cell; })) continue;
    std::uint32_t last = territory;
    for (const Link& next : links_[cell]) {
      const std::uint32_t to = territory_[next.unit];
      if (to == territory || to == last || to == kNone) continue;
      last = to;
      ++looked_at;
      const Move move = consider(cell, to);
      if (move.gain > most || !can_leave(cell)) continue;
      most = move.gain;
      best = move;
    }
  }
  return best;
}

std::int64_t Patch::try_chain(double temperature, core::Random& random) {
  const std::uint64_t bits = random.next();
  const std::uint32_t cell = border_[below(bits >> 32U, border_.size())];
  const std::span<const Link> ring = links_[cell];
  std::size_t at = (((bits >> 12U) & 0xfffffU) * ring.size()) >> 20U;
  while (territory_[ring[at].unit] == territory_[cell] || territory_[ring[at].unit] == kNone) {
    at = at + 1 == ring.size() ? 0 : at + 1;
  }
  const double most = threshold(temperature, bits);
  std::int64_t looked_at = 1;
  if (!can_leave(cell)) return looked_at;
  const double moved_before = moved_;
  std::array<Step, kLinks> steps;
  std::size_t taken = 0;
  double gain = 0.0;
  std::optional<Move> next = consider(cell, territory_[ring[at].unit]);
  while (next) {
    steps[taken++] = {next->cell, territory_[next->cell]};
    gain += next->gain;
    apply(consider(next->cell, next->to));
    const bool affordable = moved_ <= std::max(moved_before, problem_.max_moved) + kShareNoise;
    if (gain <= most && affordable) return looked_at;
    if (taken == kLinks) break;
    const bool last = taken + 1 == kLinks;
    next = best_out_of(next->to, std::span(steps).first(taken),
                       last ? most - gain : std::numeric_limits<double>::infinity(), looked_at);
  }
  while (taken > 0) {
    --taken;
    apply(consider(steps[taken].cell, steps[taken].from));
  }
  return looked_at;
}

bool Patch::within_budget(const Move& move) const {
  if (problem_.max_moved >= 1.0) return true;
  const double change = change_of_cell(move.cell, move.to) * problem_.disruption[cells_[move.cell]];
  return change <= 0.0 || moved_ + change <= problem_.max_moved + kShareNoise;
}

Heat between(const Heat& from, const Heat& to, double share) {
  const auto mixed = [&](double a, double b) { return a * std::pow(b / a, share); };
  return {mixed(from.temperature, to.temperature),
          {mixed(from.prices.imbalance, to.prices.imbalance),
           mixed(from.prices.inertia, to.prices.inertia), mixed(from.prices.moved, to.prices.moved),
           from.prices.excess + share * (to.prices.excess - from.prices.excess)}};
}

void Patch::anneal(const Heat& from, const Heat& to, std::int64_t moves, core::Random& random) {
  constexpr std::int64_t kStep = 4096;
  for (std::int64_t done = 0; done < moves && !border_.empty(); done += kStep) {
    const Heat heat = between(from, to, static_cast<double>(done) / static_cast<double>(moves));
    set_prices(heat.prices);
    const std::int64_t until = std::min(kStep, moves - done);
    for (std::int64_t i = 0; i < until && !border_.empty(); ++i) {
      try_move(heat.temperature, random);
    }
  }
}

void Patch::anneal_chains(const Heat& from, const Heat& to, std::int64_t moves,
                          core::Random& random) {
  constexpr std::int64_t kStep = 4096;
  keep_borders();
  for (std::int64_t done = 0; done < moves && !border_.empty();) {
    const Heat heat = between(from, to, static_cast<double>(done) / static_cast<double>(moves));
    set_prices(heat.prices);
    const std::int64_t until = std::min(moves, done + kStep);
    while (done < until && !border_.empty()) done += try_chain(heat.temperature, random);
  }
}

}  // namespace nearnet::territory
