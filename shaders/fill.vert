// SPDX-License-Identifier: Apache-2.0
layout(location = 0) in vec2 a_position;
layout(location = 1) in uint a_feature;
out vec2 v_pixels;
#ifdef PICK
flat out uint v_feature;
#endif

void main() {
  v_pixels = to_pixels(a_position);
#ifdef PICK
  v_feature = a_feature;
#endif
  gl_Position = to_clip(v_pixels);
}
