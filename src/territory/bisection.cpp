// SPDX-License-Identifier: Apache-2.0
#include "territory/bisection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <span>

namespace nearnet::territory {
namespace {

constexpr std::size_t kDirections = 24;
constexpr std::size_t kDirectionsOfMany = 8;
constexpr std::size_t kMany = 20'000;

class Bisection {
 public:
  Bisection(const Problem& problem, core::Random& random)
      : problem_(problem),
        random_(random),
        cells_(problem.cells),
        territory_(problem.cells, 0),
        along_(problem.cells),
        region_(problem.cells, 0),
        low_(problem.cells, 0) {
    std::iota(cells_.begin(), cells_.end(), 0U);
  }

  std::vector<std::size_t> run() {
    split(cells_, 0, problem_.count);
    return territory_;
  }

 private:
  using Cells = std::span<std::uint32_t>;

  /// Weight, so that cells without any still spread evenly.
  double mass(std::uint32_t cell) const {
    return problem_.size[cell] +
           1e-6 * static_cast<double>(problem_.count) / static_cast<double>(problem_.cells);
  }

  void split(Cells cells, std::size_t first, std::size_t count) {
    if (count <= 1) {
      for (const std::uint32_t cell : cells) territory_[cell] = first;
      return;
    }
    ++pass_;
    for (const std::uint32_t cell : cells) region_[cell] = pass_;
    const std::size_t of_low = count / 2;
    const std::size_t directions = cells.size() > kMany ? kDirectionsOfMany : kDirections;
    const double turn = random_.uniform();
    double best_score = std::numeric_limits<double>::infinity();
    double best_angle = 0.0;
    for (std::size_t i = 0; i < directions; ++i) {
      const double angle = 2.0 * std::numbers::pi * (static_cast<double>(i) + turn) /
                           static_cast<double>(directions);
      const double score = outline(cells, cut(cells, angle, count));
      if (score < best_score) {
        best_score = score;
        best_angle = angle;
      }
    }
    const std::size_t at = cut(cells, best_angle, count);
    split(cells.first(at), first, of_low);
    split(cells.subspan(at), first + of_low, count - of_low);
  }

  /// Brings the cells of the low side to the front; how many those are. Quickselect by weight. Of
  /// `count` territories the low side gets half: either side keeps a cell for each of its own.
  std::size_t cut(Cells cells, double angle, std::size_t count) {
    const std::size_t of_low = count / 2;
    const double share = static_cast<double>(of_low) / static_cast<double>(count);
    const double x = std::cos(angle);
    const double y = std::sin(angle);
    double wanted = 0.0;
    for (const std::uint32_t cell : cells) {
      along_[cell] = problem_.centre[cell].x * x + problem_.centre[cell].y * y;
      wanted += share * mass(cell);
    }
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(along_[a], a) < std::pair(along_[b], b);
    };
    std::size_t begin = 0;
    std::size_t end = cells.size();
    while (end - begin > 1) {
      const std::size_t middle = begin + (end - begin) / 2;
      std::nth_element(cells.begin() + static_cast<std::ptrdiff_t>(begin),
                       cells.begin() + static_cast<std::ptrdiff_t>(middle),
                       cells.begin() + static_cast<std::ptrdiff_t>(end), before);
      double sum = 0.0;
      for (std::size_t i = begin; i < middle; ++i) sum += mass(cells[i]);
      if (sum > wanted) {
        end = middle;
      } else {
        wanted -= sum;
        begin = middle;
      }
    }
    // The cell on the cut goes where it does less harm.
    if (begin < cells.size() && wanted > mass(cells[begin]) / 2.0) ++begin;
    const std::size_t kept = std::clamp(begin, of_low, cells.size() - (count - of_low));
    if (kept != begin) {
      std::nth_element(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(kept),
                       cells.end(), before);
    }
    return kept;
  }

  /// Perimeter / √area of both sides.
  double outline(Cells cells, std::size_t at) {
    for (std::size_t i = 0; i < cells.size(); ++i) low_[cells[i]] = i < at ? 1 : 0;
    std::array<Shape, 2> sides{};
    for (const std::uint32_t cell : cells) {
      Shape& side = sides[low_[cell]];
      side.area += problem_.shape[cell].area;
      side.perimeter += problem_.shape[cell].perimeter;
      for (const Link& next : problem_.links[cell]) {
        const bool inside = region_[next.unit] == pass_ && low_[next.unit] == low_[cell];
        side.perimeter -= inside ? static_cast<double>(next.shared_metres) : 0.0;
      }
    }
    double sum = 0.0;
    for (const Shape& side : sides) sum += side.perimeter / std::sqrt(std::max(1e-9, side.area));
    return sum;
  }

  const Problem& problem_;
  core::Random& random_;
  std::vector<std::uint32_t> cells_;
  std::vector<std::size_t> territory_;
  std::vector<double> along_;          ///< by cell: position across the cut
  std::vector<std::uint32_t> region_;  ///< by cell: last pass that had it
  std::vector<std::uint8_t> low_;      ///< by cell: 1 on the low side of the cut looked at
  std::uint32_t pass_ = 0;
};

}  // namespace

std::vector<std::size_t> bisected(const Problem& problem, core::Random random) {
  return Bisection(problem, random).run();
}

}  // namespace nearnet::territory
