// SPDX-License-Identifier: Apache-2.0
#include "territory/patch.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace nearnet::territory {
namespace {

/// Of a load beyond a limit, beside that of imbalance: linear too, since a limit is no wish.
constexpr double kLimitPrice = 1.0;

/// Of a cell where it may not be: worth any border.
constexpr double kTrespass = 1000.0;

}  // namespace

Mould mould_of(const Problem& problem, std::size_t cell) {
  const Shape& shape = problem.shape[cell];
  const geo::XY centre = problem.centre[cell];
  return {shape.area, shape.perimeter, shape.area * centre.x, shape.area * centre.y,
          shape.area * (centre.x * centre.x + centre.y * centre.y)};
}

double territory_energy(const Problem& problem, const Prices& prices, const Mould& mould,
                        const double* load) {
  double balance = 0.0;
  double beyond = 0.0;
  for (std::size_t kind = 0; kind < problem.balanced; ++kind) {
    const double off = std::abs(load[kind] - 1.0);
    const double excess = std::max(0.0, off - problem.aim);
    beyond += problem.share[kind] * excess;
    const double beyond_ease = std::max(0.0, off - problem.ease);
    balance +=
        problem.share[kind] * (excess * excess + Problem::kEasePrice * beyond_ease * beyond_ease);
  }
  for (std::size_t i = 0; i < problem.bands.size(); ++i) {
    const double amount = load[problem.balanced + i];
    const Problem::Band& band = problem.bands[i];
    const double off = std::max({0.0, band.least - amount, amount - band.most});
    balance += kLimitPrice * (off + off * off);
  }
  const double unbalanced = prices.imbalance * balance + prices.excess * beyond;
  if (!(mould.area > 0.0)) return unbalanced;
  const double outline = std::max(0.0, mould.perimeter) / std::sqrt(mould.area);
  const double spread = mould.square - (mould.x * mould.x + mould.y * mould.y) / mould.area;
  const double inertia = 2.0 * std::numbers::pi * spread / (mould.area * mould.area);
  return unbalanced + outline + prices.inertia * inertia;
}

double trespass_energy(std::size_t cells) {
  return kTrespass * static_cast<double>(cells);
}

double moved_energy(const Problem& problem, const Prices& prices, double moved) {
  return prices.moved * moved * static_cast<double>(problem.count);
}

Patch::Patch(const Problem& problem, std::span<const std::size_t> assignment,
             std::span<const std::uint32_t> territories, std::span<const std::uint32_t> cells)
    : problem_(problem),
      cells_(cells.begin(), cells.end()),
      territories_(territories.begin(), territories.end()),
      connectivity_(links_),
      moved_(problem.max_moved < 1.0 ? problem.moved(assignment) : 0.0) {
  std::vector<std::uint32_t> place_of_territory(problem.count, kNone);
  for (std::uint32_t t = 0; t < territories_.size(); ++t) place_of_territory[territories_[t]] = t;
  const auto outside = static_cast<std::uint32_t>(cells_.size());
  std::vector<std::uint32_t> place(problem.cells, outside);
  for (std::uint32_t i = 0; i < outside; ++i) place[cells_[i]] = i;

  std::vector<Link> links;
  for (const std::uint32_t cell : cells_) {
    links.assign(problem.links[cell].begin(), problem.links[cell].end());
    for (Link& link : links) link.unit = place[link.unit];
    links_.add(links);
    territory_.push_back(place_of_territory[assignment[cell]]);
    mould_.push_back(mould_of(problem, cell));
    centre_.push_back(problem.centre[cell]);
    nuisance_.push_back(problem.nuisance[cell]);
    free_.push_back(problem.locked[cell] == kUnassigned);
    const std::span<const double> load = problem.load_of(cell);
    cell_load_.insert(cell_load_.end(), load.begin(), load.end());
    const std::size_t present = problem.present[cell];
    present_.push_back(present == kUnassigned ? kNone : place_of_territory[present]);
  }
  territory_.push_back(kNone);
  connectivity_.resize(cells_.size());
  add_up();
}

void Patch::add_up() {
  sums_.assign(territories_.size(), {});
  load_.assign(territories_.size() * problem_.kinds, 0.0);
  load_after_.assign(2 * problem_.kinds, 0.0);
  foreign_links_.assign(cells_.size(), 0);
  border_place_.assign(cells_.size(), kNone);
  for (std::uint32_t cell = 0; cell < cells_.size(); ++cell) {
    const std::uint32_t t = territory_[cell];
    sums_[t].mould.add(mould_[cell], 1.0);
    for (const Link& next : links_[cell]) {
      const std::uint32_t other = territory_[next.unit];
      if (other == t) sums_[t].mould.perimeter -= static_cast<double>(next.shared_metres);
      foreign_links_[cell] += other != t && other != kNone ? 1U : 0U;
    }
    for (std::size_t kind = 0; kind < problem_.kinds; ++kind) {
      load_[t * problem_.kinds + kind] += cell_load_[cell * problem_.kinds + kind];
    }
    update_border(cell);
  }
  set_prices(prices_);
}

void Patch::set_prices(const Prices& prices) {
  prices_ = prices;
  for (std::uint32_t t = 0; t < sums_.size(); ++t) {
    sums_[t].energy =
        territory_energy(problem_, prices_, sums_[t].mould, load_.data() + t * problem_.kinds);
    settle(sums_[t]);
  }
}

void Patch::settle(Sums& sums) const {
  const Mould& mould = sums.mould;
  if (!(mould.area > 0.0)) {
    sums = {mould, sums.energy, 0.0, 0.0, 0.0, 0.0, sums.energy, {}};
    return;
  }
  sums.per_area = 1.0 / mould.area;
  sums.per_root = std::sqrt(sums.per_area);
  sums.middle = {mould.x * sums.per_area, mould.y * sums.per_area};
  sums.outline = std::max(0.0, mould.perimeter) * sums.per_root;
  const double spread = mould.square - (mould.x * sums.middle.x + mould.y * sums.middle.y);
  sums.inertia = 2.0 * std::numbers::pi * spread * sums.per_area * sums.per_area;
  sums.balance = std::max(0.0, sums.energy - sums.outline - prices_.inertia * sums.inertia);
}

double Patch::least_gain(std::uint32_t cell, std::uint32_t to, double shared_from,
                         double shared_to) const {
  const Mould& mould = mould_[cell];
  const Sums& giver = sums_[territory_[cell]];
  const Sums& taker = sums_[to];
  const double given = mould.area * giver.per_area;
  const double taken = mould.area * taker.per_area;
  // What is left of a giver may be next to nothing.
  if (!(given < 0.25 && taken < 0.25)) return -std::numeric_limits<double>::infinity();
  // 1 / √(A − a) is more than 1 / √A, and 1 / √(A + a) more than (1 − a / 2A) / √A.
  const double giver_outline =
      (giver.mould.perimeter - mould.perimeter + 2.0 * shared_from) * giver.per_root;
  const double taker_outline = (taker.mould.perimeter + mould.perimeter - 2.0 * shared_to) *
                               taker.per_root * (1.0 - 0.5 * taken);
  // The giver loses the cell's part of its moment; the taker's at best only spreads over more.
  const double x = centre_[cell].x - giver.middle.x;
  const double y = centre_[cell].y - giver.middle.y;
  const double lost =
      2.0 * std::numbers::pi * given * (1.0 + 2.0 * given) * (x * x + y * y) * giver.per_area +
      2.0 * taken * taker.inertia;
  // Balance at best becomes perfect.
  constexpr double kRounding = 1e-9;
  return giver_outline - giver.outline + taker_outline - taker.outline - prices_.inertia * lost -
         giver.balance - taker.balance +
         moved_energy(problem_, prices_, change_of_cell(cell, to) * nuisance_[cell]) - kRounding;
}

double Patch::energy() const {
  double sum = 0.0;
  for (const Sums& s : sums_) sum += s.energy;
  return sum;
}

double Patch::change_of_cell(std::uint32_t cell, std::uint32_t to) const {
  const std::uint32_t present = present_[cell];
  if (present == kNone) return 0.0;
  if (present == territory_[cell]) return 1.0;
  return present == to ? -1.0 : 0.0;
}

double Patch::trespass_change(std::uint32_t cell, std::uint32_t to) const {
  const bool there = problem_.is_forbidden(cells_[cell], territories_[to]);
  const bool here = problem_.is_forbidden(cells_[cell], territories_[territory_[cell]]);
  return trespass_energy(there ? 1 : 0) - trespass_energy(here ? 1 : 0);
}

Patch::Move Patch::consider(std::uint32_t cell, std::uint32_t to, double shared_from,
                            double shared_to) {
  const std::uint32_t from = territory_[cell];
  from_after_.mould = sums_[from].mould;
  from_after_.mould.add(mould_[cell], -1.0);
  from_after_.mould.perimeter += 2.0 * shared_from;
  to_after_.mould = sums_[to].mould;
  to_after_.mould.add(mould_[cell], 1.0);
  to_after_.mould.perimeter -= 2.0 * shared_to;
  const std::size_t kinds = problem_.kinds;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    const double load = cell_load_[cell * kinds + kind];
    load_after_[kind] = load_[from * kinds + kind] - load;
    load_after_[kinds + kind] = load_[to * kinds + kind] + load;
  }
  from_after_.energy = territory_energy(problem_, prices_, from_after_.mould, load_after_.data());
  to_after_.energy =
      territory_energy(problem_, prices_, to_after_.mould, load_after_.data() + kinds);
  return {cell, to,
          from_after_.energy + to_after_.energy - sums_[from].energy - sums_[to].energy +
              moved_energy(problem_, prices_, change_of_cell(cell, to) * nuisance_[cell]) +
              (problem_.forbidden.empty() ? 0.0 : trespass_change(cell, to))};
}

void Patch::apply(const Move& move) {
  const std::uint32_t from = territory_[move.cell];
  const std::size_t kinds = problem_.kinds;
  moved_ += change_of_cell(move.cell, move.to) * problem_.disruption[cells_[move.cell]];
  settle(from_after_);
  settle(to_after_);
  sums_[from] = from_after_;
  sums_[move.to] = to_after_;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    load_[from * kinds + kind] = load_after_[kind];
    load_[move.to * kinds + kind] = load_after_[kinds + kind];
  }
  territory_[move.cell] = move.to;
  for (const Link& next : links_[move.cell]) {
    const std::uint32_t other = territory_[next.unit];
    if (other == from) {
      ++foreign_links_[next.unit];
      ++foreign_links_[move.cell];
      update_border(next.unit);
    } else if (other == move.to) {
      --foreign_links_[next.unit];
      --foreign_links_[move.cell];
      update_border(next.unit);
    }
  }
  update_border(move.cell);
}

void Patch::update_border(std::uint32_t cell) {
  const bool listed = border_place_[cell] != kNone;
  const bool belongs = foreign_links_[cell] > 0 && free_[cell];
  if (belongs && !listed) {
    border_place_[cell] = static_cast<std::uint32_t>(border_.size());
    border_.push_back(cell);
  } else if (!belongs && listed) {
    const std::uint32_t place = border_place_[cell];
    border_[place] = border_.back();
    border_place_[border_[place]] = place;
    border_.pop_back();
    border_place_[cell] = kNone;
  }
  if (!borders_.empty()) list_under(cell, belongs ? territory_[cell] : kNone);
}

void Patch::keep_borders() {
  borders_.assign(territories_.size(), {});
  listed_in_.assign(cells_.size(), kNone);
  listed_at_.assign(cells_.size(), kNone);
  for (const std::uint32_t cell : border_) list_under(cell, territory_[cell]);
}

void Patch::list_under(std::uint32_t cell, std::uint32_t territory) {
  const std::uint32_t now = listed_in_[cell];
  if (now == territory) return;
  if (now != kNone) {
    std::vector<std::uint32_t>& list = borders_[now];
    list[listed_at_[cell]] = list.back();
    listed_at_[list.back()] = listed_at_[cell];
    list.pop_back();
  }
  listed_in_[cell] = territory;
  if (territory == kNone) return;
  listed_at_[cell] = static_cast<std::uint32_t>(borders_[territory].size());
  borders_[territory].push_back(cell);
}

Patch::Move Patch::consider(std::uint32_t cell, std::uint32_t to) {
  double shared_from = 0.0;
  double shared_to = 0.0;
  const std::uint32_t from = territory_[cell];
  for (const Link& next : links_[cell]) {
    const std::uint32_t other = territory_[next.unit];
    const auto metres = static_cast<double>(next.shared_metres);
    shared_from += metres * static_cast<double>(other == from);
    shared_to += metres * static_cast<double>(other == to);
  }
  return consider(cell, to, shared_from, shared_to);
}

void Patch::write_to(std::span<std::size_t> assignment) const {
  for (std::uint32_t i = 0; i < cells_.size(); ++i) {
    assignment[cells_[i]] = territories_[territory_[i]];
  }
}

}  // namespace nearnet::territory
