// SPDX-License-Identifier: Apache-2.0
// A rep's standing beats: the whole territory cut into day-areas of equal work.
//
//   auto run = workspace::make_beats(snapshot, {.rep = core::RepId("ae-1"), .count = 10}, job);
//   workspace.apply(run.command);
#pragma once

#include <string>
#include <vector>

#include "core/job_context.h"
#include "model/beat.h"
#include "tracking/cadence.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

struct BeatRequest {
  core::RepId rep;
  int count = 10;
  double tolerance = 0.1;  ///< largest share by which a beat's work may differ from the mean
  bool fresh = false;      ///< do not keep the present beats
  core::Seconds visit = core::minutes(15);
  core::Seconds parking = core::minutes(3);
  tracking::CadenceOptions cadence{};
};

struct BeatRun {
  std::vector<model::Beat> beats;
  double max_deviation = 0.0;
  double moved_share = 0.0;  ///< of those that belonged to a beat before
  int newcomers = 0;         ///< belonged to none
  std::vector<std::string> notes;
  Command command;
};

/// Of the rep's eligible prospects that are worked, due or not. A prospect's work is its visits a
/// year times their length with parking. The rep's present beats are kept as far as the balance
/// allows, and replaced. Throws ConfigError when there are fewer prospects than beats.
BeatRun make_beats(const Snapshot& snapshot, const BeatRequest& request,
                   const core::JobContext& job);

}  // namespace nearnet::workspace
