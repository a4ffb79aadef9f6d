// SPDX-License-Identifier: Apache-2.0
// Pixels in memory and as PNG files.
//
//   render::write_png("map.png", render::read_framebuffer({1280, 800}));   // what the window shows
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "map/map_surface.h"

namespace nearnet::render {

/// Rows from the top, four bytes a pixel: red, green, blue, alpha.
struct Image {
  map::PixelSize size;
  std::vector<std::uint8_t> rgba;
  bool empty() const { return rgba.empty(); }
};

/// Which row of a framebuffer is its first: the bottom one in a window, the top one in a map.
enum class RowOrder { kBottomFirst, kTopFirst };

/// The colours of the framebuffer bound for reading, alpha set to opaque. Needs a current OpenGL
/// context.
Image read_framebuffer(map::PixelSize size, RowOrder order = RowOrder::kBottomFirst);

/// Written beside its place and then renamed, so that no reader ever sees half a picture. Throws
/// core::StorageError.
void write_png(const std::filesystem::path& path, const Image& image);

/// Throws core::InputError when the file is no picture.
Image read_png(const std::filesystem::path& path);

}  // namespace nearnet::render
