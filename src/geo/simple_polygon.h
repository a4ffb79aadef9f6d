// SPDX-License-Identifier: Apache-2.0
// A quick proof that a polygon is valid, for the many that plainly are. For geo/ only.
#pragma once

#include "geo/geometry.h"

namespace nearnet::geo {

/// True only for a polygon that GEOS calls valid: rings of at least three corners whose edges meet
/// nowhere but at their common corners, holes inside the shell and outside each other. False means
/// that GEOS must be asked, as for rings that touch, or repeat a corner. Cost: a sort of the edges
/// by latitude, and exact comparison of those few whose boxes meet.
bool is_surely_valid(const Polygon& polygon);

}  // namespace nearnet::geo
