// SPDX-License-Identifier: Apache-2.0
// A quick proof that a polygon is valid, for the many that plainly are.
#pragma once

#include "geo/geometry.h"

namespace nearnet::geo {

/// True only for a polygon that GEOS calls valid: rings of at least three corners whose edges meet
/// nowhere but at their common corners, holes inside the shell and outside each other. False means
/// that GEOS must be asked, as for rings that touch, repeat a corner, or crowd at one latitude.
/// Cost: linear, and exact comparison of those few edges whose boxes meet.
bool is_surely_valid(const Polygon& polygon);

}  // namespace nearnet::geo
