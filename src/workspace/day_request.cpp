// SPDX-License-Identifier: Apache-2.0
#include "workspace/day_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "core/error.h"

namespace nearnet::workspace {
namespace {

/// Of somebody who was asked for, who is a candidate therefore.
std::size_t index_of(const core::BusinessId& business,
                     const std::vector<routing::Candidate>& candidates) {
  const auto found = std::ranges::find(candidates, business, &routing::Candidate::business);
  assert(found != candidates.end() && "who was asked for is a candidate");
  return static_cast<std::size_t>(found - candidates.begin());
}

}  // namespace

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
  for (const OrderedVisits& order : request.orders) {
    for (const core::BusinessId& id : order.businesses) require(id);
  }
}

std::vector<routing::Appointment> appointments_of(
    const DayPlanRequest& request, const std::vector<routing::Candidate>& candidates) {
  std::vector<routing::Appointment> appointments;
  for (const AppointmentRequest& wanted : request.appointments) {
    appointments.push_back({index_of(wanted.business, candidates), wanted.at.date, wanted.at.time,
                            wanted.duration, core::Seconds(0)});
  }
  return appointments;
}

std::vector<routing::PinnedOrder> orders_of(const DayPlanRequest& request,
                                            const std::vector<routing::Candidate>& candidates) {
  std::vector<routing::PinnedOrder> orders;
  for (const OrderedVisits& wanted : request.orders) {
    routing::PinnedOrder& order = orders.emplace_back();
    order.date = wanted.date;
    for (const core::BusinessId& business : wanted.businesses) {
      order.candidates.push_back(index_of(business, candidates));
    }
  }
  return orders;
}

}  // namespace nearnet::workspace
