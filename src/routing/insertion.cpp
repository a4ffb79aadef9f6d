// SPDX-License-Identifier: Apache-2.0
#include "routing/insertion.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace nearnet::routing {

namespace {

/// Where each node would go, kept up to date day by day.
class InsertionTable {
 public:
  InsertionTable(const Instance& instance, const Solution& solution)
      : instance_(instance), solution_(solution), days_(static_cast<std::size_t>(instance.days())) {
    for (std::size_t index = 1; index < instance.size(); ++index) {
      if (solution.is_out(index) && instance.node(index).wanted()) nodes_.push_back(index);
    }
    cheapest_.resize(nodes_.size() * days_);
    best_day_.resize(nodes_.size(), kNoDay);
    for (int day = 0; day < instance.days(); ++day) {
      const bool empty = solution.route(day).stops().empty();
      if (empty && instance.days_alike() && first_empty_ != kNoDay) continue;
      if (empty && first_empty_ == kNoDay) first_empty_ = day;
      refresh(day);
    }
  }

  /// After a change of that day.
  void update(int day) {
    refresh(day);
    if (day != first_empty_ || !instance_.days_alike()) return;
    for (++first_empty_; first_empty_ < instance_.days(); ++first_empty_) {
      if (!solution_.route(first_empty_).stops().empty()) continue;
      refresh(first_empty_);
      return;
    }
  }

  struct Choice {
    std::size_t index = 0;
    int day = 0;
    std::size_t position = 0;
    std::int64_t added = 0;
  };

  /// The best next insertion: musts first, then profit per second added, then the least driving;
  /// ties to the smaller index.
  std::optional<Choice> best() const {
    std::optional<Choice> best;
    bool best_must = false;
    double best_rate = 0.0;
    for (std::size_t k = 0; k < nodes_.size(); ++k) {
      const Node& node = instance_.node(nodes_[k]);
      if (best_day_[k] == kNoDay || (best && best_must && !node.must)) continue;
      const Insertion& insertion = *at(k, best_day_[k]);
      if (!instance_.is_worth(nodes_[k], insertion.added)) continue;
      const double effort =
          static_cast<double>(std::max<std::int64_t>(1, node.service + insertion.added));
      const double rate = static_cast<double>(node.profit) / effort;
      if (best && node.must == best_must &&
          std::pair(rate, -insertion.added) <= std::pair(best_rate, -best->added)) {
        continue;
      }
      best = Choice{nodes_[k], best_day_[k], insertion.position, insertion.added};
      best_must = node.must;
      best_rate = rate;
    }
    return best;
  }

 private:
  static constexpr int kNoDay = -1;

  void refresh(int day) {
    const Route& route = solution_.route(day);
    for (std::size_t k = 0; k < nodes_.size(); ++k) {
      if (!solution_.is_out(nodes_[k])) {
        best_day_[k] = kNoDay;
        continue;
      }
      cheapest_[k * days_ + static_cast<std::size_t>(day)] =
          route.cheapest_insertion(instance_, nodes_[k]);
      if (best_day_[k] == day || best_day_[k] == kNoDay) {
        best_day_[k] = cheapest_day(k);
      } else if (is_cheaper(k, day, best_day_[k])) {
        best_day_[k] = day;
      }
    }
  }

  const std::optional<Insertion>& at(std::size_t k, int day) const {
    return cheapest_[k * days_ + static_cast<std::size_t>(day)];
  }

  /// Of equally cheap days the earlier one.
  bool is_cheaper(std::size_t k, int day, int than) const {
    if (!at(k, day)) return false;
    if (than == kNoDay) return true;
    return std::pair(at(k, day)->added, day) < std::pair(at(k, than)->added, than);
  }

  int cheapest_day(std::size_t k) const {
    int best = kNoDay;
    for (int day = 0; day < instance_.days(); ++day) {
      if (is_cheaper(k, day, best)) best = day;
    }
    return best;
  }

  const Instance& instance_;
  const Solution& solution_;
  std::size_t days_;
  int first_empty_ = kNoDay;
  std::vector<std::size_t> nodes_;
  std::vector<std::optional<Insertion>> cheapest_;  // node-major, one a day
  std::vector<int> best_day_;
};

}  // namespace

void insert_all(const Instance& instance, Solution& solution, const core::JobContext& job) {
  InsertionTable table(instance, solution);
  while (const auto choice = table.best()) {
    job.check_cancelled();
    solution.insert(instance, choice->index, choice->day, choice->position);
    table.update(choice->day);
  }
}

}  // namespace nearnet::routing
