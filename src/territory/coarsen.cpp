// SPDX-License-Identifier: Apache-2.0
#include "territory/coarsen.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

namespace nearnet::territory {
namespace {

/// What a joined cell may weigh at most, of a territory: heavier lumps could not be balanced.
constexpr double kMostSize = 1.0 / 32.0;

/// A pass that joins fewer than one cell in so many is the last.
constexpr std::size_t kWorthIt = 20;

/// So that cells without area have a middle too.
constexpr double kLeastArea = 1e-9;

constexpr std::uint32_t kNone = ~std::uint32_t{0};

/// What is looked at to join cells.
struct Cells {
  Links links;
  std::vector<Shape> shape;
  std::vector<double> size;
  std::vector<std::uint32_t> sample;  ///< a cell of the fine problem in it; all are of one kind

  std::size_t count() const { return size.size(); }
};

/// The fine cells of each joined one, one after the other.
class Members {
 public:
  Members(const std::vector<std::uint32_t>& joined, std::size_t count)
      : first_(count + 1, 0), cells_(joined.size()) {
    for (const std::uint32_t to : joined) ++first_[to + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::uint32_t cell = 0; cell < joined.size(); ++cell) cells_[next[joined[cell]]++] = cell;
  }
  std::span<const std::uint32_t> operator[](std::size_t to) const {
    return {cells_.data() + first_[to], cells_.data() + first_[to + 1]};
  }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> cells_;
};

/// Links between joined cells; border that lies inside one is taken off its perimeter.
Links joined_links(const Links& fine, const std::vector<std::uint32_t>& joined,
                   const Members& members, std::vector<Shape>& shape) {
  Links links;
  std::vector<Link> found;
  std::vector<std::uint32_t> place(shape.size(), kNone);
  for (std::uint32_t to = 0; to < shape.size(); ++to) {
    found.clear();
    for (const std::uint32_t cell : members[to]) {
      for (const Link& next : fine[cell]) {
        const std::uint32_t other = joined[next.unit];
        if (other == to) {
          shape[to].perimeter -= static_cast<double>(next.shared_metres);
        } else if (place[other] == kNone) {
          place[other] = static_cast<std::uint32_t>(found.size());
          found.push_back({other, next.shared_metres});
        } else {
          found[place[other]].shared_metres += next.shared_metres;
        }
      }
    }
    for (const Link& link : found) place[link.unit] = kNone;
    links.add(found);
  }
  return links;
}

class Coarsening {
 public:
  Coarsening(const Problem& fine, const std::vector<std::size_t>& core, core::Random random)
      : fine_(fine), core_(core), random_(random), joined_(fine.cells) {
    std::iota(joined_.begin(), joined_.end(), 0U);
    cells_ = {fine.links, fine.shape, fine.size, joined_};
  }

  Coarse run(std::size_t wanted) {
    while (cells_.count() > wanted && halve(wanted)) {
    }
    return take();
  }

 private:
  bool of_one_kind(std::uint32_t a, std::uint32_t b) const {
    if (fine_.locked[a] != fine_.locked[b] || core_[a] != core_[b] ||
        fine_.present[a] != fine_.present[b]) {
      return false;
    }
    for (std::size_t t = 0; t < fine_.count && !fine_.forbidden.empty(); ++t) {
      if (fine_.is_forbidden(a, t) != fine_.is_forbidden(b, t)) return false;
    }
    return true;
  }

  /// The free neighbour that makes the most compact pair.
  std::uint32_t mate_of(std::uint32_t cell, const std::vector<std::uint32_t>& mate) const {
    const Shape& own = cells_.shape[cell];
    std::uint32_t best = kNone;
    double best_outline = std::numeric_limits<double>::infinity();
    for (const Link& next : cells_.links[cell]) {
      if (mate[next.unit] != kNone || cells_.size[cell] + cells_.size[next.unit] > kMostSize)
        continue;
      const Shape& other = cells_.shape[next.unit];
      const double perimeter =
          own.perimeter + other.perimeter - 2.0 * static_cast<double>(next.shared_metres);
      const double outline = perimeter * perimeter / std::max(1e-9, own.area + other.area);
      if (outline >= best_outline) continue;
      if (!of_one_kind(cells_.sample[cell], cells_.sample[next.unit])) continue;
      best = next.unit;
      best_outline = outline;
    }
    return best;
  }

  /// One pass of pairing; false where it was hardly worth it.
  bool halve(std::size_t wanted) {
    const std::size_t count = cells_.count();
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    random_.shuffle(order);
    std::vector<std::uint32_t> mate(count, kNone);
    std::size_t left = count;
    for (const std::uint32_t cell : order) {
      if (left <= wanted) break;
      if (mate[cell] != kNone) continue;
      const std::uint32_t other = mate_of(cell, mate);
      if (other == kNone) continue;
      mate[cell] = other;
      mate[other] = cell;
      --left;
    }
    // Numbered as they were, so that what lies together stays together in memory.
    std::vector<std::uint32_t> to(count, kNone);
    std::uint32_t next = 0;
    for (std::uint32_t cell = 0; cell < count; ++cell) {
      if (to[cell] != kNone) continue;
      to[cell] = next;
      if (mate[cell] != kNone) to[mate[cell]] = next;
      ++next;
    }
    join(to, next);
    return count - left >= count / kWorthIt;
  }

  void join(const std::vector<std::uint32_t>& to, std::size_t count) {
    Cells joined;
    joined.shape.resize(count);
    joined.size.assign(count, 0.0);
    joined.sample.resize(count);
    for (std::uint32_t cell = 0; cell < to.size(); ++cell) {
      joined.shape[to[cell]].area += cells_.shape[cell].area;
      joined.shape[to[cell]].perimeter += cells_.shape[cell].perimeter;
      joined.size[to[cell]] += cells_.size[cell];
      joined.sample[to[cell]] = cells_.sample[cell];
    }
    joined.links = joined_links(cells_.links, to, Members(to, count), joined.shape);
    cells_ = std::move(joined);
    for (std::uint32_t& cell : joined_) cell = to[cell];
  }

  /// The problem of the joined cells.
  Coarse take() {
    Coarse coarse;
    Problem& problem = coarse.problem;
    const std::size_t count = cells_.count();
    problem.count = fine_.count;
    problem.cells = count;
    problem.kinds = fine_.kinds;
    problem.balanced = fine_.balanced;
    problem.share = fine_.share;
    problem.bands = fine_.bands;
    problem.home = fine_.home;
    problem.tolerance = fine_.tolerance;
    problem.aim = fine_.aim;
    problem.ease = fine_.ease;
    problem.max_moved = fine_.max_moved;
    problem.load.assign(count * fine_.kinds, 0.0);
    problem.centre.resize(count);
    problem.disruption.assign(count, 0.0);
    problem.nuisance.assign(count, 0.0);
    std::vector<double> mass(count, 0.0);
    for (std::size_t cell = 0; cell < fine_.cells; ++cell) add(cell, problem, mass);
    for (std::size_t cell = 0; cell < count; ++cell) {
      problem.centre[cell].x /= mass[cell];
      problem.centre[cell].y /= mass[cell];
      const std::uint32_t sample = cells_.sample[cell];
      problem.locked.push_back(fine_.locked[sample]);
      problem.present.push_back(fine_.present[sample]);
      coarse.core.push_back(core_[sample]);
      for (std::size_t t = 0; t < fine_.count && !fine_.forbidden.empty(); ++t) {
        problem.forbidden.push_back(fine_.is_forbidden(sample, t));
      }
    }
    problem.shape = std::move(cells_.shape);
    problem.size = std::move(cells_.size);
    problem.links = std::move(cells_.links);
    problem.links.close_rings();
    coarse.joined = std::move(joined_);
    return coarse;
  }

  void add(std::size_t cell, Problem& problem, std::vector<double>& mass) const {
    const std::size_t to = joined_[cell];
    const double area = fine_.shape[cell].area + kLeastArea;
    mass[to] += area;
    problem.centre[to].x += area * fine_.centre[cell].x;
    problem.centre[to].y += area * fine_.centre[cell].y;
    problem.disruption[to] += fine_.disruption[cell];
    problem.nuisance[to] += fine_.nuisance[cell];
    for (std::size_t kind = 0; kind < fine_.kinds; ++kind) {
      problem.load[to * fine_.kinds + kind] += fine_.load_of(cell)[kind];
    }
  }

  const Problem& fine_;
  const std::vector<std::size_t>& core_;
  core::Random random_;
  std::vector<std::uint32_t> joined_;
  Cells cells_;
};

}  // namespace

Coarse coarsened(const Problem& fine, const std::vector<std::size_t>& core, std::size_t wanted,
                 core::Random random) {
  return Coarsening(fine, core, random).run(wanted);
}

std::vector<std::size_t> spread_out(const Coarse& coarse, const std::vector<std::size_t>& plan) {
  std::vector<std::size_t> spread(coarse.joined.size());
  for (std::size_t cell = 0; cell < spread.size(); ++cell) spread[cell] = plan[coarse.joined[cell]];
  return spread;
}

}  // namespace nearnet::territory
