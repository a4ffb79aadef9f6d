// SPDX-License-Identifier: Apache-2.0
// How many businesses stand at each stage, and what they are worth a month.
//
//   tracking::Pipeline all = tracking::pipeline(businesses, activities, {});
//   for (const tracking::PipelineLine& line : all.stages)
//     print(to_text(line.stage), line.businesses, format_money(line.mrc),
//     format_money(line.weighted));
//
// A business is worth the MRC of its latest activity that names one (a proposal, a sale), else its
// estimated MRC, else nothing. Weighted = Σ MRC × stage probability, half-up to the cent a
// business. The default probabilities are a convention to start from, not a measurement: replace
// them with your own win rates.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "model/activity.h"
#include "model/business.h"
#include "model/stage.h"

namespace nearnet::tracking {

/// Probability that a business at a stage becomes revenue, for the stages named; 0 for the others.
using StageProbabilities = std::map<model::Stage, double>;
StageProbabilities default_probabilities();

struct PipelineOptions {
  std::optional<core::RepId> rep = {};     ///< only this owner's
  std::optional<model::Stage> stage = {};  ///< only this stage
  StageProbabilities probabilities = default_probabilities();
};

struct PipelineLine {
  model::Stage stage = model::Stage::kNew;
  int businesses = 0;
  core::Cents mrc = {};
  core::Cents weighted = {};

  friend bool operator==(const PipelineLine&, const PipelineLine&) = default;
};

/// One business that is being worked: a row of the pipeline table.
struct PipelineEntry {
  core::BusinessId business = {};
  std::string name = {};
  model::Stage stage = model::Stage::kNew;
  core::RepId rep = {};
  core::Cents mrc = {};
  std::optional<core::LocalTime> last_activity = {};
  std::optional<core::Date> follow_up = {};

  friend bool operator==(const PipelineEntry&, const PipelineEntry&) = default;
};

struct Pipeline {
  /// In pipeline order; stages nobody stands at are left out.
  std::vector<PipelineLine> stages = {};
  /// All but untouched `new` ones; by stage, MRC (high first), id.
  std::vector<PipelineEntry> entries = {};
  /// Sums over contacted … install_scheduled.
  core::Cents open_mrc = {};
  core::Cents open_weighted = {};
};

Pipeline pipeline(std::span<const model::Business> businesses,
                  std::span<const model::Activity> activities, const PipelineOptions& options);

}  // namespace nearnet::tracking
