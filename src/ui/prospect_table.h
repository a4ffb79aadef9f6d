// SPDX-License-Identifier: Apache-2.0
// The list of prospects: filter, sort, choose. Linked with the map both ways.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/context.h"
#include "ui/prospect_rows.h"

namespace nearnet::ui {

struct TableState {
  RowFilter filter;
  RowSort sort;
  ProspectRows rows;
  bool focus_filter = false;         ///< the filter takes the keyboard in the next frame
  std::uint64_t seen_selection = 0;  ///< serial that the table has scrolled to

  // The drop-down lists of the filters; read again when the reps' version changes.
  std::vector<std::string> status_names;
  std::vector<std::string> eligible_names;
  std::vector<std::string> stage_names;
  std::vector<std::string> rep_names;
  std::vector<core::RepId> rep_ids;
  std::int64_t reps_version = -1;
};

void draw_prospect_table(const Context& context, TableState& state);

}  // namespace nearnet::ui
