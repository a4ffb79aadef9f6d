// SPDX-License-Identifier: Apache-2.0
#include "territory/newcomers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <utility>

namespace nearnet::territory {
namespace {

double squared_distance(geo::XY a, geo::XY b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

bool may_go(const Problem& problem, const std::vector<std::size_t>& core, std::size_t cell) {
  return problem.locked[cell] == kUnassigned && core[cell] == kUnassigned;
}

/// Of `cells`, up to `most` that lie far from each other and from those already `chosen`.
void spread_over(const Problem& problem, const std::vector<std::size_t>& cells, std::size_t most,
                 core::Random& random, std::vector<std::size_t>& chosen) {
  if (cells.empty()) return;
  std::vector<double> distance(cells.size(), std::numeric_limits<double>::infinity());
  const auto note = [&](std::size_t cell) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      distance[i] =
          std::min(distance[i], squared_distance(problem.centre[cells[i]], problem.centre[cell]));
    }
  };
  for (const std::size_t cell : chosen) note(cell);
  for (std::size_t n = 0; n < most; ++n) {
    const std::size_t at =
        chosen.empty() ? random.below(cells.size())
                       : static_cast<std::size_t>(
                             std::max_element(distance.begin(), distance.end()) - distance.begin());
    if (!chosen.empty() && !(distance[at] > 0.0)) return;
    chosen.push_back(cells[at]);
    note(cells[at]);
  }
}

/// Territories that meet at a cell, its own among them.
std::size_t territories_around(const Problem& problem, std::size_t cell) {
  std::vector<std::size_t> meeting;
  const auto meet = [&](std::size_t territory) {
    if (territory == kUnassigned) return;
    if (std::find(meeting.begin(), meeting.end(), territory) == meeting.end()) {
      meeting.push_back(territory);
    }
  };
  meet(problem.present[cell]);
  for (const Link& next : problem.links[cell]) meet(problem.present[next.unit]);
  return meeting.size();
}

/// Places to begin at: junctions of three territories or more, borders, the rest, a third of each.
std::vector<std::size_t> places(const Problem& problem, const std::vector<std::size_t>& core,
                                std::size_t most, core::Random& random) {
  std::vector<std::size_t> junctions;
  std::vector<std::size_t> borders;
  std::vector<std::size_t> rest;
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    if (!may_go(problem, core, cell)) continue;
    const std::size_t meeting = territories_around(problem, cell);
    (meeting > 2 ? junctions : meeting > 1 ? borders : rest).push_back(cell);
  }
  std::vector<std::size_t> chosen;
  spread_over(problem, junctions, (most + 2) / 3, random, chosen);
  spread_over(problem, borders, most / 3, random, chosen);
  spread_over(problem, rest, most - chosen.size(), random, chosen);
  return chosen;
}

/// The working state of one start.
class Growth {
 public:
  Growth(const Problem& problem, const std::vector<std::size_t>& core)
      : problem_(problem), core_(core), territory_(problem.present), size_(problem.count, 0.0) {
    for (std::size_t cell = 0; cell < problem.cells; ++cell) {
      if (core[cell] != kUnassigned) territory_[cell] = core[cell];
      if (territory_[cell] != kUnassigned) size_[territory_[cell]] += problem.size[cell];
    }
    moved_ = problem.moved(territory_);
    for (std::size_t cell = 0; cell < problem.cells; ++cell) {
      if (territory_[cell] == kUnassigned && problem.present[cell] != kUnassigned) {
        moved_ -= problem.disruption[cell];
      }
    }
  }

  /// Takes the shortest ways from the seed to the nearest territories with too much, so that each
  /// can give without others in between; as long as all of that weighs little.
  void reach_out(std::size_t territory, std::size_t seed) {
    constexpr std::size_t kMost = 8;
    constexpr double kMostSize = 0.5;
    std::vector<bool> reached(problem_.count, false);
    reached[territory] = true;
    if (problem_.present[seed] != kUnassigned) reached[problem_.present[seed]] = true;
    tree_ = {seed};
    for (std::size_t n = 0; n < kMost; ++n) {
      const std::vector<std::size_t> way = way_to_rich(territory, reached);
      if (way.empty()) return;
      double size = size_[territory];
      for (const std::size_t cell : way) size += problem_.size[cell];
      if (size > kMostSize) return;
      for (const std::size_t cell : way) {
        if (territory_[cell] != territory && give(cell, territory, 0.0)) tree_.push_back(cell);
      }
    }
  }

  /// First out of those with too much, then out of those that can spare some, then out of any.
  void grow(std::size_t territory, std::size_t seed) {
    const double enough = 1.0 - problem_.aim;
    for (const double least_left : {1.0, enough, 0.0}) {
      if (size_[territory] >= enough) return;
      spread(territory, seed, enough, least_left);
    }
  }

  std::vector<std::size_t> take() { return std::move(territory_); }

 private:
  /// From the tree to the nearest cell of a territory with too much that is not reached yet, which
  /// it marks.
  std::vector<std::size_t> way_to_rich(std::size_t territory, std::vector<bool>& reached) const {
    std::vector<std::size_t> came_from(problem_.cells, kUnassigned);
    std::vector<std::size_t> queue = tree_;
    for (const std::size_t cell : queue) came_from[cell] = cell;
    for (std::size_t head = 0; head < queue.size(); ++head) {
      std::size_t cell = queue[head];
      const std::size_t here = territory_[cell];
      if (here != kUnassigned && !reached[here] && size_[here] > 1.0 + problem_.aim) {
        reached[here] = true;
        std::vector<std::size_t> way{cell};
        while (came_from[cell] != cell) way.push_back(cell = came_from[cell]);
        return way;
      }
      for (const Link& next : problem_.links[cell]) {
        if (came_from[next.unit] != kUnassigned) continue;
        if (territory_[next.unit] != territory && !may_go(problem_, core_, next.unit)) continue;
        came_from[next.unit] = cell;
        queue.push_back(next.unit);
      }
    }
    return {};
  }

  void spread(std::size_t territory, std::size_t seed, double enough, double least_left) {
    std::priority_queue<std::pair<double, std::size_t>> open;
    std::vector<bool> seen(problem_.cells, false);
    const auto see = [&](std::size_t cell) {
      if (seen[cell]) return;
      seen[cell] = true;
      double nearest = squared_distance(problem_.centre[cell], problem_.centre[seed]);
      for (const std::size_t from : tree_) {
        nearest = std::min(nearest, squared_distance(problem_.centre[cell], problem_.centre[from]));
      }
      open.emplace(-nearest, cell);
    };
    see(seed);
    for (const std::size_t cell : tree_) see(cell);
    while (!open.empty() && size_[territory] < enough) {
      const std::size_t cell = open.top().second;
      open.pop();
      if (territory_[cell] != territory && !give(cell, territory, least_left)) continue;
      for (const Link& next : problem_.links[cell]) see(next.unit);
    }
  }

  bool give(std::size_t cell, std::size_t to, double least_left) {
    if (!may_go(problem_, core_, cell)) return false;
    const std::size_t from = territory_[cell];
    if (from != kUnassigned) {
      if (size_[from] - problem_.size[cell] < least_left) return false;
      const double moves = problem_.present[cell] == from ? problem_.disruption[cell] : 0.0;
      if (moved_ + moves > problem_.max_moved + kShareNoise) return false;
      moved_ += moves;
      size_[from] -= problem_.size[cell];
    }
    territory_[cell] = to;
    size_[to] += problem_.size[cell];
    return true;
  }

  const Problem& problem_;
  const std::vector<std::size_t>& core_;
  std::vector<std::size_t> territory_;
  std::vector<double> size_;       ///< by territory
  std::vector<std::size_t> tree_;  ///< cells that growth goes out from
  double moved_ = 0.0;
};

std::size_t nearest_to(const Problem& problem, const std::vector<std::size_t>& core, geo::XY home) {
  std::size_t best = kUnassigned;
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    if (!may_go(problem, core, cell)) continue;
    if (best == kUnassigned || squared_distance(problem.centre[cell], home) <
                                   squared_distance(problem.centre[best], home)) {
      best = cell;
    }
  }
  return best;
}

}  // namespace

std::vector<std::size_t> newcomers(const Problem& problem) {
  std::vector<bool> known(problem.count, false);
  for (const std::size_t present : problem.present) {
    if (present != kUnassigned) known[present] = true;
  }
  std::vector<std::size_t> found;
  for (std::size_t t = 0; t < problem.count; ++t) {
    if (!known[t]) found.push_back(t);
  }
  return found;
}

std::vector<std::vector<std::size_t>> newcomer_starts(const Problem& problem,
                                                      const std::vector<std::size_t>& core,
                                                      std::size_t most, core::Random random) {
  const std::vector<std::size_t> coming = newcomers(problem);
  std::vector<std::vector<std::size_t>> starts;
  starts.push_back(Growth(problem, core).take());
  std::vector<std::size_t> fixed(coming.size(), kUnassigned);
  bool any_choice = false;
  for (std::size_t i = 0; i < coming.size(); ++i) {
    const auto own = std::find(core.begin(), core.end(), coming[i]);
    if (own != core.end()) {
      fixed[i] = static_cast<std::size_t>(own - core.begin());
    } else if (problem.home[coming[i]]) {
      fixed[i] = nearest_to(problem, core, *problem.home[coming[i]]);
    }
    any_choice = any_choice || fixed[i] == kUnassigned;
  }
  std::vector<std::size_t> where = places(problem, core, most, random);
  if (where.empty()) return starts;
  if (!any_choice) where.erase(where.begin() + 1, where.end());
  for (std::size_t n = 0; n < 2 * where.size(); ++n) {
    const std::size_t first = n / 2;
    Growth growth(problem, core);
    // Newcomers after the first go to other places, far from it in the list.
    for (std::size_t i = 0; i < coming.size(); ++i) {
      const std::size_t stride = std::max<std::size_t>(1, where.size() / coming.size());
      const std::size_t seed =
          fixed[i] != kUnassigned ? fixed[i] : where[(first + i * stride) % where.size()];
      if (n % 2 == 1) growth.reach_out(coming[i], seed);
      growth.grow(coming[i], seed);
    }
    starts.push_back(growth.take());
  }
  return starts;
}

}  // namespace nearnet::territory
