// SPDX-License-Identifier: Apache-2.0
// One workspace file, open: snapshots out, commands in.
//
//   workspace::Workspace::create("bangor.gpkg", {.title = "Bangor", .time_zone =
//   "America/New_York"}); auto market = workspace::Workspace::open("bangor.gpkg");
//   workspace::Snapshot now = market.snapshot();
//   auto run = workspace::run_eligibility(now, {}, job);
//   market.apply(run.command);
//
// Other processes may work on the same file: snapshot() sees their commits, apply() waits its turn
// or refuses a result that the workspace has moved away from. Belongs to one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/calendar.h"
#include "core/error.h"
#include "storage/store.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

class Workspace {
 public:
  /// An empty workspace. Throws StorageError rather than overwrite, ConfigError for an unknown
  /// zone.
  static void create(const std::string& path, const Settings& settings);
  /// `who` signs the audit rows; empty: the user of this process.
  static Workspace open(const std::string& path, std::string who = {});

  const std::string& path() const { return path_; }
  /// Who signs the audit rows.
  const std::string& user() const { return who_; }
  const Settings& settings() const { return settings_; }
  core::LocalTime now() const;
  /// Snapshots then say this is today, for plans that must come out the same on any day.
  void pretend_today(core::Date today) { pretended_today_ = today; }

  /// Reads only the layers that changed since the last snapshot.
  Snapshot snapshot();
  /// Whether somebody has committed since the last snapshot. One small query.
  bool is_stale() const;

  /// Throws StaleError when the command's base is gone, StorageError when it cannot be written;
  /// nothing is changed then.
  Receipt apply(const Command& command);
  /// Takes back the newest command not yet undone; none when there is nothing to take back.
  std::optional<storage::AuditEntry> undo();
  /// What undo() would take back.
  std::optional<storage::AuditEntry> undoable() const;
  /// Newest first.
  std::vector<storage::AuditEntry> audit() const;

  const storage::Store& store() const { return store_; }

 private:
  Workspace(std::string path, std::string who, storage::Store store);
  void read_changes();

  std::string path_;
  std::string who_;
  storage::Store store_;
  Settings settings_;
  Snapshot last_;
  std::optional<core::Date> pretended_today_;
};

/// The workspace changed since the result was computed. Compute again.
class StaleError : public core::StorageError {
 public:
  using core::StorageError::StorageError;
};

}  // namespace nearnet::workspace
