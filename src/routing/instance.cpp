// SPDX-License-Identifier: Apache-2.0
#include "routing/instance.h"

#include <algorithm>
#include <cassert>
#include <cmath>
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

Node node_of(const DayRequest& request, const Candidate& candidate) {
  Node node;
  node.service = candidate.service.value;
  node.earliest = request.shift_start.since_midnight.value;
  node.latest = request.shift_end.since_midnight.value;
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

}  // namespace

Instance::Instance(const roads::TravelMatrix& travel, std::vector<Node> nodes, const Days& days)
    : travel_(&travel),
      place_(nodes.size()),
      nodes_(std::move(nodes)),
      days_(days),
      days_alike_(std::none_of(nodes_.begin(), nodes_.end(), [](const Node& node) {
        return node.day >= 0 || node.first_day > 0;
      })) {
  std::iota(place_.begin(), place_.end(), std::size_t{0});
  fill_dense();
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
  copy.days_.lunch.reset();
  copy.days_.most_drive = Days::kNoLimit;
  return copy;
}

Instance Instance::subset(std::span<const std::size_t> chosen) const {
  assert(!chosen.empty() && chosen[0] == 0);
  Instance part;
  part.travel_ = travel_;
  part.days_ = days_;
  part.days_alike_ = days_alike_;
  for (const std::size_t index : chosen) {
    part.place_.push_back(place_[index]);
    part.nodes_.push_back(nodes_[index]);
  }
  part.fill_dense();
  return part;
}

Instance make_instance(const DayRequest& request, const roads::TravelMatrix& travel) {
  const std::int64_t shift_start = request.shift_start.since_midnight.value;
  const std::int64_t shift_end = request.shift_end.since_midnight.value;
  std::vector<Node> nodes(1);
  nodes.front().earliest = shift_start;
  nodes.front().latest = shift_end;
  for (const Candidate& candidate : request.candidates)
    nodes.push_back(node_of(request, candidate));
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
  Days days{.count = static_cast<int>(request.dates.size()),
            .shift_start = shift_start,
            .shift_end = shift_end};
  if (request.most_stops) {
    days.most_load = *request.most_stops;
    for (std::size_t index = 1; index < nodes.size(); ++index) nodes[index].load = 1;
  }
  if (request.most_drive) days.most_drive = request.most_drive->value;
  // A shift that begins after lunch or ends before it has none.
  const auto meets_shift = [&](const Lunch& lunch) {
    return lunch.begin.to >= request.shift_start && lunch.begin.from <= request.shift_end;
  };
  if (request.lunch && meets_shift(*request.lunch)) {
    days.lunch = Break{.earliest = request.lunch->begin.from.since_midnight.value,
                       .latest = request.lunch->begin.to.since_midnight.value,
                       .duration = request.lunch->duration.value};
  }
  return Instance(travel, std::move(nodes), days);
}

}  // namespace nearnet::routing
