// SPDX-License-Identifier: Apache-2.0
#include "workspace/day_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "core/error.h"

namespace nearnet::workspace {

model::Rep planned_rep(const Snapshot& snapshot, const core::RepId& id) {
  if (!snapshot.reps.empty() || id.empty()) return rep_or_only(snapshot, id);
  model::Rep rep;
  rep.id = id;
  rep.name = id.text();
  return rep;
}

void require_known(const Snapshot& snapshot, const DayPlanRequest& request) {
  const auto require = [&](const core::BusinessId& id) {
    if (snapshot.businesses.find(id) == nullptr) {
      throw core::ConfigError(fmt::format("there is no business \"{}\"", id.text()));
    }
  };
  for (const core::BusinessId& id : request.include) require(id);
  for (const AppointmentRequest& appointment : request.appointments) require(appointment.business);
  for (const core::BusinessId& id : request.exclude) require(id);
  for (const PinnedVisit& pin : request.pins) require(pin.business);
}

std::vector<routing::Appointment> appointments_of(
    const DayPlanRequest& request, const std::vector<routing::Candidate>& candidates) {
  std::vector<routing::Appointment> appointments;
  for (const AppointmentRequest& wanted : request.appointments) {
    const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const auto& known) {
      return known.business == wanted.business;
    });
    assert(found != candidates.end() && "who was asked for is a candidate");
    appointments.push_back({static_cast<std::size_t>(found - candidates.begin()), wanted.at.date,
                            wanted.at.time, wanted.duration, core::Seconds(0)});
  }
  return appointments;
}

}  // namespace nearnet::workspace
