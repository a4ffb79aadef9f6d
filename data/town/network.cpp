// SPDX-License-Identifier: Apache-2.0
#include "town/network.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "geo/geometry.h"

namespace nearnet::town {
namespace {

constexpr double kSnap = 16.0;
constexpr double kStub = 75.0;

/// A crossing at a position along a street, counted in segments.
struct Cut {
  double position;
  std::size_t node;
};

struct Crossing {
  double on_a;
  double on_b;
  XY place;
};

std::optional<Crossing> cross(XY a, XY b, XY c, XY d) {
  const double denominator = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (std::abs(denominator) < 1e-9) return {};
  const double t = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / denominator;
  const double u = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / denominator;
  if (t < 0.0 || t > 1.0 || u < 0.0 || u > 1.0) return {};
  return Crossing{t, u, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}};
}

class Cutter {
 public:
  explicit Cutter(const std::vector<Street>& streets) : streets_(streets), cuts_(streets.size()) {
    for (std::size_t a = 0; a < streets.size(); ++a) {
      for (std::size_t b = a + 1; b < streets.size(); ++b) cut(a, b);
    }
    for (std::size_t s = 0; s < streets.size(); ++s) {
      const Polyline& line = streets[s].line;
      cuts_[s].push_back({0.0, node_at(line.front())});
      cuts_[s].push_back({static_cast<double>(line.size() - 1), node_at(line.back())});
      std::stable_sort(cuts_[s].begin(), cuts_[s].end(),
                       [](const Cut& x, const Cut& y) { return x.position < y.position; });
    }
  }

  std::vector<Block> blocks() const {
    std::vector<Block> blocks;
    for (std::size_t s = 0; s < streets_.size(); ++s) add_blocks(s, blocks);
    return blocks;
  }

 private:
  void cut(std::size_t a, std::size_t b) {
    const Polyline& first = streets_[a].line;
    const Polyline& second = streets_[b].line;
    for (std::size_t i = 1; i < first.size(); ++i) {
      for (std::size_t j = 1; j < second.size(); ++j) {
        const auto hit = cross(first[i - 1], first[i], second[j - 1], second[j]);
        if (!hit) continue;
        const std::size_t node = node_at(hit->place);
        cuts_[a].push_back({static_cast<double>(i - 1) + hit->on_a, node});
        cuts_[b].push_back({static_cast<double>(j - 1) + hit->on_b, node});
      }
    }
  }

  std::size_t node_at(XY place) {
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      if (distance(nodes_[n], place) < kSnap) return n;
    }
    nodes_.push_back(place);
    return nodes_.size() - 1;
  }

  void add_blocks(std::size_t s, std::vector<Block>& blocks) const {
    const Street& street = streets_[s];
    double chainage = 0.0;
    for (std::size_t k = 1; k < cuts_[s].size(); ++k) {
      const Cut& from = cuts_[s][k - 1];
      const Cut& to = cuts_[s][k];
      if (from.node == to.node) continue;
      Polyline line{nodes_[from.node]};
      for (std::size_t i = 0; i < street.line.size(); ++i) {
        const double at = static_cast<double>(i);
        const bool between = at > from.position && at < to.position;
        if (between && distance(street.line[i], nodes_[from.node]) > kSnap &&
            distance(street.line[i], nodes_[to.node]) > kSnap) {
          line.push_back(street.line[i]);
        }
      }
      line.push_back(nodes_[to.node]);
      blocks.push_back({street.name, street.highway, street.max_speed_kmh, street.one_way,
                        street.court, chainage, from.node, to.node, line});
      chainage += length(line);
    }
  }

  const std::vector<Street>& streets_;
  std::vector<XY> nodes_;
  std::vector<std::vector<Cut>> cuts_;
};

/// Two blocks between the same crossings and about as long are one street drawn twice.
void drop_twins(std::vector<Block>& blocks) {
  std::map<std::pair<std::size_t, std::size_t>, double> seen;
  std::erase_if(blocks, [&](const Block& block) {
    const double metres = length(block.line);
    const auto [place, fresh] = seen.try_emplace(std::minmax(block.from, block.to), metres);
    return !fresh && std::abs(place->second - metres) < 0.2 * metres;
  });
}

/// Ends that lead nowhere and are too short to live on, again and again until none is left.
void trim_stubs(std::vector<Block>& blocks) {
  std::size_t before = 0;
  do {
    before = blocks.size();
    std::map<std::size_t, int> degree;
    for (const Block& block : blocks) {
      ++degree[block.from];
      ++degree[block.to];
    }
    std::erase_if(blocks, [&](const Block& block) {
      const bool dead_end = degree[block.from] == 1 || degree[block.to] == 1;
      return dead_end && !block.court && length(block.line) < kStub;
    });
  } while (blocks.size() != before);
}

/// Nobody can leave the dead end of a one-way street.
void open_dead_ends(std::vector<Block>& blocks) {
  std::map<std::size_t, int> degree;
  for (const Block& block : blocks) {
    ++degree[block.from];
    ++degree[block.to];
  }
  for (Block& block : blocks) {
    if (degree[block.from] == 1 || degree[block.to] == 1) block.one_way = false;
  }
}

/// Keeps the blocks that hang together with the first one.
void keep_connected(std::vector<Block>& blocks) {
  std::map<std::size_t, std::size_t> group;
  for (const Block& block : blocks) {
    group.try_emplace(block.from, block.from);
    group.try_emplace(block.to, block.to);
  }
  const auto find = [&](std::size_t node) {
    while (group[node] != node) node = group[node];
    return node;
  };
  for (const Block& block : blocks) group[find(block.from)] = find(block.to);
  const std::size_t town = find(blocks.front().from);
  std::erase_if(blocks, [&](const Block& block) { return find(block.from) != town; });
}

}  // namespace

std::vector<Block> cut_at_crossings(const std::vector<Street>& streets) {
  std::vector<Block> blocks = Cutter(streets).blocks();
  drop_twins(blocks);
  keep_connected(blocks);
  trim_stubs(blocks);
  open_dead_ends(blocks);
  for (Block& block : blocks) {
    geo::Line line;
    for (const XY p : block.line) line.push_back({p.x, p.y});
    block.line.clear();
    const auto kept = geo::simplified(geo::Geometry::line(line), 0.8).lines().at(0);
    for (const geo::LonLat p : kept) block.line.push_back({p.lon, p.lat});
  }
  return blocks;
}

}  // namespace nearnet::town
