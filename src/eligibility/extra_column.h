// SPDX-License-Identifier: Apache-2.0
// The columns of a source that nearnet has no name for, kept with each record as one JSON object.
//
//   eligibility::extra_column(R"({"drop_type": "Aerial"})", "DROP_TYPE");     // "Aerial"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nearnet::eligibility {

/// The value of a column, its name compared without regard to case, as text; none when there is no
/// such column or it is empty. Cost: parses the object.
std::optional<std::string> extra_column(const std::string& extra, std::string_view column);

}  // namespace nearnet::eligibility
