// SPDX-License-Identifier: Apache-2.0
// What geometry the rows of a layer have, read or written.
#pragma once

namespace nearnet::io {

/// kAny: of different kinds.
enum class Shape { kNone, kPoint, kLine, kPolygon, kMultiLine, kMultiPolygon, kAny };

}  // namespace nearnet::io
