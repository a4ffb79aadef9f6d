// SPDX-License-Identifier: Apache-2.0
#include "eligibility/extra_column.h"

#include <nlohmann/json.hpp>

#include "core/text.h"

namespace nearnet::eligibility {

std::optional<std::string> extra_column(const std::string& extra, std::string_view column) {
  if (extra.empty()) return std::nullopt;
  const auto object = nlohmann::json::parse(extra, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  const std::string wanted = core::lower_case(core::trimmed(column));
  for (const auto& [name, value] : object.items()) {
    if (core::lower_case(name) != wanted || value.is_null()) continue;
    std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    if (core::trimmed(text).empty()) return std::nullopt;
    return text;
  }
  return std::nullopt;
}

}  // namespace nearnet::eligibility
