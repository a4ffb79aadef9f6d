// SPDX-License-Identifier: Apache-2.0
// A linked pair of shaders from shaders/, compiled into the binary.
//
//   render::ShaderProgram line("line", render::Purpose::kPick);    // line.vert, line.frag, #define
//   PICK line.use(); line.set("u_half_width", 1.5F);
//
// With NEARNET_SHADER_DIR set, the texts are read from that folder instead: edit, restart, look.
// Throws GlError with the compiler's words when a text does not compile.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "map/style.h"
#include "render/gl_objects.h"

namespace nearnet::render {

enum class Purpose { kDraw, kPick };

class ShaderProgram {
 public:
  ShaderProgram(std::string_view name, Purpose purpose);

  void use() const { glUseProgram(program_.name()); }
  // The program must be in use. A uniform that a variant does without is passed over.
  void set(std::string_view uniform, float value);
  void set(std::string_view uniform, float x, float y);
  void set(std::string_view uniform, int value);
  void set(std::string_view uniform, GLuint value);
  void set(std::string_view uniform, const map::Colour& colour);

 private:
  GLint location(std::string_view uniform);

  Program program_;
  std::map<std::string, GLint, std::less<>> locations_;
};

}  // namespace nearnet::render
