// SPDX-License-Identifier: Apache-2.0
// What there is to draw: the workspace's records moved into the Mercator plane, one layer each,
// with a version number that tells a renderer what to rebuild.
//
//   map::Scene scene;
//   scene.set_footprints(footprints);                  // copies what drawing needs, bumps the
//   version scene.set_prospects(prospects); scene.set_visible(map::LayerId::kUnits, false);
//   scene.select(map::FeatureId{map::LayerId::kProspects, 17});    // index into `prospects`
//   camera.fit(scene.bounds());
//
// Setting a layer costs one pass over its points. Features without a position or with an empty
// geometry are left out; the indices of the others stay those of the vector given. Longitudes are
// unwrapped around the first thing ever set, so data across the antimeridian stays together.
// Belongs to one thread, const calls too (they fill the memo of count bubbles).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "map/feature_id.h"
#include "map/mercator.h"
#include "map/point_level.h"
#include "map/shapes.h"
#include "map/style.h"
#include "model/barrier.h"
#include "model/beat.h"
#include "model/day.h"
#include "model/footprint.h"
#include "model/prospect.h"
#include "model/rep.h"
#include "model/road.h"
#include "model/territory.h"

namespace nearnet::map {

class Scene {
 public:
  Scene();
  Scene(Scene&&) noexcept = default;
  Scene& operator=(Scene&&) noexcept = default;

  /// Classes are the distinct pairs of provider and technology, in order of their text. Polygons
  /// become areas and cables lines of the same class.
  void set_footprints(std::span<const model::Footprint> footprints);
  void set_competitors(std::span<const model::Footprint> footprints);
  void set_no_solicit(std::span<const model::NoSolicitArea> areas);
  void set_barriers(std::span<const model::Barrier> barriers);
  void set_roads(std::span<const model::Road> roads);
  void set_units(std::span<const model::BasicUnit> units);
  /// Classes are the territories in the order given.
  void set_territories(std::span<const model::Territory> territories);
  /// Instead of territories, the units that they are made of, each painted as its territory: a plan
  /// under somebody's hand. Borders run between units of different tints that share vertices.
  void set_edited(std::span<const model::BasicUnit> units, std::span<const Tint> tints,
                  std::vector<std::string> names);
  /// Other tints for some units of set_edited(). Leaves the shapes alone, so that nothing but
  /// colours is sent to the screen.
  void retint(std::span<const std::size_t> units, std::span<const Tint> tints);
  /// Other names for the tints of set_edited(), more or fewer.
  void rename_edited(std::vector<std::string> names);
  void set_prospects(std::span<const model::Prospect> prospects);
  /// Sets the layers kRoutes and kDayAreas (index = position in `days`) and kStops (in `stops`).
  /// A day keeps one colour in all three.
  void set_days(std::span<const model::DayRoute> days, std::span<const model::Stop> stops);
  /// Classes are the beats in the order given.
  void set_beats(std::span<const model::Beat> beats);
  void set_reps(std::span<const model::Rep> reps);

  void set_visible(LayerId layer, bool visible);
  bool visible(LayerId layer) const { return layer_of(layer).visible; }
  void set_style(Style style);
  const Style& style() const { return style_; }

  /// Drawn with a ring or a bold outline; none to clear.
  void select(std::optional<FeatureId> feature);
  void hover(std::optional<FeatureId> feature);
  std::optional<FeatureId> selected() const { return selected_; }
  std::optional<FeatureId> hovered() const { return hovered_; }

  const Layer& layer(LayerId layer) const { return layer_of(layer); }
  /// Grows with every change to anything; equal revisions of one scene mean the same picture.
  std::uint64_t revision() const { return revision_; }
  /// Tells this scene from any other for as long as someone holds the result; revisions and layer
  /// versions of two scenes do not compare.
  std::shared_ptr<const void> identity() const { return identity_; }
  /// Around all features of all layers, visible or not; empty when there are none.
  geo::LonLatBox bounds() const;
  /// Around one feature; none when the layer does not show it.
  std::optional<geo::LonLatBox> bounds_of(FeatureId feature) const;

  /// What of the prospects is drawn singly and what as bubbles at this scale (see point_level.h).
  const PointLevel& prospects_at(double units_per_pixel) const;

 private:
  const Layer& layer_of(LayerId layer) const { return layers_[index_of(layer)]; }
  Layer& begin_layer(LayerId layer);
  void finish_layer(LayerId layer);
  void set_footprint_layer(LayerId layer, std::span<const model::Footprint> footprints);
  WorldPoint place(geo::LonLat position);
  void add_area(Layer& layer, std::size_t index, std::size_t paint, const geo::Geometry& geometry);
  void add_line(Layer& layer, std::size_t index, std::size_t paint, const geo::Line& line);
  void add_point(Layer& layer, std::size_t index, std::size_t paint, geo::LonLat position);

  std::array<Layer, kLayers.size()> layers_;
  Style style_;
  std::optional<FeatureId> selected_;
  std::optional<FeatureId> hovered_;
  std::uint64_t revision_ = 0;
  std::shared_ptr<const void> identity_;
  std::optional<double> reference_lon_;
  mutable PointLevels prospect_levels_;
};

}  // namespace nearnet::map
