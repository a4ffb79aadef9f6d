// SPDX-License-Identifier: Apache-2.0
// Everything a workspace holds, in memory, as of one version: what steps compute from and panels
// show. Immutable and cheap to copy, so that a job may keep one while the workspace moves on.
//
//   workspace::Snapshot now = workspace.snapshot();
//   for (const model::Prospect& prospect : now.prospects.rows()) …
//   const model::Business* shop = now.businesses.find(id);     // null when unknown
//
// A layer's version changes exactly when its content may have changed. Thread-safe to read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar.h"
#include "eligibility/rules.h"
#include "model/activity.h"
#include "model/address.h"
#include "model/barrier.h"
#include "model/beat.h"
#include "model/business.h"
#include "model/day.h"
#include "model/footprint.h"
#include "model/override.h"
#include "model/prospect.h"
#include "model/prospect_change.h"
#include "model/rep.h"
#include "model/road.h"
#include "model/territory.h"
#include "model/turn_restriction.h"
#include "roads/driving_profile.h"
#include "workspace/layers.h"
#include "workspace/network_cache.h"
#include "workspace/road_cache.h"

namespace nearnet::workspace {

struct Settings {
  std::string title;
  std::string time_zone;
  /// Plans are published only when somebody other than the proposer has approved them.
  bool second_person_approves = false;
};

struct Snapshot {
  std::int64_t version = 0;
  Settings settings;
  /// Today in the workspace's time zone, read once when the snapshot was taken.
  core::Date today{};
  /// What the prospects were last evaluated by.
  eligibility::Rules rules = eligibility::default_rules();
  /// How one drives on the roads.
  roads::DrivingProfile driving;

  FootprintLayer footprints;
  FootprintLayer competitors;
  /// Shared by all snapshots of a workspace.
  std::shared_ptr<NetworkCache> networks = std::make_shared<NetworkCache>();
  Layer<model::NoSolicitArea> no_solicit;
  BusinessLayer businesses;
  Layer<model::Road> roads;
  Layer<model::TurnRestriction> turn_restrictions;
  /// Shared by all snapshots of a workspace.
  std::shared_ptr<RoadCache> road_cache = std::make_shared<RoadCache>();
  Layer<model::BasicUnit> units;
  KeyedLayer<model::Rep, &model::Rep::id> reps;
  Layer<model::Quota> quotas;
  KeyedLayer<model::Prospect, &model::Prospect::business> prospects;
  Layer<model::Barrier> barriers;
  KeyedLayer<model::Override, &model::Override::business> overrides;
  Layer<model::ProspectChange> prospect_changes;
  KeyedLayer<model::Scenario, &model::Scenario::id> scenarios;
  Layer<model::Territory> territories;
  Layer<model::ScenarioUnit> scenario_units;
  Layer<model::AccountPeriod> account_periods;
  Layer<model::DayRoute> routes;  ///< with their areas
  Layer<model::Stop> stops;
  Layer<model::Unserved> unserved;
  Layer<model::Beat> beats;
  Layer<model::BeatMember> beat_members;
  Layer<model::Activity> activities;
  LazyLayer<model::AddressPoint> address_points;
  LazyLayer<model::AddressRange> address_ranges;
  Layer<model::DistinctPair> not_duplicates;
  Layer<model::BusinessAlias> business_aliases;
};

/// The published scenario, else the draft made last; none when there is no scenario.
std::optional<core::ScenarioId> scenario_in_force(const Snapshot& snapshot);

}  // namespace nearnet::workspace
