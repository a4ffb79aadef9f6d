// SPDX-License-Identifier: Apache-2.0
#include "routing/route.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace nearnet::routing {

Route::Route(const Instance& instance, int day) : day_(day), path_{0, 0} {
  [[maybe_unused]] const bool feasible = schedule(instance);
  assert(feasible);
}

std::int64_t Route::lateness(const Instance& instance, std::size_t index,
                             std::size_t position) const {
  const Node& node = instance.node(index);
  const std::int64_t arrive = depart_[position] + instance.time(path_[position], index);
  const std::int64_t start = std::max(arrive, node.earliest);
  const std::int64_t next = start + node.service + instance.time(index, path_[position + 1]);
  return std::max(start - node.latest, next - latest_[position + 1]);
}

std::int64_t Route::added_drive(const Instance& instance, std::size_t index,
                                std::size_t position) const {
  const std::size_t before = path_[position];
  const std::size_t after = path_[position + 1];
  return instance.time(before, index) + instance.time(index, after) - instance.time(before, after);
}

std::optional<Insertion> Route::cheapest_insertion(const Instance& instance,
                                                   std::size_t index) const {
  if (!instance.allows(index, day_)) return std::nullopt;
  Insertion best;
  const bool found =
      improve_insertion(instance, index, NodeTimes(instance, index), best, [] { return false; });
  return found ? std::optional(best) : std::nullopt;
}

void Route::insert(const Instance& instance, std::size_t index, std::size_t position) {
  path_.insert(path_.begin() + static_cast<std::ptrdiff_t>(position) + 1, index);
  [[maybe_unused]] const bool feasible = schedule(instance);
  assert(feasible);
}

bool Route::erase(const Instance& instance, std::size_t position, std::size_t count) {
  std::vector<std::size_t> rest(stops().begin(), stops().end());
  const auto first = rest.begin() + static_cast<std::ptrdiff_t>(position);
  rest.erase(first, first + static_cast<std::ptrdiff_t>(count));
  return replace(instance, rest);
}

bool Route::replace(const Instance& instance, std::span<const std::size_t> stops) {
  std::vector<std::size_t> former = std::move(path_);
  path_.assign(1, 0);
  path_.insert(path_.end(), stops.begin(), stops.end());
  path_.push_back(0);
  if (schedule(instance)) return true;
  path_ = std::move(former);
  schedule(instance);
  return false;
}

bool Route::schedule(const Instance& instance) {
  const std::size_t count = path_.size();
  start_.resize(count);
  depart_.resize(count);
  latest_.resize(count);
  way_.resize(count);
  start_[0] = depart_[0] = instance.shift_start();
  drive_ = 0;
  load_ = 0;
  bool feasible = true;
  for (std::size_t k = 1; k < count; ++k) {
    const Node& node = instance.node(path_[k]);
    const std::int64_t way = instance.time(path_[k - 1], path_[k]);
    way_[k] = way;
    drive_ += way;
    load_ += node.load;
    start_[k] = std::max(depart_[k - 1] + way, node.earliest);
    depart_[k] = start_[k] + node.service;
    feasible = feasible && start_[k] <= node.latest;
  }
  latest_[count - 1] = instance.shift_end();
  widest_gap_ = 0;
  for (std::size_t k = count - 1; k > 0; --k) {
    const Node& node = instance.node(path_[k - 1]);
    latest_[k - 1] = std::min(node.latest, latest_[k] - way_[k] - node.service);
    widest_gap_ = std::max(widest_gap_, latest_[k] - depart_[k - 1]);
  }
  return feasible && load_ <= instance.most_load();
}

Solution::Solution(const Instance& instance) : day_of_(instance.size(), kOut) {
  for (int day = 0; day < instance.days(); ++day) routes_.emplace_back(instance, day);
}

std::int64_t Solution::drive() const {
  std::int64_t drive = 0;
  for (const Route& route : routes_) drive += route.drive();
  return drive;
}

Score Solution::score(const Instance& instance) const {
  const std::int64_t per_second = instance.profit_per_second();
  if (per_second == 0) return {musts_, profit_, -drive()};
  return {musts_, profit_ - per_second * drive(), 0};
}

void Solution::count_in(const Node& node) {
  ++planned_;
  musts_ += node.must ? 1 : 0;
  profit_ += node.profit;
}

void Solution::count_out(const Node& node) {
  --planned_;
  musts_ -= node.must ? 1 : 0;
  profit_ -= node.profit;
}

void Solution::insert(const Instance& instance, std::size_t index, int day, std::size_t position) {
  assert(is_out(index));
  routes_[static_cast<std::size_t>(day)].insert(instance, index, position);
  day_of_[index] = day;
  count_in(instance.node(index));
}

bool Solution::erase(const Instance& instance, int day, std::size_t position, std::size_t count) {
  const std::span<const std::size_t> stops = route(day).stops();
  const std::vector<std::size_t> gone(
      stops.begin() + static_cast<std::ptrdiff_t>(position),
      stops.begin() + static_cast<std::ptrdiff_t>(position + count));
  if (!routes_[static_cast<std::size_t>(day)].erase(instance, position, count)) return false;
  for (const std::size_t index : gone) {
    day_of_[index] = kOut;
    count_out(instance.node(index));
  }
  return true;
}

bool Solution::replace(const Instance& instance, int day, std::span<const std::size_t> stops) {
  Route& route = routes_[static_cast<std::size_t>(day)];
  const std::vector<std::size_t> former(route.stops().begin(), route.stops().end());
  if (!route.replace(instance, stops)) return false;
  for (const std::size_t index : former) {
    day_of_[index] = kOut;
    count_out(instance.node(index));
  }
  for (const std::size_t index : stops) {
    assert(is_out(index));
    day_of_[index] = day;
    count_in(instance.node(index));
  }
  return true;
}

void Solution::copy_days(const Instance& instance, const Solution& other,
                         std::span<const int> days) {
  for (const int day : days) {
    for (const std::size_t index : route(day).stops()) {
      day_of_[index] = kOut;
      count_out(instance.node(index));
    }
  }
  for (const int day : days) {
    routes_[static_cast<std::size_t>(day)] = other.route(day);
    for (const std::size_t index : route(day).stops()) {
      day_of_[index] = day;
      count_in(instance.node(index));
    }
  }
}

}  // namespace nearnet::routing
