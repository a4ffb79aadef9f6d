// SPDX-License-Identifier: Apache-2.0
#include "territory/live_plan.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace nearnet::territory {

Edit Edit::inverse() const {
  Edit back = *this;
  for (UnitMove& move : back.moves) std::swap(move.from, move.to);
  for (LabelChange& change : back.labels) std::swap(change.before, change.after);
  return back;
}

LivePlan::LivePlan(std::shared_ptr<const LiveUnits> ground,
                   std::vector<std::size_t> territory_of_unit,
                   const std::vector<TerritoryLabel>& labels,
                   const std::vector<std::string>& balanced)
    : ground_(std::move(ground)),
      territory_of_unit_(ground_->size(), kUnassigned),
      labels_(labels.begin(), labels.end()),
      units_(labels.size(), 0),
      amounts_(labels.size() * ground_->weights.size(), 0.0),
      shapes_(labels.size()),
      parts_(labels.size(), 0),
      parts_known_(labels.size(), false),
      stray_(ground_->size(), 0),
      wanted_(ground_->size(), 0) {
  assert(territory_of_unit.size() == ground_->size());
  for (const std::string& name : balanced) {
    const auto kind = std::ranges::find(ground_->weights, name);
    if (kind == ground_->weights.end()) continue;
    balanced_.push_back(static_cast<std::size_t>(kind - ground_->weights.begin()));
  }
  for (std::size_t unit = 0; unit < ground_->size(); ++unit) {
    if (territory_of_unit[unit] == kUnassigned) continue;
    add(unit, territory_of_unit[unit], 1.0);
    territory_of_unit_[unit] = territory_of_unit[unit];
  }
}

std::vector<std::size_t> LivePlan::territories() const {
  std::vector<std::size_t> there;
  for (std::size_t t = 0; t < labels_.size(); ++t) {
    if (labels_[t]) there.push_back(t);
  }
  return there;
}

namespace {

[[noreturn]] void refuse(const char* why) {
  throw std::invalid_argument(why);
}

}  // namespace

void LivePlan::check_moves(const Edit& edit,
                           std::span<const std::optional<TerritoryLabel>> labels) const {
  for (std::size_t i = 0; i < edit.moves.size(); ++i) {
    const UnitMove& move = edit.moves[i];
    if (move.unit >= territory_of_unit_.size()) refuse("an edit moves a unit that is not there");
    if (i > 0 && move.unit <= edit.moves[i - 1].unit) refuse("an edit's units are out of order");
    if (territory_of_unit_[move.unit] != move.from) refuse("an edit moves a unit from elsewhere");
    if (move.to != kUnassigned && (move.to >= labels.size() || !labels[move.to])) {
      refuse("an edit moves a unit to a territory that is not there");
    }
  }
}

/// All of an edit is looked at before anything is changed.
void LivePlan::check(const Edit& edit) const {
  if (edit.labels.empty()) {
    check_moves(edit, labels_);
    return;
  }
  std::vector<std::optional<TerritoryLabel>> labels = labels_;
  for (const LabelChange& change : edit.labels) {
    if (change.territory > labels.size()) refuse("an edit leaves a territory's index out");
    if (change.territory == labels.size()) labels.emplace_back();
    if (labels[change.territory] != change.before) refuse("an edit starts from another label");
    labels[change.territory] = change.after;
  }
  check_moves(edit, labels);
  std::vector<std::size_t> units = units_;
  units.resize(labels.size(), 0);
  for (const UnitMove& move : edit.moves) {
    if (move.from != kUnassigned) --units[move.from];
    if (move.to != kUnassigned) ++units[move.to];
  }
  for (std::size_t t = 0; t < labels.size(); ++t) {
    if (!labels[t] && units[t] > 0) refuse("an edit takes a territory away that still has units");
  }
}

void LivePlan::apply(const Edit& edit) {
  check(edit);
  for (const LabelChange& change : edit.labels) {
    if (change.territory == labels_.size()) {
      labels_.emplace_back();
      units_.push_back(0);
      amounts_.resize(amounts_.size() + ground_->weights.size(), 0.0);
      shapes_.emplace_back();
      parts_.push_back(0);
      parts_known_.push_back(true);
    }
    labels_[change.territory] = change.after;
  }
  for (const UnitMove& move : edit.moves) {
    if (move.from != kUnassigned) leave(move.unit);
    if (move.to != kUnassigned) join(move.unit, move.to);
  }
  ++revision_;
}

void LivePlan::add(std::size_t unit, std::size_t territory, double sign) {
  const std::size_t kinds = ground_->weights.size();
  const std::span<const double> amounts = ground_->amounts_of(unit);
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    amounts_[territory * kinds + kind] += sign * amounts[kind];
  }
  Shape& shape = shapes_[territory];
  shape.area += sign * ground_->shapes[unit].area;
  shape.perimeter += sign * ground_->shapes[unit].perimeter;
  for (const LiveUnits::Neighbour& next : ground_->neighbours(unit)) {
    if (territory_of_unit_[next.unit] == territory) {
      shape.perimeter -= sign * 2.0 * next.shared_metres;
    }
  }
  if (sign > 0.0) {
    ++units_[territory];
  } else {
    --units_[territory];
  }
}

void LivePlan::leave(std::size_t unit) {
  const std::size_t territory = territory_of_unit_[unit];
  territory_of_unit_[unit] = kUnassigned;
  add(unit, territory, -1.0);
  stray_[unit] = 0;
  if (units_[territory] == 0) {
    parts_[territory] = 0;
    parts_known_[territory] = true;
  } else if (parts_known_[territory] && !(parts_[territory] == 1 && tied_around(unit, territory))) {
    parts_known_[territory] = false;
    all_parts_known_ = false;
  }
}

void LivePlan::join(std::size_t unit, std::size_t territory) {
  add(unit, territory, 1.0);
  territory_of_unit_[unit] = territory;
  if (units_[territory] == 1) {
    parts_[territory] = 1;
    parts_known_[territory] = true;
  } else if (parts_known_[territory] && !(parts_[territory] == 1 && tied_around(unit, territory))) {
    parts_known_[territory] = false;
    all_parts_known_ = false;
  }
}

/// Whether the unit has neighbours in the territory that are tied among themselves without it: then
/// a whole territory stays whole whether the unit comes or goes.
bool LivePlan::tied_around(std::size_t unit, std::size_t territory) {
  ring_.clear();
  ++question_;
  for (const LiveUnits::Neighbour& next : ground_->neighbours(unit)) {
    if (territory_of_unit_[next.unit] != territory) continue;
    wanted_[next.unit] = question_;
    ring_.push_back(next.unit);
  }
  if (ring_.size() <= 1) return !ring_.empty();
  std::size_t reached = 1;
  wanted_[ring_.front()] = 0;
  for (std::size_t head = 0; head < reached; ++head) {
    for (const LiveUnits::Neighbour& next : ground_->neighbours(ring_[head])) {
      if (wanted_[next.unit] != question_) continue;
      wanted_[next.unit] = 0;
      std::swap(
          *std::find(ring_.begin() + static_cast<std::ptrdiff_t>(reached), ring_.end(), next.unit),
          ring_[reached]);
      ++reached;
    }
  }
  return reached == ring_.size();
}

/// Counts the parts of the territories where that is open, all in one pass.
void LivePlan::count_parts() const {
  if (all_parts_known_) return;
  const std::size_t units = territory_of_unit_.size();
  struct Part {
    std::size_t first;
    std::size_t size;
  };
  std::vector<std::vector<Part>> found(labels_.size());
  std::vector<std::uint32_t> order;  // units, part after part
  std::vector<std::uint8_t> seen(units, 0);
  for (std::size_t start = 0; start < units; ++start) {
    const std::size_t territory = territory_of_unit_[start];
    if (territory == kUnassigned || parts_known_[territory] || seen[start] != 0) continue;
    const std::size_t first = order.size();
    order.push_back(static_cast<std::uint32_t>(start));
    seen[start] = 1;
    for (std::size_t head = first; head < order.size(); ++head) {
      for (const LiveUnits::Neighbour& next : ground_->neighbours(order[head])) {
        if (seen[next.unit] != 0 || territory_of_unit_[next.unit] != territory) continue;
        seen[next.unit] = 1;
        order.push_back(next.unit);
      }
    }
    found[territory].push_back({first, order.size() - first});
  }
  for (std::size_t t = 0; t < labels_.size(); ++t) {
    if (parts_known_[t]) continue;
    parts_[t] = found[t].size();
    parts_known_[t] = true;
    const auto largest = std::ranges::max_element(found[t], {}, &Part::size);
    for (auto part = found[t].begin(); part != found[t].end(); ++part) {
      for (std::size_t i = part->first; i < part->first + part->size; ++i) {
        stray_[order[i]] = part == largest ? 0 : 1;
      }
    }
  }
  all_parts_known_ = true;
}

LiveFigures LivePlan::figures(std::size_t territory) const {
  count_parts();
  const std::size_t kinds = ground_->weights.size();
  const auto amounts = amounts_.begin() + static_cast<std::ptrdiff_t>(territory * kinds);
  return {units_[territory],
          {amounts, amounts + static_cast<std::ptrdiff_t>(kinds)},
          shapes_[territory],
          polsby_popper(shapes_[territory]),
          parts_[territory]};
}

double LivePlan::mean(std::size_t weight) const {
  double total = 0.0;
  double count = 0.0;
  for (std::size_t t = 0; t < labels_.size(); ++t) {
    if (!labels_[t]) continue;
    total += amounts_[t * ground_->weights.size() + weight];
    count += 1.0;
  }
  return count > 0.0 ? total / count : 0.0;
}

double LivePlan::max_deviation() const {
  double worst = 0.0;
  for (const std::size_t weight : balanced_) {
    const double middle = mean(weight);
    if (!(middle > 0.0)) continue;
    for (std::size_t t = 0; t < labels_.size(); ++t) {
      if (!labels_[t]) continue;
      const double amount = amounts_[t * ground_->weights.size() + weight];
      worst = std::max(worst, std::abs(amount - middle) / middle);
    }
  }
  return worst;
}

std::vector<std::size_t> LivePlan::strays() const {
  count_parts();
  std::vector<std::size_t> found;
  const bool whole = std::ranges::all_of(parts_, [](std::size_t n) { return n <= 1; });
  if (whole) return found;
  for (std::size_t unit = 0; unit < stray_.size(); ++unit) {
    if (stray_[unit] != 0) found.push_back(unit);
  }
  return found;
}

}  // namespace nearnet::territory
