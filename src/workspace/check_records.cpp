// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "core/text.h"
#include "eligibility/reasons.h"
#include "eligibility/score.h"
#include "storage/tables.h"
#include "workspace/check_parts.h"

namespace nearnet::workspace {
namespace {

constexpr std::string_view kImportAgain = "import the source again, with a key of its own";
constexpr std::string_view kEvaluateAgain = "run nearnet eligibility";

std::string text_of(const storage::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return {};
}

/// Every key column of every row filled, and no key twice.
template <typename Record>
void check_keys(const storage::TableOf<Record>& table, const std::vector<Record>& rows,
                Problems& problems) {
  std::set<std::vector<std::string>> seen;
  for (const Record& row : rows) {
    std::vector<std::string> key;
    bool complete = true;
    for (std::size_t i = 0; i < table.table.key_columns; ++i) {
      key.push_back(text_of(table.fields[i].get(row)));
      complete = complete && !key.back().empty();
    }
    const std::string shown = core::join(key, ", ");
    if (!complete) {
      problems.add(
          "rows without a key",
          fmt::format("layer {} has a row without a full key ({})", table.table.name, shown),
          kImportAgain);
    } else if (!seen.insert(std::move(key)).second) {
      problems.add("keys that repeat",
                   fmt::format("layer {} has the key {} more than once", table.table.name, shown),
                   kImportAgain);
    }
  }
}

void check_place(std::string_view layer, const std::string& id, const geo::LonLat& place,
                 Problems& problems) {
  if (geo::is_valid(place)) return;
  problems.add(
      "places off the earth",
      fmt::format("{} \"{}\" stands at {}, {}, which is no place", layer, id, place.lon, place.lat),
      "correct the source and import it again; positions are longitude and latitude in degrees");
}

template <typename Rows>
void check_shapes(std::string_view layer, const Rows& rows, Problems& problems) {
  for (const auto& row : rows) {
    if (row.geometry.is_empty()) {
      problems.add("missing shapes", fmt::format("{} \"{}\" has no shape", layer, row.id.text()),
                   "take it out, or import the source again");
      continue;
    }
    const std::string reason = row.geometry.invalid_reason();
    if (reason.empty()) continue;
    problems.add("broken shapes",
                 fmt::format("the shape of {} \"{}\" is broken: {}", layer, row.id.text(), reason),
                 "import the source again, which repairs shapes");
  }
}

/// A key that was merged into another is nobody's own any more.
void check_aliases(const Snapshot& now, Problems& problems) {
  for (const model::BusinessAlias& row : now.business_aliases.rows()) {
    if (now.businesses.find(row.alias) != nullptr) {
      problems.add("merged businesses that are still there",
                   fmt::format("business \"{}\" was merged into \"{}\" and is still there",
                               row.alias.text(), row.business.text()),
                   "merge them again with nearnet addresses");
    }
    if (now.businesses.find(row.business) == nullptr) {
      problems.add(
          "merged keys of lost businesses",
          fmt::format("\"{}\" was merged into \"{}\", which is no business of the workspace",
                      row.alias.text(), row.business.text()),
          "import that business again");
    }
  }
}

void check_all_keys(const Snapshot& now, Problems& problems) {
  check_keys(storage::footprints(), now.footprints.rows(), problems);
  check_keys(storage::businesses(), now.businesses.rows(), problems);
  check_keys(storage::roads(), now.roads.rows(), problems);
  check_keys(storage::turn_restrictions(), now.turn_restrictions.rows(), problems);
  check_keys(storage::units(), now.units.rows(), problems);
  check_keys(storage::competitors(), now.competitors.rows(), problems);
  check_keys(storage::no_solicit(), now.no_solicit.rows(), problems);
  check_keys(storage::prospects(), now.prospects.rows(), problems);
  check_keys(storage::territories(), now.territories.rows(), problems);
  check_keys(storage::scenarios(), now.scenarios.rows(), problems);
  check_keys(storage::scenario_units(), now.scenario_units.rows(), problems);
  check_keys(storage::reps(), now.reps.rows(), problems);
  check_keys(storage::routes(), now.routes.rows(), problems);
  check_keys(storage::stops(), now.stops.rows(), problems);
  check_keys(storage::unserved(), now.unserved.rows(), problems);
  check_keys(storage::beats(), now.beats.rows(), problems);
  check_keys(storage::beat_members(), now.beat_members.rows(), problems);
  check_keys(storage::activities(), now.activities.rows(), problems);
  check_keys(storage::quotas(), now.quotas.rows(), problems);
  check_keys(storage::barriers(), now.barriers.rows(), problems);
  check_keys(storage::overrides(), now.overrides.rows(), problems);
  check_keys(storage::prospect_changes(), now.prospect_changes.rows(), problems);
  check_keys(storage::address_points(), now.address_points.rows(), problems);
  check_keys(storage::address_ranges(), now.address_ranges.rows(), problems);
  check_keys(storage::not_duplicates(), now.not_duplicates.rows(), problems);
  check_keys(storage::business_aliases(), now.business_aliases.rows(), problems);
}

std::string_view network_code(model::NetStatus status) {
  switch (status) {
    case model::NetStatus::kOnNet:
      return eligibility::reason::kOnNet;
    case model::NetStatus::kNearNet:
      return eligibility::reason::kNearNet;
    case model::NetStatus::kOffNet:
      return eligibility::reason::kOffNet;
    case model::NetStatus::kUnknown:
      break;
  }
  return eligibility::reason::kNoPosition;
}

/// What is wrong with a verdict by itself; "" when it is sound.
std::string contradiction(const model::Prospect& prospect, const Snapshot& now) {
  if (prospect.reasons.empty() || prospect.reasons.front() != network_code(prospect.status)) {
    return fmt::format("is {} for other reasons ({})", model::to_text(prospect.status),
                       core::join(prospect.reasons, ","));
  }
  bool blocked = false;
  bool let_in = false;
  for (const std::string& code : prospect.reasons) {
    const auto known = eligibility::find_reason(code);
    if (!known) return fmt::format("has the unknown reason {}", code);
    blocked = blocked || known->blocks;
    let_in = let_in || code == eligibility::reason::kOverriddenIn;
  }
  // A person's word stands above most rules, so both verdicts are possible then.
  blocked = let_in ? !prospect.eligible : blocked;
  if (prospect.eligible == blocked) {
    return fmt::format("is {}eligible with the reasons {}", prospect.eligible ? "" : "not ",
                       core::join(prospect.reasons, ","));
  }
  const bool served =
      prospect.status == model::NetStatus::kOnNet || prospect.status == model::NetStatus::kNearNet;
  if (served && (!prospect.distance || prospect.footprint.empty())) {
    return fmt::format("is {} without a footprint and a distance", model::to_text(prospect.status));
  }
  // Compared in whole millimetres, as the verdict was.
  const auto millimetres = [](core::Metres m) { return std::round(m.value * 1000.0); };
  if (prospect.status == model::NetStatus::kOnNet) {
    // Inside an area, or on the drop of a cable.
    const model::Footprint* footprint = now.footprints.find(prospect.footprint);
    const core::Metres reach =
        footprint != nullptr ? footprint->drop.value_or(core::Metres(0.0)) : core::Metres(0.0);
    if (millimetres(*prospect.distance) > millimetres(reach)) {
      return fmt::format("is on_net at {}", core::format_distance(*prospect.distance));
    }
  }
  const bool along_road = now.rules.method == eligibility::Method::kAlongRoad && prospect.route;
  const std::optional<core::Metres>& reach = along_road ? prospect.route : prospect.distance;
  if (prospect.status == model::NetStatus::kNearNet &&
      millimetres(*reach) > millimetres(now.rules.near_net)) {
    return fmt::format("is near_net at {}", core::format_distance(*reach));
  }
  if (prospect.score < 0.0 || prospect.score > eligibility::highest_score(now.rules) ||
      (!prospect.eligible && prospect.score != 0.0)) {
    return fmt::format("has the score {} and is {}eligible", prospect.score,
                       prospect.eligible ? "" : "not ");
  }
  return {};
}

}  // namespace

void check_records(const Snapshot& now, Problems& problems) {
  check_all_keys(now, problems);
  check_aliases(now, problems);
  for (const model::Business& row : now.businesses.rows()) {
    if (row.position) check_place("business", row.id.text(), *row.position, problems);
  }
  for (const model::Rep& row : now.reps.rows()) {
    if (row.home) check_place("the home of rep", row.id.text(), *row.home, problems);
  }
  for (const model::Activity& row : now.activities.rows()) {
    if (row.position) check_place("activity", row.id.text(), *row.position, problems);
  }
  for (const model::Stop& row : now.stops.rows()) {
    check_place("the stop at", row.business.text(), row.position, problems);
  }
  for (const model::Unserved& row : now.unserved.rows()) {
    check_place("unserved", row.business.text(), row.position, problems);
  }
  for (const model::Road& row : now.roads.rows()) {
    for (const geo::LonLat& point : row.line) {
      if (!geo::is_valid(point)) {
        check_place("road", row.id.text(), point, problems);
        break;
      }
    }
  }
  check_shapes("footprint", now.footprints.rows(), problems);
  check_shapes("competitor", now.competitors.rows(), problems);
  check_shapes("no-solicit area", now.no_solicit.rows(), problems);
  check_shapes("unit", now.units.rows(), problems);
}

void check_prospects(const Snapshot& now, Problems& problems) {
  for (const model::Prospect& prospect : now.prospects.rows()) {
    const std::string& id = prospect.business.text();
    const model::Business* business = now.businesses.find(prospect.business);
    if (business == nullptr) {
      problems.add("prospects without a business",
                   fmt::format("prospect \"{}\" is no business of the workspace", id),
                   kEvaluateAgain);
      continue;
    }
    if (business->position != prospect.position) {
      problems.add("prospects that moved",
                   fmt::format("business \"{}\" has moved since it was evaluated", id),
                   kEvaluateAgain);
    }
    const std::string fault = contradiction(prospect, now);
    if (!fault.empty()) {
      problems.add("verdicts that contradict themselves",
                   fmt::format("prospect \"{}\" {}", id, fault), kEvaluateAgain);
    }
    if (!prospect.footprint.empty() && now.footprints.find(prospect.footprint) == nullptr) {
      problems.add("prospects of lost footprints",
                   fmt::format("prospect \"{}\" refers to footprint \"{}\", which is not there", id,
                               prospect.footprint.text()),
                   kEvaluateAgain);
    }
  }
  for (const model::Business& business : now.businesses.rows()) {
    // Before eligibility has been run nobody has a verdict, and none is missing.
    if (now.prospects.version() > 0 && now.prospects.find(business.id) == nullptr) {
      problems.add("businesses without a verdict",
                   fmt::format("business \"{}\" has not been evaluated", business.id.text()),
                   kEvaluateAgain);
    }
    if (!business.owner.empty() && now.reps.find(business.owner) == nullptr) {
      problems.add("owners that are no reps",
                   fmt::format("business \"{}\" belongs to \"{}\", who is no rep",
                               business.id.text(), business.owner.text()),
                   "import the reps, or correct the owner");
    }
  }
}

}  // namespace nearnet::workspace
