// SPDX-License-Identifier: Apache-2.0
layout(location = 0) in vec2 a_position;
layout(location = 1) in uint a_feature;
out vec2 v_pixels;
#ifndef PICK
uniform int u_tinted;       // 1: each feature has a colour of its own
uniform sampler2D u_tints;  // 1024 features a row
flat out vec4 v_tint;
#endif
#ifdef PICK
flat out uint v_feature;
#endif

void main() {
  v_pixels = to_pixels(a_position);
#ifdef PICK
  v_feature = a_feature;
#else
  v_tint = vec4(0.0);
  if (u_tinted == 1) {
    v_tint = texelFetch(u_tints, ivec2(int(a_feature & 1023u), int(a_feature >> 10u)), 0);
  }
#endif
  gl_Position = to_clip(v_pixels);
}
