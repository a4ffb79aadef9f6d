// SPDX-License-Identifier: Apache-2.0
#include "territory/improve.h"

#include "territory/connectivity.h"

#include <algorithm>
#include <cmath>

namespace nearnet::territory {
namespace {

constexpr double kMargin = 0.9;  // aims a little inside the tolerance
constexpr double kMoved = 40.0;

/// Running sums of one territory.
struct Sums {
  double area = 0.0;
  double perimeter = 0.0;
  double energy = 0.0;
};

/// An assignment with its running sums; a move costs O(neighbours + kinds).
class Plan {
 public:
  Plan(const Problem& problem, std::vector<std::size_t> assignment)
      : problem_(problem),
        territory_(std::move(assignment)),
        sums_(problem.count),
        load_(problem.count * problem.kinds, 0.0),
        moved_(problem.moved(territory_)),
        foreign_links_(problem.cells, 0),
        border_place_(problem.cells, kUnassigned) {
    for (std::size_t cell = 0; cell < problem.cells; ++cell) {
      const std::size_t t = territory_[cell];
      sums_[t].area += problem.shape[cell].area;
      sums_[t].perimeter += problem.shape[cell].perimeter - shared(cell, t);
      for (std::size_t kind = 0; kind < problem.kinds; ++kind) {
        load_[t * problem.kinds + kind] += problem.load_of(cell)[kind];
      }
      for (const Neighbour& next : problem.links[cell]) {
        foreign_links_[cell] += territory_[next.unit] != t ? 1U : 0U;
      }
      update_border(cell);
    }
    weigh_balance(kFullPrice);
  }

  /// Sets the price of imbalance.
  void weigh_balance(double price) {
    price_ = price;
    for (std::size_t t = 0; t < problem_.count; ++t) {
      sums_[t].energy = energy_of(t, kUnassigned, 0.0, sums_[t]);
    }
  }

  double energy() const {
    double sum = moved_cost(moved_);
    for (const Sums& s : sums_) sum += s.energy;
    return sum;
  }

  const std::vector<std::size_t>& territories() const { return territory_; }
  /// Free cells with a neighbour in another territory.
  const std::vector<std::size_t>& border() const { return border_; }

  struct Move {
    std::size_t cell;
    std::size_t to;
    Sums from_after;
    Sums to_after;
    double moved_after;
    double gain;  ///< what the energy changes by; negative is better
  };

  Move consider(std::size_t cell, std::size_t to) const {
    const std::size_t from = territory_[cell];
    const Shape& shape = problem_.shape[cell];
    Move move{cell, to, sums_[from], sums_[to], moved_, 0.0};
    move.from_after.area -= shape.area;
    move.from_after.perimeter += 2.0 * shared(cell, from) - shape.perimeter;
    move.to_after.area += shape.area;
    move.to_after.perimeter += shape.perimeter - 2.0 * shared(cell, to);
    move.from_after.energy = energy_of(from, cell, -1.0, move.from_after);
    move.to_after.energy = energy_of(to, cell, 1.0, move.to_after);
    if (problem_.present[cell] == from) move.moved_after += problem_.disruption[cell];
    if (problem_.present[cell] == to) move.moved_after -= problem_.disruption[cell];
    move.gain = move.from_after.energy + move.to_after.energy + moved_cost(move.moved_after) -
                sums_[from].energy - sums_[to].energy - moved_cost(moved_);
    return move;
  }

  /// Within max_moved, or at least no step away from it.
  bool within_budget(const Move& move) const {
    return move.moved_after <= problem_.max_moved + kShareNoise || move.moved_after <= moved_;
  }

  void apply(const Move& move) {
    const std::size_t from = territory_[move.cell];
    sums_[from] = move.from_after;
    sums_[move.to] = move.to_after;
    moved_ = move.moved_after;
    for (std::size_t kind = 0; kind < problem_.kinds; ++kind) {
      const double load = problem_.load_of(move.cell)[kind];
      load_[from * problem_.kinds + kind] -= load;
      load_[move.to * problem_.kinds + kind] += load;
    }
    territory_[move.cell] = move.to;
    for (const Neighbour& next : problem_.links[move.cell]) {
      if (territory_[next.unit] == from) {
        ++foreign_links_[next.unit];
        ++foreign_links_[move.cell];
      } else if (territory_[next.unit] == move.to) {
        --foreign_links_[next.unit];
        --foreign_links_[move.cell];
      }
      update_border(next.unit);
    }
    update_border(move.cell);
  }

 private:
  double moved_cost(double moved) const {
    return kMoved * moved * static_cast<double>(problem_.count);
  }

  double shared(std::size_t cell, std::size_t territory) const {
    double metres = 0.0;
    for (const Neighbour& next : problem_.links[cell]) {
      if (territory_[next.unit] == territory) metres += next.shared_metres;
    }
    return metres;
  }

  /// Of the territory with the cell's load added `times` (0 without a cell).
  double energy_of(std::size_t territory, std::size_t cell, double times, const Sums& sums) const {
    double balance = 0.0;
    for (std::size_t kind = 0; kind < problem_.kinds; ++kind) {
      double load = load_[territory * problem_.kinds + kind];
      if (cell != kUnassigned) load += times * problem_.load_of(cell)[kind];
      const double excess = std::max(0.0, std::abs(load - 1.0) - kMargin * problem_.tolerance);
      balance += problem_.share[kind] * excess * excess;
    }
    const double outline =
        sums.area > 0.0 ? std::max(0.0, sums.perimeter) / std::sqrt(sums.area) : 0.0;
    return price_ * balance + outline;
  }

  void update_border(std::size_t cell) {
    const bool listed = border_place_[cell] != kUnassigned;
    const bool belongs = foreign_links_[cell] > 0 && problem_.locked[cell] == kUnassigned;
    if (belongs && !listed) {
      border_place_[cell] = border_.size();
      border_.push_back(cell);
    } else if (!belongs && listed) {
      const std::size_t place = border_place_[cell];
      border_[place] = border_.back();
      border_place_[border_[place]] = place;
      border_.pop_back();
      border_place_[cell] = kUnassigned;
    }
  }

  const Problem& problem_;
  std::vector<std::size_t> territory_;
  std::vector<Sums> sums_;    ///< by territory
  std::vector<double> load_;  ///< territory × kind
  double moved_;
  double price_ = kFullPrice;
  std::vector<std::size_t> foreign_links_;  ///< by cell
  std::vector<std::size_t> border_;
  std::vector<std::size_t> border_place_;  ///< by cell: where in border_, or kUnassigned
};

}  // namespace

double plan_energy(const Problem& problem, const std::vector<std::size_t>& assignment) {
  return Plan(problem, assignment).energy();
}

std::vector<std::size_t> improved(const Problem& problem, std::vector<std::size_t> assignment,
                                  const SearchOptions& options, core::Random random,
                                  const core::JobContext& job) {
  constexpr std::int64_t kStep = 4096;  // iterations between reports
  Plan plan(problem, assignment);
  const double first_energy = plan.energy();
  Connectivity connectivity(problem);
  double temperature = options.first_temperature;
  for (std::int64_t i = 0; i < options.iterations && !plan.border().empty(); ++i) {
    if (i % kStep == 0) {
      const double done = static_cast<double>(i) / static_cast<double>(options.iterations);
      job.check_cancelled();
      job.report(done);
      temperature = options.first_temperature *
                    std::pow(options.last_temperature / options.first_temperature, done);
      // Shape is settled first, while imbalance is cheap; from half-way on balance comes first.
      plan.weigh_balance(options.first_price *
                         std::pow(kFullPrice / options.first_price, std::min(1.0, 2.0 * done)));
    }
    const std::size_t cell = plan.border()[random.below(plan.border().size())];
    const auto& links = problem.links[cell];
    const std::size_t to = plan.territories()[links[random.below(links.size())].unit];
    if (to == plan.territories()[cell]) continue;
    const Plan::Move move = plan.consider(cell, to);
    if (move.gain > 0.0 && random.uniform() >= std::exp(-move.gain / temperature)) continue;
    if (!plan.within_budget(move) || !connectivity.can_leave(cell, plan.territories())) continue;
    plan.apply(move);
  }
  // Recomputed, so that rounding of the running sums plays no part.
  if (plan_energy(problem, plan.territories()) < first_energy) return plan.territories();
  return assignment;
}

}  // namespace nearnet::territory
