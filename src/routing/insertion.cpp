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

  struct Choice {
    std::size_t index = 0;
    int day = 0;
    std::size_t position = 0;
    std::int64_t added = 0;
  };

  /// After that insertion.
  void update(const Choice& done) {
    // Where driving does not become less, whatever did not fit before does not fit now, but for
    // the two legs that are new.
    for_all_out(done.day, [&](std::size_t k) {
      return done.added < 0 ? cheapest(k, done.day) : cheapest_after(k, done);
    });
    if (done.day != first_empty_ || !instance_.days_alike()) return;
    for (++first_empty_; first_empty_ < instance_.days(); ++first_empty_) {
      if (!solution_.route(first_empty_).stops().empty()) continue;
      refresh(first_empty_);
      return;
    }
  }

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
    for_all_out(day, [&](std::size_t k) { return cheapest(k, day); });
  }

  std::optional<Insertion> cheapest(std::size_t k, int day) const {
    return solution_.route(day).cheapest_insertion(instance_, nodes_[k]);
  }

  /// What cheapest() finds, from what it found before that insertion.
  std::optional<Insertion> cheapest_after(std::size_t k, const Choice& done) const {
    if (!instance_.allows(nodes_[k], done.day)) return std::nullopt;
    const Route& route = solution_.route(done.day);
    if (route.too_full_for(instance_, instance_.node(nodes_[k]))) return std::nullopt;
    std::optional<Insertion> best = at(k, done.day);
    if (best) {
      if (best->position == done.position) return cheapest(k, done.day);
      if (best->position > done.position) ++best->position;
      if (!route.fits(instance_, nodes_[k], best->position)) return cheapest(k, done.day);
    }
    for (const std::size_t position : {done.position, done.position + 1}) {
      const auto here = route.insertion_at(instance_, nodes_[k], position);
      if (!here) continue;
      const bool is_cheaper =
          !best || std::pair(here->added, here->position) < std::pair(best->added, best->position);
      if (is_cheaper) best = here;
    }
    return best;
  }

  /// Where each node that is out would go on that day.
  template <typename Find>
  void for_all_out(int day, const Find& find) {
    for (std::size_t k = 0; k < nodes_.size(); ++k) {
      if (solution_.is_out(nodes_[k])) {
        note(k, day, find(k));
      } else {
        best_day_[k] = kNoDay;
      }
    }
  }

  void note(std::size_t k, int day, const std::optional<Insertion>& found) {
    cheapest_[k * days_ + static_cast<std::size_t>(day)] = found;
    if (best_day_[k] == day || best_day_[k] == kNoDay) {
      best_day_[k] = cheapest_day(k);
    } else if (is_cheaper(k, day, best_day_[k])) {
      best_day_[k] = day;
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
    table.update(*choice);
  }
}

}  // namespace nearnet::routing
