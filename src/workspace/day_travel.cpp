// SPDX-License-Identifier: Apache-2.0
#include "workspace/day_travel.h"

#include <fmt/format.h>

#include <utility>

#include "core/error.h"
#include "roads/crow_fit.h"
#include "workspace/day_request.h"
#include "workspace/driving_step.h"

namespace nearnet::workspace {
namespace {

/// A table of ways takes 24 bytes a pair while it is made.
constexpr std::size_t kMostPlaces = 6'000;

/// What keeps a plan from the roads and what to do about it; empty when nothing does.
std::string why_no_roads(const Snapshot& snapshot, std::size_t places) {
  if (snapshot.roads.empty()) {
    return "the workspace has no roads to drive on: run nearnet import WORKSPACE roads FILE";
  }
  if (places <= kMostPlaces) return {};
  return fmt::format(
      "{} prospects are too many to measure every way between them by road (at most {}): plan from "
      "a territory",
      places - 1, kMostPlaces - 1);
}

}  // namespace

DayTravel::DayTravel(const Snapshot& snapshot, const DayPlanRequest& request,
                     std::span<const geo::LonLat> places, const core::JobContext& job)
    : arrive_(request.curb ? roads::Arrive::kOwnSide : roads::Arrive::kAnySide),
      start_(request.start.value_or(kUsualShiftStart)),
      end_(request.end.value_or(kUsualShiftEnd)) {
  if (request.travel == TravelBy::kServer) {
    server_.emplace(request.server);
    ask_server(places, job);
    return;
  }
  const bool crow = request.travel == TravelBy::kCrow;
  const std::string obstacle = crow ? "" : why_no_roads(snapshot, places.size());
  if (request.travel == TravelBy::kRoads && !obstacle.empty()) {
    throw core::ConfigError(obstacle + ", or plan with --travel crow");
  }
  if (!crow && obstacle.empty()) {
    drive_on_roads(snapshot, places, job);
    return;
  }
  if (!crow && !snapshot.roads.empty()) {
    estimate(snapshot, places, job);
    return;
  }
  matrix_ = roads::TravelMatrix::crow_flight(places, roads::CrowFlight{});
}

/// By straight lines, as long and slow as the roads make them.
void DayTravel::estimate(const Snapshot& snapshot, std::span<const geo::LonLat> places,
                         const core::JobContext& job) {
  const auto network =
      network_between(snapshot, start_, end_, job.part(0.0, 0.9, "preparing roads"));
  const roads::CrowFit fit =
      roads::crow_fit(*network, places, job.part(0.9, 1.0, "measuring ways"));
  matrix_ = roads::TravelMatrix::crow_flight(places, fit.crow);
  notes_.push_back(fmt::format(
      "driving is estimated from straight lines times {:.2f} at {:.0f} km/h, fitted to {} ways by "
      "road: {}",
      fit.crow.detour, fit.crow.speed_kmh, fit.ways, why_no_roads(snapshot, places.size())));
}

void DayTravel::ask_server(std::span<const geo::LonLat> places, const core::JobContext& job) {
  if (places.size() > kMostPlaces) {
    throw core::ConfigError(
        fmt::format("{} prospects are too many to ask a server for every way between them (at "
                    "most {}): plan from a territory",
                    places.size() - 1, kMostPlaces - 1));
  }
  io::DriveTable table = server_->table(places, job);
  const auto crow = roads::TravelMatrix::crow_flight(places, roads::CrowFlight{});
  std::size_t estimated = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      const std::size_t cell = i * places.size() + j;
      if (table.seconds[cell] >= 0 && table.metres[cell] >= 0) continue;
      table.seconds[cell] = static_cast<std::int32_t>(crow.time(i, j).value);
      table.metres[cell] = static_cast<std::int32_t>(crow.distance(i, j).value);
      ++estimated;
    }
  }
  if (estimated > 0) {
    notes_.push_back(
        fmt::format("the server knows no way for {} of {} pairs of places: driving there is "
                    "estimated from straight lines",
                    estimated, places.size() * (places.size() - 1)));
  }
  matrix_ = roads::TravelMatrix::from_seconds(places.size(), std::move(table.seconds),
                                              std::move(table.metres));
}

void DayTravel::drive_on_roads(const Snapshot& snapshot, std::span<const geo::LonLat> places,
                               const core::JobContext& job) {
  network_ = network_between(snapshot, start_, end_, job.part(0.0, 0.8, "preparing roads"));
  auto measured = network_->matrix(places, job.part(0.8, 1.0, "measuring ways"), arrive_);
  matrix_ = std::move(measured.travel);
  if (!measured.off_road.empty()) {
    notes_.push_back(fmt::format(
        "{} of {} places are not near a road that leads to the others: driving there is "
        "estimated from straight lines",
        measured.off_road.size(), places.size()));
  }
  constexpr double kWorthTelling = 0.05;  // km
  if (network_->cut_off_km() > kWorthTelling) {
    notes_.push_back(
        fmt::format("{:.1f} of {:.1f} km of road are cut off from the rest and not driven on",
                    network_->cut_off_km(), network_->total_km()));
  }
}

void DayTravel::draw(routing::DayPlan& plan) const {
  for (model::DayRoute& day : plan.days) day.line = line(day.line);
}

geo::Line DayTravel::line(std::span<const geo::LonLat> places) const {
  if (places.size() < 2) return {places.begin(), places.end()};
  if (server_) {
    const auto line = server_->line(places);
    return line ? *line : geo::Line(places.begin(), places.end());
  }
  if (!network_) return {places.begin(), places.end()};
  geo::Line line = {places.front()};
  for (std::size_t i = 1; i < places.size(); ++i) {
    if (const auto drive = network_->drive(places[i - 1], places[i], arrive_)) {
      line.insert(line.end(), drive->line.begin() + 1, drive->line.end());
    } else {
      line.push_back(places[i]);
    }
  }
  return line;
}

}  // namespace nearnet::workspace
