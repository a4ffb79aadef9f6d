// SPDX-License-Identifier: Apache-2.0
#include "territory/power_diagram.h"

#include "core/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <optional>
#include <utility>

namespace nearnet::territory {
namespace {

double squared_distance(geo::XY a, geo::XY b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/// Weight of a cell for seeding and for centres: cells without weight count a little.
double mass(const Problem& problem, std::size_t cell) {
  const double even = static_cast<double>(problem.count) / static_cast<double>(problem.cells);
  return problem.size[cell] + 0.001 * even;
}

struct Mean {
  double x = 0.0;
  double y = 0.0;
  double mass = 0.0;
  void add(geo::XY p, double m) {
    x += p.x * m;
    y += p.y * m;
    mass += m;
  }
  geo::XY value() const { return {x / mass, y / mass}; }
};

/// The sites that locks and homes give. A home that nearly coincides with an earlier site gives
/// none: two sites in one place cannot be told apart by distance.
std::vector<std::optional<geo::XY>> given_sites(const Problem& problem,
                                                const std::vector<std::size_t>& core) {
  std::vector<Mean> locked(problem.count);
  double area = 0.0;
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    area += problem.shape[cell].area;
    if (core[cell] != kUnassigned)
      locked[core[cell]].add(problem.centre[cell], mass(problem, cell));
  }
  const double radius = std::sqrt(area / static_cast<double>(problem.count) / std::numbers::pi);
  std::vector<std::optional<geo::XY>> sites(problem.count);
  for (std::size_t t = 0; t < problem.count; ++t) {
    if (locked[t].mass > 0.0) sites[t] = locked[t].value();
  }
  for (std::size_t t = 0; t < problem.count; ++t) {
    if (sites[t] || !problem.home[t]) continue;
    const bool apart = std::none_of(sites.begin(), sites.end(), [&](const auto& other) {
      return other && squared_distance(*other, *problem.home[t]) < 0.01 * radius * radius;
    });
    if (apart) sites[t] = problem.home[t];
  }
  return sites;
}

/// Fills in the missing sites, each at a cell drawn by weight × squared distance to the nearest
/// site.
std::vector<geo::XY> all_sites(const Problem& problem, const std::vector<std::size_t>& core,
                               core::Random& random) {
  const std::vector<std::optional<geo::XY>> given = given_sites(problem, core);
  std::vector<double> nearest(problem.cells, std::numeric_limits<double>::infinity());
  const auto place = [&](geo::XY site) {
    for (std::size_t cell = 0; cell < problem.cells; ++cell) {
      nearest[cell] = std::min(nearest[cell], squared_distance(problem.centre[cell], site));
    }
  };
  bool any = false;
  for (const auto& site : given) {
    if (site) place(*site);
    any = any || site.has_value();
  }
  std::vector<geo::XY> sites;
  for (const auto& site : given) {
    if (site) {
      sites.push_back(*site);
      continue;
    }
    std::vector<double> cumulated(problem.cells);
    double total = 0.0;
    for (std::size_t cell = 0; cell < problem.cells; ++cell) {
      total += mass(problem, cell) * (any ? nearest[cell] : 1.0);
      cumulated[cell] = total;
    }
    const auto drawn =
        std::upper_bound(cumulated.begin(), cumulated.end(), random.uniform() * total);
    const auto cell =
        std::min(static_cast<std::size_t>(drawn - cumulated.begin()), problem.cells - 1);
    sites.push_back(problem.centre[cell]);
    place(sites.back());
    any = true;
  }
  return sites;
}

class PowerDiagram {
 public:
  PowerDiagram(const Problem& problem, const std::vector<std::size_t>& core,
               std::vector<geo::XY> sites)
      : problem_(problem),
        core_(core),
        sites_(std::move(sites)),
        radius2_(sites_.size(), 0.0),
        size_(sites_.size(), 0.0),
        territory_(problem.cells, 0) {
    order_.resize(problem.cells);
    std::iota(order_.begin(), order_.end(), 0U);
    make_blocks(0, order_.size());
  }

  void assign(const core::JobContext& job) {
    constexpr std::size_t kGrain = 64;
    core::parallel_ranges(blocks_.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
      std::vector<std::size_t> candidates;
      for (std::size_t b = begin; b < end; ++b) assign_block(blocks_[b], candidates);
    });
    std::fill(size_.begin(), size_.end(), 0.0);
    for (std::size_t cell = 0; cell < problem_.cells; ++cell) {
      size_[territory_[cell]] += problem_.size[cell];
    }
  }

  void move_sites() {
    std::vector<Mean> means(sites_.size());
    for (std::size_t cell = 0; cell < problem_.cells; ++cell) {
      means[territory_[cell]].add(problem_.centre[cell], mass(problem_, cell));
    }
    for (std::size_t t = 0; t < sites_.size(); ++t) {
      if (!(means[t].mass > 0.0)) continue;
      sites_[t] = means[t].value();
      if (!problem_.home[t]) continue;
      sites_[t].x = (sites_[t].x + problem_.home[t]->x) / 2.0;
      sites_[t].y = (sites_[t].y + problem_.home[t]->y) / 2.0;
    }
  }

  /// Sites short of weight reach further, in steps that fit the distance to the next site.
  void trade_weight(double rate) {
    for (std::size_t t = 0; t < sites_.size(); ++t) {
      double step = std::numeric_limits<double>::infinity();
      for (std::size_t other = 0; other < sites_.size(); ++other) {
        if (other != t) step = std::min(step, squared_distance(sites_[t], sites_[other]));
      }
      if (!std::isfinite(step)) continue;
      radius2_[t] += rate * step * std::clamp(1.0 - size_[t], -1.0, 1.0);
    }
  }

  double imbalance() const {
    double sum = 0.0;
    for (const double size : size_) sum += (size - 1.0) * (size - 1.0);
    return sum;
  }

  const std::vector<std::size_t>& territories() const { return territory_; }

 private:
  /// Cells that lie together, so that most sites can be ruled out for all of them at once.
  struct Block {
    std::size_t begin;
    std::size_t end;
    geo::XY middle;
    double radius;
  };

  void make_blocks(std::size_t begin, std::size_t end) {
    constexpr std::size_t kCells = 32;
    geo::XY low{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    geo::XY high{-low.x, -low.y};
    for (std::size_t i = begin; i < end; ++i) {
      const geo::XY at = problem_.centre[order_[i]];
      low = {std::min(low.x, at.x), std::min(low.y, at.y)};
      high = {std::max(high.x, at.x), std::max(high.y, at.y)};
    }
    if (end - begin <= kCells) {
      blocks_.push_back({begin,
                         end,
                         {(low.x + high.x) / 2.0, (low.y + high.y) / 2.0},
                         std::hypot(high.x - low.x, high.y - low.y) / 2.0});
      return;
    }
    const bool wide = high.x - low.x > high.y - low.y;
    const std::size_t middle = begin + (end - begin) / 2;
    const auto at = [&](std::size_t i) { return order_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::nth_element(at(begin), at(middle), at(end), [&](std::uint32_t a, std::uint32_t b) {
      const geo::XY p = problem_.centre[a];
      const geo::XY q = problem_.centre[b];
      return wide ? std::pair(p.x, a) < std::pair(q.x, b) : std::pair(p.y, a) < std::pair(q.y, b);
    });
    make_blocks(begin, middle);
    make_blocks(middle, end);
  }

  void assign_block(const Block& block, std::vector<std::size_t>& candidates) {
    // A site may win somewhere in the block when it comes nearer at best than another at worst.
    double worst = std::numeric_limits<double>::infinity();
    for (std::size_t t = 0; t < sites_.size(); ++t) {
      const double far = std::sqrt(squared_distance(block.middle, sites_[t])) + block.radius;
      worst = std::min(worst, far * far - radius2_[t]);
    }
    candidates.clear();
    for (std::size_t t = 0; t < sites_.size(); ++t) {
      const double near =
          std::max(0.0, std::sqrt(squared_distance(block.middle, sites_[t])) - block.radius);
      const double slack = 1e-9 * (near * near + std::abs(radius2_[t]));
      if (near * near - radius2_[t] - slack <= worst) candidates.push_back(t);
    }
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const std::size_t cell = order_[i];
      territory_[cell] =
          core_[cell] != kUnassigned ? core_[cell] : nearest(problem_.centre[cell], candidates);
    }
  }

  std::size_t nearest(geo::XY place, const std::vector<std::size_t>& candidates) const {
    std::size_t best = candidates.front();
    double best_power = std::numeric_limits<double>::infinity();
    for (const std::size_t t : candidates) {
      const double power = squared_distance(place, sites_[t]) - radius2_[t];
      if (power < best_power) {
        best_power = power;
        best = t;
      }
    }
    return best;
  }

  const Problem& problem_;
  const std::vector<std::size_t>& core_;
  std::vector<geo::XY> sites_;
  std::vector<double> radius2_;
  std::vector<double> size_;  ///< by territory
  std::vector<std::size_t> territory_;
  std::vector<std::uint32_t> order_;  ///< cells, block by block
  std::vector<Block> blocks_;
};

}  // namespace

std::vector<std::size_t> power_diagram(const Problem& problem, const std::vector<std::size_t>& core,
                                       core::Random random, const core::JobContext& job) {
  PowerDiagram diagram(problem, core, all_sites(problem, core, random));
  constexpr std::size_t kMoving = kPowerRounds * 6 / 10;  // then only weight is traded
  std::vector<std::size_t> best;
  double best_imbalance = std::numeric_limits<double>::infinity();
  for (std::size_t round = 0; round < kPowerRounds; ++round) {
    const double from = static_cast<double>(round) / static_cast<double>(kPowerRounds);
    diagram.assign(job.part(from, from + 1.0 / static_cast<double>(kPowerRounds), "placing"));
    if (round >= kMoving && diagram.imbalance() < best_imbalance) {
      best_imbalance = diagram.imbalance();
      best = diagram.territories();
    }
    if (round < kMoving) diagram.move_sites();
    diagram.trade_weight(0.3 * (1.0 - from) + 0.02);
  }
  return best;
}

}  // namespace nearnet::territory
