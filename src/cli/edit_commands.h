// SPDX-License-Identifier: Apache-2.0
// The sub-commands of `nearnet territories W …` that edit a draft by hand. Private to cli.
#pragma once

#include <memory>
#include <string>

#include "cli/context.h"

namespace nearnet::cli {

/// split, merge, swap, cut, add, remove, finish; below `territories`, whose workspace `path` will
/// hold.
void add_edit_commands(CLI::App& territories, const std::shared_ptr<const std::string>& path,
                       Context& context);

}  // namespace nearnet::cli
