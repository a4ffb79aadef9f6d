// SPDX-License-Identifier: Apache-2.0
// A map without a picture: it remembers what it was asked to draw and answers picks by geometry.
#pragma once

#include <optional>

#include "map/hit_test.h"
#include "map/map_surface.h"

namespace nearnet::testing {

class FakeMapSurface : public map::MapSurface {
 public:
  map::TextureId draw(const map::Scene& scene, const map::Camera& camera,
                      map::PixelSize size) override {
    scene_ = &scene;
    camera_ = camera;
    size_ = size;
    return 1;
  }

  std::optional<map::FeatureId> pick(double x, double y) override {
    if (scene_ == nullptr) return std::nullopt;
    return map::hit_test(*scene_, camera_, {x, y});
  }

  map::PixelSize size() const { return size_; }

 private:
  const map::Scene* scene_ = nullptr;
  map::Camera camera_;
  map::PixelSize size_;
};

}  // namespace nearnet::testing
