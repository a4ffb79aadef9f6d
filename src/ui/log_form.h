// SPDX-License-Identifier: Apache-2.0
// The ten-second log: what kind of contact, how it ended, when to come back.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/activity.h"
#include "ui/context.h"

namespace nearnet::ui {

struct LogForm {
  std::size_t kind = 1;     ///< index into log_kinds(): a visit
  std::size_t outcome = 0;  ///< index into outcomes_of(kind), shifted by one; 0: not chosen yet
  std::size_t rep = 0;      ///< index into rep_ids
  std::string follow_up;    ///< ISO date; empty: none
  std::string mrc;
  std::string note;

  /// Why it cannot be saved; empty when it can. Found out when the form or the workspace changes.
  std::string problem;
  model::Activity checked;  ///< what `problem` speaks of
  std::int64_t checked_version = -1;

  // The drop-down lists, read again when their source changes.
  std::vector<std::string> kind_names;
  std::vector<std::string> outcome_names;
  std::size_t named_kind = 99;
  std::vector<std::string> rep_names;
  std::vector<core::RepId> rep_ids;
  std::int64_t reps_version = -1;
};

std::span<const model::ActivityKind> log_kinds();
/// The outcomes that make sense for a kind, likeliest first. Only notes and follow-ups may have
/// none.
std::span<const model::Outcome> outcomes_of(model::ActivityKind kind);

/// An empty form for another business; kind and rep stay as the user left them.
void reset(LogForm& form, const workspace::Snapshot& snapshot, const model::Business& business);
void draw_log_form(const Context& context, const model::Business& business, LogForm& form);

}  // namespace nearnet::ui
