// SPDX-License-Identifier: Apache-2.0
// What driving by the signs means, searched for plainly: an oracle for small towns.
//
//   const CarefulDriver driver(roads, turns);
//   driver.seconds({0, 0.5}, {7, 0.25});     // from the middle of one piece of street into another
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <numbers>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "geo/geodesic.h"
#include "model/road.h"
#include "model/turn_restriction.h"
#include "roads/driving_profile.h"

namespace nearnet::roads {

/// The quickest way by its definition: a search over all that matters of how one has come.
class CarefulDriver {
 public:
  struct Piece {
    geo::LonLat from, to;
    bool forward = true, backward = true;
    double seconds = 0.0;
  };
  struct Step {
    std::size_t piece = 0;
    bool back = false;
    friend auto operator<=>(const Step&, const Step&) = default;
  };
  struct Spot {
    std::size_t piece = 0;
    double at = 0.0;  ///< 0 … 1 along it
  };

  /// On roads near the equator.
  CarefulDriver(const std::vector<model::Road>& roads,
                const std::vector<model::TurnRestriction>& turns, const TurnCosts& costs = {})
      : costs_(costs) {
    for (const model::Road& road : roads) {
      for (std::size_t i = 1; i < road.line.size(); ++i) {
        const geo::LonLat a = road.line[i - 1];
        const geo::LonLat b = road.line[i];
        pieces_.push_back({a, b, road.one_way != model::OneWay::kBackward,
                           road.one_way != model::OneWay::kForward,
                           geo::geodesic_distance(a, b).value / 10.0});
      }
    }
    std::ranges::copy_if(turns, std::back_inserter(turns_),
                         [&](const model::TurnRestriction& turn) { return fits(turn.line); });
  }

  const std::vector<Piece>& pieces() const { return pieces_; }
  geo::LonLat place(const Spot& spot) const {
    const Piece& piece = pieces_[spot.piece];
    return {piece.from.lon + spot.at * (piece.to.lon - piece.from.lon),
            piece.from.lat + spot.at * (piece.to.lat - piece.from.lat)};
  }

  /// Seconds at 36 km/h; infinite where there is no way.
  double seconds(const Spot& start, const Spot& end) const {
    best_ = std::numeric_limits<double>::infinity();
    open_ = {};
    known_.clear();
    const geo::LonLat from = place(start);
    const bool in_street = start.at > 0.0 && start.at < 1.0;
    for (const Step step :
         steps_from(from, in_street ? std::optional(start.piece) : std::nullopt)) {
      const double begun = in_street ? (step.back ? 1.0 - start.at : start.at) : 0.0;
      drive({}, step, begun, 0.0, end);
    }
    if (place(end) == from) best_ = 0.0;
    while (!open_.empty()) {
      const auto [so_far, state] = open_.top();
      open_.pop();
      if (so_far >= best_) break;
      if (so_far > known_.at(state)) continue;
      const std::vector<Step> on = steps_from(head(state.driven.back()), std::nullopt);
      for (const Step step : on) {
        if (!may(state, step, on)) continue;
        drive(state, step, 0.0, so_far + turning(state.driven.back(), step), end);
      }
    }
    return best_;
  }

 private:
  enum class Turning { kFree, kAtTheCrossing, kInTheStreet };
  struct State {
    std::vector<Step> driven;  ///< the last three
    Turning turning = Turning::kFree;
    friend auto operator<=>(const State&, const State&) = default;
  };

  geo::LonLat head(Step step) const {
    return step.back ? pieces_[step.piece].from : pieces_[step.piece].to;
  }
  bool open(Step step) const {
    return step.back ? pieces_[step.piece].backward : pieces_[step.piece].forward;
  }
  std::vector<Step> steps_from(geo::LonLat from, std::optional<std::size_t> within) const {
    std::vector<Step> steps;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (within && i != *within) continue;
      for (const bool back : {false, true}) {
        const geo::LonLat tail = back ? pieces_[i].to : pieces_[i].from;
        if (open({i, back}) && (within || tail == from)) steps.push_back({i, back});
      }
    }
    return steps;
  }
  double turning(Step before, Step next) const {
    if (before.piece == next.piece) return static_cast<double>(costs_.round.value);
    if (streets_at(head(before)) <= 2) return 0.0;
    const auto bearing = [&](Step step) {
      const geo::LonLat a = tail(step);
      const geo::LonLat b = head(step);
      return std::atan2(b.lat - a.lat, b.lon - a.lon) * 180.0 / std::numbers::pi;
    };
    const double left = std::remainder(bearing(next) - bearing(before), 360.0);
    if (std::abs(left) < 45.0) return static_cast<double>(costs_.straight.value);
    return static_cast<double>(left > 0.0 ? costs_.left.value : costs_.right.value);
  }
  std::size_t streets_at(geo::LonLat at) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        pieces_, [&](const Piece& piece) { return piece.from == at || piece.to == at; }));
  }
  geo::LonLat tail(Step step) const { return head({step.piece, !step.back}); }
  /// The way driven ends with the first `moves` moves of the restriction.
  bool ends_with(const std::vector<Step>& driven, const geo::Line& line, std::size_t moves) const {
    if (driven.size() < moves) return false;
    for (std::size_t i = 0; i < moves; ++i) {
      const Step step = driven[driven.size() - moves + i];
      if (tail(step) != line[i] || head(step) != line[i + 1]) return false;
    }
    return true;
  }
  /// Its line can be driven at all.
  bool fits(const geo::Line& line) const {
    for (std::size_t i = 1; i < line.size(); ++i) {
      const auto steps = steps_from(line[i - 1], std::nullopt);
      if (std::ranges::none_of(steps, [&](Step step) { return head(step) == line[i]; })) {
        return false;
      }
    }
    return true;
  }

  bool may(const State& state, Step next, const std::vector<Step>& ways_on) const {
    const Step back{state.driven.back().piece, !state.driven.back().back};
    const bool evades = next == back && state.turning != Turning::kFree &&
                        std::ranges::any_of(ways_on, [&](Step other) {
                          return other != back && signs_allow(state, other);
                        });
    return !evades && signs_allow(state, next);
  }

  bool signs_allow(const State& state, Step next) const {
    std::vector<Step> driven = state.driven;
    driven.push_back(next);
    for (const model::TurnRestriction& turn : turns_) {
      const std::size_t moves = turn.line.size() - 1;
      if (!turn.only && ends_with(driven, turn.line, moves)) return false;
      for (std::size_t i = 1; turn.only && i < moves; ++i) {
        if (ends_with(state.driven, turn.line, i) && !goes_on_as_one(driven, turn.line, i)) {
          return false;
        }
      }
    }
    return true;
  }

  /// With `moves` moves and one more the way has driven the beginning of an only way on.
  bool goes_on_as_one(const std::vector<Step>& driven, const geo::Line& line,
                      std::size_t moves) const {
    return std::ranges::any_of(turns_, [&](const model::TurnRestriction& one) {
      return one.only && one.line.size() > moves + 1 && one.line[0] == line[0] &&
             one.line[1] == line[1] && ends_with(driven, one.line, moves + 1);
    });
  }

  Turning turning_after(const State& state, const std::vector<Step>& driven) const {
    for (const model::TurnRestriction& turn : turns_) {
      if (ends_with(driven, turn.line, turn.line.size() - 2)) {
        return Turning::kAtTheCrossing;
      }
    }
    const Step last = driven.back();
    if (!open({last.piece, !last.back})) return Turning::kFree;
    if (state.turning == Turning::kAtTheCrossing) return Turning::kInTheStreet;
    const bool goes_on = state.turning == Turning::kInTheStreet && streets_at(tail(last)) == 2;
    return goes_on ? Turning::kInTheStreet : Turning::kFree;
  }

  void drive(const State& state, Step step, double begun, double so_far, const Spot& end) const {
    const Piece& piece = pieces_[step.piece];
    const double end_at = step.back ? 1.0 - end.at : end.at;
    if (step.piece == end.piece && end_at >= begun) {
      best_ = std::min(best_, so_far + (end_at - begun) * piece.seconds);
    }
    State there;
    there.driven = state.driven;
    there.driven.push_back(step);
    there.turning = turning_after(state, there.driven);
    if (there.driven.size() > 3) there.driven.erase(there.driven.begin());
    const double seconds = so_far + (1.0 - begun) * piece.seconds;
    if (head(step) == place(end)) best_ = std::min(best_, seconds);
    const auto [known, is_new] = known_.try_emplace(there, seconds);
    if (!is_new && known->second <= seconds) return;
    known->second = seconds;
    open_.emplace(seconds, there);
  }

  TurnCosts costs_;
  std::vector<Piece> pieces_;
  std::vector<model::TurnRestriction> turns_;
  using Open = std::pair<double, State>;
  mutable std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
  mutable std::map<State, double> known_;
  mutable double best_ = 0.0;
};

}  // namespace nearnet::roads
