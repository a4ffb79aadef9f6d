// SPDX-License-Identifier: Apache-2.0
// A camera turned into what shaders take: one pixel rectangle over the Mercator plane.
//
//   render::View view(camera, {1280, 800});          // the whole picture
//   view.around(640, 400, 5);                        // the 11 × 11 pixels around one of them
//   if (view.sees(batch.box, margin)) …
#pragma once

#include <algorithm>

#include "map/camera.h"
#include "map/map_surface.h"

namespace nearnet::render {

class View {
 public:
  View(const map::Camera& camera, map::PixelSize size)
      : size_(size),
        // One ratio for both axes, so that circles stay round whatever the rounding of the size.
        unit_(
            std::max(size.width / camera.viewport().width, size.height / camera.viewport().height)),
        scale_(unit_ / camera.units_per_pixel()),
        metres_per_pixel_(camera.metres_per_pixel()),
        units_per_pixel_(camera.units_per_pixel()),
        left_(camera.centre().x - size.width / 2.0 / scale_),
        top_(camera.centre().y + size.height / 2.0 / scale_) {}

  /// The square of (2 · reach + 1) pixels around the pixel, at the same scale.
  View around(int x, int y, int reach) const {
    View part = *this;
    part.size_ = {2 * reach + 1, 2 * reach + 1};
    part.left_ = left_ + (x - reach) / scale_;
    part.top_ = top_ - (y - reach) / scale_;
    return part;
  }

  map::PixelSize size() const { return size_; }
  double unit() const { return unit_; }                          ///< pixels to a screen unit
  double scale() const { return scale_; }                        ///< pixels to a world unit
  double metres_per_pixel() const { return metres_per_pixel_; }  ///< ground, to a screen unit
  double units_per_pixel() const { return units_per_pixel_; }    ///< world, to a screen unit
  double pixel_x(double world_x) const { return (world_x - left_) * scale_; }
  double pixel_y(double world_y) const { return (top_ - world_y) * scale_; }

  /// Whether something of the box, drawn up to `margin` pixels beyond it, is in the rectangle.
  bool sees(const map::WorldBox& box, double margin) const {
    return box.widened(margin / scale_)
        .intersects({left_, top_ - size_.height / scale_, left_ + size_.width / scale_, top_});
  }

 private:
  map::PixelSize size_;
  double unit_;
  double scale_;
  double metres_per_pixel_;
  double units_per_pixel_;
  double left_;
  double top_;
};

}  // namespace nearnet::render
