// SPDX-License-Identifier: Apache-2.0
// A turn that signs forbid, or the only one they allow.
//
//   TurnRestriction no_left;
//   no_left.line = {before, crossing, after};     // who comes from `before` may not go on to
//   `after`
#pragma once

#include <string>

#include "core/ids.h"
#include "geo/geometry.h"

namespace nearnet::model {

/// The line goes from road point to road point: from the one before the crossing over it to the one
/// behind it, or over several where the rule is about a way along further streets. Who has driven
/// its first piece may not drive the rest of it (or, where `only`, may drive nothing but that, or
/// the rest of another such line with the same first piece).
struct TurnRestriction {
  core::RestrictionId id;
  bool only = false;
  geo::Line line;  ///< three points or more; the third is the first again for a U-turn
  std::string source;

  friend bool operator==(const TurnRestriction&, const TurnRestriction&) = default;
};

}  // namespace nearnet::model
