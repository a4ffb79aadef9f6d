// SPDX-License-Identifier: Apache-2.0
#include "workspace/day_travel.h"

#include <fmt/format.h>

#include "core/error.h"

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

DayTravel::DayTravel(const Snapshot& snapshot, TravelBy by, std::span<const geo::LonLat> places,
                     const core::JobContext& job) {
  const std::string obstacle = by == TravelBy::kCrow ? "" : why_no_roads(snapshot, places.size());
  if (by == TravelBy::kRoads && !obstacle.empty()) {
    throw core::ConfigError(obstacle + ", or plan with --travel crow");
  }
  if (by == TravelBy::kCrow || !obstacle.empty()) {
    matrix_ = roads::TravelMatrix::crow_flight(places, roads::CrowFlight{});
    if (!snapshot.roads.empty() && !obstacle.empty()) {
      notes_.push_back("driving is estimated from straight lines: " + obstacle);
    }
    return;
  }
  network_.emplace(snapshot.roads.rows(), snapshot.turn_restrictions.rows(),
                   roads::RoadNetworkOptions{}, job.part(0.0, 0.8, "preparing roads"));
  auto measured = network_->matrix(places, job.part(0.8, 1.0, "measuring ways"));
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
  if (!network_ || places.empty()) return {places.begin(), places.end()};
  geo::Line line = {places.front()};
  for (std::size_t i = 1; i < places.size(); ++i) {
    if (const auto drive = network_->drive(places[i - 1], places[i])) {
      line.insert(line.end(), drive->line.begin() + 1, drive->line.end());
    } else {
      line.push_back(places[i]);
    }
  }
  return line;
}

}  // namespace nearnet::workspace
