// SPDX-License-Identifier: Apache-2.0
// Shared by all fragment shaders: a colour with premultiplied alpha, or the feature's number.
#ifdef PICK
flat in uint v_feature;
uniform uint u_layer;      // the layer's number in the upper bits
out uint o_feature;
void emit(vec4 premultiplied) {
  if (premultiplied.a < 0.5) discard;
  o_feature = u_layer | v_feature;
}
#else
out vec4 o_colour;
void emit(vec4 premultiplied) { o_colour = premultiplied; }
#endif

vec4 premultiplied(vec4 colour, float coverage) {
  return vec4(colour.rgb, 1.0) * colour.a * coverage;
}
