// SPDX-License-Identifier: Apache-2.0
#include "render/painter.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "render/pick_buffer.h"

namespace nearnet::render {
namespace {

constexpr int kStencilValues = 255;

/// Outlines thin out where areas shrink to a few pixels, and the tint alone remains: there they
/// would cost the most and say nothing.
double outline_strength(double typical_size, const View& view) {
  return std::clamp((typical_size * view.scale() / view.unit() - 6.0) / 10.0, 0.0, 1.0);
}

map::Colour faded(map::Colour colour, double strength) {
  colour.a *= static_cast<float>(strength);
  return colour;
}

/// A disc in the colour of the class it stands for, with a soft edge that says "many".
map::PointPaint bubble_paint(const map::PointPaint& symbol) {
  map::PointPaint paint;
  paint.symbol = map::Symbol::kDisc;
  paint.fill = symbol.fill.a > 0.0F ? symbol.fill : symbol.outline;
  paint.outline = faded(paint.fill, 0.35);
  paint.fill.a = 0.88F;
  paint.outline_width = 3.5;
  return paint;
}

}  // namespace

Painter::Painter(Purpose purpose)
    : purpose_(purpose), fill_("fill", purpose), line_("line", purpose), point_("point", purpose) {}

void Painter::begin(const View& view) {
  view_ = &view;
  stencil_ = 0;
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_SCISSOR_TEST);
  if (picks()) {
    glDisable(GL_BLEND);
    return;
  }
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glStencilMask(0xFF);
}

void Painter::end() {
  view_ = nullptr;
  glDisable(GL_BLEND);
  glDisable(GL_STENCIL_TEST);
  glBindVertexArray(0);
  glBindBuffer(GL_ARRAY_BUFFER, 0);
  glUseProgram(0);
}

void Painter::draw_features(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style) {
  layer_ = layer.id;
  if (!layer.areas.empty()) draw_outlines(mesh, layer, style);
  const bool cables = std::ranges::find(map::kLinedLayers, layer.id) != map::kLinedLayers.end();
  if (!layer.lines.empty() && !cables) draw_lines(mesh, layer, style);
  if (!layer.points.empty()) draw_points(mesh, layer, style);
}

void Painter::draw_outlines(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style) {
  if (picks()) return;
  const double strength = outline_strength(mesh.typical_size(), *view_);
  if (strength <= 0.0) return;
  stroke(mesh, mesh.outlines(), [&](std::size_t index) {
    const map::AreaPaint& paint = style.area(layer.id, index);
    return Stroke{faded(paint.outline, strength), paint.outline_width, paint.dash};
  });
}

// Overlapping areas of one class tint the ground once: the stencil remembers where the class has
// been.
void Painter::draw_ground(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style) {
  use(fill_, layer.id);
  if (!picks()) {
    fill_.set("u_tinted", 0);
    glEnable(GL_STENCIL_TEST);
  }
  glStencilOp(GL_KEEP, GL_KEEP, GL_REPLACE);
  const map::Batch* previous = nullptr;
  for (const map::Batch& batch : mesh.fills()) {
    if (!picks() && (previous == nullptr || previous->paint != batch.paint)) {
      if (++stencil_ > kStencilValues) {
        glClear(GL_STENCIL_BUFFER_BIT);
        stencil_ = 1;
      }
      glStencilFunc(GL_NOTEQUAL, stencil_, 0xFF);
      const map::AreaPaint& paint = style.area(layer.id, batch.paint);
      const float hatch = pixels(paint.hatch);
      fill_.set("u_fill", paint.fill);
      fill_.set("u_hatch", hatch);
      if (hatch > 0.0F) {
        const double anchor = view_->pixel_x(layer.box.min_x) + view_->pixel_y(layer.box.min_y);
        fill_.set("u_hatch_phase",
                  static_cast<float>(std::fmod(anchor, std::sqrt(2.0) * double{hatch})));
        fill_.set("u_hatch_colour", paint.outline);
        fill_.set("u_hatch_width", pixels(1.0));
      }
    }
    previous = &batch;
    if (!view_->sees(batch.box, 1.0)) continue;
    place(fill_, batch);
    mesh.draw_fill(batch);
  }
  glDisable(GL_STENCIL_TEST);
}

// Units of a plan do not overlap, so that nothing has to be remembered.
void Painter::draw_tinted_ground(const GpuMesh& mesh, const map::Layer& layer) {
  use(fill_, layer.id);
  if (!picks()) {
    fill_.set("u_tinted", 1);
    fill_.set("u_tints", 0);
    fill_.set("u_hatch", 0.0F);
  }
  for (const map::Batch& batch : mesh.fills()) {
    if (!view_->sees(batch.box, 1.0)) continue;
    place(fill_, batch);
    mesh.draw_fill(batch);
  }
}

void Painter::draw_tinted_borders(const GpuMesh& mesh, const GpuMesh& borders,
                                  const map::Layer& layer, const map::Style& style) {
  if (picks()) return;
  layer_ = layer.id;
  const double strength = outline_strength(mesh.typical_size(), *view_);
  if (strength > 0.0) {
    const map::Colour faint = faded(style.tint_border, 0.25 * strength);
    stroke(mesh, mesh.outlines(), [&](std::size_t) { return Stroke{faint, 0.8, 0.0}; });
  }
  stroke(borders, borders.strokes(), [&](std::size_t) {
    return Stroke{style.tint_border, 2.0, 0.0};
  });
}

void Painter::draw_lines(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style) {
  layer_ = layer.id;
  const auto width = [&](const map::LinePaint& paint) {
    return map::line_width(paint, view_->metres_per_pixel());
  };
  if (picks() && layer.id == map::LayerId::kRoads) return;
  if (!picks()) {
    // All casings before all cores, so that crossings stay open.
    stroke(mesh, mesh.strokes(), [&](std::size_t index) {
      const map::LinePaint& paint = style.line(layer.id, index);
      const double core = width(paint);
      const bool cased = core > 0.0 && paint.casing_width > 0.0;
      return Stroke{paint.casing, cased ? core + 2.0 * paint.casing_width : 0.0, 0.0};
    });
  }
  stroke(mesh, mesh.strokes(), [&](std::size_t index) {
    const map::LinePaint& paint = style.line(layer.id, index);
    return Stroke{paint.colour, width(paint), 0.0};
  });
}

void Painter::stroke(const GpuMesh& mesh, const std::vector<map::Batch>& batches,
                     const StrokeOf& stroke_of) {
  use(line_, layer_);
  const map::Batch* previous = nullptr;
  Stroke now;
  for (const map::Batch& batch : batches) {
    if (previous == nullptr || previous->paint != batch.paint) {
      now = stroke_of(batch.paint);
      line_.set("u_colour", now.colour);
      line_.set("u_half_width", pixels(now.width / 2.0));
      line_.set("u_dash", pixels(now.dash));
    }
    previous = &batch;
    if (now.width <= 0.0 || now.colour.a <= 0.0F) continue;
    if (!view_->sees(batch.box, double{pixels(now.width)} + 2.0)) continue;
    place(line_, batch);
    mesh.draw_stroke(batch);
  }
}

void Painter::draw_points(const GpuMesh& mesh, const map::Layer& layer, const map::Style& style) {
  use(point_, layer.id);
  const double scale = map::point_scale(layer.id, view_->metres_per_pixel());
  if (!picks()) {
    for (const map::Batch& batch : mesh.bubbles()) {
      draw_symbols(mesh, batch, {bubble_paint(style.point(layer.id, batch.paint)), 1.0, true});
    }
  }
  for (const map::Batch& batch : mesh.symbols()) {
    draw_symbols(mesh, batch, {style.point(layer.id, batch.paint), scale, false});
  }
}

void Painter::draw_symbols(const GpuMesh& mesh, const map::Batch& batch, const Disc& disc) {
  const double reach = disc.bubbles ? map::bubble_radius(std::numeric_limits<std::uint32_t>::max())
                                    : disc.paint.radius * disc.scale;
  if (!view_->sees(batch.box, double{pixels(reach)} + 2.0)) return;
  point_.set("u_symbol", static_cast<int>(disc.paint.symbol));
  point_.set("u_fill", disc.paint.fill);
  point_.set("u_outline", disc.paint.outline);
  point_.set("u_outline_width", pixels(disc.paint.outline_width));
  point_.set("u_radius", pixels(disc.paint.radius * disc.scale));
  point_.set("u_unit", pixels(1.0));
  place(point_, batch);
  if (disc.bubbles) {
    mesh.draw_bubbles(batch);
  } else {
    mesh.draw_symbols(batch);
  }
}

void Painter::draw_highlight(const GpuMesh& mesh, map::LayerId layer, const map::Style& style,
                             const map::Colour& colour) {
  layer_ = layer;
  for (const Stroke& bold : {Stroke{style.highlight_casing, 7.0, 0.0}, Stroke{colour, 3.5, 0.0}}) {
    for (const auto* batches : {&mesh.outlines(), &mesh.strokes()}) {
      stroke(mesh, *batches, [&](std::size_t) { return bold; });
    }
  }
  use(point_, layer);
  const double scale = map::point_scale(layer, view_->metres_per_pixel());
  for (const map::Batch& batch : mesh.symbols()) {
    const double inner = style.point(layer, batch.paint).radius * scale + 2.0;
    const map::Colour clear = {0.0F, 0.0F, 0.0F, 0.0F};
    draw_symbols(mesh, batch,
                 {{map::Symbol::kRing, clear, style.highlight_casing, inner + 4.5, 5.5}});
    draw_symbols(mesh, batch, {{map::Symbol::kRing, clear, colour, inner + 3.5, 2.5}});
  }
}

void Painter::place(ShaderProgram& program, const map::Batch& batch) {
  program.set("u_offset", static_cast<float>(view_->pixel_x(batch.origin.x)),
              static_cast<float>(view_->pixel_y(batch.origin.y)));
}

void Painter::use(ShaderProgram& program, map::LayerId layer) {
  program.use();
  program.set("u_scale", static_cast<float>(view_->scale()));
  program.set("u_viewport", static_cast<float>(view_->size().width),
              static_cast<float>(view_->size().height));
  if (picks()) program.set("u_layer", layer_bits(layer));
}

float Painter::pixels(double screen_units) const {
  return static_cast<float>(screen_units * view_->unit());
}

}  // namespace nearnet::render
