// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "storage/tables.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

const model::Business& business_named(const Snapshot& snapshot, const core::BusinessId& id) {
  const model::Business* business = snapshot.businesses.find(id);
  if (business != nullptr) return *business;
  throw core::ConfigError(
      fmt::format("there is no business \"{}\" in the workspace; nearnet export WORKSPACE "
                  "prospects list.csv lists them",
                  id.text()));
}

/// The business judged anew with these overrides; none while nothing has been evaluated.
std::vector<model::Prospect> judged_anew(Snapshot snapshot, const core::BusinessId& business,
                                         std::vector<model::Override> overrides) {
  if (snapshot.prospects.empty()) return {};
  snapshot.overrides = {snapshot.version, std::move(overrides)};
  return {explain(snapshot, business, snapshot.rules).prospect};
}

Command command_of(const Snapshot& snapshot, const core::BusinessId& business, std::string what,
                   std::vector<model::Override> overrides) {
  return {
      "override", std::move(what), snapshot.version,
      [overrides,
       prospects = judged_anew(snapshot, business, overrides)](storage::Transaction& transaction) {
        storage::replace<model::Override>(transaction, storage::overrides(), overrides, nullptr);
        storage::upsert(transaction, storage::prospects(), prospects);
      }};
}

}  // namespace

Command override_business(const Snapshot& snapshot, const model::Override& override) {
  business_named(snapshot, override.business);
  if (core::trimmed(override.reason).empty()) {
    throw core::ConfigError(
        "an override needs a reason: --reason \"why the rules are wrong here\"");
  }
  if (core::trimmed(override.by).empty()) {
    throw core::ConfigError("an override needs a name: --by NAME");
  }
  if (override.until && *override.until < snapshot.today) {
    throw core::ConfigError(fmt::format("--until {} is past; it is {} today",
                                        core::format_date(*override.until),
                                        core::format_date(snapshot.today)));
  }
  std::vector<model::Override> overrides = snapshot.overrides.rows();
  std::erase_if(overrides, [&](const auto& known) { return known.business == override.business; });
  overrides.push_back(override);
  return command_of(snapshot, override.business,
                    fmt::format("{} {}: {}", override.business.text(),
                                override.eligible ? "let in" : "left out", override.reason),
                    std::move(overrides));
}

Command clear_override(const Snapshot& snapshot, const core::BusinessId& business) {
  business_named(snapshot, business);
  std::vector<model::Override> overrides = snapshot.overrides.rows();
  if (std::erase_if(overrides, [&](const auto& known) { return known.business == business; }) ==
      0) {
    throw core::ConfigError(
        fmt::format("there is no override of business \"{}\"", business.text()));
  }
  return command_of(snapshot, business, business.text() + " cleared", std::move(overrides));
}

}  // namespace nearnet::workspace
