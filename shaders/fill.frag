// SPDX-License-Identifier: Apache-2.0
in vec2 v_pixels;
uniform vec4 u_fill;
#ifndef PICK
uniform int u_tinted;
flat in vec4 v_tint;
#endif
uniform vec4 u_hatch_colour;
uniform float u_hatch;        // distance of the strokes in pixels; 0: none
uniform float u_hatch_phase;  // where the strokes hang on the ground, so that they move with the map
uniform float u_hatch_width;

void main() {
#ifdef PICK
  emit(vec4(1.0));
#else
  vec4 colour = premultiplied(u_tinted == 1 ? v_tint : u_fill, 1.0);
  if (u_hatch > 0.0) {
    float across = mod(v_pixels.x + v_pixels.y - u_hatch_phase, u_hatch * 1.41421356);
    float away = abs(across - u_hatch * 0.70710678) * 0.70710678;
    float stroke = clamp(u_hatch_width * 0.5 + 0.5 - away, 0.0, 1.0);
    vec4 over = premultiplied(u_hatch_colour, stroke);
    colour = over + colour * (1.0 - over.a);
  }
  emit(colour);
#endif
}
