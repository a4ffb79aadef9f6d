// SPDX-License-Identifier: Apache-2.0
// The only way to change a workspace. A step computes; the command it returns writes the result in
// one transaction, with one audit row, and can be undone.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "storage/store.h"

namespace nearnet::workspace {

struct Command {
  std::string name;  ///< "eligibility": what the audit calls it
  std::string what;  ///< "near-net 150.0 m": the options in short
  /// The snapshot's version the result was computed from. A workspace that has moved on refuses the
  /// command; none for commands that stay right whatever happened meanwhile.
  std::optional<std::int64_t> based_on;
  std::function<void(storage::Transaction&)> apply;
};

/// What came of a command.
struct Receipt {
  std::string name;
  std::int64_t rows_changed = 0;
  std::int64_t version = 0;  ///< of the workspace afterwards
};

}  // namespace nearnet::workspace
