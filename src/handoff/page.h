// SPDX-License-Identifier: Apache-2.0
// The frame of every printed page: one self-contained HTML document.
#pragma once

#include <string>
#include <string_view>

namespace nearnet::handoff {

/// `title` is escaped here; `body` is markup already.
std::string html_page(std::string_view title, std::string_view body);

}  // namespace nearnet::handoff
