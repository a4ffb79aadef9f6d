// SPDX-License-Identifier: Apache-2.0
#include "workspace/account_facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "geo/delaunay.h"
#include "geo/local_frame.h"
#include "roads/travel_matrix.h"
#include "tracking/pipeline.h"

namespace nearnet::workspace {
namespace {

constexpr double kVisitsADay = 12.0;
constexpr double kTourToTree = 0.7124 / 0.6331;

core::Seconds crow_seconds(double metres) {
  const roads::CrowFlight crow;
  return core::Seconds(std::llround(metres * crow.detour * 3.6 / crow.speed_kmh));
}

/// Length of the shortest network that joins the places (Kruskal 1956 on the Delaunay edges, which
/// hold it: Shamos and Hoey 1975).
double tree_length(const std::vector<geo::XY>& places) {
  struct Edge {
    double length;
    std::size_t a;
    std::size_t b;
  };
  std::vector<Edge> edges;
  for (const auto& [a, b] : geo::delaunay_edges(places)) {
    edges.push_back({std::hypot(places[a].x - places[b].x, places[a].y - places[b].y), a, b});
  }
  std::sort(edges.begin(), edges.end(),
            [](const Edge& a, const Edge& b) { return a.length < b.length; });
  std::vector<std::size_t> root(places.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t at) {
    while (root[at] != at) at = root[at] = root[root[at]];
    return at;
  };
  double length = 0.0;
  for (const Edge& edge : edges) {
    const std::size_t a = find(edge.a);
    const std::size_t b = find(edge.b);
    if (a == b) continue;
    root[a] = b;
    length += edge.length;
  }
  return length;
}

}  // namespace

AccountFacts::AccountFacts(const Snapshot& snapshot) : snapshot_(snapshot) {
  const tracking::Pipeline pipeline =
      tracking::pipeline(snapshot.businesses.rows(), snapshot.activities.rows(), {});
  for (const tracking::PipelineEntry& entry : pipeline.entries) {
    work_[entry.business] = {entry.mrc, entry.follow_up};
  }
}

core::Cents AccountFacts::mrc(const model::Business& business) const {
  const auto work = work_.find(business.id);
  return work == work_.end() ? business.est_mrc.value_or(core::Cents(0)) : work->second.mrc;
}

std::optional<core::Date> AccountFacts::follow_up(const core::BusinessId& business) const {
  const auto work = work_.find(business);
  return work == work_.end() ? std::nullopt : work->second.follow_up;
}

AccountFigures AccountFacts::of(const model::Business& business) const {
  AccountFigures figures;
  figures.accounts = 1;
  const model::Prospect* prospect = snapshot_.prospects.find(business.id);
  figures.prospects = prospect != nullptr && prospect->eligible && !business.do_not_contact &&
                      business.customer_status != model::CustomerStatus::kActive;
  figures.mrc = mrc(business);
  if (business.stage >= model::Stage::kContacted &&
      business.stage <= model::Stage::kInstallScheduled) {
    figures.open_deals = 1;
    figures.open_mrc = figures.mrc;
  }
  if (const auto promised = follow_up(business.id)) {
    figures.follow_ups_due = *promised >= snapshot_.today;
    figures.follow_ups_overdue = *promised < snapshot_.today;
  }
  return figures;
}

core::Seconds crow_drive(geo::LonLat from, geo::LonLat to) {
  const std::array places = {from, to};
  return roads::TravelMatrix::crow_flight(places, roads::CrowFlight{}).time(0, 1);
}

core::Seconds round_of_visits(const std::optional<geo::LonLat>& home,
                              std::span<const geo::LonLat> places) {
  if (places.empty()) return core::Seconds(0);
  // Sorted, so that sums do not depend on the order of the accounts.
  std::vector<geo::LonLat> sorted(places.begin(), places.end());
  std::sort(sorted.begin(), sorted.end());
  const geo::LocalFrame frame(sorted[sorted.size() / 2]);
  std::vector<geo::XY> metres;
  metres.reserve(sorted.size());
  for (const geo::LonLat& place : sorted) metres.push_back(frame.to_metres(place));
  core::Seconds drive = crow_seconds(kTourToTree * tree_length(metres));
  if (home) {
    const geo::XY from = frame.to_metres(*home);
    double reach = 0.0;
    for (const geo::XY& at : metres) reach += std::hypot(at.x - from.x, at.y - from.y);
    drive += crow_seconds(2.0 * reach / kVisitsADay);
  }
  return drive;
}

}  // namespace nearnet::workspace
