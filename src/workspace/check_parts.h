// SPDX-License-Identifier: Apache-2.0
// The parts of check(), each of which looks at one side of a workspace. Private to workspace.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// Collects problems; those of one kind are given by example and count.
class Problems {
 public:
  /// `kind`: what problems have in common. `advice` ends the sentence and is given once a kind.
  void add(std::string_view kind, std::string sentence, std::string_view advice);
  std::vector<std::string> sentences() const;

 private:
  struct Kind {
    std::string_view name;
    std::string_view advice;
    std::vector<std::string> examples;
    std::size_t count = 0;
  };
  std::vector<Kind> kinds_;
};

/// Keys, places and shapes.
void check_records(const Snapshot& snapshot, Problems& problems);
/// Prospects against businesses, footprints and their own reasons; owners.
void check_prospects(const Snapshot& snapshot, Problems& problems);
/// Scenarios, territories and units.
void check_territories(const Snapshot& snapshot, Problems& problems);
/// Stops and routes.
void check_days(const Snapshot& snapshot, Problems& problems);
/// Activities and quotas.
void check_activities(const Snapshot& snapshot, Problems& problems);

}  // namespace nearnet::workspace
