// SPDX-License-Identifier: Apache-2.0
#include "tracking/pipeline.h"

#include "tracking/cadence.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace nearnet::tracking {
namespace {

using model::Stage;

/// What the activities say about one business.
struct Record {
  const model::Activity* last = nullptr;
  const model::Activity* last_priced = nullptr;
};

bool is_later(const model::Activity& a, const model::Activity* b) {
  return b == nullptr || a.at > b->at || (a.at == b->at && a.id > b->id);
}

std::unordered_map<core::BusinessId, Record> records(std::span<const model::Activity> activities) {
  std::unordered_map<core::BusinessId, Record> by_business;
  for (const model::Activity& activity : activities) {
    Record& record = by_business[activity.business];
    if (is_later(activity, record.last)) record.last = &activity;
    if (activity.mrc && is_later(activity, record.last_priced)) record.last_priced = &activity;
  }
  return by_business;
}

bool is_open(Stage stage) {
  return stage >= Stage::kContacted && stage <= Stage::kInstallScheduled;
}

core::Cents weighted(core::Cents mrc, double probability) {
  return core::Cents(
      static_cast<std::int64_t>(std::floor(static_cast<double>(mrc.value) * probability + 0.5)));
}

core::Cents worth(const model::Business& business, const Record* record) {
  if (record && record->last_priced) return *record->last_priced->mrc;
  return business.est_mrc.value_or(core::Cents(0));
}

bool is_wanted(const model::Business& business, const PipelineOptions& options) {
  return (!options.rep || business.owner == *options.rep) &&
         (!options.stage || business.stage == *options.stage);
}

bool ranks_before(const PipelineEntry& a, const PipelineEntry& b) {
  if (a.stage != b.stage) return a.stage < b.stage;
  if (a.mrc != b.mrc) return a.mrc > b.mrc;
  return a.business < b.business;
}

}  // namespace

StageProbabilities default_probabilities() {
  return {{Stage::kContacted, 0.05},         {Stage::kQualified, 0.10},
          {Stage::kCoverageConfirmed, 0.20}, {Stage::kPresented, 0.30},
          {Stage::kProposalOut, 0.50},       {Stage::kVerbal, 0.75},
          {Stage::kOrderSubmitted, 0.90},    {Stage::kInstallScheduled, 0.95},
          {Stage::kInstalled, 1.0},          {Stage::kBilling, 1.0}};
}

Pipeline pipeline(std::span<const model::Business> businesses,
                  std::span<const model::Activity> activities, const PipelineOptions& options) {
  const auto history = records(activities);
  const auto follow_ups = open_follow_ups(activities);
  std::map<Stage, PipelineLine> lines;
  Pipeline result;
  for (const model::Business& business : businesses) {
    if (!is_wanted(business, options)) continue;
    const auto found = history.find(business.id);
    const Record* record = found == history.end() ? nullptr : &found->second;
    const core::Cents mrc = worth(business, record);
    const auto odds = options.probabilities.find(business.stage);
    const core::Cents expected =
        weighted(mrc, odds == options.probabilities.end() ? 0.0 : odds->second);
    PipelineLine& line = lines[business.stage];
    line.stage = business.stage;
    ++line.businesses;
    line.mrc += mrc;
    line.weighted += expected;
    if (is_open(business.stage)) {
      result.open_mrc += mrc;
      result.open_weighted += expected;
    }
    if (business.stage == Stage::kNew && record == nullptr) continue;
    PipelineEntry entry{.business = business.id,
                        .name = business.name,
                        .stage = business.stage,
                        .rep = business.owner,
                        .mrc = mrc};
    if (record) entry.last_activity = record->last->at;
    if (const auto promise = follow_ups.find(business.id); promise != follow_ups.end()) {
      entry.follow_up = promise->second.date;
    }
    result.entries.push_back(std::move(entry));
  }
  for (const auto& [stage, line] : lines) result.stages.push_back(line);
  std::sort(result.entries.begin(), result.entries.end(), ranks_before);
  return result;
}

}  // namespace nearnet::tracking
