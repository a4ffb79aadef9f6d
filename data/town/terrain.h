// SPDX-License-Identifier: Apache-2.0
// The made-up ground of Maple Harbor: a river that widens into a harbour on a bay in the south.
// Coordinates are metres east and north of the town square.
#pragma once

#include <vector>

#include "geo/local_frame.h"

namespace nearnet::town {

using geo::XY;
using Polyline = std::vector<XY>;

/// Where the square stands: woods without a town.
inline constexpr geo::LonLat kTownSquare{-68.2000000, 44.9000000};

double distance(XY a, XY b);
double distance(XY p, const Polyline& line);
double length(const Polyline& line);

/// Metres of dry land around a place: distance to the nearest water, negative in it. Approximate
/// along the coast, which is what setbacks need.
double land_around(XY p);

/// A smooth curve through the points (Catmull–Rom), with a vertex about every `step` metres.
Polyline smooth(const Polyline& through, double step);

/// The same line with vertices at most `step` metres apart.
Polyline densified(const Polyline& line, double step);

}  // namespace nearnet::town
