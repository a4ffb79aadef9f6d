// SPDX-License-Identifier: Apache-2.0
// Draws uploaded meshes with the paints of a style, into whatever framebuffer is bound: either
// their colours, or (Purpose::kPick) the numbers of their features.
//
//   render::Painter painter(render::Purpose::kDraw);
//   painter.begin(view);
//   painter.draw_ground(mesh, scene.layer(id), scene.style());
//   painter.draw_features(mesh, scene.layer(id), scene.style());
//   painter.end();
#pragma once

#include <functional>
#include <vector>

#include "map/scene.h"
#include "render/gpu_mesh.h"
#include "render/shader_program.h"
#include "render/view.h"

namespace nearnet::render {

class Painter {
 public:
  explicit Painter(Purpose purpose);

  /// Blending on premultiplied colours; stencil cleared and ready.
  void begin(const View& view);
  /// The fills of areas. To be drawn of all layers before any features, so that tints never wash
  /// out streets and outlines.
  void draw_ground(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style);
  /// The same for a layer with tints, which must be bound (see tints.h).
  void draw_tinted_ground(const GpuMesh& mesh, const map::Layer& layer);
  /// Faint outlines of its areas, and the borders between those of different tint.
  void draw_tinted_borders(const GpuMesh& mesh, const GpuMesh& borders, const map::Layer& layer,
                           const map::Style& style);
  /// Outlines, lines and symbols; of kLinedLayers without the lines.
  void draw_features(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style);
  /// The lines of a layer.
  void draw_lines(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style);
  /// A ring around points, a bold outline along areas and lines.
  void draw_highlight(const GpuMesh& mesh, map::LayerId layer, const map::Style& style,
                      const map::Colour& colour);
  void end();

 private:
  struct Stroke {
    map::Colour colour;
    double width = 0.0;  ///< screen units
    double dash = 0.0;   ///< screen units; 0: unbroken
  };
  struct Disc {
    map::PointPaint paint;
    double scale = 1.0;
    bool bubbles = false;
  };
  using StrokeOf = std::function<Stroke(std::size_t paint)>;

  void stroke(const GpuMesh& mesh, const std::vector<map::Batch>& batches,
              const StrokeOf& stroke_of);
  void draw_outlines(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style);
  void draw_points(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style);
  void draw_symbols(const GpuMesh& mesh, const map::Batch& batch, const Disc& disc);
  void place(ShaderProgram& program, const map::Batch& batch);
  void use(ShaderProgram& program, map::LayerId layer);
  float pixels(double screen_units) const;
  bool picks() const { return purpose_ == Purpose::kPick; }

  Purpose purpose_;
  ShaderProgram fill_;
  ShaderProgram line_;
  ShaderProgram point_;
  const View* view_ = nullptr;
  map::LayerId layer_ = map::LayerId::kProspects;
  int stencil_ = 0;
};

}  // namespace nearnet::render
