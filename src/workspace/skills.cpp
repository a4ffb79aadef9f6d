// SPDX-License-Identifier: Apache-2.0
#include "workspace/skills.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "core/text.h"
#include "eligibility/extra_column.h"

namespace nearnet::workspace {
namespace {

/// Most records name no skill: those are not parsed.
bool may_name(const std::string& extra, std::string_view part) {
  return core::lower_case(extra).find(part) != std::string::npos;
}

std::vector<std::string> listed(const std::string& extra,
                                std::initializer_list<std::string_view> columns) {
  std::vector<std::string> skills;
  for (const std::string_view column : columns) {
    const auto text = eligibility::extra_column(extra, column);
    if (!text) continue;
    std::string commas = *text;
    std::replace(commas.begin(), commas.end(), ';', ',');
    for (const std::string& skill : core::split(commas, ',')) {
      const std::string name = core::lower_case(core::trimmed(skill));
      if (!name.empty()) skills.push_back(name);
    }
  }
  std::sort(skills.begin(), skills.end());
  skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
  return skills;
}

}  // namespace

std::vector<std::string> skills_of(const model::Rep& rep) {
  if (!may_name(rep.extra, "skill")) return {};
  return listed(rep.extra, {"skills", "skill"});
}

std::vector<std::string> skills_needed(const model::Business& business) {
  if (business.extra.empty()) return {};
  if (!may_name(business.extra, "skill") && !may_name(business.extra, "requires")) return {};
  return listed(business.extra, {"requires", "skill", "skills"});
}

}  // namespace nearnet::workspace
