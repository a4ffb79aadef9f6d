// SPDX-License-Identifier: Apache-2.0
// Path data in tenths of a unit, relative and without needless blanks: a third of the size of plain
// numbers. Stands inside <g transform="scale(.1)">.
#pragma once

#include "handoff/polyline.h"

#include <span>
#include <string>

namespace nearnet::handoff {

/// "M1200 340l5-7 3 3"; nothing for a line that has no extent at this resolution.
void append_path(std::span<const geo::XY> line, bool close, std::string& path);

}  // namespace nearnet::handoff
