// SPDX-License-Identifier: Apache-2.0
// Where the user looks: a centre, a scale and a viewport over the Mercator plane.
//
//   map::Camera camera({1280, 800});
//   camera.fit(scene.bounds(), 40.0);            // all data, 40 px free on each side
//   camera.pan(dx, dy);                          // the map follows the mouse
//   camera.zoom_about(mouse, 1.25);              // the place under the cursor stays there
//   map::ScreenPoint at = camera.to_screen(geo::LonLat{-68.77, 44.80});
//
// Screen points are in layout units (what the mouse reports; y grows downwards, (0, 0) is the
// corner at the top left). On a high-density display a surface has more pixels than that; the
// camera does not care. All arithmetic is in doubles. Always north up.
#pragma once

#include "geo/lon_lat.h"
#include "map/mercator.h"

namespace nearnet::map {

struct ScreenPoint {
  double x = 0.0;
  double y = 0.0;
  friend bool operator==(const ScreenPoint&, const ScreenPoint&) = default;
};

struct ScreenSize {
  double width = 1.0;
  double height = 1.0;
  friend bool operator==(const ScreenSize&, const ScreenSize&) = default;
};

class Camera {
 public:
  /// The whole world in the viewport. Sizes below 1 are taken as 1.
  explicit Camera(ScreenSize viewport = {});

  /// Keeps centre and scale.
  void resize(ScreenSize viewport);
  /// Ground metres that one screen unit spans at the centre; clamped to what the map supports.
  void look_at(geo::LonLat centre, double metres_per_pixel);
  /// Moves to where the whole box is seen with `padding` free on each side. A box without extent is
  /// shown at street level; an empty one leaves the camera as it is.
  void fit(const geo::LonLatBox& box, double padding = 0.0);
  /// The map moves by (dx, dy) on the screen, as if dragged.
  void pan(double dx, double dy);
  /// factor > 1 comes closer. The place under `anchor` stays under it.
  void zoom_about(ScreenPoint anchor, double factor);

  ScreenPoint to_screen(WorldPoint point) const;
  /// Longitudes are unwrapped towards the centre.
  ScreenPoint to_screen(geo::LonLat position) const;
  WorldPoint to_world(ScreenPoint point) const;
  geo::LonLat to_lon_lat(ScreenPoint point) const;

  WorldPoint centre() const { return centre_; }
  ScreenSize viewport() const { return viewport_; }
  /// World units to one screen unit: the scale that drawing and level of detail go by.
  double units_per_pixel() const { return units_per_pixel_; }
  /// Ground metres to one screen unit at the centre: what a reader of the map calls its scale.
  double metres_per_pixel() const;
  WorldBox visible() const;

  friend bool operator==(const Camera&, const Camera&) = default;

 private:
  void clamp();

  WorldPoint centre_;
  double units_per_pixel_ = 1.0;
  ScreenSize viewport_;
};

}  // namespace nearnet::map
