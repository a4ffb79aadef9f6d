// SPDX-License-Identifier: Apache-2.0
// One quad a symbol.
layout(location = 0) in vec2 a_position;
layout(location = 1) in float a_radius;     // screen units; 0: u_radius
layout(location = 2) in uint a_feature;
uniform float u_radius;                     // pixels
uniform float u_unit;                       // pixels to a screen unit
out vec2 v_local;
flat out float v_radius;
#ifdef PICK
flat out uint v_feature;
#endif

void main() {
  v_radius = a_radius > 0.0 ? a_radius * u_unit : u_radius;
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 2.0 - 1.0;
  v_local = corner * (v_radius + 1.0);
#ifdef PICK
  v_feature = a_feature;
#endif
  gl_Position = to_clip(to_pixels(a_position) + v_local);
}
