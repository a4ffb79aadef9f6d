// SPDX-License-Identifier: Apache-2.0
#include "eligibility/build_market.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "eligibility/reasons.h"
#include "geo/local_frame.h"

namespace nearnet::eligibility {
namespace {

std::optional<geo::StrTree> tree_of(const std::vector<Builder>& builders) {
  if (builders.empty()) return std::nullopt;
  std::vector<geo::LonLatBox> boxes(builders.size());
  for (std::size_t i = 0; i < builders.size(); ++i) boxes[i].grow(builders[i].position);
  return geo::StrTree(boxes);
}

bool is_ruled_out(const Case& c) {
  return std::ranges::any_of(rule_list(), [&](const Rule& rule) {
    const bool own = rule.from_record || rule.code == reason::kNoSolicitArea;
    return own && rule.blocks && rule.test(c) == RuleFinding::kFail;
  });
}

}  // namespace

geo::LonLatBox box_around(geo::LonLat place, core::Metres within) {
  const geo::LocalFrame frame(place);
  const double lon = 1.01 * within.value / frame.metres_per_degree_lon();
  const double lat = 1.01 * within.value / frame.metres_per_degree_lat();
  return {place.lon - lon, place.lat - lat, place.lon + lon, place.lat + lat};
}

core::Metres apart(geo::LonLat a, geo::LonLat b) {
  const geo::XY metres = geo::LocalFrame(a).to_metres(b);
  return core::Metres(std::hypot(metres.x, metres.y));
}

core::Metres standard_drop(const Case& c) {
  if (c.rules.economics.standard_drop) return *c.rules.economics.standard_drop;
  return longest_drop(c.rules, c.placement).value_or(core::Metres(0.0));
}

std::optional<core::Cents> revenue_of(const Case& c) {
  return c.business.est_mrc ? c.business.est_mrc : c.rules.economics.assumed_mrc;
}

std::optional<Builder> builder_of(const Case& c) {
  if (!c.network || c.network->covered || c.network->distance <= standard_drop(c)) {
    return std::nullopt;
  }
  const std::optional<core::Cents> revenue = revenue_of(c);
  if (!revenue || is_ruled_out(c)) return std::nullopt;
  return Builder{c.business.id, *c.position, c.network->distance, *revenue};
}

BuildMarket::BuildMarket(std::vector<Builder> builders)
    : builders_(std::move(builders)), tree_(tree_of(builders_)) {}

std::vector<const Builder*> BuildMarket::near(geo::LonLat position, core::Metres within) const {
  std::vector<std::pair<double, const Builder*>> found;
  if (tree_) {
    tree_->query(box_around(position, within), [&](std::size_t item) {
      const double metres = apart(position, builders_[item].position).value;
      if (metres <= within.value) found.emplace_back(metres, &builders_[item]);
    });
  }
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->id < b.second->id;
  });
  if (found.size() > kMost) found.resize(kMost);
  std::vector<const Builder*> nearest;
  for (const auto& [metres, builder] : found) nearest.push_back(builder);
  return nearest;
}

}  // namespace nearnet::eligibility
