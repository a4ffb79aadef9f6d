// SPDX-License-Identifier: Apache-2.0
#include "app/app.h"

#include "app/gui.h"
#include "app/main_loop.h"
#include "app/offscreen_context.h"
#include "app/screenshot.h"
#include "app/window.h"
#include "core/error.h"
#include "render/map_renderer.h"
#include "ui/ui_state.h"
#include "workspace/session.h"

namespace nearnet::app {
namespace {

constexpr int kLeastSide = 400;
constexpr int kGreatestSide = 8192;

ui::ThemeKind parse_theme(const std::string& text) {
  if (text == "dark") return ui::ThemeKind::kDark;
  if (text == "light") return ui::ThemeKind::kLight;
  throw core::ConfigError("theme \"" + text + "\" is not known; choose dark or light");
}

ui::SideTab parse_tab(const std::string& text) {
  if (text == "inspector") return ui::SideTab::kInspector;
  if (text == "territories") return ui::SideTab::kTerritories;
  if (text == "days") return ui::SideTab::kDays;
  if (text == "coverage") return ui::SideTab::kCoverage;
  if (text == "addresses") return ui::SideTab::kAddresses;
  throw core::ConfigError(
      "tab \"" + text +
      "\" is not known; choose inspector, territories, days, coverage or addresses");
}

void check_size(const OpenOptions& options) {
  const auto sensible = [](int side) { return side >= kLeastSide && side <= kGreatestSide; };
  if (sensible(options.width) && sensible(options.height)) return;
  throw core::ConfigError("size " + std::to_string(options.width) + "x" +
                          std::to_string(options.height) + " makes no sense; give " +
                          std::to_string(kLeastSide) + " to " + std::to_string(kGreatestSide) +
                          " pixels each way, such as 1600x1000");
}

/// Session tells failures as messages for people at the screen; here they end the program.
void open_or_throw(workspace::Session& session, const std::string& path) {
  session.perform(workspace::OpenWorkspace{path});
  session.wait();
  if (session.is_open()) return;
  throw core::StorageError(session.messages().empty() ? path + ": cannot be opened"
                                                      : session.messages().back().text);
}

void choose_business(const std::string& id, const workspace::Session& session, ui::UiState& state) {
  const core::BusinessId business(id);
  if (session.snapshot().businesses.find(business) == nullptr) {
    throw core::ConfigError("there is no business \"" + id + "\" in " + session.path() +
                            "; give an id of its businesses layer");
  }
  state.selection.choose(business, ui::Origin::kPanel, true);
}

void show_window(map::PixelSize size, workspace::Session& session, ui::UiState& state) {
  Window window(size, "nearnet");
  state.look.scale = window.ui_scale();
  Gui gui(window, state.look);
  render::MapRenderer renderer;
  run_loop(window, gui, session, renderer, state);
}

void draw_picture(const std::string& file, map::PixelSize size, const workspace::Session& session,
                  ui::UiState& state) {
  const OffscreenContext context;
  Gui gui(state.look);
  render::MapRenderer renderer;
  write_screenshot(file, size, gui, session, renderer, state);
}

}  // namespace

int run_app(const OpenOptions& options, const core::JobOptions& jobs) {
  check_size(options);
  ui::UiState state;
  state.look = ui::make_look(parse_theme(options.theme), 1.0F);
  workspace::Session session(jobs);
  if (options.today) session.pretend_today(*options.today);
  if (!options.path.empty()) open_or_throw(session, options.path);
  if (!options.tab.empty()) state.tab = parse_tab(options.tab);
  if (!options.select.empty()) choose_business(options.select, session, state);

  const map::PixelSize size{options.width, options.height};
  if (options.screenshot.empty()) {
    show_window(size, session, state);
  } else {
    draw_picture(options.screenshot, size, session, state);
  }
  return 0;
}

bool display_available() {
  return window_system_available();
}

}  // namespace nearnet::app
