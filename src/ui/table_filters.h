// SPDX-License-Identifier: Apache-2.0
// The line above the prospect table: search, filters and how many rows are left.
#pragma once

#include "ui/context.h"
#include "ui/prospect_table.h"

namespace nearnet::ui {

void draw_table_filters(const Context& context, TableState& state);

}  // namespace nearnet::ui
