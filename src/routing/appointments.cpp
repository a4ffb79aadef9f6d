// SPDX-License-Identifier: Apache-2.0
#include "routing/appointments.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/error.h"

namespace nearnet::routing {

namespace {

using Clock = std::int64_t;

std::string clock_text(Clock seconds) {
  return core::format_time_of_day(core::TimeOfDay{core::Seconds(seconds)});
}

/// Rounded up, so that a lack of seconds never reads as no lack.
std::string duration_text(Clock seconds) {
  return core::format_duration(core::minutes((seconds + 59) / 60));
}

class DayOrder {
 public:
  DayOrder(const Instance& instance, std::vector<std::size_t> nodes)
      : instance_(instance), remaining_(std::move(nodes)) {
    std::sort(remaining_.begin(), remaining_.end(), [&](std::size_t a, std::size_t b) {
      const Node& left = instance_.node(a);
      const Node& right = instance_.node(b);
      return std::pair(left.latest, a) < std::pair(right.latest, b);
    });
  }

  bool search() { return extend(0, instance_.shift_start()); }
  const std::vector<std::size_t>& order() const { return order_; }

 private:
  /// Orders looked at before the day is called impossible; only appointments with wide leeways come
  /// anywhere near it.
  static constexpr int kMaxSteps = 1'000'000;

  bool extend(std::size_t here, Clock depart) {
    if (remaining_.empty()) return Route(instance_, 0).replace(instance_, order_);
    if (++steps_ > kMaxSteps) return false;
    for (const std::size_t index : remaining_) {
      if (depart + instance_.time(here, index) > instance_.node(index).latest) return false;
    }
    for (std::size_t k = 0; k < remaining_.size(); ++k) {
      const std::size_t index = remaining_[k];
      const Node& node = instance_.node(index);
      const Clock start = std::max(depart + instance_.time(here, index), node.earliest);
      remaining_.erase(remaining_.begin() + static_cast<std::ptrdiff_t>(k));
      order_.push_back(index);
      if (extend(index, start + node.service)) return true;
      order_.pop_back();
      remaining_.insert(remaining_.begin() + static_cast<std::ptrdiff_t>(k), index);
    }
    return false;
  }

  const Instance& instance_;
  std::vector<std::size_t> remaining_;
  std::vector<std::size_t> order_;
  int steps_ = 0;
};

/// Words for what cannot be kept.
class Complaint {
 public:
  Complaint(const DayRequest& request, const Instance& instance)
      : request_(request), instance_(instance) {}

  std::string name(const Appointment& appointment) const {
    const Candidate& candidate = request_.candidates[appointment.candidate];
    return fmt::format("{} ({}) on {} at {} for {}", candidate.business.text(), candidate.name,
                       core::format_date(appointment.date),
                       core::format_time_of_day(appointment.start),
                       core::format_duration(appointment.duration));
  }

  /// "" when it can be kept on an otherwise empty day.
  std::string alone(const Appointment& appointment) const {
    const std::size_t index = appointment.candidate + 1;
    const Node& node = instance_.node(index);
    if (node.day == Node::kNoDay) {
      return fmt::format("{}: {} is not one of the planned days; plan that day or drop it",
                         name(appointment), core::format_date(appointment.date));
    }
    const Clock way = instance_.time(0, index);
    const Clock arrive = instance_.shift_start() + way;
    if (arrive > node.latest) {
      return fmt::format(
          "{}: the shift starts at {} and the drive from home takes {}, so it cannot start before "
          "{}; "
          "start the shift earlier or move it",
          name(appointment), clock_text(instance_.shift_start()), duration_text(way),
          clock_text(arrive + 59));
    }
    if (way + instance_.time(index, 0) > instance_.most_drive()) {
      return fmt::format("{}: the drive there and home takes {}, more than the {} allowed a day",
                         name(appointment), duration_text(way + instance_.time(index, 0)),
                         duration_text(instance_.most_drive()));
    }
    const Clock home = std::max(arrive, node.earliest) + node.service + instance_.time(index, 0);
    if (home > instance_.shift_end()) {
      return fmt::format(
          "{}: with {} of drive home the day would end at {}, after the shift's end at {}; "
          "end the shift later or move it",
          name(appointment), duration_text(instance_.time(index, 0)), clock_text(home + 59),
          clock_text(instance_.shift_end()));
    }
    return {};
  }

  std::string pair(const Appointment& first, const Appointment& second) const {
    const std::size_t a = first.candidate + 1;
    const std::size_t b = second.candidate + 1;
    const Clock free =
        std::max(instance_.shift_start() + instance_.time(0, a), instance_.node(a).earliest) +
        instance_.node(a).service;
    return fmt::format(
        "{} and {} cannot both be kept: the first ends at {} and the drive between them takes {}; "
        "move one of them",
        name(first), name(second), clock_text(free), duration_text(instance_.time(a, b)));
  }

  std::string together(const std::vector<Appointment>& day) const {
    std::string names;
    for (const Appointment& appointment : day) {
      names += (names.empty() ? "" : "; ") + name(appointment);
    }
    return fmt::format(
        "no order keeps all appointments of {} within the shift from {} to {}{}{}: {}; move one of "
        "them{}",
        core::format_date(day.front().date), clock_text(instance_.shift_start()),
        clock_text(instance_.shift_end()), lunch_text(), drive_text(), names,
        instance_.lunch() ? " or plan without lunch" : "");
  }

 private:
  std::string lunch_text() const {
    if (!instance_.lunch()) return {};
    return fmt::format(" with a lunch of {} that begins between {} and {}",
                       duration_text(instance_.lunch()->duration),
                       clock_text(instance_.lunch()->earliest),
                       clock_text(instance_.lunch()->latest));
  }

  std::string drive_text() const {
    if (instance_.most_drive() == Days::kNoLimit) return {};
    return fmt::format(" and {} of driving", duration_text(instance_.most_drive()));
  }

  const DayRequest& request_;
  const Instance& instance_;
};

[[noreturn]] void complain_about_day(const Complaint& complaint, const Instance& instance,
                                     const std::vector<Appointment>& day) {
  const Instance lenient = instance.with_shift_only();
  for (std::size_t i = 0; i < day.size(); ++i) {
    for (std::size_t j = i + 1; j < day.size(); ++j) {
      if (!DayOrder(lenient, {day[i].candidate + 1, day[j].candidate + 1}).search()) {
        throw core::InfeasibleError(complaint.pair(day[i], day[j]));
      }
    }
  }
  const auto count = static_cast<std::int64_t>(day.size());
  if (count > instance.most_load()) {
    throw core::InfeasibleError(fmt::format(
        "{} has {} appointments, more than the {} stops allowed a day; move one of them or allow "
        "more stops",
        core::format_date(day.front().date), count, instance.most_load()));
  }
  throw core::InfeasibleError(complaint.together(day));
}

}  // namespace

Solution place_appointments(const DayRequest& request, const Instance& instance) {
  const Complaint complaint(request, instance);
  std::vector<std::vector<Appointment>> by_day(request.dates.size());
  for (const Appointment& appointment : request.appointments) {
    const std::string fault = complaint.alone(appointment);
    if (!fault.empty()) throw core::InfeasibleError(fault);
    const int day = instance.node(appointment.candidate + 1).day;
    by_day[static_cast<std::size_t>(day)].push_back(appointment);
  }
  Solution solution(instance);
  for (std::size_t d = 0; d < by_day.size(); ++d) {
    std::vector<Appointment>& day = by_day[d];
    std::stable_sort(day.begin(), day.end(),
                     [](const Appointment& a, const Appointment& b) { return a.start < b.start; });
    std::vector<std::size_t> nodes;
    for (const Appointment& appointment : day) nodes.push_back(appointment.candidate + 1);
    DayOrder order(instance, nodes);
    if (!order.search() || !solution.replace(instance, static_cast<int>(d), order.order())) {
      complain_about_day(complaint, instance, day);
    }
  }
  return solution;
}

}  // namespace nearnet::routing
