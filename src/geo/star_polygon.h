// SPDX-License-Identifier: Apache-2.0
// The quickest proof that a polygon is valid, for compact ones. For geo/simple_polygon only.
#pragma once

#include "geo/geometry.h"

namespace nearnet::geo {

/// True only for a polygon that GEOS calls valid, each of whose rings is seen whole from the mean
/// of its corners, with holes that circles keep apart from the shell and from each other. Cells,
/// lots and serving areas mostly are; false says nothing. Cost: an orientation an edge.
bool is_star_polygon(const Polygon& polygon);

}  // namespace nearnet::geo
