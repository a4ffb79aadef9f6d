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
  // Before any way is measured, which takes longest where there is no table.
  if (first_depart(position) + node.service > slots_[position + 1].latest ||
      too_full_for(instance, node) || !keeps_order(instance, index, position)) {
    return std::nullopt;
  }
  const std::int64_t there = instance.time(path_[position], index);
  const std::int64_t onward = instance.time(index, path_[position + 1]);
  const std::int64_t added = there + onward - slots_[position + 1].way;
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
  visit_places(instance, index, times, kNever, [&](std::size_t, std::int64_t) {
    found = true;
    return kEnough;
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

bool Route::can_go_on_with(const Instance& instance, std::size_t at, const Route& other,
                           std::size_t there, std::int64_t way) const {
  const std::int64_t latest = other.slots_[there + 1].latest;
  if (slots_[at].depart + way <= latest) return true;
  if (hungry_.empty()) return false;
  const std::int64_t depart = hungry_[at].depart;
  return depart + way <= other.hungry_[there + 1].latest ||
         arrival_fed(*instance.lunch(day_), depart, way) <= latest;
}

void Route::insert(const Instance& instance, std::size_t index, std::size_t position) {
  const std::size_t at = position + 1;
  const auto place = static_cast<std::ptrdiff_t>(at);
  const std::int64_t there = instance.time(path_[position], index);
  const std::int64_t onward = instance.time(index, path_[at]);
  drive_ += there + onward - slots_[at].way;
  load_ += instance.node(index).load;
  slots_[at].way = narrow(onward);
  path_.insert(path_.begin() + place, index);
  slots_.insert(slots_.begin() + place,
                {.stop = static_cast<std::uint32_t>(index), .way = narrow(there)});
  if (!hungry_.empty()) hungry_.insert(hungry_.begin() + place, Hungry());
  set_depart(instance, at);
  for (std::size_t k = at + 1; k < path_.size() && set_depart(instance, k);) ++k;
  set_latest(instance, at);
  for (std::size_t k = at; k > 0 && set_latest(instance, k - 1);) --k;
  set_widest_gap();
  assert(instance.shift_start(day_) <= latest_leave());
}

bool Route::erase(const Instance& instance, std::size_t position, std::size_t count) {
  std::vector<std::size_t> rest(stops().begin(), stops().end());
  const auto first = rest.begin() + static_cast<std::ptrdiff_t>(position);
  rest.erase(first, first + static_cast<std::ptrdiff_t>(count));
  return replace(instance, rest);
}

bool Route::replace(const Instance& instance, std::span<const std::size_t> stops) {
  const std::vector<std::size_t> former(this->stops().begin(), this->stops().end());
  const std::vector<std::size_t> latter(stops.begin(), stops.end());
  if (assign(instance, latter)) return true;
  [[maybe_unused]] const bool feasible = assign(instance, former);
  return false;
}

bool Route::assign(const Instance& instance, std::span<const std::size_t> stops) {
  path_.resize(stops.size() + 2);
  path_.front() = path_.back() = instance.home(day_);
  std::copy(stops.begin(), stops.end(), path_.begin() + 1);
  return schedule(instance);
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
  slots_.resize(count);
  hungry_.resize(instance.lunch(day_) ? count : 0);
  drive_ = 0;
  load_ = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const std::int64_t way = k == 0 ? 0 : instance.time(path_[k - 1], path_[k]);
    slots_[k].stop = static_cast<std::uint32_t>(path_[k]);
    slots_[k].way = narrow(way);
    drive_ += way;
    load_ += instance.node(path_[k]).load;
    set_depart(instance, k);
  }
  for (std::size_t k = count; k > 0; --k) set_latest(instance, k - 1);
  set_widest_gap();
  return instance.shift_start(day_) <= latest_leave() && load_ <= instance.bearable_load() &&
         drive_ <= instance.most_drive() && (!instance.has_orders() || is_in_order(instance));
}

bool Route::set_depart(const Instance& instance, std::size_t k) {
  const Node& node = instance.node(path_[k]);
  const std::int64_t way = slots_[k].way;
  const auto free_after = [&](std::int64_t depart) {
    if (k == 0) return narrow(instance.shift_start(day_));
    return narrow(std::max(depart + way, node.earliest) + node.service);
  };
  const Slot former = slots_[k];
  if (hungry_.empty()) {
    slots_[k].depart = free_after(k == 0 ? 0 : slots_[k - 1].depart);
    return slots_[k].depart != former.depart;
  }
  const Hungry former_hungry = hungry_[k];
  hungry_[k].depart = free_after(k == 0 ? 0 : hungry_[k - 1].depart);
  std::int64_t depart = kNever;
  if (k > 0) {
    const std::int64_t arrive = std::min(
        slots_[k - 1].depart + way, arrival_fed(*instance.lunch(day_), hungry_[k - 1].depart, way));
    const std::int64_t start = std::max(arrive, node.earliest);
    if (start <= node.latest) depart = start + node.service;
  }
  slots_[k].depart = narrow(depart);
  return slots_[k].depart != former.depart || hungry_[k].depart != former_hungry.depart;
}

bool Route::set_latest(const Instance& instance, std::size_t k) {
  const bool is_end = k + 1 == path_.size();
  const Node& node = instance.node(path_[k]);
  const std::int64_t way = is_end ? 0 : slots_[k + 1].way;
  const std::int64_t next = is_end ? 0 : slots_[k + 1].latest;
  const Slot former = slots_[k];
  slots_[k].latest = narrow(is_end ? instance.shift_end(day_) : latest_start(node, next - way));
  if (hungry_.empty()) return slots_[k].latest != former.latest;
  const Break& lunch = *instance.lunch(day_);
  const Hungry former_hungry = hungry_[k];
  if (is_end) {
    hungry_[k].latest = narrow(std::min(instance.shift_end(day_), lunch.latest));
  } else {
    std::int64_t leave = hungry_[k + 1].latest - way;
    if (lunch.earliest + lunch.duration <= next) {
      leave = std::max(leave, std::min(lunch.latest, next - lunch.duration - way));
    }
    hungry_[k].latest = narrow(latest_start(node, leave));
  }
  return slots_[k].latest != former.latest || hungry_[k].latest != former_hungry.latest;
}

void Route::set_widest_gap() {
  std::int32_t widest = 0;
  for (std::size_t k = 1; k < slots_.size(); ++k) {
    widest = std::max(widest, narrow(std::int64_t{slots_[k].latest} - first_depart(k - 1)));
  }
  widest_gap_ = widest;
}

/// The way to path_[k] on which lunch is had: the first that is home earliest; none when the day is
/// over early enough without.
std::optional<std::size_t> Route::lunch_leg(const Instance& instance) const {
  const std::size_t last = path_.size() - 1;
  if (hungry_.empty() || hungry_[last].depart <= hungry_[last].latest) return std::nullopt;
  std::size_t k = last;
  while (k > 1 && std::int64_t{slots_[k - 1].depart} + slots_[k].way <=
                      arrival_fed(*instance.lunch(day_), hungry_[k - 1].depart, slots_[k].way)) {
    --k;
  }
  return k;
}

Route::Timetable Route::timetable(const Instance& instance) const {
  const std::size_t last = path_.size() - 1;
  const auto leg = lunch_leg(instance);
  Timetable table;
  std::vector<std::int64_t> depart;
  for (std::size_t k = 0; k <= last; ++k) {
    depart.push_back(leg && k >= *leg ? slots_[k].depart : first_depart(k));
  }
  for (std::size_t k = 1; k < last; ++k) {
    table.start.push_back(depart[k] - instance.node(path_[k]).service);
  }
  table.home = depart[last];
  table.leave = last == 1 ? instance.shift_start(day_) : table.start.front() - slots_[1].way;
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
                    : std::min(std::max(free + slots_[*leg].way, lunch.earliest), lunch.latest);
  return table;
}

Solution::Solution(const Instance& instance) : day_of_(instance.size(), kOut) {
  for (int day = 0; day < instance.days(); ++day) {
    routes_.emplace_back(instance, day);
    add(instance, routes_.back());
  }
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

void Solution::add(const Instance& instance, const Route& route) {
  drive_ += route.drive();
  overload_ += route.overload(instance);
}

void Solution::subtract(const Instance& instance, const Route& route) {
  drive_ -= route.drive();
  overload_ -= route.overload(instance);
}

void Solution::set_out(const Instance& instance, std::size_t index) {
  const Node& node = instance.node(index);
  day_of_[index] = kOut;
  --planned_;
  musts_ -= node.must ? 1 : 0;
  profit_ -= node.profit;
}

void Solution::insert(const Instance& instance, std::size_t index, int day, std::size_t position) {
  assert(is_out(index));
  Route& route = routes_[static_cast<std::size_t>(day)];
  subtract(instance, route);
  route.insert(instance, index, position);
  add(instance, route);
  day_of_[index] = day;
  count_in(instance.node(index));
}

bool Solution::erase(const Instance& instance, int day, std::size_t position, std::size_t count) {
  const std::span<const std::size_t> stops = route(day).stops();
  const std::vector<std::size_t> gone(
      stops.begin() + static_cast<std::ptrdiff_t>(position),
      stops.begin() + static_cast<std::ptrdiff_t>(position + count));
  Route& route = routes_[static_cast<std::size_t>(day)];
  subtract(instance, route);
  const bool feasible = route.erase(instance, position, count);
  add(instance, route);
  if (!feasible) return false;
  for (const std::size_t index : gone) set_out(instance, index);
  return true;
}

bool Solution::replace(const Instance& instance, int day, std::span<const std::size_t> stops) {
  Route& route = routes_[static_cast<std::size_t>(day)];
  const std::vector<std::size_t> former(route.stops().begin(), route.stops().end());
  subtract(instance, route);
  const bool feasible = route.replace(instance, stops);
  add(instance, route);
  if (!feasible) return false;
  for (const std::size_t index : former) set_out(instance, index);
  for (const std::size_t index : stops) {
    assert(is_out(index));
    day_of_[index] = day;
    count_in(instance.node(index));
  }
  return true;
}

bool Solution::take_out(const Instance& instance, int day, std::span<const std::size_t> kept,
                        std::span<const std::size_t> gone) {
  Route& route = routes_[static_cast<std::size_t>(day)];
  subtract(instance, route);
  const bool feasible = route.assign(instance, kept);
  add(instance, route);
  for (const std::size_t index : gone) set_out(instance, index);
  return feasible;
}

void Solution::exchange(const Instance& instance, int a, std::span<const std::size_t> stops_of_a,
                        int b, std::span<const std::size_t> stops_of_b) {
  for (const auto& [day, stops] : {std::pair(a, stops_of_a), std::pair(b, stops_of_b)}) {
    Route& route = routes_[static_cast<std::size_t>(day)];
    subtract(instance, route);
    [[maybe_unused]] const bool feasible = route.assign(instance, stops);
    assert(feasible);
    add(instance, route);
    for (const std::size_t index : stops) day_of_[index] = day;
  }
}

void Solution::copy_days(const Instance& instance, const Solution& other,
                         std::span<const int> days) {
  for (const int day : days) {
    subtract(instance, route(day));
    for (const std::size_t index : route(day).stops()) set_out(instance, index);
  }
  for (const int day : days) {
    routes_[static_cast<std::size_t>(day)] = other.route(day);
    add(instance, route(day));
    for (const std::size_t index : route(day).stops()) {
      day_of_[index] = day;
      count_in(instance.node(index));
    }
  }
}

}  // namespace nearnet::routing
