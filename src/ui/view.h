// SPDX-License-Identifier: Apache-2.0
// What the panels are shown of the application, for the length of one frame. Plain references, so
// that a test shows them a snapshot made by hand.
//
//   ui::View view{session.snapshot(), session.messages(), renderer, scene};
//   for (const workspace::Action& action : ui::draw_frame(state, view)) session.perform(action);
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "core/calendar.h"
#include "map/map_surface.h"
#include "map/scene.h"
#include "workspace/job_queue.h"
#include "workspace/session.h"
#include "workspace/snapshot.h"

namespace nearnet::ui {

struct View {
  const workspace::Snapshot& snapshot;
  const std::deque<workspace::Message>& messages;  ///< newest last
  map::MapSurface& surface;
  map::Scene& scene;  ///< filled by draw_frame from the snapshot
  bool open = false;  ///< a workspace is open
  std::string path = {};
  std::string undo_title = {};  ///< what undo would take back; empty: nothing
  std::optional<workspace::JobQueue::Status> job = {};
  workspace::TerritoryEditor* editor = nullptr;  ///< the scenario under the hand; null: none
  bool improving = false;    ///< planned days are being improved beside the work
  core::LocalTime now = {};  ///< in the workspace's time zone
};

}  // namespace nearnet::ui
