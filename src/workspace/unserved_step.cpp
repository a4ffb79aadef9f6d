// SPDX-License-Identifier: Apache-2.0
#include "workspace/unserved_step.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "workspace/day_candidates.h"
#include "workspace/day_request.h"

namespace nearnet::workspace {
namespace {

struct Why {
  std::string reason;
  std::string detail;
};

/// The first from today on, else the last that is past.
const model::Stop* planned_stop(const Snapshot& snapshot, const core::BusinessId& business) {
  const model::Stop* found = nullptr;
  for (const model::Stop& stop : snapshot.stops.rows()) {
    if (stop.business != business) continue;
    const bool is_past = stop.date < snapshot.today;
    const bool better =
        found == nullptr || (found->date < snapshot.today ? !is_past || stop.date > found->date
                                                          : !is_past && stop.date < found->date);
    if (better) found = &stop;
  }
  return found;
}

Why planned(const model::Stop& stop, core::Date today) {
  const bool is_past = stop.date < today;
  return {"PLANNED", fmt::format("{} {} it on {} at {}, stop {}{}.", stop.rep.text(),
                                 is_past ? "was to visit" : "visits", core::format_date(stop.date),
                                 core::format_time_of_day(stop.start), stop.sequence,
                                 is_past ? "; that day is over and no visit is noted" : "")};
}

Why no_candidate(const Snapshot& snapshot, const model::Rep& rep, const model::Business& business,
                 const model::Stop* past) {
  const model::Prospect* prospect = snapshot.prospects.find(business.id);
  if (prospect == nullptr) {
    return {"NOT_ELIGIBLE", "It was never judged; run nearnet eligibility."};
  }
  if (!prospect->position) return {"NO_PLACE", "Nobody knows where it is."};
  if (!prospect->eligible) {
    return {"NOT_ELIGIBLE", fmt::format("It is not eligible: {}. nearnet explain says more.",
                                        core::join(prospect->reasons, ", "))};
  }
  if (!is_being_worked(business)) {
    return {"NOT_WORKED", fmt::format("Its stage is {}: there is nobody to prospect.",
                                      model::to_text(business.stage))};
  }
  const OwnProspects own = own_prospects(snapshot, rep.id);
  if (std::ranges::find(own.all, prospect) == own.all.end()) {
    return {"OTHER_REP", business.owner.empty()
                             ? fmt::format("It is not in the territory of {}.", rep.id.text())
                             : fmt::format("It is {}'s.", business.owner.text())};
  }
  if (past != nullptr && (!business.last_visit || *business.last_visit < past->date)) {
    return planned(*past, snapshot.today);
  }
  if (business.last_visit) {
    return {"NO_CANDIDATE", fmt::format("It was visited on {} and was not due yet when the days "
                                        "were planned, or they are not planned.",
                                        core::format_date(*business.last_visit))};
  }
  return {"NO_CANDIDATE", "It was no candidate when the days were planned, or they are not."};
}

}  // namespace

model::Unserved why_unserved(const Snapshot& snapshot, const core::RepId& rep_id,
                             const core::BusinessId& id) {
  const model::Business* business = snapshot.businesses.find(id);
  if (business == nullptr) {
    throw core::ConfigError(fmt::format("there is no business \"{}\"", id.text()));
  }
  const model::Rep rep = planned_rep(snapshot, rep_id);
  model::Unserved row{.rep = rep.id,
                      .business = id,
                      .name = business->name,
                      .position = business->position.value_or(geo::LonLat{}),
                      .reason = {},
                      .detail = {}};
  const model::Stop* stop = planned_stop(snapshot, id);
  Why why;
  if (stop != nullptr && stop->date >= snapshot.today) {
    why = planned(*stop, snapshot.today);
  } else {
    const auto& rows = snapshot.unserved.rows();
    const auto told = std::ranges::find_if(rows, [&](const model::Unserved& known) {
      return known.business == id && known.rep == rep.id;
    });
    if (told != rows.end()) return *told;
    why = no_candidate(snapshot, rep, *business, stop);
  }
  row.reason = why.reason;
  row.detail = why.detail;
  return row;
}

}  // namespace nearnet::workspace
