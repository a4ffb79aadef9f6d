// SPDX-License-Identifier: Apache-2.0
#include "render/tints.h"

#include <algorithm>
#include <cmath>

#include "map/shared_edges.h"

namespace nearnet::render {
namespace {

std::uint32_t packed(const map::Colour& colour) {
  const auto byte = [](float part) {
    return static_cast<std::uint32_t>(std::lround(std::clamp(part, 0.0F, 1.0F) * 255.0F));
  };
  return byte(colour.r) | byte(colour.g) << 8U | byte(colour.b) << 16U | byte(colour.a) << 24U;
}

}  // namespace

void TintTexture::update(const map::Layer& layer, const map::Style& style) {
  if (version_ == layer.tints_version && style_ && *style_ == style) return;
  version_ = layer.tints_version;
  style_ = style;
  const std::size_t width = kTintsPerRow;
  const std::size_t rows = (layer.tints.size() + width - 1) / width;
  const bool fresh = colours_.size() != rows * width;
  if (fresh) {
    colours_.assign(rows * width, 0);
    glBindTexture(GL_TEXTURE_2D, texture_.name());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, kTintsPerRow, static_cast<GLsizei>(rows), 0, GL_RGBA,
                 GL_UNSIGNED_BYTE, colours_.data());
    glBindTexture(GL_TEXTURE_2D, 0);
  }
  std::vector<std::uint32_t> palette;  // of paint p at 2p, marked at 2p + 1
  for (std::size_t i = 0; i < layer.classes.size(); ++i) {
    const auto paint = static_cast<std::uint16_t>(i);
    palette.push_back(packed(map::tint_colour(style, layer.id, paint, false)));
    palette.push_back(packed(map::tint_colour(style, layer.id, paint, true)));
  }
  const std::uint32_t none = packed(map::tint_colour(style, layer.id, map::Tint::kNone, false));
  std::size_t first = rows;
  std::size_t last = 0;
  for (std::size_t i = 0; i < layer.tints.size(); ++i) {
    const map::Tint& tint = layer.tints[i];
    const std::size_t place = 2 * std::size_t{tint.paint} + (tint.marked ? 1U : 0U);
    const std::uint32_t colour = place < palette.size() ? palette[place] : none;
    if (colours_[i] == colour) continue;
    colours_[i] = colour;
    first = std::min(first, i / width);
    last = i / width;
  }
  if (first < rows) send(first, last);
}

void TintTexture::send(std::size_t first_row, std::size_t last_row) {
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, static_cast<GLint>(first_row), kTintsPerRow,
                  static_cast<GLsizei>(last_row - first_row + 1), GL_RGBA, GL_UNSIGNED_BYTE,
                  &colours_[first_row * kTintsPerRow]);
  glBindTexture(GL_TEXTURE_2D, 0);
}

void TintTexture::bind() const {
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, texture_.name());
}

const GpuMesh& TintBorders::at(const map::Layer& layer) {
  if (!borders_ || version_ != layer.tints_version) {
    borders_.emplace(map::border_mesh(mesh_, layer.tints));
    version_ = layer.tints_version;
  }
  return *borders_;
}

}  // namespace nearnet::render
