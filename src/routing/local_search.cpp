// SPDX-License-Identifier: Apache-2.0
#include "routing/local_search.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace nearnet::routing {

namespace {

using Stops = std::vector<std::size_t>;

Stops stops_of(const Solution& solution, int day) {
  const auto stops = solution.route(day).stops();
  return Stops(stops.begin(), stops.end());
}

class Shortener {
 public:
  Shortener(const Instance& instance, Solution& solution)
      : instance_(instance), solution_(solution) {}

  bool two_opt(int day) {
    const std::size_t count = solution_.route(day).stops().size();
    for (std::size_t first = 0; first + 1 < count; ++first) {
      for (std::size_t last = first + 1; last < count; ++last) {
        Stops stops = stops_of(solution_, day);
        std::reverse(stops.begin() + static_cast<std::ptrdiff_t>(first),
                     stops.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        if (take_if_shorter(day, stops)) return true;
      }
    }
    return false;
  }

  /// Moves one stop of `from` to its cheapest place on `to`, which may be the same day.
  bool relocate(int from, int to) {
    for (std::size_t k = 0; k < solution_.route(from).stops().size(); ++k) {
      const std::size_t index = solution_.route(from).stops()[k];
      if (!instance_.allows(index, to)) continue;
      Route reduced = solution_.route(from);
      if (!reduced.erase(instance_, k)) continue;
      const Route& target = from == to ? reduced : solution_.route(to);
      const auto place = target.cheapest_insertion(instance_, index);
      if (!place) continue;
      const std::int64_t saved = solution_.route(from).drive() - reduced.drive();
      if (place->added >= saved) continue;
      if (!solution_.erase(instance_, from, k)) continue;
      solution_.insert(instance_, index, to, place->position);
      return true;
    }
    return false;
  }

  /// Two stops trade places. a ≤ b; a == b exchanges within the day.
  bool exchange(int a, int b) {
    const std::size_t count_a = solution_.route(a).stops().size();
    const std::size_t count_b = solution_.route(b).stops().size();
    for (std::size_t i = 0; i < count_a; ++i) {
      for (std::size_t j = a == b ? i + 1 : 0; j < count_b; ++j) {
        if (a == b ? exchange_within(a, i, j) : exchange_between(a, i, b, j)) return true;
      }
    }
    return false;
  }

 private:
  bool take_if_shorter(int day, const Stops& stops) {
    Route trial(instance_, day);
    if (!trial.replace(instance_, stops)) return false;
    if (trial.drive() >= solution_.route(day).drive()) return false;
    return solution_.replace(instance_, day, stops);
  }

  /// Seconds of driving through `index` in the place of stops[k].
  std::int64_t drive_through(const Stops& stops, std::size_t k, std::size_t index) const {
    const std::size_t before = k == 0 ? 0 : stops[k - 1];
    const std::size_t after = k + 1 == stops.size() ? 0 : stops[k + 1];
    return instance_.time(before, index) + instance_.time(index, after);
  }

  bool exchange_within(int day, std::size_t i, std::size_t j) {
    Stops stops = stops_of(solution_, day);
    std::swap(stops[i], stops[j]);
    return take_if_shorter(day, stops);
  }

  bool exchange_between(int a, std::size_t i, int b, std::size_t j) {
    Stops stops_a = stops_of(solution_, a);
    Stops stops_b = stops_of(solution_, b);
    if (!instance_.allows(stops_a[i], b) || !instance_.allows(stops_b[j], a)) return false;
    const std::int64_t saved =
        drive_through(stops_a, i, stops_a[i]) + drive_through(stops_b, j, stops_b[j]);
    const std::int64_t added =
        drive_through(stops_a, i, stops_b[j]) + drive_through(stops_b, j, stops_a[i]);
    if (added >= saved) return false;
    std::swap(stops_a[i], stops_b[j]);
    Route trial_a(instance_, a);
    Route trial_b(instance_, b);
    if (!trial_a.replace(instance_, stops_a) || !trial_b.replace(instance_, stops_b)) return false;
    return solution_.replace(instance_, a, {}) && solution_.replace(instance_, b, {}) &&
           solution_.replace(instance_, a, stops_a) && solution_.replace(instance_, b, stops_b);
  }

  const Instance& instance_;
  Solution& solution_;
};

/// Every neighbourhood of every day and pair of days until it has nothing more to offer.
bool sweep(Shortener& shortener, int days) {
  bool changed = false;
  for (int a = 0; a < days; ++a) {
    while (shortener.two_opt(a)) changed = true;
    for (int b = 0; b < days; ++b) {
      while (shortener.relocate(a, b)) changed = true;
    }
    for (int b = a; b < days; ++b) {
      while (shortener.exchange(a, b)) changed = true;
    }
  }
  return changed;
}

}  // namespace

bool shorten(const Instance& instance, Solution& solution, const core::JobContext& job) {
  Shortener shortener(instance, solution);
  bool changed = false;
  while (sweep(shortener, instance.days())) {
    changed = true;
    job.check_cancelled();
  }
  return changed;
}

}  // namespace nearnet::routing
