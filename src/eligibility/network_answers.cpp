// SPDX-License-Identifier: Apache-2.0
#include "eligibility/network_answers.h"

#include "core/parallel.h"
#include "geo/lon_lat.h"

namespace nearnet::eligibility {

std::vector<std::optional<Coverage>> ask_network(const CoverageIndex& index,
                                                 std::span<const NumberedPlace> places,
                                                 std::size_t count, core::Metres search_radius,
                                                 const core::JobContext& job) {
  constexpr std::size_t kGrain = 4096;
  std::vector<std::optional<Coverage>> found(count);
  core::parallel_ranges(places.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    CoverageIndex::Lookup lookup = index.lookup();
    for (std::size_t i = begin; i < end; ++i) {
      found[places[i].number] = lookup.at(places[i].place, search_radius);
    }
  });
  return found;
}

NetworkAnswers ask_network(const CoverageIndex& index, std::span<const model::Business> businesses,
                           core::Metres search_radius, const core::JobContext& job) {
  std::vector<NumberedPlace> places;
  std::vector<std::size_t> without_place;
  for (std::size_t i = 0; i < businesses.size(); ++i) {
    const std::optional<geo::LonLat>& position = businesses[i].position;
    if (position && geo::is_valid(*position)) {
      places.push_back({*position, i});
    } else {
      without_place.push_back(i);
    }
  }
  places = neighbours_together(places);

  NetworkAnswers answers;
  answers.network = ask_network(index, places, businesses.size(), search_radius, job);
  answers.order.reserve(businesses.size());
  for (const NumberedPlace& at : places) answers.order.push_back(at.number);
  answers.order.insert(answers.order.end(), without_place.begin(), without_place.end());
  return answers;
}

}  // namespace nearnet::eligibility
