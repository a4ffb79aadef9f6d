// SPDX-License-Identifier: Apache-2.0
// An area that the user names: a polygon written out, or a file of polygons.
//
//   const geo::Geometry area = workspace::named_area("POLYGON ((-68.8 44.7, …))");
//   const geo::Geometry town = workspace::named_area("downtown.geojson");
#pragma once

#include <string>

#include "geo/geometry.h"

namespace nearnet::workspace {

/// In lon/lat, valid, all polygons of a file as one. Throws InputError for what cannot be read or
/// has no polygon.
geo::Geometry named_area(const std::string& text);

}  // namespace nearnet::workspace
