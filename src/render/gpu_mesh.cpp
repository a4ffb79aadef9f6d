// SPDX-License-Identifier: Apache-2.0
#include "render/gpu_mesh.h"

#include <cstddef>
#include <cstdint>

namespace nearnet::render {
namespace {

template <typename Value>
void upload(const Buffer& buffer, const std::vector<Value>& values,
            GLenum target = GL_ARRAY_BUFFER) {
  glBindBuffer(target, buffer.name());
  glBufferData(target, static_cast<GLsizeiptr>(values.size() * sizeof(Value)), values.data(),
               GL_STATIC_DRAW);
}

/// OpenGL takes the offset into the bound buffer as if it were an address.
const void* offset(std::size_t bytes) {
  return reinterpret_cast<const void*>(bytes);
}

void floats(GLuint attribute, GLint count, std::size_t stride, std::size_t at, GLuint divisor) {
  glEnableVertexAttribArray(attribute);
  glVertexAttribPointer(attribute, count, GL_FLOAT, GL_FALSE, static_cast<GLsizei>(stride),
                        offset(at));
  glVertexAttribDivisor(attribute, divisor);
}

void integer(GLuint attribute, std::size_t stride, std::size_t at, GLuint divisor) {
  glEnableVertexAttribArray(attribute);
  glVertexAttribIPointer(attribute, 1, GL_UNSIGNED_INT, static_cast<GLsizei>(stride), offset(at));
  glVertexAttribDivisor(attribute, divisor);
}

constexpr GLsizei kCorners = 4;  // of the quad that each instance is drawn as

}  // namespace

GpuMesh::GpuMesh(const map::Mesh& mesh)
    : fills_(mesh.fills),
      outlines_(mesh.outlines),
      strokes_(mesh.strokes),
      symbols_(mesh.symbols),
      bubble_batches_(mesh.bubble_batches),
      typical_size_(mesh.typical_size) {
  using Vertex = map::MeshVertex;
  glBindVertexArray(corners_.array.name());
  upload(corners_.buffer, mesh.corners);
  // The vertex array remembers this one.
  upload(triangles_, mesh.triangles, GL_ELEMENT_ARRAY_BUFFER);
  floats(0, 2, sizeof(Vertex), offsetof(Vertex, x), 0);
  integer(1, sizeof(Vertex), offsetof(Vertex, feature), 0);
  glBindVertexArray(0);
  upload(segments_.buffer, mesh.segments);
  upload(points_.buffer, mesh.points);
  upload(bubbles_.buffer, mesh.bubbles);
  glBindBuffer(GL_ARRAY_BUFFER, 0);
}

void GpuMesh::draw_fill(const map::Batch& batch) const {
  glBindVertexArray(corners_.array.name());
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(batch.count), GL_UNSIGNED_INT,
                 offset(batch.first * sizeof(std::uint32_t)));
}

// OpenGL 3.3 cannot start at an instance other than the first, so the attributes are pointed at the
// batch's own.
void GpuMesh::draw_stroke(const map::Batch& batch) const {
  using Segment = map::MeshSegment;
  const std::size_t start = batch.first * sizeof(Segment);
  glBindVertexArray(segments_.array.name());
  glBindBuffer(GL_ARRAY_BUFFER, segments_.buffer.name());
  floats(0, 2, sizeof(Segment), start + offsetof(Segment, ax), 1);
  floats(1, 2, sizeof(Segment), start + offsetof(Segment, bx), 1);
  floats(2, 1, sizeof(Segment), start + offsetof(Segment, along), 1);
  integer(3, sizeof(Segment), start + offsetof(Segment, feature), 1);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, kCorners, static_cast<GLsizei>(batch.count));
}

void GpuMesh::draw_points(const Stream& stream, const map::Batch& batch) const {
  using Point = map::MeshPoint;
  const std::size_t start = batch.first * sizeof(Point);
  glBindVertexArray(stream.array.name());
  glBindBuffer(GL_ARRAY_BUFFER, stream.buffer.name());
  floats(0, 2, sizeof(Point), start + offsetof(Point, x), 1);
  floats(1, 1, sizeof(Point), start + offsetof(Point, radius), 1);
  integer(2, sizeof(Point), start + offsetof(Point, feature), 1);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, kCorners, static_cast<GLsizei>(batch.count));
}

void GpuMesh::draw_symbols(const map::Batch& batch) const {
  draw_points(points_, batch);
}

void GpuMesh::draw_bubbles(const map::Batch& batch) const {
  draw_points(bubbles_, batch);
}

}  // namespace nearnet::render
