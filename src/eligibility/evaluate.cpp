// SPDX-License-Identifier: Apache-2.0
#include "eligibility/evaluate.h"

#include <cassert>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "core/parallel.h"
#include "core/text.h"
#include "eligibility/build_market.h"
#include "eligibility/facts.h"
#include "eligibility/grade.h"
#include "eligibility/reasons.h"
#include "eligibility/rule_list.h"

namespace nearnet::eligibility {
namespace {

constexpr std::size_t kGrain = 4096;

}  // namespace

bool same_footprints(const Rules& a, const Rules& b) {
  return a.providers == b.providers && a.technologies == b.technologies && a.segments == b.segments;
}

CoverageIndex network_index(std::span<const model::Footprint> footprints, const Rules& rules,
                            const core::JobContext& job) {
  return CoverageIndex(
      footprints, [&](const model::Footprint& footprint) { return counts(footprint, rules); }, job);
}

struct Evaluator::Layers {
  Layers(const Inputs& inputs, const Rules& rules, const core::JobContext& job)
      : network(inputs.network != nullptr ? inputs.network
                                          : std::make_shared<const CoverageIndex>(
                                                network_index(inputs.footprints, rules, job))),
        sides(inputs, rules) {}

  std::shared_ptr<const CoverageIndex> network;
  SideLayers sides;
};

Evaluator::Evaluator(const Inputs& inputs, const Rules& rules, const core::JobContext& job)
    : inputs_(inputs), rules_(rules), layers_(std::make_shared<Layers>(inputs_, rules_, job)) {}

Evaluator::Judge::Judge(const Evaluator& evaluator)
    : finder_(std::make_unique<FactFinder>(*evaluator.layers_->network, evaluator.layers_->sides,
                                           evaluator.inputs_, evaluator.rules_)) {}
Evaluator::Judge::Judge(Judge&&) noexcept = default;
Evaluator::Judge& Evaluator::Judge::operator=(Judge&&) noexcept = default;
Evaluator::Judge::~Judge() = default;

void Evaluator::Judge::expect(const std::optional<Coverage>& network) const {
  if (network) finder_->expect(*network);
}

Verdict Evaluator::Judge::operator()(const model::Business& business,
                                     const std::optional<Coverage>& network) {
  const Case c = finder_->gather(business, network);
  const Decision decision = ask_rules(c);
  Verdict verdict{.status = c.status, .eligible = decision.eligible};
  if (c.network) {
    verdict.footprint = c.footprint;
    verdict.distance = c.network->distance;
  }
  verdict.reasons = &reasons(c.status, decision.failed);
  return verdict;
}

const Verdict::Reasons& Evaluator::Judge::reasons(model::NetStatus status, std::uint32_t failed) {
  const auto [known, fresh] = reasons_.try_emplace({status, failed});
  if (fresh) {
    known->second.codes = reasons_of(status, failed);
    known->second.text = core::join(known->second.codes, ",");
  }
  return known->second;
}

std::vector<std::optional<Coverage>> Evaluator::network_at(std::span<const NumberedPlace> places,
                                                           std::size_t count,
                                                           const core::JobContext& job) const {
  return ask_network(*layers_->network, places, count, rules_.search_radius(), job);
}

std::vector<model::Prospect> Evaluator::evaluate(std::span<const model::Business> businesses,
                                                 const core::JobContext& job) const {
  std::shared_ptr<const NetworkAnswers> answers = inputs_.answers;
  const double asked = answers == nullptr ? 0.5 : 0.0;
  const core::JobContext deciding = job.part(asked, 1.0, "applying the rules");
  if (answers == nullptr) {
    answers = std::make_shared<const NetworkAnswers>(
        ask_network(*layers_->network, businesses, rules_.search_radius(),
                    job.part(0.0, asked, "asking the network")));
  }
  assert(answers->network.size() == businesses.size());
  std::vector<model::Prospect> prospects(businesses.size());
  const auto for_each_business = [&](auto visit) {
    core::parallel_ranges(businesses.size(), kGrain, deciding,
                          [&](std::size_t begin, std::size_t end) {
                            FactFinder finder(*layers_->network, layers_->sides, inputs_, rules_);
                            for (std::size_t k = begin; k < end; ++k) {
                              const std::size_t i = answers->order[k];
                              visit(i, finder.gather(businesses[i], answers->network[i]));
                            }
                          });
  };
  for_each_business([&](std::size_t i, const Case& c) { prospects[i] = decide(c); });
  if (!rules_.economics.on()) return prospects;

  // Grades look at the neighbours too, so they come when all are known.
  std::vector<std::optional<Builder>> builders(businesses.size());
  for_each_business([&](std::size_t i, const Case& c) { builders[i] = builder_of(c); });
  std::vector<Builder> known;
  for (std::optional<Builder>& builder : builders) {
    if (builder) known.push_back(std::move(*builder));
  }
  const BuildMarket market(std::move(known));
  for_each_business(
      [&](std::size_t i, const Case& c) { prospects[i].grade = grade_of(c, market).grade; });
  return prospects;
}

std::vector<model::Prospect> evaluate(const Inputs& inputs, const Rules& rules,
                                      const core::JobContext& job) {
  return Evaluator(inputs, rules, job).evaluate(inputs.businesses, job);
}

Summary& Summary::operator+=(const Summary& other) {
  businesses += other.businesses;
  on_net += other.on_net;
  near_net += other.near_net;
  off_net += other.off_net;
  unknown += other.unknown;
  eligible += other.eligible;
  ineligible += other.ineligible;
  for (const auto& [code, count] : other.ineligible_by_reason) ineligible_by_reason[code] += count;
  for (const auto& [grade, count] : other.grades) grades[grade] += count;
  return *this;
}

void Summary::add(const model::Prospect& prospect) {
  count(prospect.status, prospect.eligible, prospect.reasons);
  if (prospect.grade) ++grades[std::string(model::to_text(*prospect.grade))];
}

void Summary::add(const Verdict& verdict) {
  count(verdict.status, verdict.eligible, verdict.reasons->codes);
}

void Summary::count(model::NetStatus status, bool is_eligible,
                    std::span<const std::string> reasons) {
  ++businesses;
  switch (status) {
    case model::NetStatus::kOnNet:
      ++on_net;
      break;
    case model::NetStatus::kNearNet:
      ++near_net;
      break;
    case model::NetStatus::kOffNet:
      ++off_net;
      break;
    case model::NetStatus::kUnknown:
      ++unknown;
      break;
  }
  ++(is_eligible ? eligible : ineligible);
  if (is_eligible) return;
  for (const std::string& code : reasons) {
    const auto reason = find_reason(code);
    if (reason && reason->blocks) ++ineligible_by_reason[code];
  }
}

Summary summarize(std::span<const model::Prospect> prospects) {
  Summary summary;
  for (const model::Prospect& prospect : prospects) summary.add(prospect);
  return summary;
}

}  // namespace nearnet::eligibility
