// SPDX-License-Identifier: Apache-2.0
#include "routing/displacement.h"

#include <algorithm>
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
    if (route.erase(instance_, position)) reduced.push_back({stop, std::move(route)});
  }
  std::sort(reduced.begin(), reduced.end(), [&](const Without& a, const Without& b) {
    const Node& left = instance_.node(a.displaced);
    const Node& right = instance_.node(b.displaced);
    return std::tuple(left.must, left.profit, a.displaced) <
           std::tuple(right.must, right.profit, b.displaced);
  });
}

std::vector<Displacements::Way> Displacements::ways_in(std::size_t index) const {
  std::vector<Way> ways;
  for (int day = 0; day < instance_.days(); ++day) {
    for (const Without& reduced : days_[static_cast<std::size_t>(day)]) {
      const auto place = reduced.route.cheapest_insertion(instance_, index);
      if (!place) continue;
      const std::int64_t drive =
          reduced.route.drive() + place->added - solution_.route(day).drive();
      ways.push_back({reduced.displaced, day, place->position, drive});
    }
  }
  std::stable_sort(ways.begin(), ways.end(), [&](const Way& a, const Way& b) {
    return ranks_below(instance_.node(a.displaced), instance_.node(b.displaced));
  });
  return ways;
}

std::optional<Displacements::Way> Displacements::gain(std::size_t index) const {
  std::optional<Way> best;
  for (int day = 0; day < instance_.days(); ++day) {
    for (const Without& reduced : days_[static_cast<std::size_t>(day)]) {
      const Node& rival = instance_.node(best ? best->displaced : index);
      if (!ranks_below(instance_.node(reduced.displaced), rival)) break;
      const auto place = reduced.route.cheapest_insertion(instance_, index);
      if (!place) continue;
      const std::int64_t drive =
          reduced.route.drive() + place->added - solution_.route(day).drive();
      best = Way{reduced.displaced, day, place->position, drive};
    }
  }
  return best;
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

std::optional<RunDisplacements::Way> RunDisplacements::least(std::size_t index) const {
  for (const Without& without : runs_) {
    const auto place = without.route.cheapest_insertion(instance_, index);
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
  Route route = bare(day);
  const auto with_kept = [&] {
    std::vector<std::size_t> stops;
    for (std::size_t k = 0; k <= whole.size(); ++k) {
      if (k == *position) stops.push_back(index);
      if (k < whole.size() && kept[k]) stops.push_back(whole[k]);
    }
    return route.replace(instance_, stops);
  };
  for (std::size_t k = 0; k < whole.size(); ++k) kept[k] = instance_.node(whole[k]).appointment;
  if (!with_kept()) return std::nullopt;
  Way way{.displaced = {}, .day = day};
  for (const std::size_t k : ranking) {
    if (kept[k]) continue;
    kept[k] = true;
    kept[k] = with_kept();
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

bool swap_in(const Instance& instance, Solution& solution, const core::JobContext& job) {
  if (instance.profit_per_second() > 0) return false;  // profit alone does not decide
  std::vector<std::size_t> waiting;
  for (std::size_t index = 1; index < instance.size(); ++index) {
    if (instance.node(index).wanted()) waiting.push_back(index);
  }
  std::stable_sort(waiting.begin(), waiting.end(), [&](std::size_t a, std::size_t b) {
    return ranks_below(instance.node(b), instance.node(a));
  });
  Displacements displacements(instance, solution);
  bool changed_ever = false;
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::size_t index : waiting) {
      if (!solution.is_out(index)) continue;
      job.check_cancelled();
      const auto way = displacements.gain(index);
      if (!way) continue;
      const auto stops = solution.route(way->day).stops();
      const auto gone = std::find(stops.begin(), stops.end(), way->displaced);
      if (!solution.erase(instance, way->day, static_cast<std::size_t>(gone - stops.begin())))
        continue;
      solution.insert(instance, index, way->day, way->position);
      displacements.refresh(way->day);
      changed = changed_ever = true;
    }
  }
  return changed_ever;
}

}  // namespace nearnet::routing
