// SPDX-License-Identifier: Apache-2.0
#include "territory/boundary.h"

#include "core/parallel.h"
#include "territory/objective.h"

#include <cassert>
#include <utility>

namespace nearnet::territory {

std::vector<TerritoryLabel> territory_labels(std::size_t count, std::span<const Seat> seats) {
  assert(seats.empty() || seats.size() == count);
  std::vector<TerritoryLabel> labels;
  for (std::size_t t = 0; t < count; ++t) {
    const std::string number = std::to_string(t + 1);
    TerritoryLabel label{core::TerritoryId(number), "Territory " + number, {}};
    if (!seats.empty()) {
      label.rep = seats[t].rep;
      if (!seats[t].name.empty()) label.name = seats[t].name;
    }
    labels.push_back(std::move(label));
  }
  return labels;
}

std::vector<model::Territory> dissolve(const DissolveInput& input, const core::JobContext& job) {
  const std::size_t count = input.labels.size();
  std::vector<std::vector<geo::Geometry>> shapes(count);
  for (std::size_t unit = 0; unit < input.units.size(); ++unit) {
    const std::size_t territory = input.territory_of_unit[unit];
    if (territory != kUnassigned) shapes[territory].push_back(input.units[unit].geometry);
  }
  const auto totals = weight_totals(input.units, input.territory_of_unit, count);
  const auto parts = part_counts(input.graph, input.territory_of_unit, count);

  std::vector<model::Territory> territories(count);
  core::parallel_ranges(count, 1, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t t = begin; t < end; ++t) {
      model::Territory& territory = territories[t];
      territory.scenario = input.scenario;
      territory.id = input.labels[t].id;
      territory.name = input.labels[t].name;
      territory.rep = input.labels[t].rep;
      territory.units = static_cast<int>(shapes[t].size());
      territory.weights = totals[t];
      territory.connected = parts[t] == 1;
      if (!shapes[t].empty()) territory.geometry = geo::union_all(shapes[t]);
      territory.compactness = polsby_popper(shape_of(territory.geometry));
    }
  });
  return territories;
}

}  // namespace nearnet::territory
