// SPDX-License-Identifier: Apache-2.0
#include "cli/apply_command.h"

#include <fmt/format.h>

namespace nearnet::cli {

void apply_command(const Context& context, const std::string& path,
                   const std::function<workspace::Command(const workspace::Snapshot&)>& make) {
  workspace::Workspace opened = context.open(path);
  const workspace::Command command = make(opened.snapshot());
  const workspace::Receipt receipt = opened.apply(command);
  context.print(Json{{"command", command.name},
                     {"what", command.what},
                     {"rows_changed", receipt.rows_changed}},
                fmt::format("{}: {}\n", command.name, command.what));
}

}  // namespace nearnet::cli
