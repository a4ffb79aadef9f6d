// SPDX-License-Identifier: Apache-2.0
#include "workspace/prospect_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>

#include "core/text.h"
#include "eligibility/reasons.h"
#include "geo/geodesic.h"
#include "tracking/cadence.h"

namespace nearnet::workspace {
namespace {

namespace reason = eligibility::reason;
using model::ChangeKind;
using model::Prospect;
using model::ProspectChange;

struct Cause {
  std::string code;
  std::string detail;
};

bool carries(const Prospect& prospect, std::string_view code) {
  return std::ranges::find(prospect.reasons, code) != prospect.reasons.end();
}

bool same_verdict(const Prospect& a, const Prospect& b) {
  return a.status == b.status && a.eligible == b.eligible && a.grade == b.grade;
}

/// A reason that the business's own record or a side layer gives, and what it means when it comes
/// or goes.
struct ReasonCause {
  std::string_view code;
  const char* cause_come;
  const char* come;
  const char* cause_gone;
  const char* gone;
};

constexpr std::array kReasonCauses{
    ReasonCause{reason::kOverriddenOut, "OVERRIDE", "a person left it out", "OVERRIDE",
                "the word that left it out is over"},
    ReasonCause{reason::kOverriddenIn, "OVERRIDE", "a person let it in", "OVERRIDE",
                "the word that let it in is over"},
    ReasonCause{reason::kExistingCustomer, "BECAME_CUSTOMER", "it became a customer",
                "LEFT_AS_CUSTOMER", "it is no longer a customer"},
    ReasonCause{reason::kDoNotContact, "DO_NOT_CONTACT", "it asked not to be contacted",
                "DO_NOT_CONTACT", "it may be contacted again"},
    ReasonCause{reason::kClosed, "CLOSED", "it closed", "CLOSED", "it is open again"},
    ReasonCause{reason::kResidential, "RECORD_CHANGED", "it turned out to be a residence",
                "RECORD_CHANGED", "it is no residence after all"},
    ReasonCause{reason::kNoSolicitArea, "NO_SOLICIT_CHANGED", "a no-solicit area covers it now",
                "NO_SOLICIT_CHANGED", "no no-solicit area covers it any more"},
    ReasonCause{reason::kUnderContract, "CONTRACT", "it is bound to another provider", "CONTRACT",
                "its contract ends, or ended, in time"},
};

/// Reasons that follow from the fields of the record.
constexpr std::array kRecordReasons = {reason::kCategoryNotWanted, reason::kCategoryExcluded,
                                       reason::kCategoryUnknown,   reason::kEmployeesOutOfRange,
                                       reason::kMrcTooSmall,       reason::kSizeUnknown};

std::optional<Cause> cause_in_reasons(const Prospect& before, const Prospect& after) {
  for (const ReasonCause& known : kReasonCauses) {
    const bool had = carries(before, known.code);
    const bool has = carries(after, known.code);
    if (had == has) continue;
    if (has) return Cause{known.cause_come, known.come};
    return Cause{known.cause_gone, known.gone};
  }
  for (const std::string_view code : kRecordReasons) {
    if (carries(before, code) != carries(after, code)) {
      return Cause{"RECORD_CHANGED", "its trade or size was recorded anew"};
    }
  }
  return std::nullopt;
}

std::optional<Cause> cause_in_position(const Prospect& before, const Prospect& after) {
  if (before.position == after.position) return std::nullopt;
  if (!before.position) return Cause{"BUSINESS_MOVED", "its position was recorded"};
  if (!after.position) return Cause{"BUSINESS_MOVED", "its position was lost"};
  return Cause{"BUSINESS_MOVED",
               fmt::format("it moved {}", core::format_distance(geo::geodesic_distance(
                                              *before.position, *after.position)))};
}

/// Compares two evaluations of one workspace.
class Comparison {
 public:
  Comparison(const Snapshot& before, OldRulesVerdicts under_old_rules)
      : before_(before),
        under_old_rules_(under_old_rules),
        follow_ups_(tracking::open_follow_ups(before.activities.rows())) {
    for (const Prospect& prospect : before.prospects.rows()) {
      known_plant_.insert(prospect.footprint.text());
    }
    for (const model::Stop& stop : before.stops.rows()) {
      if (stop.date >= before.today) stops_.emplace(stop.business, &stop);
    }
  }

  std::optional<ProspectChange> change(const Prospect& after, std::size_t index) const {
    const Prospect* before = before_.prospects.find(after.business);
    if (before != nullptr && same_verdict(*before, after)) return std::nullopt;
    if (before == nullptr && !after.eligible) return std::nullopt;
    ProspectChange change = sketch(after, before != nullptr && before->eligible, after.eligible);
    if (before != nullptr) {
      change.status_before = before->status;
      change.grade_before = before->grade;
    }
    change.status_after = after.status;
    change.grade_after = after.grade;
    tell(before != nullptr ? cause_of(*before, after, index)
                           : Cause{"BUSINESS_ADDED", "it is new in the workspace"},
         change);
    return change;
  }

  std::optional<ProspectChange> gone(const Prospect& before) const {
    if (!before.eligible || before_.businesses.find(before.business) != nullptr) {
      return std::nullopt;
    }
    ProspectChange change = sketch(before, true, false);
    change.status_before = before.status;
    change.grade_before = before.grade;
    tell({"BUSINESS_GONE", "it is no longer in the workspace"}, change);
    return change;
  }

 private:
  ProspectChange sketch(const Prospect& of, bool eligible_before, bool eligible_after) const {
    ProspectChange change;
    change.business = of.business;
    change.date = before_.today;
    change.name = of.name;
    change.position = of.position;
    change.eligible_before = eligible_before;
    change.eligible_after = eligible_after;
    if (eligible_before != eligible_after) {
      change.kind = eligible_after ? ChangeKind::kNewlyEligible : ChangeKind::kLost;
    }
    return change;
  }

  void tell(Cause cause, ProspectChange& change) const {
    change.cause = std::move(cause.code);
    change.detail = std::move(cause.detail);
    if (change.kind == ChangeKind::kLost && change.cause != "BECAME_CUSTOMER") promise(change);
  }

  Cause cause_of(const Prospect& before, const Prospect& after, std::size_t index) const {
    if (!under_old_rules_.empty() && same_verdict(under_old_rules_[index], before)) {
      return {"RULES_CHANGED",
              fmt::format("other rules: {} before, {} now", core::join(before.reasons, ", "),
                          core::join(after.reasons, ", "))};
    }
    if (auto cause = cause_in_reasons(before, after)) return *cause;
    if (auto cause = cause_in_position(before, after)) return *cause;
    if (auto cause = cause_in_plant(before, after)) return *cause;
    if (before.route != after.route) return {"ROADS_CHANGED", "the way along the road is another"};
    if (carries(before, reason::kBarrier) != carries(after, reason::kBarrier)) {
      return {"BARRIERS_CHANGED", "the barriers on its way are others"};
    }
    return {"RECORD_CHANGED", "its record, or those of its neighbours, changed"};
  }

  std::optional<Cause> cause_in_plant(const Prospect& before, const Prospect& after) const {
    if (before.footprint == after.footprint && before.distance == after.distance) {
      // As far from the same plant as before: only what a drop of it reaches can tell them apart.
      const auto on_net = [](const Prospect& of) { return of.status == model::NetStatus::kOnNet; };
      if (on_net(before) == on_net(after)) return std::nullopt;
      return Cause{"PLANT_CHANGED",
                   fmt::format("the drop of cable {} is another", after.footprint.text())};
    }
    if (!before.footprint.empty() && before_.footprints.find(before.footprint) == nullptr) {
      return Cause{"PLANT_WITHDRAWN", fmt::format("footprint {} is gone", before.footprint.text())};
    }
    if (after.footprint.empty()) {
      return Cause{"PLANT_CHANGED",
                   fmt::format("footprint {} shrank or moved away", before.footprint.text())};
    }
    if (after.footprint != before.footprint && !known_plant_.contains(after.footprint.text())) {
      return Cause{"PLANT_APPEARED", fmt::format("footprint {} is new", after.footprint.text())};
    }
    return Cause{"PLANT_CHANGED", fmt::format("footprint {} changed", after.footprint.text())};
  }

  /// What the lead was promised, by stage, by follow-up and by plan; and by whom.
  void promise(ProspectChange& change) const {
    std::vector<std::string> promises;
    const model::Business* business = before_.businesses.find(change.business);
    if (business != nullptr) {
      change.rep = business->owner;
      if (business->stage >= model::Stage::kProposalOut &&
          business->stage <= model::Stage::kInstallScheduled) {
        promises.push_back(fmt::format("stage {}", model::to_text(business->stage)));
      }
    }
    if (const auto found = follow_ups_.find(change.business); found != follow_ups_.end()) {
      promises.push_back(fmt::format("follow-up on {}", core::format_date(found->second.date)));
      if (change.rep.empty()) change.rep = found->second.rep;
    }
    if (const auto found = stops_.find(change.business); found != stops_.end()) {
      const model::Stop& stop = *found->second;
      promises.push_back(
          fmt::format("{} on {}", model::to_text(stop.kind), core::format_date(stop.date)));
      if (change.rep.empty()) change.rep = stop.rep;
    }
    change.promise = core::join(promises, ", ");
    if (promises.empty()) change.rep = {};
  }

  const Snapshot& before_;
  OldRulesVerdicts under_old_rules_;
  std::map<core::BusinessId, tracking::FollowUp> follow_ups_;
  std::map<core::BusinessId, const model::Stop*> stops_;
  std::unordered_set<std::string> known_plant_;
};

std::int64_t next_run(const Snapshot& before) {
  std::int64_t last = 0;
  for (const ProspectChange& change : before.prospect_changes.rows()) {
    last = std::max(last, change.run);
  }
  return last + 1;
}

}  // namespace

std::vector<ProspectChange> changes_against(const Snapshot& before, std::span<const Prospect> after,
                                            OldRulesVerdicts under_old_rules) {
  std::vector<ProspectChange> changes;
  if (before.prospects.empty()) return changes;
  const Comparison comparison(before, under_old_rules);
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (auto change = comparison.change(after[i], i)) changes.push_back(std::move(*change));
  }
  for (const Prospect& prospect : before.prospects.rows()) {
    if (auto change = comparison.gone(prospect)) changes.push_back(std::move(*change));
  }
  std::ranges::sort(changes, {}, &ProspectChange::business);
  const std::int64_t run = next_run(before);
  for (ProspectChange& change : changes) change.run = run;
  return changes;
}

ChangeCounts count(std::span<const ProspectChange> changes) {
  ChangeCounts counts;
  for (const ProspectChange& change : changes) {
    switch (change.kind) {
      case ChangeKind::kNewlyEligible:
        ++counts.newly_eligible;
        break;
      case ChangeKind::kLost:
        ++counts.lost;
        break;
      case ChangeKind::kChanged:
        ++counts.changed;
        break;
    }
    if (!change.promise.empty()) ++counts.promised;
  }
  return counts;
}

std::string summary_of(std::span<const ProspectChange> changes) {
  const ChangeCounts counts = count(changes);
  std::string text = fmt::format("{} newly eligible, {} lost, {} changed", counts.newly_eligible,
                                 counts.lost, counts.changed);
  if (counts.promised > 0) {
    text += fmt::format("; {} of those lost were promised something", counts.promised);
  }
  return text;
}

}  // namespace nearnet::workspace
