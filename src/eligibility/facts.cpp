// SPDX-License-Identifier: Apache-2.0
#include "eligibility/facts.h"

#include <optional>
#include <vector>

#include "eligibility/offers.h"
#include "geo/geodesic.h"

namespace nearnet::eligibility {
namespace {

std::vector<Shape> shapes_of(std::span<const model::NoSolicitArea> areas) {
  std::vector<Shape> shapes;
  shapes.reserve(areas.size());
  for (const model::NoSolicitArea& area : areas) shapes.push_back({&area.geometry});
  return shapes;
}

const model::Footprint* first_covering(CoverageIndex::Lookup& lookup, geo::LonLat position,
                                       std::span<const model::Footprint> footprints) {
  const auto found = lookup.first_covering(position);
  return found ? &footprints[found->footprint_index] : nullptr;
}

}  // namespace

SideLayers::SideLayers(const Inputs& inputs, const Rules& rules)
    : left_out(inputs.footprints,
               [&](const model::Footprint& footprint) { return !counts(footprint, rules); }),
      competitors(inputs.competitors),
      no_solicit(shapes_of(inputs.no_solicit)),
      barriers(inputs.barriers, rules) {
  for (const model::Override& override : inputs.overrides) {
    if (override.counts_on(inputs.today)) overrides.emplace(override.business, &override);
  }
}

FactFinder::FactFinder(const CoverageIndex& network, const SideLayers& sides, const Inputs& inputs,
                       const Rules& rules)
    : inputs_(inputs),
      rules_(rules),
      sides_(sides),
      footprints_(network.footprints()),
      network_(network.lookup()),
      left_out_(sides.left_out.lookup()),
      competitors_(sides.competitors.lookup()),
      no_solicit_(sides.no_solicit.lookup()),
      has_network_(network.size() > 0) {}

Case FactFinder::gather(const model::Business& business, const std::optional<Coverage>& network) {
  Case c{.business = business, .rules = rules_, .today = inputs_.today};
  c.has_network = has_network_;
  c.has_no_solicit = !inputs_.no_solicit.empty();
  c.has_competitors = !inputs_.competitors.empty();
  c.has_roads = inputs_.along_road != nullptr;
  c.has_barriers = !sides_.barriers.empty();
  if (const auto found = sides_.overrides.find(business.id); found != sides_.overrides.end()) {
    c.override = found->second;
  }
  if (business.position && geo::is_valid(*business.position)) c.position = business.position;
  if (!c.position) return c;

  c.network = network;
  if (c.network) {
    c.footprint = &footprints_[c.network->footprint_index];
    measure_way(c);
  }
  c.status = net_status(c);
  if (c.has_barriers && (c.status == model::NetStatus::kNearNet || is_on_drop(c))) {
    c.barriers = sides_.barriers.crossed(*c.position,
                                         geo::nearest_on(c.footprint->geometry, *c.position).place);
  }
  if (c.status == model::NetStatus::kOnNet && inputs_.offers) c.offers = offers_at(*c.position);
  if (c.status != model::NetStatus::kOnNet && sides_.left_out.size() > 0) {
    c.left_out = first_covering(left_out_, *c.position, inputs_.footprints);
  }
  if (c.has_competitors) {
    c.competitor = first_covering(competitors_, *c.position, inputs_.competitors);
  }
  if (!c.has_no_solicit) return c;
  if (const auto area = no_solicit_.first_covering(*c.position)) {
    c.no_solicit = &inputs_.no_solicit[area->item];
  }
  return c;
}

void FactFinder::measure_way(Case& c) const {
  if (rules_.drop.aerial_max || rules_.drop.buried_max || rules_.economics.on()) {
    c.placement = placement_of(c.business, c.footprint, rules_);
  }
  if (!c.has_roads) return;
  if (c.network->covered && !is_on_drop(c)) {
    c.along_road = core::Metres(0.0);
    return;
  }
  const auto found = inputs_.along_road->find(c.business.id);
  if (found != inputs_.along_road->end()) c.along_road = found->second;
}

std::vector<const model::Footprint*> FactFinder::offers_at(geo::LonLat position) {
  std::vector<const model::Footprint*> offers;
  for (const Coverage& coverage : network_.covering(position)) {
    offers.push_back(&footprints_[coverage.footprint_index]);
  }
  sort_offers(offers, rules_);
  return offers;
}

}  // namespace nearnet::eligibility
