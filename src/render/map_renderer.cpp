// SPDX-License-Identifier: Apache-2.0
#include "render/map_renderer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "map/hit_test.h"
#include "map/mesh.h"
#include "render/frame_target.h"
#include "render/gl_error.h"
#include "render/gpu_mesh.h"
#include "render/painter.h"
#include "render/pick_buffer.h"
#include "render/tints.h"

namespace nearnet::render {
namespace {

/// Puts back the framebuffer binding and viewport of whoever called.
class SavedTarget {
 public:
  SavedTarget() {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_);
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_);
    glGetIntegerv(GL_VIEWPORT, viewport_.data());
  }
  SavedTarget(const SavedTarget&) = delete;
  SavedTarget& operator=(const SavedTarget&) = delete;
  ~SavedTarget() {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_));
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
  }

 private:
  GLint draw_ = 0;
  GLint read_ = 0;
  std::array<GLint, 4> viewport_{};
};

/// The meshes of one layer on the card, by level of detail; emptied when the layer changes.
class LayerCache {
 public:
  struct Drawn {
    GpuMesh mesh;
    TintBorders borders;
  };

  Drawn& at(const map::Scene& scene, map::LayerId id, double units_per_pixel) {
    const map::Layer& layer = scene.layer(id);
    if (layer.version != version_) clear();
    version_ = layer.version;
    const int level = map::mesh_level(layer, units_per_pixel);
    const auto found = meshes_.find(level);
    if (found != meshes_.end()) return found->second;
    map::Mesh mesh = map::build_mesh(scene, id, units_per_pixel);
    GpuMesh sent(mesh);
    map::Mesh edges;
    edges.edges = std::move(mesh.edges);
    edges.edge_batches = std::move(mesh.edge_batches);
    return meshes_.try_emplace(level, Drawn{std::move(sent), TintBorders(std::move(edges))})
        .first->second;
  }
  const TintTexture& tints(const map::Layer& layer, const map::Style& style) {
    if (!tints_) tints_.emplace();
    tints_->update(layer, style);
    return *tints_;
  }
  void clear() {
    meshes_.clear();
    tints_.reset();
  }

 private:
  std::uint64_t version_ = 0;
  std::map<int, Drawn> meshes_;
  std::optional<TintTexture> tints_;
};

/// The mesh of one selected or hovered feature.
class FeatureCache {
 public:
  const GpuMesh& at(const map::Scene& scene, map::FeatureId feature) {
    const std::uint64_t version = scene.layer(feature.layer).version;
    if (!mesh_ || !(feature_ == feature) || version_ != version) {
      mesh_.emplace(map::build_feature_mesh(scene, feature));
      feature_ = feature;
      version_ = version;
    }
    return *mesh_;
  }
  void clear() { mesh_.reset(); }

 private:
  map::FeatureId feature_;
  std::uint64_t version_ = 0;
  std::optional<GpuMesh> mesh_;
};

/// What a picture was drawn from; equal ones give equal pictures.
struct FrameKey {
  std::shared_ptr<const void> scene;
  std::uint64_t revision = 0;
  map::Camera camera;
  map::PixelSize size;
  friend bool operator==(const FrameKey&, const FrameKey&) = default;
};

}  // namespace

struct MapRenderer::Impl {
  FrameTarget target;
  PickBuffer pick_buffer;
  Painter colours{Purpose::kDraw};
  Painter numbers{Purpose::kPick};
  std::array<LayerCache, map::kLayers.size()> layers;
  FeatureCache selected;
  FeatureCache hovered;
  const map::Scene* scene = nullptr;
  std::optional<FrameKey> drawn;

  LayerCache& cache(map::LayerId id) { return layers[map::index_of(id)]; }

  const GpuMesh& mesh(map::LayerId id, const View& view) {
    return cache(id).at(*scene, id, view.units_per_pixel()).mesh;
  }

  bool tinted(map::LayerId id) const { return !scene->layer(id).tints.empty(); }

  void paint_ground(Painter& painter, map::LayerId id, const View& view) {
    const map::Layer& layer = scene->layer(id);
    const GpuMesh& areas = mesh(id, view);
    if (!tinted(id)) {
      painter.draw_ground(areas, layer, scene->style());
      return;
    }
    cache(id).tints(layer, scene->style()).bind();
    painter.draw_tinted_ground(areas, layer);
    glBindTexture(GL_TEXTURE_2D, 0);
  }

  void paint_features(Painter& painter, map::LayerId id, const View& view) {
    const map::Layer& layer = scene->layer(id);
    LayerCache::Drawn& drawn_layer = cache(id).at(*scene, id, view.units_per_pixel());
    if (tinted(id)) {
      painter.draw_tinted_borders(drawn_layer.mesh, drawn_layer.borders.at(layer), layer,
                                  scene->style());
    } else {
      painter.draw_features(drawn_layer.mesh, layer, scene->style());
    }
  }

  bool shows(map::LayerId id) const {
    const map::Layer& layer = scene->layer(id);
    return layer.visible && !layer.empty();
  }

  void forget_other_scene(const map::Scene& next) {
    if (drawn && drawn->scene == next.identity()) return;
    for (LayerCache& layer : layers) layer.clear();
    selected.clear();
    hovered.clear();
    drawn.reset();
  }

  void paint(Painter& painter, const View& view) {
    for (const map::LayerId id : map::kLayers) {
      if (!shows(id) || scene->layer(id).areas.empty()) continue;
      paint_ground(painter, id, view);
    }
    for (const map::LayerId id : map::kLayers) {
      if (shows(id)) paint_features(painter, id, view);
      if (id != map::LayerId::kRoads) continue;
      for (const map::LayerId plant : map::kLinedLayers) {
        if (!shows(plant) || scene->layer(plant).lines.empty()) continue;
        painter.draw_lines(mesh(plant, view), scene->layer(plant), scene->style());
      }
    }
  }

  void highlight(FeatureCache& cache, std::optional<map::FeatureId> feature,
                 const map::Colour& colour) {
    if (!feature || !shows(feature->layer)) return;
    colours.draw_highlight(cache.at(*scene, *feature), feature->layer, scene->style(), colour);
  }
};

MapRenderer::MapRenderer() {
  if (epoxy_gl_version() < 33) {
    throw GlError("this display offers OpenGL " + std::to_string(epoxy_gl_version() / 10) + "." +
                  std::to_string(epoxy_gl_version() % 10));
  }
  impl_ = std::make_unique<Impl>();
}

MapRenderer::~MapRenderer() = default;

map::TextureId MapRenderer::draw(const map::Scene& scene, const map::Camera& camera,
                                 map::PixelSize size) {
  size = {std::max(1, size.width), std::max(1, size.height)};
  impl_->forget_other_scene(scene);
  impl_->scene = &scene;
  const FrameKey key{scene.identity(), scene.revision(), camera, size};
  if (impl_->drawn == key) return impl_->target.texture();

  const SavedTarget saved;
  const View view(camera, size);
  impl_->target.begin(size, scene.style().background);
  impl_->colours.begin(view);
  impl_->paint(impl_->colours, view);
  impl_->highlight(impl_->hovered, scene.hovered(), scene.style().hover);
  impl_->highlight(impl_->selected, scene.selected(), scene.style().highlight);
  impl_->colours.end();
  impl_->target.resolve();
  impl_->drawn = key;
  return impl_->target.texture();
}

std::optional<map::FeatureId> MapRenderer::pick(double x, double y) {
  if (!impl_->drawn) return std::nullopt;
  const SavedTarget saved;
  const View whole(impl_->drawn->camera, impl_->drawn->size);
  const int reach = static_cast<int>(std::lround(map::kPickTolerance * whole.unit()));
  const View part = whole.around(static_cast<int>(std::floor(x * whole.unit())),
                                 static_cast<int>(std::floor(y * whole.unit())), reach);
  impl_->pick_buffer.begin(part.size());
  impl_->numbers.begin(part);
  impl_->paint(impl_->numbers, part);
  impl_->numbers.end();
  return impl_->pick_buffer.read(reach);
}

Image MapRenderer::picture() const {
  if (!impl_->drawn) return {};
  const SavedTarget saved;
  glBindFramebuffer(GL_READ_FRAMEBUFFER, impl_->target.resolved_framebuffer());
  return read_framebuffer(impl_->target.size(), RowOrder::kTopFirst);
}

}  // namespace nearnet::render
