// SPDX-License-Identifier: Apache-2.0
#include "workspace/territory_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/error.h"
#include "core/text.h"
#include "workspace/account_facts.h"

namespace nearnet::workspace {
namespace {

std::size_t territory_at(std::span<const territory::TerritoryLabel> labels,
                         const std::string& name) {
  std::vector<std::string> known;
  for (std::size_t t = 0; t < labels.size(); ++t) {
    if (labels[t].id.text() == name || (!name.empty() && labels[t].rep.text() == name)) return t;
    known.push_back(labels[t].id.text());
  }
  throw core::ConfigError(
      fmt::format("there is no territory \"{}\" to keep a unit out of; there "
                  "are {}, or say a rep",
                  name, core::join(known, ", ")));
}

void add_asked(const std::vector<std::string>& asked, std::span<const model::BasicUnit> units,
               std::span<const territory::TerritoryLabel> labels,
               territory::DesignOptions& options) {
  std::unordered_map<core::UnitId, std::size_t> place;
  for (std::size_t i = 0; i < units.size(); ++i) place.emplace(units[i].id, i);
  for (const std::string& text : asked) {
    const auto equals = text.rfind('=');
    if (equals == std::string::npos) {
      throw core::ConfigError(
          fmt::format("\"{}\" should say UNIT=TERRITORY, such as hex:500m:3:-2=2", text));
    }
    const auto unit = place.find(core::UnitId(text.substr(0, equals)));
    if (unit == place.end()) {
      throw core::ConfigError(fmt::format("there is no unit \"{}\" to keep out of a territory",
                                          text.substr(0, equals)));
    }
    options.keep_out.push_back({unit->second, territory_at(labels, text.substr(equals + 1)),
                                territory::KeepOut::Why::kAsked});
  }
}

}  // namespace

void add_keep_outs(const Snapshot& snapshot, const TerritoryRequest& request,
                   std::span<const model::BasicUnit> units,
                   std::span<const territory::TerritoryLabel> labels,
                   territory::DesignOptions& options, std::vector<std::string>& notes) {
  add_asked(request.keep_out, units, labels, options);
  if (!request.max_drive) return;
  bool any_home = false;
  for (std::size_t t = 0; t < labels.size(); ++t) {
    const model::Rep* rep = labels[t].rep.empty() ? nullptr : snapshot.reps.find(labels[t].rep);
    if (rep == nullptr || !rep->home) {
      notes.push_back(fmt::format("territory {}: no home is known, so no drive is too long",
                                  labels[t].id.text()));
      continue;
    }
    any_home = true;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      if (crow_drive(*rep->home, units[unit].geometry.centroid()) > *request.max_drive) {
        options.keep_out.push_back({unit, t, territory::KeepOut::Why::kTooFar});
      }
    }
  }
  if (!any_home) {
    throw core::ConfigError(
        "--max-drive needs territories of reps whose home "
        "is known; say --reps R,R,…");
  }
}

}  // namespace nearnet::workspace
