// SPDX-License-Identifier: Apache-2.0
#include "routing/appointments.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/error.h"
#include "routing/unserved.h"

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

/// How many orders may still be looked at before a day is called impossible; only appointments with
/// wide leeways come anywhere near it.
class Patience {
 public:
  explicit Patience(const core::JobContext& job) : job_(job) {}

  bool is_over() {
    job_.check_cancelled();
    return --left_ < 0;
  }

 private:
  const core::JobContext& job_;
  int left_ = 1'000'000;
};

class DayOrder {
 public:
  DayOrder(const Instance& instance, int day, std::vector<std::size_t> nodes)
      : instance_(instance), day_(day), remaining_(std::move(nodes)) {
    std::sort(remaining_.begin(), remaining_.end(), [&](std::size_t a, std::size_t b) {
      const Node& left = instance_.node(a);
      const Node& right = instance_.node(b);
      return std::pair(left.latest, a) < std::pair(right.latest, b);
    });
  }

  bool search(Patience& patience) {
    return extend(instance_.home(day_), instance_.shift_start(day_), patience);
  }
  const std::vector<std::size_t>& order() const { return order_; }

 private:
  bool extend(std::size_t here, Clock depart, Patience& patience) {
    if (remaining_.empty()) return Route(instance_, day_).replace(instance_, order_);
    if (patience.is_over()) return false;
    for (const std::size_t index : remaining_) {
      if (depart + instance_.time(here, index) > instance_.node(index).latest) return false;
    }
    for (std::size_t k = 0; k < remaining_.size(); ++k) {
      const std::size_t index = remaining_[k];
      const Node& node = instance_.node(index);
      const Clock start = std::max(depart + instance_.time(here, index), node.earliest);
      remaining_.erase(remaining_.begin() + static_cast<std::ptrdiff_t>(k));
      order_.push_back(index);
      if (extend(index, start + node.service, patience)) return true;
      order_.pop_back();
      remaining_.insert(remaining_.begin() + static_cast<std::ptrdiff_t>(k), index);
    }
    return false;
  }

  const Instance& instance_;
  int day_;
  std::vector<std::size_t> remaining_;
  std::vector<std::size_t> order_;
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

  /// "" when it can be kept on an otherwise empty day of that rep, whose first day is given.
  std::string alone(const Appointment& appointment, int day) const {
    const std::size_t home_node = instance_.home(day);
    const Clock shift_start = instance_.shift_start(day);
    const Clock shift_end = instance_.shift_end(day);
    const std::size_t index = appointment.candidate + 1;
    const Node& node = instance_.node(index);
    if (node.day == Node::kNoDay) {
      return fmt::format("{}: {} is not one of the planned days; plan that day or drop it",
                         name(appointment), core::format_date(appointment.date));
    }
    const Clock way = instance_.time(home_node, index);
    const Clock arrive = shift_start + way;
    if (arrive > node.latest) {
      return fmt::format(
          "{}: the shift starts at {} and the drive from home takes {}, so it cannot start before "
          "{}; "
          "start the shift earlier or move it",
          name(appointment), clock_text(shift_start), duration_text(way), clock_text(arrive + 59));
    }
    if (way + instance_.time(index, home_node) > instance_.most_drive()) {
      return fmt::format("{}: the drive there and home takes {}, more than the {} allowed a day",
                         name(appointment), duration_text(way + instance_.time(index, home_node)),
                         duration_text(instance_.most_drive()));
    }
    const Clock home =
        std::max(arrive, node.earliest) + node.service + instance_.time(index, home_node);
    if (home > shift_end) {
      return fmt::format(
          "{}: with {} of drive home the day would end at {}, after the shift's end at {}; "
          "end the shift later or move it",
          name(appointment), duration_text(instance_.time(index, home_node)), clock_text(home + 59),
          clock_text(shift_end));
    }
    return {};
  }

  /// Nobody planned may make the visit.
  std::string nobody(const Appointment& appointment) const {
    return fmt::format("{}: {}", name(appointment),
                       why_nobody(request_, request_.candidates[appointment.candidate]));
  }

  std::string pair(const Appointment& first, const Appointment& second, int day) const {
    const std::size_t a = first.candidate + 1;
    const std::size_t b = second.candidate + 1;
    const Clock free = std::max(instance_.shift_start(day) + instance_.time(instance_.home(day), a),
                                instance_.node(a).earliest) +
                       instance_.node(a).service;
    return fmt::format(
        "{} and {} cannot both be kept: the first ends at {} and the drive between them takes {}; "
        "move one of them",
        name(first), name(second), clock_text(free), duration_text(instance_.time(a, b)));
  }

  std::string together(const std::vector<Appointment>& day, int tour) const {
    std::string names;
    for (const Appointment& appointment : day) {
      names += (names.empty() ? "" : "; ") + name(appointment);
    }
    return fmt::format(
        "no order keeps all appointments of {} within the shift from {} to {}{}{}: {}; move one of "
        "them{}",
        core::format_date(day.front().date), clock_text(instance_.shift_start(tour)),
        clock_text(instance_.shift_end(tour)), lunch_text(tour), drive_text(), names,
        instance_.lunch(tour) ? " or plan without lunch" : "");
  }

  std::string shared(const std::vector<Appointment>& day) const {
    std::string names;
    for (const Appointment& appointment : day) {
      names += (names.empty() ? "" : "; ") + name(appointment);
    }
    return fmt::format("the {} reps cannot keep all appointments of {} among them: {}; move one",
                       instance_.reps().size(), core::format_date(day.front().date), names);
  }

 private:
  std::string lunch_text(int tour) const {
    const std::optional<Break>& lunch = instance_.lunch(tour);
    if (!lunch) return {};
    return fmt::format(" with a lunch of {} that begins between {} and {}",
                       duration_text(lunch->duration), clock_text(lunch->earliest),
                       clock_text(lunch->latest));
  }

  std::string drive_text() const {
    if (instance_.most_drive() == Days::kNoLimit) return {};
    return fmt::format(" and {} of driving", duration_text(instance_.most_drive()));
  }

  const DayRequest& request_;
  const Instance& instance_;
};

[[noreturn]] void complain_about_day(const Complaint& complaint, const Instance& instance,
                                     const std::vector<Appointment>& appointments, int day,
                                     const core::JobContext& job) {
  if (instance.reps().size() > 1) throw core::InfeasibleError(complaint.shared(appointments));
  const Instance lenient = instance.with_shift_only();
  for (std::size_t i = 0; i < appointments.size(); ++i) {
    for (std::size_t j = i + 1; j < appointments.size(); ++j) {
      const std::vector<std::size_t> both = {appointments[i].candidate + 1,
                                             appointments[j].candidate + 1};
      Patience patience(job);
      if (!DayOrder(lenient, day, both).search(patience)) {
        throw core::InfeasibleError(complaint.pair(appointments[i], appointments[j], day));
      }
    }
  }
  const auto count = static_cast<std::int64_t>(appointments.size());
  if (count > instance.most_load()) {
    throw core::InfeasibleError(fmt::format(
        "{} has {} appointments, more than the {} stops allowed a day; move one of them or allow "
        "more stops",
        core::format_date(appointments.front().date), count, instance.most_load()));
  }
  throw core::InfeasibleError(complaint.together(appointments, day));
}

/// Gives each appointment of a date to a rep who can keep it next to the others: depth first, the
/// nearest home first.
class Sharing {
 public:
  Sharing(const Instance& instance, int date, std::vector<std::size_t> nodes,
          const core::JobContext& job)
      : instance_(instance),
        date_(date),
        nodes_(std::move(nodes)),
        job_(job),
        patience_(job),
        of_rep_(instance.reps().size()) {}

  bool search(Solution& solution) {
    if (!give(0)) return false;
    for (std::size_t rep = 0; rep < of_rep_.size(); ++rep) {
      DayOrder order(instance_, day_of(rep), of_rep_[rep]);
      Patience patience(job_);
      if (!order.search(patience) || !solution.replace(instance_, day_of(rep), order.order()))
        return false;
    }
    return true;
  }

 private:
  int day_of(std::size_t rep) const { return instance_.reps()[rep] + date_; }

  bool give(std::size_t k) {
    if (k == nodes_.size()) return true;
    std::vector<std::pair<std::int64_t, std::size_t>> reps;
    for (std::size_t rep = 0; rep < of_rep_.size(); ++rep) {
      if (!instance_.allows(nodes_[k], day_of(rep))) continue;
      reps.emplace_back(instance_.time(instance_.home(day_of(rep)), nodes_[k]), rep);
    }
    std::sort(reps.begin(), reps.end());
    for (const auto& [way, rep] : reps) {
      of_rep_[rep].push_back(nodes_[k]);
      if ((of_rep_.size() == 1 || can_keep(rep)) && give(k + 1)) return true;
      of_rep_[rep].pop_back();
    }
    return false;
  }

  bool can_keep(std::size_t rep) {
    return DayOrder(instance_, day_of(rep), of_rep_[rep]).search(patience_);
  }

  const Instance& instance_;
  int date_;
  std::vector<std::size_t> nodes_;
  const core::JobContext& job_;
  Patience patience_;  ///< with all the ways to share together
  std::vector<std::vector<std::size_t>> of_rep_;
};

/// Throws when no rep can keep it, even with nothing else to do.
void require_possible(const Complaint& complaint, const Instance& instance,
                      const Appointment& appointment) {
  std::string first_fault;
  for (std::size_t rep = 0; rep < instance.reps().size(); ++rep) {
    if (!instance.may_serve(static_cast<int>(rep), appointment.candidate + 1)) continue;
    const std::string fault = complaint.alone(appointment, instance.reps()[rep]);
    if (fault.empty()) return;
    if (first_fault.empty()) first_fault = fault;
  }
  throw core::InfeasibleError(first_fault.empty() ? complaint.nobody(appointment) : first_fault);
}

}  // namespace

Solution place_appointments(const DayRequest& request, const Instance& instance,
                            const core::JobContext& job) {
  const Complaint complaint(request, instance);
  std::vector<std::vector<Appointment>> by_date(request.dates.size());
  for (const Appointment& appointment : request.appointments) {
    require_possible(complaint, instance, appointment);
    const int date = instance.node(appointment.candidate + 1).day;
    by_date[static_cast<std::size_t>(date)].push_back(appointment);
  }
  Solution solution(instance);
  for (std::size_t d = 0; d < by_date.size(); ++d) {
    std::vector<Appointment>& appointments = by_date[d];
    std::stable_sort(appointments.begin(), appointments.end(),
                     [](const Appointment& a, const Appointment& b) { return a.start < b.start; });
    std::vector<std::size_t> nodes;
    for (const Appointment& appointment : appointments) nodes.push_back(appointment.candidate + 1);
    const int date = static_cast<int>(d);
    if (!Sharing(instance, date, nodes, job).search(solution)) {
      complain_about_day(complaint, instance, appointments, date, job);
    }
  }
  return solution;
}

}  // namespace nearnet::routing
