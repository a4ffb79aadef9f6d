// SPDX-License-Identifier: Apache-2.0
#include "map/mesh.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "map/fill_triangles.h"

namespace nearnet::map {
namespace {

constexpr double kFinestUnits = 2.0;  // world units to a pixel below which nothing is simplified
constexpr int kCoarsestLevel = 18;
/// In pixels of the level: how far a simplified line may lie from the true one.
constexpr double kTolerance = 0.5;
/// The same of small areas, which are many when they are in sight: triangles are what drawing
/// costs.
constexpr double kSmallAreaTolerance = 1.0;
constexpr double kSmallArea = 10.0;
constexpr std::size_t kFeaturesPerCell = 100;
constexpr std::size_t kMostCellsPerSide = 32;
constexpr std::uint32_t kNoFeature = 0xFFFFFFFFU;

/// World units to a pixel at the closest scale that the level serves; 0 for the finest.
double level_scale(int level) {
  return level == 0 ? 0.0 : kFinestUnits * std::exp2(level - 1);
}

/// What is grouped into batches: a feature's class and place, and its position in the layer.
struct Item {
  std::uint32_t paint;
  WorldBox box;
  std::size_t index;
};

/// A square grid over a layer; gives items the cell of their middle.
class Grid {
 public:
  Grid(const WorldBox& box, std::size_t items) : box_(box) {
    const double cells = static_cast<double>(items) / static_cast<double>(kFeaturesPerCell);
    side_ = std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(std::sqrt(cells))), 1,
                                    kMostCellsPerSide);
  }

  std::size_t cell_of(const WorldBox& item) const {
    const WorldPoint middle = item.centre();
    return place(middle.y, box_.min_y, box_.height()) * side_ +
           place(middle.x, box_.min_x, box_.width());
  }

 private:
  std::size_t place(double value, double low, double extent) const {
    if (extent <= 0.0) return 0;
    const double cell = (value - low) / extent * static_cast<double>(side_);
    return std::min(side_ - 1, static_cast<std::size_t>(std::max(0.0, cell)));
  }

  WorldBox box_;
  std::size_t side_ = 1;
};

/// Runs of equal class and cell, classes ascending, items in their own order within a run.
std::vector<std::vector<Item>> grouped(const WorldBox& box, std::vector<Item> items) {
  struct Key {
    std::uint32_t paint;
    std::size_t cell;
    std::size_t item;
  };
  const Grid grid(box, items.size());
  std::vector<Key> keys;
  keys.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    keys.push_back({items[i].paint, grid.cell_of(items[i].box), i});
  }
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return std::tie(a.paint, a.cell, a.item) < std::tie(b.paint, b.cell, b.item);
  });
  std::vector<std::vector<Item>> groups;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool fresh =
        i == 0 || keys[i].paint != keys[i - 1].paint || keys[i].cell != keys[i - 1].cell;
    if (fresh) groups.emplace_back();
    groups.back().push_back(items[keys[i].item]);
  }
  return groups;
}

Batch begin_batch(const std::vector<Item>& group, std::size_t first) {
  Batch batch;
  batch.paint = group.front().paint;
  batch.first = static_cast<std::uint32_t>(first);
  for (const Item& item : group) batch.box.grow(item.box);
  batch.origin = batch.box.centre();
  return batch;
}

void end_batch(Batch batch, std::size_t last, std::vector<Batch>& batches) {
  batch.count = static_cast<std::uint32_t>(last) - batch.first;
  if (batch.count > 0) batches.push_back(batch);
}

struct Offset {
  WorldPoint origin;
  float x(WorldPoint p) const { return static_cast<float>(p.x - origin.x); }
  float y(WorldPoint p) const { return static_cast<float>(p.y - origin.y); }
};

void add_segments(const WorldLine& line, Offset from, std::uint32_t feature,
                  std::vector<MeshSegment>& segments) {
  double along = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const WorldPoint a = line[i - 1];
    const WorldPoint b = line[i];
    segments.push_back(
        {from.x(a), from.y(a), from.x(b), from.y(b), static_cast<float>(along), feature});
    along += std::hypot(b.x - a.x, b.y - a.y);
  }
}

bool is_speck(const WorldBox& box, double scale) {
  return std::max(box.width(), box.height()) < 0.5 * scale;
}

void add_filling(const Filling& filling, Offset from, std::uint32_t feature, Mesh& mesh) {
  const auto first = static_cast<std::uint32_t>(mesh.corners.size());
  for (const WorldPoint& p : filling.corners) {
    mesh.corners.push_back({from.x(p), from.y(p), feature});
  }
  for (const std::uint32_t corner : filling.triangles) mesh.triangles.push_back(first + corner);
}

Filling filling_of(const WorldBox& box) {
  return {{{box.min_x, box.min_y},
           {box.max_x, box.min_y},
           {box.max_x, box.max_y},
           {box.min_x, box.max_y}},
          {0, 1, 2, 2, 3, 0}};
}

WorldPolygon simplified(const WorldPolygon& polygon, double tolerance) {
  WorldPolygon result{simplified(polygon.shell, tolerance), {}};
  for (const WorldLine& hole : polygon.holes) {
    WorldBox box;
    for (const WorldPoint& point : hole) box.grow(point);
    // A hole within the tolerance of nothing would degenerate to a sliver.
    if (!is_speck(box, 2.0 * tolerance)) result.holes.push_back(simplified(hole, tolerance));
  }
  return result;
}

void add_area(const AreaShape& area, Offset from, double scale, Mesh& mesh) {
  if (is_speck(area.box, scale)) {
    add_filling(filling_of(area.box), from, area.feature, mesh);
    return;
  }
  const bool small = std::max(area.box.width(), area.box.height()) < kSmallArea * scale;
  const double tolerance = (small ? kSmallAreaTolerance : kTolerance) * scale;
  for (const WorldPolygon& exact : area.polygons) {
    const WorldPolygon polygon = simplified(exact, tolerance);
    add_filling(fill_triangles(polygon), from, area.feature, mesh);
    add_segments(polygon.shell, from, area.feature, mesh.segments);
    for (const WorldLine& hole : polygon.holes) {
      add_segments(hole, from, area.feature, mesh.segments);
    }
  }
}

template <typename Shape>
std::vector<Item> items_of(const std::vector<Shape>& shapes) {
  std::vector<Item> items;
  items.reserve(shapes.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    items.push_back({shapes[i].paint, shapes[i].box, i});
  }
  return items;
}

double median_extent(const std::vector<AreaShape>& areas) {
  if (areas.empty()) return 0.0;
  std::vector<double> extents;
  extents.reserve(areas.size());
  for (const AreaShape& area : areas) {
    extents.push_back(std::max(area.box.width(), area.box.height()));
  }
  const auto middle = extents.begin() + static_cast<std::ptrdiff_t>(extents.size() / 2);
  std::nth_element(extents.begin(), middle, extents.end());
  return *middle;
}

void build_areas(const Layer& layer, double scale, Mesh& mesh) {
  for (const auto& group : grouped(layer.box, items_of(layer.areas))) {
    const Batch fill = begin_batch(group, mesh.triangles.size());
    const Batch outline = begin_batch(group, mesh.segments.size());
    for (const Item& item : group) {
      add_area(layer.areas[item.index], {fill.origin}, scale, mesh);
    }
    end_batch(fill, mesh.triangles.size(), mesh.fills);
    end_batch(outline, mesh.segments.size(), mesh.outlines);
  }
  mesh.typical_size = median_extent(layer.areas);
}

void build_lines(const Layer& layer, double scale, Mesh& mesh) {
  for (const auto& group : grouped(layer.box, items_of(layer.lines))) {
    const Batch stroke = begin_batch(group, mesh.segments.size());
    for (const Item& item : group) {
      const LineShape& line = layer.lines[item.index];
      if (is_speck(line.box, scale)) continue;
      add_segments(simplified(line.points, kTolerance * scale), {stroke.origin}, line.feature,
                   mesh.segments);
    }
    end_batch(stroke, mesh.segments.size(), mesh.strokes);
  }
}

void build_edges(const Layer& layer, Mesh& mesh) {
  std::vector<Item> items;
  items.reserve(layer.edges.size());
  for (std::size_t i = 0; i < layer.edges.size(); ++i) {
    WorldBox box;
    box.grow(layer.edges[i].a);
    box.grow(layer.edges[i].b);
    items.push_back({0, box, i});
  }
  for (const auto& group : grouped(layer.box, std::move(items))) {
    const Batch batch = begin_batch(group, mesh.edges.size());
    const Offset from{batch.origin};
    for (const Item& item : group) {
      const EdgeShape& edge = layer.edges[item.index];
      mesh.edges.push_back(
          {from.x(edge.a), from.y(edge.a), from.x(edge.b), from.y(edge.b), edge.left, edge.right});
    }
    end_batch(batch, mesh.edges.size(), mesh.edge_batches);
  }
}

WorldBox box_of(WorldPoint point) {
  return {point.x, point.y, point.x, point.y};
}

void build_points(const Layer& layer, const PointLevel& level, Mesh& mesh) {
  std::vector<Item> items;
  items.reserve(level.singles.size());
  for (const std::uint32_t i : level.singles) {
    items.push_back({layer.points[i].paint, box_of(layer.points[i].position), i});
  }
  for (const auto& group : grouped(layer.box, std::move(items))) {
    const Batch batch = begin_batch(group, mesh.points.size());
    const Offset from{batch.origin};
    for (const Item& item : group) {
      const PointShape& point = layer.points[item.index];
      mesh.points.push_back({from.x(point.position), from.y(point.position), 0.0F, point.feature});
    }
    end_batch(batch, mesh.points.size(), mesh.symbols);
  }
  items.clear();
  for (std::size_t i = 0; i < level.bubbles.size(); ++i) {
    items.push_back({level.bubbles[i].paint, box_of(level.bubbles[i].position), i});
  }
  for (const auto& group : grouped(layer.box, std::move(items))) {
    const Batch batch = begin_batch(group, mesh.bubbles.size());
    const Offset from{batch.origin};
    for (const Item& item : group) {
      const Bubble& bubble = level.bubbles[item.index];
      mesh.bubbles.push_back({from.x(bubble.position), from.y(bubble.position),
                              static_cast<float>(bubble_radius(bubble.count)), kNoFeature});
    }
    end_batch(batch, mesh.bubbles.size(), mesh.bubble_batches);
  }
}

/// Every point singly: for layers that are never bundled.
PointLevel all_of(const Layer& layer) {
  PointLevel level;
  level.singles.resize(layer.points.size());
  std::iota(level.singles.begin(), level.singles.end(), 0U);
  return level;
}

}  // namespace

int mesh_level(const Layer& layer, double units_per_pixel) {
  if (!layer.points.empty()) {
    const bool bundled = layer.id == LayerId::kProspects && layer.points.size() > kAlwaysSingle;
    return bundled ? PointLevels::level_at(units_per_pixel) : 0;
  }
  if (units_per_pixel < kFinestUnits) return 0;
  const double level = 1.0 + std::floor(std::log2(units_per_pixel / kFinestUnits));
  return std::min(kCoarsestLevel, static_cast<int>(level));
}

Mesh build_mesh(const Scene& scene, LayerId id, double units_per_pixel) {
  const Layer& layer = scene.layer(id);
  Mesh mesh;
  const double scale = level_scale(mesh_level(layer, units_per_pixel));
  if (!layer.areas.empty()) build_areas(layer, scale, mesh);
  if (!layer.lines.empty()) build_lines(layer, scale, mesh);
  if (!layer.edges.empty()) build_edges(layer, mesh);
  if (!layer.points.empty() && id == LayerId::kProspects) {
    build_points(layer, scene.prospects_at(units_per_pixel), mesh);
  } else if (!layer.points.empty()) {
    build_points(layer, all_of(layer), mesh);
  }
  return mesh;
}

Mesh build_feature_mesh(const Scene& scene, FeatureId feature) {
  const Layer& whole = scene.layer(feature.layer);
  Layer alone;
  alone.id = whole.id;
  const auto copy = [&](const auto& from, auto& to) {
    for (const auto& shape : from) {
      if (shape.feature == feature.index) to.push_back(shape);
    }
  };
  copy(whole.areas, alone.areas);
  copy(whole.lines, alone.lines);
  copy(whole.points, alone.points);
  alone.box = whole.box;
  Mesh mesh;
  build_areas(alone, 0.0, mesh);
  build_lines(alone, 0.0, mesh);
  build_points(alone, all_of(alone), mesh);
  return mesh;
}

}  // namespace nearnet::map
