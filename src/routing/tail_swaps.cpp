// SPDX-License-Identifier: Apache-2.0
#include "routing/tail_swaps.h"

#include <algorithm>

namespace nearnet::routing {

namespace {

/// Of the legs between these stops.
std::int64_t drive_along(const Instance& instance, std::span<const std::size_t> stops) {
  std::int64_t drive = 0;
  for (std::size_t k = 1; k < stops.size(); ++k) drive += instance.time(stops[k - 1], stops[k]);
  return drive;
}

}  // namespace

bool TailSwaps::operator()(Trial& trial) {
  if (instance_.has_orders()) return false;
  bool found = false;
  for (std::size_t k = 0; k < trial.touched().days().size(); ++k) {
    while (swap_any(trial.touched().days()[k], trial)) found = true;
  }
  return found;
}

/// Of a day only the legs that are new, and beside each only those who are nearer to one of its
/// ends than the other end is: that is where nearly all gains are.
bool TailSwaps::swap_any(int day, Trial& trial) {
  const Route& route = trial.solution().route(day);
  const auto stops = route.stops();
  const auto former = trial.accepted().route(day).stops();
  const auto begin = std::ranges::mismatch(stops, former).in1 - stops.begin();
  const auto end =
      std::mismatch(stops.rbegin(), stops.rend(), former.rbegin(), former.rend()).first;
  const auto last = static_cast<std::size_t>(stops.rend() - end);
  for (auto at = static_cast<std::size_t>(begin); at <= last; ++at) {
    const Cut cut{&route, at};
    if (at > 0 && swap_with_near(before(cut), true, cut, trial)) return true;
    if (at < stops.size() && swap_with_near(after(cut), false, cut, trial)) return true;
  }
  return false;
}

/// `stop` is the end of the cut's head, or the begin of its tail.
bool TailSwaps::swap_with_near(std::size_t stop, bool as_head, const Cut& cut, Trial& trial) {
  const Solution& solution = trial.solution();
  const std::int64_t way = instance_.time(before(cut), after(cut));
  for (const Neighbours::Near& near : neighbours_.nearest(stop)) {
    if ((as_head ? near.to : near.from) >= way) return false;
    const int day = solution.day_of(near.node);
    if (day == Solution::kOut || day == cut.route->day()) continue;
    if (instance_.tour(day).rep != instance_.tour(cut.route->day()).rep) continue;
    const Route& other = solution.route(day);
    const auto stops = other.stops();
    const auto place = std::ranges::find(stops, std::size_t{near.node}) - stops.begin();
    const std::size_t at = static_cast<std::size_t>(place) + (as_head ? 0 : 1);
    if (swap(cut, {&other, at}, trial)) return true;
  }
  return false;
}

bool TailSwaps::swap(const Cut& a, const Cut& b, Trial& trial) {
  const std::int64_t there = instance_.time(before(a), after(b));
  const std::int64_t back = instance_.time(before(b), after(a));
  const std::int64_t former =
      instance_.time(before(a), after(a)) + instance_.time(before(b), after(b));
  if (there + back >= former || !a.route->can_go_on_with(instance_, a.at, *b.route, b.at, there) ||
      !b.route->can_go_on_with(instance_, b.at, *a.route, a.at, back) ||
      !may_take(*a.route, b.tail()) || !may_take(*b.route, a.tail()) ||
      !keeps_loads(a, b, former - there - back, trial) || !keeps_drive(a, b, there) ||
      !keeps_drive(b, a, back)) {
    return false;
  }
  const auto join = [](const Cut& head, const Cut& tail, std::vector<std::size_t>& whole) {
    whole.assign(head.head().begin(), head.head().end());
    whole.insert(whole.end(), tail.tail().begin(), tail.tail().end());
  };
  join(a, b, first_);
  join(b, a, second_);
  trial.exchange(a.route->day(), first_, b.route->day(), second_);
  return true;
}

bool TailSwaps::may_take(const Route& route, std::span<const std::size_t> stops) const {
  return instance_.days_alike() || std::ranges::all_of(stops, [&](std::size_t stop) {
           return instance_.allows(stop, route.day());
         });
}

bool TailSwaps::keeps_loads(const Cut& a, const Cut& b, std::int64_t gain,
                            const Trial& trial) const {
  if (instance_.most_load() == Days::kNoLimit) return true;
  std::int64_t more = b.route->load() - a.route->load();  // that a gets
  for (const std::size_t stop : a.head()) more += instance_.node(stop).load;
  for (const std::size_t stop : b.head()) more -= instance_.node(stop).load;
  if (a.route->load() + more > instance_.bearable_load() ||
      b.route->load() - more > instance_.bearable_load()) {
    return false;
  }
  const std::int64_t worse =
      trial.overload_seconds(*a.route, more) + trial.overload_seconds(*b.route, -more) -
      trial.overload_seconds(*a.route, 0) - trial.overload_seconds(*b.route, 0);
  return worse < gain;
}

bool TailSwaps::keeps_drive(const Cut& head, const Cut& tail, std::int64_t way) const {
  if (instance_.most_drive() == Days::kNoLimit) return true;
  std::int64_t drive =
      way + drive_along(instance_, head.head()) + drive_along(instance_, tail.tail());
  const std::size_t home = instance_.home(head.route->day());
  if (!head.head().empty()) drive += instance_.time(home, head.head().front());
  if (!tail.tail().empty()) drive += instance_.time(tail.tail().back(), home);
  return drive <= instance_.most_drive();
}

std::size_t TailSwaps::before(const Cut& cut) const {
  return cut.at == 0 ? instance_.home(cut.route->day()) : cut.route->stops()[cut.at - 1];
}

std::size_t TailSwaps::after(const Cut& cut) const {
  const auto stops = cut.route->stops();
  return cut.at == stops.size() ? instance_.home(cut.route->day()) : stops[cut.at];
}

}  // namespace nearnet::routing
