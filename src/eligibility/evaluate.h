// SPDX-License-Identifier: Apache-2.0
// Businesses and plant in, prospects out: status, eligibility, reasons and score of every business.
//
//   std::vector<model::Prospect> prospects = eligibility::evaluate(
//       {.businesses = shops, .footprints = plant, .today = core::parse_date("2026-11-23")},
//       eligibility::default_rules(), job);
//   eligibility::Summary summary = eligibility::summarize(prospects);
//
// A business without a usable position has status unknown and is not eligible (NO_POSITION);
// nothing else about it is guessed. Only `position` need be set, so plain point files can be judged
// too. The result is the same on any number of threads. Each row is on its own: its order and
// neighbours do not matter. Reports progress; throws core::Cancelled.
//
// Cost: an index over each layer, then the questions of coverage_index.h for each business, in
// parallel.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/calendar.h"
#include "core/job_context.h"
#include "eligibility/coverage_index.h"
#include "eligibility/network_answers.h"
#include "eligibility/rules.h"
#include "model/barrier.h"
#include "model/business.h"
#include "model/footprint.h"
#include "model/override.h"
#include "model/prospect.h"

namespace nearnet::eligibility {

class FactFinder;

/// Metres along the roads from a business to the plant, for those near a road.
using AlongRoad = std::unordered_map<core::BusinessId, core::Metres>;

struct Inputs {
  std::span<const model::Business> businesses = {};
  std::span<const model::Footprint> footprints = {};
  std::span<const model::NoSolicitArea> no_solicit = {};
  std::span<const model::Footprint> competitors = {};
  core::Date today{};  ///< contracts, visits and plant records are dated against it
  std::span<const model::Barrier> barriers = {};
  std::span<const model::Override> overrides = {};
  const AlongRoad* along_road = nullptr;  ///< null: no roads are loaded
  /// Look for the best offer where several footprints cover a place; costs a second look each.
  bool offers = false;
  /// network_index(footprints, rules), where it is kept from before; null: it is built.
  std::shared_ptr<const CoverageIndex> network = nullptr;
  /// What it answers to `businesses` within the rules' search, where that is kept from before;
  /// null: it is asked.
  std::shared_ptr<const NetworkAnswers> answers = nullptr;
};

/// What a prospect says, without a score or a grade, for businesses that come by the million.
struct Verdict {
  struct Reasons {
    std::vector<std::string> codes;
    std::string text;  ///< joined by commas
  };

  model::NetStatus status = model::NetStatus::kUnknown;
  bool eligible = false;
  const model::Footprint* footprint = nullptr;  ///< of the inputs; null where a prospect has none
  std::optional<core::Metres> distance = {};
  const Reasons* reasons = nullptr;  ///< the judge's own
};

/// All but the businesses, prepared once: for businesses that come in pieces.
///
///   Evaluator evaluator(inputs, rules, job);                 // the layers must outlive it
///   auto network = evaluator.network_at(neighbours_together(places), places.size(), job);
///   Evaluator::Judge judge(evaluator);                       // one a thread; not to outlive it
///   Verdict verdict = judge(business, network[i]);
class Evaluator {
 public:
  /// `inputs.businesses` is not read.
  Evaluator(const Inputs& inputs, const Rules& rules, const core::JobContext& job);

  /// One prospect a business, in the same order.
  std::vector<model::Prospect> evaluate(std::span<const model::Business> businesses,
                                        const core::JobContext& job) const;

  /// ask_network() within the rules' search.
  std::vector<std::optional<Coverage>> network_at(std::span<const NumberedPlace> places,
                                                  std::size_t count,
                                                  const core::JobContext& job) const;

  class Judge {
   public:
    explicit Judge(const Evaluator& evaluator);
    /// Tells what will be judged soon, so that it is in the cache by then.
    void expect(const std::optional<Coverage>& network) const;
    Judge(Judge&&) noexcept;
    Judge& operator=(Judge&&) noexcept;
    ~Judge();
    /// `network` is what Evaluator::network_at() gives for the business's position.
    Verdict operator()(const model::Business& business, const std::optional<Coverage>& network);

   private:
    const Verdict::Reasons& reasons(model::NetStatus status, std::uint32_t failed);

    std::unique_ptr<FactFinder> finder_;
    /// By status and failed rules: few of all that could be.
    std::map<std::pair<model::NetStatus, std::uint32_t>, Verdict::Reasons> reasons_;
  };

 private:
  struct Layers;

  Inputs inputs_;
  Rules rules_;
  std::shared_ptr<const Layers> layers_;
};

/// One prospect a business, in the same order.
std::vector<model::Prospect> evaluate(const Inputs& inputs, const Rules& rules,
                                      const core::JobContext& job);

struct Summary {
  std::int64_t businesses = 0;
  std::int64_t on_net = 0;
  std::int64_t near_net = 0;
  std::int64_t off_net = 0;
  std::int64_t unknown = 0;
  std::int64_t eligible = 0;
  std::int64_t ineligible = 0;
  /// How many of those not eligible carry each blocking code. One with two codes is counted under
  /// both, so these may add up to more than `ineligible`.
  std::map<std::string, std::int64_t> ineligible_by_reason;
  std::map<std::string, std::int64_t> grades = {};  ///< empty while the rules have no economics

  void add(const model::Prospect& prospect);
  void add(const Verdict& verdict);
  Summary& operator+=(const Summary& other);

  friend bool operator==(const Summary&, const Summary&) = default;

 private:
  void count(model::NetStatus status, bool is_eligible, std::span<const std::string> reasons);
};

Summary summarize(std::span<const model::Prospect> prospects);

/// The index of the footprints that count under `rules`: what `explain` must be given to agree with
/// `evaluate`.
CoverageIndex network_index(std::span<const model::Footprint> footprints, const Rules& rules,
                            const core::JobContext& job = core::JobContext());
/// The rules choose the same footprints, so that one network_index serves both.
bool same_footprints(const Rules& a, const Rules& b);

}  // namespace nearnet::eligibility
