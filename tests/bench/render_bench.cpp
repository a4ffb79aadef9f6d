// SPDX-License-Identifier: Apache-2.0
// How fast the map is drawn: a million prospects and twenty thousand footprints, made up, in views
// that move a little from frame to frame, as under a hand that drags.
//
//   xvfb-run build/release/bin/render_bench --frames 60 --size 1920x1080 [--json] [--pictures
//   FOLDER]
//
// Views: everything; everything without the prospects; an eighth of the width, in the middle.
// `first`: the first frame of a view, whose shapes are cut and sent then. `frame`: from the call to
// the finished picture, on average. `call`: our part of it, until the last command is given.
#include <epoxy/gl.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/random.h"
#include "made_up_plant.h"
#include "map/camera.h"
#include "map/scene.h"
#include "render/gl_context.h"
#include "render/map_renderer.h"

namespace nearnet {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Request {
  std::size_t points = 1'000'000;
  std::size_t footprints = 20'000;
  int frames = 60;
  map::PixelSize size{1920, 1080};
  std::uint64_t seed = 1;
  std::string pictures;
};

/// What of the world is looked at.
struct ViewPlan {
  const char* name;
  bool prospects = true;
  double share = 1.0;  ///< of the width of all
};

constexpr std::array kViews = {ViewPlan{"everything", true, 1.0},
                               ViewPlan{"footprints", false, 1.0},
                               ViewPlan{"an eighth", true, 0.125}};

struct Timing {
  const char* view;
  double first = 0.0;
  double frame = 0.0;
  double call = 0.0;
};

map::PixelSize parse_size(const std::string& text) {
  map::PixelSize size;
  char by = 0;
  char rest = 0;
  const int read = std::sscanf(text.c_str(), "%d%c%d%c", &size.width, &by, &size.height, &rest);
  if (read != 3 || by != 'x' || size.width < 1 || size.height < 1) {
    throw core::ConfigError(fmt::format("--size: found \"{}\", expected such as 1920x1080", text));
  }
  return size;
}

/// Statuses as a market has them: most of the list is of no use.
std::vector<model::Prospect> prospects_at(const std::vector<geo::LonLat>& places,
                                          core::Random& random) {
  std::vector<model::Prospect> prospects;
  prospects.reserve(places.size());
  for (const geo::LonLat& place : places) {
    model::Prospect prospect;
    prospect.business = core::BusinessId(std::to_string(prospects.size() + 1));
    prospect.position = place;
    const double chance = random.uniform();
    prospect.status = chance < 0.4   ? model::NetStatus::kOnNet
                      : chance < 0.6 ? model::NetStatus::kNearNet
                                     : model::NetStatus::kOffNet;
    prospect.eligible = prospect.status != model::NetStatus::kOffNet && random.chance(0.7);
    prospects.push_back(std::move(prospect));
  }
  return prospects;
}

map::Camera camera_of(const ViewPlan& view, const map::Scene& scene, map::PixelSize size) {
  map::Camera camera({static_cast<double>(size.width), static_cast<double>(size.height)});
  camera.fit(scene.bounds(), 20.0);
  camera.zoom_about({size.width / 2.0, size.height / 2.0}, 1.0 / view.share);
  return camera;
}

/// There and back again, so that the view stays where it is.
Timing measure(const ViewPlan& view, map::Scene& scene, render::MapRenderer& renderer,
               const Request& request) {
  scene.set_visible(map::LayerId::kProspects, view.prospects);
  map::Camera camera = camera_of(view, scene, request.size);
  Timing timing{.view = view.name};
  Clock::time_point start = Clock::now();
  renderer.draw(scene, camera, request.size);
  glFinish();
  timing.first = seconds_since(start);
  for (int i = 0; i < request.frames; ++i) {
    camera.pan(i < request.frames / 2 ? 3.0 : -3.0, 1.0);
    start = Clock::now();
    renderer.draw(scene, camera, request.size);
    timing.call += seconds_since(start) / request.frames;
    glFinish();
    timing.frame += seconds_since(start) / request.frames;
  }
  if (!request.pictures.empty()) {
    std::filesystem::create_directories(request.pictures);
    render::write_png(std::filesystem::path(request.pictures) / fmt::format("{}.png", view.name),
                      renderer.picture());
  }
  return timing;
}

void print(const Request& request, double scene_seconds, const std::vector<Timing>& timings,
           bool json) {
  if (json) {
    nlohmann::json views = nlohmann::json::array();
    for (const Timing& timing : timings) {
      views.push_back({{"view", timing.view},
                       {"first_seconds", timing.first},
                       {"frame_seconds", timing.frame},
                       {"call_seconds", timing.call},
                       {"fps", 1.0 / timing.frame}});
    }
    std::cout << nlohmann::json{{"points", request.points},
                                {"footprints", request.footprints},
                                {"width", request.size.width},
                                {"height", request.size.height},
                                {"frames", request.frames},
                                {"scene_seconds", scene_seconds},
                                {"views", views}}
              << '\n';
    return;
  }
  fmt::print("{} prospects, {} footprints, {} x {}; {} frames a view; scene made in {:.2f} s\n\n",
             request.points, request.footprints, request.size.width, request.size.height,
             request.frames, scene_seconds);
  fmt::print("{:<12} {:>9} {:>9} {:>9} {:>9}\n", "view", "first ms", "frame ms", "call ms",
             "frames/s");
  for (const Timing& timing : timings) {
    fmt::print("{:<12} {:>9.0f} {:>9.2f} {:>9.2f} {:>9.0f}\n", timing.view, timing.first * 1e3,
               timing.frame * 1e3, timing.call * 1e3, 1.0 / timing.frame);
  }
}

void run(const Request& request, bool json) {
  const nearnet::testing::GlContext context;
  if (!context.ok()) throw core::ConfigError(context.why_not());
  core::Random random(request.seed);
  const bench::Plant plant =
      bench::made_up_plant(bench::PlantKind::kPolygons, request.footprints, random);
  const std::vector<model::Prospect> prospects =
      prospects_at(bench::made_up_places(plant, request.points, random), random);
  const Clock::time_point start = Clock::now();
  map::Scene scene;
  scene.set_footprints(plant.footprints);
  scene.set_prospects(prospects);
  const double scene_seconds = seconds_since(start);
  render::MapRenderer renderer;
  std::vector<Timing> timings;
  for (const ViewPlan& view : kViews) timings.push_back(measure(view, scene, renderer, request));
  print(request, scene_seconds, timings, json);
}

}  // namespace
}  // namespace nearnet

int main(int argc, char** argv) {
  CLI::App app{"Measures how fast the map is drawn; needs a display, Xvfb will do"};
  nearnet::Request request;
  std::string size = "1920x1080";
  bool json = false;
  app.add_option("--points", request.points, "Prospects");
  app.add_option("--footprints", request.footprints, "Polygons");
  app.add_option("--frames", request.frames, "Frames a view")->check(CLI::PositiveNumber);
  app.add_option("--size", size, "Pixels, such as 1920x1080");
  app.add_option("--seed", request.seed);
  app.add_option("--pictures", request.pictures, "Folder for the last frame of each view");
  app.add_flag("--json", json, "One JSON object");
  CLI11_PARSE(app, argc, argv);
  try {
    request.size = nearnet::parse_size(size);
    nearnet::run(request, json);
    return 0;
  } catch (const nearnet::core::Error& error) {
    std::cerr << "render_bench: " << error.what() << '\n';
    return static_cast<int>(error.exit_code());
  }
}
