// SPDX-License-Identifier: Apache-2.0
#include "routing/trial.h"

#include <algorithm>

namespace nearnet::routing {

Trial::Trial(const Instance& instance, const Solution& start)
    : instance_(instance),
      solution_(start),
      accepted_(start),
      touched_(instance.days()),
      is_used_(static_cast<std::size_t>(instance.days()), 0) {
  go_on_from(start);
}

void Trial::begin() {
  touched_.clear();
  pool_.clear();
}

void Trial::insert(std::size_t index, int day, std::size_t position) {
  solution_.insert(instance_, index, day, position);
  note_change(day);
}

bool Trial::take_out(int day, std::span<const std::size_t> kept,
                     std::span<const std::size_t> gone) {
  const bool feasible = solution_.take_out(instance_, day, kept, gone);
  if (feasible) {
    note_change(day);
  } else {
    solution_.copy_days(instance_, accepted_, std::span(&day, 1));
  }
  return feasible;
}

bool Trial::replace(int day, std::span<const std::size_t> stops) {
  if (!solution_.replace(instance_, day, stops)) return false;
  note_change(day);
  return true;
}

void Trial::exchange(int a, std::span<const std::size_t> stops_of_a, int b,
                     std::span<const std::size_t> stops_of_b) {
  solution_.exchange(instance_, a, stops_of_a, b, stops_of_b);
  note_change(a);
  note_change(b);
}

void Trial::undo() {
  solution_.copy_days(instance_, accepted_, touched_.days());
  for (const int day : touched_.days()) note_use(day);
}

void Trial::accept() {
  accepted_.copy_days(instance_, solution_, touched_.days());
}

void Trial::go_on_from(const Solution& solution) {
  solution_ = solution;
  accepted_ = solution;
  for (int day = 0; day < instance_.days(); ++day) note_use(day);
}

void Trial::note_change(int day) {
  touched_.add(day);
  note_use(day);
}

void Trial::note_use(int day) {
  const auto at = static_cast<std::size_t>(day);
  const char is_used = solution_.route(day).stops().empty() ? 0 : 1;
  used_days_ =
      used_days_ + static_cast<std::size_t>(is_used) - static_cast<std::size_t>(is_used_[at]);
  is_used_[at] = is_used;
  if (!instance_.days_alike()) {
    open_days_ = is_used_.size();
    return;
  }
  // Up to the first empty day behind all used ones.
  open_days_ = std::min(is_used_.size(), std::max(open_days_, at + 2));
  while (open_days_ > 1 && is_used_[open_days_ - 2] == 0) --open_days_;
}

}  // namespace nearnet::routing
