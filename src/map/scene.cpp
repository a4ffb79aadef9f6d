// SPDX-License-Identifier: Apache-2.0
#include "map/scene.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "map/classes.h"
#include "map/shared_edges.h"

namespace nearnet::map {

Scene::Scene() : style_(light_style()), identity_(std::make_shared<const char>()) {
  for (const LayerId id : kLayers) layers_[index_of(id)].id = id;
  layers_[index_of(LayerId::kUnits)].visible = false;
}

void Scene::set_footprints(std::span<const model::Footprint> footprints) {
  set_footprint_layer(LayerId::kFootprints, footprints);
}

void Scene::set_competitors(std::span<const model::Footprint> footprints) {
  set_footprint_layer(LayerId::kCompetitors, footprints);
}

void Scene::set_footprint_layer(LayerId id, std::span<const model::Footprint> footprints) {
  Layer& layer = begin_layer(id);
  const Classes classes = footprint_classes(footprints);
  layer.classes = classes.names;
  for (std::size_t i = 0; i < footprints.size(); ++i) {
    const geo::Geometry& plant = footprints[i].geometry;
    add_area(layer, i, classes.of_feature[i], plant);
    for (const geo::Line& cable : plant.lines()) add_line(layer, i, classes.of_feature[i], cable);
  }
  finish_layer(id);
}

void Scene::set_no_solicit(std::span<const model::NoSolicitArea> areas) {
  Layer& layer = begin_layer(LayerId::kNoSolicit);
  layer.classes = {"No soliciting"};
  for (std::size_t i = 0; i < areas.size(); ++i) add_area(layer, i, 0, areas[i].geometry);
  finish_layer(LayerId::kNoSolicit);
}

void Scene::set_barriers(std::span<const model::Barrier> barriers) {
  Layer& layer = begin_layer(LayerId::kBarriers);
  layer.classes = barrier_class_names();
  for (std::size_t i = 0; i < barriers.size(); ++i) {
    const auto paint = static_cast<std::size_t>(class_of(barriers[i]));
    add_area(layer, i, paint, barriers[i].geometry);
    for (const geo::Line& line : barriers[i].geometry.lines()) add_line(layer, i, paint, line);
  }
  finish_layer(LayerId::kBarriers);
}

void Scene::set_roads(std::span<const model::Road> roads) {
  Layer& layer = begin_layer(LayerId::kRoads);
  layer.classes = road_class_names();
  for (std::size_t i = 0; i < roads.size(); ++i) {
    add_line(layer, i, static_cast<std::size_t>(class_of(roads[i])), roads[i].line);
  }
  finish_layer(LayerId::kRoads);
}

void Scene::set_units(std::span<const model::BasicUnit> units) {
  Layer& layer = begin_layer(LayerId::kUnits);
  layer.classes = {"Basic unit"};
  for (std::size_t i = 0; i < units.size(); ++i) add_area(layer, i, 0, units[i].geometry);
  finish_layer(LayerId::kUnits);
}

void Scene::set_territories(std::span<const model::Territory> territories) {
  Layer& layer = begin_layer(LayerId::kTerritories);
  for (std::size_t i = 0; i < territories.size(); ++i) {
    const model::Territory& territory = territories[i];
    const std::string& name = territory.name.empty() ? territory.id.text() : territory.name;
    layer.classes.push_back(name);
    const std::size_t before = layer.areas.size();
    add_area(layer, i, i, territory.geometry);
    if (layer.areas.size() == before) continue;
    layer.captions.push_back({static_cast<std::uint32_t>(i),
                              place(territory.geometry.point_on_surface()), layer.areas.back().box,
                              name});
  }
  finish_layer(LayerId::kTerritories);
}

void Scene::set_edited(std::span<const model::BasicUnit> units, std::span<const Tint> tints,
                       std::vector<std::string> names) {
  assert(units.size() == tints.size());
  Layer& layer = begin_layer(LayerId::kTerritories);
  layer.classes = std::move(names);
  for (std::size_t i = 0; i < units.size(); ++i) add_area(layer, i, 0, units[i].geometry);
  layer.tints.assign(tints.begin(), tints.end());
  layer.tints_version = layer.version;
  layer.edges = shared_edges(layer.areas);
  finish_layer(LayerId::kTerritories);
}

void Scene::retint(std::span<const std::size_t> units, std::span<const Tint> tints) {
  assert(units.size() == tints.size());
  Layer& layer = layers_[index_of(LayerId::kTerritories)];
  bool changed = false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    changed |= std::exchange(layer.tints.at(units[i]), tints[i]) != tints[i];
  }
  if (changed) layer.tints_version = ++revision_;
}

void Scene::rename_edited(std::vector<std::string> names) {
  Layer& layer = layers_[index_of(LayerId::kTerritories)];
  layer.classes = std::move(names);
  layer.tints_version = ++revision_;
}

void Scene::set_prospects(std::span<const model::Prospect> prospects) {
  Layer& layer = begin_layer(LayerId::kProspects);
  layer.classes = prospect_class_names();
  for (std::size_t i = 0; i < prospects.size(); ++i) {
    if (!prospects[i].position) continue;
    add_point(layer, i, static_cast<std::size_t>(class_of(prospects[i])), *prospects[i].position);
  }
  finish_layer(LayerId::kProspects);
}

void Scene::set_days(std::span<const model::DayRoute> days, std::span<const model::Stop> stops) {
  const DayClasses classes = day_classes(days, stops);
  Layer& routes = begin_layer(LayerId::kRoutes);
  Layer& areas = begin_layer(LayerId::kDayAreas);
  routes.classes = classes.names;
  areas.classes = classes.names;
  for (std::size_t i = 0; i < days.size(); ++i) {
    add_line(routes, i, classes.of_day[i], days[i].line);
    add_area(areas, i, classes.of_day[i], days[i].area);
  }
  Layer& discs = begin_layer(LayerId::kStops);
  discs.classes = classes.names;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (!geo::is_valid(stops[i].position)) continue;
    add_point(discs, i, classes.of_stop[i], stops[i].position);
    discs.captions.push_back({static_cast<std::uint32_t>(i),
                              discs.points.back().position,
                              {},
                              std::to_string(stops[i].sequence)});
  }
  for (const LayerId id : {LayerId::kRoutes, LayerId::kDayAreas, LayerId::kStops}) finish_layer(id);
}

void Scene::set_beats(std::span<const model::Beat> beats) {
  Layer& layer = begin_layer(LayerId::kBeats);
  for (std::size_t i = 0; i < beats.size(); ++i) {
    const std::string name = "Beat " + std::to_string(beats[i].number);
    layer.classes.push_back(name);
    const std::size_t before = layer.areas.size();
    add_area(layer, i, i, beats[i].area);
    if (layer.areas.size() == before) continue;
    layer.captions.push_back({static_cast<std::uint32_t>(i),
                              place(beats[i].area.point_on_surface()), layer.areas.back().box,
                              name});
  }
  finish_layer(LayerId::kBeats);
}

void Scene::set_reps(std::span<const model::Rep> reps) {
  Layer& layer = begin_layer(LayerId::kHomes);
  layer.classes = {"Rep home"};
  for (std::size_t i = 0; i < reps.size(); ++i) {
    if (!reps[i].home) continue;
    add_point(layer, i, 0, *reps[i].home);
    layer.captions.push_back(
        {static_cast<std::uint32_t>(i), layer.points.back().position, {}, reps[i].name});
  }
  finish_layer(LayerId::kHomes);
}

void Scene::set_visible(LayerId layer, bool visible) {
  bool& now = layers_[index_of(layer)].visible;
  if (std::exchange(now, visible) != visible) ++revision_;
}

void Scene::set_style(Style style) {
  if (style == style_) return;
  style_ = std::move(style);
  ++revision_;
}

void Scene::select(std::optional<FeatureId> feature) {
  if (std::exchange(selected_, feature) != feature) ++revision_;
}

void Scene::hover(std::optional<FeatureId> feature) {
  if (std::exchange(hovered_, feature) != feature) ++revision_;
}

namespace {

void grow(geo::LonLatBox& bounds, const WorldBox& box) {
  if (box.empty()) return;
  bounds.grow(to_lon_lat({box.min_x, box.min_y}));
  bounds.grow(to_lon_lat({box.max_x, box.max_y}));
}

}  // namespace

geo::LonLatBox Scene::bounds() const {
  geo::LonLatBox bounds;
  for (const Layer& layer : layers_) grow(bounds, layer.box);
  return bounds;
}

std::optional<geo::LonLatBox> Scene::bounds_of(FeatureId feature) const {
  const Layer& layer = layer_of(feature.layer);
  WorldBox box;
  for (const AreaShape& area : layer.areas) {
    if (area.feature == feature.index) box.grow(area.box);
  }
  for (const LineShape& line : layer.lines) {
    if (line.feature == feature.index) box.grow(line.box);
  }
  for (const PointShape& point : layer.points) {
    if (point.feature == feature.index) box.grow(point.position);
  }
  if (box.empty()) return std::nullopt;
  geo::LonLatBox bounds;
  grow(bounds, box);
  return bounds;
}

const PointLevel& Scene::prospects_at(double units_per_pixel) const {
  return prospect_levels_.at(layer_of(LayerId::kProspects), units_per_pixel);
}

Layer& Scene::begin_layer(LayerId id) {
  Layer& layer = layers_[index_of(id)];
  const bool visible = layer.visible;
  layer = {};
  layer.id = id;
  layer.visible = visible;
  layer.version = ++revision_;
  return layer;
}

void Scene::finish_layer(LayerId id) {
  Layer& layer = layers_[index_of(id)];
  for (const AreaShape& area : layer.areas) layer.box.grow(area.box);
  for (const LineShape& line : layer.lines) layer.box.grow(line.box);
  for (const PointShape& point : layer.points) layer.box.grow(point.position);
}

WorldPoint Scene::place(geo::LonLat position) {
  if (!reference_lon_) reference_lon_ = position.lon;
  return to_world({unwrapped(position.lon, *reference_lon_), position.lat});
}

void Scene::add_area(Layer& layer, std::size_t index, std::size_t paint,
                     const geo::Geometry& geometry) {
  AreaShape shape;
  shape.feature = static_cast<std::uint32_t>(index);
  shape.paint = static_cast<std::uint32_t>(paint);
  const auto moved = [&](const geo::Ring& ring) {
    WorldLine line;
    line.reserve(ring.size());
    for (const geo::LonLat& point : ring) line.push_back(place(point));
    return line;
  };
  for (const geo::Polygon& polygon : geometry.polygons()) {
    WorldPolygon part{moved(polygon.shell), {}};
    for (const geo::Ring& hole : polygon.holes) part.holes.push_back(moved(hole));
    for (const WorldPoint& point : part.shell) shape.box.grow(point);
    shape.polygons.push_back(std::move(part));
  }
  if (!shape.polygons.empty()) layer.areas.push_back(std::move(shape));
}

void Scene::add_line(Layer& layer, std::size_t index, std::size_t paint, const geo::Line& line) {
  if (line.size() < 2) return;
  LineShape shape;
  shape.feature = static_cast<std::uint32_t>(index);
  shape.paint = static_cast<std::uint32_t>(paint);
  shape.points.reserve(line.size());
  for (const geo::LonLat& position : line) {
    shape.points.push_back(place(position));
    shape.box.grow(shape.points.back());
  }
  layer.lines.push_back(std::move(shape));
}

void Scene::add_point(Layer& layer, std::size_t index, std::size_t paint, geo::LonLat position) {
  layer.points.push_back(
      {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(paint), place(position)});
}

}  // namespace nearnet::map
