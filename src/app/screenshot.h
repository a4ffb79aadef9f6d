// SPDX-License-Identifier: Apache-2.0
// The window's picture as a PNG of exactly the size asked for.
#pragma once

#include <filesystem>

#include "app/gui.h"
#include "map/map_surface.h"
#include "ui/ui_state.h"
#include "workspace/session.h"

namespace nearnet::app {

/// Throws core::StorageError when the file cannot be written.
void write_screenshot(const std::filesystem::path& file, map::PixelSize size, Gui& gui,
                      const workspace::Session& session, map::MapSurface& surface,
                      ui::UiState& state);

}  // namespace nearnet::app
