// SPDX-License-Identifier: Apache-2.0
#include "render/image.h"

#include <algorithm>
#include <memory>
#include <system_error>

#include <epoxy/gl.h>
#include <stb_image.h>
#include <stb_image_write.h>

#include "core/error.h"

namespace nearnet::render {
namespace {

constexpr int kChannels = 4;

std::size_t row_bytes(map::PixelSize size) {
  return static_cast<std::size_t>(size.width) * kChannels;
}

}  // namespace

Image read_framebuffer(map::PixelSize size, RowOrder order) {
  Image image{size, {}};
  image.rgba.resize(row_bytes(size) * static_cast<std::size_t>(size.height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
  if (order == RowOrder::kBottomFirst) {
    const auto bytes = static_cast<std::ptrdiff_t>(row_bytes(size));
    for (std::ptrdiff_t top = 0, low = size.height - 1; top < low; ++top, --low) {
      const auto row = image.rgba.begin() + top * bytes;
      std::swap_ranges(row, row + bytes, image.rgba.begin() + low * bytes);
    }
  }
  for (std::size_t i = 3; i < image.rgba.size(); i += kChannels) image.rgba[i] = 255;
  return image;
}

void write_png(const std::filesystem::path& path, const Image& image) {
  std::filesystem::path beside = path;
  beside += ".part";
  const int written = stbi_write_png(beside.c_str(), image.size.width, image.size.height, kChannels,
                                     image.rgba.data(), static_cast<int>(row_bytes(image.size)));
  std::error_code failure;
  if (written != 0) std::filesystem::rename(beside, path, failure);
  if (written != 0 && !failure) return;
  std::error_code ignored;
  std::filesystem::remove(beside, ignored);
  throw core::StorageError(path.string() +
                           ": the picture cannot be written; check that the folder exists, may be "
                           "written to and has room");
}

Image read_png(const std::filesystem::path& path) {
  Image image;
  int channels = 0;
  const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
      stbi_load(path.c_str(), &image.size.width, &image.size.height, &channels, kChannels),
      stbi_image_free);
  if (!pixels) {
    throw core::InputError(path.string() + ": cannot be read as a picture; give a PNG file");
  }
  const std::size_t bytes = row_bytes(image.size) * static_cast<std::size_t>(image.size.height);
  image.rgba.assign(pixels.get(), pixels.get() + bytes);
  return image;
}

}  // namespace nearnet::render
