// SPDX-License-Identifier: Apache-2.0
// Shared by all vertex shaders: from a batch's own coordinates to the screen.
uniform float u_scale;     // pixels to a world unit
uniform vec2 u_offset;     // pixels from the top left corner to the batch's origin
uniform vec2 u_viewport;   // pixels

vec2 to_pixels(vec2 world) { return u_offset + vec2(world.x, -world.y) * u_scale; }

// Row 0 of the target is the top of the map.
vec4 to_clip(vec2 pixels) { return vec4(pixels / u_viewport * 2.0 - 1.0, 0.0, 1.0); }
