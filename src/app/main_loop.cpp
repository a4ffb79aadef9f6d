// SPDX-License-Identifier: Apache-2.0
#include "app/main_loop.h"

#include <algorithm>
#include <string>
#include <vector>

#include <epoxy/gl.h>

#include "ui/frame.h"

namespace nearnet::app {
namespace {

constexpr double kIdleSeconds = 0.5;
constexpr double kJobSeconds = 1.0 / 15.0;  ///< often enough for a progress bar
constexpr double kBlinkSeconds = 0.25;      ///< of the cursor in a text field
constexpr double kSettlingSeconds = 0.004;  ///< between frames that are due
/// Frames worth drawing after an event: ImGui may see a press and its release two frames apart, and
/// a panel may scroll two frames after another one's choice.
constexpr int kSettlingFrames = 6;

void clear(map::PixelSize size, std::uint32_t rgb) {
  const auto channel = [&](unsigned shift) {
    return static_cast<float>((rgb >> shift) & 0xFFU) / 255.0F;
  };
  glViewport(0, 0, size.width, size.height);
  glClearColor(channel(16), channel(8), channel(0), 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
}

/// The first file opens when nothing is open; later ones are offered for import.
void take_dropped(Window& window, workspace::Session& session, ui::UiState& state) {
  for (const std::string& file : window.take_dropped_files()) {
    if (!session.is_open()) {
      session.perform(workspace::OpenWorkspace{file});
    } else {
      state.dialogs.import.source = file;
      state.dialogs.import.wanted = true;
    }
  }
}

std::string window_title(const workspace::Session& session) {
  if (!session.is_open()) return "nearnet";
  const std::string& title = session.snapshot().settings.title;
  return (title.empty() ? session.path() : title) + " – nearnet";
}

std::vector<workspace::Action> draw(Window& window, Gui& gui, const workspace::Session& session,
                                    map::MapSurface& surface, map::Scene& scene,
                                    ui::UiState& state) {
  const map::PixelSize size = window.framebuffer_size();
  if (size.width == 0 || size.height == 0) return {};  // minimised
  gui.follow_density();
  gui.begin_frame();
  const ui::View view = view_of(session, surface, scene);
  std::vector<workspace::Action> actions = ui::draw_frame(state, view);
  clear(size, state.look.colours.backdrop);
  gui.end_frame();
  window.present();
  return actions;
}

/// Waits for news and returns how many frames they are worth.
int wait_for_news(Window& window, const Gui& gui, workspace::Session& session, bool settling) {
  const bool working = session.job().has_value() || session.improving();
  double patience = kIdleSeconds;
  if (gui.typing()) patience = kBlinkSeconds;
  if (working) patience = kJobSeconds;
  if (settling) patience = kSettlingSeconds;
  const bool happened = window.wait(patience);
  if (session.poll() || happened) return kSettlingFrames;
  return working || gui.typing() ? 1 : 0;
}

}  // namespace

ui::View view_of(const workspace::Session& session, map::MapSurface& surface, map::Scene& scene) {
  ui::View view{session.snapshot(), session.messages(), surface, scene};
  view.open = session.is_open();
  view.path = session.path();
  view.undo_title = session.undo_title();
  view.job = session.job();
  view.editor = session.editor();
  view.improving = session.improving();
  if (view.open) view.now = session.now();
  return view;
}

void run_loop(Window& window, Gui& gui, workspace::Session& session, map::MapSurface& surface,
              ui::UiState& state) {
  map::Scene scene;
  std::string title;
  int frames_due = kSettlingFrames;
  while (!window.closing()) {
    frames_due = std::max(frames_due, wait_for_news(window, gui, session, frames_due > 0));
    take_dropped(window, session, state);
    if (frames_due == 0) continue;
    --frames_due;
    for (const workspace::Action& action : draw(window, gui, session, surface, scene, state)) {
      session.perform(action);
      frames_due = kSettlingFrames;
    }
    if (const std::string now = window_title(session); now != title) {
      title = now;
      window.set_title(title);
    }
  }
}

}  // namespace nearnet::app
