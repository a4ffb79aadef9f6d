// SPDX-License-Identifier: Apache-2.0
#include "routing/instance.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace nearnet::routing {

namespace {

/// A promised date: that day, or the first planned one after it; an overdue one may be any day.
int day_of_promise(const std::vector<core::Date>& dates, core::Date promised) {
  if (promised < dates.front()) return Node::kAnyDay;
  const auto day = std::lower_bound(dates.begin(), dates.end(), promised);
  return day == dates.end() ? Node::kNoDay : static_cast<int>(day - dates.begin());
}

Node node_of(const DayRequest& request, const std::vector<Colleague>& team,
             const Candidate& candidate) {
  Node node;
  node.service = candidate.service.value;
  node.earliest = request.shift_start.since_midnight.value;
  node.latest = request.shift_end.since_midnight.value;
  node.reps = 0;
  for (std::size_t r = 0; r < team.size(); ++r) {
    node.earliest = std::min(node.earliest, team[r].shift_start.since_midnight.value);
    node.latest = std::max(node.latest, team[r].shift_end.since_midnight.value);
    if (may_serve(team[r], candidate)) node.reps |= std::uint64_t{1} << r;
  }
  if (candidate.open) {
    node.earliest = std::max(node.earliest, candidate.open->from.since_midnight.value);
    std::int64_t last_start = candidate.open->to.since_midnight.value;
    if (request.hours_mode == HoursMode::kWholeVisitInside) last_start -= node.service;
    node.latest = std::min(node.latest, last_start);
  }
  node.profit = std::llround(candidate.value * 1e6);
  node.must = candidate.must;
  if (candidate.promised) node.day = day_of_promise(request.dates, *candidate.promised);
  if (candidate.not_before) {
    const auto first = std::ranges::lower_bound(request.dates, *candidate.not_before);
    node.first_day = static_cast<int>(first - request.dates.begin());
    const int last_day =
        node.day == Node::kAnyDay ? static_cast<int>(request.dates.size()) - 1 : node.day;
    if (node.first_day > last_day) node.day = Node::kNoDay;
  }
  return node;
}

void put_in_order(const DayRequest& request, std::vector<Node>& nodes) {
  for (const PinnedOrder& order : request.orders) {
    const auto date = std::ranges::lower_bound(request.dates, order.date);
    int rank = 0;
    for (const std::size_t candidate : order.candidates) {
      Node& node = nodes[candidate + 1];
      node.day = static_cast<int>(date - request.dates.begin());
      node.rank = ++rank;
    }
  }
}

/// A shift that begins after lunch or ends before it has none.
std::optional<Break> break_of(const DayRequest& request, const Colleague& rep) {
  if (!request.lunch || request.lunch->begin.to < rep.shift_start ||
      request.lunch->begin.from > rep.shift_end) {
    return std::nullopt;
  }
  return Break{.earliest = request.lunch->begin.from.since_midnight.value,
               .latest = request.lunch->begin.to.since_midnight.value,
               .duration = request.lunch->duration.value};
}

}  // namespace

Instance::Instance(const roads::TravelMatrix& travel, std::vector<Node> nodes, const Days& days)
    : travel_(&travel), place_(nodes.size()), nodes_(std::move(nodes)), days_(days) {
  std::iota(place_.begin(), place_.end(), std::size_t{0});
  if (days_.tours.empty()) {
    nodes_.front().earliest = days_.shift_start;
    nodes_.front().latest = days_.shift_end;
    for (int day = 0; day < days_.count; ++day) {
      days_.tours.push_back({.home = 0, .rep = 0, .date = day, .lunch = days_.lunch});
    }
  }
  describe();
  fill_dense();
}

void Instance::describe() {
  reps_.clear();
  for (int day = 0; day < days(); ++day) {
    if (tour(day).rep == static_cast<int>(reps_.size())) reps_.push_back(day);
  }
  homes_ = reps_.size();
  const std::uint64_t everyone = ~std::uint64_t{0} >> (64U - std::min<std::size_t>(64, homes_));
  days_alike_ = homes_ == 1;
  all_allowed_ = true;
  for (const Node& node : nodes_) {
    const bool bound = node.day >= 0 || node.first_day > 0;
    days_alike_ = days_alike_ && !bound;
    all_allowed_ =
        all_allowed_ && !bound && node.day != Node::kNoDay && (node.reps & everyone) == everyone;
    has_orders_ = has_orders_ || node.rank > 0;
  }
}

std::vector<std::size_t> Instance::homes() const {
  std::vector<std::size_t> homes;
  for (const int day : reps_) homes.push_back(home(day));
  return homes;
}

std::int64_t Instance::away(std::size_t index) const {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const int day : reps_) {
    least = std::min({least, time(home(day), index), time(index, home(day))});
  }
  return least;
}

void Instance::fill_dense() {
  if (size() > kDenseNodes) return;
  std::vector<std::int32_t> table(size() * size());
  std::vector<std::int32_t> back(size() * size());
  for (std::size_t i = 0; i < size(); ++i) {
    for (std::size_t j = 0; j < size(); ++j) {
      const auto seconds = static_cast<std::int32_t>(time(i, j));
      table[i * size() + j] = seconds;
      back[j * size() + i] = seconds;
    }
  }
  dense_ = std::move(table);
  dense_back_ = std::move(back);
}

Instance Instance::with_shift_only() const {
  Instance copy = *this;
  for (Tour& tour : copy.days_.tours) tour.lunch.reset();
  copy.days_.most_drive = Days::kNoLimit;
  return copy;
}

Instance Instance::with_overload(std::int64_t more) const {
  Instance bearing = *this;
  bearing.overload_ = more;
  return bearing;
}

Instance Instance::subset(std::span<const std::size_t> chosen) const {
  assert(!chosen.empty() && chosen[0] == 0);
  Instance part;
  part.travel_ = travel_;
  part.days_ = days_;
  for (const std::size_t index : chosen) {
    part.place_.push_back(place_[index]);
    part.nodes_.push_back(nodes_[index]);
  }
  for (Tour& tour : part.days_.tours) {
    const auto home = std::ranges::lower_bound(chosen, tour.home);
    assert(home != chosen.end() && *home == tour.home);
    tour.home = static_cast<std::size_t>(home - chosen.begin());
  }
  part.describe();
  part.days_alike_ = days_alike_;
  part.overload_ = overload_;
  part.fill_dense();
  return part;
}

Instance make_instance(const DayRequest& request, const roads::TravelMatrix& travel) {
  const std::vector<Colleague> team = team_of(request);
  std::vector<Node> nodes(1);
  for (const Candidate& candidate : request.candidates)
    nodes.push_back(node_of(request, team, candidate));
  const std::size_t candidates = nodes.size();
  for (const Appointment& appointment : request.appointments) {
    Node& node = nodes[appointment.candidate + 1];
    const auto day = std::find(request.dates.begin(), request.dates.end(), appointment.date);
    node.service = appointment.duration.value;
    node.earliest = appointment.start.since_midnight.value - appointment.leeway.value;
    node.latest = appointment.start.since_midnight.value + appointment.leeway.value;
    node.day =
        day == request.dates.end() ? Node::kNoDay : static_cast<int>(day - request.dates.begin());
    node.first_day = 0;
    node.appointment = true;
  }
  put_in_order(request, nodes);
  Days days{.count = static_cast<int>(request.dates.size() * team.size())};
  if (request.most_stops) {
    days.most_load = *request.most_stops;
    for (std::size_t index = 1; index < candidates; ++index) nodes[index].load = 1;
  }
  if (request.most_drive) days.most_drive = request.most_drive->value;
  for (std::size_t r = 0; r < team.size(); ++r) {
    const std::size_t home = r == 0 ? 0 : candidates + r - 1;
    if (r > 0) nodes.emplace_back();
    nodes[home].earliest = team[r].shift_start.since_midnight.value;
    nodes[home].latest = team[r].shift_end.since_midnight.value;
    for (std::size_t date = 0; date < request.dates.size(); ++date) {
      days.tours.push_back({.home = home,
                            .rep = static_cast<int>(r),
                            .date = static_cast<int>(date),
                            .lunch = break_of(request, team[r])});
    }
  }
  return Instance(travel, std::move(nodes), days);
}

}  // namespace nearnet::routing
