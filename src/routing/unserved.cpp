// SPDX-License-Identifier: Apache-2.0
#include "routing/unserved.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "core/parallel.h"
#include "routing/displacement.h"

namespace nearnet::routing {

namespace {

constexpr std::array<ReasonEntry, 6> kReasons{{
    {"NOT_DUE_YET", "The promised follow-up date lies after the last planned day."},
    {"SHIFT_TOO_SHORT",
     "Even an otherwise empty day is too short for the drive there, the visit, lunch and the drive "
     "home."},
    {"OUTSIDE_HOURS", "An otherwise empty day is long enough, but not while the business is open."},
    {"NO_VALUE", "A visit would add driving and no value."},
    {"LOWER_VALUE",
     "It fits only in place of a stop that is worth at least as much or must be visited."},
    {"NO_TIME_LEFT",
     "It fits on an empty day, but not into the plan, not even in place of any one stop."},
}};

std::string clock_text(std::int64_t seconds) {
  return core::format_time_of_day(core::TimeOfDay{core::Seconds(seconds)});
}

std::string duration_text(std::int64_t seconds) {
  return core::format_duration(core::minutes((seconds + 59) / 60));
}

class Explainer {
 public:
  Explainer(const DayRequest& request, const Instance& instance, const Solution& solution)
      : request_(request),
        instance_(instance),
        solution_(solution),
        displacements_(instance, solution),
        empty_day_(instance, 0) {}

  model::Unserved explain(std::size_t index) const {
    const Candidate& candidate = request_.candidates[index - 1];
    model::Unserved unserved{.rep = request_.rep,
                             .business = candidate.business,
                             .name = candidate.name,
                             .position = candidate.position,
                             .reason = {},
                             .detail = {}};
    if (!not_due(index, unserved) && !never_fits(index, unserved) && !no_value(index, unserved) &&
        !lower_value(index, unserved)) {
      no_time_left(index, unserved);
    }
    return unserved;
  }

 private:
  bool not_due(std::size_t index, model::Unserved& unserved) const {
    if (instance_.node(index).day != Node::kNoDay) return false;
    unserved.reason = "NOT_DUE_YET";
    unserved.detail = fmt::format("The follow-up is promised for {}, the plan ends on {}.",
                                  core::format_date(*request_.candidates[index - 1].not_before),
                                  core::format_date(request_.dates.back()));
    return true;
  }

  bool never_fits(std::size_t index, model::Unserved& unserved) const {
    if (empty_day_.fits(instance_, index, 0)) return false;
    const Node& node = instance_.node(index);
    const std::int64_t there = instance_.time(0, index);
    const std::int64_t back = instance_.time(index, 0);
    const std::int64_t needed = there + node.service + back;
    const std::int64_t shift = instance_.shift_end() - instance_.shift_start();
    Node at_any_hour = node;
    at_any_hour.earliest = instance_.shift_start();
    at_any_hour.latest = instance_.shift_end();
    const std::int64_t late = empty_day_.lateness(instance_, at_any_hour, there, back, 0);
    if (late > 0) {
      unserved.reason = "SHIFT_TOO_SHORT";
      unserved.detail = fmt::format(
          "The drive there ({}), the visit ({}) and the drive home ({}) take {}, the shift lasts "
          "{}{}.",
          duration_text(there), duration_text(node.service), duration_text(back),
          duration_text(needed), duration_text(shift),
          needed > shift ? "" : ", but lunch leaves " + duration_text(late) + " too little");
      return true;
    }
    const TimeWindow& open = *request_.candidates[index - 1].open;
    unserved.reason = "OUTSIDE_HOURS";
    unserved.detail = fmt::format(
        "Open from {} to {}, but the shift allows a visit of {} between {} and {} at best{}.",
        core::format_time_of_day(open.from), core::format_time_of_day(open.to),
        duration_text(node.service), clock_text(instance_.shift_start() + there),
        clock_text(instance_.shift_end() - back),
        request_.hours_mode == HoursMode::kWholeVisitInside
            ? ", and the whole visit must be within opening hours"
            : "");
    return true;
  }

  bool no_value(std::size_t index, model::Unserved& unserved) const {
    if (instance_.node(index).wanted()) return false;
    unserved.reason = "NO_VALUE";
    unserved.detail = fmt::format("Its value is {:g}: a visit would only add driving.",
                                  request_.candidates[index - 1].value);
    return true;
  }

  bool lower_value(std::size_t index, model::Unserved& unserved) const {
    constexpr std::size_t kNamed = 3;
    const auto ways = displacements_.ways_in(index);
    if (ways.empty()) return false;
    std::string names;
    for (std::size_t k = 0; k < std::min(ways.size(), kNamed); ++k) {
      const Candidate& displaced = request_.candidates[ways[k].displaced - 1];
      names += fmt::format(
          "{}{} ({})", k == 0 ? "" : ", ", displaced.name,
          displaced.must ? "must be visited" : fmt::format("value {:g}", displaced.value));
    }
    unserved.reason = "LOWER_VALUE";
    unserved.detail = fmt::format(
        "Its value of {:g} would take the place of one of {} stops worth no "
        "less; the least of them: {}.",
        request_.candidates[index - 1].value, ways.size(), names);
    if (ways.size() == 1) {
      unserved.detail = fmt::format("Its value of {:g} fits only in place of {}.",
                                    request_.candidates[index - 1].value, names);
    }
    return true;
  }

  void no_time_left(std::size_t index, model::Unserved& unserved) const {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t added = 0;
    int on_day = 0;
    for (int day = 0; day < instance_.days(); ++day) {
      if (!instance_.allows(index, day)) continue;
      const Route& route = solution_.route(day);
      for (std::size_t position = 0; position <= route.stops().size(); ++position) {
        const std::int64_t late = route.lateness(instance_, index, position);
        if (late >= least) continue;
        least = late;
        added = route.added_drive(instance_, index, position);
        on_day = day;
      }
    }
    assert(least > 0);
    const core::Date date = request_.dates[static_cast<std::size_t>(on_day)];
    unserved.reason = "NO_TIME_LEFT";
    unserved.detail = fmt::format(
        "It comes closest on {}, where a visit of {} and {} more driving are {} too long.",
        core::format_date(date), duration_text(instance_.node(index).service), duration_text(added),
        duration_text(least));
  }

  const DayRequest& request_;
  const Instance& instance_;
  const Solution& solution_;
  Displacements displacements_;
  Route empty_day_;
};

}  // namespace

std::span<const ReasonEntry> unserved_reasons() {
  return kReasons;
}

std::vector<model::Unserved> explain_unserved(const DayRequest& request, const Instance& instance,
                                              const Solution& solution,
                                              const core::JobContext& job) {
  std::vector<std::size_t> out;
  for (std::size_t index = 1; index < instance.size(); ++index) {
    if (solution.is_out(index)) out.push_back(index);
  }
  const Explainer explainer(request, instance, solution);
  std::vector<model::Unserved> unserved(out.size());
  core::parallel_ranges(out.size(), 64, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) unserved[k] = explainer.explain(out[k]);
  });
  return unserved;
}

}  // namespace nearnet::routing
