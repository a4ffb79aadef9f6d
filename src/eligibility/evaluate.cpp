// SPDX-License-Identifier: Apache-2.0
#include "eligibility/evaluate.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>

#include "core/parallel.h"
#include "eligibility/build_market.h"
#include "eligibility/facts.h"
#include "eligibility/grade.h"
#include "eligibility/reasons.h"
#include "eligibility/rule_list.h"

namespace nearnet::eligibility {
namespace {

constexpr std::size_t kGrain = 1024;

/// Fact finders for as many threads as ask at once: each is used by one thread at a time and keeps
/// the geometries it has prepared from range to range.
class FinderPool {
 public:
  FinderPool(const CoverageIndex& network, const SideLayers& sides, const Inputs& inputs,
             const Rules& rules)
      : network_(network), sides_(sides), inputs_(inputs), rules_(rules) {}

  std::unique_ptr<FactFinder> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<FactFinder> finder = std::move(idle_.back());
        idle_.pop_back();
        return finder;
      }
    }
    return std::make_unique<FactFinder>(network_, sides_, inputs_, rules_);
  }

  void give_back(std::unique_ptr<FactFinder> finder) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(finder));
  }

 private:
  const CoverageIndex& network_;
  const SideLayers& sides_;
  const Inputs& inputs_;
  const Rules& rules_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<FactFinder>> idle_;
};

/// Grades look at the neighbours too, so they come when all are known.
void give_grades(const Inputs& inputs, FinderPool& finders, const core::JobContext& job,
                 std::vector<model::Prospect>& prospects) {
  std::vector<std::optional<Builder>> builders(prospects.size());
  core::parallel_ranges(prospects.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    std::unique_ptr<FactFinder> finder = finders.take();
    for (std::size_t i = begin; i < end; ++i) {
      builders[i] = builder_of(finder->gather(inputs.businesses[i]));
    }
    finders.give_back(std::move(finder));
  });
  std::vector<Builder> known;
  for (std::optional<Builder>& builder : builders) {
    if (builder) known.push_back(std::move(*builder));
  }
  const BuildMarket market(std::move(known));
  core::parallel_ranges(prospects.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    std::unique_ptr<FactFinder> finder = finders.take();
    for (std::size_t i = begin; i < end; ++i) {
      prospects[i].grade = grade_of(finder->gather(inputs.businesses[i]), market).grade;
    }
    finders.give_back(std::move(finder));
  });
}

}  // namespace

CoverageIndex network_index(std::span<const model::Footprint> footprints, const Rules& rules) {
  return CoverageIndex(footprints,
                       [&](const model::Footprint& footprint) { return counts(footprint, rules); });
}

std::vector<model::Prospect> evaluate(const Inputs& inputs, const Rules& rules,
                                      const core::JobContext& job) {
  const CoverageIndex network = network_index(inputs.footprints, rules);
  const SideLayers sides(inputs, rules);
  FinderPool finders(network, sides, inputs, rules);
  std::vector<model::Prospect> prospects(inputs.businesses.size());
  core::parallel_ranges(prospects.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    std::unique_ptr<FactFinder> finder = finders.take();
    for (std::size_t i = begin; i < end; ++i) {
      prospects[i] = decide(finder->gather(inputs.businesses[i]));
    }
    finders.give_back(std::move(finder));
  });
  if (rules.economics.on()) give_grades(inputs, finders, job, prospects);
  return prospects;
}

Summary summarize(std::span<const model::Prospect> prospects) {
  Summary summary;
  for (const model::Prospect& prospect : prospects) {
    ++summary.businesses;
    switch (prospect.status) {
      case model::NetStatus::kOnNet:
        ++summary.on_net;
        break;
      case model::NetStatus::kNearNet:
        ++summary.near_net;
        break;
      case model::NetStatus::kOffNet:
        ++summary.off_net;
        break;
      case model::NetStatus::kUnknown:
        ++summary.unknown;
        break;
    }
    ++(prospect.eligible ? summary.eligible : summary.ineligible);
    if (prospect.grade) ++summary.grades[std::string(model::to_text(*prospect.grade))];
    if (prospect.eligible) continue;
    for (const std::string& code : prospect.reasons) {
      const auto reason = find_reason(code);
      if (reason && reason->blocks) ++summary.ineligible_by_reason[code];
    }
  }
  return summary;
}

}  // namespace nearnet::eligibility
