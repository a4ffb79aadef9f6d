// SPDX-License-Identifier: Apache-2.0
// Opens a workspace, applies one command to it and prints what it did.
//
//   apply_command(context, path, [&](const workspace::Snapshot& now) {
//     return workspace::assign_territory(now, scenario, territory, rep);
//   });
#pragma once

#include <functional>
#include <string>

#include "cli/context.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"

namespace nearnet::cli {

void apply_command(const Context& context, const std::string& path,
                   const std::function<workspace::Command(const workspace::Snapshot&)>& make);

}  // namespace nearnet::cli
