// SPDX-License-Identifier: Apache-2.0
#include "workspace/beat_step.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/error.h"
#include "routing/beats.h"
#include "routing/clusters.h"
#include "storage/tables.h"
#include "workspace/day_candidates.h"
#include "workspace/day_request.h"

namespace nearnet::workspace {
namespace {

constexpr double kDaysAYear = 365.0;
constexpr core::Metres kMargin{40.0};

/// Numbers from 0, of those who belong to a beat of the rep.
std::map<core::BusinessId, std::size_t> present_beats(const Snapshot& snapshot,
                                                      const core::RepId& rep) {
  std::map<core::BusinessId, std::size_t> present;
  for (const model::BeatMember& member : snapshot.beat_members.rows()) {
    if (member.rep == rep && member.beat > 0) {
      present[member.business] = static_cast<std::size_t>(member.beat - 1);
    }
  }
  return present;
}

std::vector<model::Beat> beats_of(const std::vector<model::BeatMember>& members,
                                  const routing::BeatPlan& plan, const core::RepId& rep) {
  std::vector<std::vector<geo::LonLat>> places(plan.work.size());
  for (const model::BeatMember& member : members) {
    places[static_cast<std::size_t>(member.beat - 1)].push_back(member.position);
  }
  std::vector<model::Beat> beats;
  for (std::size_t k = 0; k < places.size(); ++k) {
    beats.push_back({.rep = rep,
                     .number = static_cast<int>(k) + 1,
                     .businesses = static_cast<int>(places[k].size()),
                     .work = core::Seconds(std::llround(plan.work[k])),
                     .area = routing::day_area(places[k], kMargin)});
  }
  return beats;
}

Command save(const Snapshot& snapshot, const core::RepId& rep,
             const std::vector<model::Beat>& beats, const std::vector<model::BeatMember>& members) {
  const auto of_rep = [rep](const auto& row) { return row.rep == rep; };
  return {"days beats", fmt::format("{}, {} beats", rep.text(), beats.size()), snapshot.version,
          [beats, members, of_rep](storage::Transaction& transaction) {
            storage::replace<model::Beat>(transaction, storage::beats(), beats, of_rep);
            storage::replace<model::BeatMember>(transaction, storage::beat_members(), members,
                                                of_rep);
          }};
}

}  // namespace

BeatRun make_beats(const Snapshot& snapshot, const BeatRequest& request,
                   const core::JobContext& job) {
  const model::Rep rep = planned_rep(snapshot, request.rep);
  BeatRun run;
  const OwnProspects own = own_prospects(snapshot, rep.id);
  run.notes = own.notes;
  const auto present = present_beats(snapshot, rep.id);
  if (request.count < 1) throw core::ConfigError("beats: expected a count of 1 or more");
  if (own.all.size() < static_cast<std::size_t>(request.count)) {
    throw core::ConfigError(fmt::format("{} beats of {} prospects of {}: choose fewer",
                                        request.count, own.all.size(), rep.id.text()));
  }
  DayPlanRequest visits;
  visits.visit = request.visit;
  std::vector<routing::BeatPlace> places;
  std::vector<model::BeatMember> members;
  for (const model::Prospect* prospect : own.all) {
    const model::Business& business = *snapshot.businesses.find(prospect->business);
    const double visits_a_year = kDaysAYear / tracking::interval_of(business, request.cadence);
    const core::Seconds visit = visit_length(visits, business, false) + request.parking;
    const auto now = present.find(business.id);
    if (now == present.end() && !present.empty()) ++run.newcomers;
    places.push_back(
        {.position = *prospect->position,
         .work = visits_a_year * static_cast<double>(std::max<std::int64_t>(1, visit.value)),
         .present = now == present.end() ? std::nullopt : std::optional(now->second)});
    members.push_back({.rep = rep.id,
                       .business = business.id,
                       .name = business.name,
                       .position = *prospect->position});
  }
  const routing::BeatPlan plan =
      routing::make_beats(places,
                          {.count = static_cast<std::size_t>(request.count),
                           .tolerance = request.tolerance,
                           .fresh = request.fresh},
                          job);
  for (std::size_t i = 0; i < members.size(); ++i) {
    members[i].beat = static_cast<int>(plan.beat[i]) + 1;
  }
  run.beats = beats_of(members, plan, rep.id);
  run.max_deviation = plan.max_deviation;
  run.moved_share = plan.moved_share;
  run.command = save(snapshot, rep.id, run.beats, members);
  return run;
}

}  // namespace nearnet::workspace
