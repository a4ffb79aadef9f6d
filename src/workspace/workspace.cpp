// SPDX-License-Identifier: Apache-2.0
#include "workspace/workspace.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/error.h"
#include "storage/tables.h"
#include "workspace/scenario.h"

namespace nearnet::workspace {
namespace {

constexpr const char* kTitle = "title";
constexpr const char* kTimeZone = "time_zone";

std::string user_of_process() {
  const passwd* user = getpwuid(getuid());
  return user != nullptr ? user->pw_name : "unknown";
}

Settings settings_from(const storage::Meta& meta) {
  const auto text = [&](const char* key) {
    const auto found = meta.find(key);
    return found == meta.end() ? std::string() : found->second;
  };
  const std::string zone = text(kTimeZone);
  return {text(kTitle), zone.empty() ? "UTC" : zone, text(kApprovalKey) == kSecondPerson};
}

/// Reads a layer again when its version has changed since `layer` was read.
template <typename LayerType, typename Record>
void refresh(LayerType& layer, const storage::Store& store, const storage::TableOf<Record>& table) {
  const std::int64_t version = store.version(table.table);
  if (version != layer.version() || version == 0) {
    layer = LayerType(version, storage::read(store, table));
  }
}

/// The same for a layer read only when it is asked for, then through a connection of its own.
template <typename Record>
void refresh(LazyLayer<Record>& layer, const storage::Store& store, const std::string& path,
             const storage::TableOf<Record>& table) {
  const std::int64_t version = store.version(table.table);
  if (version == layer.version() && version != 0) return;
  layer = LazyLayer<Record>(
      version, static_cast<std::size_t>(store.count(table.table)),
      [path, &table] { return storage::read(storage::Store::open(path), table); });
}

/// Routes with their areas, which are stored as a layer of their own.
std::vector<model::DayRoute> read_routes(const storage::Store& store) {
  std::map<std::pair<core::RepId, core::Date>, geo::Geometry> areas;
  for (model::DayRoute& area : storage::read(store, storage::day_areas())) {
    areas.emplace(std::pair(area.rep, area.date), std::move(area.area));
  }
  std::vector<model::DayRoute> routes = storage::read(store, storage::routes());
  for (model::DayRoute& route : routes) {
    const auto area = areas.find({route.rep, route.date});
    if (area != areas.end()) route.area = area->second;
  }
  return routes;
}

eligibility::Rules rules_from(const storage::Meta& meta) {
  const auto text = meta.find("rules");
  return text == meta.end() ? eligibility::default_rules()
                            : eligibility::parse_rules(text->second, "rules of the workspace");
}

roads::DrivingProfile driving_from(const storage::Meta& meta) {
  const auto text = meta.find("driving");
  return text == meta.end() ? roads::DrivingProfile{}
                            : roads::parse_driving(text->second, "driving of the workspace");
}

}  // namespace

void Workspace::create(const std::string& path, const Settings& settings) {
  core::now_in_zone(settings.time_zone);  // refuses an unknown zone
  storage::Store::create(path, {{kTitle, settings.title}, {kTimeZone, settings.time_zone}});
}

Workspace Workspace::open(const std::string& path, std::string who) {
  storage::Store store = storage::Store::open(path);
  return Workspace(path, who.empty() ? user_of_process() : std::move(who), std::move(store));
}

Workspace::Workspace(std::string path, std::string who, storage::Store store)
    : path_(std::move(path)),
      who_(std::move(who)),
      store_(std::move(store)),
      settings_(settings_from(store_.meta())) {}

core::LocalTime Workspace::now() const {
  return core::now_in_zone(settings_.time_zone);
}

Snapshot Workspace::snapshot() {
  last_.today = pretended_today_ ? *pretended_today_ : now().date;
  // Somebody may commit between two layers: then those that changed are read again.
  do {
    last_.version = store_.version();
    read_changes();
  } while (store_.version() != last_.version);
  return last_;
}

void Workspace::read_changes() {
  const storage::Meta meta = store_.meta();
  settings_ = settings_from(meta);
  last_.settings = settings_;
  last_.rules = rules_from(meta);
  last_.driving = driving_from(meta);
  refresh(last_.footprints, store_, storage::footprints());
  refresh(last_.competitors, store_, storage::competitors());
  refresh(last_.no_solicit, store_, storage::no_solicit());
  refresh(last_.businesses, store_, storage::businesses());
  refresh(last_.roads, store_, storage::roads());
  refresh(last_.turn_restrictions, store_, storage::turn_restrictions());
  refresh(last_.units, store_, storage::units());
  refresh(last_.reps, store_, storage::reps());
  refresh(last_.quotas, store_, storage::quotas());
  refresh(last_.prospects, store_, storage::prospects());
  refresh(last_.barriers, store_, storage::barriers());
  refresh(last_.overrides, store_, storage::overrides());
  refresh(last_.prospect_changes, store_, storage::prospect_changes());
  refresh(last_.scenarios, store_, storage::scenarios());
  refresh(last_.territories, store_, storage::territories());
  refresh(last_.scenario_units, store_, storage::scenario_units());
  refresh(last_.account_periods, store_, storage::account_periods());
  refresh(last_.stops, store_, storage::stops());
  refresh(last_.unserved, store_, storage::unserved());
  refresh(last_.beats, store_, storage::beats());
  refresh(last_.beat_members, store_, storage::beat_members());
  refresh(last_.activities, store_, storage::activities());
  refresh(last_.address_points, store_, path_, storage::address_points());
  refresh(last_.address_ranges, store_, path_, storage::address_ranges());
  refresh(last_.not_duplicates, store_, storage::not_duplicates());
  refresh(last_.business_aliases, store_, storage::business_aliases());
  const std::int64_t routes =
      std::max(store_.version(storage::routes().table), store_.version(storage::day_areas().table));
  if (routes != last_.routes.version()) {
    last_.routes = Layer<model::DayRoute>(routes, read_routes(store_));
  }
}

bool Workspace::is_stale() const {
  return store_.version() != last_.version;
}

Receipt Workspace::apply(const Command& command) {
  storage::Transaction transaction =
      store_.begin(command.name, command.what, who_, core::format_local_time(now()));
  if (command.based_on && *command.based_on != transaction.version_before()) {
    throw StaleError(
        fmt::format("{}: the workspace was changed meanwhile; nothing was written, run it again",
                    command.name));
  }
  command.apply(transaction);
  const std::int64_t rows = transaction.rows_changed();
  transaction.commit();
  return {command.name, rows, store_.version()};
}

std::optional<storage::AuditEntry> Workspace::undo() {
  return store_.undo(who_, core::format_local_time(now()));
}

std::optional<storage::AuditEntry> Workspace::undoable() const {
  return store_.undoable();
}

std::vector<storage::AuditEntry> Workspace::audit() const {
  return store_.audit();
}

}  // namespace nearnet::workspace
