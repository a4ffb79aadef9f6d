// SPDX-License-Identifier: Apache-2.0
// The parts of `nearnet territories W …` that look at scenarios and decide on them. Private to cli.
#pragma once

#include <memory>
#include <string>

#include "cli/context.h"

namespace nearnet::cli {

/// What `territories` will hold as its workspace.
using PathRef = std::shared_ptr<const std::string>;

/// compare, exceptions, history.
void add_comparison_commands(CLI::App& territories, const PathRef& path, Context& context);
/// propose, approve, approval, publish.
void add_decision_commands(CLI::App& territories, const PathRef& path, Context& context);

/// gaps, import.
void add_area_commands(CLI::App& territories, const PathRef& path, Context& context);

}  // namespace nearnet::cli
