// SPDX-License-Identifier: Apache-2.0
#include "map/labels.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace nearnet::map {
namespace {

constexpr Colour kNoHalo = {0.0F, 0.0F, 0.0F, 0.0F};

/// Rough width of a text in a sans-serif font: half its height a character.
double text_width(const std::string& text, double size) {
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // not a UTF-8 continuation
  });
  return 0.55 * size * static_cast<double>(characters);
}

struct Rectangle {
  double left, top, right, bottom;
  bool meets(const Rectangle& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

Rectangle around(ScreenPoint middle, double width, double height) {
  return {middle.x - width / 2.0, middle.y - height / 2.0, middle.x + width / 2.0,
          middle.y + height / 2.0};
}

class LabelMaker {
 public:
  LabelMaker(const Scene& scene, const Camera& camera) : scene_(scene), camera_(camera) {}

  std::vector<Label> make() {
    add_bubbles();
    add_stops();
    add_homes();
    add_names(LayerId::kTerritories, 15.0);
    add_names(LayerId::kBeats, 13.0);
    return std::move(labels_);
  }

 private:
  bool on_screen(ScreenPoint at) const {
    const ScreenSize size = camera_.viewport();
    return at.x >= 0.0 && at.x <= size.width && at.y >= 0.0 && at.y <= size.height;
  }

  /// Claims the room for a name; false when some other text stands there.
  bool claim(ScreenPoint middle, double width, double height) {
    const Rectangle room = around(middle, width, height);
    for (const Rectangle& other : taken_) {
      if (room.meets(other)) return false;
    }
    taken_.push_back(room);
    return true;
  }

  double scale(LayerId layer) const { return point_scale(layer, camera_.metres_per_pixel()); }

  void add_bubbles() {
    if (!scene_.visible(LayerId::kProspects)) return;
    const double size = 11.0;
    for (const Bubble& bubble : scene_.prospects_at(camera_.units_per_pixel()).bubbles) {
      const ScreenPoint at = camera_.to_screen(bubble.position);
      if (!on_screen(at)) continue;
      const double side = 1.2 * bubble_radius(bubble.count);
      if (!claim(at, side, side)) continue;
      labels_.push_back({LabelKind::kBubble, at, bubble_text(bubble.count), size,
                         scene_.style().bubble_text, kNoHalo});
    }
  }

  /// From the disc drawn last: where discs overlap, the number on top is the one that can be read.
  void add_stops() {
    const Layer& layer = scene_.layer(LayerId::kStops);
    if (!layer.visible) return;
    std::vector<std::size_t> order(layer.points.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return layer.points[a].paint < layer.points[b].paint;
    });
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
      const ScreenPoint at = camera_.to_screen(layer.points[*i].position);
      if (!on_screen(at)) continue;
      const PointPaint& paint = scene_.style().point(LayerId::kStops, layer.points[*i].paint);
      const double side = 1.4 * paint.radius * scale(LayerId::kStops);
      if (!claim(at, side, side)) continue;
      labels_.push_back({LabelKind::kStop, at, layer.captions[*i].text, 0.85 * side,
                         scene_.style().stop_text, kNoHalo});
    }
  }

  void add_homes() {
    const Layer& layer = scene_.layer(LayerId::kHomes);
    if (!layer.visible) return;
    const double size = 12.0;
    for (const Caption& caption : layer.captions) {
      ScreenPoint at = camera_.to_screen(caption.position);
      if (!on_screen(at) || caption.text.empty()) continue;
      at.y += scene_.style().point(LayerId::kHomes, 0).radius * scale(LayerId::kHomes) + 2.0;
      if (!claim({at.x, at.y + size / 2.0}, text_width(caption.text, size), size)) continue;
      labels_.push_back({LabelKind::kHome, at, caption.text, size, scene_.style().label,
                         scene_.style().label_halo});
    }
  }

  struct Name {
    const Caption& caption;
    ScreenPoint middle;
    double width;
  };

  /// A name that would cover another text moves up or down inside its area, then to anywhere in it:
  /// a ring has its middle outside.
  std::optional<ScreenPoint> free_place(const AreaShape& area, const Name& name, double size) {
    const auto suits = [&](ScreenPoint at) {
      return on_screen(at) && covers(area, camera_.to_world(at)) && claim(at, name.width, size);
    };
    for (const double lines : {0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0, -4.0, 4.0}) {
      const ScreenPoint at{name.middle.x, name.middle.y + 1.5 * size * lines};
      if (suits(at)) return at;
    }
    constexpr int kPlaces = 12;
    const ScreenPoint corner = camera_.to_screen(WorldPoint{area.box.min_x, area.box.min_y});
    const ScreenPoint other = camera_.to_screen(WorldPoint{area.box.max_x, area.box.max_y});
    std::vector<ScreenPoint> places;
    for (int i = 0; i < kPlaces * kPlaces; ++i) {
      const double right = (i % kPlaces + 0.5) / kPlaces;
      const double down = (i / kPlaces + 0.5) / kPlaces;
      places.push_back(
          {corner.x + right * (other.x - corner.x), corner.y + down * (other.y - corner.y)});
    }
    const auto away = [&](ScreenPoint at) {
      return std::hypot(at.x - name.middle.x, at.y - name.middle.y);
    };
    std::ranges::stable_sort(places, {}, away);
    const auto found = std::ranges::find_if(places, suits);
    return found == places.end() ? std::nullopt : std::optional(*found);
  }

  /// Where no place is free a name stays in the middle, for an area without a name says less than a
  /// covered number; but over another name neither could be read.
  void add_names(LayerId id, double size) {
    const Layer& layer = scene_.layer(id);
    if (!layer.visible) return;
    std::vector<Name> crowded;
    for (std::size_t i = 0; i < layer.captions.size(); ++i) {
      const Caption& caption = layer.captions[i];
      const Name name{caption, camera_.to_screen(caption.position), text_width(caption.text, size)};
      const double units = camera_.units_per_pixel();
      const bool fits =
          caption.box.width() / units > name.width && caption.box.height() / units > 2.0 * size;
      if (!fits || !on_screen(name.middle)) continue;
      if (const auto at = free_place(layer.areas[i], name, size)) {
        put_name(name, *at, size);
      } else {
        crowded.push_back(name);
      }
    }
    for (const Name& name : crowded) {
      const Rectangle room = around(name.middle, name.width, size);
      if (std::ranges::any_of(names_, [&](const Rectangle& other) { return room.meets(other); }))
        continue;
      put_name(name, name.middle, size);
    }
  }

  void put_name(const Name& name, ScreenPoint at, double size) {
    names_.push_back(around(at, name.width, size));
    labels_.push_back({LabelKind::kTerritory, at, name.caption.text, size, scene_.style().label,
                       scene_.style().label_halo});
  }

  const Scene& scene_;
  const Camera& camera_;
  std::vector<Label> labels_;
  std::vector<Rectangle> taken_;
  std::vector<Rectangle> names_;  ///< of areas
};

}  // namespace

std::vector<Label> labels(const Scene& scene, const Camera& camera) {
  return LabelMaker(scene, camera).make();
}

}  // namespace nearnet::map
