// SPDX-License-Identifier: Apache-2.0
#include "territory/repair.h"

#include "core/error.h"
#include "territory/connectivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

namespace nearnet::territory {
namespace {

/// Breadth first from `start` over cells that `passable` allows, until `wanted` accepts one. The
/// way to it, start and end included; empty when there is none.
template <typename Passable, typename Wanted>
std::vector<std::size_t> shortest_way(const Problem& problem, const std::vector<std::size_t>& start,
                                      Passable passable, Wanted wanted) {
  std::vector<std::size_t> came_from(problem.cells, kUnassigned);
  std::vector<std::size_t> queue = start;
  for (const std::size_t cell : start) came_from[cell] = cell;
  for (std::size_t head = 0; head < queue.size(); ++head) {
    std::size_t cell = queue[head];
    if (wanted(cell)) {
      std::vector<std::size_t> way{cell};
      while (came_from[cell] != cell) way.push_back(cell = came_from[cell]);
      return way;
    }
    for (const Link& next : problem.links[cell]) {
      if (came_from[next.unit] != kUnassigned || !passable(next.unit)) continue;
      came_from[next.unit] = cell;
      queue.push_back(next.unit);
    }
  }
  return {};
}

/// Ties the locked cells of one territory together in `core`, avoiding cells that `core` gives to
/// others; through what it holds today where that leads there. False when that is not possible.
bool join_locked(const Problem& problem, std::size_t territory, std::vector<std::size_t>& core) {
  std::vector<std::size_t> locked;
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    if (problem.locked[cell] == territory) locked.push_back(cell);
  }
  if (locked.empty()) return true;
  std::vector<bool> joined(problem.cells, false);
  std::vector<std::size_t> tree{locked.front()};
  joined[locked.front()] = true;
  for (std::size_t left = locked.size() - 1; left > 0; --left) {
    const auto free = [&](std::size_t cell) {
      return core[cell] == kUnassigned || core[cell] == territory;
    };
    const auto at_home = [&](std::size_t cell) {
      return free(cell) && (problem.present[cell] == territory || core[cell] == territory);
    };
    const auto wanted = [&](std::size_t cell) {
      return problem.locked[cell] == territory && !joined[cell];
    };
    std::vector<std::size_t> way = shortest_way(problem, tree, at_home, wanted);
    if (way.empty()) way = shortest_way(problem, tree, free, wanted);
    if (way.empty()) return false;
    for (const std::size_t cell : way) {
      if (!joined[cell]) tree.push_back(cell);
      joined[cell] = true;
      core[cell] = territory;
    }
  }
  return true;
}

/// Territories without a core change names until as few cells as possible are where they may not
/// be: a search moves borders, never whole territories.
void rename(const Problem& problem, const std::vector<std::size_t>& core,
            std::vector<std::size_t>& assignment) {
  if (problem.forbidden.empty()) return;
  std::vector<bool> fixed(problem.count, false);
  std::vector<std::size_t> out(problem.count * problem.count, 0);
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    if (core[cell] != kUnassigned) fixed[core[cell]] = true;
    if (assignment[cell] == kUnassigned) continue;
    for (std::size_t t = 0; t < problem.count; ++t) {
      out[assignment[cell] * problem.count + t] += problem.is_forbidden(cell, t) ? 1U : 0U;
    }
  }
  std::vector<std::size_t> name(problem.count);
  std::iota(name.begin(), name.end(), std::size_t{0});
  const auto of = [&](std::size_t t, std::size_t n) { return out[t * problem.count + n]; };
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t a = 0; a < problem.count; ++a) {
      for (std::size_t b = a + 1; b < problem.count && !fixed[a]; ++b) {
        if (fixed[b] || of(a, name[b]) + of(b, name[a]) >= of(a, name[a]) + of(b, name[b]))
          continue;
        std::swap(name[a], name[b]);
        changed = true;
      }
    }
  }
  for (std::size_t& t : assignment) t = t == kUnassigned ? t : name[t];
}

/// The working state of repaired().
class Repair {
 public:
  Repair(const Problem& problem, const std::vector<std::size_t>& core,
         std::vector<std::size_t> assignment)
      : problem_(problem), core_(core), territory_(std::move(assignment)) {
    for (std::size_t cell = 0; cell < problem.cells; ++cell) {
      if (core[cell] != kUnassigned) territory_[cell] = core[cell];
    }
    sizes_.assign(problem.count, 0.0);
    for (std::size_t cell = 0; cell < problem.cells; ++cell) {
      if (territory_[cell] != kUnassigned) sizes_[territory_[cell]] += problem.size[cell];
    }
  }

  std::vector<std::size_t> run() {
    release_fragments();
    grow();
    lead_out();
    fill_empty();
    return territory_;
  }

 private:
  struct Part {
    std::size_t territory = 0;
    std::size_t cores = 0;  ///< cells of the territory's core
    double size = 0.0;
    double disruption = 0.0;  ///< what moving it away would add to the moved share
    std::vector<std::size_t> cells;
  };

  std::vector<Part> parts() const {
    std::vector<Part> result;
    std::vector<bool> seen(problem_.cells, false);
    for (std::size_t start = 0; start < problem_.cells; ++start) {
      if (seen[start] || territory_[start] == kUnassigned) continue;
      Part& part = result.emplace_back();
      part.territory = territory_[start];
      part.cells.push_back(start);
      seen[start] = true;
      for (std::size_t head = 0; head < part.cells.size(); ++head) {
        const std::size_t cell = part.cells[head];
        part.cores += core_[cell] == part.territory ? 1U : 0U;
        part.size += problem_.size[cell];
        if (problem_.present[cell] == part.territory) part.disruption += problem_.disruption[cell];
        for (const Link& next : problem_.links[cell]) {
          if (seen[next.unit] || territory_[next.unit] != part.territory) continue;
          seen[next.unit] = true;
          part.cells.push_back(next.unit);
        }
      }
    }
    return result;
  }

  void give(std::size_t cell, std::size_t territory) {
    if (territory_[cell] != kUnassigned) sizes_[territory_[cell]] -= problem_.size[cell];
    territory_[cell] = territory;
    if (territory != kUnassigned) sizes_[territory] += problem_.size[cell];
  }

  void release_fragments() {
    std::vector<Part> all = parts();
    // Best part of each territory first; then, for the budget, what is cheapest to move.
    std::stable_sort(all.begin(), all.end(), [](const Part& a, const Part& b) {
      return std::tuple(a.territory, b.cores, b.size, b.cells.size()) <
             std::tuple(b.territory, a.cores, a.size, a.cells.size());
    });
    std::vector<const Part*> fragments;
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i].territory == all[i - 1].territory && all[i].cores == 0)
        fragments.push_back(&all[i]);
    }
    std::stable_sort(fragments.begin(), fragments.end(),
                     [](const Part* a, const Part* b) { return a->disruption < b->disruption; });
    double moved = problem_.moved(territory_) - unassigned_disruption();
    for (const Part* fragment : fragments) {
      if (moved + fragment->disruption > problem_.max_moved + kShareNoise) break;
      moved += fragment->disruption;
      for (const std::size_t cell : fragment->cells) give(cell, kUnassigned);
    }
  }

  /// Cells not yet assigned count as moved in Problem::moved().
  double unassigned_disruption() const {
    double sum = 0.0;
    for (std::size_t cell = 0; cell < problem_.cells; ++cell) {
      if (territory_[cell] == kUnassigned && problem_.present[cell] != kUnassigned) {
        sum += problem_.disruption[cell];
      }
    }
    return sum;
  }

  /// Of those where the cell may be, if there are any.
  std::optional<std::size_t> neediest_neighbour(std::size_t cell) const {
    const auto rank = [&](std::size_t t) {
      return std::tuple(problem_.is_forbidden(cell, t), sizes_[t], t);
    };
    std::optional<std::size_t> best;
    for (const Link& next : problem_.links[cell]) {
      const std::size_t t = territory_[next.unit];
      if (t != kUnassigned && (!best || rank(t) < rank(*best))) best = t;
    }
    return best;
  }

  /// A cell at a dead end that may not be where it is cannot leave alone: what lies between it and
  /// a territory where it may be goes with it.
  void lead_out() {
    constexpr std::size_t kMost = 64;
    std::size_t led = 0;
    for (std::size_t cell = 0; cell < problem_.cells && led < kMost; ++cell) {
      if (!problem_.is_forbidden(cell, territory_[cell]) || core_[cell] != kUnassigned) continue;
      ++led;
      const std::vector<std::size_t> way = shortest_way(
          problem_, {cell}, [&](std::size_t next) { return core_[next] == kUnassigned; },
          [&](std::size_t next) { return !problem_.is_forbidden(cell, territory_[next]); });
      if (way.empty() || !may_all_go(way, territory_[way.front()])) continue;
      const std::size_t to = territory_[way.front()];
      for (const std::size_t next : way) give(next, to);
      release_fragments();
      grow();
    }
  }

  bool may_all_go(const std::vector<std::size_t>& way, std::size_t to) const {
    double moved = problem_.moved(territory_);
    for (const std::size_t cell : way) {
      if (problem_.is_forbidden(cell, to)) return false;
      if (territory_[cell] == to) continue;
      if (problem_.present[cell] == territory_[cell]) moved += problem_.disruption[cell];
    }
    return moved <= problem_.max_moved + kShareNoise;
  }

  void grow() {
    std::vector<std::size_t> queue;
    std::vector<bool> queued(problem_.cells, false);
    const auto enqueue = [&](std::size_t cell) {
      if (territory_[cell] != kUnassigned || queued[cell]) return;
      queued[cell] = true;
      queue.push_back(cell);
    };
    for (std::size_t cell = 0; cell < problem_.cells; ++cell) {
      if (neediest_neighbour(cell)) enqueue(cell);
    }
    for (std::size_t next_unseen = 0;;) {
      for (std::size_t head = 0; head < queue.size(); ++head) {
        give(queue[head], *neediest_neighbour(queue[head]));
        for (const Link& next : problem_.links[queue[head]]) enqueue(next.unit);
      }
      queue.clear();
      // A part of the graph that no territory reaches starts with the neediest of all.
      while (next_unseen < problem_.cells && territory_[next_unseen] != kUnassigned) ++next_unseen;
      if (next_unseen == problem_.cells) return;
      give(next_unseen, static_cast<std::size_t>(std::min_element(sizes_.begin(), sizes_.end()) -
                                                 sizes_.begin()));
      for (const Link& next : problem_.links[next_unseen]) enqueue(next.unit);
    }
  }

  void fill_empty() {
    std::vector<std::size_t> cells(problem_.count, 0);
    for (const std::size_t territory : territory_) ++cells[territory];
    for (std::size_t t = 0; t < problem_.count; ++t) {
      if (cells[t] > 0) continue;
      const std::optional<std::size_t> cell = spare_cell(t, cells);
      if (!cell) {
        throw core::InfeasibleError(fmt::format(
            "territory {} is left without a unit: the locks and the share that may move "
            "({:.1f}%) allow none to be taken from the others",
            t + 1, 100.0 * problem_.max_moved));
      }
      --cells[territory_[*cell]];
      ++cells[t];
      give(*cell, t);
    }
  }

  /// A free cell that its territory, the heaviest possible, can lose without falling apart.
  std::optional<std::size_t> spare_cell(std::size_t to, const std::vector<std::size_t>& cells) {
    std::vector<std::size_t> donors(problem_.count);
    std::iota(donors.begin(), donors.end(), std::size_t{0});
    std::stable_sort(donors.begin(), donors.end(),
                     [&](std::size_t a, std::size_t b) { return sizes_[a] > sizes_[b]; });
    const double moved = problem_.moved(territory_);
    Connectivity connectivity(problem_.links);
    for (const std::size_t donor : donors) {
      if (cells[donor] < 2) continue;
      for (std::size_t cell = 0; cell < problem_.cells; ++cell) {
        if (territory_[cell] != donor || core_[cell] != kUnassigned) continue;
        const bool leaves = problem_.present[cell] == donor && donor != to;
        if (leaves && moved + problem_.disruption[cell] > problem_.max_moved + kShareNoise)
          continue;
        if (connectivity.can_leave<std::size_t>(cell, territory_)) return cell;
      }
    }
    return std::nullopt;
  }

  const Problem& problem_;
  const std::vector<std::size_t>& core_;
  std::vector<std::size_t> territory_;
  std::vector<double> sizes_;  ///< by territory
};

}  // namespace

std::vector<std::size_t> lock_cores(const Problem& problem) {
  std::vector<bool> has_lock(problem.count, false);
  std::size_t free_cells = 0;
  double moved = 0.0;
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    const std::size_t locked = problem.locked[cell];
    if (locked == kUnassigned) {
      ++free_cells;
      continue;
    }
    has_lock[locked] = true;
    if (problem.present[cell] != kUnassigned && problem.present[cell] != locked) {
      moved += problem.disruption[cell];
    }
  }
  const auto without =
      static_cast<std::size_t>(std::count(has_lock.begin(), has_lock.end(), false));
  if (without > free_cells) {
    throw core::InfeasibleError(
        fmt::format("locks leave {} units for {} territories without a lock", free_cells, without));
  }
  if (moved > problem.max_moved + kShareNoise) {
    throw core::InfeasibleError(
        fmt::format("the locks alone move {:.1f}% of the weight, {:.1f}% may move", 100.0 * moved,
                    100.0 * problem.max_moved));
  }

  std::vector<std::size_t> core = problem.locked;
  for (std::size_t t = 0; t < problem.count; ++t) {
    if (!has_lock[t]) continue;
    // On its own a territory may use every free cell: when that fails, no plan exists.
    std::vector<std::size_t> alone = problem.locked;
    if (!join_locked(problem, t, alone)) {
      throw core::InfeasibleError(fmt::format(
          "the units locked to territory {} cannot be connected: units locked to other territories "
          "lie between them",
          t + 1));
    }
    // Beside the ways of the territories before it, it may fail; the result then says so.
    std::vector<std::size_t> beside = core;
    if (join_locked(problem, t, beside)) core = std::move(beside);
  }
  return core;
}

std::vector<std::size_t> repaired(const Problem& problem, const std::vector<std::size_t>& core,
                                  std::vector<std::size_t> assignment) {
  if (!problem.has_present()) rename(problem, core, assignment);
  return Repair(problem, core, std::move(assignment)).run();
}

}  // namespace nearnet::territory
