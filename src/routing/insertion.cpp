// SPDX-License-Identifier: Apache-2.0
#include "routing/insertion.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace nearnet::routing {

namespace {

/// Where a node would go on each day, kept up to date day by day.
class InsertionTable {
 public:
  InsertionTable(const Instance& instance, const Solution& solution)
      : instance_(instance), solution_(solution), days_(static_cast<std::size_t>(instance.days())) {
    for (std::size_t index = 1; index < instance.size(); ++index) {
      if (solution.is_out(index) && instance.node(index).wanted()) nodes_.push_back(index);
    }
    cheapest_.resize(nodes_.size() * days_);
    for (int day = 0; day < instance.days(); ++day) refresh(day);
  }

  void refresh(int day) {
    const Route& route = solution_.route(day);
    for (std::size_t k = 0; k < nodes_.size(); ++k) {
      cheapest_[k * days_ + static_cast<std::size_t>(day)] =
          solution_.is_out(nodes_[k]) ? route.cheapest_insertion(instance_, nodes_[k])
                                      : std::nullopt;
    }
  }

  struct Choice {
    std::size_t index = 0;
    int day = 0;
    std::size_t position = 0;
  };

  /// The best next insertion: musts first, then profit per second added; ties to the smaller index.
  std::optional<Choice> best() const {
    std::optional<Choice> best;
    bool best_must = false;
    double best_rate = 0.0;
    for (std::size_t k = 0; k < nodes_.size(); ++k) {
      const Node& node = instance_.node(nodes_[k]);
      if (!solution_.is_out(nodes_[k]) || (best && best_must && !node.must)) continue;
      const auto place = cheapest_day(k);
      if (!place) continue;
      const Insertion& insertion = *cheapest_[k * days_ + *place];
      const double effort =
          static_cast<double>(std::max<std::int64_t>(1, node.service + insertion.added));
      const double rate = static_cast<double>(node.profit) / effort;
      if (best && node.must == best_must && rate <= best_rate) continue;
      best = Choice{nodes_[k], static_cast<int>(*place), insertion.position};
      best_must = node.must;
      best_rate = rate;
    }
    return best;
  }

 private:
  std::optional<std::size_t> cheapest_day(std::size_t k) const {
    std::optional<std::size_t> best;
    for (std::size_t day = 0; day < days_; ++day) {
      const auto& place = cheapest_[k * days_ + day];
      if (place && (!best || place->added < cheapest_[k * days_ + *best]->added)) best = day;
    }
    return best;
  }

  const Instance& instance_;
  const Solution& solution_;
  std::size_t days_;
  std::vector<std::size_t> nodes_;
  std::vector<std::optional<Insertion>> cheapest_;  // node-major, one a day
};

}  // namespace

void insert_all(const Instance& instance, Solution& solution, const core::JobContext& job) {
  InsertionTable table(instance, solution);
  while (const auto choice = table.best()) {
    job.check_cancelled();
    solution.insert(instance, choice->index, choice->day, choice->position);
    table.refresh(choice->day);
  }
}

}  // namespace nearnet::routing
