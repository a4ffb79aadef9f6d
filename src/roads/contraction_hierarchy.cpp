// SPDX-License-Identifier: Apache-2.0
#include "roads/contraction_hierarchy.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>

#include "core/parallel.h"

namespace nearnet::roads {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// A node that a search settled.
struct Met {
  std::uint32_t node = 0;
  Cost cost;
};

/// What the searches from all ends met, by node.
class Buckets {
 public:
  struct Entry {
    std::uint32_t end = 0;
    Cost cost;
  };

  Buckets(std::size_t nodes, const std::vector<std::vector<Met>>& met_of_end)
      : bucket_of_(nodes, kNone) {
    std::vector<std::size_t> next;
    for (const auto& met : met_of_end) {
      for (const Met& one : met) {
        std::uint32_t& bucket = bucket_of_[one.node];
        if (bucket == kNone) {
          bucket = static_cast<std::uint32_t>(next.size());
          next.push_back(0);
        }
        ++next[bucket];
      }
    }
    begins_.reserve(next.size() + 1);
    begins_.push_back(0);
    for (std::size_t& size : next) {
      const std::size_t begin = begins_.back();
      begins_.push_back(begin + size);
      size = begin;
    }
    entries_.resize(begins_.back());
    for (std::uint32_t end = 0; end < met_of_end.size(); ++end) {
      for (const Met& one : met_of_end[end]) {
        entries_[next[bucket_of_[one.node]]++] = {end, one.cost};
      }
    }
  }

  std::span<const Entry> at(std::uint32_t node) const {
    const std::uint32_t bucket = bucket_of_[node];
    if (bucket == kNone) return {};
    return std::span(entries_).subspan(begins_[bucket], begins_[bucket + 1] - begins_[bucket]);
  }

 private:
  std::vector<std::uint32_t> bucket_of_;  ///< of each node; kNone where no search came
  std::vector<std::size_t> begins_;       ///< of the buckets in entries_
  std::vector<Entry> entries_;
};

}  // namespace

/// Climbs from some nodes to all more important ones that they reach. Reused; one a thread.
class ContractionHierarchy::Search {
 public:
  explicit Search(std::size_t nodes) : labels_(nodes) {}

  /// `back` holds the arcs that come down to the nodes climbed over: a cheaper way down to a node
  /// shows that no cheapest way climbs to it and on.
  const std::vector<Met>& run(const ContractionHierarchy& of, const Terminals& from,
                              const Climb& climb, const Climb& back) {
    ++stamp_;
    met_.clear();
    open_.clear();
    for (const Terminal& terminal : from) reach(of.place_of_[terminal.node], terminal.cost, kNone);
    while (!open_.empty()) {
      std::pop_heap(open_.begin(), open_.end(), std::greater<>());
      const Open next = open_.back();
      open_.pop_back();
      if (next.cost > labels_[next.node].cost || is_stalled(next, back)) continue;
      met_.push_back({next.node, next.cost});
      for (const Link& link : climb.of(next.node)) {
        reach(link.node, next.cost + link.cost, next.node);
      }
    }
    return met_;
  }

  Cost cost_to(std::uint32_t node) const {
    const Label& label = labels_[node];
    return label.stamp == stamp_ ? label.cost : Cost::unreachable();
  }
  /// kNone at a start.
  std::uint32_t came_from(std::uint32_t node) const { return labels_[node].came_from; }

 private:
  struct Open {
    Cost cost;
    std::uint32_t node = 0;
    friend bool operator>(const Open& a, const Open& b) { return a.cost > b.cost; }
  };

  /// Together, as they are looked at together: one line of the cache a node.
  struct Label {
    Cost cost;
    std::uint32_t stamp = 0;  ///< of the run that reached the node
    std::uint32_t came_from = kNone;
  };

  bool is_stalled(const Open& next, const Climb& back) const {
    return std::ranges::any_of(back.of(next.node), [&](const Link& link) {
      return cost_to(link.node) + link.cost < next.cost;
    });
  }

  void reach(std::uint32_t node, Cost cost, std::uint32_t came_from) {
    if (cost_to(node) <= cost) return;
    labels_[node] = {cost, stamp_, came_from};
    open_.push_back({cost, node});
    std::push_heap(open_.begin(), open_.end(), std::greater<>());
  }

  std::vector<Label> labels_;
  std::uint32_t stamp_ = 0;
  std::vector<Open> open_;
  std::vector<Met> met_;
};

ContractionHierarchy::ContractionHierarchy(std::size_t nodes, std::span<const Arc> arcs,
                                           const core::JobContext& job)
    : place_of_(nodes), searches_(std::make_unique<SearchPool<Search>>(nodes)) {
  const Contraction contraction = contract(nodes, arcs, job);
  for (std::uint32_t place = 0; place < nodes; ++place) place_of_[contraction.order[place]] = place;
  up_ = climb(contraction, contraction.up, place_of_);
  down_ = climb(contraction, contraction.down, place_of_);
  const auto is_shortcut = [](const Link& link) { return link.arcs > 1; };
  shortcuts_ = static_cast<std::size_t>(std::ranges::count_if(up_.links, is_shortcut) +
                                        std::ranges::count_if(down_.links, is_shortcut));
}

ContractionHierarchy::ContractionHierarchy(ContractionHierarchy&&) noexcept = default;
ContractionHierarchy& ContractionHierarchy::operator=(ContractionHierarchy&&) noexcept = default;
ContractionHierarchy::~ContractionHierarchy() = default;

ContractionHierarchy::Climb ContractionHierarchy::climb(
    const Contraction& contraction, const std::vector<std::vector<Link>>& links,
    const std::vector<std::uint32_t>& place_of) {
  Climb climb;
  climb.begins.push_back(0);
  for (const std::uint32_t node : contraction.order) {
    for (Link link : links[node]) {
      link.node = place_of[link.node];
      if (link.arcs > 1) link.made_of = place_of[link.made_of];
      climb.links.push_back(link);
    }
    climb.begins.push_back(static_cast<std::uint32_t>(climb.links.size()));
  }
  return climb;
}

std::vector<Cost> ContractionHierarchy::table(std::span<const Terminals> starts,
                                              std::span<const Terminals> ends,
                                              const core::JobContext& job) const {
  constexpr std::size_t kGrain = 4;
  std::vector<std::vector<Met>> met_of_end(ends.size());
  core::parallel_ranges(ends.size(), kGrain, job.part(0.0, 0.4, "measuring ways"),
                        [&](std::size_t begin, std::size_t end) {
                          const auto search = searches_->borrow();
                          for (std::size_t i = begin; i < end; ++i) {
                            met_of_end[i] = search->run(*this, ends[i], down_, up_);
                          }
                        });
  const Buckets buckets(nodes(), met_of_end);
  std::vector<Cost> table(starts.size() * ends.size(), Cost::unreachable());
  core::parallel_ranges(starts.size(), kGrain, job.part(0.4, 1.0, "measuring ways"),
                        [&](std::size_t begin, std::size_t end) {
                          const auto search = searches_->borrow();
                          for (std::size_t i = begin; i < end; ++i) {
                            const std::span<Cost> row =
                                std::span(table).subspan(i * ends.size(), ends.size());
                            for (const Met& met : search->run(*this, starts[i], up_, down_)) {
                              for (const auto& [to, cost] : buckets.at(met.node)) {
                                row[to] = std::min(row[to], met.cost + cost);
                              }
                            }
                          }
                        });
  return table;
}

std::optional<Way> ContractionHierarchy::cheapest(const Terminals& start,
                                                  const Terminals& end) const {
  const auto up = searches_->borrow();
  const auto down = searches_->borrow();
  down->run(*this, end, down_, up_);
  Way way{.cost = Cost::unreachable(), .start = {}, .end = {}, .arcs = {}};
  std::uint32_t top = kNone;
  for (const Met& met : up->run(*this, start, up_, down_)) {
    const Cost cost = met.cost + down->cost_to(met.node);
    if (cost < way.cost) {
      way.cost = cost;
      top = met.node;
    }
  }
  if (!way.cost.reachable()) return std::nullopt;
  const auto link_to = [](std::span<const Link> links, std::uint32_t node) {
    return *std::ranges::find(links, node, &Link::node);
  };
  std::vector<std::uint32_t> climbed{top};
  while (up->came_from(climbed.back()) != kNone) climbed.push_back(up->came_from(climbed.back()));
  for (std::size_t i = climbed.size() - 1; i > 0; --i) {
    unpack(climbed[i], climbed[i - 1], link_to(up_.of(climbed[i]), climbed[i - 1]), way.arcs);
  }
  std::uint32_t bottom = top;
  for (; down->came_from(bottom) != kNone; bottom = down->came_from(bottom)) {
    const std::uint32_t next = down->came_from(bottom);
    unpack(bottom, next, link_to(down_.of(next), bottom), way.arcs);
  }
  const auto terminal = [&](const Terminals& terminals, std::uint32_t place, const Search& search) {
    return *std::ranges::find_if(terminals, [&](const Terminal& one) {
      return place_of_[one.node] == place && one.cost == search.cost_to(place);
    });
  };
  way.start = terminal(start, climbed.back(), *up);
  way.end = terminal(end, bottom, *down);
  return way;
}

void ContractionHierarchy::unpack(std::uint32_t from, std::uint32_t to, const Link& link,
                                  std::vector<std::uint32_t>& arcs) const {
  if (link.arcs == 1) {
    arcs.push_back(link.made_of);
    return;
  }
  const std::uint32_t over = link.made_of;
  const auto down_to = std::ranges::find(down_.of(over), from, &Link::node);
  const auto up_from = std::ranges::find(up_.of(over), to, &Link::node);
  assert(down_to->cost + up_from->cost == link.cost);
  unpack(from, over, *down_to, arcs);
  unpack(over, to, *up_from, arcs);
}

}  // namespace nearnet::roads
