// SPDX-License-Identifier: Apache-2.0
// The map of a report page.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "geo/local_frame.h"
#include "handoff/map_sheet.h"
#include "handoff/report_parts.h"

namespace nearnet::handoff {
namespace {

/// The sheet is laid out at twice its size in points, so that margins and line widths, which are
/// meant for a page of HTML, come out at half of theirs.
constexpr double kScale = 2.0;
constexpr double kMetresAMile = 1609.344;

std::vector<geo::LonLat> corners(const ReportMap& map) {
  std::vector<geo::LonLat> points;
  for (const ReportArea& area : map.areas) {
    for (const geo::Polygon& part : area.shape->polygons()) {
      points.insert(points.end(), part.shell.begin(), part.shell.end());
    }
  }
  return points;
}

/// Draws onto a box of the paper.
class Drawer {
 public:
  Drawer(PdfPaper& paper, const Box& box, const ReportMap& map, const MapDrawing& drawing)
      : paper_(paper), box_(box), map_(map), sheet_(drawing) {}

  void footprints() {
    for (const model::Footprint& footprint : map_.backdrop.footprints) {
      if (!footprint.geometry.envelope().intersects(sheet_.shown())) continue;
      std::vector<SheetLine> rings;
      for (const geo::Polygon& part : footprint.geometry.polygons()) {
        rings.push_back(placed(part.shell));
        for (const geo::Ring& hole : part.holes) rings.push_back(placed(hole));
      }
      if (!rings.empty()) paper_.fill(rings, ink("#e4ebe6"));
    }
  }

  void roads() {
    const geo::LonLatBox shown = sheet_.shown();
    for (const model::Road& road : map_.backdrop.roads) {
      geo::LonLatBox around;
      for (const geo::LonLat& point : road.line) around.grow(point);
      if (!around.intersects(shown)) continue;
      const RoadStyle style = road_style(road);
      for (const SheetLine& part : clipped(sheet_.place(road.line), sheet_.box(10.0))) {
        paper_.line(onto_paper(thinned(part, 0.5)),
                    {.width = style.width / kScale / 1.6, .colour = ink("#c9c7c0")});
      }
    }
  }

  void areas() {
    for (const ReportArea& area : map_.areas) {
      std::vector<SheetLine> rings;
      for (const geo::Polygon& part : area.shape->polygons()) {
        rings.push_back(placed(part.shell));
        for (const geo::Ring& hole : part.holes) rings.push_back(placed(hole));
      }
      if (area.fill.opacity > 0.0) paper_.fill(rings, area.fill);
      for (const SheetLine& ring : rings) {
        paper_.line(ring, {.width = area.border_width, .colour = area.border, .dash = area.dash});
      }
    }
  }

  void dots() {
    for (const ReportDot& dot : map_.dots) paper_.disc(place(dot.position), 1.3, dot.colour);
    for (const geo::LonLat& home : map_.homes) {
      const geo::XY at = place(home);
      paper_.disc(at, 4.2, ink("#ffffff"));
      paper_.disc(at, 3.4, ink("#1f2328"));
      paper_.text(
          {at.x, at.y + 2.1}, "H",
          {.size = 5.5, .bold = true, .colour = ink("#ffffff"), .align = TextAlign::kCentre});
    }
  }

  void labels() {
    for (const ReportArea& area : map_.areas) {
      if (area.label.empty() || area.shape->is_empty()) continue;
      const geo::XY at = place(area.shape->point_on_surface());
      const TextStyle style{.size = 8.0, .bold = true, .align = TextAlign::kCentre};
      const double width = paper_.text_width(area.label, style);
      paper_.fill({at.x - width / 2.0 - 3.0, at.y - 8.0, width + 6.0, 11.0}, ink("#ffffff", 0.85),
                  2.0);
      paper_.text(at, area.label, style);
    }
  }

  void furniture() {
    const double a_metre = sheet_.units_per_metre() / kScale;
    constexpr std::array kMiles = {0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0};
    double miles = kMiles.front();
    for (const double length : kMiles) {
      if (length * kMetresAMile * a_metre < 90.0) miles = length;
    }
    const double length = miles * kMetresAMile * a_metre;
    const geo::XY at{box_.x + 10.0, box_.y + box_.height - 10.0};
    paper_.fill({at.x - 4.0, at.y - 12.0, length + 8.0, 17.0}, ink("#ffffff", 0.85), 2.0);
    const std::array bar = {geo::XY{at.x, at.y - 3.0}, at, geo::XY{at.x + length, at.y},
                            geo::XY{at.x + length, at.y - 3.0}};
    paper_.line(bar, {.width = 0.9, .colour = ink("#1f2328")});
    paper_.text({at.x + length / 2.0, at.y - 4.0}, fmt::format("{:g} mi", miles),
                {.size = 6.5, .align = TextAlign::kCentre});
    const geo::XY north{box_.x + box_.width - 16.0, box_.y + 18.0};
    paper_.fill({{{north.x, north.y - 11.0},
                  {north.x - 4.0, north.y},
                  {north.x, north.y - 2.5},
                  {north.x + 4.0, north.y}}},
                ink("#1f2328"));
    paper_.text({north.x, north.y + 8.0}, "N",
                {.size = 7.0, .bold = true, .align = TextAlign::kCentre});
  }

 private:
  geo::XY on_paper(geo::XY units) const {
    return {box_.x + units.x / kScale, box_.y + units.y / kScale};
  }
  geo::XY place(geo::LonLat position) const { return on_paper(sheet_.place(position)); }
  SheetLine onto_paper(SheetLine line) const {
    for (geo::XY& point : line) point = on_paper(point);
    return line;
  }
  SheetLine placed(const geo::Ring& ring) const {
    return onto_paper(thinned(sheet_.place(ring), 0.3));
  }

  PdfPaper& paper_;
  Box box_;
  const ReportMap& map_;
  MapSheet sheet_;
};

}  // namespace

Ink territory_ink(std::size_t index, double opacity) {
  constexpr std::array kColours = {"#4477aa", "#ddaa33", "#228833", "#aa3377", "#66ccee",
                                   "#bb5566", "#999933", "#332288", "#ee8866", "#44bb99"};
  return ink(kColours.at(index % kColours.size()), opacity);
}

double fitting_height(const ReportMap& map, double width) {
  constexpr double kAround = 1.25;  // as the drawing leaves about the areas, and for the scale
  geo::LonLatBox shown;
  for (const ReportArea& area : map.areas) shown.grow(area.shape->envelope());
  if (shown.empty()) return 0.0;
  const geo::LocalFrame frame(shown.centre());
  const geo::XY low = frame.to_metres({shown.min_lon, shown.min_lat});
  const geo::XY high = frame.to_metres({shown.max_lon, shown.max_lat});
  return kAround * width * (high.y - low.y) / std::max(1.0, high.x - low.x);
}

void draw_map(PdfPaper& paper, const Box& box, const ReportMap& map) {
  paper.clip(box);
  paper.fill(box, ink("#faf9f6"));
  MapDrawing drawing;
  drawing.way = corners(map);
  drawing.width = static_cast<int>(box.width * kScale);
  drawing.height = static_cast<int>(box.height * kScale);
  if (!drawing.way.empty()) {
    Drawer drawer(paper, box, map, drawing);
    drawer.footprints();
    drawer.roads();
    drawer.areas();
    drawer.dots();
    drawer.labels();
    drawer.furniture();
  }
  paper.unclip();
  const std::array frame = {geo::XY{box.x, box.y}, geo::XY{box.x + box.width, box.y},
                            geo::XY{box.x + box.width, box.y + box.height},
                            geo::XY{box.x, box.y + box.height}, geo::XY{box.x, box.y}};
  paper.line(frame, {.width = 0.6, .colour = ink("#c9c5bb")});
}

}  // namespace nearnet::handoff
