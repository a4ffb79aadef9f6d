// SPDX-License-Identifier: Apache-2.0
#include "geo/polygon_wkb.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

namespace nearnet::geo {
namespace {

static_assert(std::endian::native == std::endian::little, "WKB is used as it lies in memory");

constexpr std::byte kLittleEndian{1};
constexpr std::uint32_t kPolygon = 3;
constexpr std::size_t kHeader = 1 + 2 * sizeof(std::uint32_t);

/// Takes values off the front of WKB.
class WkbBytes {
 public:
  explicit WkbBytes(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::size_t left() const { return bytes_.size(); }
  /// There must be as many bytes left.
  template <typename T>
  T take() {
    T value;
    take(&value, sizeof value);
    return value;
  }
  void take(void* values, std::size_t size) {
    std::memcpy(values, bytes_.data(), size);
    bytes_ = bytes_.subspan(size);
  }

 private:
  std::span<const std::byte> bytes_;
};

void append(std::vector<std::byte>& wkb, const void* values, std::size_t size) {
  const auto* bytes = static_cast<const std::byte*>(values);
  wkb.insert(wkb.end(), bytes, bytes + size);
}

void append_count(std::vector<std::byte>& wkb, std::size_t count) {
  const auto value = static_cast<std::uint32_t>(count);
  append(wkb, &value, sizeof value);
}

void append_ring(std::vector<std::byte>& wkb, const Ring& ring) {
  append_count(wkb, ring.size());
  append(wkb, ring.data(), ring.size() * sizeof(LonLat));
}

std::size_t ring_bytes(const Ring& ring) {
  return sizeof(std::uint32_t) + ring.size() * sizeof(LonLat);
}

}  // namespace

std::optional<Polygon> usual_polygon(std::span<const std::byte> wkb) {
  constexpr std::size_t kFewestPoints = 4;
  WkbBytes bytes(wkb);
  if (bytes.left() < kHeader || bytes.take<std::byte>() != kLittleEndian) return std::nullopt;
  if (bytes.take<std::uint32_t>() != kPolygon) return std::nullopt;
  Polygon polygon;
  const auto rings = bytes.take<std::uint32_t>();
  if (rings == 0) return std::nullopt;
  for (std::uint32_t i = 0; i < rings; ++i) {
    if (bytes.left() < sizeof(std::uint32_t)) return std::nullopt;
    const std::size_t points = bytes.take<std::uint32_t>();
    if (points < kFewestPoints || bytes.left() / sizeof(LonLat) < points) return std::nullopt;
    Ring& ring = i == 0 ? polygon.shell : polygon.holes.emplace_back();
    ring.resize(points);
    bytes.take(ring.data(), points * sizeof(LonLat));
    if (ring.front() != ring.back()) return std::nullopt;
  }
  return bytes.left() == 0 ? std::optional(std::move(polygon)) : std::nullopt;
}

std::vector<std::byte> to_wkb(const Polygon& polygon) {
  std::size_t size = kHeader + ring_bytes(polygon.shell);
  for (const Ring& hole : polygon.holes) size += ring_bytes(hole);
  std::vector<std::byte> wkb;
  wkb.reserve(size);
  wkb.push_back(kLittleEndian);
  append(wkb, &kPolygon, sizeof kPolygon);
  append_count(wkb, polygon.holes.size() + 1);
  append_ring(wkb, polygon.shell);
  for (const Ring& hole : polygon.holes) append_ring(wkb, hole);
  return wkb;
}

}  // namespace nearnet::geo
