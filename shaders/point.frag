// SPDX-License-Identifier: Apache-2.0
// Symbols as signed distances (after Quilez, "2D distance functions"): crisp at any size.
in vec2 v_local;           // pixels from the middle, y downwards
flat in float v_radius;
uniform int u_symbol;      // map::Symbol
uniform vec4 u_fill;
uniform vec4 u_outline;
uniform float u_outline_width;

const int kSquare = 2, kDiamond = 3, kTriangle = 4, kCross = 5, kHouse = 6;

float box(vec2 p, vec2 half_size) {
  vec2 d = abs(p) - half_size;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

// Isosceles, apex up at (0, -height), base from (-base, 0) to (base, 0).
float triangle(vec2 p, float base, float height) {
  vec2 side = normalize(vec2(height, base));
  return max(dot(vec2(abs(p.x), -p.y) - vec2(base, 0.0), side), p.y);
}

float symbol_distance(vec2 p, float r) {
  if (u_symbol == kSquare) return box(p, vec2(0.88 * r));
  if (u_symbol == kDiamond) return (abs(p.x) + abs(p.y) - r) * 0.70710678;
  if (u_symbol == kTriangle) return triangle(p - vec2(0.0, 0.6 * r), 0.95 * r, 1.6 * r);
  if (u_symbol == kCross) {
    vec2 q = vec2(p.x + p.y, p.x - p.y) * 0.70710678;
    return min(box(q, vec2(r, 0.24 * r)), box(q, vec2(0.24 * r, r)));
  }
  if (u_symbol == kHouse) {
    float walls = max(abs(p.x) - 0.8 * r, p.y - 0.85 * r);
    return max(walls, triangle(p - vec2(0.0, 0.85 * r), 1.9 * r, 1.8 * r));
  }
  return length(p) - r;
}

void main() {
#ifdef PICK
  emit(vec4(step(length(v_local), v_radius)));  // a hollow symbol is clicked like a full one
#else
  float d = symbol_distance(v_local, v_radius);
  float whole = clamp(0.5 - d, 0.0, 1.0);
  float inner = u_outline_width > 0.0 ? clamp(0.5 - d - u_outline_width, 0.0, 1.0) : whole;
  emit(premultiplied(u_fill, inner) + premultiplied(u_outline, whole - inner));
#endif
}
