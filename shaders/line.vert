// SPDX-License-Identifier: Apache-2.0
// One quad a segment, wide enough for round ends and a pixel of soft edge.
layout(location = 0) in vec2 a_from;
layout(location = 1) in vec2 a_to;
layout(location = 2) in float a_along;
layout(location = 3) in uint a_feature;
uniform float u_half_width;
out vec2 v_local;          // pixels along the segment and across it
flat out float v_length;
flat out float v_along;
#ifdef PICK
flat out uint v_feature;
#endif

void main() {
  vec2 from = to_pixels(a_from);
  vec2 to = to_pixels(a_to);
  float reach = u_half_width + 1.0;
  v_length = distance(from, to);
  vec2 along = v_length > 0.0 ? (to - from) / v_length : vec2(1.0, 0.0);
  vec2 across = vec2(-along.y, along.x);
  float end = float(gl_VertexID & 1);
  float side = float(gl_VertexID >> 1) * 2.0 - 1.0;
  v_local = vec2(mix(-reach, v_length + reach, end), side * reach);
  v_along = a_along * u_scale;
#ifdef PICK
  v_feature = a_feature;
#endif
  gl_Position = to_clip(from + along * v_local.x + across * v_local.y);
}
