// SPDX-License-Identifier: Apache-2.0
// Some territories of a plan, cut out of it so that one thread can move cells among them while
// others work elsewhere. For improve.cpp.
//
//   Patch patch(problem, assignment, {4, 7, 9}, cells_of_those);
//   patch.anneal({from, to}, 100'000, random);
//   patch.write_to(assignment);
//
// Cells outside the patch never change and count as foreign ground. Running sums stay within
// rounding of what plan_energy() works out from scratch: tests hold them to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/random.h"
#include "territory/connectivity.h"
#include "territory/problem.h"

namespace nearnet::territory {

/// What a squared excess of 1 costs beside perimeter / √area.
inline constexpr double kFullPrice = 20000.0;

/// What matters beside perimeter / √area = 3.5 for a circle.
struct Prices {
  double imbalance = kFullPrice;  ///< of a squared excess of 1
  double inertia = 0.3;           ///< of inertia = 1, a circle's
  double moved = 100.0;           ///< of as much moved as a territory holds
  double excess = 0.0;            ///< of an excess of 1, beside its square's
};

/// How hot a search is, and what counts there.
struct Heat {
  double temperature = 0.0;
  Prices prices;
};

/// What adds up to a territory's shape.
struct Mould {
  double area = 0.0;
  double perimeter = 0.0;
  double x = 0.0;  ///< area × position
  double y = 0.0;
  double square = 0.0;  ///< area × squared distance from the origin

  void add(const Mould& other, double times) {
    area += times * other.area;
    perimeter += times * other.perimeter;
    x += times * other.x;
    y += times * other.y;
    square += times * other.square;
  }
};

Mould mould_of(const Problem& problem, std::size_t cell);

/// From one heat to another, by factors: share 0 is `from`, 1 is `to`.
Heat between(const Heat& from, const Heat& to, double share);

class Patch {
 public:
  /// `territories` are those whose cells `cells` are, all of them.
  Patch(const Problem& problem, std::span<const std::size_t> assignment,
        std::span<const std::uint32_t> territories, std::span<const std::uint32_t> cells);

  struct Move {
    std::uint32_t cell = 0;  ///< place in the patch
    std::uint32_t to = 0;    ///< place of the territory in the patch
    double gain = 0.0;       ///< what the energy changes by; negative is better
  };

  /// Tries so many random moves of border cells (Metropolis), heat changing evenly on the way.
  void anneal(const Heat& from, const Heat& to, std::int64_t moves, core::Random& random);

  /// The same with chains of moves: what one costs alone, a second and a third may be worth, each
  /// the best there is out of the territory that took the cell before. So cells that weigh much are
  /// exchanged and passed on. Of `moves` every one looked at counts.
  void anneal_chains(const Heat& from, const Heat& to, std::int64_t moves, core::Random& random);

  /// What a move would change; `gain` at the prices last set.
  Move consider(std::uint32_t cell, std::uint32_t to);
  /// Does it: `move` is what consider() just returned.
  void apply(const Move& move);
  bool can_leave(std::uint32_t cell) {
    // Further round than this only long loops close; giving those up costs less than asking.
    constexpr std::size_t kPatience = 200;
    return connectivity_.can_leave<std::uint32_t>(cell, territory_, kPatience);
  }
  void set_prices(const Prices& prices);

  /// Free cells beside another territory of the patch.
  std::span<const std::uint32_t> border() const { return border_; }
  std::uint32_t territory_of(std::uint32_t cell) const { return territory_[cell]; }
  std::span<const Link> links_of(std::uint32_t cell) const { return links_[cell]; }
  std::size_t cells() const { return cells_.size(); }
  /// Over its territories, as plan_energy() adds it up.
  double energy() const;
  void write_to(std::span<std::size_t> assignment) const;

 private:
  /// Running sums of one territory, and what follows from them.
  struct Sums {
    Mould mould;
    double energy = 0.0;
    // For least_gain(); see settle().
    double per_root = 0.0;  ///< 1 / √area
    double per_area = 0.0;
    double outline = 0.0;  ///< its part of the energy
    double inertia = 0.0;
    double balance = 0.0;  ///< the rest of the energy
    geo::XY middle;
  };

  void add_up();
  Move consider(std::uint32_t cell, std::uint32_t to, double shared_from, double shared_to);
  static double threshold(double temperature, std::uint64_t bits);
  /// No more than consider() would find: cheap, and enough to turn most moves down.
  double least_gain(std::uint32_t cell, std::uint32_t to, double shared_from,
                    double shared_to) const;
  void settle(Sums& sums) const;
  /// Within max_moved, or at least no step away from it.
  bool within_budget(const Move& move) const;
  void try_move(double temperature, core::Random& random);
  struct Step {
    std::uint32_t cell = 0;
    std::uint32_t from = 0;
  };
  /// Tries a chain; how many moves it looked at.
  std::int64_t try_chain(double temperature, core::Random& random);
  /// The best move out of the territory that stays below `most`, if there is one; not of cells that
  /// the steps have moved.
  std::optional<Move> best_out_of(std::uint32_t territory, std::span<const Step> done, double most,
                                  std::int64_t& looked_at);
  /// What does not add up by territory: cells away from where they are today.
  /// +1: it leaves where it is today; −1: it comes back.
  double change_of_cell(std::uint32_t cell, std::uint32_t to) const;
  double trespass_change(std::uint32_t cell, std::uint32_t to) const;
  void update_border(std::uint32_t cell);
  void keep_borders();
  void list_under(std::uint32_t cell, std::uint32_t territory);

  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  const Problem& problem_;
  std::vector<std::uint32_t> cells_;        ///< by place: the problem's cell
  std::vector<std::uint32_t> territories_;  ///< by place: the problem's territory
  Links links_;                             ///< among places; one past the last: outside
  std::vector<std::uint32_t> territory_;    ///< by place; the last, outside, is in none
  std::vector<Sums> sums_;                  ///< by territory
  std::vector<double> load_;                ///< territory × kind
  std::vector<double> cell_load_;           ///< place × kind
  std::vector<Mould> mould_;                ///< by place
  std::vector<geo::XY> centre_;             ///< by place
  std::vector<std::uint32_t> present_;      ///< by place: a territory's place, or kNone
  std::vector<double> nuisance_;            ///< by place
  std::vector<bool> free_;                  ///< by place: not locked
  std::vector<std::uint32_t> foreign_links_;
  std::vector<std::uint32_t> border_;
  std::vector<std::uint32_t> border_place_;          ///< by place: where in border_, or kNone
  std::vector<std::vector<std::uint32_t>> borders_;  ///< border_ by territory; empty: not kept
  std::vector<std::uint32_t> listed_in_;             ///< by place: which of borders_, or kNone
  std::vector<std::uint32_t> listed_at_;             ///< by place: where in it
  Connectivity connectivity_;
  Prices prices_;
  double moved_;  ///< of the whole plan
  // Of the move last considered.
  Sums from_after_;
  Sums to_after_;
  std::vector<double> load_after_;  ///< of both territories, kind by kind
};

/// Of one territory: its imbalance, perimeter / √area and moment of inertia. `load`: one amount a
/// kind.
double territory_energy(const Problem& problem, const Prices& prices, const Mould& mould,
                        const double* load);

/// What cells cost where they may not be.
double trespass_energy(std::size_t cells);

/// What a moved share costs.
double moved_energy(const Problem& problem, const Prices& prices, double moved);

}  // namespace nearnet::territory
