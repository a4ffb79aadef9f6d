// SPDX-License-Identifier: Apache-2.0
#include "workspace/session.h"

#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <utility>

#include "core/error.h"
#include "workspace/export_step.h"
#include "workspace/prospect_changes.h"

namespace nearnet::workspace {
namespace {

constexpr std::size_t kMessagesKept = 50;

std::string import_report(const ImportRun& run) {
  std::string text = fmt::format("{} rows read: {} new, {} updated, {} unchanged, {} rejected",
                                 run.rows_read, run.counts.imported, run.counts.updated,
                                 run.counts.unchanged, run.diagnostics.rejected());
  for (const auto& [code, count] : run.diagnostics.rejections()) {
    text += fmt::format("; {} {}", count, code);
  }
  return text;
}

}  // namespace

/// Carries out one kind of action each. Steps run in the queue on a copy of the snapshot.
struct Session::Performer {
  Session& session;
  const Action& action;

  void operator()(const OpenWorkspace& wish) const {
    session.workspace_ = Workspace::open(wish.path);
    if (session.pretended_today_) session.workspace_->pretend_today(*session.pretended_today_);
    session.jobs_.cancel();
    session.forget_better();
    session.stale_action_.reset();
    session.editor_.reset();
    ++session.opened_;
    session.refresh();
    session.say(Message::kInfo, "Opened " + std::filesystem::path(wish.path).filename().string());
  }

  void operator()(const ImportSource& wish) const {
    in_background("Importing", [request = wish.request](const Snapshot& now, const auto& job) {
      ImportRun run = run_import(now, request, job);
      return std::pair(std::move(run.command), import_report(run));
    });
  }

  void operator()(const EvaluateEligibility& wish) const {
    in_background("Evaluating", [request = wish.request](const Snapshot& now, const auto& job) {
      EligibilityRun run = run_eligibility(now, request, job);
      return std::pair(std::move(run.command),
                       fmt::format("{} of {} businesses are eligible{}", run.summary.eligible,
                                   run.summary.businesses,
                                   run.changes.empty() ? "" : "; " + summary_of(run.changes)));
    });
  }

  void operator()(const OverrideBusiness& wish) const {
    model::Override override = wish.override;
    override.by = session.workspace_->user();
    override.at = session.workspace_->now();
    session.apply(
        override_business(session.snapshot_, override),
        fmt::format("{} {}", override.business.text(), override.eligible ? "let in" : "left out"));
  }

  void operator()(const ClearOverride& wish) const {
    session.apply(clear_override(session.snapshot_, wish.business),
                  fmt::format("{} goes by the rules again", wish.business.text()));
  }

  void operator()(const DesignTerritories& wish) const {
    TerritoryRequest request = wish.request;
    request.keep_best = true;
    in_background(
        "Designing territories",
        [request](const Snapshot& now, const auto& job) {
          TerritoryRun run = design_territories(now, request, job);
          std::string text = fmt::format(
              "Scenario \"{}\": {} territories, largest deviation {:.1f} %", run.scenario.id.text(),
              run.territories.size(), run.design.max_deviation * 100.0);
          if (run.design.stopped) {
            text += "; stopped, this is the best plan found until then, and Undo takes it away";
          }
          for (const std::string& note : run.notes) text += "; " + note;
          return std::pair(std::move(run.command), std::move(text));
        },
        JobQueue::OnCancel::kKeepBest);
  }

  void operator()(const PlanDays& wish) const {
    in_background("Planning days", [request = wish.request](const Snapshot& now, const auto& job) {
      DayPlanRun run = plan_days(now, request, job);
      std::string text = fmt::format("{} stops planned, {} left out", run.plan.stops.size(),
                                     run.plan.unserved.size());
      for (const std::string& note : run.notes) text += "; " + note;
      return std::pair(std::move(run.command), std::move(text));
    });
  }

  void operator()(const UseBetterPlan&) const {
    const std::optional<Command> better = std::exchange(session.better_plan_, std::nullopt);
    if (better) session.apply(*better, "The better plan is in use");
  }

  void operator()(const ReplanDay& wish) const {
    ReplanRequest request = wish.request;
    if (!wish.now_given) request.now = session.workspace_->now().time;
    in_background("Planning the rest of the day", [request](const Snapshot& now, const auto& job) {
      ReplanRun run = replan_day(now, request, job);
      std::string text =
          fmt::format("{} stops behind, {} ahead", run.behind, run.plan.stops.size() - run.behind);
      for (const model::Unserved& row : run.dropped) {
        text += fmt::format("; {} no longer fits", row.name);
      }
      for (const std::string& note : run.notes) text += "; " + note;
      return std::pair(std::move(run.command), std::move(text));
    });
  }

  void operator()(const AssignTerritory& wish) const {
    session.apply(assign_territory(session.snapshot_, wish.scenario, wish.territory, wish.rep),
                  fmt::format("Territory {} assigned", wish.territory.text()));
  }

  void operator()(const EditTerritories& wish) const { session.open_editor(wish.scenario); }

  void operator()(const SplitEdited& wish) const { session.engine_edit(wish); }
  void operator()(const FinishEdited& wish) const { session.engine_edit(wish); }
  void operator()(const AddEdited& wish) const { session.engine_edit(wish); }
  void operator()(const RemoveEdited& wish) const { session.engine_edit(wish); }

  void operator()(const SaveEdited&) const { session.save_editor(); }

  void operator()(const DiscardEdited&) const { session.editor_.reset(); }

  void operator()(const ApproveScenario& wish) const {
    const std::string& by = wish.by.empty() ? session.workspace_->user() : wish.by;
    session.apply(approve_scenario(session.snapshot_, wish.scenario, by),
                  fmt::format("Scenario \"{}\" approved", wish.scenario.text()));
  }

  void operator()(const ProposeScenario& wish) const {
    session.apply(propose_scenario(session.snapshot_, wish.scenario, session.workspace_->user()),
                  fmt::format("Scenario \"{}\" is up for approval", wish.scenario.text()));
  }

  void operator()(const PublishScenario& wish) const {
    session.apply(publish_scenario(session.snapshot_, wish.scenario, session.snapshot_.today,
                                   session.workspace_->user()),
                  fmt::format("Scenario \"{}\" is now in force", wish.scenario.text()));
  }

  void operator()(const LogActivity& wish) const {
    model::Activity activity = wish.activity;
    activity.at = session.workspace_->now();
    session.apply(log_activity(session.snapshot_, activity), "Saved");
  }

  void operator()(const ExportDayPack& wish) const {
    const ExportRequest request{.what = ExportWhat::kDayPack, .out = wish.folder, .rep = wish.rep};
    const ExportRun run = export_files(session.snapshot_, request);
    session.say(Message::kInfo,
                fmt::format("{} files written to {}", run.files.size(), wish.folder));
  }

  void operator()(const GeocodeAddresses& wish) const {
    in_background(
        "Looking addresses up", [request = wish.request](const Snapshot& now, const auto& job) {
          GeocodeRun run = geocode_addresses(now, request, job);
          return std::pair(std::move(run.command),
                           fmt::format("{} of {} doubtful businesses have a place now; evaluate "
                                       "eligibility again",
                                       run.used, run.businesses.size()));
        });
  }

  void operator()(const PlaceBusiness& wish) const {
    session.apply(place_business(session.snapshot_, wish.business, wish.place),
                  fmt::format("{} placed; evaluate eligibility again", wish.business.text()));
  }

  void operator()(const MergeBusinesses& wish) const {
    session.apply(merge_businesses(session.snapshot_, wish.keep, wish.drop),
                  fmt::format("Merged into {}", wish.keep.text()));
  }

  void operator()(const MarkDistinct& wish) const {
    session.apply(mark_distinct(session.snapshot_, wish.businesses),
                  "Remembered: they are different businesses");
  }

  void operator()(const RunAgain&) const {
    const std::optional<Action> again = std::exchange(session.stale_action_, std::nullopt);
    if (!again) return;
    session.refresh();
    session.perform(*again);
  }

  void operator()(const Undo&) const {
    const std::optional<storage::AuditEntry> undone = session.workspace_->undo();
    session.refresh();
    session.say(Message::kInfo, undone ? fmt::format("Undone: {} {}", undone->command, undone->what)
                                       : std::string("There is nothing to undo"));
  }

  void operator()(const CancelJob&) const { session.jobs_.cancel(); }

 private:
  /// `step`: (snapshot, job) → the command and what to tell the user once it is applied.
  template <typename Step>
  void in_background(std::string title, Step step,
                     JobQueue::OnCancel on_cancel = JobQueue::OnCancel::kDrop) const {
    session.improvements_.cancel();
    session.jobs_.start(
        std::move(title),
        [step, now = session.snapshot_, wanted = action, opened = session.opened_,
         owner = &session](const core::JobContext& job) {
          auto [command, text] = step(now, job);
          return [command = std::move(command), text = std::move(text), wanted, opened, owner] {
            // A result that was ready when another workspace was opened belongs to the one before.
            if (opened == owner->opened_) owner->apply_result(command, text, wanted);
          };
        },
        on_cancel);
  }
};

Session::Session(core::JobOptions options)
    : jobs_(
          [this](const std::string& title, const std::string& message, bool cancelled) {
            say(cancelled ? Message::kInfo : Message::kError,
                cancelled ? title + " was cancelled" : title + ": " + message);
          },
          options),
      improvements_([](const std::string&, const std::string&, bool) {},
                    {.threads = 1, .seed = options.seed + 1}) {}

void Session::perform(const Action& action) {
  const bool needs_workspace =
      !std::holds_alternative<OpenWorkspace>(action) && !std::holds_alternative<CancelJob>(action);
  if (needs_workspace && !workspace_) {
    say(Message::kError, "No workspace is open");
    return;
  }
  try {
    std::visit(Performer{*this, action}, action);
  } catch (const StaleError&) {
    offer_again(action);
  } catch (const std::exception& error) {
    say(Message::kError, error.what());
  }
}

bool Session::poll() {
  bool changed = jobs_.poll();
  changed = improvements_.poll() || changed;
  try {
    if (workspace_ && workspace_->is_stale()) {
      refresh();
      changed = true;
    }
  } catch (const std::exception& error) {
    say(Message::kError, error.what());
    changed = true;
  }
  return changed;
}

void Session::wait() {
  jobs_.wait();
  poll();
}

void Session::wait_for_improvement() {
  improvements_.wait();
  poll();
}

core::LocalTime Session::now() const {
  return workspace_ ? workspace_->now() : core::now_in_zone("UTC");
}

void Session::apply(const Command& command, const std::string& done) {
  workspace_->apply(command);
  refresh();
  say(Message::kInfo, done);
}

void Session::apply_result(const Command& command, const std::string& done, const Action& action) {
  try {
    apply(command, done);
    if (const auto* planned = std::get_if<PlanDays>(&action)) improve_days(planned->request);
  } catch (const StaleError&) {
    offer_again(action);
  } catch (const std::exception& error) {
    say(Message::kError, error.what());
  }
}

void Session::offer_again(const Action& action) {
  stale_action_ = action;
  say(Message::kWarning, "The workspace was changed meanwhile, so the result was not used", true);
}

/// Some further rounds than a plan has, from the plan as it is.
void Session::improve_days(const DayPlanRequest& request) {
  constexpr std::int64_t kFurther = 10;
  if (request.iterations == 0) return;
  DayPlanRequest again = request;
  again.present = snapshot_.stops.rows();
  improvements_.start(
      "Improving days", [again, now = snapshot_, opened = opened_, this](const auto& job) {
        DayPlanRequest unchanged = again;
        unchanged.iterations = 0;
        DayPlanRun present = plan_days(now, unchanged, job.part(0.0, 0.1, "present plan"));
        DayPlanRequest further = again;
        further.iterations = again.iterations * kFurther;
        DayPlanRun better = plan_days(now, further, job.part(0.1, 1.0, "improving"));
        return [better = std::move(better), present = std::move(present), opened, this] {
          if (opened == opened_) offer_better(better, present);
        };
      });
}

/// Nothing when the workspace has moved on or nothing better was found.
void Session::offer_better(const DayPlanRun& better, const DayPlanRun& present) {
  if (better.command.based_on != snapshot_.version) return;
  const double value = better.plan.value - present.plan.value;
  const double drive = better.plan.cost - present.plan.cost;
  constexpr double kWorthTelling = 0.5;  // of value, or of a minute
  if (value < kWorthTelling && (value < 0.0 || drive > -kWorthTelling)) return;
  better_plan_ = better.command;
  say(Message::kInfo,
      fmt::format("A better plan was found: {:+.1f} of value, {:+.0f} min of driving", value,
                  drive));
  messages_.back().offers_better_plan = true;
}

void Session::forget_better() {
  improvements_.cancel();
  better_plan_.reset();
  for (Message& message : messages_) message.offers_better_plan = false;
}

void Session::refresh() {
  const std::int64_t before = snapshot_.version;
  snapshot_ = workspace_->snapshot();
  if (snapshot_.version != before) forget_better();
  const std::optional<storage::AuditEntry> last = workspace_->undoable();
  undo_title_ = last ? fmt::format("{} {}", last->command, last->what) : std::string();
}

void Session::say(Message::Kind kind, std::string text, bool offers_run_again) {
  messages_.push_back({kind, std::move(text), offers_run_again});
  if (messages_.size() > kMessagesKept) messages_.pop_front();
}

}  // namespace nearnet::workspace
