// SPDX-License-Identifier: Apache-2.0
// Can a cell leave its territory without cutting it apart? For repair.cpp and patch.cpp.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "territory/problem.h"

namespace nearnet::territory {

class Connectivity {
 public:
  explicit Connectivity(const Links& links)
      : links_(links), seen_(links.size(), 0), label_(links.size(), 0) {}

  /// Cells were added to the links.
  void resize(std::size_t cells) {
    seen_.resize(cells, 0);
    label_.resize(cells, 0);
  }

  /// True when the rest of the cell's territory is as connected without it: its neighbours there
  /// are tied among themselves, looked for first in the ring around the cell, then through the
  /// whole territory from all of them at once. False for a cell without a neighbour in its
  /// territory, which would leave it empty or lose a part. Cost: a few bit operations mostly; where
  /// the ring does not decide, the size of the smallest part that would be cut off.
  /// `patience`: cells to look at in the end; where they do not decide, the answer is false.
  template <typename Territory>
  bool can_leave(std::size_t cell, std::span<const Territory> territory,
                 std::size_t patience = std::numeric_limits<std::size_t>::max()) {
    const std::span<const Link> ring = links_[cell];
    used_ = 0;
    if (ring.size() > Links::kMostInRing) {
      for (const Link& next : ring) {
        if (territory[next.unit] == territory[cell]) start_part(next.unit);
      }
    } else {
      std::uint64_t own = 0;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        own |= std::uint64_t{territory[ring[i].unit] == territory[cell]} << i;
      }
      if (own == 0) return false;
      while (own != 0) {
        const std::uint64_t part = tied_to_first(ring, own);
        if (part == own && used_ == 0) return true;
        start_part(ring[static_cast<std::size_t>(std::countr_zero(part))].unit);
        own &= ~part;
      }
    }
    return used_ == 1 || (used_ > 1 && joined_elsewhere(cell, territory, patience));
  }

  /// Of the ring's cells in `own`, those tied to the first of them within it.
  static std::uint64_t tied_to_first(std::span<const Link> ring, std::uint64_t own) {
    std::uint64_t part = own & (~own + 1);
    for (std::uint64_t fresh = part; fresh != 0;) {
      const auto at = static_cast<std::size_t>(std::countr_zero(fresh));
      const std::uint64_t found = ring[at].ring & own & ~part;
      part |= found;
      fresh = (fresh & (fresh - 1)) | found;
    }
    return part;
  }

 private:
  /// What grows from one part of the ring until it meets the others or ends.
  struct Part {
    std::vector<std::uint32_t> open;
    std::size_t head = 0;
  };

  template <typename Territory>
  bool joined_elsewhere(std::size_t cell, std::span<const Territory> territory,
                        std::size_t patience) {
    ++pass_;
    seen_[cell] = pass_;
    label_[cell] = kSelf;
    leader_.resize(used_);
    for (std::uint32_t p = 0; p < used_; ++p) {
      leader_[p] = p;
      seen_[parts_[p].open.front()] = pass_;
      label_[parts_[p].open.front()] = p;
    }
    for (std::size_t apart = used_; apart > 1;) {
      for (std::uint32_t p = 0; p < used_ && apart > 1; ++p) {
        if (leader_[p] != p) continue;
        if (patience-- == 0) return false;
        if (parts_[p].head == parts_[p].open.size()) return false;
        const std::uint32_t here = parts_[p].open[parts_[p].head++];
        for (const Link& next : links_[here]) {
          if (territory[next.unit] != territory[cell]) continue;
          if (seen_[next.unit] != pass_) {
            seen_[next.unit] = pass_;
            label_[next.unit] = p;
            parts_[p].open.push_back(next.unit);
          } else if (label_[next.unit] != kSelf && leader(label_[next.unit]) != p) {
            join(leader(label_[next.unit]), p);
            --apart;
          }
        }
      }
    }
    return true;
  }

  void start_part(std::uint32_t cell) {
    if (used_ == parts_.size()) parts_.emplace_back();
    parts_[used_].open.assign(1, cell);
    parts_[used_++].head = 0;
  }

  std::uint32_t leader(std::uint32_t part) const {
    while (leader_[part] != part) part = leader_[part];
    return part;
  }

  void join(std::uint32_t part, std::uint32_t to) {
    leader_[part] = to;
    const Part& from = parts_[part];
    parts_[to].open.insert(parts_[to].open.end(),
                           from.open.begin() + static_cast<std::ptrdiff_t>(from.head),
                           from.open.end());
  }

  static constexpr std::uint32_t kSelf = ~std::uint32_t{0};

  const Links& links_;
  std::vector<Part> parts_;  ///< the first used_ count; the rest keep their memory
  std::size_t used_ = 0;
  std::vector<std::uint32_t> leader_;  ///< by part: the one it was joined to, itself when none
  std::vector<std::uint64_t> seen_;    ///< by cell: last pass that saw it
  std::vector<std::uint32_t> label_;   ///< by cell: the part that saw it
  std::uint64_t pass_ = 0;
};

}  // namespace nearnet::territory
