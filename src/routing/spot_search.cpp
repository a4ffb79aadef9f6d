// SPDX-License-Identifier: Apache-2.0
#include "routing/spot_search.h"

#include <algorithm>

namespace nearnet::routing {

namespace {

/// The share of legs overlooked, of 2^16: the paper's blink rate of 1 %.
constexpr std::uint64_t kBlinks = 655;

/// By lot, but the same whenever one asks about the same leg.
bool is_overlooked(std::uint64_t luck, std::uint32_t before) {
  std::uint64_t mixed = (luck ^ before) * 0x9e3779b97f4a7c15ULL;
  mixed = (mixed ^ (mixed >> 32)) * 0xbf58476d1ce4e5b9ULL;
  return luck != 0 && (mixed >> 48) < kBlinks;
}

/// The best leg so far for one visit.
class Best {
 public:
  Best(const Instance& instance, const Tours& tours, std::uint32_t visit,
       const SpotOptions& options)
      : instance_(instance),
        tours_(tours),
        id_(visit),
        visit_(tours.visit(visit)),
        times_(instance, visit),
        options_(options),
        spot_{Tours::kOut, options.most_added} {}

  /// `far` from one end of it. Where no ways round are shorter, the other end is no nearer than
  /// that less the way, which rules most legs out.
  bool may_be_better(std::int32_t far, std::int32_t way) const {
    return 2 * far - way < spot_.added;
  }
  /// As far as the stop itself is concerned.
  bool can_follow(const Tours::Stop& stop, std::int32_t there) const {
    return stop.hungry_depart + there <= visit_.latest;
  }
  bool can_precede(const Tours::Stop& stop, std::int32_t onward) const {
    return visit_.earliest + visit_.service + onward <= stop.latest;
  }
  bool is_open(std::uint32_t day) const {
    return tours_.sketch(day).load_left >= visit_.load &&
           (!options_.touched_days_only || tours_.is_touched(day)) &&
           instance_.allows(id_, static_cast<int>(day));
  }
  void try_after(const Tours::Stop& before, std::uint32_t id, std::int32_t there) {
    const std::int32_t onward = to(before.after);
    const std::int32_t added = there + onward - before.onward;
    if (added < spot_.added) look(id, before, tours_.stop(before.after), there, onward, added);
  }
  void try_before(const Tours::Stop& after, std::int32_t onward) {
    const std::int32_t there = from(after.before);
    const std::int32_t added = there + onward - after.way;
    if (added < spot_.added) {
      look(after.before, tours_.stop(after.before), after, there, onward, added);
    }
  }
  /// Every leg of a day. Departures and latest starts both ascend along it, and lunch only makes
  /// them narrower.
  void try_all(const Tours::Legs& legs) {
    overlooked_ = false;
    const std::int32_t over = visit_.earliest + visit_.service;
    auto leg = legs.all.begin();
    while (leg != legs.all.end() && leg->latest < over) ++leg;
    for (; leg != legs.all.end() && leg->depart <= visit_.latest; ++leg) {
      const std::int32_t there = from(leg->before);
      const std::int32_t onward = to(leg->after);
      const std::int32_t added = there + onward - leg->way;
      if (added >= spot_.added) continue;
      look(leg->before, tours_.stop(leg->before), tours_.stop(leg->after), there, onward, added);
    }
  }
  /// Beside home, as those days begin and as they end.
  void try_ends(std::span<const std::uint32_t> days) {
    std::uint32_t home = Tours::kOut;
    std::int32_t out = 0;
    std::int32_t back = 0;
    for (const std::uint32_t day : days) {
      const Tours::Sketch& sketch = tours_.sketch(day);
      const std::uint32_t begin = tours_.begin_of(day);
      if (tours_.place(begin) != home) {
        home = tours_.place(begin);
        out = from(begin);
        back = to(begin);
      }
      const bool after = may_be_better(out, sketch.out);
      const bool before = may_be_better(back, sketch.back);
      const bool some = (static_cast<int>(after) | static_cast<int>(before)) &
                        static_cast<int>(sketch.load_left >= visit_.load);
      if (!some || !is_open(day)) continue;
      if (after) try_after(tours_.stop(begin), begin, out);
      if (before) try_before(tours_.stop(tours_.end_of(day)), back);
    }
  }
  std::int32_t from(std::uint32_t id) const {
    return static_cast<std::int32_t>(times_.from(tours_.place(id)));
  }
  std::int32_t to(std::uint32_t id) const {
    return static_cast<std::int32_t>(times_.to(tours_.place(id)));
  }
  std::int32_t added() const { return spot_.added; }
  bool has_overlooked() const { return overlooked_; }
  std::optional<Spot> spot() const {
    return spot_.before == Tours::kOut ? std::nullopt : std::optional(spot_);
  }

 private:
  void look(std::uint32_t id, const Tours::Stop& before, const Tours::Stop& after,
            std::int32_t there, std::int32_t onward, std::int32_t added) {
    if (!tours_.fits(visit_, before, after, there, onward)) return;
    if (added > tours_.drive_left(before.day)) return;
    if (visit_.rank > 0 && !tours_.keeps_order(id_, id)) return;
    if (is_overlooked(options_.luck, id)) {
      overlooked_ = true;
    } else {
      spot_ = {id, added};
    }
  }

  const Instance& instance_;
  const Tours& tours_;
  std::uint32_t id_;
  const Tours::Visit& visit_;
  NodeTimes times_;
  SpotOptions options_;
  Spot spot_;
  bool overlooked_ = false;  // some leg, by the last try_all
};

/// The days to look at; of empty days that are alike only one.
std::span<const std::uint32_t> days_for(const Instance& instance, const Tours& tours,
                                        bool touched_days_only) {
  if (touched_days_only) return tours.touched();
  const auto days = tours.days();
  return instance.days_alike() ? days.first(std::min(days.size(), tours.used_days() + 1)) : days;
}

}  // namespace

SpotSearch::SpotSearch(const Instance& instance, const Neighbours& neighbours)
    : instance_(instance),
      neighbours_(neighbours),
      nothing_(instance.size() * static_cast<std::size_t>(instance.days())) {}

std::optional<Spot> SpotSearch::near(const Tours& tours, std::uint32_t visit,
                                     const SpotOptions& options) const {
  Best best(instance_, tours, visit, options);
  for (const Neighbours::Near& near : neighbours_.beside(visit)) {
    const Tours::Stop& stop = tours.stop(near.node);
    // One branch that is seldom taken instead of several that nobody can predict.
    const bool after = static_cast<int>(best.may_be_better(near.from, stop.onward)) &
                       static_cast<int>(best.can_follow(stop, near.from));
    const bool before = static_cast<int>(best.may_be_better(near.to, stop.way)) &
                        static_cast<int>(best.can_precede(stop, near.to));
    const bool either = static_cast<int>(after) | static_cast<int>(before);
    if (!either || !best.is_open(stop.day)) continue;
    if (after) best.try_after(stop, near.node, near.from);
    if (before) best.try_before(stop, near.to);
  }
  best.try_ends(days_for(instance_, tours, options.touched_days_only));
  return best.spot();
}

std::optional<Spot> SpotSearch::anywhere(Tours& tours, std::uint32_t visit,
                                         const SpotOptions& options) {
  Best best(instance_, tours, visit, options);
  const std::int32_t service = tours.visit(visit).service;
  Nothing* const row = nothing_.data() + visit * static_cast<std::size_t>(instance_.days());
  for (const std::uint32_t day : days_for(instance_, tours, options.touched_days_only)) {
    Nothing& nothing = row[day];
    const std::uint32_t version = tours.version(day);
    const std::int32_t below = best.added();
    if (nothing.version == version && below <= nothing.below) continue;
    const Tours::Legs& legs = tours.legs(day);
    if (service > legs.widest_gap || !best.is_open(day)) continue;
    best.try_all(legs);
    if (best.added() == below && !best.has_overlooked()) nothing = {version, below};
  }
  return best.spot();
}

}  // namespace nearnet::routing
