// SPDX-License-Identifier: Apache-2.0
#include "routing/displacement.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>
#include <utility>

namespace nearnet::routing {

bool ranks_below(const Node& a, const Node& b) {
  return std::tuple(a.must, a.profit) < std::tuple(b.must, b.profit);
}

Displacements::Displacements(const Instance& instance, const Solution& solution)
    : instance_(instance), solution_(solution), days_(static_cast<std::size_t>(instance.days())) {
  for (int day = 0; day < instance.days(); ++day) refresh(day);
}

void Displacements::refresh(int day) {
  std::vector<Without>& reduced = days_[static_cast<std::size_t>(day)];
  reduced.clear();
  const Route& whole = solution_.route(day);
  for (std::size_t position = 0; position < whole.stops().size(); ++position) {
    const std::size_t stop = whole.stops()[position];
    if (instance_.node(stop).appointment) continue;
    Route route = whole;
    if (route.erase(instance_, position)) reduced.push_back({stop, position, std::move(route)});
  }
  std::sort(reduced.begin(), reduced.end(), [&](const Without& a, const Without& b) {
    const Node& left = instance_.node(a.displaced);
    const Node& right = instance_.node(b.displaced);
    return std::tuple(left.must, left.profit, a.displaced) <
           std::tuple(right.must, right.profit, b.displaced);
  });
}

std::vector<Displacements::Place> Displacements::places_for(std::size_t index,
                                                            const NodeTimes& times) const {
  std::vector<Place> places;
  for (int day = 0; day < instance_.days(); ++day) {
    const std::int64_t least_way = solution_.route(day).least_way(times);
    for (const Without& reduced : days_[static_cast<std::size_t>(day)]) {
      if (reduced.route.too_full_for(instance_, instance_.node(index), least_way)) continue;
      if (!reduced.route.has_room(instance_, index, times, reduced.position)) continue;
      places.push_back({reduced.displaced, &reduced.route});
    }
  }
  std::stable_sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    return ranks_below(instance_.node(a.displaced), instance_.node(b.displaced));
  });
  return places;
}

Displacements::Way Displacements::way_in(const Place& place, std::size_t index,
                                         const NodeTimes& times) const {
  const int day = place.without->day();
  const auto insertion = place.without->cheapest_insertion(instance_, index, times);
  assert(insertion);
  return {place.displaced, day, insertion->position,
          place.without->drive() + insertion->added - solution_.route(day).drive()};
}

std::optional<Displacements::Way> Displacements::gain(std::size_t index, const NodeTimes& times,
                                                      std::span<const int> days) const {
  std::optional<Place> best;
  for (const int day : days) {
    const std::int64_t least_way = solution_.route(day).least_way(times);
    for (const Without& reduced : days_[static_cast<std::size_t>(day)]) {
      const Node& rival = instance_.node(best ? best->displaced : index);
      if (!ranks_below(instance_.node(reduced.displaced), rival)) break;
      if (reduced.route.too_full_for(instance_, instance_.node(index), least_way)) continue;
      if (!reduced.route.has_room(instance_, index, times, reduced.position)) continue;
      best = Place{reduced.displaced, &reduced.route};
    }
  }
  return best ? std::optional(way_in(*best, index, times)) : std::nullopt;
}

RunDisplacements::RunDisplacements(const Instance& instance, const Solution& solution)
    : instance_(instance), solution_(solution) {
  constexpr std::size_t kShortest = 2;
  constexpr std::size_t kLongest = 3;
  for (const Route& whole : solution.routes()) {
    std::vector<std::size_t> agreed_stops;
    for (const std::size_t stop : whole.stops()) {
      if (instance.node(stop).appointment) agreed_stops.push_back(stop);
    }
    Route& bare = bare_.emplace_back(whole);
    [[maybe_unused]] const bool shorter = bare.replace(instance, agreed_stops);
    for (std::size_t count = kShortest; count <= kLongest; ++count) {
      for (std::size_t first = 0; first + count <= whole.stops().size(); ++first) {
        const auto run = whole.stops().subspan(first, count);
        const bool agreed = std::any_of(run.begin(), run.end(), [&](std::size_t stop) {
          return instance.node(stop).appointment;
        });
        Without without{.displaced = {run.begin(), run.end()}, .route = whole};
        if (agreed || !without.route.erase(instance, first, count)) continue;
        for (const std::size_t stop : without.displaced) {
          without.musts += instance.node(stop).must ? 1 : 0;
          without.profit += instance.node(stop).profit;
        }
        runs_.push_back(std::move(without));
      }
    }
  }
  std::stable_sort(runs_.begin(), runs_.end(), [](const Without& a, const Without& b) {
    return std::tie(a.musts, a.profit) < std::tie(b.musts, b.profit);
  });
}

std::optional<RunDisplacements::Way> RunDisplacements::least(std::size_t index,
                                                             const NodeTimes& times) const {
  std::vector<std::int64_t> least_way;
  for (const Route& route : solution_.routes()) least_way.push_back(route.least_way(times));
  for (const Without& without : runs_) {
    const auto of_day = static_cast<std::size_t>(without.route.day());
    if (without.route.too_full_for(instance_, instance_.node(index), least_way[of_day])) continue;
    const auto place = without.route.cheapest_insertion(instance_, index, times);
    if (!place) continue;
    const int day = without.route.day();
    return Way{without.displaced, day,
               without.route.drive() + place->added - solution_.route(day).drive()};
  }
  return rebuilt(index);
}

/// The position on the whole day where least is missing, of those that the appointments allow.
std::optional<std::size_t> RunDisplacements::closest_position(std::size_t index, int day) const {
  if (!instance_.allows(index, day)) return std::nullopt;
  const Route& whole = solution_.route(day);
  std::optional<std::size_t> closest;
  std::pair<std::int64_t, std::int64_t> least;
  std::size_t agreed_before = 0;
  for (std::size_t position = 0; position <= whole.stops().size(); ++position) {
    if (position > 0 && instance_.node(whole.stops()[position - 1]).appointment) ++agreed_before;
    if (!bare(day).fits(instance_, index, agreed_before)) continue;
    const std::pair missing(std::max<std::int64_t>(0, whole.lateness(instance_, index, position)),
                            whole.added_drive(instance_, index, position));
    if (closest && missing >= least) continue;
    closest = position;
    least = missing;
  }
  return closest;
}

/// The day with the newcomer at its closest position and, in their order, as many of its stops as
/// fit, the best of them first.
std::optional<RunDisplacements::Way> RunDisplacements::rebuilt(std::size_t index, int day) const {
  const auto position = closest_position(index, day);
  if (!position) return std::nullopt;
  const auto whole = solution_.route(day).stops();
  std::vector<std::size_t> ranking(whole.size());
  std::iota(ranking.begin(), ranking.end(), std::size_t{0});
  std::stable_sort(ranking.begin(), ranking.end(), [&](std::size_t a, std::size_t b) {
    const Node& left = instance_.node(whole[a]);
    const Node& right = instance_.node(whole[b]);
    if (left.appointment != right.appointment) return left.appointment;
    return ranks_below(right, left);
  });
  std::vector<bool> kept(whole.size(), false);
  std::vector<std::size_t> stops;
  for (std::size_t k = 0; k <= whole.size(); ++k) {
    if (k == *position) stops.push_back(index);
    if (k == whole.size() || !instance_.node(whole[k]).appointment) continue;
    kept[k] = true;
    stops.push_back(whole[k]);
  }
  Route route = bare(day);
  if (!route.replace(instance_, stops)) return std::nullopt;
  Way way{.displaced = {}, .day = day};
  for (const std::size_t k : ranking) {
    if (kept[k]) continue;
    const auto before =
        std::count(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(k), true);
    const std::size_t at = static_cast<std::size_t>(before) + (k >= *position ? 1 : 0);
    if (!route.fits(instance_, whole[k], at)) continue;
    route.insert(instance_, whole[k], at);
    kept[k] = true;
  }
  for (std::size_t k = 0; k < whole.size(); ++k) {
    if (!kept[k]) way.displaced.push_back(whole[k]);
  }
  way.drive = route.drive() - solution_.route(day).drive();
  return way;
}

std::optional<RunDisplacements::Way> RunDisplacements::rebuilt(std::size_t index) const {
  std::optional<Way> best;
  std::pair<std::int64_t, std::int64_t> best_loss;
  for (int day = 0; day < instance_.days(); ++day) {
    auto way = rebuilt(index, day);
    if (!way) continue;
    std::pair<std::int64_t, std::int64_t> loss{0, 0};
    for (const std::size_t stop : way->displaced) {
      loss.first += instance_.node(stop).must ? 1 : 0;
      loss.second += instance_.node(stop).profit;
    }
    if (best && loss >= best_loss) continue;
    best = std::move(way);
    best_loss = loss;
  }
  return best;
}

namespace {

/// Since when which day is as it is, so that a node which found no place is only looked at again
/// for the days that have changed.
class Changes {
 public:
  explicit Changes(const Instance& instance)
      : day_(static_cast<std::size_t>(instance.days()), 1), seen_(instance.size(), 0) {}

  void note(int day) { day_[static_cast<std::size_t>(day)] = ++now_; }
  void note_seen(std::size_t index) { seen_[index] = now_; }
  /// The days that have changed since.
  std::vector<int> unseen(std::size_t index) const {
    std::vector<int> days;
    if (seen_[index] == now_) return days;
    for (std::size_t day = 0; day < day_.size(); ++day) {
      if (day_[day] > seen_[index]) days.push_back(static_cast<int>(day));
    }
    return days;
  }

 private:
  std::uint64_t now_ = 1;
  std::vector<std::uint64_t> day_, seen_;
};

/// Who may come in, the best first.
std::vector<std::size_t> by_rank(const Instance& instance) {
  std::vector<std::size_t> waiting;
  for (std::size_t index = 1; index < instance.size(); ++index) {
    if (instance.node(index).wanted()) waiting.push_back(index);
  }
  std::stable_sort(waiting.begin(), waiting.end(), [&](std::size_t a, std::size_t b) {
    return ranks_below(instance.node(b), instance.node(a));
  });
  return waiting;
}

}  // namespace

bool swap_in(const Instance& instance, Solution& solution, const std::function<bool()>& enough,
             const core::JobContext& job) {
  if (instance.profit_per_second() > 0) return false;  // profit alone does not decide
  const std::vector<std::size_t> waiting = by_rank(instance);
  const std::vector<std::size_t> homes = instance.homes();
  Displacements displacements(instance, solution);
  Changes changes(instance);
  TimesRoom room;
  bool changed_ever = false;
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::size_t index : waiting) {
      if (!solution.is_out(index)) continue;
      const std::vector<int> days = changes.unseen(index);
      if (days.empty()) continue;
      job.check_cancelled();
      if (enough()) return changed_ever;
      NodeTimes times(instance, index, room);
      times.learn(homes);
      for (const int day : days) times.learn(solution.route(day).stops());
      const auto way = displacements.gain(index, times, days);
      if (!way) {
        changes.note_seen(index);
        continue;
      }
      const auto stops = solution.route(way->day).stops();
      const auto gone = std::find(stops.begin(), stops.end(), way->displaced);
      if (!solution.erase(instance, way->day, static_cast<std::size_t>(gone - stops.begin())))
        continue;
      solution.insert(instance, index, way->day, way->position);
      displacements.refresh(way->day);
      changes.note(way->day);
      changed = changed_ever = true;
    }
  }
  return changed_ever;
}

}  // namespace nearnet::routing
