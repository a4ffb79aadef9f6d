// SPDX-License-Identifier: Apache-2.0
#include "roads/contraction.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/parallel.h"
#include "roads/search_pool.h"
#include "roads/witness_search.h"

namespace nearnet::roads {
namespace {

using Shortcut = WitnessSearch::Shortcut;

/// Of several arcs between two nodes the cheapest; of equal ones the first.
void keep_cheaper(std::vector<Link>& links, const Link& link) {
  const auto known = std::ranges::find(links, link.node, &Link::node);
  if (known == links.end()) {
    links.push_back(link);
  } else if (link.cost < known->cost) {
    *known = link;
  }
}

void forget(std::vector<Link>& links, std::uint32_t node) {
  std::erase_if(links, [&](const Link& link) { return link.node == node; });
}

/// Neighbouring numbers far apart: of equally important neighbours no long row waits for its end.
std::uint32_t scattered(std::uint32_t node) {
  return node * 2'654'435'769U;
}

class Contractor {
 public:
  Contractor(std::size_t nodes, std::span<const Arc> arcs, const core::JobContext& job)
      : job_(job),
        out_(nodes),
        in_(nodes),
        level_(nodes, 0),
        importance_(nodes, 0),
        leaving_(nodes, 0),
        pool_(nodes) {
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      const Arc& arc = arcs[i];
      if (arc.from == arc.to) continue;
      const auto number = static_cast<std::uint32_t>(i);
      keep_cheaper(out_[arc.from], {arc.to, number, 1, arc.cost});
      keep_cheaper(in_[arc.to], {arc.from, number, 1, arc.cost});
    }
    for (std::uint32_t node = 0; node < nodes; ++node) remaining_.push_back(node);
  }

  Contraction run() {
    weigh(remaining_);
    while (!remaining_.empty()) {
      find_least_important();
      for (const std::uint32_t node : candidates_) leaving_[node] = 1;
      weigh(candidates_);
      for (const std::uint32_t node : candidates_) leaving_[node] = 0;
      contract_candidates();
      job_.report(static_cast<double>(order_.size()) / static_cast<double>(out_.size()));
    }
    return {std::move(order_), std::move(out_), std::move(in_)};
  }

 private:
  auto key(std::uint32_t node) const {
    return std::tuple(importance_[node], scattered(node), node);
  }

  bool is_least_important(std::uint32_t node) const {
    const auto less = [&](const Link& link) { return key(node) < key(link.node); };
    return std::ranges::all_of(out_[node], less) && std::ranges::all_of(in_[node], less);
  }

  /// Candidates are never neighbours of each other.
  void find_least_important() {
    constexpr std::size_t kGrain = 4096;
    std::vector<std::vector<std::uint32_t>> found(remaining_.size() / kGrain + 1);
    core::parallel_ranges(remaining_.size(), kGrain, quiet_,
                          [&](std::size_t begin, std::size_t end) {
                            for (std::size_t i = begin; i < end; ++i) {
                              const std::uint32_t node = remaining_[i];
                              if (is_least_important(node)) found[begin / kGrain].push_back(node);
                            }
                          });
    candidates_.clear();
    for (const auto& part : found) candidates_.insert(candidates_.end(), part.begin(), part.end());
  }

  /// Tries what each node's leaving would take; keeps the shortcuts for those that will.
  void weigh(const std::vector<std::uint32_t>& nodes) {
    constexpr std::size_t kGrain = 64;
    job_.check_cancelled();
    shortcuts_.resize(nodes.size());
    core::parallel_ranges(nodes.size(), kGrain, quiet_, [&](std::size_t begin, std::size_t end) {
      const auto search = pool_.borrow();
      for (std::size_t i = begin; i < end; ++i) {
        shortcuts_[i].clear();
        search->shortcuts_over(nodes[i], out_, in_, leaving_, shortcuts_[i]);
        importance_[nodes[i]] = importance_with(nodes[i], shortcuts_[i]);
      }
    });
  }

  /// Nodes whose leaving adds few arcs for many go first, and neighbours of those that left late.
  std::int64_t importance_with(std::uint32_t node, const std::vector<Shortcut>& shortcuts) const {
    constexpr std::int64_t kScale = 1'000;
    std::int64_t arcs_less = 0;
    std::int64_t given_less = 0;
    for (const auto* links : {&out_[node], &in_[node]}) {
      for (const Link& link : *links) {
        ++arcs_less;
        given_less += link.arcs;
      }
    }
    if (arcs_less == 0) return 0;
    std::int64_t given_more = 0;
    for (const Shortcut& shortcut : shortcuts) given_more += shortcut.arcs;
    const auto arcs_more = static_cast<std::int64_t>(shortcuts.size());
    return kScale * level_[node] + kScale * arcs_more / arcs_less +
           kScale * given_more / given_less;
  }

  void contract_candidates() {
    bool any = false;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const std::uint32_t node = candidates_[i];
      if (!is_least_important(node)) continue;
      leave(node, shortcuts_[i]);
      any = true;
    }
    if (!any) {
      // All turned out more important than a neighbour: the least of them goes.
      const auto least = std::ranges::min_element(
          candidates_, [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
      leave(*least, shortcuts_[static_cast<std::size_t>(least - candidates_.begin())]);
    }
    std::erase_if(remaining_, [&](std::uint32_t node) { return leaving_[node] != 0; });
  }

  void leave(std::uint32_t node, const std::vector<Shortcut>& shortcuts) {
    order_.push_back(node);
    leaving_[node] = 1;  // for good: nobody has a link to it any more
    for (const Link& link : out_[node]) {
      forget(in_[link.node], node);
      raise(link.node, level_[node] + 1);
    }
    for (const Link& link : in_[node]) {
      forget(out_[link.node], node);
      raise(link.node, level_[node] + 1);
    }
    for (const Shortcut& shortcut : shortcuts) {
      keep_cheaper(out_[shortcut.from], {shortcut.to, shortcut.over, shortcut.arcs, shortcut.cost});
      keep_cheaper(in_[shortcut.to], {shortcut.from, shortcut.over, shortcut.arcs, shortcut.cost});
    }
  }

  void raise(std::uint32_t node, std::int64_t level) {
    constexpr std::int64_t kScale = 1'000;
    if (level <= level_[node]) return;
    importance_[node] += kScale * (level - level_[node]);
    level_[node] = level;
  }

  const core::JobContext& job_;
  core::JobContext quiet_{{.threads = job_.threads()}};  ///< rounds are no progress of their own
  std::vector<std::vector<Link>> out_;
  std::vector<std::vector<Link>> in_;
  std::vector<std::int64_t> level_;
  std::vector<std::int64_t> importance_;
  std::vector<char> leaving_;
  SearchPool<WitnessSearch> pool_;
  std::vector<std::uint32_t> remaining_;
  std::vector<std::uint32_t> candidates_;
  std::vector<std::vector<Shortcut>> shortcuts_;  ///< of the nodes weighed last
  std::vector<std::uint32_t> order_;
};

}  // namespace

Contraction contract(std::size_t nodes, std::span<const Arc> arcs, const core::JobContext& job) {
  return Contractor(nodes, arcs, job).run();
}

}  // namespace nearnet::roads
