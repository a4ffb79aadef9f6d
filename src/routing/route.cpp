// SPDX-License-Identifier: Apache-2.0
#include "routing/route.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace nearnet::routing {

Route::Route(const Instance& instance, int day)
    : day_(day), path_{instance.home(day), instance.home(day)} {
  [[maybe_unused]] const bool feasible = schedule(instance);
  assert(feasible);
}

std::int64_t Route::lateness(const Instance& instance, std::size_t index,
                             std::size_t position) const {
  return lateness(instance, instance.node(index), instance.time(path_[position], index),
                  instance.time(index, path_[position + 1]), position);
}

std::int64_t Route::added_drive(const Instance& instance, std::size_t index,
                                std::size_t position) const {
  const std::size_t before = path_[position];
  const std::size_t after = path_[position + 1];
  return instance.time(before, index) + instance.time(index, after) - instance.time(before, after);
}

std::optional<Insertion> Route::insertion_at(const Instance& instance, std::size_t index,
                                             std::size_t position) const {
  const Node& node = instance.node(index);
  const std::vector<std::int64_t>& depart = instance.lunch(day_) ? hungry_depart_ : depart_;
  // Before any way is measured, which takes longest where there is no table.
  if (depart[position] + node.service > latest_[position + 1] || too_full_for(instance, node) ||
      !keeps_order(instance, index, position)) {
    return std::nullopt;
  }
  const std::int64_t there = instance.time(path_[position], index);
  const std::int64_t onward = instance.time(index, path_[position + 1]);
  const std::int64_t added = there + onward - way_[position + 1];
  if (added > drive_left(instance) || lateness(instance, node, there, onward, position) > 0) {
    return std::nullopt;
  }
  return Insertion{position, added};
}

std::optional<Insertion> Route::cheapest_insertion(const Instance& instance,
                                                   std::size_t index) const {
  return cheapest_insertion(instance, index, NodeTimes(instance, index));
}

std::optional<Insertion> Route::cheapest_insertion(const Instance& instance, std::size_t index,
                                                   const NodeTimes& times) const {
  if (!instance.allows(index, day_)) return std::nullopt;
  Insertion best;
  const bool found = improve_insertion(instance, index, times, best, [] { return false; });
  return found ? std::optional(best) : std::nullopt;
}

bool Route::has_room(const Instance& instance, std::size_t index, const NodeTimes& times,
                     std::size_t likely) const {
  if (!instance.allows(index, day_) || too_full_for(instance, instance.node(index))) return false;
  if (added_drive(times, likely) <= drive_left(instance) &&
      lateness(instance, index, times, likely) <= 0 && keeps_order(instance, index, likely)) {
    return true;
  }
  bool found = false;
  const std::int64_t most = Days::kNoLimit;
  visit_places(instance, index, times, most, [&](std::size_t, std::int64_t) {
    found = true;
    return false;
  });
  return found;
}

std::int64_t Route::least_way(const NodeTimes& times) const {
  std::int64_t there = std::numeric_limits<std::int64_t>::max();
  std::int64_t onward = there;
  for (std::size_t k = 0; k + 1 < path_.size(); ++k) {
    there = std::min(there, times.from(path_[k]));
    onward = std::min(onward, times.to(path_[k + 1]));
  }
  return there + onward;
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
  path_.assign(1, instance.home(day_));
  path_.insert(path_.end(), stops.begin(), stops.end());
  path_.push_back(instance.home(day_));
  if (schedule(instance)) return true;
  path_ = std::move(former);
  schedule(instance);
  return false;
}

bool Route::keeps_order(const Instance& instance, std::size_t index, std::size_t position) const {
  const int rank = instance.node(index).rank;
  if (rank == 0) return true;
  for (std::size_t k = 0; k < stops().size(); ++k) {
    const int other = instance.node(stops()[k]).rank;
    if (other > 0 && (k < position ? other > rank : other < rank)) return false;
  }
  return true;
}

bool Route::is_in_order(const Instance& instance) const {
  int highest = 0;
  for (const std::size_t stop : stops()) {
    const int rank = instance.node(stop).rank;
    if (rank > 0 && rank < highest) return false;
    highest = std::max(highest, rank);
  }
  return true;
}

/// Of a visit that is over by `leave`; -kNever when there is none.
std::int64_t Route::latest_start(const Node& node, std::int64_t leave) {
  const std::int64_t latest = std::min(node.latest, leave - node.service);
  return latest >= node.earliest ? latest : -kNever;
}

bool Route::schedule(const Instance& instance) {
  const std::size_t count = path_.size();
  depart_.resize(count);
  latest_.resize(count);
  way_.resize(count);
  depart_[0] = instance.shift_start(day_);
  drive_ = 0;
  load_ = 0;
  bool feasible = true;
  for (std::size_t k = 1; k < count; ++k) {
    const Node& node = instance.node(path_[k]);
    const std::int64_t way = instance.time(path_[k - 1], path_[k]);
    way_[k] = way;
    drive_ += way;
    load_ += node.load;
    const std::int64_t start = std::max(depart_[k - 1] + way, node.earliest);
    depart_[k] = start + node.service;
    feasible = feasible && start <= node.latest;
  }
  latest_[count - 1] = instance.shift_end(day_);
  for (std::size_t k = count - 1; k > 0; --k) {
    const Node& node = instance.node(path_[k - 1]);
    latest_[k - 1] = latest_start(node, latest_[k] - way_[k]);
  }
  if (instance.lunch(day_)) feasible = schedule_lunch(instance);
  const std::vector<std::int64_t>& first = instance.lunch(day_) ? hungry_depart_ : depart_;
  widest_gap_ = 0;
  for (std::size_t k = 1; k < count; ++k) {
    widest_gap_ = std::max(widest_gap_, latest_[k] - first[k - 1]);
  }
  return feasible && load_ <= instance.most_load() && drive_ <= instance.most_drive() &&
         (!instance.has_orders() || is_in_order(instance));
}

/// Expects the schedule without lunch; it becomes the one of lunch still ahead.
bool Route::schedule_lunch(const Instance& instance) {
  const Break& lunch = *instance.lunch(day_);
  const std::size_t count = path_.size();
  std::swap(hungry_depart_, depart_);
  depart_.resize(count);
  depart_[0] = kNever;
  for (std::size_t k = 1; k < count; ++k) {
    const Node& node = instance.node(path_[k]);
    const std::int64_t arrive =
        std::min(depart_[k - 1] + way_[k], arrival_fed(lunch, hungry_depart_[k - 1], way_[k]));
    const std::int64_t start = std::max(arrive, node.earliest);
    depart_[k] = start <= node.latest ? start + node.service : kNever;
  }
  hungry_latest_.resize(count);
  hungry_latest_[count - 1] = std::min(instance.shift_end(day_), lunch.latest);
  for (std::size_t k = count - 1; k > 0; --k) {
    const Node& node = instance.node(path_[k - 1]);
    std::int64_t leave = hungry_latest_[k] - way_[k];
    if (lunch.earliest + lunch.duration <= latest_[k]) {
      leave = std::max(leave, std::min(lunch.latest, latest_[k] - lunch.duration - way_[k]));
    }
    hungry_latest_[k - 1] = latest_start(node, leave);
  }
  return instance.shift_start(day_) <= hungry_latest_[0];
}

/// The way to path_[k] on which lunch is had: the first that is home earliest; none when the day is
/// over early enough without.
std::optional<std::size_t> Route::lunch_leg(const Instance& instance) const {
  const std::size_t last = path_.size() - 1;
  if (!instance.lunch(day_) || hungry_depart_[last] <= hungry_latest_[last]) return std::nullopt;
  std::size_t k = last;
  while (k > 1 && depart_[k - 1] + way_[k] <=
                      arrival_fed(*instance.lunch(day_), hungry_depart_[k - 1], way_[k])) {
    --k;
  }
  return k;
}

Route::Timetable Route::timetable(const Instance& instance) const {
  const std::size_t last = path_.size() - 1;
  const auto leg = lunch_leg(instance);
  Timetable table;
  std::vector<std::int64_t> depart = instance.lunch(day_) ? hungry_depart_ : depart_;
  if (leg)
    std::copy(depart_.begin() + static_cast<std::ptrdiff_t>(*leg), depart_.end(),
              depart.begin() + static_cast<std::ptrdiff_t>(*leg));
  for (std::size_t k = 1; k < last; ++k) {
    table.start.push_back(depart[k] - instance.node(path_[k]).service);
  }
  table.home = depart[last];
  table.leave = last == 1 ? instance.shift_start(day_) : table.start.front() - way_[1];
  if (!leg) return table;
  const Break& lunch = *instance.lunch(day_);
  std::int64_t free = depart[*leg - 1];
  if (*leg == 1) {
    const std::int64_t had_at_home =
        std::max(instance.shift_start(day_), lunch.earliest) + lunch.duration;
    if (table.leave >= had_at_home) return table;
    table.leave -= lunch.duration;
    free = table.leave;
  }
  table.lunch_before = *leg - 1;
  // Where one is when the window is open, else at the end of the way.
  table.lunch = free >= lunch.earliest
                    ? free
                    : std::min(std::max(free + way_[*leg], lunch.earliest), lunch.latest);
  return table;
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
