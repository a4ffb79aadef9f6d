// SPDX-License-Identifier: Apache-2.0
#include "render/shader_program.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/error.h"
#include "render/gl_error.h"

namespace nearnet::embedded {
extern const std::string_view view_glsl;
extern const std::string_view output_glsl;
extern const std::string_view fill_vert;
extern const std::string_view fill_frag;
extern const std::string_view line_vert;
extern const std::string_view line_frag;
extern const std::string_view point_vert;
extern const std::string_view point_frag;
}  // namespace nearnet::embedded

namespace nearnet::render {
namespace {

std::string_view embedded_text(std::string_view file) {
  const std::pair<std::string_view, std::string_view> files[] = {
      {"view.glsl", embedded::view_glsl},   {"output.glsl", embedded::output_glsl},
      {"fill.vert", embedded::fill_vert},   {"fill.frag", embedded::fill_frag},
      {"line.vert", embedded::line_vert},   {"line.frag", embedded::line_frag},
      {"point.vert", embedded::point_vert}, {"point.frag", embedded::point_frag}};
  for (const auto& [name, text] : files) {
    if (name == file) return text;
  }
  throw GlError("there is no shader " + std::string(file));
}

std::string shader_text(const std::string& file) {
  const char* folder = std::getenv("NEARNET_SHADER_DIR");
  if (folder == nullptr || *folder == '\0') return std::string(embedded_text(file));
  const std::filesystem::path path = std::filesystem::path(folder) / file;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    throw core::ConfigError(path.string() +
                            ": cannot be read; point NEARNET_SHADER_DIR at a folder with nearnet's "
                            "shaders, or unset it");
  }
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Deletes the shader once the program holds it, or when linking never comes.
struct Shader {
  GLuint name;
  explicit Shader(GLenum stage) : name(glCreateShader(stage)) {}
  Shader(const Shader&) = delete;
  Shader& operator=(const Shader&) = delete;
  ~Shader() { glDeleteShader(name); }
};

void compile(const Shader& shader, const std::string& file, std::string_view shared,
             Purpose purpose) {
  const std::string head = std::string("#version 330 core\n") +
                           (purpose == Purpose::kPick ? "#define PICK\n" : "") +
                           shader_text(std::string(shared)) + "#line 1\n";
  const std::string text = shader_text(file);
  const char* parts[] = {head.c_str(), text.c_str()};
  glShaderSource(shader.name, 2, parts, nullptr);
  glCompileShader(shader.name);
  GLint done = GL_FALSE;
  glGetShaderiv(shader.name, GL_COMPILE_STATUS, &done);
  if (done == GL_TRUE) return;
  std::string log(4096, '\0');
  GLsizei length = 0;
  glGetShaderInfoLog(shader.name, static_cast<GLsizei>(log.size()), &length, log.data());
  log.resize(static_cast<std::size_t>(length));
  throw GlError("shader " + file + " does not compile: " + log);
}

}  // namespace

ShaderProgram::ShaderProgram(std::string_view name, Purpose purpose) {
  const std::string base(name);
  const Shader vertex(GL_VERTEX_SHADER);
  const Shader fragment(GL_FRAGMENT_SHADER);
  compile(vertex, base + ".vert", "view.glsl", purpose);
  compile(fragment, base + ".frag", "output.glsl", purpose);
  glAttachShader(program_.name(), vertex.name);
  glAttachShader(program_.name(), fragment.name);
  glLinkProgram(program_.name());
  glDetachShader(program_.name(), vertex.name);
  glDetachShader(program_.name(), fragment.name);
  GLint done = GL_FALSE;
  glGetProgramiv(program_.name(), GL_LINK_STATUS, &done);
  if (done != GL_TRUE) throw GlError("shaders " + base + " do not link");
}

void ShaderProgram::set(std::string_view uniform, float value) {
  glUniform1f(location(uniform), value);
}

void ShaderProgram::set(std::string_view uniform, float x, float y) {
  glUniform2f(location(uniform), x, y);
}

void ShaderProgram::set(std::string_view uniform, int value) {
  glUniform1i(location(uniform), value);
}

void ShaderProgram::set(std::string_view uniform, GLuint value) {
  glUniform1ui(location(uniform), value);
}

void ShaderProgram::set(std::string_view uniform, const map::Colour& c) {
  glUniform4f(location(uniform), c.r, c.g, c.b, c.a);
}

GLint ShaderProgram::location(std::string_view uniform) {
  const auto found = locations_.find(uniform);
  if (found != locations_.end()) return found->second;
  const std::string name(uniform);
  return locations_.emplace(name, glGetUniformLocation(program_.name(), name.c_str()))
      .first->second;
}

}  // namespace nearnet::render
