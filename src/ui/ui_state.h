// SPDX-License-Identifier: Apache-2.0
// Everything the panels remember between frames, one struct a panel. The workspace itself is not in
// here: this is how the user looks at it.
#pragma once

#include <string>

#include "ui/addresses_panel.h"
#include "ui/coverage_panel.h"
#include "ui/days_panel.h"
#include "ui/dialogs.h"
#include "ui/inspector.h"
#include "ui/item_log.h"
#include "ui/layers_panel.h"
#include "ui/layout_state.h"
#include "ui/look.h"
#include "ui/map_panel.h"
#include "ui/market.h"
#include "ui/prospect_table.h"
#include "ui/scene_sync.h"
#include "ui/selection.h"
#include "ui/territories_panel.h"

namespace nearnet::ui {

enum class SideTab { kInspector, kTerritories, kDays, kCoverage, kAddresses };

struct UiState {
  Look look;
  LayoutState layout;
  SideTab tab = SideTab::kInspector;
  Selection selection;
  std::uint64_t seen_selection = 0;  ///< serial that the side panel has answered

  MapState map;
  LayersState layers;
  TableState table;
  InspectorState inspector;
  TerritoriesState territories;
  DaysState days;
  CoverageState coverage;
  AddressesState addresses;
  DialogsState dialogs;

  // Derived from the snapshot of the workspace at `path`.
  std::string path;
  Market market;
  SceneSync sync;

  ItemLog* log = nullptr;  ///< for tests
};

}  // namespace nearnet::ui
