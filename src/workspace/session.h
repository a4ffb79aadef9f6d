// SPDX-License-Identifier: Apache-2.0
// The application without a screen: an open workspace, its latest snapshot, the running job and the
// messages for the user. The app's main loop calls poll() once a frame and perform() for each
// action.
//
//   workspace::Session session;
//   session.perform(workspace::OpenWorkspace{"bangor.gpkg"});
//   session.perform(workspace::EvaluateEligibility{});
//   session.wait();                              // tests; the app polls instead
//   session.snapshot().prospects.size();
//
// Engines run in the job queue on an immutable snapshot; their result becomes one command on the
// main thread. If the workspace moved on meanwhile the result is not applied: a message offers to
// run it again. Errors become messages, never exceptions. Belongs to one thread.
//
// Once days are planned, a queue of its own goes on improving them on one core; a better plan is
// offered by a message and used on request. Whatever changes the workspace ends that.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "workspace/action.h"
#include "workspace/job_queue.h"
#include "workspace/territory_editor.h"
#include "workspace/workspace.h"

namespace nearnet::workspace {

struct Message {
  enum Kind { kInfo, kWarning, kError };
  Kind kind = kInfo;
  std::string text;
  bool offers_run_again = false;
  bool offers_better_plan = false;
};

class Session {
 public:
  explicit Session(core::JobOptions options = {});

  /// Workspaces opened from now on take this day for today, for pictures that repeat on any day.
  void pretend_today(core::Date today) { pretended_today_ = today; }

  void perform(const Action& action);
  /// Finished jobs, and what other processes committed. Returns whether anything changed.
  bool poll();
  void wait();

  bool is_open() const { return workspace_.has_value(); }
  std::string path() const { return workspace_ ? workspace_->path() : std::string(); }
  const Snapshot& snapshot() const { return snapshot_; }
  std::optional<JobQueue::Status> job() const { return jobs_.status(); }
  /// The planned days are being improved beside the work.
  bool improving() const { return improvements_.status().has_value(); }
  /// Waits for that as well: tests.
  void wait_for_improvement();
  /// Newest last; at most the last 50.
  const std::deque<Message>& messages() const { return messages_; }
  /// What undo would take back ("days plan: ae-1"); empty when there is nothing.
  const std::string& undo_title() const { return undo_title_; }
  /// The scenario under the hand; null when none is. What is edited in it stays in memory until
  /// SaveEdited. Not to be edited while a job runs.
  TerritoryEditor* editor() const { return editor_.get(); }
  /// The local time of the workspace, for forms that start with "now".
  core::LocalTime now() const;

 private:
  struct Performer;
  void apply(const Command& command, const std::string& done);
  /// The same for the result of a job, which may have come too late.
  void apply_result(const Command& command, const std::string& done, const Action& action);
  void offer_again(const Action& action);
  void open_editor(const core::ScenarioId& scenario);
  using EngineStep =
      std::function<territory::Finish(const TerritoryEditor&, const core::JobContext&)>;
  void engine_step(std::string title, EngineStep make,
                   JobQueue::OnCancel on_cancel = JobQueue::OnCancel::kDrop);
  void engine_edit(const SplitEdited& wish);
  void engine_edit(const FinishEdited& wish);
  void engine_edit(const AddEdited& wish);
  void engine_edit(const RemoveEdited& wish);
  void save_editor();
  void improve_days(const DayPlanRequest& request);
  /// What was found for a workspace that is another one now.
  void forget_better();
  void offer_better(const DayPlanRun& better, const DayPlanRun& present);
  void refresh();
  void say(Message::Kind kind, std::string text, bool offers_run_again = false);

  std::optional<core::Date> pretended_today_;
  std::optional<Workspace> workspace_;
  Snapshot snapshot_;
  JobQueue jobs_;
  JobQueue improvements_;  ///< quiet: nobody waits for them
  std::deque<Message> messages_;
  std::string undo_title_;
  std::optional<Action> stale_action_;
  std::shared_ptr<TerritoryEditor> editor_;
  std::optional<Command> better_plan_;
  int opened_ = 0;  ///< which of the workspaces opened so far this one is
};

}  // namespace nearnet::workspace
