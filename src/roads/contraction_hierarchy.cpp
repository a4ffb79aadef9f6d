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

}  // namespace

/// What the searches from all ends met, by node. Reused.
class ContractionHierarchy::Buckets {
 public:
  struct Entry {
    std::uint32_t end = 0;
    Cost cost;
  };

  explicit Buckets(std::size_t nodes) : bucket_of_(nodes, kNone) {}

  void fill(const std::vector<std::vector<Met>>& met_of_end) {
    for (const std::uint32_t node : nodes_) bucket_of_[node] = kNone;
    nodes_.clear();
    next_.clear();
    for (const auto& met : met_of_end) {
      for (const Met& one : met) {
        std::uint32_t& bucket = bucket_of_[one.node];
        if (bucket == kNone) {
          bucket = static_cast<std::uint32_t>(nodes_.size());
          nodes_.push_back(one.node);
          next_.push_back(0);
        }
        ++next_[bucket];
      }
    }
    begins_.assign(1, 0);
    for (std::size_t& size : next_) {
      const std::size_t begin = begins_.back();
      begins_.push_back(begin + size);
      size = begin;
    }
    entries_.resize(begins_.back());
    for (std::uint32_t end = 0; end < met_of_end.size(); ++end) {
      for (const Met& one : met_of_end[end]) {
        entries_[next_[bucket_of_[one.node]]++] = {end, one.cost};
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
  std::vector<std::uint32_t> nodes_;      ///< of the buckets
  std::vector<std::size_t> begins_;       ///< of the buckets in entries_
  std::vector<std::size_t> next_;         // scratch
  std::vector<Entry> entries_;
};

/// Climbs from some nodes to all more important ones that they reach. Reused; one a thread.
class ContractionHierarchy::Search {
 public:
  explicit Search(std::size_t nodes) : costs_(nodes, Cost::unreachable()), came_from_(nodes) {}

  /// `back` holds the arcs that come down to the nodes climbed over: a cheaper way down to a node
  /// shows that no cheapest way climbs to it and on. Where it is to be traced, came_from() answers.
  template <bool kTraced>
  const std::vector<Met>& run(const ContractionHierarchy& of, const Terminals& from,
                              const Climb& climb, const Climb& back) {
    for (const std::uint32_t node : reached_) costs_[node] = Cost::unreachable();
    reached_.clear();
    met_.clear();
    open_.clear();
    for (const Terminal& terminal : from) {
      reach<kTraced>(of.place_of_[terminal.node], terminal.cost, kNone);
    }
    while (!open_.empty()) {
      std::pop_heap(open_.begin(), open_.end(), std::greater<>());
      const Open next = open_.back();
      open_.pop_back();
      if (next.cost > costs_[next.node] || is_stalled(next, back)) continue;
      met_.push_back({next.node, next.cost});
      for (const Climb::Step& step : climb.of(next.node)) {
        reach<kTraced>(step.node, next.cost + step.cost, next.node);
      }
    }
    return met_;
  }

  Cost cost_to(std::uint32_t node) const { return costs_[node]; }
  /// kNone at a start.
  std::uint32_t came_from(std::uint32_t node) const { return came_from_[node]; }

 private:
  struct Open {
    Cost cost;
    std::uint32_t node = 0;
    friend bool operator>(const Open& a, const Open& b) { return a.cost > b.cost; }
  };

  bool is_stalled(const Open& next, const Climb& back) const {
    return std::ranges::any_of(back.of(next.node), [&](const Climb::Step& step) {
      return costs_[step.node] + step.cost < next.cost;
    });
  }

  template <bool kTraced>
  void reach(std::uint32_t node, Cost cost, std::uint32_t came_from) {
    Cost& known = costs_[node];
    if (known <= cost) return;
    if (!known.reachable()) reached_.push_back(node);
    known = cost;
    if constexpr (kTraced) came_from_[node] = came_from;
    open_.push_back({cost, node});
    std::push_heap(open_.begin(), open_.end(), std::greater<>());
  }

  // Costs alone, as every link that is looked at asks for one: many on a line of the cache.
  std::vector<Cost> costs_;
  std::vector<std::uint32_t> came_from_;
  std::vector<std::uint32_t> reached_;  ///< whose costs are to be forgotten
  std::vector<Open> open_;
  std::vector<Met> met_;
};

ContractionHierarchy::ContractionHierarchy(std::size_t nodes, std::span<const Arc> arcs,
                                           const core::JobContext& job)
    : place_of_(nodes),
      searches_(std::make_unique<SearchPool<Search>>(nodes)),
      buckets_(std::make_unique<SearchPool<Buckets>>(nodes)) {
  const Contraction contraction = contract(nodes, arcs, job);
  for (std::uint32_t place = 0; place < nodes; ++place) place_of_[contraction.order[place]] = place;
  up_ = climb(contraction, contraction.up, place_of_);
  down_ = climb(contraction, contraction.down, place_of_);
  const auto is_shortcut = [](const Climb::Making& making) { return making.arcs > 1; };
  shortcuts_ = static_cast<std::size_t>(std::ranges::count_if(up_.makings, is_shortcut) +
                                        std::ranges::count_if(down_.makings, is_shortcut));
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
    for (const Link& link : links[node]) {
      climb.steps.push_back({link.cost, place_of[link.node]});
      climb.makings.push_back({link.arcs > 1 ? place_of[link.made_of] : link.made_of, link.arcs});
    }
    climb.begins.push_back(static_cast<std::uint32_t>(climb.steps.size()));
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
                            met_of_end[i] = search->run<false>(*this, ends[i], down_, up_);
                          }
                        });
  const auto buckets = buckets_->borrow();
  buckets->fill(met_of_end);
  std::vector<Cost> table(starts.size() * ends.size(), Cost::unreachable());
  core::parallel_ranges(
      starts.size(), kGrain, job.part(0.4, 1.0, "measuring ways"),
      [&](std::size_t begin, std::size_t end) {
        const auto search = searches_->borrow();
        for (std::size_t i = begin; i < end; ++i) {
          const std::span<Cost> row = std::span(table).subspan(i * ends.size(), ends.size());
          for (const Met& met : search->run<false>(*this, starts[i], up_, down_)) {
            for (const auto& [to, cost] : buckets->at(met.node)) {
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
  down->run<true>(*this, end, down_, up_);
  Way way{.cost = Cost::unreachable(), .start = {}, .end = {}, .arcs = {}};
  std::uint32_t top = kNone;
  for (const Met& met : up->run<true>(*this, start, up_, down_)) {
    const Cost cost = met.cost + down->cost_to(met.node);
    if (cost < way.cost) {
      way.cost = cost;
      top = met.node;
    }
  }
  if (!way.cost.reachable()) return std::nullopt;
  std::vector<std::uint32_t> climbed{top};
  while (up->came_from(climbed.back()) != kNone) climbed.push_back(up->came_from(climbed.back()));
  for (std::size_t i = climbed.size() - 1; i > 0; --i) unpack(climbed[i], climbed[i - 1], way.arcs);
  std::uint32_t bottom = top;
  for (; down->came_from(bottom) != kNone; bottom = down->came_from(bottom)) {
    unpack(bottom, down->came_from(bottom), way.arcs);
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

const ContractionHierarchy::Climb::Making& ContractionHierarchy::Climb::making(
    std::uint32_t from, std::uint32_t to) const {
  const auto found = std::ranges::find(of(from), to, &Step::node) - of(from).begin();
  return makings[begins[from] + static_cast<std::size_t>(found)];
}

void ContractionHierarchy::unpack(std::uint32_t from, std::uint32_t to,
                                  std::vector<std::uint32_t>& arcs) const {
  const Climb::Making& making = from < to ? up_.making(from, to) : down_.making(to, from);
  if (making.arcs == 1) {
    arcs.push_back(making.made_of);
    return;
  }
  unpack(from, making.made_of, arcs);
  unpack(making.made_of, to, arcs);
}

}  // namespace nearnet::roads
