// SPDX-License-Identifier: Apache-2.0
#include "tracking/coverage.h"

#include "core/error.h"
#include "core/text.h"
#include "tracking/stages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace nearnet::tracking {
namespace {

constexpr std::string_view kUnassigned = "unassigned";
constexpr std::string_view kUnknown = "unknown";

using BusinessIndex = std::unordered_map<core::BusinessId, const model::Business*>;
using LastVisits = std::unordered_map<core::BusinessId, core::Date>;

BusinessIndex index_of(std::span<const model::Business> businesses) {
  BusinessIndex index;
  index.reserve(businesses.size());
  for (const model::Business& business : businesses) index.emplace(business.id, &business);
  return index;
}

/// The latest completed visit of each business up to today.
LastVisits last_visits(const CoverageInputs& inputs, core::Date today) {
  LastVisits last;
  const auto saw = [&](const core::BusinessId& id, core::Date date) {
    if (date > today) return;
    const auto [entry, is_new] = last.emplace(id, date);
    if (!is_new) entry->second = std::max(entry->second, date);
  };
  for (const model::Business& business : inputs.businesses) {
    if (business.last_visit) saw(business.id, *business.last_visit);
  }
  for (const model::Activity& activity : inputs.activities) {
    if (is_completed_visit(activity)) saw(activity.business, activity.at.date);
  }
  return last;
}

bool in_universe(const model::Prospect& prospect, const model::Business& business) {
  return prospect.eligible && business.customer_status != model::CustomerStatus::kActive &&
         !business.do_not_contact;
}

bool in_window(core::Date visit, const CoverageOptions& options) {
  return options.days == 0 || core::days_between(visit, options.today) < options.days;
}

std::string or_else(const std::string& text, std::string_view fallback) {
  return text.empty() ? std::string(fallback) : text;
}

/// Tells the line a business belongs to.
class Grouping {
 public:
  Grouping(const CoverageInputs& inputs, CoverageBy by) : inputs_(inputs), by_(by) {
    if (by != CoverageBy::kNode) return;
    for (const model::Footprint& footprint : inputs.footprints) {
      nodes_.emplace(footprint.id, &footprint.node);
    }
  }

  std::string key(const model::Business& business, const model::Prospect& prospect) const {
    switch (by_) {
      case CoverageBy::kRep:
        return or_else(rep_of(business).text(), kUnassigned);
      case CoverageBy::kTerritory: {
        const Assignment* assignment = assignment_of(business);
        return or_else(assignment ? assignment->territory : "", kUnassigned);
      }
      case CoverageBy::kNaics:
        return naics_sector(business.naics);
      case CoverageBy::kNode: {
        const auto node = nodes_.find(prospect.footprint);
        return or_else(node == nodes_.end() ? "" : *node->second, kUnknown);
      }
      case CoverageBy::kDistrict:
        return or_else(parents_of(business).district, kUnassigned);
      case CoverageBy::kRegion:
        return or_else(parents_of(business).region, kUnassigned);
      case CoverageBy::kNone:
        break;
    }
    return "";
  }

 private:
  const Assignment* assignment_of(const model::Business& business) const {
    const auto found = inputs_.assignments.find(business.id);
    return found == inputs_.assignments.end() ? nullptr : &found->second;
  }

  core::RepId rep_of(const model::Business& business) const {
    if (!business.owner.empty()) return business.owner;
    const Assignment* assignment = assignment_of(business);
    return assignment ? assignment->rep : core::RepId();
  }

  Parents parents_of(const model::Business& business) const {
    const auto of_rep = inputs_.parents.find(rep_of(business));
    if (of_rep != inputs_.parents.end()) return of_rep->second;
    const Assignment* assignment = assignment_of(business);
    return assignment ? assignment->parents : Parents();
  }

  const CoverageInputs& inputs_;
  CoverageBy by_;
  std::unordered_map<core::FootprintId, const std::string*> nodes_;
};

/// What one business adds to its line and to the total.
CoverageLine contribution(const model::Business& business, std::optional<core::Date> last_visit,
                          bool planned, const CoverageOptions& options) {
  CoverageLine one{.key = "", .universe = 1};
  one.visited = last_visit && in_window(*last_visit, options) ? 1 : 0;
  one.planned = planned ? 1 : 0;
  one.never_visited = last_visit ? 0 : 1;
  if (last_visit && has_rhythm(business)) {
    const VisitStatus status =
        visit_status(last_visit, options.today, interval_of(business, options.cadence),
                     options.cadence.due_after);
    one.due = status == VisitStatus::kDue ? 1 : 0;
    one.overdue = status == VisitStatus::kOverdue ? 1 : 0;
  }
  return one;
}

void add(CoverageLine& sum, const CoverageLine& one) {
  sum.universe += one.universe;
  sum.visited += one.visited;
  sum.planned += one.planned;
  sum.due += one.due;
  sum.overdue += one.overdue;
  sum.never_visited += one.never_visited;
}

bool is_catch_all(const std::string& key) {
  return key == kUnassigned || key == kUnknown;
}

/// Keys as people order them, catch-alls last. Sectors are text: "44-45" goes before "72".
struct KeyOrder {
  bool as_text = false;

  bool operator()(const std::string& a, const std::string& b) const {
    if (is_catch_all(a) != is_catch_all(b)) return is_catch_all(b);
    return as_text ? a < b : core::compare_ids(a, b) < 0;
  }
};

std::string definition_of(const CoverageOptions& options) {
  const std::string window =
      options.days == 0
          ? fmt::format("ever, up to {}", core::format_date(options.today))
          : fmt::format("in the {} days from {} to {}", options.days,
                        core::format_date(core::add_days(options.today, 1 - options.days)),
                        core::format_date(options.today));
  return "Universe: eligible prospects, not active customers, not do-not-contact. Visited: at "
         "least "
         "one completed visit " +
         window + ".";
}

constexpr std::array<std::pair<CoverageBy, std::string_view>, 7> kByTexts = {{
    {CoverageBy::kNone, "none"},
    {CoverageBy::kRep, "rep"},
    {CoverageBy::kTerritory, "territory"},
    {CoverageBy::kNaics, "naics"},
    {CoverageBy::kNode, "node"},
    {CoverageBy::kDistrict, "district"},
    {CoverageBy::kRegion, "region"},
}};

}  // namespace

std::optional<CoverageBy> coverage_by_from_text(std::string_view text) {
  for (const auto& [by, name] : kByTexts) {
    if (name == text) return by;
  }
  return std::nullopt;
}

std::string_view to_text(CoverageBy by) {
  for (const auto& [candidate, name] : kByTexts) {
    if (candidate == by) return name;
  }
  return "none";
}

CoverageReport coverage(const CoverageInputs& inputs, const CoverageOptions& options) {
  if (options.days < 0) {
    throw core::ConfigError(fmt::format(
        "a window of {} days makes no sense; give 1 or more, or 0 for all time", options.days));
  }
  const BusinessIndex businesses = index_of(inputs.businesses);
  const LastVisits visits = last_visits(inputs, options.today);
  const Grouping grouping(inputs, options.by);
  std::unordered_set<core::BusinessId> planned;
  for (const model::Stop& stop : inputs.stops) {
    if (stop.date >= options.today) planned.insert(stop.business);
  }

  CoverageReport report{.definition = definition_of(options), .total = {.key = "total"}};
  std::map<std::string, CoverageLine, KeyOrder> lines(
      KeyOrder{.as_text = options.by == CoverageBy::kNaics});
  for (const model::Prospect& prospect : inputs.prospects) {
    const auto found = businesses.find(prospect.business);
    if (found == businesses.end() || !in_universe(prospect, *found->second)) continue;
    const model::Business& business = *found->second;
    const auto visit = visits.find(business.id);
    const CoverageLine one =
        contribution(business, visit == visits.end() ? std::nullopt : std::optional(visit->second),
                     planned.contains(business.id), options);
    add(report.total, one);
    if (one.visited == 0) report.gaps.push_back(business.id);
    if (options.by == CoverageBy::kNone) continue;
    const std::string key = grouping.key(business, prospect);
    add(lines.try_emplace(key, CoverageLine{.key = key}).first->second, one);
  }
  for (auto& [key, line] : lines) report.by.push_back(std::move(line));
  std::sort(report.gaps.begin(), report.gaps.end());
  return report;
}

std::string naics_sector(std::string_view code) {
  const std::string_view digits = core::trimmed(code);
  const bool is_code =
      digits.size() >= 2 && digits.size() <= 6 &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  // The three ranges may also be written as such.
  if (!is_code && digits != "31-33" && digits != "44-45" && digits != "48-49") {
    return std::string(kUnknown);
  }
  const std::string_view sector = digits.substr(0, 2);
  if (sector >= "31" && sector <= "33") return "31-33";
  if (sector == "44" || sector == "45") return "44-45";
  if (sector == "48" || sector == "49") return "48-49";
  return std::string(sector);
}

}  // namespace nearnet::tracking
