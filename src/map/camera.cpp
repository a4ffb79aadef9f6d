// SPDX-License-Identifier: Apache-2.0
#include "map/camera.h"

#include <algorithm>
#include <cmath>

namespace nearnet::map {
namespace {

constexpr double kClosest = 0.02;  // world units to a pixel: a doormat fills the screen
constexpr double kFarthest = kWorldWidth / 128.0;
constexpr double kStreetLevel = 0.6;

}  // namespace

Camera::Camera(ScreenSize viewport) {
  resize(viewport);
  units_per_pixel_ = kWorldWidth / std::min(viewport_.width, viewport_.height);
  clamp();
}

void Camera::resize(ScreenSize viewport) {
  viewport_ = {std::max(1.0, viewport.width), std::max(1.0, viewport.height)};
}

void Camera::look_at(geo::LonLat centre, double metres_per_pixel) {
  centre_ = map::to_world(centre);
  units_per_pixel_ = metres_per_pixel / metres_per_unit(centre_.y);
  clamp();
}

void Camera::fit(const geo::LonLatBox& box, double padding) {
  if (box.empty()) return;
  const WorldPoint low = map::to_world({box.min_lon, box.min_lat});
  const WorldPoint high = map::to_world({box.max_lon, box.max_lat});
  centre_ = {(low.x + high.x) / 2.0, (low.y + high.y) / 2.0};
  // A viewport smaller than its padding still shows the box in what little there is.
  const double width = std::max(1.0, viewport_.width - 2.0 * padding);
  const double height = std::max(1.0, viewport_.height - 2.0 * padding);
  units_per_pixel_ = std::max((high.x - low.x) / width, (high.y - low.y) / height);
  if (units_per_pixel_ <= 0.0) units_per_pixel_ = kStreetLevel;
  clamp();
}

void Camera::pan(double dx, double dy) {
  centre_.x -= dx * units_per_pixel_;
  centre_.y += dy * units_per_pixel_;
  clamp();
}

void Camera::zoom_about(ScreenPoint anchor, double factor) {
  const WorldPoint fixed = to_world(anchor);
  const double before = units_per_pixel_;
  units_per_pixel_ = std::clamp(before / factor, kClosest, kFarthest);
  const double ratio = units_per_pixel_ / before;
  centre_ = {fixed.x + (centre_.x - fixed.x) * ratio, fixed.y + (centre_.y - fixed.y) * ratio};
  clamp();
}

ScreenPoint Camera::to_screen(WorldPoint point) const {
  return {viewport_.width / 2.0 + (point.x - centre_.x) / units_per_pixel_,
          viewport_.height / 2.0 - (point.y - centre_.y) / units_per_pixel_};
}

ScreenPoint Camera::to_screen(geo::LonLat position) const {
  const double centre_lon = map::to_lon_lat(centre_).lon;
  return to_screen(map::to_world({unwrapped(position.lon, centre_lon), position.lat}));
}

WorldPoint Camera::to_world(ScreenPoint point) const {
  return {centre_.x + (point.x - viewport_.width / 2.0) * units_per_pixel_,
          centre_.y - (point.y - viewport_.height / 2.0) * units_per_pixel_};
}

geo::LonLat Camera::to_lon_lat(ScreenPoint point) const {
  return map::to_lon_lat(to_world(point));
}

double Camera::metres_per_pixel() const {
  return units_per_pixel_ * metres_per_unit(centre_.y);
}

WorldBox Camera::visible() const {
  const double half_width = viewport_.width / 2.0 * units_per_pixel_;
  const double half_height = viewport_.height / 2.0 * units_per_pixel_;
  return {centre_.x - half_width, centre_.y - half_height, centre_.x + half_width,
          centre_.y + half_height};
}

void Camera::clamp() {
  units_per_pixel_ = std::clamp(units_per_pixel_, kClosest, kFarthest);
  centre_.y = std::clamp(centre_.y, -kWorldWidth / 2.0, kWorldWidth / 2.0);
}

}  // namespace nearnet::map
