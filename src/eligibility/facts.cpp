// SPDX-License-Identifier: Apache-2.0
#include "eligibility/facts.h"

#include <optional>
#include <vector>

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
  const auto found = lookup.at(position, core::Metres(0.0));
  return found && found->covered ? &footprints[found->footprint_index] : nullptr;
}

}  // namespace

SideLayers::SideLayers(const Inputs& inputs, const Rules& rules)
    : left_out(inputs.footprints,
               [&](const model::Footprint& footprint) { return !counts(footprint, rules); }),
      competitors(inputs.competitors),
      no_solicit(shapes_of(inputs.no_solicit)) {}

FactFinder::FactFinder(const CoverageIndex& network, const SideLayers& sides, const Inputs& inputs,
                       const Rules& rules)
    : inputs_(inputs),
      rules_(rules),
      footprints_(network.footprints()),
      network_(network.lookup()),
      left_out_(sides.left_out.lookup()),
      competitors_(sides.competitors.lookup()),
      no_solicit_(sides.no_solicit.lookup()),
      has_network_(network.size() > 0) {}

Case FactFinder::gather(const model::Business& business) {
  Case c{.business = business, .rules = rules_, .today = inputs_.today};
  c.has_network = has_network_;
  c.has_no_solicit = !inputs_.no_solicit.empty();
  c.has_competitors = !inputs_.competitors.empty();
  if (business.position && geo::is_valid(*business.position)) c.position = business.position;
  if (!c.position) return c;

  c.network = network_.at(*c.position, rules_.search_radius());
  c.status = net_status(c.position, c.network, rules_.near_net);
  if (c.network) c.footprint = &footprints_[c.network->footprint_index];
  if (c.status != model::NetStatus::kOnNet) {
    c.left_out = first_covering(left_out_, *c.position, inputs_.footprints);
  }
  c.competitor = first_covering(competitors_, *c.position, inputs_.competitors);
  if (const auto area = no_solicit_.first_covering(*c.position)) {
    c.no_solicit = &inputs_.no_solicit[area->item];
  }
  return c;
}

}  // namespace nearnet::eligibility
