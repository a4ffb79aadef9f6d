// SPDX-License-Identifier: Apache-2.0
in vec2 v_local;
flat in float v_length;
flat in float v_along;
uniform vec4 u_colour;
uniform float u_half_width;
uniform float u_dash;      // pixels of dash and of gap; 0: unbroken

void main() {
  float beyond = v_local.x - clamp(v_local.x, 0.0, v_length);
  float away = length(vec2(beyond, v_local.y));
  float coverage = clamp(u_half_width + 0.5 - away, 0.0, 1.0);
#ifdef PICK
  emit(vec4(step(0.001, coverage)));
#else
  if (u_dash > 0.0) {
    float place = mod(v_along + clamp(v_local.x, 0.0, v_length), 2.0 * u_dash);
    coverage *= clamp(min(place, u_dash - place) + 0.5, 0.0, 1.0);
  }
  emit(premultiplied(u_colour, coverage));
#endif
}
