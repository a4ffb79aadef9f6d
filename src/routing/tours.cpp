// SPDX-License-Identifier: Apache-2.0
#include "routing/tours.h"

#include <cassert>
#include <utility>

namespace nearnet::routing {

namespace {

std::int32_t clock(std::int64_t seconds) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(seconds, 0, Tours::kNever));
}

/// Years, as the sum of a time, a visit and a way must be no overflow.
constexpr std::int64_t kLongestVisit = Tours::kNever / 5;

/// Whether a day could ever be late: not where all visits in any order fit a shift and no window is
/// narrower, as in problems of loads alone.
bool is_timed(const Instance& instance) {
  if (instance.reps().size() != 1 || instance.lunch(0)) return true;
  const std::int64_t shift = instance.shift_end(0) - instance.shift_start(0);
  std::int64_t longest_day = 0;
  for (std::size_t index = 0; index < instance.size(); ++index) {
    const Node& node = instance.node(index);
    std::int64_t way = 0;
    for (std::size_t other = 0; other < instance.size(); ++other) {
      way = std::max(way, instance.time(other, index));
    }
    longest_day += way + node.service;
    if (node.earliest > instance.shift_start(0) || node.latest < instance.shift_end(0)) return true;
    if (longest_day > shift) return true;
  }
  return false;
}

}  // namespace

Tours::Tours(const Instance& instance)
    : instance_(&instance),
      nodes_(static_cast<std::uint32_t>(instance.size())),
      is_timed_(is_timed(instance)),
      saved_in_(instance.size() + 2 * static_cast<std::size_t>(instance.days()), 0) {
  const auto days = static_cast<std::uint32_t>(instance.days());
  visits_.resize(saved_in_.size());
  for (std::uint32_t id = 0; id < visits_.size(); ++id) {
    const auto home = [&] { return instance.home(static_cast<int>((id - nodes_) / 2)); };
    places_.push_back(id < nodes_ ? id : static_cast<std::uint32_t>(home()));
    const Node& node = instance.node(places_.back());
    visits_[id] = {.earliest = clock(node.earliest),
                   .latest = clock(node.latest),
                   .service = clock(std::min(node.service, kLongestVisit)),
                   .rank = node.rank,
                   .load = id < nodes_ ? node.load : 0};
  }
  for (std::uint32_t day = 0; day < days; ++day) {
    day_order_.push_back(day);
    day_rank_.push_back(day);
    std::optional<Lunch>& lunch = lunches_.emplace_back();
    if (const auto& pause = instance.lunch(static_cast<int>(day))) {
      lunch = Lunch{clock(pause->earliest), clock(pause->latest), clock(pause->duration)};
      has_lunch_ = true;
    }
  }
  clear();
}

void Tours::clear() {
  stops_.assign(visits_.size(), Stop{});
  days_.assign(day_order_.size(), Day{});
  legs_.resize(day_order_.size());
  sketches_.assign(day_order_.size(), Sketch{.load_left = instance_->most_load()});
  totals_ = {};
  used_days_ = 0;
  for (std::uint32_t day = 0; day < days_.size(); ++day) {
    days_[day].drive_left = instance_->most_drive();
    days_[day].version = ++versions_;
    stops_[begin_of(day)].day = stops_[end_of(day)].day = day;
    stops_[begin_of(day)].after = end_of(day);
    stops_[end_of(day)].before = begin_of(day);
  }
}

void Tours::load(const Solution& solution) {
  Order order(stops_.size(), kOut);
  for (const Route& route : solution.routes()) {
    const auto day = static_cast<std::uint32_t>(route.day());
    std::uint32_t here = begin_of(day);
    for (const std::size_t stop : route.stops()) {
      order[here] = static_cast<std::uint32_t>(stop);
      here = order[here];
    }
    order[here] = end_of(day);
  }
  load(order);
}

void Tours::load(const Order& order) {
  clear();
  for (std::uint32_t day = 0; day < days_.size(); ++day) {
    std::uint32_t here = begin_of(day);
    while (here != end_of(day)) {
      const std::uint32_t next = order[here];
      stops_[here].after = next;
      stops_[next].before = here;
      stops_[next].day = day;
      here = next;
    }
    rebuild(day);
  }
  begin();
}

/// Everything of a day from the order of its stops.
void Tours::rebuild(std::uint32_t day) {
  Stop& first = stops_[begin_of(day)];
  const Visit& shift = visits_[begin_of(day)];
  first.hungry_depart = shift.earliest;
  first.depart = lunch(day) == nullptr ? shift.earliest : kNever;
  for (std::uint32_t here = begin_of(day); here != end_of(day);) {
    Stop& stop = stops_[here];
    const std::uint32_t next = stop.after;
    set_way(here, next, time(here, next));
    totals_.drive += stop.onward;
    days_[day].drive_left -= stop.onward;
    is_timed_ ? static_cast<void>(set_depart(next)) : set_whole_shift(next);
    if (!is_home(next)) count(next, day, 1);
    here = next;
  }
  Stop& last = stops_[end_of(day)];
  last.latest = shift.latest;
  last.hungry_latest =
      lunch(day) == nullptr ? last.latest : std::min(last.latest, lunch(day)->latest);
  for (std::uint32_t here = end_of(day); here != begin_of(day);) {
    here = stops_[here].before;
    if (is_timed_) set_latest(here);
  }
}

Tours::Order Tours::order() const {
  Order order(stops_.size(), kOut);
  for (std::uint32_t day = 0; day < days_.size(); ++day) note(day, order);
  return order;
}

void Tours::note(std::uint32_t day, Order& order) const {
  for (std::uint32_t here = begin_of(day); here != end_of(day); here = stops_[here].after) {
    order[here] = stops_[here].after;
  }
}

Solution Tours::solution(const Order& order) const {
  Solution solution(*instance_);
  std::vector<std::size_t> stops;
  for (std::uint32_t day = 0; day < days_.size(); ++day) {
    stops.clear();
    for (std::uint32_t here = order[begin_of(day)]; here != end_of(day); here = order[here]) {
      stops.push_back(here);
    }
    [[maybe_unused]] const bool feasible =
        solution.replace(*instance_, static_cast<int>(day), stops);
    assert(feasible);
  }
  return solution;
}

std::int32_t Tours::time(std::uint32_t from, std::uint32_t to) const {
  return static_cast<std::int32_t>(instance_->time(places_[from], places_[to]));
}

const Tours::Legs& Tours::legs(std::uint32_t day) {
  Legs& legs = legs_[day];
  if (legs.version == version(day)) return legs;
  legs.version = version(day);
  legs.widest_gap = 0;
  legs.all.clear();
  for (std::uint32_t here = begin_of(day); here != end_of(day);) {
    const Stop& stop = stops_[here];
    const std::int32_t latest = stops_[stop.after].latest;
    legs.all.push_back({here, stop.after, stop.hungry_depart, latest, stop.onward});
    legs.widest_gap = std::max(legs.widest_gap, latest - stop.hungry_depart);
    here = stop.after;
  }
  return legs;
}

void Tours::begin() {
  ++round_;
  saved_stops_.clear();
  saved_days_.clear();
  touched_.clear();
  saved_totals_ = totals_;
}

void Tours::undo() {
  for (const Saved<Stop>& saved : saved_stops_) stops_[saved.id] = saved.value;
  for (const Saved<Day>& saved : saved_days_) {
    const bool used = saved.value.stops > 0;
    if (used != (days_[saved.id].stops > 0)) set_used(saved.id, used);
    days_[saved.id] = saved.value;
    sketches_[saved.id] = saved.value.sketch;
  }
  totals_ = saved_totals_;
  begin();
}

void Tours::save(std::uint32_t id) {
  if (saved_in_[id] == round_) return;
  saved_in_[id] = round_;
  saved_stops_.push_back({id, stops_[id]});
}

void Tours::save_day(std::uint32_t day) {
  if (is_touched(day)) return;
  days_[day].sketch = sketches_[day];
  saved_days_.push_back({day, days_[day]});
  days_[day].saved_in = round_;
  touched_.push_back(day);
}

/// `sign` 1 for a visit that came in, -1 for one that went out.
void Tours::count(std::uint32_t id, std::uint32_t day, int sign) {
  const Node& node = instance_->node(id);
  Day& counts = days_[day];
  sketches_[day].load_left -= sign * node.load;
  counts.version = ++versions_;
  totals_.musts += node.must ? sign : 0;
  totals_.profit += sign * node.profit;
  if (sign > 0) {
    ++totals_.planned;
    if (counts.stops++ == 0) set_used(day, true);
  } else {
    --totals_.planned;
    if (--counts.stops == 0) set_used(day, false);
  }
}

/// Where nobody can be late these are a stop's times, wherever it is.
void Tours::set_whole_shift(std::uint32_t id) {
  stops_[id].depart = stops_[id].hungry_depart = visits_[id].earliest;
  stops_[id].latest = visits_[id].latest;
}

void Tours::set_used(std::uint32_t day, bool used) {
  const std::size_t border = used ? used_days_++ : --used_days_;
  const std::uint32_t other = day_order_[border];
  std::swap(day_order_[border], day_order_[day_rank_[day]]);
  std::swap(day_rank_[other], day_rank_[day]);
}

bool Tours::joins(const Stop& before, const Stop& after, std::int32_t way) const {
  if (before.depart + way <= after.latest) return true;
  const Lunch* lunch = this->lunch(before.day);
  return lunch != nullptr && (lunch->arrival_fed(before.hungry_depart, way) <= after.latest ||
                              before.hungry_depart + way <= after.hungry_latest);
}

bool Tours::keeps_order(std::uint32_t id, std::uint32_t before) const {
  const std::int32_t rank = visits_[id].rank;
  if (rank == 0) return true;
  for (std::uint32_t here = before; !is_home(here); here = stops_[here].before) {
    if (visits_[here].rank > rank) return false;
  }
  for (std::uint32_t here = stops_[before].after; !is_home(here); here = stops_[here].after) {
    if (visits_[here].rank > 0 && visits_[here].rank < rank) return false;
  }
  return true;
}

void Tours::insert(std::uint32_t id, std::uint32_t before) {
  const std::uint32_t day = stops_[before].day;
  const std::uint32_t after = stops_[before].after;
  save_day(day);
  save(before);
  save(id);
  save(after);
  Stop& stop = stops_[id];
  stop.before = before;
  stop.after = after;
  stop.day = day;
  const std::int32_t former = stops_[after].way;
  set_way(before, id, time(before, id));
  set_way(id, after, time(id, after));
  const std::int32_t added = stop.way + stop.onward - former;
  stops_[before].after = stops_[after].before = id;
  days_[day].drive_left -= added;
  totals_.drive += added;
  count(id, day, 1);
  if (!is_timed_) {
    set_whole_shift(id);
    return;
  }
  set_depart(id);
  set_departs(after);
  set_latest(id);
  set_latests(before);
}

bool Tours::remove(std::uint32_t first, std::uint32_t last) {
  const std::uint32_t before = stops_[first].before;
  const std::uint32_t after = stops_[last].after;
  const std::uint32_t day = stops_[first].day;
  const std::int32_t way = time(before, after);
  std::int64_t added = way - stops_[after].way;
  for (std::uint32_t id = first; id != after; id = stops_[id].after) added -= stops_[id].way;
  if (added > days_[day].drive_left || !joins(stops_[before], stops_[after], way)) return false;
  save_day(day);
  save(before);
  save(after);
  for (std::uint32_t id = first; id != after; id = stops_[id].after) {
    save(id);
    stops_[id].day = kOut;
    stops_[id].hungry_depart = kNever;  // nobody follows it, nobody precedes it
    stops_[id].latest = -kNever;
    count(id, day, -1);
  }
  stops_[before].after = after;
  stops_[after].before = before;
  set_way(before, after, way);
  days_[day].drive_left -= added;
  totals_.drive += added;
  if (!is_timed_) return true;
  set_departs(after);
  set_latests(before);
  return true;
}

void Tours::set_way(std::uint32_t before, std::uint32_t after, std::int32_t way) {
  stops_[before].onward = stops_[after].way = way;
  if (is_home(before)) sketches_[stops_[before].day].out = way;
  if (is_home(after)) sketches_[stops_[after].day].back = way;
}

/// From the stop before; true when it changed.
bool Tours::set_depart(std::uint32_t id) {
  Stop& stop = stops_[id];
  const Stop& before = stops_[stop.before];
  const Visit& visit = visits_[id];
  std::int32_t arrive = before.depart + stop.way;
  std::int32_t hungry = 0;
  const Lunch* lunch = this->lunch(stop.day);
  if (lunch != nullptr) {
    hungry = std::max(before.hungry_depart + stop.way, visit.earliest) + visit.service;
    arrive = std::min(arrive, lunch->arrival_fed(before.hungry_depart, stop.way));
  }
  const std::int32_t start = std::max(arrive, visit.earliest);
  const std::int32_t depart = start <= visit.latest ? start + visit.service : kNever;
  if (lunch == nullptr) hungry = depart;
  if (depart == stop.depart && hungry == stop.hungry_depart) return false;
  save(id);
  stop.depart = depart;
  stop.hungry_depart = hungry;
  return true;
}

/// From the stop after; true when it changed.
bool Tours::set_latest(std::uint32_t id) {
  Stop& stop = stops_[id];
  const Stop& after = stops_[stop.after];
  const Visit& visit = visits_[id];
  const auto start_for = [&](std::int32_t leave) {
    const std::int32_t latest = std::min(visit.latest, leave - visit.service);
    return latest >= visit.earliest ? latest : -kNever;
  };
  const std::int32_t latest = start_for(after.latest - stop.onward);
  std::int32_t hungry = latest;
  if (const Lunch* lunch = this->lunch(stop.day)) {
    std::int32_t leave = after.hungry_latest - stop.onward;
    if (lunch->earliest + lunch->duration <= after.latest) {
      leave =
          std::max(leave, std::min(lunch->latest, after.latest - lunch->duration - stop.onward));
    }
    hungry = start_for(leave);
  }
  if (latest == stop.latest && hungry == stop.hungry_latest) return false;
  save(id);
  stop.latest = latest;
  stop.hungry_latest = hungry;
  return true;
}

void Tours::set_departs(std::uint32_t from) {
  while (set_depart(from) && !is_home(from)) from = stops_[from].after;
}

void Tours::set_latests(std::uint32_t from) {
  while (set_latest(from) && !is_home(from)) from = stops_[from].before;
}

}  // namespace nearnet::routing
