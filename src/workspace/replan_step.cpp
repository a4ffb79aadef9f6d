// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "routing/clusters.h"
#include "storage/tables.h"
#include "workspace/day_candidates.h"
#include "workspace/day_request.h"
#include "workspace/day_standing.h"
#include "workspace/day_travel.h"
#include "workspace/driving_step.h"
#include "workspace/skills.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

/// Who is not planned for the day and may fill time that has become free: the best of them, so that
/// the answer comes at once.
constexpr std::size_t kMostNewcomers = 200;

std::string clock(core::TimeOfDay time) {
  return core::format_time_of_day(time);
}

/// The wish for the rest of the day: appointments ahead are asked for again, who was seen is not.
DayPlanRequest wish_for_rest(const ReplanRequest& request, const DayStanding& standing,
                             std::vector<std::string>& notes) {
  DayPlanRequest wish = request.day;
  wish.days = 1;
  std::set<core::BusinessId> named(wish.exclude.begin(), wish.exclude.end());
  for (const AppointmentRequest& appointment : wish.appointments) {
    named.insert(appointment.business);
  }
  for (const model::Stop& stop : standing.ahead) {
    if (stop.kind != model::StopKind::kAppointment || named.contains(stop.business)) continue;
    if (stop.start >= request.now) {
      wish.appointments.push_back(
          {.business = stop.business,
           .at = {stop.date, stop.start},
           .duration = stop.depart.since_midnight - stop.start.since_midnight});
    } else {
      notes.push_back(
          fmt::format("the appointment with {} at {} is past and no outcome is logged: "
                      "planned as a visit",
                      stop.name, clock(stop.start)));
      wish.include.push_back(stop.business);
    }
  }
  for (const model::Stop& stop : standing.behind) {
    const auto asked = [&](const AppointmentRequest& again) {
      return again.business == stop.business;
    };
    if (std::none_of(wish.appointments.begin(), wish.appointments.end(), asked)) {
      wish.exclude.push_back(stop.business);
    }
  }
  return wish;
}

/// Those who are planned or obliged, and of the others the best for their distance.
std::vector<routing::Candidate> shortlist(std::vector<routing::Candidate> all,
                                          const std::set<core::BusinessId>& kept, geo::LonLat at) {
  const auto stays = [&](const routing::Candidate& candidate) {
    return candidate.must || kept.contains(candidate.business);
  };
  std::vector<std::pair<double, core::BusinessId>> newcomers;
  const double shrink = std::cos(at.lat * 0.017453292519943295);
  for (const routing::Candidate& candidate : all) {
    if (stays(candidate)) continue;
    const double away =
        std::hypot((candidate.position.lon - at.lon) * shrink, candidate.position.lat - at.lat);
    constexpr double kNear = 0.02;  // degrees: about 2 km, below which distance hardly counts
    newcomers.emplace_back(-candidate.value / (kNear + away), candidate.business);
  }
  const std::size_t count = std::min(kMostNewcomers, newcomers.size());
  std::partial_sort(newcomers.begin(), newcomers.begin() + static_cast<std::ptrdiff_t>(count),
                    newcomers.end());
  std::set<core::BusinessId> chosen;
  for (std::size_t i = 0; i < count; ++i) chosen.insert(newcomers[i].second);
  std::erase_if(all, [&](const routing::Candidate& candidate) {
    return !stays(candidate) && !chosen.contains(candidate.business);
  });
  return all;
}

class Replan {
 public:
  Replan(const Snapshot& snapshot, const ReplanRequest& request)
      : snapshot_(snapshot),
        request_(request),
        rep_(planned_rep(snapshot, request.day.rep)),
        standing_(day_standing(snapshot, request, rep_.id)),
        home_(rep_.home.value_or(standing_.route.line.front())) {}

  ReplanRun run(const core::JobContext& job) {
    require_known(snapshot_, request_.day);
    DayPlanRequest wish = wish_for_rest(request_, standing_, run_.notes);
    set_frame(wish, job);
    const std::vector<routing::Colleague> alone = routing::team_of(days_);
    const DayCandidates found = day_candidates(snapshot_, wish, alone, {wish.from});
    run_.notes.insert(run_.notes.end(), found.notes.begin(), found.notes.end());
    for (const model::Stop& stop : standing_.ahead) kept_.insert(stop.business);
    days_.candidates = shortlist(found.all, kept_, request_.at);
    note_the_lost(wish);
    off_road_ = leave_off_road(snapshot_, wish, days_, job.part(0.0, 0.1, "preparing roads"));
    DayPlanRequest rest_of_shift = request_.day;
    rest_of_shift.start = request_.now;
    rest_of_shift.end = days_.shift_end;
    const DayTravel travel(snapshot_, rest_of_shift, places(),
                           job.part(0.1, 0.3, "measuring ways"));
    run_.notes.insert(run_.notes.end(), travel.notes().begin(), travel.notes().end());
    const roads::TravelMatrix matrix = way_ahead(travel.matrix());
    put_off_the_unreachable(wish, matrix);
    days_.appointments = appointments_of(wish, days_.candidates);
    days_.present = {present()};
    prefer_the_planned();
    const routing::DayPlan rest = routing::plan_days(days_, matrix, job.part(0.3, 1.0, "planning"));
    merge(rest, travel);
    compare(rest);
    run_.command = save();
    return std::move(run_);
  }

 private:
  void set_frame(const DayPlanRequest& wish, const core::JobContext& job) {
    days_.rep = rep_.id;
    days_.skills = skills_of(rep_);
    days_.dates = {wish.from};
    days_.home = request_.at;
    days_.finish = home_;
    days_.shift_start = request_.now;
    // A day that was planned to be longer than the shift may be.
    days_.shift_end =
        std::max(wish.end.value_or(rep_.shift_end.value_or(kUsualShiftEnd)), standing_.route.end);
    if (days_.shift_end <= request_.now) {
      throw core::ConfigError(fmt::format("at {} the day of {} is over: it ends at {}",
                                          clock(request_.now), rep_.id.text(),
                                          clock(days_.shift_end)));
    }
    const auto& route = standing_.route;
    if (route.lunch_start && *route.lunch_end > request_.now) {
      days_.lunch = wish.lunch;
      if (days_.lunch) {
        days_.lunch->begin.to = std::max(days_.lunch->begin.to, request_.now);
        days_.lunch->duration = route.lunch_end->since_midnight - route.lunch_start->since_midnight;
      }
    }
    days_.seed = job.seed();
    days_.iterations = wish.iterations;
  }

  void note_the_lost(const DayPlanRequest& wish) {
    std::set<core::BusinessId> there(wish.exclude.begin(), wish.exclude.end());
    for (const routing::Candidate& candidate : days_.candidates) there.insert(candidate.business);
    for (const model::Stop& stop : standing_.ahead) {
      if (there.contains(stop.business)) continue;
      run_.notes.push_back(fmt::format("{} is no prospect of {} any more and is taken out",
                                       stop.name, rep_.id.text()));
    }
  }

  /// Where the rep is, the candidates, home, what is behind.
  std::vector<geo::LonLat> places() const {
    std::vector<geo::LonLat> places = {request_.at};
    for (const routing::Candidate& candidate : days_.candidates) {
      places.push_back(candidate.position);
    }
    places.push_back(home_);
    for (const model::Stop& stop : standing_.behind) places.push_back(stop.position);
    return places;
  }

  /// Without what is behind, and with the driving up to here put aside.
  roads::TravelMatrix way_ahead(const roads::TravelMatrix& all) {
    const std::size_t size = days_.candidates.size() + 2;
    std::vector<std::int32_t> seconds;
    std::vector<std::int32_t> metres;
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j < size; ++j) {
        seconds.push_back(static_cast<std::int32_t>(all.time(i, j).value));
        metres.push_back(static_cast<std::int32_t>(std::lround(all.distance(i, j).value)));
      }
    }
    std::size_t here = size - 1;
    for (std::size_t k = size; k < all.size(); ++k) {
      const core::Seconds way = all.time(here, k);
      drive_behind_ += way.value > 0 ? way + request_.day.parking : way;
      distance_behind_ += all.distance(here, k);
      here = k;
    }
    drive_behind_ += all.time(here, 0);
    distance_behind_ += all.distance(here, 0);
    auto ahead = roads::TravelMatrix::from_seconds(size, std::move(seconds), std::move(metres));
    ahead.end_at_last();
    ahead.add_parking(request_.day.parking);
    return ahead;
  }

  /// Who cannot be reached in time is visited as soon as can be, and the rep is told to call.
  void put_off_the_unreachable(DayPlanRequest& wish, const roads::TravelMatrix& matrix) {
    for (AppointmentRequest& appointment : wish.appointments) {
      const auto index = index_of(appointment.business);
      if (!index || appointment.at.date != wish.from) continue;
      const core::Seconds arrival = request_.now.since_midnight + matrix.time(0, *index + 1);
      if (arrival <= appointment.at.time.since_midnight) continue;
      const core::TimeOfDay earliest{core::minutes((arrival.value + 59) / 60)};
      run_.notes.push_back(fmt::format("{} cannot be reached by {}: planned for {}; call them",
                                       days_.candidates[*index].name, clock(appointment.at.time),
                                       clock(earliest)));
      appointment.at.time = earliest;
    }
  }

  std::optional<std::size_t> index_of(const core::BusinessId& business) const {
    for (std::size_t i = 0; i < days_.candidates.size(); ++i) {
      if (days_.candidates[i].business == business) return i;
    }
    return std::nullopt;
  }

  std::vector<std::size_t> present() const {
    std::vector<std::size_t> order;
    for (const model::Stop& stop : standing_.ahead) {
      if (const auto index = index_of(stop.business)) order.push_back(*index);
    }
    return order;
  }

  /// Nobody who is planned gives way to those who are not, however many they are.
  void prefer_the_planned() {
    constexpr double kNewcomersShare = 1e-3;
    for (routing::Candidate& candidate : days_.candidates) {
      worth_[candidate.business] = candidate.value;
      if (!kept_.contains(candidate.business)) candidate.value *= kNewcomersShare;
    }
  }

  double worth(const core::BusinessId& business) const {
    const auto known = worth_.find(business);
    if (known != worth_.end()) return known->second;
    const model::Prospect* prospect = snapshot_.prospects.find(business);
    return prospect == nullptr ? 0.0 : std::max(1.0, prospect->score);
  }

  /// The whole day: what is behind, then the rest.
  void merge(const routing::DayPlan& rest, const DayTravel& travel) {
    run_.behind = standing_.behind.size();
    run_.plan = rest;
    run_.plan.stops = standing_.behind;
    run_.plan.stops.insert(run_.plan.stops.end(), rest.stops.begin(), rest.stops.end());
    model::DayRoute& day = run_.plan.days.front();
    if (rest.stops.empty()) {
      const std::size_t home = days_.candidates.size() + 1;
      day.drive = travel.matrix().time(0, home);
      day.drive_distance = travel.matrix().distance(0, home);
      day.end = core::TimeOfDay{request_.now.since_midnight + day.drive};
    }
    set_lunch(day);
    if (!standing_.behind.empty()) day.start = standing_.route.start;
    day.drive += drive_behind_;
    day.drive_distance += distance_behind_;
    std::vector<geo::LonLat> ways = {home_};
    std::vector<geo::LonLat> stops;
    day.visits = core::Seconds(0);
    day.value = 0.0;
    for (std::size_t i = 0; i < run_.plan.stops.size(); ++i) {
      model::Stop& stop = run_.plan.stops[i];
      stop.sequence = static_cast<int>(i) + 1;
      if (i == run_.behind) ways.push_back(request_.at);
      ways.push_back(stop.position);
      stops.push_back(stop.position);
      day.visits += stop.depart.since_midnight - stop.start.since_midnight;
      day.value += worth(stop.business);
    }
    if (rest.stops.empty()) ways.push_back(request_.at);
    ways.push_back(home_);
    day.line = travel.line(ways);
    day.area = routing::day_area(stops);
    run_.plan.value = day.value;
    run_.plan.cost = core::to_minutes(day.drive);
  }

  /// The planner shows a lunch on the way; here it may be behind, or come before setting out.
  void set_lunch(model::DayRoute& day) const {
    const model::DayRoute& before = standing_.route;
    if (day.lunch_start) return;
    if (before.lunch_end && *before.lunch_end <= request_.now) {
      day.lunch_start = before.lunch_start;
      day.lunch_end = before.lunch_end;
    } else if (days_.lunch) {
      const core::TimeOfDay begin = std::max(request_.now, days_.lunch->begin.from);
      const core::TimeOfDay end{begin.since_midnight + days_.lunch->duration};
      if (begin > days_.lunch->begin.to || day.start < end) return;
      day.lunch_start = begin;
      day.lunch_end = end;
    }
  }

  void compare(const routing::DayPlan& rest) {
    for (const model::Stop& stop : rest.stops) {
      if (!kept_.contains(stop.business)) run_.added.push_back(stop.business);
    }
    const auto note_dropped = [&](const std::vector<model::Unserved>& rows) {
      std::ranges::copy_if(rows, std::back_inserter(run_.dropped), [&](const model::Unserved& row) {
        return kept_.contains(row.business);
      });
    };
    note_dropped(off_road_);
    note_dropped(rest.unserved);
    run_.plan.unserved = run_.dropped;
  }

  Command save() const {
    const auto same_day = [rep = rep_.id, date = request_.day.from](const auto& row) {
      return row.rep == rep && row.date == date;
    };
    std::set<core::BusinessId> told;
    for (const model::Stop& stop : run_.plan.stops) told.insert(stop.business);
    for (const model::Unserved& row : run_.dropped) told.insert(row.business);
    return {
        "days replan",
        fmt::format("{} on {} from {}", rep_.id.text(), core::format_date(request_.day.from),
                    clock(request_.now)),
        snapshot_.version,
        [plan = run_.plan, same_day, told, rep = rep_.id](storage::Transaction& transaction) {
          storage::replace<model::DayRoute>(transaction, storage::routes(), plan.days, same_day);
          storage::replace<model::DayRoute>(transaction, storage::day_areas(), plan.days, same_day);
          storage::replace<model::Stop>(transaction, storage::stops(), plan.stops, same_day);
          storage::replace<model::Unserved>(transaction, storage::unserved(), plan.unserved,
                                            [&](const model::Unserved& row) {
                                              return row.rep == rep && told.contains(row.business);
                                            });
        }};
  }

  const Snapshot& snapshot_;
  const ReplanRequest& request_;
  model::Rep rep_;
  DayStanding standing_;
  geo::LonLat home_;
  routing::DayRequest days_;
  std::set<core::BusinessId> kept_;  ///< planned and still ahead
  std::vector<model::Unserved> off_road_;
  std::map<core::BusinessId, double> worth_;
  core::Seconds drive_behind_{0};
  core::Metres distance_behind_{0.0};
  ReplanRun run_;
};

}  // namespace

ReplanRun replan_day(const Snapshot& snapshot, const ReplanRequest& request,
                     const core::JobContext& job) {
  if (!geo::is_valid(request.at)) {
    throw core::ConfigError(fmt::format("the rep is at lon {}, lat {}, which is no position",
                                        request.at.lon, request.at.lat));
  }
  return Replan(snapshot, request).run(job);
}

}  // namespace nearnet::workspace
