// SPDX-License-Identifier: Apache-2.0
#include "eligibility/evidence.h"

#include <fmt/format.h>

#include "eligibility/lengths.h"

namespace nearnet::eligibility::evidence {
namespace {

constexpr const char* kDateUnknown = "date unknown";
constexpr const char* kUnknownWithoutPosition = "unknown without a position";

std::string source_of(std::string_view layer, const std::string& file) {
  return file.empty() ? std::string(layer) : fmt::format("{}, {}", layer, file);
}

std::string date_of(const model::Footprint* footprint) {
  return footprint != nullptr && footprint->as_of ? core::format_date(*footprint->as_of)
                                                  : kDateUnknown;
}

std::string file_of(const model::Footprint* footprint) {
  return footprint != nullptr ? footprint->source : std::string();
}

/// For the rules that a user can switch off: what the limit is in either case.
std::string limit_text(bool excluded, std::string_view who, std::string_view key) {
  return excluded ? fmt::format("{} are left out", who)
                  : fmt::format("{} are allowed (exclude.{} = false)", who, key);
}

std::string distance_text(const Case& c) {
  if (!c.has_network) return "no footprint is loaded that the rules count";
  if (!c.network) {
    return fmt::format("no footprint within {}", metres_and_feet(c.rules.search_radius()));
  }
  const std::string footprint = name_of(*c.footprint);
  if (c.network->covered) {
    return fmt::format("{}: {}", metres_and_feet(c.network->distance), covering_text(*c.footprint));
  }
  const core::Metres distance = *reach_distance(c);
  const int decimals = telling_decimals(distance, c.rules.near_net);
  std::string measured = fmt::format("{} to {}{}", metres_and_feet(distance, decimals), footprint,
                                     is_along_road(c) ? " along the road" : "");
  if (is_cable(*c.footprint)) measured += ", " + drop_of(*c.footprint);
  if (c.rules.method == Method::kAlongRoad && !c.along_road) {
    measured += " in a straight line, unknown along the road";
  }
  if (c.status == model::NetStatus::kNearNet) return measured;
  return fmt::format("{}, {} too far", measured,
                     metres_and_feet(distance - c.rules.near_net, decimals));
}

}  // namespace

bool is_cable(const model::Footprint& footprint) {
  return footprint.geometry.polygons().empty() && !footprint.geometry.is_empty();
}

std::string drop_of(const model::Footprint& cable) {
  return cable.drop ? "whose drop reaches " + metres_and_feet(*cable.drop)
                    : "whose drop is not on record";
}

std::string covering_text(const model::Footprint& footprint) {
  if (!is_cable(footprint)) return "inside " + name_of(footprint);
  return fmt::format("served by {}, {}", name_of(footprint), drop_of(footprint));
}

Evidence from_business(const Case& c, std::string measured, std::string limit) {
  return {std::move(measured), std::move(limit), source_of("businesses", c.business.source),
          kDateUnknown};
}

std::string name_of(const model::Footprint& footprint) {
  const std::string& by = footprint.provider.empty() ? footprint.name : footprint.provider;
  const char* kind = is_cable(footprint) ? "cable" : "footprint";
  return by.empty() ? fmt::format("{} {}", kind, footprint.id.text())
                    : fmt::format("{} {} ({})", kind, footprint.id.text(), by);
}

Evidence position(const Case& c) {
  std::string measured = "none on record";
  if (c.position) {
    measured = fmt::format("{:.6f}, {:.6f}", c.position->lon, c.position->lat);
  } else if (c.business.position) {
    measured = fmt::format("{}, {}: not a place on earth", c.business.position->lon,
                           c.business.position->lat);
  }
  return from_business(c, std::move(measured), "longitude and latitude in degrees");
}

Evidence reach(const Case& c) {
  int decimals = 1;
  if (c.network && !c.network->covered) {
    decimals = telling_decimals(*reach_distance(c), c.rules.near_net);
  }
  return {
      c.position ? distance_text(c) : kUnknownWithoutPosition,
      fmt::format("{}, or within {}{}",
                  c.footprint != nullptr && is_cable(*c.footprint) ? "within its drop" : "inside",
                  metres_and_feet(c.rules.near_net, decimals),
                  c.rules.method == Method::kAlongRoad ? " along the road" : ""),
      source_of("footprints", file_of(c.footprint)), date_of(c.footprint)};
}

Evidence near_net_excluded(const Case& c) {
  std::string measured = kUnknownWithoutPosition;
  if (c.position) measured = c.status == model::NetStatus::kNearNet ? "near-net" : "not near-net";
  return {std::move(measured),
          limit_text(c.rules.exclude_near_net, "near-net businesses", "near_net"),
          source_of("footprints", file_of(c.footprint)), date_of(c.footprint)};
}

Evidence existing_customer(const Case& c) {
  std::string measured = "not marked as a customer";
  switch (c.business.customer_status) {
    case model::CustomerStatus::kActive:
      measured = "active customer";
      break;
    case model::CustomerStatus::kFormer:
      measured = "former customer";
      break;
    case model::CustomerStatus::kNever:
      break;
  }
  return from_business(c, std::move(measured),
                       limit_text(c.rules.exclude_customers, "active customers", "customers"));
}

Evidence do_not_contact(const Case& c) {
  return from_business(
      c, c.business.do_not_contact ? "marked do-not-contact" : "not marked do-not-contact",
      limit_text(c.rules.exclude_do_not_contact, "businesses so marked", "do_not_contact"));
}

Evidence no_solicit_area(const Case& c) {
  Evidence evidence{
      "outside every no-solicit area",
      limit_text(c.rules.exclude_no_solicit, "businesses in such an area", "no_solicit"),
      "no_solicit", kDateUnknown};
  if (c.no_solicit != nullptr) {
    const model::NoSolicitArea& area = *c.no_solicit;
    evidence.measured = fmt::format("inside {}", area.name.empty() ? area.id.text() : area.name);
    if (!area.rule.empty()) evidence.measured += ": " + area.rule;
    evidence.source = source_of("no_solicit", area.source);
  } else if (!c.has_no_solicit) {
    evidence.measured = "unknown: no no-solicit layer is loaded";
  } else if (!c.position) {
    evidence.measured = kUnknownWithoutPosition;
  }
  return evidence;
}

Evidence closed(const Case& c) {
  return from_business(c, c.business.closed ? "marked closed" : "not marked closed",
                       limit_text(c.rules.exclude_closed, "closed businesses", "closed"));
}

Evidence residential(const Case& c) {
  return from_business(c, c.business.residential ? "marked residential" : "not marked residential",
                       limit_text(c.rules.exclude_residential, "residences", "residential"));
}

Evidence under_contract(const Case& c) {
  std::string measured = "unknown: no contract end on record";
  if (c.business.contract_end) {
    const core::Date end = *c.business.contract_end;
    const std::string& by = c.business.provider_now;
    measured = fmt::format("contract{}{} {} {}", by.empty() ? "" : " with ", by,
                           end < c.today ? "ended" : "ends", core::format_date(end));
  }
  std::string limit = limit_text(false, "businesses under contract", "under_contract");
  if (c.rules.exclude_under_contract) {
    const std::string day = core::format_date(core::add_days(c.today, c.rules.contract_days));
    limit = c.rules.contract_days == 0
                ? fmt::format("has ended, or ends today, {}", day)
                : fmt::format("ends within {} days, by {}", c.rules.contract_days, day);
  }
  return from_business(c, std::move(measured), std::move(limit));
}

Evidence footprint_left_out(const Case& c) {
  std::string measured = "no such footprint covers the place";
  if (!c.position) measured = kUnknownWithoutPosition;
  if (c.left_out != nullptr) measured = covering_text(*c.left_out);
  return {std::move(measured), "left out by network.providers, technologies or segments",
          source_of("footprints", file_of(c.left_out)), date_of(c.left_out)};
}

Evidence competitor_present(const Case& c) {
  std::string measured = "no competitor's footprint covers the place";
  if (!c.has_competitors) {
    measured = "unknown: no competitor layer is loaded";
  } else if (!c.position) {
    measured = kUnknownWithoutPosition;
  } else if (c.competitor != nullptr) {
    measured = covering_text(*c.competitor);
  }
  return {std::move(measured), "worth knowing; never blocks",
          source_of("competitors", file_of(c.competitor)), date_of(c.competitor)};
}

}  // namespace nearnet::eligibility::evidence
