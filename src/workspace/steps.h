// SPDX-License-Identifier: Apache-2.0
// The steps of the job, each from a snapshot to a result and the command that keeps it:
// import → eligibility → territories → days → activities. The command line and the app run the same
// ones, so they give the same result.
//
//   auto run = workspace::plan_days(snapshot, {.rep = core::RepId("ae-1"), .from = monday}, job);
//   show(run.plan.unserved);
//   workspace.apply(run.command);
//
// Steps read no clock and no file but the source of an import, and change nothing: they can run on
// any thread. They throw the engines' errors: InfeasibleError, ConfigError, InputError, Cancelled.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.h"
#include "core/diagnostics.h"
#include "core/ids.h"
#include "core/job_context.h"
#include "core/units.h"
#include "eligibility/evaluate.h"
#include "eligibility/explain.h"
#include "eligibility/rules.h"
#include "eligibility/tmf645.h"
#include "model/activity.h"
#include "model/territory.h"
#include "roads/noding.h"
#include "roads/road_parts.h"
#include "routing/day_planner.h"
#include "territory/compare.h"
#include "territory/design.h"
#include "tracking/coverage.h"
#include "tracking/performance.h"
#include "tracking/pipeline.h"
#include "tracking/stages.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

// Import ------------------------------------------------------------------------------------------

enum class ImportKind {
  kFootprints,
  kBusinesses,
  kRoads,
  kReps,
  kUnits,
  kCompetitors,
  kNoSolicit,
  kBarriers,
  kCustomers,
  kActivities,
  kOutcomes,
  kAddresses
};

std::string_view to_text(ImportKind kind);  ///< "no-solicit"
std::optional<ImportKind> import_kind_from_text(std::string_view text);
const std::vector<ImportKind>& import_kinds();

struct ImportRequest {
  ImportKind kind = ImportKind::kBusinesses;
  std::string source;
  std::string layer;
  std::string where;
  std::map<std::string, std::string> fields;
  std::vector<std::string> key;
  std::string crs;
  std::string join;             ///< polygons by census id, for tables that name blocks
  std::string join_layer;       ///< "" where the source has one layer
  roads::NodingOptions noding;  ///< of roads that are lines of no OpenStreetMap
};

struct ImportRun {
  std::int64_t rows_read = 0;
  std::int64_t source_rows = 0;  ///< where many rows make one record, else 0
  storage::UpsertCounts counts;  ///< what applying the command will do to this snapshot
  core::Diagnostics diagnostics;
  std::string profile;
  std::string key;
  std::vector<roads::RoadPart> road_parts;  ///< of all roads, after an import of some
  Command command;
};

/// Reads the source. rows_read = imported + updated + unchanged + rejected.
ImportRun run_import(const Snapshot& snapshot, const ImportRequest& request,
                     const core::JobContext& job);

// Eligibility -------------------------------------------------------------------------------------

struct EligibilityRequest {
  eligibility::Rules rules = eligibility::default_rules();
};

struct EligibilityRun {
  eligibility::Summary summary;
  bool first = false;                          ///< nothing was evaluated before, so nothing changed
  std::vector<model::ProspectChange> changes;  ///< against the evaluation before
  Command command;
};

EligibilityRun run_eligibility(const Snapshot& snapshot, const EligibilityRequest& request,
                               const core::JobContext& job);

/// Throws ConfigError when there is no such business.
eligibility::Explanation explain(const Snapshot& snapshot, const core::BusinessId& business,
                                 const eligibility::Rules& rules);

/// Lets one business in or leaves it out against the rules, signed, and judges it anew; replaces an
/// override of the same business. Throws ConfigError without a reason or a name.
Command override_business(const Snapshot& snapshot, const model::Override& override);
/// Takes an override back. Throws ConfigError when there is none.
Command clear_override(const Snapshot& snapshot, const core::BusinessId& business);

// Territories -------------------------------------------------------------------------------------

struct TerritoryRequest {
  core::ScenarioId scenario;      ///< empty: "draft", "draft-2", … whichever is free
  std::size_t count = 0;          ///< 0: one a rep
  std::vector<core::RepId> reps;  ///< empty with count 0: all reps of the workspace
  /// As docs/cli.md lists them; empty: those of `keep`, else hex:500m; "hex": of a side that suits.
  std::string units = "hex:500m";
  std::string balance = "prospects=50,hours=30,mrc=20";
  double tolerance = 0.05;
  std::optional<core::ScenarioId> keep;       ///< start from this scenario …
  double max_moved = 1.0;                     ///< … and move at most this share
  std::vector<core::UnitId> locks;            ///< units that stay where `keep` has them
  std::string moved_by = {};                  ///< what the share is of, as in FinishRequest
  std::vector<territory::Limit> limits = {};  ///< that every territory holds
  std::vector<std::string> keep_out = {};     ///< "UNIT=TERRITORY", the territory by id or rep
  std::optional<core::Seconds> max_drive =
      {};                       ///< from the rep's home to any unit of the territory
  std::int64_t iterations = 0;  ///< as in territory::DesignOptions, all three
  std::optional<double> seconds = {};
  bool keep_best = false;
};

struct TerritoryRun {
  model::Scenario scenario;
  std::vector<model::Territory> territories;
  territory::Design design;
  std::vector<std::string> notes;  ///< bridges, prospects outside every unit, what binds
  Command command;
};

TerritoryRun design_territories(const Snapshot& snapshot, const TerritoryRequest& request,
                                const core::JobContext& job);

/// Throws ConfigError that lists the scenarios there are.
const model::Scenario& scenario_named(const Snapshot& snapshot, const core::ScenarioId& name);
std::vector<model::Territory> territories_of(const Snapshot& snapshot,
                                             const core::ScenarioId& scenario);
territory::Comparison compare_scenarios(const Snapshot& snapshot, const core::ScenarioId& from,
                                        const core::ScenarioId& to);
Command assign_territory(const Snapshot& snapshot, const core::ScenarioId& scenario,
                         const core::TerritoryId& territory, const core::RepId& rep);
/// Makes a territory part of a district and region; empty ones are its rep's.
Command assign_parents(const Snapshot& snapshot, const core::ScenarioId& scenario,
                       const core::TerritoryId& territory, const tracking::Parents& parents);
/// Its own district and region, else its rep's.
tracking::Parents parents_of(const Snapshot& snapshot, const model::Territory& territory);
/// Of every rep: those of the territory that the plan in force gives the rep, else the rep's own.
std::map<core::RepId, tracking::Parents> parents_of_reps(const Snapshot& snapshot);
Command move_units(const Snapshot& snapshot, const core::ScenarioId& scenario,
                   const std::vector<core::UnitId>& units, const core::TerritoryId& territory,
                   const core::JobContext& job);
/// A draft called `to` that starts as `from` stands. Throws ConfigError where `to` is taken.
Command copy_scenario(const Snapshot& snapshot, const core::ScenarioId& from,
                      const core::ScenarioId& to);
/// Puts a draft forward for approval. `by` is a person's name, as in the next two.
Command propose_scenario(const Snapshot& snapshot, const core::ScenarioId& scenario,
                         const std::string& by);
/// Where a second person must approve, throws ConfigError for a scenario that nobody has proposed
/// and for its proposer.
Command approve_scenario(const Snapshot& snapshot, const core::ScenarioId& scenario,
                         const std::string& by);
/// Retires the scenario published before, and gives each business in a territory to its rep, with
/// one model::AccountPeriod for each that changes hands. Throws ConfigError before it was approved
/// where a second person must, and for a date before the present plan's.
Command publish_scenario(const Snapshot& snapshot, const core::ScenarioId& scenario,
                         core::Date from, const std::string& by = {});
/// Whether plans need somebody other than their proposer to approve them.
Command require_approval(const Snapshot& snapshot, bool by_second_person);

/// Which territory (and rep) of a scenario each business lies in.
std::map<core::BusinessId, tracking::Assignment> assignments(const Snapshot& snapshot,
                                                             const core::ScenarioId& scenario);

// Days --------------------------------------------------------------------------------------------

struct AppointmentRequest {
  core::BusinessId business;
  core::LocalTime at;
  core::Seconds duration = core::minutes(20);
};

/// A business that is visited on that date and no other.
struct PinnedVisit {
  core::BusinessId business;
  core::Date date;
};

/// Businesses that are visited in this order on that date.
struct OrderedVisits {
  core::Date date;
  std::vector<core::BusinessId> businesses;
};

/// Where the days of a plan end.
enum class DayEnd { kHome, kLastStop, kPlace };

/// What driving times come from: the workspace's roads, straight lines or a server; or roads where
/// there are any and not too many places to go.
enum class TravelBy { kRoadsIfAny, kRoads, kCrow, kServer };

struct DayPlanRequest {
  core::RepId rep;
  std::vector<core::RepId> colleagues;  ///< planned along with the rep, over the same candidates
  core::Date from;
  int days = 5;                          ///< working days; weekends are skipped
  std::optional<core::TimeOfDay> start;  ///< none: the rep's shift, else 08:30
  std::optional<core::TimeOfDay> end;    ///< none: the rep's shift, else 17:00
  core::Seconds visit = core::minutes(15);
  std::optional<core::Seconds> follow_up;  ///< length of a promised follow-up; none: as any visit
  /// Length of a visit to who is qualified and has not seen a presentation; none: as any visit.
  std::optional<core::Seconds> presentation;
  /// Length of a visit to who has ordered; none: as any visit. They are visited only when asked
  /// for.
  std::optional<core::Seconds> install_check;
  routing::HoursMode hours = routing::HoursMode::kStartInside;
  /// To park and walk to the door, at every stop that is not where the one before is.
  core::Seconds parking = core::minutes(3);
  /// None: no break is kept free.
  std::optional<routing::Lunch> lunch = routing::Lunch{
      {core::parse_time_of_day("11:30"), core::parse_time_of_day("13:30")}, core::minutes(30)};
  core::Seconds longer{0};                  ///< added to the end: what if there were more time?
  std::optional<core::Seconds> most_drive;  ///< driving a day at most
  std::optional<int> most_stops;            ///< visits a day at most
  /// Where the days hold everyone, no day has more visits than needed for that.
  bool balanced = false;
  DayEnd ends = DayEnd::kHome;
  geo::LonLat end_place{};  ///< for kPlace
  tracking::CadenceOptions cadence;
  std::vector<model::Stop> present;  ///< start from those of the rep's days, and do no worse
  std::vector<AppointmentRequest> appointments;
  std::vector<core::BusinessId> include;  ///< must be visited
  std::vector<core::BusinessId> exclude;
  std::vector<PinnedVisit> pins;
  std::vector<OrderedVisits> orders;  ///< all of them must be visited; for one rep
  std::optional<geo::Geometry> area;  ///< candidates in there, and who must be visited
  std::optional<int> beat;            ///< candidates of that beat of the rep, likewise
  TravelBy travel = TravelBy::kRoadsIfAny;
  bool curb = false;                          ///< big roads are not crossed to the door
  std::optional<core::Metres> farthest_road;  ///< who is farther from all roads is not visited
  std::string server;                         ///< address of an OSRM-compatible one, for kServer
  std::int64_t iterations = 20'000;
  std::optional<double> seconds;  ///< improve for so long instead; no two runs are alike then
};

/// Can the visits that cadences ask for be made? Intervals are never stretched to make them fit.
struct CadenceLoad {
  int due = 0;                ///< candidates whose cadence asks for a visit within the plan
  int planned = 0;            ///< of them
  double short_hours = 0.0;   ///< visits and driving of those for whom the plan has no time
  int accounts = 0;           ///< all of the rep with a cadence, due or not
  double hours_a_year = 0.0;  ///< visits and driving that they ask for
  double hours_available_a_year = 0.0;  ///< shifts without lunch, 260 days

  friend bool operator==(const CadenceLoad&, const CadenceLoad&) = default;
};

/// What a plan gives a rep to do.
struct RepLoad {
  core::RepId rep;
  int days = 0;  ///< with stops
  int visits = 0;
  core::Seconds drive{0};
  core::Seconds visiting{0};
  double value = 0.0;

  core::Seconds work() const { return drive + visiting; }
};

struct DayPlanRun {
  routing::DayPlan plan;
  std::vector<RepLoad> loads;  ///< the rep first, then the colleagues
  CadenceLoad cadence;
  std::vector<std::string> notes;  ///< "no territory published: planned from all prospects" …
  Command command;
};

/// Reason of those whom the wish leaves out by name.
inline constexpr std::string_view kExcluded = "EXCLUDED";

/// Candidates: the eligible prospects in the rep's territory of the scenario in force (all of them
/// where there is no scenario), without those not due yet. With colleagues, those outside every
/// territory and in vacant ones too, who go to whoever serves them best.
/// A visit may ask for skills (skills.h). Who is due by its cadence is worth its score and, times
/// its urgency, the highest score among the candidates, so that who is at 100 % of its interval
/// goes before anyone who is not due.
DayPlanRun plan_days(const Snapshot& snapshot, const DayPlanRequest& request,
                     const core::JobContext& job);

/// A day under way: where the rep is and what has changed.
struct ReplanRequest {
  /// Rounds of improvement that are over at once.
  static constexpr std::int64_t kRounds = 2'000;

  /// rep, from (the day), visit, travel, cadence, appointments that are new, include, exclude,
  /// iterations; shift, end and lunch are those of the day as it is planned.
  DayPlanRequest day;
  core::TimeOfDay now;
  geo::LonLat at;
  std::vector<core::BusinessId> visited;  ///< besides those with an activity on that day
};

struct ReplanRun {
  routing::DayPlan plan;   ///< the whole day, what is behind included
  std::size_t behind = 0;  ///< so many of its stops
  std::vector<core::BusinessId> added;
  std::vector<model::Unserved> dropped;  ///< were planned and no longer fit
  std::vector<std::string> notes;
  Command command;
};

/// Plans the rest of a day anew from a place and a time. Stops are behind when an activity was
/// logged with them that day; where none was, when they were to be over by now. Appointments ahead
/// are kept, late where they can no longer be reached in time (a note says so); other stops ahead
/// go before newcomers, who fill time that has become free. Throws ConfigError when the rep has no
/// plan for that day; InfeasibleError when appointments ahead contradict each other.
ReplanRun replan_day(const Snapshot& snapshot, const ReplanRequest& request,
                     const core::JobContext& job);

/// "ae-1" → the rep; empty when the workspace has one rep only. Throws ConfigError that lists the
/// reps.
const model::Rep& rep_or_only(const Snapshot& snapshot, const core::RepId& rep);

// Tracking ----------------------------------------------------------------------------------------

/// Gives the activity an id and a default outcome, checks it, and moves the business's stage.
Command log_activity(const Snapshot& snapshot, const model::Activity& activity);

/// What a rep must sell in a period; replaces the quota that begins on the same day.
Command set_quota(const Snapshot& snapshot, const model::Quota& quota);

tracking::CoverageReport coverage(const Snapshot& snapshot, int days, tracking::CoverageBy by);
tracking::Performance performance(const Snapshot& snapshot, core::Date monday,
                                  const std::optional<core::RepId>& rep);
/// By district or by region, whose names stand where reps do; those without one are "unassigned".
/// A business that two reps of a district reached counts once.
tracking::Performance performance_by(const Snapshot& snapshot, core::Date monday,
                                     tracking::CoverageBy by);
tracking::Pipeline pipeline(const Snapshot& snapshot, const std::optional<core::RepId>& rep,
                            const std::optional<model::Stage>& stage);

}  // namespace nearnet::workspace
