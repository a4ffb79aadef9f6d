// SPDX-License-Identifier: Apache-2.0
#include "roads/turning.h"

#include <cmath>
#include <numbers>

#include "geo/local_frame.h"

namespace nearnet::roads {

Turning::Turning(const RoadSegments& segments, const TurnCosts& costs)
    : segments_(segments), costs_(costs) {
  if (!costs.any()) return;
  streets_.assign(segments.places().size(), 0);
  for (std::size_t s = 0; s < segments.size(); ++s) {
    ++streets_[segments[s].from];
    ++streets_[segments[s].to];
  }
}

Cost Turning::cost(Move came_by, Move next) const {
  constexpr std::int64_t kASecond = 1'000;
  if (streets_.empty()) return Cost();
  const auto takes = [](core::Seconds time) { return Cost::of(time.value * kASecond, 0); };
  if (next == turned_round(came_by)) return takes(costs_.round);
  const RoadSegments::Segment& before = segments_[segment_of(came_by)];
  const RoadSegments::Segment& behind = segments_[segment_of(next)];
  const std::uint32_t here = is_backward(came_by) ? before.from : before.to;
  if (streets_[here] <= 2) return Cost();
  const auto& places = segments_.places();
  const geo::LocalFrame frame(places[here]);
  const geo::XY from = frame.to_metres(places[is_backward(came_by) ? before.to : before.from]);
  const geo::XY to = frame.to_metres(places[is_backward(next) ? behind.from : behind.to]);
  // Of the way on against the way here, positive to the left.
  const double angle = std::atan2(from.y * to.x - from.x * to.y, -(from.x * to.x + from.y * to.y));
  constexpr double kStraight = std::numbers::pi / 4.0;
  if (std::abs(angle) <= kStraight) return takes(costs_.straight);
  return takes(angle > 0.0 ? costs_.left : costs_.right);
}

}  // namespace nearnet::roads
