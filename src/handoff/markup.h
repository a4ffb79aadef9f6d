// SPDX-License-Identifier: Apache-2.0
// Text made safe to stand in HTML and XML, in elements and in quoted attributes alike.
//
//   handoff::escaped("<script>");     // "&lt;script&gt;"
#pragma once

#include <string>
#include <string_view>

namespace nearnet::handoff {

/// & < > " ' become entities; control characters that XML 1.0 forbids are dropped, line ends and
/// tabs kept; in text that is no valid UTF-8 every byte above 127 becomes "?".
std::string escaped(std::string_view text);

}  // namespace nearnet::handoff
